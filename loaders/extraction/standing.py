"""How a clause's own words make its act stand to the facts: negation, modals, tense, conditions, its subject."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from loaders.extraction.parses import Word
from loaders.extraction.scenes import Scene
from loaders.extraction.syntax import is_passive
from loaders.extraction.words import word_class

_ORDER = ("happened", "ongoing", "planned", "proposed", "alleged", "hypothetical", "denied")
"""From what is most of a fact to what is least; of several cues the last one wins."""
_PRESENT_AUXILIARIES = frozenset({"is", "are", "'s", "’s", "'re", "’re", "am"})
_INVERTED = frozenset({"had", "were", "should"})


class Cue(NamedTuple):
    """A word that says how an act stands, and what it says: a status, or ``negated``."""

    text: str
    says: str


@dataclass(slots=True)
class Standing:
    """How an act stands to the facts, with the words that say so."""

    status: str = "happened"
    cues: list[Cue] = field(default_factory=list)
    momentary: bool = False
    """The act is done in saying it: "is accusing" is an accusation made."""
    negated: bool = False
    future: bool = False
    ahead: bool = False
    """The act lies ahead if it comes to be ("hopes to sign", "may meet"): its dates are reckoned forwards."""

    mediating: bool = False
    """The act is a mediator's: to attempt it is to do it."""
    attempted: bool = False
    """What a mediator does is told as an attempt, a success or not."""

    @property
    def lies_ahead(self) -> bool:
        """Whether the act's dates are reckoned forwards."""
        return self.future or self.ahead or self.status in ("planned", "proposed")

    def weaken(self, status: str, cue: str) -> None:
        """Take note of a cue; what makes an act less of a fact wins over what makes it more."""
        self.cues.append(Cue(cue, status))
        if _ORDER.index(status) > _ORDER.index(self.status):
            self.status = status


def read_clause(verb: Word, scene: Scene, standing: Standing, *, first: bool) -> None:
    """Take note of what a verb's own clause says of its act.

    Parameters
    ----------
    first
        The verb tells the act itself, and does not only govern the clause that does.

    """
    host = verb.head if verb.pos == "ADJ" and verb.dep == "acomp" else verb
    for child in host.children:
        if child.dep == "aux":
            _read_auxiliary(child, host, scene, standing)
        elif _negates(child, host):
            standing.negated = not standing.negated
            standing.cues.append(Cue(child.text, "negated"))
        elif child.dep == "advmod" and child.lower in word_class("almost"):
            standing.weaken("denied", child.text)
        elif child.dep == "advmod" and child.lower in word_class("alleged"):
            standing.weaken("alleged", child.text)
        elif child.dep == "mark" and child.lower in word_class("conditional"):
            standing.weaken("hypothetical", child.text)
    _read_subject(host, standing)
    _read_connective(host, scene, standing)
    if _is_progressive(host) and first and standing.status == "happened" and not standing.momentary:
        standing.weaken("ongoing", host.text)
    if standing.negated and standing.status in ("happened", "ongoing", "alleged", "proposed"):
        standing.weaken("denied", "not")


def _read_auxiliary(aux: Word, verb: Word, scene: Scene, standing: Standing) -> None:
    if aux.tag == "TO":
        if _is_arranged(verb) or is_headline_future(verb) or _is_errand(verb, scene):
            standing.future = True
            standing.weaken("planned", f"to {verb.text}")
        elif standing.mediating and verb.head.lemma in word_class("attempting"):
            standing.attempted = True
        elif not _is_licensed(verb, scene):
            standing.weaken("hypothetical", f"to {verb.text}")
    elif _is_future(aux, verb):
        standing.future = True
        standing.weaken("planned", aux.text)
    elif aux.lower in word_class("modal_possible") and aux.tag == "MD":
        standing.weaken("hypothetical", aux.text)
        standing.ahead |= verb.tag == "VB" and not any(c.lemma == "have" for c in verb.all("aux"))


def _negates(child: Word, verb: Word) -> bool:
    if child.dep in ("preconj", "cc") and child.lower in ("neither", "nor"):
        return child.i < verb.i
    if (
        _no_longer(child)
        or child.dep == "neg"
        or (child.dep == "advmod" and child.lower in word_class("negative"))
    ):
        return not _only(child, verb)
    return False


def _is_arranged(verb: Word) -> bool:
    """Tell "are to meet" from "is in Tehran to mediate", a purpose."""
    be = verb.head
    if verb.dep != "xcomp" or be.lemma != "be":
        return False
    return all(c.dep not in ("prep", "attr", "acomp") or c.i < be.i for c in be.children)


def _is_errand(verb: Word, scene: Scene) -> bool:
    """Tell "arrived in Bamako to mediate", which is about to be done, from other purposes."""
    trigger = next((t for t in scene.by_word.values() if verb in (t.word, t.anchor)), None)
    if trigger is None or trigger.frame.type != "CONSULT" or verb.dep not in ("advcl", "xcomp", "acl"):
        return False
    return verb.head.lemma in word_class("errands") and verb.i > verb.head.i


def is_headline_future(verb: Word) -> bool:
    """Tell "Putin to meet Xi": an infinitive with a subject that no verb governs."""
    subject = verb.child("nsubj", "nsubjpass")
    return verb.dep == "ROOT" and verb.tag == "VB" and subject is not None and subject.i < verb.i


def _read_connective(verb: Word, scene: Scene, standing: Standing) -> None:
    """Read how a clause is joined to the one above: "without", "instead of", "nor", "until", inversion."""
    words = scene.parse.words
    before = [w.lower for w in words[max(0, verb.i - 3) : verb.i] if w.tag != "TO"]
    if before[-2:] == ["all", "but"]:
        standing.weaken("denied", "all but")
    instead = before[-2:] in (["instead", "of"], ["rather", "than"], ["far", "from"])
    if instead or (verb.dep == "pcomp" and verb.head.lower == "without"):
        standing.negated = True
        standing.cues.append(Cue(before[-1] if before else verb.head.text, "negated"))
    if verb.dep == "conj" and any(c.lower == "nor" and c.i < verb.i for c in verb.head.all("cc")):
        standing.negated = True
        standing.cues.append(Cue("nor", "negated"))
    if _is_hairbreadth_away(verb):
        standing.weaken("denied", f"within {verb.head.head.text}")
    if _is_inverted(verb):
        standing.weaken("hypothetical", "inversion")
    if verb.dep == "advcl" and verb.tag in ("VBZ", "VBP", "VBN") and _waits_for(verb):
        standing.weaken("hypothetical", f"until {verb.text}")


def _is_hairbreadth_away(verb: Word) -> bool:
    """Tell "came within an hour of storming"."""
    if verb.dep != "pcomp" or verb.head.lower != "of":
        return False
    measure = verb.head.head
    return measure.lemma in word_class("hairbreadths") and measure.head.lower == "within"


def _is_inverted(verb: Word) -> bool:
    """Tell "Had the leaders met, ...", which they have not."""
    subject = verb.child("nsubj", "nsubjpass")
    opener = next((c for c in verb.all("aux", "auxpass") if c.lower in _INVERTED), verb.head)
    clause = verb if opener is not verb.head else opener
    if subject is None or opener.lower not in _INVERTED or clause.dep not in ("advcl", "ccomp"):
        return False
    return opener.i < subject.i < verb.i and clause.child("mark") is None


def _waits_for(verb: Word) -> bool:
    """Tell "will not talk until they withdraw": what a coming act waits for has not come yet either."""
    marks = [c.lower for c in verb.all("mark", "advmod")]
    main = verb.head
    coming = any(_is_future(c, main) or c.lower in word_class("modal_possible") for c in main.all("aux"))
    coming |= main.dep == "xcomp" and main.head.lemma in word_class(
        "vowing"
    )  # "vowed to stay until they resign"
    return coming and bool(set(marks) & word_class("awaiting"))


def awaited_by(verb: Word) -> Word | None:
    """Return the verb of the act that is made to wait for this one: "will not talk unless they withdraw"."""
    if verb.dep == "pcomp" and verb.head.lower == "without":
        main, joined = verb.head.head, "without"
    elif verb.dep == "advcl":
        main, joined = verb.head, next((c.lower for c in verb.all("mark")), "")
    else:
        return None
    above = main.head if main.dep == "xcomp" else main  # "threatened to attack unless"
    coming = any(c.tag == "MD" for c in main.all("aux")) or above.lemma in word_class("vowing")
    refused = any(_negates(c, main) for c in main.children) or above.lemma in word_class("refusing")
    waits = joined == "unless" or (joined in ("until", "without") and refused)
    return main if coming and waits else None


def _is_licensed(infinitive: Word, scene: Scene) -> bool:
    """Tell whether the word above says how an infinitive stands; by itself it tells a purpose, no fact."""
    if infinitive.dep == "conj" or scene.operator_over(infinitive) is not None:
        return True
    return protests(infinitive, scene)


def protests(infinitive: Word, scene: Scene) -> bool:
    """Tell "banged pots to protest", where the protest is the banging."""
    trigger = scene.by_word.get(infinitive.i)
    done = infinitive.dep in ("advcl", "xcomp") and infinitive.head.pos == "VERB"
    return trigger is not None and trigger.frame.type == "PROTEST" and done


def _is_future(aux: Word, verb: Word) -> bool:
    if any(c.lemma == "have" for c in verb.all("aux")) and verb.tag == "VBN":
        return False  # "would have met" did not meet
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


def _read_subject(verb: Word, standing: Standing) -> None:
    general = verb.child("nsubj", "nsubjpass")
    shared = verb
    while general is None and shared.dep == "conj" and shared.head.pos in ("VERB", "AUX"):
        shared = shared.head  # "no one is attacking or has attacked"
        general = shared.child("nsubj", "nsubjpass")
    if general is not None and _is_anybody(general, verb):
        standing.weaken("hypothetical", general.text)
    if general is not None and any(c.lower in word_class("unreal") for c in general.children):
        standing.weaken("hypothetical", general.text)
    anyone = next((c for c in verb.all("dobj") if any(d.lower == "any" for d in c.all("det"))), None)
    if anyone is not None and verb.tag in ("VB", "VBZ", "VBP"):
        standing.weaken("hypothetical", f"any {anyone.text}")
    subject = general or (verb.child("dobj") if not is_passive(verb) else None)
    governed_by_verb = (w for prep in verb.all("prep") for w in prep.all("pobj"))
    nothing = next((w for w in governed_by_verb if w.lower in word_class("negative_pronoun")), None)
    for part in (subject, verb.child("dobj"), nothing):
        if part is None:
            continue
        if part.lower in word_class("negative_pronoun") or is_none(part):
            standing.negated = True
            standing.cues.append(Cue(part.text, "negated"))
            return


def is_none(noun: Word) -> bool:
    """Tell "no talks" and "neither Kenya nor Uganda"."""
    return any(c.lower in word_class("negative_determiner") for c in noun.all("det", "preconj"))


def _is_anybody(subject: Word, verb: Word) -> bool:
    """Tell "anyone who criticizes": a rule, no event."""
    word = verb.head if subject.tag in ("WP", "WDT") and verb.dep == "relcl" else subject
    return word.lower in word_class("anybody")


def _no_longer(child: Word) -> bool:
    return child.lower == "longer" and child.dep == "advmod" and child.child("neg") is not None


def _only(child: Word, verb: Word) -> bool:
    """Tell whether "not" belongs to "not only ... but also", which denies nothing."""
    return any(c.lower in ("only", "just", "merely") and c.i == child.i + 1 for c in verb.children)


def _is_progressive(verb: Word) -> bool:
    if verb.tag != "VBG":
        return False
    auxiliaries = {c.lower for c in verb.children if c.dep == "aux"}
    if _is_reported(verb) and auxiliaries & {"was", "were"}:
        return True  # "said it was expelling"
    return bool(auxiliaries & _PRESENT_AUXILIARIES) or ("been" in auxiliaries and "had" not in auxiliaries)


def _is_reported(verb: Word) -> bool:
    """Tell a clause that is said in the past tense, which moves its own into the past."""
    while verb.dep == "conj" and verb.head.pos == "VERB":
        verb = verb.head
    return verb.dep == "ccomp" and verb.head.tag == "VBD" and verb.head.lemma in word_class("saying")


def is_present(verb: Word) -> bool:
    """Tell a finite present, plain or progressive ("meets", "is meeting"); a perfect is past."""
    if verb.tag in ("VBZ", "VBP"):
        return True
    return _is_progressive(verb)
