"""Who is beside an event as what: "with A and B as guarantors", "as President Clinton looked on".

The parser hangs such additions anywhere, so they are read from the order of the words.
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders.extraction.complements import ROLE_NOUNS
from loaders.extraction.parses import Parse, Word
from loaders.extraction.scenes import Scene, Trigger
from loaders.extraction.syntax import governed
from loaders.extraction.words import word_class

_BETWEEN_OTHERS = frozenset({"CONSULT", "AGREE", "RETREAT"})
_ACTING = frozenset(
    {"acting", "serving", "sitting", "standing", "watching", "attending", "participating", "present"}
)
_NAMED = frozenset({"NOUN", "PROPN"})
_LISTED = frozenset({"pobj", "conj", "nsubj", "dobj", "npadvmod", "appos", "attr"})
_DETERMINING = frozenset({"a", "an", "the", "its", "their", "official"})


def companions(parse: Parse) -> Iterator[tuple[Word, str, list[Word]]]:
    """Yield (title, role, who) of "with A and B as guarantors and C as observer"."""
    end_of_last: int | None = None
    for title in parse.words:
        role = ROLE_NOUNS.get(title.lemma)
        start = _as_before(title, parse) if role else None
        if role is None or start is None:
            continue
        first = _start_of_group(start, end_of_last, parse)
        if first is None:
            continue
        who = [w for w in parse.words[first:start] if _is_listed(w, first)]
        if who:
            end_of_last = title.i
            yield title, role, who


def _as_before(title: Word, parse: Parse) -> int | None:
    """Return where "as a", "acting as" before a title begins."""
    at = title.i - 1
    while at >= 0 and (parse.words[at].lower in _DETERMINING or parse.words[at].head is title):
        at -= 1
    if at < 1 or parse.words[at].lower != "as":
        return None
    return at - 1 if parse.words[at - 1].lower in _ACTING else at


def _start_of_group(end: int, last: int | None, parse: Parse) -> int | None:
    """Return where the names before "as" begin: after "with", or after the title of the group before."""
    for at in range(end - 1, -1, -1):
        word = parse.words[at]
        if at == last or word.lower == "with":
            return at + 1
        if word.pos in ("VERB", "AUX") or word.lower in ("as", ";", "between", "to"):
            return None
    return None


def _is_listed(word: Word, first: int) -> bool:
    if word.pos not in _NAMED or word.dep not in _LISTED or word.entity in ("DATE", "TIME"):
        return False
    return word.dep != "pobj" or word.head.i < first


def onlookers(scene: Scene) -> Iterator[tuple[Word, list[Word]]]:
    """Yield (verb, who) of "as X looked on", "with X looking on" and "..., watched by X"."""
    for verb in scene.parse.words:
        if verb.lemma == "look" and any(c.lower == "on" and not c.children for c in verb.children):
            yield verb, scene.slot(verb, "subject") or _before(verb)
        elif verb.lemma in word_class("watching") and verb.tag == "VBN" and verb.child("agent") is not None:
            yield verb, [w for by in verb.all("agent") for w in governed(by)]


def _before(verb: Word) -> list[Word]:
    """Return whom "with X looking on" names."""
    return [verb.head] if verb.head.pos in _NAMED else []


def attended(word: Word, scene: Scene) -> Trigger | None:
    """Return the event that such an addition is beside: the last one told before it, else the next."""
    open_ones = [t for t in scene.triggers if t.frame.type in _BETWEEN_OTHERS and t.absorbed_by is None]
    before = [t for t in open_ones if min(t.word.i, t.anchor.i) < word.i]
    if before:
        return before[-1]
    return open_ones[0] if open_ones else None
