"""Leaders 1960-2014 and defence ministers 2003-2011 from the Phoenix actor dictionary (MIT).

The dictionary tells when somebody governed, not in which office; day-exact terms are those of heads of
state and government, months are those of cabinets.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tools.build_actors.countries import Countries
from tools.build_actors.printed_names import PrintedName
from tools.build_actors.tenures import Post, Tenure

_TERM = re.compile(
    r"\[(?P<country>[A-Z]{3})GOV(?P<sector>[A-Z]*) (?P<open>>)?(?P<from>\d{6,8})(?:-(?P<to>\d{6,8}))?\]"
)
# The dictionary gives a former state the code of its successor.
_FORMER = {"RUS": ("SUN", "1991-12-26"), "CZE": ("CSK", "1992-12-31")}
_WRITTEN_IN = 2014
_FAMILY_FIRST = frozenset({"CHN", "TWN", "PRK", "KOR"})
_TITLE_WORDS = frozenset(
    {"PRESIDENT", "MINISTER", "KING", "QUEEN", "GENERAL", "SIR", "SHEIKH", "AYATOLLAH", "COLONEL", "PRINCE"}
    | {"PRIME", "CHANCELLOR", "SECRETARY", "AMBASSADOR", "EMPEROR", "SENATOR", "LADY", "LORD", "DAME", "MR."}
)
_PARTICLES = {
    "bin",
    "al",
    "el",
    "ibn",
    "van",
    "der",
    "von",
    "de",
    "da",
    "do",
    "dos",
    "di",
    "du",
    "del",
    "ben",
    "ould",
}


@dataclass(slots=True)
class _Entry:
    name: str
    others: list[str] = field(default_factory=list)
    terms: list[re.Match[str]] = field(default_factory=list)


def read_phoenix(sources: Path, countries: Countries) -> Iterator[Tenure]:
    """Read the terms of leaders and of defence and security ministers."""
    text = (sources / "phoenix_countries_actors.txt").read_text(encoding="utf-8", errors="replace")
    for entry in _entries(text.splitlines()):
        person = _person(entry)
        if person is not None:
            terms = (_tenure(person, term) for term in entry.terms if term["country"] in countries.states)
            yield from (tenure for tenure in terms if tenure is not None)


def _entries(lines: list[str]) -> Iterator[_Entry]:
    entry = _Entry("")
    for line in lines:
        text, _, comment = line.partition("#")
        if term := _TERM.match(text.strip()):
            entry.terms.append(term)
        elif text.startswith("+"):
            entry.others.append(text[1:].strip())
        elif text.strip() and not text.startswith(("\t", " ", "[")):
            yield entry
            # Only names from the country file are people with terms of office.
            entry = _Entry(text.strip() if "countryinfo" in comment.lower() else "")
    yield entry


def _person(entry: _Entry) -> PrintedName | None:
    if not entry.terms or not (name := _written(entry.name)) or " " not in name:
        return None
    country = entry.terms[0]["country"]
    words = name.split()
    numbered = re.fullmatch(r"[IVX]+", words[-1]) is not None
    surname = words[0] if country in _FAMILY_FIRST or numbered else words[-1]
    others = (form for other in entry.others if " " in (form := _written(other)))
    return PrintedName(name, surname, tuple(dict.fromkeys(form for form in others if form != name)))


def _written(name: str) -> str:
    words = name.strip("_ ").replace("_", " ").split()
    while words and words[0] in _TITLE_WORDS:
        words = words[1:]
    if any(word in _TITLE_WORDS or not word.isascii() for word in words):
        return ""
    return " ".join(_small(word, place) for place, word in enumerate(words))


def _small(word: str, place: int) -> str:
    if re.fullmatch(r"[IVX]+", word) and place:
        return word
    if word.lower() in _PARTICLES and place:
        return word.lower()
    if word.startswith("MC") and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    return re.sub(r"[A-Z]+", lambda found: found[0].capitalize(), word.replace("'S", "'s"))


def _tenure(person: PrintedName, term: re.Match[str]) -> Tenure | None:
    """Give a term with what its dates and sector say of the office; ``None`` for other ministers."""
    if person.name == "Elizabeth II" and term["country"] != "GBR":
        return None
    since, until = _day(term["from"]), _day(term["to"] or "")
    if not since or (until and until < since):
        return None
    monthly = since.endswith("-01") and (not until or _is_last_of_month(until))
    if term["sector"] == "MIL" and monthly:
        post = Post("minister", "Defence or Security Minister")
        since, until = since[:7], until[:7]
    elif not term["sector"] and not monthly and term["country"] != "USA":
        post = Post("leader", "Head of State or Government")
    else:
        return None
    former, end = _FORMER.get(term["country"], ("", ""))
    country = former if until and until <= end else term["country"]
    return Tenure(country, person, post, since, until, None if until else (_first_day(since),) * 2)


def _first_day(since: str) -> str:
    return since if len(since) > 7 else f"{since}-01"


def _day(text: str) -> str:
    """Read YYMMDD or YYYYMMDD; what is no day ("000000") is empty."""
    if len(text) == 6:
        text = ("20" if int(text[:2]) <= _WRITTEN_IN - 2000 else "19") + text
    if len(text) != 8 or not 1 <= int(text[4:6]) <= 12:
        return ""
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    return f"{year}-{month:02}-{day:02}" if 1 <= day <= calendar.monthrange(year, month)[1] else ""


def _is_last_of_month(day: str) -> bool:
    year, month, last = (int(part) for part in day.split("-"))
    return last == calendar.monthrange(year, month)[1] or (month, last) == (2, 28)
