"""Repairs of clauses: second subjects, headlines' infinitives, what is said "in a report"."""

from __future__ import annotations

from loaders.extraction.parses import Word, move
from loaders.extraction.words import word_class

_PAST = frozenset({"VBD", "VBN"})
_TIMES = frozenset({"DATE", "TIME"})
_ACTORS = frozenset({"GPE", "ORG", "PERSON", "NORP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_TOLD_IN = frozenset({"in", "to", "on", "at", "during"})


def govern_second_subject(subject: Word) -> None:
    """Mend "the possibility of talks was raised": a second subject, behind a preposition that has no object."""
    first = min(w.i for w in subject.subtree())
    for other in subject.head.all("nsubj", "nsubjpass"):
        for prep in other.all("prep") if other is not subject else []:
            if prep.i == first - 1 and not prep.children:
                move(subject, prep, "pobj")
                return


def join_finite(verb: Word) -> None:
    """Mend "said they would extend it and called for more": a past form is coordinated with no infinitive."""
    lower = verb.head
    if (
        verb.tag not in ("VBD", "VBN")
        or lower.tag != "VB"
        or verb.child("aux", "auxpass", "nsubj") is not None
    ):
        return
    upper = lower
    while upper.tag == "VB" and upper.dep in ("xcomp", "ccomp", "conj", "advcl", "acl"):
        upper = upper.head
    if upper.pos == "VERB" and upper.tag in _PAST and upper.i < verb.i:
        verb.tag = "VBD"
        move(verb, upper, "conj")


def join_speech(verb: Word) -> None:
    """Mend "denied that they had voted and thanked the police": it is the speaker who goes on to thank."""
    lower, upper = verb.head, verb.head.head
    if lower.dep != "ccomp" or verb.tag not in _PAST or verb.lemma not in word_class("speech_acts"):
        return
    said = upper.lemma in word_class("saying") | word_class("denying") and upper.tag == "VBD"
    if said and upper.i < lower.i and verb.child("aux", "auxpass", "nsubj", "nsubjpass") is None:
        verb.tag = "VBD"
        move(verb, upper, "conj")


def give_back_agent(name: Word) -> None:
    """Mend "on Friday and Israel freed": a name is coordinated with no date, but acts in the next clause."""
    if name.head.entity not in _TIMES or name.entity not in _ACTORS:
        return
    day: Word = name.head
    verb = next((w for w in day.ancestors() if w.pos == "VERB"), None)
    for clause in verb.all("conj") if verb is not None else ():
        if clause.i > name.i and clause.child("nsubj", "nsubjpass") is None:
            move(name, clause, "nsubj")
            return


def join_first(name: Word) -> None:
    """Mend "Russia, the United States and Germany exchanged": the first of a list, taken for an adverb."""
    verb = name.head
    subject = verb.child("nsubj", "nsubjpass")
    if subject is None or subject.i < name.i or name.pos not in ("PROPN", "NOUN"):
        return
    between = [c for c in verb.children if name.i < c.i < subject.i and c.lower != ","]
    listed = name.entity in _ACTORS and subject.pos == "PROPN" and subject.child("conj") is not None
    if not between and (listed or _heads_pair(name, subject)):
        move(name, subject, "conj")


def _heads_pair(name: Word, subject: Word) -> bool:
    """Tell "Rwanda, DRC sign": a comma stands for "and" in a headline, whose verb is plural."""
    verb = subject.head
    opens = min(w.i for w in name.subtree()) == 0 and any(c.lower == "," for c in verb.children)
    actor = any(w.entity in _ACTORS for w in (name, *name.all("compound")))
    plural = verb.tag in ("VB", "VBP") and verb.child("aux", "auxpass") is None
    return opens and actor and plural and subject.pos != "PRON"


def read_headline(infinitive: Word) -> None:
    """Mend "Putin to meet Xi": the infinitive is the predicate of a headline's first name or plural."""
    subject = infinitive.head
    if infinitive.tag != "VB" or infinitive.child("aux") is None or subject.dep != "ROOT":
        return
    if subject.tag not in ("NNP", "NNPS", "NNS") or subject.i > infinitive.i:
        return
    if subject.lemma in word_class("infinitive_nouns"):
        return
    _crown(infinitive, subject)


def find_predicate(participle: Word) -> None:
    """Mend "The raid killed 20 soldiers": a participle that has an object of its own is the sentence's verb."""
    subject = participle.head
    bare = participle.child("agent", "nsubj", "aux", "auxpass") is None
    if (
        participle.tag != "VBN"
        or participle.i != subject.i + 1
        or participle.child("dobj") is None
        or not bare
    ):
        return
    if subject.dep == "ROOT" and subject.pos in ("NOUN", "PROPN"):
        participle.tag = "VBD"
        _crown(participle, subject)


def find_passive(participle: Word) -> None:
    """Mend "Opposition leader barred from politics": a headline's noun undergoes its participle."""
    subject = participle.head
    if subject.dep != "ROOT" or subject.pos not in ("NOUN", "PROPN") or participle.i != subject.i + 1:
        return
    if participle.tag not in _PAST or participle.child("dobj", "nsubj", "aux", "auxpass") is not None:
        return
    if participle.lemma == "deploy":  # "Lebanese army units deployed in the south"
        participle.tag = "VBD"
        _crown(participle, subject)
    elif participle.lemma in word_class("always_done_to"):
        participle.tag = "VBN"
        _crown(participle, subject, "nsubjpass")


def lift_report(saying: Word) -> None:
    """Mend "companies it said were funding the war": the companies fund it, and somebody says so."""
    clause, speaker = saying.child("ccomp"), saying.child("nsubj")
    if clause is None or speaker is None or speaker.i != saying.i - 1 or clause.i < saying.i:
        return
    if saying.lemma not in word_class("saying") or saying.child("mark", "dobj") is not None:
        return
    finite = clause.tag in _FINITE or clause.child("aux", "auxpass") is not None
    if finite and clause.child("nsubj", "nsubjpass", "mark", "expl") is None:
        move(clause, saying.head, "relcl")
        move(saying, clause, "parataxis")


def name_charges(verb: Word) -> None:
    """Mend "denied Kuwaiti charges that its troops had crossed": charges that are denied are a noun."""
    above, subject = verb.head, verb.child("nsubj")
    above = (
        above.head if above.lower == "as" else above
    )  # "dismissed as rumours reports that they had crossed"
    if above.lemma not in word_class("refusing_charges") or verb.tag not in ("VBZ", "NNS"):
        return
    if verb.lemma not in word_class("claim_nouns") or verb.child("mark") is not None:
        return
    verb.pos, verb.tag = "NOUN", "NNS"
    move(verb, above, "dobj")
    if subject is not None:
        subject.dep = "amod"
    for clause in verb.all("ccomp"):
        clause.dep = "acl"


def _crown(verb: Word, subject: Word, relation: str = "nsubj") -> None:
    """Make a verb the root of its sentence, and the noun that was the root its subject."""
    move(verb, verb, "ROOT")
    for child in [c for c in subject.children if c.i > verb.i]:
        move(child, verb, child.dep)
    move(subject, verb, relation)


def name_object(word: Word) -> None:
    """Mend "signed a minerals deal": what has an article and is an object is a noun."""
    if word.pos == "VERB" and word.child("det") is not None and word.child("nsubj", "aux") is None:
        word.pos, word.tag = "NOUN", "NN"


def report(clause: Word) -> None:
    """Mend "said in a report that troops had left": the clause is what is said, not what the report is like."""
    noun, prep = clause.head, clause.head.head
    verb, mark = prep.head, clause.child("mark")
    if mark is None or mark.lower != "that" or noun.dep != "pobj" or prep.lower not in _TOLD_IN:
        return
    if verb.pos == "VERB" and verb.lemma in word_class("saying") and not verb.all("ccomp"):
        move(clause, verb, "ccomp")


def give_back_harm(participle: Word) -> None:
    """Mend "bombed Kaya, rebels said, killing six": who only says it has killed nobody."""
    saying = participle.head
    if participle.tag != "VBG" or participle.i < saying.i or saying.lemma not in word_class("saying"):
        return
    if participle.lemma not in word_class("harming") or participle.child("nsubj") is not None:
        return
    reported = saying.head if saying.dep == "parataxis" else saying.child("ccomp")
    if reported is not None and reported.i < saying.i and reported.pos == "VERB":
        move(participle, reported, "advcl")


def give_back_subject(verb: Word) -> None:
    """Mend "With the mediation of Russia, Armenia and Azerbaijan signed": a list swallowed the subject.

    A finite verb without a subject, behind a phrase whose list goes on after a comma, tells that the list
    ended there.
    """
    if verb.tag not in _FINITE or verb.pos != "VERB":
        return
    _give_back_phrase(verb)
    if verb.child("nsubj", "nsubjpass", "expl", "csubj") is not None:
        return
    for prep in verb.children:
        if prep.dep not in ("prep", "advcl", "advmod") or prep.i > verb.i:
            continue
        for word in prep.subtree():
            if (
                word.dep in ("conj", "appos")
                and word.i < verb.i
                and word.pos in ("PROPN", "NOUN")
                and _after_comma(word)
            ):
                move(word, verb, "nsubj")
                return


def _give_back_phrase(verb: Word) -> None:
    """Mend "With the mediation of Oman, Yemen and ... held": the phrase itself was taken for the subject."""
    for subject in verb.all("nsubj"):
        first = min(subject.subtree(), key=lambda w: w.i)
        prep = next((c for c in verb.all("prep") if c.i == first.i - 1 and not c.children), None)
        if prep is not None:
            swallowed = first if first.entity in ("DATE", "TIME") else subject  # "On Friday Chad announced"
            move(swallowed, prep, "pobj")


def _after_comma(word: Word) -> bool:
    first = min(word.subtree(), key=lambda w: w.i)
    return any(c.lower == "," and word.head.i < c.i < first.i for c in word.head.children)
