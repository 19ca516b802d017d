"""Which reports of one event are copies of each other: by their articles' texts, or by their sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from rapidfuzz import fuzz

from loaders.resolution.profiles import Profile
from loaders.resolution.sketches import COPIED, hashes_of, share_copied

_SAME_SENTENCE = 90.0
"""Two sentences are copies from this rapidfuzz ratio on: a changed word or two, not a rewrite."""
_LONG_ENOUGH = 40
"""Characters below which two sentences may be alike by chance ("talks resumed on monday")."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports that copy each other."""

    one: Profile
    other: Profile
    share: float | None = None
    """How much of the shorter article stands in the other; ``None``: it is the sentence that is copied."""


def find_copies(profiles: Sequence[Profile]) -> list[Copy]:
    """Pair reports of different articles that are copies, with as few pairs as connect them all.

    ``profiles`` come in the order of ids, so that the pairs depend on nothing else.
    """
    if len({profile.origin.article_id for profile in profiles}) < 2:
        return []
    return [*_copied_texts(profiles), *_copied_sentences(profiles)]


def _copied_texts(profiles: Sequence[Profile]) -> Iterator[Copy]:
    """Pair articles whose sketches share a hash; articles of one sketch are looked at once."""
    by_sketch = _grouped((p.origin.sketch, p) for p in _one_an_article(profiles) if p.origin.sketch)
    for same in by_sketch.values():
        yield from (Copy(one, other, 1.0) for one, other in pairwise(same))
    sharing = _grouped((number, sketch) for sketch in by_sketch for number in hashes_of(sketch))
    pairs = {pair for sketches in sharing.values() for pair in combinations(sorted(sketches), 2)}
    for one, other in sorted(pairs):
        share = share_copied(one, other)
        if share >= COPIED:
            yield Copy(by_sketch[one][0], by_sketch[other][0], round(share, 2))


def _one_an_article(profiles: Iterable[Profile]) -> list[Profile]:
    firsts: dict[str, Profile] = {}
    for profile in profiles:
        firsts.setdefault(profile.origin.article_id, profile)
    return list(firsts.values())


def _copied_sentences(profiles: Sequence[Profile]) -> Iterator[Copy]:
    """Pair sentences that are copies; copies begin or end with the same six words."""
    by_words = _grouped((p.words, p) for p in profiles if len(p.words) >= _LONG_ENOUGH)
    for same in by_words.values():
        yield from (Copy(one, other) for one, other in pairwise(same))
    blocks = _grouped((end, words) for words in by_words for end in _ends(words))
    pairs = {pair for block in blocks.values() for pair in combinations(sorted(block), 2)}
    for one, other in sorted(pairs):
        if fuzz.ratio(one, other) >= _SAME_SENTENCE:
            yield Copy(by_words[one][0], by_words[other][0])


def _ends(sentence: str) -> Iterator[tuple[str, ...]]:
    words = sentence.split()
    yield ("first", *words[:6])
    yield ("last", *words[-6:])


def _grouped[K: Hashable, V](items: Iterable[tuple[K, V]]) -> Mapping[K, list[V]]:
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in items:
        groups[key].append(value)
    return groups
