"""Telling: which triggers tell of an event, and which only name a topic."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.extraction.cast import Resolved
from loaders.extraction.circumstances import Circumstances
from loaders.extraction.drafts import Draft
from loaders.extraction.frames import is_pact
from loaders.extraction.parses import Word
from loaders.extraction.pronouns import GROUP_WORDS
from loaders.extraction.scenes import Scene, Trigger
from loaders.extraction.syntax import slot
from loaders.extraction.takers import Roles
from loaders.extraction.words import word_class

_PRIVATE = frozenset({"company", "outlet", "population"})
_ENVOYS_OF = frozenset({"state", "intergovernmental_organization"})
"""For whom a journey is a visit: a released prisoner's is none."""


def why_untold(draft: Draft, circumstances: Circumstances) -> str | None:
    """Return why a draft is a mere topic; ``None``: somebody acts or suffers, or a noun is pinned to a date."""
    roles, frame = draft.roles, draft.trigger.frame
    unmet = next((need for need in frame.must if not _is_met(need, draft)), None)
    if unmet is not None:
        return f"the frame tells nothing without {unmet}"
    if frame.id == "consult.verb.travel_to":
        return None if _is_mission(roles) else "no visit: the traveller acts for no state or organisation"
    if draft.type in ("CONSULT", "AGREE") and _is_private(roles):
        return "a private affair: nobody in it is known by name or acts for a state"
    if _is_condition(draft, circumstances.scene.triggers):
        return "a condition: it says when something else would be done"
    if draft.type == "ASSAULT" and _is_competition(roles):
        return "a competition: companies attack each other with prices"
    if frame.id == "accuse.noun.accusation" and _is_denied_charge(draft.trigger.word):
        return "the charge just told, which somebody denies"
    if frame.id == "accuse.noun.accusation" and _is_ground_of_arrest(draft.trigger.word, circumstances.scene):
        return "what an arrest is for"
    if frame.type == "REJECT" and draft.standing.negated and draft.trigger.word.lemma == "rule":
        return "what is not ruled out is neither done nor refused"
    if frame.id == "threaten.verb.threaten" and _is_forecast(draft):
        return "a fear: who warns of it would not do it"
    if _is_mere_aim(draft):
        return "an aim: it says what something else is done for"
    if _names_only_others(draft):
        return "talks of those whom the text names, none of them an actor"
    return _why_topic(draft, circumstances)


def _why_topic(draft: Draft, circumstances: Circumstances) -> str | None:
    roles, frame = draft.roles, draft.trigger.frame
    if frame.pos != "NOUN":
        somewhere = draft.type == "MOBILIZE" and circumstances.is_pinned(
            draft.trigger
        )  # "troops were deployed in Jos"
        return None if roles or frame.bare or somewhere else "nobody takes part in it"
    if draft.outcome:
        return None
    if draft.trigger.carried or frame.bare:
        return (
            None
            if roles or draft.date is not None or _is_unrest(draft, circumstances)
            else "nobody takes part in it, and no date stands on it"
        )
    if draft.date is not None and (draft.type == "CONSULT" or is_pact(draft.type, draft.mode)):
        return None
    if _is_topic(draft.trigger.word):
        return "the topic of what is said or discussed"
    if draft.type == "AGREE" and draft.of and draft.status == "happened":
        return (
            None
            if circumstances.is_pinned(draft.trigger)
            else "an agreement named in passing, at no time or place"
        )
    if frame.id == "agree.noun.offer" and _only_remembered(draft):
        return None if draft.of else "a document told of before, of unknown content"
    named = [role for role, who in roles.taken.items() if who]
    if not named:
        return None if _is_unrest(draft, circumstances) else "nobody takes part in it"
    inherited = named == ["party"] and all(one.inherited for one in roles.get("party"))
    return "all that it says was told in an earlier sentence" if inherited else None


def _is_unrest(draft: Draft, circumstances: Circumstances) -> bool:
    """Tell "after clashes in northern Kosovo" and "weeks of protests": fighting and unrest of whomever."""
    noun = draft.trigger.word
    unrest = draft.type in ("ASSAULT", "PROTEST") or draft.mode == "repress"
    if not unrest or draft.status not in ("happened", "ongoing"):
        return False
    counted = (
        draft.type == "PROTEST"
        and noun.dep == "pobj"
        and noun.head.lower == "of"
        and noun.head.head.lemma in word_class("rounds")
    )
    return counted or circumstances.is_pinned(draft.trigger)


def _is_denied_charge(charge: Word) -> bool:
    """Tell "accused Qatar of arming them, a charge that Doha rejects"."""
    return any(c.lemma in word_class("refusing_charges") for c in charge.all("relcl", "acl"))


def _is_ground_of_arrest(charge: Word, scene: Scene) -> bool:
    """Tell "arrested on charges of smuggling", where nobody tells who charges him."""
    for verb, name in scene.uses(charge):
        told = scene.by_word.get(verb.i)
        if told is not None and told.frame.type == "COERCE" and name in ("on", "over", "under"):
            return True
    return False


def _is_mission(roles: Roles) -> bool:
    return any((one.acts_for or one.actor).kind in _ENVOYS_OF for one in roles.get("source"))


def _is_mere_aim(draft: Draft) -> bool:
    """Tell "worked together to free the hostages", which says why, not that anybody might be freed."""
    word = draft.trigger.anchor
    return (
        draft.type not in ("CONSULT", "AGREE", "REQUEST", "SUPPORT", "ACCUSE")
        and [cue.text for cue in draft.standing.cues] == [f"to {word.text}"]
        and word.dep in ("advcl", "acl", "xcomp")
        and word.head.lemma != "be"
    )


def _is_forecast(draft: Draft) -> bool:
    """Tell "an official warned that the girls could be moved", which menaces nobody."""
    verb = draft.trigger.word
    clauses = verb.all("ccomp")
    if verb.lemma != "warn" or draft.of or not clauses or verb.child("dobj") is not None:
        return False
    said = [w for clause in clauses for w in clause.subtree()]
    others = all(s.pos == "NOUN" for clause in clauses for s in clause.all("nsubj", "nsubjpass"))
    return others and not any(w.lemma in word_class("menacing") for w in said)


def _is_condition(draft: Draft, triggers: Sequence[Trigger]) -> bool:
    """Tell "will strike if its troops are attacked", where nobody has attacked and nobody says anybody may."""
    verb = draft.trigger.anchor
    while verb.dep == "xcomp":
        verb = verb.head  # "if Khartoum stops arming them"
    mark = verb.child("mark")
    conditional = verb.dep == "advcl" and mark is not None and mark.lower in ("if", "unless")
    if not conditional or verb.pos not in ("VERB", "AUX") or draft.turns:
        return False
    above = {w.i for w in verb.ancestors()}
    return any(t.anchor.i in above for t in triggers)


def _is_private(roles: Roles) -> bool:
    """Tell a club's talks with a player's agent from those of states, groups and people known by name."""
    everybody = [(role, one) for role, who in roles.taken.items() for one in who]
    unknown = [one for role, one in everybody if _is_nobody(role, one)]
    known = [one for role, one in everybody if not _is_nobody(role, one)]
    return bool(unknown) and all(one.actor.kind == "company" for one in known)


def _is_competition(roles: Roles) -> bool:
    """Tell "Boeing declared war on Airbus" from what the guards of a company do to people."""
    sides = [roles.get("source"), roles.get("target")]
    return all(side and all(one.actor.kind == "company" for one in side) for side in sides)


def _is_nobody(role: str, one: Resolved) -> bool:
    """Tell a company, some workers, a judge who settles their dispute."""
    if not one.actor.local or one.acts_for is not None or one.actor.country is not None:
        return False
    unnamed = one.actor.kind == "person" and one.because.startswith("described")
    return one.actor.kind in _PRIVATE or (unnamed and "mediator" in (role, one.hint))


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
            return prep.head.lemma in word_class("talking_nouns") | word_class("talking_verbs") | word_class(
                "works"
            )
        elif prep.lower == "in" and prep.head.pos == "NOUN":
            noun = prep.head
        else:
            return False


def _is_met(need: str, draft: Draft) -> bool:
    if need == "content":
        return bool(draft.of)
    if need == "several_parties":
        return len(draft.roles.get("party")) > 1
    if need == "parties":
        return len(draft.roles.get("party")) + len(draft.roles.get("mediator")) > 1
    return bool(draft.roles.get(need))


def _only_remembered(draft: Draft) -> bool:
    return all(one.inherited for one in draft.roles.get("source")) and not draft.roles.get("target")
