"""Where two extractors differ on the same articles: counted by type, role and status, and told by sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from loaders.records import Mention, Reading, Sentence

type Pair = tuple[Mention, Mention]


@dataclass(slots=True)
class Agreement:
    """How often both extractors, only the one, or only the other found something."""

    both: int = 0
    only_one: int = 0
    only_other: int = 0

    @property
    def share(self) -> float:
        """Of all that was found, the part that both found."""
        return self.both / (self.both + self.only_one + self.only_other)

    def count(self, one: Counter[str], other: Counter[str]) -> None:
        """Count what two extractors found."""
        self.both += (one & other).total()
        self.only_one += (one - other).total()
        self.only_other += (other - one).total()


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence that two extractors read differently."""

    reading: Reading
    sentence: Sentence
    differs: tuple[str, ...]
    """In what: ``events``, ``modes``, ``statuses``, ``roles``."""
    one: tuple[Mention, ...]
    other: tuple[Mention, ...]


@dataclass(slots=True)
class Comparison:
    """Counts, over any number of articles, how two extractors agree."""

    sentences: int = 0
    """Sentences in which either found an event."""
    alike: int = 0
    """Those of them that both read alike."""
    types: defaultdict[str, Agreement] = field(default_factory=lambda: defaultdict(Agreement))
    """Events by type."""
    roles: defaultdict[str, Agreement] = field(default_factory=lambda: defaultdict(Agreement))
    """Participants by role, in the events that both found."""
    statuses: defaultdict[str, Agreement] = field(default_factory=lambda: defaultdict(Agreement))
    """Events that both found, by status."""

    def compare(self, one: Reading, other: Reading) -> Iterator[Difference]:
        """Count two readings of one article, and yield the sentences that they read differently."""
        ours, theirs = _by_sentence(one.mentions), _by_sentence(other.mentions)
        for sentence in one.sentences:
            here, there = ours.get(sentence.index, ()), theirs.get(sentence.index, ())
            if not here and not there:
                continue
            differs = tuple(self._compare(here, there))
            self.sentences += 1
            self.alike += not differs
            if differs:
                yield Difference(one, sentence, differs, tuple(here), tuple(there))

    def _compare(self, here: Sequence[Mention], there: Sequence[Mention]) -> Iterator[str]:
        types, other_types = (Counter(m.type for m in mentions) for mentions in (here, there))
        for name in types.keys() | other_types.keys():
            self.types[name].count(*(Counter({name: c[name]}) for c in (types, other_types)))
        if types != other_types:
            yield "events"
        told = [self._compare_two(one, other) for one, other in paired(here, there)]
        yield from sorted(set().union(*told))

    def _compare_two(self, one: Mention, other: Mention) -> set[str]:
        found = {"modes"} if one.mode != other.mode else set()
        if self._differs(self.statuses, [one.status], [other.status]):
            found.add("statuses")
        if self._differs(self.roles, _roles(one), _roles(other)):
            found.add("roles")
        return found

    @staticmethod
    def _differs(counts: defaultdict[str, Agreement], here: Iterable[str], there: Iterable[str]) -> bool:
        """Count what two tell of one event; what stands before a space is counted apart."""
        one, other = Counter(here), Counter(there)
        for name in {key.partition(" ")[0] for key in one | other}:
            counts[name].count(_of(name, one), _of(name, other))
        return one != other


def paired(here: Sequence[Mention], there: Sequence[Mention]) -> Iterator[Pair]:
    """Pair the events of one type in one sentence: those told with the same words first, then in their order."""
    free = list(there)
    for same_words in (True, False):
        for one in list(here):
            fitting = [o for o in free if o.type == one.type and (not same_words or _overlap(one, o))]
            if fitting:
                here = [m for m in here if m is not one]
                free.remove(fitting[0])
                yield one, fitting[0]


def _by_sentence(mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    found: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.sentence_index].append(mention)
    return found


def _roles(mention: Mention) -> list[str]:
    return sorted({f"{p.role} {p.actor.id}" for p in mention.participants})


def _of(name: str, counted: Counter[str]) -> Counter[str]:
    return Counter({key: n for key, n in counted.items() if key.partition(" ")[0] == name})


def _overlap(one: Mention, other: Mention) -> bool:
    return one.trigger.start < other.trigger.end and other.trigger.start < one.trigger.end
