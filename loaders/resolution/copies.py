"""Which reports of one event are copies of each other: by their articles' texts, or by their sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

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


class Groups:
    """Mentions that were found to be copies, under the smallest of their ids."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def name(self, member: str) -> str:
        """Return the smallest id of a mention's group; a mention without copies is a group of its own."""
        while (parent := self._parents.get(member, member)) != member:
            member = parent
        return member

    def join(self, members: Iterable[str]) -> None:
        """Make one group of the groups of several mentions."""
        names = sorted({self.name(member) for member in members})
        self._parents.update(dict.fromkeys(names[1:], names[0]))


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies among the reports of one event."""

    pairs: Sequence[Copy]
    """As few as connect them all: twenty reprints are nineteen pairs."""
    groups: Groups


def find_copies(profiles: Sequence[Profile]) -> Copies:
    """Find which reports of different articles are copies.

    ``profiles`` come in the order of ids, so that the pairs depend on nothing else. All that two copied articles say
    is copied; of copied sentences these alone.
    """
    groups = Groups()
    if len({profile.origin.article_id for profile in profiles}) < 2:
        return Copies((), groups)
    return Copies([*_copied_texts(profiles, groups), *_copied_sentences(profiles, groups)], groups)


def _copied_texts(profiles: Sequence[Profile], groups: Groups) -> Iterator[Copy]:
    """Pair articles whose sketches share a hash; articles of one sketch are looked at once."""
    by_article = _grouped((p.origin.article_id, p.id) for p in profiles)
    by_sketch = _grouped((p.origin.sketch, p) for p in _one_an_article(profiles) if p.origin.sketch)

    def found(one: Profile, other: Profile, share: float) -> Copy:
        groups.join([*by_article[one.origin.article_id], *by_article[other.origin.article_id]])
        return Copy(one, other, share)

    for same in by_sketch.values():
        yield from (found(one, other, 1.0) for one, other in pairwise(same))
    firsts = {sketch: same[0] for sketch, same in sorted(by_sketch.items())}
    for one, other in _candidates({s: (p, hashes_of(s)) for s, p in firsts.items()}, groups):
        share = share_copied(one, other)
        if share >= COPIED:
            yield found(firsts[one], firsts[other], round(share, 2))


def _copied_sentences(profiles: Sequence[Profile], groups: Groups) -> Iterator[Copy]:
    """Pair sentences that are copies; copies begin or end with the same six words."""
    by_words = _grouped((p.words, p) for p in profiles if len(p.words) >= _LONG_ENOUGH)

    def found(one: Profile, other: Profile) -> Iterator[Copy]:
        if groups.name(one.id) != groups.name(other.id):
            groups.join([one.id, other.id])
            yield Copy(one, other)

    for same in by_words.values():
        for one, other in pairwise(same):
            yield from found(one, other)
    firsts = {words: same[0] for words, same in sorted(by_words.items())}
    for one_text, other_text in _candidates({w: (p, set(_ends(w))) for w, p in firsts.items()}, groups):
        if fuzz.ratio(one_text, other_text) >= _SAME_SENTENCE:
            yield from found(firsts[one_text], firsts[other_text])


def _candidates(
    texts: Mapping[str, tuple[Profile, Collection[Hashable]]], groups: Groups
) -> Iterator[tuple[str, str]]:
    """Pair each text with those before it that share something with it and are not known as its copies yet.

    Whoever takes the pairs joins the groups: a copy of one of them is compared with none of the others.
    """
    before: defaultdict[Hashable, list[str]] = defaultdict(list)
    for text, (profile, shared) in texts.items():
        for earlier in sorted({each for key in shared for each in before[key]}):
            if groups.name(texts[earlier][0].id) != groups.name(profile.id):
                yield earlier, text
        for key in shared:
            before[key].append(text)


def _one_an_article(profiles: Iterable[Profile]) -> list[Profile]:
    firsts: dict[str, Profile] = {}
    for profile in profiles:
        firsts.setdefault(profile.origin.article_id, profile)
    return list(firsts.values())


def _ends(sentence: str) -> Iterator[tuple[str, ...]]:
    words = sentence.split()
    yield ("first", *words[:6])
    yield ("last", *words[-6:])


def _grouped[K: Hashable, V](items: Iterable[tuple[K, V]]) -> Mapping[K, list[V]]:
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in items:
        groups[key].append(value)
    return groups
