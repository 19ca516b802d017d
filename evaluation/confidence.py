"""Whether what the extractor is surer of is more often right: its confidence, held against gold.

Confidence is ordinal: it puts mentions in an order, and says nothing of how probable one is. So all that can
be asked is whether the order is right, and which of the features that it is made of speak for a mention.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise

from evaluation.alignment import Alignment, matched_parts, parts_by_role
from evaluation.figures import Share
from evaluation.gold import GoldEvent
from graph_schema import schema
from loaders.extraction.confidence import features_of
from loaders.records import Mention


@dataclass(frozen=True, slots=True)
class Judged:
    """A told event, and whether all that counts in it is right."""

    mention: Mention
    right: bool


def judge(aligned: Iterable[Alignment]) -> list[Judged]:
    """Judge all that was told: type, whether it happened, and everybody's role; a false event is wrong."""
    judged = [Judged(mention, _is_right(event, mention)) for one in aligned for event, mention in one.pairs]
    return judged + [Judged(mention, False) for one in aligned for mention in one.false]


def by_confidence(judged: Iterable[Judged]) -> dict[str, Share]:
    """Give the share of what is right for each tenth of confidence, the least first."""
    ordered = sorted(judged, key=_tenth)
    return {
        f"{tenth / 10:.1f}-{tenth / 10 + 0.09:.2f}": _share(group)
        for tenth, group in groupby(ordered, _tenth)
    }


def by_feature(judged: Iterable[Judged]) -> dict[str, tuple[Share, Share]]:
    """Give the share of what is right with each feature of the confidence, and without it."""
    found = [(one, features_of(one.mention)) for one in judged]
    names = sorted({name for _, features in found for name in features})
    return {
        name: (
            _share(one for one, features in found if name in features),
            _share(one for one, features in found if name not in features),
        )
        for name in names
    }


def misordered(shares: Mapping[str, Share]) -> list[tuple[str, str]]:
    """Give the neighbours of which the surer is less often right, beyond what chance explains."""
    names = list(shares)
    return [
        (low, high) for low, high in pairwise(names) if shares[high].interval[1] < shares[low].interval[0]
    ]


def _is_right(event: GoldEvent, mention: Mention) -> bool:
    held = schema().vocabularies["status"].marked("held")
    if event.type != mention.type or (event.status in held) != (mention.status in held):
        return False
    return all(len(matched_parts(gold, told)) == len(told) for _, gold, told in parts_by_role(event, mention))


def _tenth(one: Judged) -> int:
    return min(9, round(one.mention.confidence * 100) // 10)


def _share(judged: Iterable[Judged]) -> Share:
    rights = [one.right for one in judged]
    return Share(sum(rights), len(rights))
