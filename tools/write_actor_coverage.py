"""Write ``docs/actor-coverage.md`` anew: for which years the holders of which offices are known (``make docs``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

from loaders.actors import Actor, Knowledge
from loaders.actors.knowledge import read_knowledge

DOCUMENT = Path(__file__).parent.parent / "docs" / "actor-coverage.md"
YEARS = range(1970, 2026)
HEADS = ("head_of_state", "head_of_government", "supreme_leader", "leader")
SUMMED = range(1970, 2026, 5)
HEAD = """# How far offices are known
Written by `make docs`. A year counts as known where the data names a holder on 1 July. "Head" is a head of state or
of government; where both are known of a state with both, both are resolved. Dependencies are left out.

"""


def document(known: Knowledge) -> str:
    """Lay out the sums by year, then one line a state."""
    states = sorted((a for a in known.actors() if _is_a_state(known, a)), key=lambda state: state.name)
    heads = {state.name: _years(known, state, HEADS) for state in states}
    ministers = {state.name: _years(known, state, ("foreign_minister",)) for state in states}
    lines = [
        f"| of {len(states)} states | " + " | ".join(map(str, SUMMED)) + " |",
        "| --- " * (len(SUMMED) + 1) + "|",
        _sums("head", heads.values()),
        _sums("foreign minister", ministers.values()),
        "",
        "| state | head | foreign minister |",
        "| --- | --- | --- |",
        *(f"| {s.name} | {_ranges(heads[s.name])} | {_ranges(ministers[s.name])} |" for s in states),
    ]
    return HEAD + "\n".join(lines) + "\n"


def _is_a_state(known: Knowledge, actor: Actor) -> bool:
    """Tell the states that exist and have had a head of their own from dependencies and former states."""
    exists = actor.kind == "state" and actor.qid is not None and actor.until.end is None
    return exists and any(known.holders(role, actor.id, None) for role in HEADS)


def _years(known: Knowledge, state: Actor, roles: Iterable[str]) -> list[int]:
    asked = tuple(roles)
    return [y for y in YEARS if any(known.holders(role, state.id, date(y, 7, 1)) for role in asked)]


def _sums(name: str, known: Iterable[list[int]]) -> str:
    years = [year for of_state in known for year in of_state]
    return f"| {name} | " + " | ".join(str(years.count(year)) for year in SUMMED) + " |"


def _ranges(years: list[int]) -> str:
    return ", ".join(_runs(years)) or "none"


def _runs(years: list[int]) -> Iterator[str]:
    if not years:
        return
    start = years[0]
    for year, following in pairwise([*years, 9999]):
        if following != year + 1:
            yield f"{start}-{year}" if start != year else f"{year}"
            start = following


if __name__ == "__main__":
    DOCUMENT.write_text(document(read_knowledge()), encoding="utf-8")
