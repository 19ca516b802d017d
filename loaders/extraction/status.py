"""Did it happen: the status of an act, from negation, modals, tense, conditions and the words that govern it."""

from __future__ import annotations

from loaders.extraction.fiction import is_untrue, made_up_by
from loaders.extraction.frames import Operator
from loaders.extraction.parses import Word
from loaders.extraction.scenes import Scene, Trigger
from loaders.extraction.standing import Standing, is_none, protests, read_clause
from loaders.extraction.takers import THIRD_PARTIES
from loaders.extraction.words import word_class

COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
CONFLICTUAL = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
_MOMENTARY = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
_MODIFIERS = {
    "alleged": "alleged_modifier",
    "denied": "foiled_modifier",
    "hypothetical": "possible_modifier",
    "planned": "planned_modifier",
}
"""Status -> the class of words that give it to the noun they stand before."""
_ATTEMPTS = {"hypothetical": "attempted_modifier", "denied": "failed_modifier"}
_CLIMB = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl"})
_PRESENT = frozenset({"VBZ", "VBP", "VBG", "JJ"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_QUESTION_ENDS = frozenset('.!?;:"“')
_REPORTED = frozenset({"ccomp", "parataxis"})


def standing_of(trigger: Trigger, scene: Scene) -> Standing:
    """Return the status of a trigger's act, read from its own clause up to the clause that reports it."""
    standing = Standing(momentary=trigger.frame.type in _MOMENTARY and trigger.frame.mode != "investigate")
    standing.mediating = mediates(trigger)
    if trigger.frame.status:
        standing.weaken(trigger.frame.status, f"frame {trigger.frame.id}")
    if trigger.word.pos in ("NOUN", "PROPN"):
        _noun_cues(trigger, scene, standing)
    for link in trigger.carried:
        if link.support.status:
            standing.weaken(link.support.status, link.verb.text)
    if trigger.frame.factual:
        return standing
    made_up = made_up_by(trigger.anchor)
    if made_up is not None and (trigger.frame.type != "MOBILIZE" or made_up.lemma in word_class("fiction")):
        standing.weaken("hypothetical", made_up.text)
    if denies_part(trigger, scene):
        _climb(trigger.word, scene, standing)
    elif not any(link.support.attending for link in trigger.carried[:1]):
        _climb(trigger.anchor, scene, standing)
        if trigger.anchor is not trigger.word:
            _climb_noun(trigger.word, trigger.anchor, scene, standing)
    elif participation_of(trigger, scene) in ("planned", "hypothetical"):
        standing.weaken("planned", trigger.anchor.text)
        standing.future = True
    _weigh_document(trigger.anchor, scene, standing)
    if _is_asked(trigger.word, scene):
        standing.weaken("hypothetical", "?")
    return standing


def mediates(trigger: Trigger) -> bool:
    """Tell what a mediator does for others: "mediate", "bring them together", "broker a truce"."""
    return trigger.frame.mediates or any(
        link.verb is trigger.anchor and "mediator" in link.support.roles for link in trigger.carried
    )


def _is_asked(word: Word, scene: Scene) -> bool:
    """Tell a question, and what a quoted question asks: "Why did they attack?" a teacher said."""
    if scene.parse.sentence.text.rstrip("\"'”’ ").endswith("?"):
        return True
    ends = (w.text for w in scene.parse.words[word.i + 1 :] if w.text in _QUESTION_ENDS)
    return next(ends, "") == "?"


def _weigh_document(verb: Word, scene: Scene, standing: Standing) -> None:
    """Read "failed to adopt a resolution condemning": a document says only what it was adopted to say."""
    if verb.dep != "acl" or verb.tag != "VBG" or verb.head.lemma not in word_class("documents"):
        return
    for above, name in scene.uses(verb.head):
        fate = standing_at(above, scene).status
        if name in ("object", "subject") and fate in ("denied", "hypothetical", "planned"):
            standing.weaken(fate, f"{above.text} {verb.head.text}")


def participation_of(trigger: Trigger, scene: Scene) -> str | None:
    """Return the status of taking part, where a verb of attending has one: "did not take part" is denied."""
    if not any(link.support.attending for link in trigger.carried[:1]):
        return None
    standing = standing_at(trigger.anchor, scene)
    return None if standing.status in ("happened", "ongoing") else standing.status


def denies_part(trigger: Trigger, scene: Scene) -> bool:
    """Tell "had not mediated last month's truce": the truce stands, and only who mediated it is denied."""
    if not trigger.carried or trigger.word.pos != "NOUN":
        return False
    verb, support = trigger.carried[0].verb, trigger.carried[0].support
    known = trigger.word.child("poss") is not None or any(
        c.lower in word_class("pointing") for c in trigger.word.all("det")
    )
    aside = support.roles and all(role in THIRD_PARTIES for role in support.roles)
    return bool(known and aside) and standing_at(verb, scene).status == "denied"


def standing_at(verb: Word, scene: Scene) -> Standing:
    """Return how a verb's own act stands, be it an event or not."""
    standing = Standing()
    _climb(verb, scene, standing)
    return standing


def _noun_cues(trigger: Trigger, scene: Scene, standing: Standing) -> None:
    noun = trigger.word
    if is_none(noun):
        standing.weaken("denied", "no")
        standing.negated = True
    for child in noun.children:
        status = next((s for s, words in _MODIFIERS.items() if child.lower in word_class(words)), None)
        if status == "planned" and child.dep not in ("amod", "compound"):
            continue
        if status is None and noun.lemma in word_class("all_or_nothing"):
            status = next((s for s, words in _ATTEMPTS.items() if child.lower in word_class(words)), None)
        if child.lower == "called" and any(c.lower == "so" for c in child.children):
            status = "alleged"  # "the so-called liberation"
        if status is not None:
            standing.weaken(status, child.text)
            standing.future |= status == "planned"
    if noun.dep == "nsubj" and is_untrue(noun.head):
        standing.weaken("denied", noun.head.text)
    if trigger.carried:
        return
    for verb, _ in scene.uses(noun):
        for child in verb.children:
            if child.dep == "aux" and child.lower in word_class("modal_possible") and child.tag == "MD":
                standing.weaken("hypothetical", child.text)
    if noun.dep == "pobj":
        _preposition_cues(noun.head, standing)


def _preposition_cues(prep: Word, standing: Standing) -> None:
    """Read "arrived for talks" and "ahead of the talks"."""
    ahead = prep.lower in word_class("before") or (prep.lower == "of" and prep.head.lower == "ahead")
    purpose = prep.lower == "for" and prep.head.lemma in word_class("purpose_verbs") | word_class("plan")
    if ahead or purpose:
        standing.weaken("planned", f"{prep.head.text} {prep.text}")
        standing.future = True


def _climb_noun(noun: Word, anchor: Word, scene: Scene, standing: Standing) -> None:
    """Read what governs the noun beside its carrier: "talks ..., which are scheduled for"."""
    over = scene.operator_over(noun)
    if over is None or (over[0].dep == "conj" and over[0].head is anchor):
        return  # "opened on Monday and are expected to last": they have opened
    _colour(standing, *over, scene)


def _climb(word: Word, scene: Scene, standing: Standing) -> None:
    """Read the word's own clause, then the clauses that govern it, until one reports it or none does."""
    seen: set[int] = set()
    current: Word | None = word
    apart = False
    first = word
    while current is not None and current.i not in seen:
        seen.add(current.i)
        if current.pos in ("VERB", "AUX", "ADJ") and not apart:
            read_clause(current, scene, standing, first=current is first)
        if _is_charged(current):
            standing.weaken("alleged", "as prosecutors say")
        over, apart = scene.operator_over(current), False
        if over is not None:
            governor, operator = over
            if current is word and _refuses_charge(word, governor, scene):
                return
            if standing.mediating and current is first and governor.lemma in word_class("attempting"):
                standing.attempted, first = True, governor  # who tries to mediate mediates
            elif not (operator.status == "denied" and scene.by_word.get(governor.i)):
                _colour(standing, governor, operator, scene)
            if _of_another(current, governor) and standing_at(governor, scene).negated:
                standing.weaken("hypothetical", f"not {governor.text}")
                return  # "nobody expects Iran to attack": Iran has refused nothing
            current = governor
        elif current.dep in ("conj",) and current.head.pos == "VERB" and not _has_own_clause(current):
            apart = _stands_apart(current)
            current = current.head
        elif _is_disbelieved(current, scene):
            standing.weaken("hypothetical", current.head.text)
            current = None
        elif current.dep in _CLIMB and current.dep not in _REPORTED and current.head.pos in ("VERB", "AUX"):
            current = current.head if current.dep == "xcomp" or protests(current, scene) else None
        else:
            current = None


def _colour(standing: Standing, governor: Word, operator: Operator, scene: Scene) -> None:
    """Take note of what a governing word says: "plans to", "no evidence that", "the attempt to ... failed"."""
    goes_on = (
        governor.lemma in word_class("stopping") and operator.status == "denied" and governor.tag == "VB"
    )
    if goes_on and any(c.tag == "TO" for c in governor.all("aux")):
        standing.weaken("ongoing", governor.text)  # "pressed him to stop the assault"
        return
    binding = operator.status == "happened" and governor.tag in ("VBZ", "VBP", "VB") and _is_rule(governor)
    standing.weaken("hypothetical" if binding else operator.status, governor.text)
    standing.future |= operator.status == "planned"
    standing.ahead |= operator.status == "hypothetical" and governor.tag in _PRESENT
    if governor.pos != "NOUN":
        return
    if is_none(governor):
        standing.negated = True
        standing.weaken("denied", f"no {governor.text}")
    elif governor.dep == "nsubj" and is_untrue(governor.head):
        standing.weaken("denied", f"{governor.text} {governor.head.text}")
    elif any(verb.lemma in word_class("failing") for verb, _ in scene.uses(governor)):
        standing.weaken("denied", f"failed {governor.text}")


def _is_disbelieved(clause: Word, scene: Scene) -> bool:
    """Tell "few believe that he will step down" and "did not say that they had fired", but not "did not say why"."""
    verb = clause.head
    if clause.dep != "ccomp" or verb.lemma not in word_class("believing") | word_class("saying"):
        return False
    if any(c.lower in word_class("question_words") for c in clause.children if c.dep in ("advmod", "mark")):
        return False
    few = any(s.lemma in word_class("few") for s in (*verb.all("nsubj"), *verb.all("advmod")))
    return few or standing_at(verb, scene).negated


def _refuses_charge(charge: Word, verb: Word, scene: Scene) -> bool:
    """Tell "denied Kuwaiti charges that", where the charges have been made."""
    told = scene.by_word.get(charge.i)
    return told is not None and told.frame.type == "ACCUSE" and verb.lemma in word_class("refusing_charges")


def _is_rule(verb: Word) -> bool:
    """Tell "the pact obliges Russia to defend Armenia", which says what is to be done one day."""
    subject = verb.child("nsubj")
    return subject is not None and subject.lemma in word_class("binding")


def _of_another(verb: Word, governor: Word) -> bool:
    """Tell whether a clause has a subject of its own below a verb that has one too."""
    own = verb.child("nsubj", "nsubjpass")
    above = governor.child("nsubj", "nsubjpass")
    return own is not None and above is not None and above.tag != "EX"


def _stands_apart(verb: Word) -> bool:
    """Tell "did not sign and left" and "knew nothing and left": the second verb is not negated with the first."""
    first = verb.head
    empty = any(o.lower in word_class("negative_pronoun") for o in first.all("dobj"))
    return verb.tag in _FINITE and (first.tag == "VB" or empty)


def _is_charged(verb: Word) -> bool:
    """Tell "prosecutors say he had them killed", which is what they charge him with."""
    verb = _causing(verb)
    named = (w for prep in verb.all("prep") if prep.lower == "according" for w in prep.subtree())
    if any(w.lemma in word_class("accusers") for w in named):
        return True
    told = verb.head if verb.dep == "ccomp" else verb.child("parataxis")
    if told is None or told.lemma not in word_class("saying"):
        return False
    return any(s.lemma in word_class("accusers") for s in told.all("nsubj"))


def _causing(verb: Word) -> Word:
    """Return the "had" of "had hundreds of prisoners executed"; else the verb itself."""
    noun = verb.head
    while noun.dep == "pobj" and noun.head.lower == "of":
        noun = noun.head.head
    caused = verb.dep == "acl" and noun.dep == "dobj" and noun.head.lemma == "have"
    return noun.head if caused else verb


def _has_own_clause(verb: Word) -> bool:
    return verb.child("nsubj", "nsubjpass", "aux", "auxpass") is not None
