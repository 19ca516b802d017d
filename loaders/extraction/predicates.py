"""A sentence's predicates: what stands in their slots, and which frame claims each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from loaders.extraction import syntax
from loaders.extraction.cast import Resolved
from loaders.extraction.complements import COMPLEMENTS
from loaders.extraction.frames import VOID, Frame, FrameSet, head_word
from loaders.extraction.parses import Parse, Word
from loaders.extraction.words import word_class

GRAMMATICAL = frozenset({"subject", "object", "recipient", "possessor", "modifier"})
_KINDS = {"%": "person", "$": "state", "@armed_group": "armed_group", "@outlet": "outlet"}
ACTORS = frozenset({"@", "&", *_KINDS})
_INNER = frozenset({"between", "among"})
_PLACES = frozenset({"GPE", "LOC"})
_TIMES = frozenset({"DATE", "TIME"})
_INFLECTED = frozenset({"VBD", "VBN", "VBG"})
_PARTS_OF_SPEECH = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ"}
_BEFORE_NOUNS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "det"})
_DESCRIBING = frozenset({"aux", "auxpass", "amod", "compound"})


class Unmet(NamedTuple):
    """A condition of a frame that a word does not meet."""

    condition: str
    """``words``: the entry's other words do not stand with it; ``needs``, ``lacks``: as the frame says."""
    what: str
    """The entry, or the slot or slots of the condition."""


class Predicates:
    """The predicates of one sentence, with their slots computed once."""

    def __init__(self, parse: Parse, frames: FrameSet, who: Callable[[Word], list[Resolved]]):
        self.parse = parse
        self.frames = frames
        self.who = who
        self._slots: dict[tuple[int, str], list[Word]] = {}
        self._under: dict[int, dict[str, list[Word]]] = {}

    def slot(self, word: Word, name: str) -> list[Word]:
        """Return what fills a slot, from the cache."""
        key = (word.i, name)
        if key not in self._slots:
            if name in GRAMMATICAL:
                self._slots[key] = _timeless(syntax.slot(word, name))
            else:
                self._slots[key] = _timeless(self._governed(word, name)) or _timeless(self._below(word, name))
        return self._slots[key]

    def _governed(self, word: Word, preposition: str) -> list[Word]:
        """Return what a word's preposition governs; its prepositions are looked for once."""
        under = self._under.get(word.i)
        if under is None:
            under = self._under[word.i] = syntax.governed_by(word)
        return under.get(preposition, [])

    def _below(self, verb: Word, preposition: str) -> Iterator[Word]:
        """Yield what the preposition governs below: "carried messages between Tehran and Washington"."""
        if verb.pos != "VERB":
            return
        below = [*syntax.object_of(verb), *self._governed(verb, "as")]
        if preposition in _INNER:
            below += [
                *self._governed(verb, "in"),
                *self._governed(verb, "into"),
            ]  # "mediated in the row between"
        for item in below:
            for holder in (item, *self._governed(item, "of")):
                yield from self._governed(holder, preposition)

    # -- which frame claims a word -------------------------------------------------------------------

    def frame_of(self, word: Word) -> Frame | None:
        """Return the first frame that claims the word, in the order of the frame files."""
        claim = self.claim_on(word)
        return claim[1] if claim is not None else None

    def claim_on(self, word: Word) -> tuple[str, Frame] | None:
        """Return the frame that claims the word, with its entry that the word is."""
        if silence_of(word) is not None:
            return None
        for entry, frame in self.entries(word):
            if self.unmet(word, entry, frame) is None:
                return (entry, frame) if frame.type != VOID else None
        return None

    def entries(self, word: Word) -> tuple[tuple[str, Frame], ...]:
        """Return the entries of frames that a word may be, in the order in which they are asked."""
        pos = _PARTS_OF_SPEECH.get(word.pos)
        return self.frames.by_word.get((pos, word.lemma), ()) if pos is not None else ()

    def unmet(self, word: Word, entry: str, frame: Frame) -> Unmet | None:
        """Return the first condition of a frame that a word does not meet; ``None``: the frame claims it."""
        if not self._says(word, frame.pos, entry):
            return Unmet("words", entry)
        for names, wanted in frame.needs.items():
            fillers = (filler for name in names.split("|") for filler in self.fillers(word, name))
            if not any(self._is_wanted(filler, wanted) for filler in fillers):
                return Unmet("needs", names)
        full = next((name for name in frame.lacks if self.fillers(word, name)), None)
        return Unmet("lacks", full) if full is not None else None

    def is_said(self, word: Word, entries: tuple[str, ...]) -> bool:
        """Tell whether the word and what stands with it are one of these entries."""
        return any(self._says(word, word.pos, entry) for entry in entries)

    def _says(self, word: Word, pos: str, entry: str) -> bool:
        """Tell whether the word and what stands with it are the entry's words."""
        parts = entry.split()
        if head_word(pos, entry) != word.lemma:
            return False
        if len(parts) == 1:
            return True
        if pos == "NOUN":
            modifiers = [c for c in word.children if c.dep in _BEFORE_NOUNS]
            near = {w.lemma for c in modifiers for w in c.subtree()}
            return near.issuperset(parts[:-1])
        near = {c.lower for c in word.children}
        near.update(c.lower for child in word.children for c in child.children if c.dep in ("prep", "prt"))
        near.update(c.lemma for c in word.children)
        if len(parts) > 2:  # "set on fire"
            near.update(c.lemma for prep in syntax.prepositions(word) for c in prep.all("pobj"))
        return near.issuperset(parts[1:]) and all(self._governs(word, part) for part in parts[1:])

    def _governs(self, verb: Word, part: str) -> bool:
        """Tell "fired on protesters" from "fired on Thursday": a preposition must govern more than a date."""
        preps = [p for p in syntax.prepositions(verb) if p.lower == part and p.child("pobj") is not None]
        return not preps or bool(self.slot(verb, part))

    def fillers(self, word: Word, name: str) -> list[Word]:
        """Return what stands in a slot, clauses and the complements of :mod:`complements` included."""
        special = COMPLEMENTS.get(name)
        if special is not None:
            return special(word, self.parse)
        found = list(self.slot(word, name))
        # "suspended part of its aid" suspends aid.
        parts = [w for w in found if w.lemma in word_class("partitive") or w.pos == "NUM"]
        found.extend(w for part in parts for w in syntax.slot(part, "of"))
        for prep in syntax.prepositions(word):
            if prep.lower == name:
                found.extend(c for c in prep.children if c.dep == "pcomp")
        return found

    def _is_wanted(self, filler: Word, wanted: frozenset[str]) -> bool:
        if "troop" in wanted and any(c.lower in word_class("lifeless") for c in filler.children):
            return False  # "dead soldiers" are no troops
        if filler.entity == "PERSON" and any(c.lemma in wanted for c in filler.all("compound")):
            return True  # "our reporter Jane Roe"
        if "*" in wanted or filler.lemma in wanted or ("#" in wanted and filler.pos == "NUM"):
            return True
        if "town" in wanted and filler.pos == "PROPN" and filler.entity in _PLACES:
            return True
        marks = wanted & ACTORS
        if marks and any(_is_such(who, marks) for who in self.who(filler)):
            return True
        if "!" not in wanted:
            return False
        return filler.lemma in self.frames.support_of or self.frame_of(filler) is not None


def silence_of(word: Word) -> str | None:
    """Return why no frame is asked about a word; ``None``: they are asked."""
    if word.entity in _TIMES and word.tag not in _INFLECTED:
        return "part of a date or time"  # "March" is a month
    if word.named:
        return "part of a name"  # a "Committee for the Release of Prisoners" releases nobody
    if word.dep in _DESCRIBING and _PARTS_OF_SPEECH.get(word.pos) == "VERB":
        return "describes and tells nothing"  # "exiled opposition leader"
    return None


def _is_such(who: Resolved, wanted: frozenset[str]) -> bool:
    """Tell whether an actor is of the kind a frame needs: any, one not merely owning, a person or a state."""
    if "@" in wanted:
        return True
    if who.possessed:
        return False
    return "&" in wanted or any(_KINDS.get(mark) == who.actor.kind for mark in wanted)


def _timeless(words: Iterable[Word]) -> list[Word]:
    """Leave out dates, but not "three days of talks"."""
    return [
        w
        for w in words
        if w.entity not in _TIMES
        or (w.lemma in word_class("rounds") and any(c.lower == "of" for c in w.children))
    ]
