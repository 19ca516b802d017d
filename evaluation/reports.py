"""A report: every figure of one evaluation, with the texts that fare worst."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from evaluation.figures import Score, Share

NOTHING = "(none)"
"""Stands in a confusion table for an event that the other side does not have."""


@dataclass(frozen=True, slots=True)
class Case:
    """One text with what it holds and what was told of it, a line an event."""

    id: str
    text: str
    gold: tuple[str, ...]
    told: tuple[str, ...]
    faults: int
    """How much is wrong, to put the worst first; compared within one report only."""


@dataclass(frozen=True, slots=True)
class Forbidden:
    """What must never be told: an act that did not happen told as happened, an event where none is."""

    kind: str
    text_id: str
    told: str


@dataclass(frozen=True, slots=True)
class Report:
    """What an evaluation found."""

    gold: str
    """The name of the gold set."""
    texts: int
    scores: Mapping[str, Score]
    """Precision and recall, what matters most first."""
    shares: Mapping[str, Share] = field(default_factory=dict)
    """Proportions of events that were found and of parts that were matched."""
    numbers: Mapping[str, float] = field(default_factory=dict)
    """Figures that are no proportion."""
    by_type: Mapping[str, Score] = field(default_factory=dict)
    by_role: Mapping[str, Score] = field(default_factory=dict)
    confusions: Mapping[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    """What is compared -> (gold, told) -> how often."""
    confidence: Mapping[str, Share] = field(default_factory=dict)
    """What is right of what was told with a confidence, the least first."""
    features: Mapping[str, tuple[Share, Share]] = field(default_factory=dict)
    """What is right of what was told with a feature of the confidence, and without it."""
    forbidden: tuple[Forbidden, ...] = ()
    cases: tuple[Case, ...] = ()

    def worst(self, number: int) -> list[Case]:
        """Give the texts with the most faults, the worst first."""
        wrong = [case for case in self.cases if case.faults]
        return sorted(wrong, key=lambda case: (-case.faults, case.id))[:number]

    def figures(self) -> dict[str, float]:
        """Give every figure that may be pinned, by name: the higher, the better."""
        return dict(self._figures())

    def _figures(self) -> Iterator[tuple[str, float]]:
        for name, score in {**self.scores, **self.by_role}.items():
            key = name.replace(" ", "_")
            if score.gold:
                yield f"{key}.precision", score.precision.value
                yield f"{key}.recall", score.recall.value
                yield f"{key}.f1", score.f1
        for name, share in self.shares.items():
            if share.n:
                yield name.replace(" ", "_"), share.value
        yield from self.numbers.items()


def report_json(report: Report, *, examples: int) -> dict[str, Any]:
    """Give a report as plain data; ``examples`` is how many of the worst texts it shows."""
    return {
        "gold": report.gold,
        "texts": report.texts,
        "scores": {name: _score(score) for name, score in report.scores.items()},
        "roles": {name: _score(score) for name, score in report.by_role.items()},
        "types": {name: _score(score) for name, score in report.by_type.items()},
        "shares": {name: _share(share) for name, share in report.shares.items()},
        "numbers": {name: round(value, 4) for name, value in report.numbers.items()},
        "confidence": {name: _share(share) for name, share in report.confidence.items()},
        "features": {
            name: {"with": _share(having), "without": _share(lacking)}
            for name, (having, lacking) in report.features.items()
        },
        "confusions": {
            name: [
                {"gold": gold, "told": told, "count": count}
                for (gold, told), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            ]
            for name, counts in report.confusions.items()
        },
        "forbidden": [
            {"kind": one.kind, "text": one.text_id, "told": one.told}
            for one in (report.forbidden if examples else ())
        ],
        "worst": [
            {"id": case.id, "text": case.text, "gold": list(case.gold), "told": list(case.told)}
            for case in report.worst(examples)
        ],
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "hits": score.hits,
        "told": score.told,
        "gold": score.gold,
        "precision": _share(score.precision),
        "recall": _share(score.recall),
        "f1": round(score.f1, 4),
    }


def _share(share: Share) -> dict[str, Any]:
    low, high = share.interval
    return {
        "hits": share.hits,
        "n": share.n,
        "value": round(share.value, 4),
        "interval": [round(low, 4), round(high, 4)],
    }
