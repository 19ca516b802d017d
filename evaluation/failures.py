"""What still fails, by kind, with how often: the list to work from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evaluation.reports import NOTHING, Report

_FACTS = ("content", "date", "place", "quantity", "attribution")


def failures(report: Report) -> list[tuple[str, str, int]]:
    """Give kind, what, and how often, the most frequent of each kind first."""
    found = [
        *_of_types(report),
        *_of_words(report, "status"),
        *_of_words(report, "role"),
        *_of_scores(report),
    ]
    found += [("forbidden", kind, n) for kind, n in Counter(one.kind for one in report.forbidden).items()]
    kinds = list(dict.fromkeys(kind for kind, _, _ in found))
    return sorted(found, key=lambda one: (kinds.index(one[0]), -one[2], one[1]))


def _of_types(report: Report) -> Iterator[tuple[str, str, int]]:
    counts = report.confusions.get("type", Counter())
    yield from (("event missed", gold, n) for (gold, told), n in counts.items() if told == NOTHING)
    yield from (("false event", told, n) for (gold, told), n in counts.items() if gold == NOTHING)
    for (gold, told), n in counts.items():
        if NOTHING not in (gold, told) and gold != told:
            yield "type mistaken", f"{gold} for {told}", n


def _of_words(report: Report, name: str) -> Iterator[tuple[str, str, int]]:
    for (gold, told), n in report.confusions.get(name, Counter()).items():
        if gold != told:
            yield f"{name} mistaken", f"{gold} for {told}", n


def _of_scores(report: Report) -> Iterator[tuple[str, str, int]]:
    parts = list(report.by_role.items())
    facts = [(name, report.scores[name]) for name in _FACTS if name in report.scores]
    for kind, scores in (("part", parts), ("fact", facts)):
        yield from (
            (f"{kind} missed", name, one.gold - one.hits) for name, one in scores if one.gold > one.hits
        )
        yield from (
            (f"{kind} wrong", name, one.told - one.hits) for name, one in scores if one.told > one.hits
        )
