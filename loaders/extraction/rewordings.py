"""Rewordings: a doubtful sentence in plainer words, to be parsed in its place, and the way back to its own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.attrs import NORM, SENT_START
from spacy.tokens import Doc, Token

from loaders.extraction.parses import Parse, Word

_IN_NAMES = frozenset({"of", "for", "in", "against", "on", "to", "with", "without", "from"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_SMALL = {
    "the": ("det", "DT", "DET"),
    "a": ("det", "DT", "DET"),
    "-": ("punct", "HYPH", "PUNCT"),
    ",": ("punct", ",", "PUNCT"),
    "and": ("cc", "CC", "CCONJ"),
}
"""Words inside a name that are no names: relation, tag and part of speech."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One word of a rewording, which stands for the words ``[start, end)`` of the sentence.

    For none (``start == end``): the word was put in. For several: they are one name.
    """

    text: str
    start: int
    end: int
    tag: str = ""
    """The tag of the word as printed, where another form of it is parsed; ``""``: as parsed."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """A sentence in other words."""

    pieces: tuple[Piece, ...]

    def unparsed(self, printed: Doc) -> Doc:
        """Return it ready to be parsed; the parser may not split it into sentences."""
        vocab = printed.vocab
        spaces = [
            piece.start == piece.end or bool(printed[piece.end - 1].whitespace_) for piece in self.pieces
        ]
        doc = Doc(vocab, words=[piece.text for piece in self.pieces], spaces=spaces)
        values = np.empty((len(doc), 2), dtype=np.uint64)
        for row, piece in zip(values, self.pieces, strict=True):
            own = piece.end - piece.start == 1 and printed[piece.start].text == piece.text
            row[0] = printed[piece.start].norm if own else vocab[piece.text].norm
        values[:, 1] = np.array([1, *[-1] * (len(doc) - 1)], dtype=np.int64).astype(np.uint64)
        doc.from_array([NORM, SENT_START], values)  # type: ignore[arg-type]  # its stub knows int32 only
        return doc

    def hand_back(self, read: Doc, parse: Parse) -> None:
        """Give the words of a parse the places and tags that their pieces have in the rewording as read."""
        words = parse.words
        stands_for = {
            i: words[piece.start + _head_of_name(words[piece.start : piece.end])]
            for i, piece in enumerate(self.pieces)
            if piece.start < piece.end
        }
        for word in words:
            word.children = []
        for i, word in stands_for.items():
            token, piece = read[i], self.pieces[i]
            _describe(word, token, piece)
            above = stands_for[_printed_head(token, stands_for)]
            _hang(word, above, "ROOT" if above is word else token.dep_)
            _build_name(words[piece.start : piece.end], word)
        for word in words:
            word.children.sort(key=lambda w: w.i)


def _printed_head(token: Token, printed: dict[int, Word]) -> int:
    """Return what a token hangs on; in the place of a verb that was put in stands the one it governs."""
    head = token.head
    if head.i in printed:
        return head.i
    return next(child.i for child in head.children if child.dep_ == "xcomp")


def _describe(word: Word, token: Token, piece: Piece) -> None:
    if piece.end - piece.start > 1:
        word.tag, word.pos, word.lemma = "NNP", "PROPN", word.lower
        return
    word.tag, word.pos, word.lemma = piece.tag or token.tag_, token.pos_, token.lemma_.lower()


def _hang(word: Word, head: Word, dep: str) -> None:
    word.head, word.dep = head, dep
    if head is not word:
        head.children.append(word)


def _head_of_name(name: Sequence[Word]) -> int:
    """Return on which word of a name the others hang: the last one, or the last before "of" and its like."""
    for i, word in enumerate(name[1:-1], 1):
        if word.lower in _IN_NAMES and word.text == word.lower:
            return i - 1
    return len(name) - 1


def _build_name(name: Sequence[Word], top: Word) -> None:
    """Hang the words of a name together: "Movement for the Liberation of Congo", "Lord's Resistance Army"."""
    above, at = top, 0
    while at < len(name):
        end = at + _head_of_name(name[at:]) + 1
        head = name[end - 1]
        if head is not top:
            _name_part(head, above, "pobj")
        for i in range(at, end - 1):
            _build_part(name, i, head)
        if end < len(name):
            _name_part(name[end], head, "prep", "IN", "ADP")
            above = name[end]
        at = end + 1


def _build_part(name: Sequence[Word], i: int, head: Word) -> None:
    word = name[i]
    if word.lower in _POSSESSIVE:
        _name_part(word, name[i - 1], "case", "POS", "PART")
    elif word.lower in _SMALL:
        _name_part(word, head, *_SMALL[word.lower])
    else:
        _name_part(word, head, "poss" if name[i + 1].lower in _POSSESSIVE else "compound")


def _name_part(word: Word, head: Word, dep: str, tag: str = "NNP", pos: str = "PROPN") -> None:
    word.tag, word.pos, word.lemma = tag, pos, word.lower
    _hang(word, head, dep)
