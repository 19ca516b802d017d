"""Repairs of verbs: those the parser took for nouns, and complements it took for mere circumstances."""

from __future__ import annotations

from loaders.extraction.parses import Word, move
from loaders.extraction.words import word_class


def complete(verb: Word) -> None:
    """Mend "offered in April to host" and "ruled out mediating": what the verb above is about."""
    above = verb.head
    if (
        above.pos != "VERB"
        or verb.i < above.i
        or verb.child("nsubj", "nsubjpass", "mark", "advmod") is not None
    ):
        return
    if above.child("dobj", "xcomp", "ccomp", "acomp", "oprd") is not None:
        return
    first = min(w.i for w in verb.subtree())
    if any(c.lower in (",", ";", ":", "—") and above.i < c.i < first for c in above.children):
        return
    infinitive = any(c.dep == "aux" and c.tag == "TO" for c in verb.children)
    if infinitive and above.lemma in word_class("takes_infinitive"):
        verb.dep = "xcomp"
    elif verb.tag == "VBG" and above.lemma in word_class("takes_gerund"):
        adjacent = {c.i for c in above.all("prt", "neg")} | {above.i}
        if first - 1 in adjacent:
            verb.dep = "xcomp"


def free_subject(verb: Word) -> None:
    """Mend "and the archbishop mediated": a verb has no article, the noun before it is its subject."""
    article, noun = verb.child("det"), verb.child("compound", "amod")
    if verb.pos != "VERB" or verb.tag not in ("VBD", "VBZ", "VBP") or article is None or noun is None:
        return
    if (
        noun.pos in ("NOUN", "PROPN")
        and article.i < noun.i == verb.i - 1
        and verb.child("nsubj", "nsubjpass") is None
    ):
        noun.dep = "nsubj"
        for part in [c for c in verb.children if article.i <= c.i < noun.i]:
            move(part, noun, part.dep)


def set_apart(clause: Word) -> None:
    """Mend "Israel offered to host them; nothing came of it": a semicolon ends what is told."""
    above = clause.head
    subject = above.child("nsubj", "nsubjpass", "expl")
    if above.i < clause.i or subject is None or subject.i < clause.i:
        return
    if any(c.lower == ";" and clause.i < c.i < subject.i for c in (*above.children, *clause.children)):
        clause.dep = "parataxis"


def lead_clause(participle: Word) -> None:
    """Mend "said he was not mediating": the participle was taken for a quality, its auxiliary for the verb."""
    auxiliary = participle.head
    if (
        participle.tag != "VBG"
        or participle.pos != "VERB"
        or auxiliary.lemma != "be"
        or participle.i < auxiliary.i
    ):
        return
    above, dep = auxiliary.head, auxiliary.dep
    move(participle, participle if above is auxiliary else above, dep)
    for child in list(auxiliary.children):
        move(child, participle, child.dep)
    move(auxiliary, participle, "aux")


def take_speech(clause: Word) -> None:
    """Mend "said Malaysia, as chair, stood ready": what is said has its subject for the verb's object."""
    above = clause.head
    subject = above.child("dobj")
    if clause.tag not in ("VBD", "VBZ", "VBP") or above.lemma not in word_class("saying") or subject is None:
        return
    if (
        subject.pos != "PROPN"
        or not above.i < subject.i < clause.i
        or clause.child("nsubj", "nsubjpass", "mark")
    ):
        return
    move(subject, clause, "nsubj")
    clause.dep = "ccomp"


def unfold_clause(participle: Word) -> None:
    """Mend "Ahtisaari mediated talks that ...": a sentence without a verb, and a participle that could be it."""
    noun, maker = participle.head, participle.child("npadvmod", "nsubj")
    if noun.head is not noun or noun.pos != "NOUN" or participle.tag not in ("VBN", "VBD") or maker is None:
        return
    if not _is_name(maker) or maker.i != participle.i - 1 or noun.child("nsubj"):
        return
    for modifier in [c for c in noun.children if c.i < maker.i]:
        move(modifier, maker, modifier.dep)
    participle.tag = "VBD"
    move(participle, participle, "ROOT")
    move(maker, participle, "nsubj")
    move(noun, participle, "dobj")


def resume_clause(participle: Word) -> None:
    """Mend "Ahtisaari, who won the prize, mediated between": behind an aside the sentence's verb goes on."""
    subject = participle.head
    if participle.tag != "VBN" or subject.head is not subject or subject.pos not in ("NOUN", "PROPN"):
        return
    asides = [c for c in subject.all("relcl", "appos") if c.i < participle.i]
    comma = any(c.lower == "," and c.i == participle.i - 1 for c in subject.children)
    if not asides or not comma or participle.child("agent", "nsubj", "auxpass") is not None:
        return
    participle.tag = "VBD"
    move(participle, participle, "ROOT")
    for child in [c for c in subject.children if c.i > participle.i]:
        move(child, participle, child.dep)
    move(subject, participle, "nsubj")


def take_object(noun: Word) -> None:
    """Mend "brokered, with Egypt's help, the one truce": an object far from its verb is no circumstance."""
    verb = noun.head
    if verb.pos != "VERB" or noun.i < verb.i or noun.pos != "NOUN" or noun.entity:
        return
    if noun.child("det") is not None and verb.child("dobj", "nsubjpass", "ccomp", "xcomp") is None:
        noun.dep = "dobj"


def name_subject(name: Word) -> None:
    """Mend "Turkey brokered talks": a name right before a finite verb without a subject is no circumstance."""
    verb = name.head
    beside = _is_name(name) and name.i == verb.i - 1
    if not beside or verb.tag != "VBD" or verb.child("nsubj", "nsubjpass") is not None:
        return
    name.dep = "nsubj"
    noun = verb.head
    if verb.dep != "amod" or noun.i < verb.i:
        return
    if noun.head is noun:
        move(verb, verb, "ROOT")
    else:  # "Qatar mediated talks on Friday, Reuters reported"
        move(verb, noun.head, "ccomp" if noun.dep in ("dep", "nsubj") else noun.dep)
    move(noun, verb, "dobj")
    for child in [c for c in noun.children if c.i > noun.i and c.lower not in ("of", "between", "with")]:
        move(child, verb, child.dep)


def open_clause(name: Word) -> None:
    """Mend "...; Getachew Reda, its spokesman, signed for them": a clause of its own behind a semicolon."""
    verb, above = name.child("acl"), name.head
    if verb is None or verb.tag != "VBN" or name.pos != "PROPN" or verb.child("agent") is not None:
        return
    first = min(w.i for w in name.subtree())
    if any(c.lower == ";" and c.i == first - 1 for c in above.children):
        verb.tag = "VBD"
        move(verb, above, "parataxis")
        move(name, verb, "nsubj")


def name_the_doer(noun: Word) -> None:
    """Mend "with Malaysia facilitating": a noun only to the parser."""
    described = noun.child("det", "amod", "poss") is not None or noun.head.head.pos == "PROPN"
    if noun.tag == "VBG" and noun.pos == "VERB" and not described:
        noun.dep = "pcomp"  # "no intention of mediating between"
        return
    verb, doer = _GERUNDS.get(noun.lower), noun.child("compound", "nmod", "amod", "nsubj")
    if verb is None or noun.head.lower != "with" or doer is None or doer.pos != "PROPN" or noun.child("det"):
        return
    noun.pos, noun.tag, noun.lemma, noun.dep = "VERB", "VBG", verb, "pcomp"
    doer.dep = "nsubj"


def give_back_object(said: Word) -> None:
    """Mend "took six sailors hostage": what is said of the object was taken for a clause of its own."""
    held = said.child("nsubj")
    if said.lower in word_class("said_of_objects") and held is not None and held.i < said.i:
        move(held, said.head, "dobj")
        said.dep = "oprd"
        if said.pos == "VERB":
            said.pos, said.tag = "NOUN", "NN"
        for prep in said.all("prep"):
            move(prep, said.head, "prep")


def describe(participle: Word) -> None:
    """Mend "bombed suspected arms depots": nobody suspects anything, the depots are suspected."""
    noun, above = participle.child("dobj"), participle.head
    if participle.lower not in word_class("describing") or noun is None or above.pos != "VERB":
        return
    if above.i != participle.i - 1 or above.child("dobj") is not None:
        return
    move(noun, above, "dobj")
    move(participle, noun, "amod")
    for child in list(participle.children):
        move(child, above, child.dep)


def part_from_object(said: Word) -> None:
    """Mend "took three tourists hostage", where the tourists were taken for part of a compound."""
    held = said.child("compound", "nmod")
    if said.lower not in word_class("said_of_objects") or held is None or held.tag not in ("NNS", "NNPS"):
        return
    move(held, said.head, "dobj")
    for child in list(said.children):
        move(child, held if child.i < held.i else said.head, child.dep)
    said.dep = "oprd"


def govern(verb: Word) -> None:
    """Mend "President Saied dissolved parliament": a verb in the past tense describes no noun."""
    noun = verb.head
    before = [c for c in noun.children if c.i < verb.i and c.dep != "punct"]
    subject = next((c for c in before if c.dep in ("nmod", "compound", "nsubj") and c.pos == "PROPN"), None)
    verbless = verb.tag == "VBN" and noun.head is noun and subject is not None and subject.i == verb.i - 1
    if not (verb.tag == "VBD" or verbless) or subject is None or noun.i < verb.i or verb.children:
        return
    if noun.head is noun:
        move(verb, verb, "ROOT")
    else:
        move(verb, noun.head, noun.dep)
    move(noun, verb, "dobj")
    move(subject, verb, "nsubj")
    for child in list(noun.children):
        if child in before:
            move(child, subject, child.dep)
        elif child.i > noun.i and child.lower != "of":
            move(child, verb, child.dep)


def govern_after_day(verb: Word) -> None:
    """Mend "Boris Yeltsin on Saturday hosted Hashimoto": a past tense behind a day describes nobody."""
    guest, day = verb.head, verb.child("npadvmod")
    while guest.dep in ("compound", "nmod"):
        guest = guest.head
    prep = guest.head
    subject = prep.head
    if verb.tag != "VBD" or day is None or guest.dep != "pobj" or subject.head is not subject:
        return
    if subject.pos not in ("PROPN", "NOUN") or not subject.i < prep.i < day.i < verb.i < guest.i:
        return
    later = [c for c in subject.children if c.i > guest.i]
    move(verb, verb, "ROOT")
    move(subject, verb, "nsubj")
    move(prep, verb, "prep")
    move(day, prep, "pobj")
    move(guest, verb, "dobj")
    for child in later:
        move(child, verb, child.dep)


def count_victims(noun: Word) -> None:
    """Mend "kidnapped up to 16 advisers": "up to" measures the object, it leads nowhere."""
    to = noun.head
    verb = to.head
    if (
        to.lower != "to"
        or noun.child("nummod") is None
        or verb.pos != "VERB"
        or verb.child("dobj") is not None
    ):
        return
    if any(c.lower == "up" and c.i == to.i - 1 for c in verb.children):
        move(noun, verb, "dobj")


def name_the_doing(noun: Word) -> None:
    """Mend "accused India of funding separatists": a gerund that the parser took for part of a noun."""
    gerund, prep = noun.child("compound", "amod"), noun.head
    if gerund is None or gerund.lower not in _ACCUSABLE or prep.lower not in ("of", "for", "from"):
        return
    if prep.head.lemma not in word_class("accusing") or gerund.i != prep.i + 1:
        return
    gerund.pos, gerund.tag, gerund.lemma = "VERB", "VBG", _ACCUSABLE[gerund.lower]
    move(gerund, prep, "pcomp")
    move(noun, gerund, "dobj")


def raise_charge(gerund: Word) -> None:
    """Mend "accused rebels of killing civilians": the charge hangs on the accusing, not on the accused."""
    prep, accused = gerund.head, gerund.head.head
    if prep.lower in ("of", "for") and accused.dep == "dobj" and accused.head.lemma in word_class("accusing"):
        move(prep, accused.head, "prep")


def find_verb(infinitive: Word) -> None:
    """Mend "Observers from Chad plan to attend": a sentence without a verb, and a noun that could be it."""
    noun, prep = infinitive.head, infinitive.head.head
    subject = prep.head
    if noun.dep != "pobj" or noun.tag not in ("NN", "NNS") or noun.child("det", "poss", "amod") is not None:
        return
    if noun.lemma not in word_class("takes_infinitive") or not any(
        c.tag == "TO" for c in infinitive.children
    ):
        return
    listed = noun.child("compound", "nmod")
    if listed is None or subject.head is not subject or subject.pos not in ("NOUN", "PROPN"):
        return
    noun.pos, noun.tag = "VERB", "VBP" if noun.tag == "NN" else "VBZ"
    move(noun, noun, "ROOT")
    move(subject, noun, "nsubj")
    move(listed, prep, "pobj")
    infinitive.dep = "xcomp"
    for mark in subject.all("punct"):
        if mark.i > noun.i:
            move(mark, noun, "punct")


def _gerund(verb: str) -> str:
    return (verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb) + "ing"


_ACCUSABLE = {_gerund(verb): verb for verb in word_class("accusable")}
_GERUNDS = {_gerund(verb): verb for verb in word_class("done_to_talks")}


def _is_name(word: Word) -> bool:
    return word.pos == "PROPN" and bool(word.entity) and word.entity not in ("DATE", "TIME")
