"""Did it happen: the status of an act, from negation, modals, tense, conditions and the words that govern it."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.extraction.parses import Word
from loaders.extraction.scenes import Scene, Trigger
from loaders.extraction.syntax import is_passive
from loaders.extraction.words import word_class

COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
CONFLICTUAL = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
_MOMENTARY = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
_CLIMB = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl"})
_PRESENT = frozenset({"VBZ", "VBP", "VBG", "JJ"})
_REPORTED = frozenset({"ccomp", "parataxis"})


@dataclass(slots=True)
class Standing:
    """How an act stands to the facts, with the words that say so."""

    status: str = "happened"
    cues: list[str] = field(default_factory=list)
    momentary: bool = False
    """The act is done in saying it: "is accusing" is an accusation made."""
    negated: bool = False
    future: bool = False
    ahead: bool = False
    """The act lies ahead if it comes to be ("hopes to sign", "may meet"): its dates are reckoned forwards."""

    @property
    def lies_ahead(self) -> bool:
        """Whether the act's dates are reckoned forwards."""
        return self.future or self.ahead or self.status in ("planned", "proposed")

    def weaken(self, status: str, cue: str) -> None:
        """Take note of a cue; what makes an act less of a fact wins over what makes it more."""
        order = ("happened", "ongoing", "planned", "proposed", "alleged", "hypothetical", "denied")
        self.cues.append(cue)
        if order.index(status) > order.index(self.status):
            self.status = status


def standing_of(trigger: Trigger, scene: Scene) -> Standing:
    """Return the status of a trigger's act, read from its own clause up to the clause that reports it."""
    standing = Standing(momentary=trigger.frame.type in _MOMENTARY and trigger.frame.mode != "investigate")
    if trigger.frame.status:
        standing.weaken(trigger.frame.status, f"frame {trigger.frame.id}")
    if trigger.word.pos in ("NOUN", "PROPN"):
        _noun_cues(trigger, scene, standing)
    for link in trigger.carried:
        if link.support.status:
            standing.weaken(link.support.status, link.verb.text)
    if trigger.frame.factual:
        return standing
    if not any(link.support.attending for link in trigger.carried[:1]):
        _climb(trigger.anchor, scene, standing)
        if trigger.anchor is not trigger.word:
            _climb_noun(trigger.word, scene, standing)
    elif participation_of(trigger, scene) == "planned":
        standing.weaken("planned", trigger.anchor.text)
        standing.future = True
    if scene.parse.words[-1].text == "?" or scene.parse.sentence.text.rstrip("\"'”’ ").endswith("?"):
        standing.weaken("hypothetical", "?")
    return standing


def participation_of(trigger: Trigger, scene: Scene) -> str | None:
    """Return the status of taking part, where a verb of attending has one: "did not take part" is denied."""
    if not any(link.support.attending for link in trigger.carried[:1]):
        return None
    standing = standing_at(trigger.anchor, scene)
    return None if standing.status in ("happened", "ongoing") else standing.status


def standing_at(verb: Word, scene: Scene) -> Standing:
    """Return how a verb's own act stands, be it an event or not."""
    standing = Standing()
    _climb(verb, scene, standing)
    return standing


def _noun_cues(trigger: Trigger, scene: Scene, standing: Standing) -> None:
    noun = trigger.word
    for child in noun.children:
        lemma = child.lower
        if child.dep == "det" and lemma in word_class("negative_determiner"):
            standing.weaken("denied", child.text)
            standing.negated = True
        elif lemma in word_class("alleged_modifier"):
            standing.weaken("alleged", child.text)
        elif lemma in word_class("possible_modifier"):
            standing.weaken("hypothetical", child.text)
        elif lemma in word_class("planned_modifier") and child.dep in ("amod", "compound"):
            standing.weaken("planned", child.text)
            standing.future = True
    if trigger.carried:
        return
    for verb, _ in scene.uses(noun):
        for child in verb.children:
            if child.dep == "aux" and child.lower in word_class("modal_possible") and child.tag == "MD":
                standing.weaken("hypothetical", child.text)
    prep = noun.head if noun.dep == "pobj" else None
    if prep is None:
        return
    if prep.lower == "for" and prep.head.lemma in word_class("purpose_verbs") | word_class("plan"):
        standing.weaken("planned", f"{prep.head.text} for")
        standing.future = True
    elif prep.lower in word_class("before") or (prep.lower == "of" and prep.head.lower == "ahead"):
        standing.weaken("planned", prep.head.text if prep.lower == "of" else prep.text)
        standing.future = True


def _climb_noun(noun: Word, scene: Scene, standing: Standing) -> None:
    """Read what governs the noun beside its carrier: "talks ..., which are scheduled for"."""
    over = scene.operator_over(noun)
    if over is not None:
        standing.weaken(over[1].status, over[0].text)
        standing.future |= over[1].status == "planned"


def _climb(word: Word, scene: Scene, standing: Standing) -> None:
    """Read the word's own clause, then the clauses that govern it, until one reports it or none does."""
    seen: set[int] = set()
    current: Word | None = word
    while current is not None and current.i not in seen:
        seen.add(current.i)
        if current.pos in ("VERB", "AUX", "ADJ"):
            _clause_cues(current, scene, standing, first=current is word)
        over = scene.operator_over(current)
        if over is not None:
            governor, operator = over
            if not (operator.status == "denied" and scene.by_word.get(governor.i)):
                standing.weaken(operator.status, governor.text)
            standing.future |= operator.status == "planned"
            standing.ahead |= operator.status == "hypothetical" and governor.tag in _PRESENT
            current = governor
        elif current.dep in ("conj",) and current.head.pos == "VERB" and not _has_own_clause(current):
            current = current.head
        elif current.dep in _CLIMB and current.dep not in _REPORTED and current.head.pos in ("VERB", "AUX"):
            current = current.head if current.dep == "xcomp" else None
        else:
            current = None


def _is_licensed(infinitive: Word, scene: Scene) -> bool:
    """Tell whether the word above says how an infinitive stands; by itself it tells a purpose, no fact."""
    if infinitive.dep == "conj":
        return True
    return scene.operator_over(infinitive) is not None


def _has_own_clause(verb: Word) -> bool:
    return verb.child("nsubj", "nsubjpass", "aux", "auxpass") is not None


def _clause_cues(verb: Word, scene: Scene, standing: Standing, *, first: bool) -> None:
    host = verb.head if verb.pos == "ADJ" and verb.dep == "acomp" else verb
    for child in host.children:
        lower = child.lower
        if child.dep == "neg" or (child.dep == "advmod" and lower in word_class("negative")):
            if not _only(child, host):
                standing.negated = not standing.negated
                standing.cues.append(child.text)
        elif child.dep == "aux" and child.tag == "TO" and host.head.lemma == "be" and host.dep == "xcomp":
            standing.future = True
            standing.weaken("planned", f"{host.head.text} to {host.text}")
        elif child.dep == "aux" and child.tag == "TO" and not _is_licensed(host, scene):
            standing.weaken("hypothetical", f"to {host.text}")
        elif child.dep == "aux" and _is_future(child, host):
            standing.future = True
            standing.weaken("planned", child.text)
        elif child.dep == "aux" and lower in word_class("modal_possible") and child.tag == "MD":
            standing.weaken("hypothetical", child.text)
            standing.ahead |= host.tag == "VB" and not any(c.lemma == "have" for c in host.all("aux"))
        elif child.dep == "advmod" and lower in word_class("alleged"):
            standing.weaken("alleged", child.text)
        elif child.dep == "mark" and lower in word_class("conditional"):
            standing.weaken("hypothetical", child.text)
    _subject_cues(host, standing)
    if host.dep == "pcomp" and host.head.lower == "without":
        standing.negated = True
        standing.cues.append("without")
    if _is_progressive(host) and first and standing.status == "happened" and not standing.momentary:
        standing.weaken("ongoing", host.text)
    if standing.negated and standing.status in ("happened", "ongoing", "alleged"):
        standing.weaken("denied", "not")


def _is_future(aux: Word, verb: Word) -> bool:
    return aux.lower in word_class("modal_future") or (
        aux.lower in ("would", "'d") and _is_future_in_past(verb)
    )


def _is_future_in_past(verb: Word) -> bool:
    """Tell "said they would meet again", which is planned, from "would meet if"."""
    if any(c.dep == "advcl" and c.child("mark") is not None for c in verb.children):
        return False
    while verb.dep == "conj" and verb.head.pos in ("VERB", "AUX"):
        verb = verb.head
    if verb.dep != "ccomp":
        return False
    told = verb.head.tag in ("VBD", "VBN") or any(c.lower == "did" for c in verb.head.all("aux"))
    return told and verb.head.lemma in word_class("saying")


def _subject_cues(verb: Word, standing: Standing) -> None:
    general = verb.child("nsubj", "nsubjpass")
    shared = verb
    while general is None and shared.dep == "conj" and shared.head.pos in ("VERB", "AUX"):
        shared = shared.head  # "no one is attacking or has attacked"
        general = shared.child("nsubj", "nsubjpass")
    if general is not None and _is_anybody(general, verb):
        standing.weaken("hypothetical", general.text)
    subject = general or (verb.child("dobj") if not is_passive(verb) else None)
    governed_by_verb = (w for prep in verb.all("prep") for w in prep.all("pobj"))
    nothing = next((w for w in governed_by_verb if w.lower in word_class("negative_pronoun")), None)
    for part in (subject, verb.child("dobj"), nothing):
        if part is None:
            continue
        determiners = [c for c in part.children if c.dep == "det"]
        if part.lower in word_class("negative_pronoun") or any(
            d.lower in word_class("negative_determiner") for d in determiners
        ):
            standing.negated = True
            standing.cues.append(part.text)
            return


def _is_anybody(subject: Word, verb: Word) -> bool:
    """Tell "anyone who criticizes": a rule, no event."""
    word = verb.head if subject.tag in ("WP", "WDT") and verb.dep == "relcl" else subject
    return word.lower in word_class("anybody")


def _only(child: Word, verb: Word) -> bool:
    """Tell whether "not" belongs to "not only ... but also", which denies nothing."""
    return any(c.lower in ("only", "just", "merely") and c.i == child.i + 1 for c in verb.children)


def _is_progressive(verb: Word) -> bool:
    if verb.tag != "VBG":
        return False
    return any(c.dep == "aux" and c.lower in ("is", "are", "'s", "'re", "am") for c in verb.children)


def is_present(verb: Word) -> bool:
    """Tell a finite present, plain or progressive ("meets", "is meeting"); a perfect is past."""
    if verb.tag in ("VBZ", "VBP"):
        return True
    return _is_progressive(verb)
