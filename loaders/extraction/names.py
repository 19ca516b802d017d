"""The names and titles of a sentence: what the actor data knows, and what the language model recognises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.actors.knowledge import Knowledge
from loaders.actors.records import Sense, TitleMatch
from loaders.extraction.organizations import long_names
from loaders.extraction.parses import Entity, Parse, Word
from loaders.extraction.words import word_class

PERSON = "PERSON"
ORGANIZATION = "ORG"
_ORGANIZATIONS = frozenset({ORGANIZATION, "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
_HONORIFICS = frozenset(
    {
        "mr",
        "mr.",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "dr",
        "dr.",
        "sir",
        "lord",
        "lady",
        "dame",
        "sheikh",
        "gen.",
        "sen.",
        "rep.",
    }
)
_CALLINGS = frozenset(
    {"office", "spokesperson", "envoy", "leader", "commander", "military_officer", "legislator", "mediator",
     "negotiator", "adviser", "diplomat", "activist"}
)  # fmt: skip
"""Kinds of titles that persons bear."""
_NEVER_NAMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence: words ``[start, end)``, what it may mean, and the language model's label."""

    start: int
    end: int
    text: str
    senses: tuple[Sense, ...]
    label: str

    @property
    def is_person(self) -> bool:
        """Whether the model takes it for a person and the actor data does not contradict."""
        return self.label == PERSON and not self.senses


@dataclass(frozen=True, slots=True)
class Names:
    """All names and titles of a sentence, found by word index."""

    at: dict[int, Name]
    """Every word of a name leads to it."""
    titles: dict[int, TitleMatch]
    """The word of a title on which its others hang leads to it."""

    @property
    def each(self) -> list[Name]:
        """The names, each once: no two share a word."""
        return list({name.start: name for name in self.at.values()}.values())


def find_names(parse: Parse, knowledge: Knowledge) -> Names:
    """Find names; where the data and the model overlap, the longer wins, the data on a tie."""
    words = [word.text for word in parse.words]
    known = [Name(m.start, m.end, _text(parse, m.start, m.end), m.senses, "") for m in knowledge.match(words)]
    known = [*_sharing(known, words, knowledge), *known]
    titles = {
        _head_of(match.start, match.end, parse.words).i: match for match in knowledge.match_titles(words)
    }
    seen = [name for entity in parse.entities for name in _from_entity(entity, parse, titles)]
    seen = [_by_surname(name, parse.words, knowledge) for name in seen]
    formed = [] if parse.sentence.kind == "headline" else _formed(parse, known)
    at: dict[int, Name] = {}
    taken = {i for name in known for i in range(name.start, name.end)}
    seen = [name for name in seen if not _joins_known(name, parse, taken) and not _is_of(name, taken, titles)]
    for name in sorted([*known, *seen, *formed], key=lambda n: (n.start - n.end, not n.senses)):
        if not any(i in at for i in range(name.start, name.end)):
            at.update(dict.fromkeys(range(name.start, name.end), name))
        elif name.label and name.senses == ():
            _label(at, name, parse.words)
    return Names(at, titles)


def _sharing(known: list[Name], words: list[str], knowledge: Knowledge) -> Iterator[Name]:
    """Find names that share a word with the next: "North and South Korean", "Greek and Turkish Cypriot"."""
    for name in known:
        at = name.start - 2
        if name.end - name.start == 2 and at >= 0 and words[at + 1].lower() == "and" and words[at].istitle():
            senses = knowledge.senses(f"{words[at]} {words[name.end - 1]}")
            if senses:
                yield Name(at, at + 1, words[at], senses, "")


def _is_of(name: Name, known: set[int], titles: dict[int, TitleMatch]) -> bool:
    """Tell "South African Government", a description for all its capitals, from a name."""
    title = titles.get(name.end - 1)
    return title is not None and title.title.kind == "collective_state" and name.start in known


def _joins_known(name: Name, parse: Parse, known: set[int]) -> bool:
    """Tell "Iran-US", two known names to the data and one to the model."""
    inner = range(name.start + 1, name.end - 1)
    return any(parse.words[i].tag == "HYPH" and {i - 1, i + 1} <= known for i in inner)


def _formed(parse: Parse, known: list[Name]) -> list[Name]:
    """Return the organisations that only the form of their names gives away."""
    taken = {i for name in known for i in range(name.start, name.end) if name.end - name.start > 1}
    return [
        Name(start, end, _text(parse, start, end), (), ORGANIZATION)
        for start, head, end in long_names(parse.words)
        if head not in taken
    ]


def _is_placed(name: Name, words: tuple[Word, ...]) -> bool:
    """Tell "from Goma" and "shelled Goma", where the model sees a person and the data a city."""
    word = _head_of(name.start, name.end, words)
    if not all(sense.kind == "city" for sense in name.senses):
        return False
    while word.dep in ("conj", "appos") and word.head.pos == "PROPN":
        word = word.head
    if word.dep in ("dobj", "nsubjpass"):
        return word.head.lemma in word_class("done_to_places")
    return word.dep == "pobj" and word.head.lower in word_class("home_preps")


def _label(at: dict[int, Name], entity: Name, words: tuple[Word, ...]) -> None:
    """Give a known name the label of the entity that covers the same words."""
    for i in range(entity.start, entity.end):
        name = at.get(i)
        if name is not None and name.senses and not name.label:
            label = entity.label
            if label == PERSON and _is_placed(name, words):
                label = "GPE"
                for word in words[name.start : name.end]:
                    word.entity = label
            labelled = Name(name.start, name.end, name.text, name.senses, label)
            at.update(dict.fromkeys(range(name.start, name.end), labelled))


def _from_entity(entity: Entity, parse: Parse, titles: dict[int, TitleMatch]) -> Iterator[Name]:
    if entity.label in _NEVER_NAMES:
        return
    start, end = entity.start, entity.end
    words = parse.words
    while start < end and (words[start].pos in ("DET", "PUNCT") or words[start].lower == "the"):
        start += 1
    if entity.label in _ORGANIZATIONS | {PERSON} and end - start == 3 and words[start + 1].lower == "and":
        yield from (Name(i, i + 1, _text(parse, i, i + 1), (), PERSON) for i in (start, start + 2))
        return
    while (
        entity.label == PERSON and start < end - 1 and (start in titles or words[start].lower in _HONORIFICS)
    ):
        start += 1  # "Cardinal Matteo Zuppi" is called Matteo Zuppi
    while end > start and (words[end - 1].lower in ("'s", "’s", "'", "’") or words[end - 1].pos == "PUNCT"):
        end -= 1
    label = PERSON if _has_a_calling(start, end, entity.label, words, titles) else entity.label
    if entity.label == ORGANIZATION and _sends(start, end, words, titles):
        start, label = start + 2, "GPE"  # "Delegations of Chad"
    last = titles.get(end - 1)
    if entity.label == PERSON and last is not None and last.title.plural and last.title.kind == "military":
        return  # "Royal Marines"
    if start < end and any(word.text[:1].isupper() for word in words[start:end]):
        yield Name(start, end, _text(parse, start, end), (), label)


def _by_surname(name: Name, words: tuple[Word, ...], knowledge: Knowledge) -> Name:
    """Tell a person by a surname that the data knows, whatever the model takes it for: "Aliyev met Macron"."""
    alone = name.end - name.start == 1 and words[name.start].tag == "NNP" and name.text.istitle()
    if (
        not alone
        or name.label == PERSON
        or not knowledge.by_surname(name.text)
        or knowledge.senses(name.text)
    ):
        return name
    return Name(name.start, name.end, name.text, (), PERSON)


def _sends(start: int, end: int, words: tuple[Word, ...], titles: dict[int, TitleMatch]) -> bool:
    """Tell "Delegations of Congo", which begins a sentence, from the name of a body."""
    title = titles.get(start)
    joined = end - start > 2 and words[start + 1].lower in ("of", "from")
    return joined and start == 0 and title is not None and title.title.plural


def _has_a_calling(
    start: int, end: int, label: str, words: tuple[Word, ...], titles: dict[int, TitleMatch]
) -> bool:
    """Tell "a separatist leader, Hardeep Singh Nijjar": who is called a leader is no organisation."""
    if label != ORGANIZATION or not 1 < end - start < 5:
        return False
    head = _head_of(start, end, words)
    beside = titles.get(head.head.i) if head.dep == "appos" else None
    if beside is None or beside.title.plural or beside.title.kind not in _CALLINGS:
        return False
    inside = words[start:end]
    return all(w.text[:1].isupper() for w in inside) and not any(
        w.lower in word_class("organization_heads") for w in inside
    )


def _text(parse: Parse, start: int, end: int) -> str:
    return parse.cased[parse.words[start].start - parse.offset : parse.words[end - 1].end - parse.offset]


def is_organization_label(label: str) -> bool:
    """Tell whether the model's label is one of organisations."""
    return label in _ORGANIZATIONS


def head_of(name: Name, words: tuple[Word, ...]) -> Word:
    """Return the word of a name on which the others hang."""
    return _head_of(name.start, name.end, words)


def _head_of(start: int, end: int, words: tuple[Word, ...]) -> Word:
    inside = words[start:end]
    return next((w for w in reversed(inside) if not (start <= w.head.i < end) or w.head is w), inside[-1])
