"""Find mistakes in the actor data: dates that cannot be, names that clash, references that lead nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from loaders.actors.knowledge import Knowledge
from loaders.actors.records import Actor, Office, Sense
from loaders.actors.tables import DataFolder
from loaders.records import DateInterval

_EARLIEST = 1200
_ONE_AT_A_TIME = ("head_of_state", "head_of_government", "foreign_minister")
# An acting holder, a handover told differently by two sources: not worth a word.
_OVERLAP_ALLOWED = timedelta(days=45)
_GAP_ALLOWED = timedelta(days=366)
_LONGEST_OFFICE_YEARS = 75
# Files of words and rules, which state no facts of the world.
_NO_SOURCE = frozenset(
    {"sources.csv", "roles.csv", "titles.csv", "not_actors.csv", "state_words.csv", "seats.csv",
     "forms_of_state.csv", "phoenix_roles.csv"}
)  # fmt: skip
# Whose dates run on: two that may mean one phrase are told apart by the context alone.
_PLACES = frozenset({"city", "territory", "surname"})
_SHARED = frozenset({"several"})
"""Names that mean all who bear them: "the two Koreas"."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to correct, or to know of."""

    rule: str
    where: str
    message: str
    severe: bool = True
    """False for what is a limit of the sources: a gap, two who are told to have held one office at once."""


def lint(known: Knowledge, folder: DataFolder) -> list[Finding]:
    """Check everything read from a folder of data files."""
    return [
        *_lint_files(known, folder),
        *(finding for actor in known.actors() for finding in _lint_actor(known, actor)),
        *_lint_names(known),
        *_lint_seats(known),
    ]


# -- files ---------------------------------------------------------------------------------------------


def _lint_files(known: Knowledge, folder: DataFolder) -> Iterator[Finding]:
    present = {path.name for path in folder.path.glob("*.csv")}
    for file in sorted(present - set(folder.sources) - _NO_SOURCE):
        yield Finding("source", file, "has no row in sources.csv; add its origin and licence.")
    for file in sorted(set(folder.sources) - present):
        yield Finding("source", "sources.csv", f"names {file}, which is not there; remove the row.")
    for file in sorted(present & {"qids.csv", "qids_organizations.csv"}):
        for row in folder.rows(file):
            if known.body(row["key"]) is None:
                yield Finding("orphan", file, f"gives {row['qid']} to {row['key']!r}, which no file names.")


# -- actors --------------------------------------------------------------------------------------------


def _lint_actor(known: Knowledge, actor: Actor) -> Iterator[Finding]:
    where = f"{actor.source}: {actor.name} ({actor.country or 'no country'})"
    if actor.country and known.state(actor.country) is None:
        yield Finding("orphan", where, f"the country {actor.country} is no state of the data.")
    yield from _lint_interval(where, actor.since, actor.until)
    for body in actor.part_of:
        if body == actor.id:
            yield Finding("orphan", where, "is part of itself.")
    for office in actor.offices:
        yield from _lint_office(known, f"{where}, {office.title}", office)


def _lint_office(known: Knowledge, where: str, office: Office) -> Iterator[Finding]:
    yield from _lint_interval(where, office.since, office.until)
    if office.seen and office.seen[0] > office.seen[1]:
        yield Finding("date", where, f"was seen from {office.seen[0]} until {office.seen[1]}.")
    if office.seen and office.since.start and office.seen[1] < office.since.start:
        yield Finding("date", where, f"was last seen on {office.seen[1]}, before it began.")
    if office.since.start and office.until.end:
        years = office.until.end.year - office.since.start.year
        if years > _LONGEST_OFFICE_YEARS:
            yield Finding("date", where, f"was held for {years} years.")
    body = known.actor(office.body)
    if office.until.end and body.since.start and office.until.end < body.since.start:
        yield Finding("date", where, f"ended on {office.until.end}, before {body.name} began.")
    if office.since.start and body.until.end and office.since.start > body.until.end:
        yield Finding("date", where, f"began on {office.since.start}, after {body.name} ended.")


def _lint_interval(where: str, since: DateInterval, until: DateInterval) -> Iterator[Finding]:
    start, end = since.start, until.end
    if start and end and start > end:
        yield Finding("date", where, f"begins on {start}, after its end on {end}.")
    for day in (start, end):
        if day and day.year < _EARLIEST:
            yield Finding("date", where, f"{day} is before {_EARLIEST}.")


# -- names ---------------------------------------------------------------------------------------------


def _lint_names(known: Knowledge) -> Iterator[Finding]:
    for phrase, senses in known.names():
        strong = [sense for sense in senses if not sense.weak and sense.kind not in _PLACES | _SHARED]
        clash = next((pair for pair in _pairs(strong) if _may_mean_either(*pair)), None)
        if clash:
            names = " or ".join(sorted(f"{known.actor(s.actor_id).name} ({s.kind})" for s in clash))
            yield Finding("name", phrase, f"means {names}; mark the lesser sense weak with '?'.")


def _pairs(senses: list[Sense]) -> Iterator[tuple[Sense, Sense]]:
    for place, sense in enumerate(senses):
        yield from ((sense, other) for other in senses[:place])


def _may_mean_either(one: Sense, other: Sense) -> bool:
    if one.actor_id == other.actor_id:
        return False
    begins = max(one.since.end or date.min, other.since.end or date.min)
    ends = min(one.until.start or date.max, other.until.start or date.max)
    return begins < ends


# -- seats of power ------------------------------------------------------------------------------------


def _lint_seats(known: Knowledge) -> Iterator[Finding]:
    """Tell of two who held an office at once, and of years in which nobody is known to have held it."""
    held: dict[tuple[str, str], list[tuple[date, date, str]]] = defaultdict(list)
    for actor in known.actors():
        for office in actor.offices:
            begun, ended = office.since.end, office.until.start or (office.seen[1] if office.seen else None)
            if office.role in _ONE_AT_A_TIME and begun and ended and known.actor(office.body).kind == "state":
                held[office.body, office.role].append((begun, ended, actor.name))
    for (body, role), terms in sorted(held.items()):
        where = f"{known.actor(body).name}, {role}"
        for (_, ended, holder), (begun, until, next_holder) in pairwise(sorted(terms)):
            if holder != next_holder and min(ended, until) - begun > _OVERLAP_ALLOWED:
                message = f"{holder} held it until {ended}, {next_holder} from {begun}."
                yield Finding("overlap", where, message, severe=False)
            elif begun - ended > _GAP_ALLOWED:
                yield Finding("gap", where, f"nobody is known between {ended} and {begun}.", severe=False)
