"""Which triggers of a sentence tell of one happening: an attack and the deaths it caused, a march and its aim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.extraction.delegations import participles_of_guests
from loaders.extraction.parses import Word
from loaders.extraction.words import word_class

if TYPE_CHECKING:
    from loaders.extraction.scenes import Scene, Trigger

_TOLD_WITH_THEIR_AIM = frozenset({"PROTEST", "COERCE", "ASSAULT", "ACCUSE"})
_CLAUSES = frozenset({"advcl", "acl", "conj", "xcomp"})


def join_happenings(scene: Scene) -> None:
    """Give the acts that are parts of another act to it: they are no events of their own."""
    acts: dict[int, Trigger] = {}
    for trigger in scene.triggers:
        acts[trigger.word.i] = acts[trigger.anchor.i] = trigger
    for trigger in scene.triggers:
        if trigger.absorbed_by is not None:
            continue
        whole = _whole_of(trigger, acts, scene)
        if whole is not None and whole is not trigger and whole.absorbed_by is not trigger:
            trigger.absorbed_by = whole
            whole.consequences.append(trigger)


def _whole_of(part: Trigger, acts: dict[int, Trigger], scene: Scene) -> Trigger | None:
    word = part.word
    if part.frame.id == "consult.verb.lead_delegation":
        return _met_by_guests(word, scene)
    if part.carried or word.pos != "VERB":
        return None
    above = acts.get(_told_beside(word.head, acts).i)
    if above is not None and above.frame.type == part.frame.type and word.dep in _CLAUSES:
        if part.frame.type in ("ASSAULT", "PROTEST") and _is_participle(word):
            return above
        if part.frame.type == "ASSAULT" and (_is_harm(word) or _is_occasion(word)):
            return above
        if part.frame.type in _TOLD_WITH_THEIR_AIM and _is_aim(word):
            return above
    if part.frame.type == "ASSAULT" and word.dep == "acl" and word.tag == "VBN":
        # "a bomb planted by rebels hit the car"
        hitting = acts.get(word.head.head.i)
        if hitting is not None and hitting.frame.type == "ASSAULT" and word.head.dep == "nsubj":
            return hitting
    return None


def _met_by_guests(leading: Word, scene: Scene) -> Trigger | None:
    """Return the talks of "a delegation led by X met": who leads it is told of the talks."""
    for trigger in scene.triggers if leading.dep == "acl" else ():
        if trigger.word is leading or trigger.frame.type not in ("CONSULT", "AGREE"):
            continue
        if leading in participles_of_guests(trigger, scene):
            return trigger
    return None


def _told_beside(word: Word, acts: dict[int, Trigger]) -> Word:
    """Return the act that a verb without an actor of its own is told beside: "were killed and three wounded"."""
    while word.i not in acts and word.dep == "conj" and word.head.pos == "VERB":
        word = word.head
    return word


def _is_participle(word: Word) -> bool:
    """Tell "..., killing 12"."""
    return word.tag == "VBG" and word.dep != "xcomp" and word.child("nsubj") is None


def _is_harm(word: Word) -> bool:
    """Tell "attacked the convoy and killed six"."""
    return word.dep == "conj" and word.lemma in word_class("hurting") and word.child("nsubj") is None


def _is_occasion(word: Word) -> bool:
    """Tell "were killed when gunmen attacked"."""
    mark = word.child("mark", "advmod")
    return (
        word.dep == "advcl"
        and mark is not None
        and mark.lower in ("when", "as")
        and word.head.lemma in word_class("hurting")
    )


def _is_aim(word: Word) -> bool:
    """Tell "blocked the road to protest against", where the protest is the blocking."""
    return word.dep in ("advcl", "xcomp") and any(c.dep == "aux" and c.tag == "TO" for c in word.children)
