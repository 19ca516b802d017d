"""What became of events, negotiations and actors: the change feed, written in the transaction that changes them.

An object is compared by its fingerprint, a hash of all that is told of it, so that what is projected again to
the same is no change. A change holds ids and words of the schema, and nothing of the news: who reads the feed
gets the object as it is now, or its absence (see ``docs/decisions/0020-two-clocks-and-the-change-feed.md``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime

from database import Executor
from graph_schema import merge_nodes, schema
from loaders.graph.rows import Row

WIDTH = 12
"""Digits of a change's number as text: enough for a thousand changes a second over thirty years."""

_NUMBERS = """
MATCH (s:Schema)
SET s.changes = coalesce(s.changes, 0) + $count
RETURN s.changes - $count AS before
"""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one object."""

    kind: str
    label: str
    key: str
    others: tuple[str, ...]
    reason: str
    gained: tuple[str, ...] = ()
    """Members that nothing held before: mentions of an event, events of a negotiation."""
    lost: tuple[str, ...] = ()
    """Members that nothing holds any more."""


@dataclass(frozen=True, slots=True)
class State:
    """An object before or after a change: what it is made of, and its fingerprint."""

    members: Collection[str]
    """Mentions of an event, events of a negotiation."""
    fingerprint: str | None


type States = Mapping[str, State]
"""Objects by id."""


def find_changes(
    label: str,
    before: States,
    after: States,
    reason_of: Mapping[str, str],
    former: Mapping[str, str] | None = None,
) -> Iterator[Change]:
    """Compare objects before and after a step, in the order of ids.

    Parameters
    ----------
    label
        What the objects are.
    before, after
        All objects that the step may have touched; what is in neither has not changed.
    reason_of
        Why the members of objects are looked at; under ``""`` the reason where no member has one.
    former
        The objects that hold what members that were withdrawn said.

    """
    holders, came = _holders(after), _holders(before)
    went = {**(former or {}), **holders}
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key), after.get(key)
        if was and now and was.fingerprint == now.fingerprint:
            continue
        kind, others = _kind(was, now, came, went)
        earlier, later = frozenset(was.members if was else ()), frozenset(now.members if now else ())
        reasons = [reason_of[member] for member in earlier | later if member in reason_of]
        yield Change(
            kind,
            label,
            key,
            tuple(sorted(others)),
            first_reason(reasons or [reason_of[""]]),
            gained=tuple(sorted(later - came.keys())),
            lost=tuple(sorted(earlier - holders.keys())),
        )


def first_reason(reasons: Iterable[str | None]) -> str:
    """Return the reason that comes first in the schema's order; where none is known, all was computed anew."""
    known = {reason or "rebuild" for reason in reasons} or {"rebuild"}
    return min(known, key=schema().words("change_reason").index)


def _holders(states: States) -> dict[str, str]:
    """Map each member to the object that holds it."""
    return {member: key for key, state in states.items() for member in state.members}


def _kind(
    was: State | None, now: State | None, came: Mapping[str, str], went: Mapping[str, str]
) -> tuple[str, Set[str]]:
    """Return what became of an object, and where its members came from or went to."""
    if was is None and now is not None:
        others = {came[member] for member in now.members if member in came}
        return ("split" if others else "added"), others
    if now is None and was is not None:
        others = {went[member] for member in was.members if member in went}
        return ("merged" if others else "withdrawn"), others
    return "changed", set()


def write_changes(db: Executor, changes: Sequence[Change]) -> None:
    """Number changes and write them; call it in the transaction that makes them, after it has its turn."""
    if not changes:
        return
    found = db.run(_NUMBERS, count=len(changes))
    if not found:  # as for turns: the database was not prepared, and nobody follows it
        return
    first = found[0]["before"] + 1
    rows = [_row(number, change) for number, change in enumerate(changes, start=first)]
    db.run(merge_nodes("Change"), rows=rows, now=datetime.now(UTC))


def sort_key(seq: int) -> str:
    """Write a change's number as text that sorts as the number does.

    Examples
    --------
    >>> sort_key(42)
    '000000000042'

    """
    return str(seq).zfill(WIDTH)


def _row(seq: int, change: Change) -> Row:
    return {
        "sort_key": sort_key(seq),
        "seq": seq,
        "kind": change.kind,
        "label": change.label,
        "key": change.key,
        "others": list(change.others) or None,
        "reason": change.reason,
        "gained": list(change.gained) or None,
        "lost": list(change.lost) or None,
    }
