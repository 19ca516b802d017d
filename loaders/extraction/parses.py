"""Dependency parses as light trees: what the extractor reads, free of the parser that made them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LEMMA, POS, TAG

from loaders.records import Sentence, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ATTRIBUTES = [POS, TAG, DEP, LEMMA, ENT_TYPE, ENT_IOB, HEAD, IDX]


class Word:
    """One token with its place in the tree; ``start`` and ``end`` count characters of the article's text."""

    __slots__ = (
        "children",
        "dep",
        "end",
        "entity",
        "head",
        "i",
        "lemma",
        "lower",
        "named",
        "pos",
        "start",
        "tag",
        "text",
    )

    def __init__(self, i: int, text: str, lemma: str, pos: str, tag: str, dep: str, entity: str, start: int):
        self.i = i
        self.text = text
        self.lower = text.lower()
        self.lemma = lemma
        self.pos = pos
        self.tag = tag
        self.dep = dep
        self.entity = entity
        self.named = False
        """Whether it is part of an organisation's name, and tells nothing of its own."""
        self.start = start
        self.end = start + len(text)
        self.head: Word = self
        self.children: list[Word] = []

    def __repr__(self) -> str:
        return f"{self.text}/{self.dep}"

    def child(self, *deps: str) -> Word | None:
        """Return the first child in one of these relations."""
        for word in self.children:
            if word.dep in deps:
                return word
        return None

    def all(self, *deps: str) -> list[Word]:
        """Return the children in one of these relations, in text order."""
        return [word for word in self.children if word.dep in deps]

    def ancestors(self) -> Iterator[Word]:
        """Yield the head, its head, and so on to the root."""
        word = self
        while word.head is not word:
            word = word.head
            yield word

    def subtree(self) -> list[Word]:
        """Return this word and all below it, in text order."""
        found, waiting = [self], [self]
        while waiting:
            children = waiting.pop().children
            found.extend(children)
            waiting.extend(children)
        return sorted(found, key=lambda word: word.i)


def move(word: Word, head: Word, dep: str) -> None:
    """Hang a word on another; the top of the tree hangs on itself.

    Nothing hangs on what hangs on itself: a move that would close a circle is left out, for no walk up such a tree
    would end.
    """
    if head is not word and any(above is word for above in head.ancestors()):
        return
    if word.head is not word:
        word.head.children.remove(word)
    word.head, word.dep = head, dep
    if head is not word:
        head.children.append(word)
        head.children.sort(key=lambda w: w.i)


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity that the language model found: words ``[start, end)`` and the model's label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Parse:
    """A parsed sentence."""

    sentence: Sentence
    words: tuple[Word, ...]
    entities: tuple[Entity, ...]
    offset: int
    """Where the sentence starts in the article's text."""
    cased: str
    """The sentence as it was read: its letter case restored, where it is printed in capitals."""

    @property
    def root(self) -> Word:
        """The word at the top of the tree."""
        return next(word for word in self.words if word.head is word)

    def span(self, first: Word, last: Word) -> Span:
        """Return the stretch of the article's text from one word to another, both included."""
        base = self.offset
        return Span(self.sentence.text[first.start - base : last.end - base], first.start, last.end)

    def word_at(self, offset: int) -> Word | None:
        """Return the word that covers this character of the article's text."""
        for word in self.words:
            if word.start <= offset < word.end:
                return word
        return None


def parse_from_doc(sentence: Sentence, doc: Doc) -> Parse:
    """Copy what the extractor needs out of a spaCy ``Doc`` of one sentence.

    Attribute look-ups on spaCy tokens cost several times as much as on plain objects, and the extractor
    makes hundreds per sentence, so everything is read once, as one array.
    """
    strings = doc.vocab.strings
    rows = doc.to_array(_ATTRIBUTES).tolist()
    words: list[Word] = []
    for i, (token, row) in enumerate(zip(doc, rows, strict=True)):
        pos, tag, dep, lemma, entity, _, _, idx = row
        words.append(
            Word(
                i,
                token.text,
                strings[lemma].lower(),
                strings[pos],
                strings[tag],
                strings[dep],
                strings[entity] if entity else "",
                sentence.start + idx,
            )
        )
    for word, row in zip(words, rows, strict=True):
        # HEAD comes as an unsigned 64-bit offset; Python's wrap-around makes it signed again.
        offset = row[6] - (1 << 64) if row[6] >> 63 else row[6]
        if offset:
            word.head = words[word.i + offset]
            word.head.children.append(word)
    return Parse(sentence, tuple(words), tuple(_entities(words, rows)), sentence.start, doc.text)


def _entities(words: Sequence[Word], rows: Sequence[Sequence[int]]) -> Iterator[Entity]:
    begins = [i for i, row in enumerate(rows) if row[5] == 3]  # 3 is IOB's "B"
    for begin, limit in pairwise([*begins, len(rows)]):
        end = begin + 1
        while end < limit and rows[end][5] == 1:  # 1 is "I"
            end += 1
        yield Entity(begin, end, words[begin].entity)
