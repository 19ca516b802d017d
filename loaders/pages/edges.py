"""The edges of an article: the dateline before its first sentence, credit tags and the author's note at its end."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from loaders.pages.agencies import agencies_in
from loaders.pages.bylines import Dateline, author_note, byline_of, dateline_of, is_town
from loaders.pages.dates import stated_date
from loaders.pages.drafts import CAPTION
from loaders.pages.marking import BODY, FURNITURE, Mark
from loaders.records import DateInterval

_FIRST_SENTENCES = 3
_LAST_SENTENCES = 4  # an author's note and what may follow it stand within the last sentences
_CITY = re.compile(r"(?P<city>[A-Z][a-z]+(?: [A-Z][a-z]+)?): (?=[\"“‘]?[A-Z])")
_CREDIT_TAG = re.compile(r"\s*[(\[–—-]\s*(?P<source>[A-Z][\w ./,&-]{1,60})[)\]]?\.?\s*")


@dataclass(frozen=True, slots=True)
class Edges:
    """What the edges of an article's text say of it, and the marks without them."""

    marks: list[Mark]
    byline: str | None = None
    note: str | None = None
    dateline_date: DateInterval | None = None


def mark_edges(text: str, marks: list[Mark], byline: str | None) -> Edges:
    """Mark dateline, credit tag and author's note as furniture, and read what they tell."""
    marks = list(marks)
    dateline = _mark_dateline(text, marks)
    _mark_credit_tag(text, marks)
    author, note = _mark_author_note(text, marks, byline)
    stated = stated_date(dateline) if dateline else None
    by = byline_of(dateline.split(" — ")[0]) if dateline and dateline.startswith("By ") else None
    return Edges(marks, author or by, note, stated)


def _mark_dateline(text: str, marks: list[Mark]) -> str | None:
    bodies = [position for position, mark in enumerate(marks) if mark.kind == BODY]
    # A standfirst or a caption that was not recognised may stand before the dateline.
    for position in bodies[:_FIRST_SENTENCES]:
        mark = marks[position]
        # A dateline may hold full stops of its own: "MOSCOW, April 30, 2025. /TASS/. ".
        following = [n for n in bodies if n >= position and marks[n].paragraph == mark.paragraph]
        dateline = dateline_of(text[mark.start : marks[following[-1]].end])
        if dateline is None and position == bodies[0]:
            dateline = _city_dateline(text[mark.start :])
        if dateline is None:
            continue
        stop = mark.start + len(dateline.text)
        first = next(n for n in following if marks[n].end > stop)
        marks[position : first + 1] = [
            replace(mark, kind=FURNITURE, end=mark.start + len(dateline.text.rstrip()), rule="dateline"),
            replace(marks[first], start=stop),
        ]
        return dateline.text
    return None


def _city_dateline(text: str) -> Dateline | None:
    """Read "Doha: " as a dateline: a town, or where the text tells of something in it; a speaker stands so too."""
    match = _CITY.match(text)
    if match is None:
        return None
    placed = is_town(match["city"]) or re.search(rf"\b[Ii]n {re.escape(match['city'])}\b", text)
    return Dateline(match[0]) if placed else None


def _mark_credit_tag(text: str, marks: list[Mark]) -> None:
    """Mark a tag such as "(Reuters)" behind the last sentence."""
    last = next((n for n in range(len(marks) - 1, -1, -1) if marks[n].kind == BODY), None)
    if last is None:
        return
    mark = marks[last]
    sentence = text[mark.start : mark.end]
    for match in re.finditer(r"(?:^|(?<=[.!?\"”])\s+)[(\[–—-]", sentence):
        tag = _CREDIT_TAG.fullmatch(sentence, match.start())
        if tag and agencies_in(tag["source"]):
            rest = [replace(mark, end=mark.start + match.start())] if match.start() else []
            marks[last : last + 1] = [
                *rest,
                replace(mark, kind=FURNITURE, start=mark.start + match.start(), rule="credit_tag"),
            ]
            return


def _mark_author_note(text: str, marks: list[Mark], byline: str | None) -> tuple[str | None, str | None]:
    """Mark the note that introduces the author, and what follows it."""
    bodies = [n for n, mark in enumerate(marks) if mark.kind == BODY]
    # The whole article cannot be a note about its author.
    for position in bodies[1:][-_LAST_SENTENCES:]:
        mark, last = marks[position], position == bodies[-1]
        before = " ".join(text[m.start : m.end] for m in marks[:position] if m.kind in (BODY, CAPTION))
        name = author_note(text[mark.start : mark.end], before, byline, last=last)
        if name is None:
            continue
        note = text[mark.start : marks[bodies[-1]].end]
        for later in (n for n in bodies if n >= position):
            marks[later] = replace(marks[later], kind=FURNITURE, rule="author_note")
        return name, note
    return None, None
