"""Repairs of garden paths: participles taken for the sentence's verb, and verbs taken for something less."""

from __future__ import annotations

from loaders.extraction.parses import Word, move
from loaders.extraction.words import word_class

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_PAST = frozenset({"VBD", "VBN"})
_SUBJECTS = ("nsubj", "nsubjpass")
_NAMES = frozenset({"PERSON", "ORG", "GPE"})


def go_on_with_main_verb(verb: Word) -> None:
    """Mend "Journalists held in Iraq were freed": what comes before the auxiliary only describes them."""
    first = verb.head
    finite = next((c for c in verb.all("aux", "auxpass") if c.tag in _FINITE), None)
    subject = first.child(*_SUBJECTS)
    if finite is None or subject is None or verb.child(*_SUBJECTS) is not None or first.tag not in _PAST:
        return
    if first.child("aux", "auxpass") is not None or subject.i > first.i:
        return
    if any(first.i < c.i < verb.i and c.dep in ("cc", "punct") for c in first.children):
        return
    relation = "nsubjpass" if verb.child("auxpass") is not None else "nsubj"
    move(verb, verb if first.head is first else first.head, first.dep)
    move(subject, verb, relation)
    for child in [c for c in first.children if c.i > verb.i]:
        move(child, verb, child.dep)
    first.tag = "VBN"
    move(first, subject, "acl")


def go_on_behind_participle(first: Word) -> None:
    """Mend "Chad and Mali, prodded by Kenya, signed": the participle between commas took the verb's subject."""
    verb, subject = first.head, first.child("nsubj")
    if first.tag != "VBN" or subject is None or not subject.i < first.i < verb.i or verb.pos != "VERB":
        return
    own = verb.child(*_SUBJECTS, "expl", "aux") is not None or verb.tag not in _PAST
    if own or first.child("agent") is None or first.child("aux", "auxpass", "mark") is not None:
        return
    move(subject, verb, "nsubj")
    verb.tag = "VBD"
    move(first, subject, "acl")


def begin_list_of_verbs(verb: Word) -> None:
    """Mend "The president dissolved parliament, dismissed the cabinet": the first of the verbs is no subject."""
    last = verb.head
    if verb.pos != "VERB" or verb.tag != "VBD" or last.pos != "VERB" or last.tag not in _PAST:
        return
    if verb.child("nsubj") is None or any(c is not verb for c in last.all(*_SUBJECTS)):
        return
    move(verb, verb if last.head is last else last.head, last.dep)
    for child in [c for c in last.children if c.i < verb.i]:
        move(child, verb, child.dep)
    last.tag = "VBD"
    move(last, verb, "conj")


def go_on_with_list(verb: Word) -> None:
    """Mend "crossed the border, killed eight and captured two": a bare past form behind a comma is one more act."""
    first = verb.head
    bare = verb.child("nsubj", "nsubjpass", "mark", "aux", "auxpass", "advmod", "agent") is None
    if verb.tag != "VBD" or first.tag != "VBD" or not bare or verb.i < first.i or verb.child("dobj") is None:
        return
    if any(c.lower == "," and first.i < c.i < verb.i for c in first.children):
        verb.dep = "conj"


def begin_second_clause(noun: Word) -> None:
    """Mend "froze relations and Australia's minister cancelled a visit": who cancels it is not frozen."""
    verb = next((w for w in noun.ancestors() if w.pos == "VERB"), None)
    if noun.pos not in ("NOUN", "PROPN") or noun.head.pos not in ("NOUN", "PROPN") or verb is None:
        return
    for clause in verb.all("conj"):
        bare = clause.tag == "VBD" and clause.child("nsubj", "nsubjpass", "aux", "auxpass") is None
        joined = any(noun.i < c.i < clause.i for c in verb.all("cc"))
        if clause.i == noun.i + 1 and bare and not joined and verb.i < noun.i:
            move(noun, clause, "nsubj")
            return


def raise_reason(prep: Word) -> None:
    """Mend "sentenced to hang for killing a priest": one is sentenced for it, not hanged for it by oneself."""
    hanging = prep.head
    above = hanging.head
    if prep.lower == "for" and hanging.dep == "xcomp" and above.lemma in ("sentence", "condemn"):
        move(prep, above, "prep")


def describe_object(participle: Word) -> None:
    """Mend "rebels release officers seized in ambush": what is released was seized, and says nothing."""
    held, above = participle.child("nsubj"), participle.head
    if held is None or participle.tag not in _PAST or participle.lemma not in word_class("always_done_to"):
        return
    if above.pos != "VERB" or above.lemma in word_class("saying") or above.child("dobj") is not None:
        return
    if participle.child("dobj", "mark", "aux", "auxpass") is None and above.i < held.i < participle.i:
        participle.tag = "VBN"
        move(held, above, "dobj")
        move(participle, held, "acl")


def open_with_participle(participle: Word) -> None:
    """Mend "Accusing Dhaka of sheltering rebels, India began": a participle is no part of a name."""
    name = participle.head
    verb = name.head
    if participle.i != 0 or participle.tag != "VBG" or participle.lemma not in word_class("accusing"):
        return
    if verb.pos == "VERB" and name.dep in ("dep", "npadvmod", "nsubj", "advcl", "nmod") and name.i < verb.i:
        participle.pos = "VERB"
        move(participle, verb, "advcl")
        move(name, participle, "dobj")
        for prep in name.all("prep"):
            move(prep, participle, "prep")


def crown_speaker(verb: Word) -> None:
    """Mend "..., Human Rights Watch charged on Friday": who speaks last is not what the sentence is about."""
    name, above = verb.head, verb.head.head
    if verb.tag not in _PAST or verb.lemma not in word_class("saying") or name.entity not in _NAMES:
        return
    if name.dep not in ("dobj", "appos", "conj", "npadvmod") or verb.child("agent", "dobj", "ccomp", "prt"):
        return
    main = next((w for w in name.ancestors() if w.dep == "ROOT"), None)
    first = min(name.subtree(), key=lambda w: w.i)
    comma = above.child("punct") is not None and any(
        c.lower == "," and c.i == first.i - 1 for c in above.children
    )
    if main is None or main.pos not in ("VERB", "AUX") or verb.i != name.i + 1 or not comma:
        return
    if max(w.i for w in main.subtree() if w.pos != "PUNCT") > max(w.i for w in verb.subtree()):
        return
    verb.tag = "VBD"
    move(verb, verb, "ROOT")
    move(name, verb, "nsubj")
    move(main, verb, "ccomp")


def tell_participle(participle: Word) -> None:
    """Mend "16 killed in a raid": what describes a noun behind it is a participle."""
    if participle.tag == "VBD" and participle.child("nsubj", "dobj", "aux") is None:
        participle.tag = "VBN"


def part_from_place(verb: Word) -> None:
    """Mend "Venezuela: four protesters shot dead": what stands before a colon says where, and does nothing."""
    subjects = verb.all("nsubj")
    colon = (
        any(c.text == ":" and c.i == subjects[0].i + 1 for c in verb.children) if len(subjects) > 1 else False
    )
    if colon:
        subjects[0].dep = "dep"


def undergo_in_headline(verb: Word) -> None:
    """Mend "UN peacekeepers attacked in Mali": headlines tell of acts in the present, of what was suffered in the past.

    A headline has no full stop.
    """
    subject = next(iter(verb.all("nsubj")[-1:]), None)
    if subject is None or verb.tag not in _PAST or verb.lemma not in word_class("done_in_headlines"):
        return
    if verb.child("dobj", "aux", "auxpass", "ccomp", "xcomp", "dative", "neg", "advmod") is not None:
        return
    last = verb.subtree()[-1]
    after = next((c for c in verb.children if c.i > verb.i and c.dep != "prt"), None)
    placed = after is None or after.dep in ("agent", "prep", "punct", "advcl", "npadvmod", "oprd")
    aimed = after is not None and after.lower in ("at", "on", "against", "into", "back")
    if last.text not in '.!?"”' and placed and not aimed and subject.child("det") is None:
        verb.tag, subject.dep = "VBN", "nsubjpass"
