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
    if part.frame.id == "consult.verb.lead_delegation":
        return _met_by_guests(part.word, scene)
    if part.frame.type == "ASSAULT":
        whole = _killing_by(part, acts) or _fight_beside(part, acts) or _hitting_by(part, acts)
        if whole is not None:
            return whole
    if part.carried or part.word.pos != "VERB" or part.word.dep not in _CLAUSES:
        return None
    head = part.word.head
    # "kidnapped some; plotted to assassinate others": the aim is that of its own verb.
    own = _is_aim(part.word) and head.dep == "conj" and head.i not in acts
    above = acts.get(head.i if own else _told_beside(head, acts).i)
    return above if above is not None and _is_part_of(part, above) else None


def _is_part_of(part: Trigger, above: Trigger) -> bool:
    """Tell whether the verb of an act only adds to what is told in the clause above it."""
    word, kind = part.word, part.frame.type
    if _is_unrest(above) and kind in ("ASSAULT", "COERCE") and _is_participle(word):
        return True
    if above.frame.type != kind:
        return False
    if kind in ("ASSAULT", "PROTEST", "CONCEDE") and _is_participle(word):
        return True
    if kind == "ASSAULT" and ((_is_harm(word) and not _hits_others(part, above)) or _is_occasion(word)):
        return True
    return kind in _TOLD_WITH_THEIR_AIM and _is_aim(word)


def _killing_by(part: Trigger, acts: dict[int, Trigger]) -> Trigger | None:
    """Return the killing of "the killing of a reporter by shelling"."""
    prep = part.word.head
    if part.word.dep != "pobj" or prep.lower not in ("by", "in"):
        return None
    killing = acts.get(prep.head.i)
    return killing if killing is not None and killing.frame.id == "assault.noun.killing" else None


def _fight_beside(part: Trigger, acts: dict[int, Trigger]) -> Trigger | None:
    """Return the clashes of "six were killed and 20 wounded in clashes"."""
    if part.carried or part.word.lemma not in word_class("hurting"):
        return None
    beside = (acts.get(c.i) for c in part.word.all("conj"))
    return next((t for t in beside if t is not None and t.carried and t.frame.type == "ASSAULT"), None)


def _hitting_by(part: Trigger, acts: dict[int, Trigger]) -> Trigger | None:
    """Return the hitting of "a bomb planted by rebels hit the car"."""
    word = part.word
    if part.carried or word.dep != "acl" or word.tag != "VBN" or word.head.dep != "nsubj":
        return None
    hitting = acts.get(word.head.head.i)
    return hitting if hitting is not None and hitting.frame.type == "ASSAULT" else None


def _is_unrest(whole: Trigger) -> bool:
    """Tell "rioted, setting fire to" and "broke up the march, killing two", where the violence is part of it."""
    return whole.frame.type == "PROTEST" or whole.frame.mode == "repress"


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


def _hits_others(part: Trigger, above: Trigger) -> bool:
    """Tell "kidnapped two priests and killed five villagers": those abducted are not those killed."""
    return above.frame.mode == "abduct" and all(t.word.child("dobj") is not None for t in (part, above))


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
