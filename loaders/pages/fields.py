"""Reads the header fields that archives and scrapers print over an article ("HEADLINE: ...", "Source: ...")."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.pages.data import load

_TELLING = frozenset(("title", "outlet", "date", "byline", "url"))
_FEWEST_LABELS = 2
_FEWEST_CODES = 3  # "BY HELEN MARCH" and "IN TEHRAN ..." are lines of any upper-case text
_LONGEST_VALUE = 300  # characters; only the text itself is longer


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a header: the fact it tells, and its words."""

    fact: str
    value: str


def find_fields(texts: Sequence[str]) -> dict[int, Field]:
    """Find the header fields of a page by line; a single labelled line is no header."""
    labelled = _runs(texts, _labelled, _FEWEST_LABELS)
    if labelled:
        labelled |= _footers(texts)
    coded = _runs(texts, _coded, _FEWEST_CODES)
    return coded | labelled


def ends_record(line: str) -> bool:
    """Tell whether a line ends one record of an export ("2 of 25 DOCUMENTS")."""
    return len(line) < 80 and _ends().fullmatch(line) is not None


def _runs(texts: Sequence[str], read: Callable[[str], Field | None], fewest: int) -> dict[int, Field]:
    """Collect the fields that follow one another; a label alone on its line has its words on the next."""
    found: dict[int, Field] = {}
    run: dict[int, Field] = {}
    waiting: str | None = None
    for number, text in enumerate([*texts, "end."]):
        stripped = text.strip()
        if not stripped:
            continue
        field = read(stripped)
        if field is None and waiting is not None:
            run[number], waiting = Field(waiting, stripped), None
        elif field is None:
            found |= run if _is_header(run, fewest) else {}
            run = {}
        else:
            run[number] = field if field.value or field.fact == "body" else Field("ignored", "")
            waiting = None if field.value or field.fact == "body" else field.fact
    return found


def _footers(texts: Sequence[str]) -> dict[int, Field]:
    """Find the lines below an article that an export labels in capitals ("LOAD-DATE: ...", "GRAPHIC: ...")."""
    found: dict[int, Field] = {}
    for number, text in enumerate(texts):
        field = _labelled(text.strip())
        if field is not None and field.fact == "ignored" and text.strip().partition(":")[0].isupper():
            found[number] = field
    return found


def _is_header(run: Mapping[int, Field], fewest: int) -> bool:
    facts = [field.fact for field in run.values() if field.fact != "body"]
    telling = {fact for fact in facts if fact in _TELLING or fact == "several"}
    return len(facts) >= fewest and bool(telling) and len(set(facts)) > 1


def fields_beside(line: str) -> list[Field]:
    """Find the fields that stand on one line between bars ("Source: Andes Herald | Date: 3 April 2008")."""
    return [field for part in re.split(r"\s+[|·•]\s+", line) if (field := _labelled(part)) is not None]


def _labelled(line: str) -> Field | None:
    match = _labels().match(line)
    if match is None:
        return None
    parts = re.split(r"\s+[|·•]\s+", line)
    if len(parts) > 1 and all(_labels().match(part) for part in parts):
        return Field("several", line)
    fact, value = _fact_of()[_key(match["label"])], line[match.end() :].strip()
    if fact == "date" and value and not any(map(str.isdigit, value)):
        return None
    return Field(fact, value) if fact == "body" or len(value) <= _LONGEST_VALUE else None


def _coded(line: str) -> Field | None:
    code, _, value = line.partition(" ")
    fact = load("fields.yaml")["codes"].get(code.strip())
    return Field(fact, value.strip()) if fact else None


def _key(label: str) -> str:
    return re.sub(r"[\s_-]+", " ", label).strip().casefold()


@cache
def _fact_of() -> dict[str, str]:
    return {
        _key(label): fact
        for fact, labels in load("fields.yaml")["labels"].items()
        for label in labels.split("|")
    }


@cache
def _labels() -> re.Pattern[str]:
    labels = sorted(_fact_of(), key=len, reverse=True)
    words = "|".join(re.escape(label).replace(r"\ ", r"[\s_-]") for label in labels)
    return re.compile(rf"[*_#>\s]*(?P<label>{words})[*_\s]*[:=][*_]*(?:\s|$)", re.IGNORECASE)


@cache
def _ends() -> re.Pattern[str]:
    return re.compile("|".join(load("fields.yaml")["ends"]), re.IGNORECASE)
