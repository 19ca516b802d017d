"""Telling: which triggers tell of an event, and which only name a topic."""

from __future__ import annotations

from loaders.extraction.cast import Resolved
from loaders.extraction.circumstances import Circumstances
from loaders.extraction.drafts import Draft
from loaders.extraction.frames import is_pact
from loaders.extraction.parses import Word
from loaders.extraction.pronouns import GROUP_WORDS
from loaders.extraction.roles import Roles
from loaders.extraction.syntax import slot
from loaders.extraction.words import word_class

_PRIVATE = frozenset({"company", "outlet", "population"})
_ENVOYS_OF = frozenset({"state", "intergovernmental_organization"})
"""For whom a journey is a visit: a released prisoner's is none."""


def tells(draft: Draft, circumstances: Circumstances) -> bool:
    """Tell an event from a mere topic: somebody acts or suffers, or a noun is pinned to a date."""
    roles = draft.roles
    if not all(_is_met(need, draft) for need in draft.trigger.frame.must):
        return False
    if draft.trigger.frame.id == "consult.verb.travel_to":
        return any((one.acts_for or one.actor).kind in _ENVOYS_OF for one in roles.get("source"))
    if draft.type in ("CONSULT", "AGREE") and _is_private(roles):
        return False
    if _is_mere_aim(draft) or _names_only_others(draft):
        return False
    if draft.trigger.frame.pos != "NOUN":
        return bool(roles) or draft.trigger.frame.bare
    if draft.outcome:
        return True
    if draft.trigger.carried or draft.trigger.frame.bare:
        return bool(roles) or draft.date is not None
    if draft.date is not None and (draft.type == "CONSULT" or is_pact(draft.type, draft.mode)):
        return True
    if not draft.trigger.carried and _is_topic(draft.trigger.word):
        return False
    if draft.type == "AGREE" and draft.of and draft.status == "happened":
        return circumstances.is_pinned(draft.trigger)
    if draft.trigger.frame.id == "agree.noun.offer" and _only_remembered(draft):
        return bool(draft.of)
    named = [role for role, who in roles.taken.items() if who]
    inherited = named == ["party"] and all(one.inherited for one in roles.get("party"))
    return bool(named) and not inherited


def _is_mere_aim(draft: Draft) -> bool:
    """Tell "worked together to free the hostages", which says why, not that anybody might be freed."""
    word = draft.trigger.anchor
    return (
        draft.type not in ("CONSULT", "AGREE", "REQUEST", "SUPPORT", "ACCUSE")
        and draft.standing.cues == [f"to {word.text}"]
        and word.dep in ("advcl", "acl", "xcomp")
        and word.head.lemma != "be"
    )


def _is_private(roles: Roles) -> bool:
    """Tell a club's talks with a player's agent from those of states, groups and people known by name."""
    everybody = [(role, one) for role, who in roles.taken.items() for one in who]
    return bool(everybody) and all(_is_nobody(role, one) for role, one in everybody)


def _is_nobody(role: str, one: Resolved) -> bool:
    """Tell a company, some workers, a judge who settles their dispute."""
    if not one.actor.local or one.acts_for is not None or one.actor.country is not None:
        return False
    unnamed = one.actor.kind == "person" and one.because.startswith("described")
    return one.actor.kind in _PRIVATE or (role == "mediator" and unnamed)


def _names_only_others(draft: Draft) -> bool:
    """Tell talks of whom the text names, but none an actor: "talks between the two airlines"."""
    noun = draft.trigger.word
    if draft.trigger.frame.pos != "NOUN" or draft.type != "CONSULT" or draft.roles:
        return False
    named = [w for name in ("between", "with") for w in slot(noun, name)]
    return any(w.lemma not in GROUP_WORDS and w.pos == "NOUN" for w in named)


def _is_topic(noun: Word) -> bool:
    """Tell what is only talked about: "talks on a ceasefire in Gaza and the release of hostages"."""
    while True:
        prep = noun.head
        if noun.dep == "conj":
            noun = prep
        elif noun.dep == "compound":
            return prep.lemma in word_class("talking_nouns")
        elif noun.dep != "pobj":
            return False
        elif prep.lower in word_class("topic_preps"):
            return prep.head.lemma in word_class("talking_nouns") | word_class("talking_verbs")
        elif prep.lower == "in" and prep.head.pos == "NOUN":
            noun = prep.head
        else:
            return False


def _is_met(need: str, draft: Draft) -> bool:
    if need == "content":
        return bool(draft.of)
    if need == "parties":
        return len(draft.roles.get("party")) + len(draft.roles.get("mediator")) > 1
    return bool(draft.roles.get(need))


def _only_remembered(draft: Draft) -> bool:
    return all(one.inherited for one in draft.roles.get("source")) and not draft.roles.get("target")
