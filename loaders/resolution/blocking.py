"""Which pairs of mentions are worth scoring: those that ``agreement.comparable`` lets through.

Comparing all with all would cost the square of the store. Mentions of one article are all compared; across
articles a sweep over the days compares only mentions of one family whose sides may be the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence, Set
from itertools import combinations

from loaders.resolution.profiles import Profile
from loaders.resolution.spells import Window

type Pair = tuple[Profile, Profile]


def candidate_pairs(profiles: Sequence[Profile], touching: Set[str] | None = None) -> Iterator[Pair]:
    """Give each pair worth scoring once, the smaller id first.

    Where ``touching`` is given, only pairs that one of these mentions has a part in.
    """
    chosen = {profile.id for profile in profiles} if touching is None else touching
    seen: set[tuple[str, str]] = set()
    for pair in _all_pairs(profiles, chosen):
        one, other = pair if pair[0].id < pair[1].id else pair[::-1]
        if (one.id, other.id) not in seen and (one.id in chosen or other.id in chosen):
            seen.add((one.id, other.id))
            yield one, other


def _all_pairs(profiles: Sequence[Profile], chosen: Set[str]) -> Iterator[Pair]:
    """Give the pairs that blocks hold, some more than once, and not only those that are chosen."""
    for block in _blocks(((p.origin.article_id, p.origin.version, p.family), p) for p in profiles):
        yield from combinations(block, 2)
    for block in _blocks((p.ties.key, p) for p in profiles if p.ties):
        yield from combinations(block, 2)
    standing = [profile for profile in profiles if profile.antecedent is None]
    dated = [profile for profile in standing if profile.around]
    for block in _blocks(((p.family, pair), p) for p in dated for pair in combinations(sorted(p.sides), 2)):
        yield from _sweep(block, chosen)
    for block in _blocks(((p.family, key), p) for p in dated for key in p.sides):
        # Of two sides or more only what tells of one of them is compared with all that it has a part in.
        if single := {profile.id for profile in block if len(profile.sides) == 1}:
            yield from _sweep(block, single)
    for block in _blocks((likeness, p) for p in standing if (likeness := p.likeness)):
        undated = [profile for profile in block if profile.window is None]
        yield from ((one, other) for one in undated for other in block if one.id != other.id)


def _blocks(keyed: Iterable[tuple[Hashable, Profile]]) -> Iterator[list[Profile]]:
    blocks: defaultdict[Hashable, list[Profile]] = defaultdict(list)
    for key, profile in keyed:
        blocks[key].append(profile)
    return iter(blocks.values())


def _sweep(block: Iterable[Profile], chosen: Set[str]) -> Iterator[Pair]:
    """Pair those whose days meet, going through them by their first day; one of each pair is chosen."""
    windows = [(p.around, p) for p in block if p.around is not None]
    windows.sort(key=lambda pair: (pair[0].first, pair[1].id))
    open_chosen: list[tuple[Window, Profile]] = []
    open_others: list[tuple[Window, Profile]] = []
    for window, profile in windows:
        open_chosen = [item for item in open_chosen if item[0].last >= window.first]
        yield from ((earlier, profile) for _, earlier in open_chosen)
        if profile.id in chosen:
            open_others = [item for item in open_others if item[0].last >= window.first]
            yield from ((earlier, profile) for _, earlier in open_others)
            open_chosen.append((window, profile))
        else:
            open_others.append((window, profile))
