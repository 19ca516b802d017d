"""Aims: the clause that says what a protest is for ("staged a strike to demand", "marched calling for")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from loaders.extraction.parses import Word
from loaders.extraction.syntax import governed, prepositions

if TYPE_CHECKING:
    from loaders.extraction.scenes import Trigger

_CLAUSES = frozenset({"advcl", "xcomp", "acl", "relcl"})
_SAID_BY_PROTESTING = frozenset({"PROTEST", "REQUEST", "ACCUSE"})


def link_aims(triggers: Sequence[Trigger]) -> None:
    """Give each protest the clauses of its aims; what is demanded by protesting is no event beside it."""
    by_word = {trigger.word.i: trigger for trigger in triggers}
    for trigger in triggers:
        if trigger.frame.type != "PROTEST":
            continue
        for host in dict.fromkeys((trigger.anchor, trigger.word)):
            trigger.aims.extend(c for c in host.children if _is_aim(c))
            trigger.aims.extend(w for w in _occasions(host) if w.i in by_word)
        for aim in trigger.aims:
            inner = by_word.get(aim.i)
            if inner is not None and inner.frame.type in _SAID_BY_PROTESTING:
                inner.absorbed_by = trigger


def _occasions(word: Word) -> list[Word]:
    """Return the gatherings in which a protest was made: "threw stones during demonstrations against"."""
    return [w for prep in prepositions(word) if prep.lower in ("during", "at", "in") for w in governed(prep)]


def _is_aim(clause: Word) -> bool:
    if clause.dep not in _CLAUSES or clause.child("nsubj", "nsubjpass", "mark") is not None:
        return False
    return clause.tag == "VBG" or (clause.tag == "VB" and any(c.tag == "TO" for c in clause.children))
