"""How well items are grouped: pairs that belong together, and B-cubed, which no large group dominates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable
from itertools import combinations
from math import comb

from evaluation.figures import Score

type Grouped = tuple[Hashable, Hashable | None]
"""An item's group in the gold, and that in which it was told; ``None`` where it was not told at all."""


def score_pairs(items: Collection[Grouped]) -> Score:
    """Score every pair of items for being put together; an item not told is together with none.

    Examples
    --------
    >>> score_pairs([("a", 1), ("a", 1), ("b", 1), ("b", None)])
    Score(hits=1, told=3, gold=2)

    """
    told = [item for item in items if item[1] is not None]
    return Score(
        hits=_pairs(told),
        told=_pairs(group for _, group in told),
        gold=_pairs(group for group, _ in items),
    )


def b_cubed_f1(items: Collection[Grouped]) -> float:
    """Give B-cubed F1 of the items told: the mean share of an item's group that is rightly there.

    Examples
    --------
    >>> b_cubed_f1([("a", 1), ("a", 1), ("b", 2)])
    1.0

    """
    told = [item for item in items if item[1] is not None]
    if not told:
        return 0.0
    both, gold, groups = Counter(told), Counter(a for a, _ in told), Counter(b for _, b in told)
    precision = sum(both[item] / groups[item[1]] for item in told) / len(told)
    recall = sum(both[item] / gold[item[0]] for item in told) / len(told)
    return 2 * precision * recall / (precision + recall)


def wrong_pairs[T](items: Collection[tuple[T, Grouped]]) -> tuple[list[tuple[T, T]], list[tuple[T, T]]]:
    """Give the pairs that were put together and should not be, and those that should be and were not."""
    joined, parted = [], []
    for (one, (gold, told)), (other, (other_gold, other_told)) in combinations(items, 2):
        together = told == other_told and told is not None
        if together and gold != other_gold:
            joined.append((one, other))
        elif gold == other_gold and not together and None not in {told, other_told}:
            parted.append((one, other))
    return joined, parted


def _pairs(groups: Iterable[Hashable]) -> int:
    return sum(comb(size, 2) for size in Counter(groups).values())
