"""Heads of state and government 2015-2026 from the history of the CIA World Factbook (CC0).

The Factbook prints when somebody took office; when they left it follows from who came next, if the weekly
snapshots leave no room for a third. There are none from 2017-03-28 to 2020-11-24.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from rapidfuzz.fuzz import ratio

from tools.build_actors.countries import Countries
from tools.build_actors.printed_names import PrintedName, read_printed_names
from tools.build_actors.same_person import same_person
from tools.build_actors.spellings import sound
from tools.build_actors.tables import Row, read_rows
from tools.build_actors.tenures import Post, Tenure, read_posts

_CORRECTIONS = Path(__file__).with_name("factbook_corrections.csv")
_LAST_SNAPSHOT = "2026-02-19"
_GAP = ("2017-03-28", "2020-11-24")
_EARLY = ("2015-10-26", "2016-11-06", "2017-03-28")
_ONE_AT_A_TIME = frozenset({"head_of_state", "head_of_government", "supreme_leader"})
_JOINT_HEADS = frozenset({"BIH", "SMR"})
_KINGS_OF_REALMS = ("CHARLES III", "ELIZABETH II")


@dataclass(frozen=True, slots=True)
class _Printed:
    """One line of the history: a name with an office, and the snapshots that have it."""

    person: PrintedName
    since: str
    first: str
    gone_by: str
    until: str = ""
    """Its end, where a correction gives it."""


def read_factbook(sources: Path, countries: Countries) -> Iterator[Tenure]:
    """Read the heads and their deputies, with ends where a successor shows them."""
    printed: dict[tuple[str, Post], list[_Printed]] = defaultdict(list)
    corrections = {
        (row["country"], row["printed"], row["office"], row["since_printed"]): row
        for row in read_rows(_CORRECTIONS)
    }
    for row in read_rows(sources / "leaders_factbook_2015_2026.csv"):
        country = countries.from_gec(row["gec_code"])
        if country is None or _belongs_elsewhere(row, country):
            continue
        key = (country, row["name_as_printed"], row["office"], row["since"])
        right = corrections.get(key, {"since": row["since"], "until": ""})
        if key in corrections and not right["since"]:
            continue
        for person in read_printed_names(row["name_as_printed"], country):
            line = _Printed(
                person,
                right["since"],
                row["first_seen_in_snapshot"],
                row["replaced_by_snapshot"],
                right["until"],
            )
            for post in read_posts(_office(row)):
                printed[country, post].append(line)
    for (country, post), lines in _by_seat(printed).items():
        yield from _tenures(country, post, lines)


def _belongs_elsewhere(row: Row, country: str) -> bool:
    """Whether a head of state is another state's: the king of the realms, Andorra's princes."""
    elsewhere = country != "GBR" and row["name_as_printed"].endswith(_KINGS_OF_REALMS)
    return elsewhere or (country == "AND" and row["role"] == "chief of state")


def _office(row: Row) -> str:
    """Give the office; where it was left in the column of the name, that is where it stands."""
    office = row["office"].replace("[elect]", "").replace("[undated]", "").strip(" ,")
    if row["office"] == "[elect]" or any(
        word in row["name_as_printed"].lower() for word in ("elect", "regent")
    ):
        return ""
    known = next(
        (
            t
            for t in (
                "Deputy Prime Minister",
                "Vice President",
                "Interim Prime Minister",
                "Prime Minister",
                "President",
            )
            if t in row["name_as_printed"]
        ),
        "",
    )
    return office or known


def _by_seat(printed: dict[tuple[str, Post], list[_Printed]]) -> dict[tuple[str, Post], list[_Printed]]:
    return {
        seat: sorted(set(lines), key=lambda p: (p.since or p.first, p.first))
        for seat, lines in sorted(
            printed.items(), key=lambda item: (item[0][0], item[0][1].role, item[0][1].title)
        )
    }


def _tenures(country: str, post: Post, lines: list[_Printed]) -> Iterator[Tenure]:
    exclusive = post.role in _ONE_AT_A_TIME
    terms = _terms(_without_deputies(country, lines) if exclusive else lines, exclusive=exclusive)
    for place, term in enumerate(terms):
        successor = terms[place + 1] if place + 1 < len(terms) else None
        until = _end(term, successor) if exclusive else ""
        last = _last_seen(term)
        seen = None if until else (max(term.since if len(term.since) == 10 else "", term.first), last)
        if seen and term.since and len(term.since) == 10:
            seen = (term.since, max(last, term.since))
        yield Tenure(country, term.person, post, term.since, until, seen)


def _without_deputies(country: str, lines: list[_Printed]) -> list[_Printed]:
    """Leave out those printed together under one title, which were its holder's deputies."""
    together: dict[tuple[str, str], set[str]] = defaultdict(set)
    for line in lines:
        together[line.since, line.first].add(line.person.surname)
    return [p for p in lines if country in _JOINT_HEADS or len(together[p.since, p.first]) == 1]


def _terms(lines: list[_Printed], *, exclusive: bool) -> list[_Printed]:
    """Join the lines of one term: spellings that change, dates that were corrected, terms that follow."""
    terms: list[_Printed] = []
    for line in lines:
        at = next((i for i in reversed(range(len(terms))) if _continues(terms[i], line, exclusive)), None)
        if at is None or (exclusive and at != len(terms) - 1):
            terms.append(line)
        else:
            terms[at] = _joined(terms[at], line)
    return terms


def _continues(term: _Printed, line: _Printed, exclusive: bool) -> bool:
    if same_person(term.person, line.person):
        return True
    # On one day in one office: two spellings, however far apart ("Dbeibeh", "Dubaybah").
    alike = ratio(sound(term.person.name), sound(line.person.name)) > (50 if exclusive else 85)
    return alike and bool(term.since) and term.since == line.since


def _joined(term: _Printed, line: _Printed) -> _Printed:
    early, late = sorted((term, line), key=lambda p: p.first)
    gone = "" if not (term.gone_by and line.gone_by) else max(term.gone_by, line.gone_by)
    forms = tuple(dict.fromkeys(f for p in (late, early) for f in p.person.forms if f != late.person.name))
    person = PrintedName(late.person.name, late.person.surname, forms)
    return _Printed(person, term.since or line.since, early.first, gone, term.until or line.until)


def _last_seen(term: _Printed) -> str:
    """Give the last snapshot that has the term; they are weekly since 2020-11."""
    if not term.gone_by:
        return _LAST_SNAPSHOT
    if term.gone_by <= _GAP[1]:
        return max((day for day in _EARLY if day < term.gone_by), default=term.first)
    return max((date.fromisoformat(term.gone_by) - timedelta(days=7)).isoformat(), term.first)


def _end(term: _Printed, successor: _Printed | None) -> str:
    """Give the successor's first day, unless there was room for another between two snapshots."""
    if term.until:
        return term.until
    if successor is None or not term.gone_by or len(successor.since) < 4:
        return ""
    in_gap = term.gone_by <= _GAP[1] and term.gone_by > _EARLY[0] and successor.since > _last_seen(term)
    late = min(successor.since, successor.first) > term.gone_by
    return "" if in_gap or late or successor.since <= term.since else successor.since
