"""Repairs of what stands before a noun: lists of makers ("Saudi- and US-brokered"), owners taken for modifiers."""

from __future__ import annotations

from loaders.extraction.parses import Word, move
from loaders.extraction.words import word_class

_BODIES = frozenset({"ORG", "GPE", "NORP"})


def share_makers(participle: Word) -> None:
    """Mend "Saudi- and US-brokered talks" and "Egyptian, Qatari and U.S.-mediated talks": all of them brokered."""
    maker, noun = participle.child("npadvmod"), participle.head
    if participle.tag != "VBN" or maker is None or maker.i != min(w.i for w in participle.subtree()):
        return
    for other in noun.all("nmod", "amod", "compound"):
        if other.i < maker.i and _is_joined(other):
            move(other, maker, "conj")
    if noun.dep == "conj" and _is_described(noun.head):
        _take_place(noun, maker)


def join_person(person: Word) -> None:
    """Mend "President X of Mali and rebel leader Y signed": the second person was taken for a part of Mali."""
    prep = person.head.head if person.dep == "conj" else person.head
    country, first = prep.child("pobj"), prep.head
    if person.entity != "PERSON" or prep.lower not in ("of", "from") or country is None or first is prep:
        return
    joined = country.child("cc") is not None or prep.child("cc") is not None
    if country is person or country.entity != "GPE" or first.entity != "PERSON" or not joined:
        return
    if person.head in (country, prep) and country.i < person.i:
        move(person, first, "conj")


def join_object(name: Word) -> None:
    """Mend "brought Santos and Timochenko together": the second object was taken for a clause of its own."""
    verb = name.head
    first = verb.child("dobj")
    joiner = next((c for c in verb.all("cc") if c.i == name.i - 1), None)
    if name.pos != "PROPN" or verb.pos != "VERB" or first is None or joiner is None:
        return
    if first.pos != "PROPN" or first.i != joiner.i - 1:
        return
    move(joiner, first, "cc")
    move(name, first, "conj")
    for part in [c for c in name.children if c.dep in ("advmod", "prep", "prt") and c.i > name.i]:
        move(part, verb, part.dep)


def head_title(name: Word) -> None:
    """Mend "and UNITA Secretary-General Eugenio Manuvakola": a name has no object, a body's officer has the body."""
    body = name.head
    if name.pos != "PROPN" or body.pos != "PROPN" or name.i < body.i or body.entity not in _BODIES:
        return
    if body.head is body or body.children != [name]:
        return
    move(name, body.head, body.dep)
    move(body, name, "nmod")


def share_agent(name: Word) -> None:
    """Mend "signed by A and B": the second of those who act is joined to the first, not to what they did."""
    verb = name.head
    by = verb.child("agent")
    agent = by.child("pobj") if by is not None else None
    joiner = next((c for c in verb.children if c.dep == "cc" and c.i < name.i), None)
    if name.pos != "PROPN" or agent is None or agent.pos != "PROPN" or joiner is None:
        return
    if agent.subtree()[-1].i == joiner.i - 1 and min(w.i for w in name.subtree()) == joiner.i + 1:
        move(joiner, agent, "cc")
        move(name, agent, "conj")


def _is_joined(modifier: Word) -> bool:
    """Tell whether "and" follows a word that ends in a hyphen of its own."""
    hyphen = any(c.tag == "HYPH" and c.i == modifier.i + 1 for c in modifier.children)
    return hyphen and modifier.child("cc") is not None


def _is_described(word: Word) -> bool:
    return word.tag == "JJ" or word.entity == "NORP"


def _take_place(noun: Word, maker: Word) -> None:
    """Put the noun where the first of its makers stands, and the makers with the last of them."""
    first, makers = noun.head, [noun.head]
    while first.dep == "conj" and _is_described(first.head):
        first = first.head
        makers.append(first)
    head, dep = first.head, first.dep
    if head is first or first.pos not in ("ADJ", "PROPN"):
        return
    move(noun, head, dep)
    for other in makers:
        move(other, maker, "conj")


def split_owners(noun: Word) -> None:
    """Mend "Mali's government and Tuareg rebels": a phrase of its own taken for one that describes the next noun."""
    head = noun.head
    beside = noun.child("conj")
    if _split_second_owner(noun, head, beside):
        return
    if beside is None or beside.i != head.i - 1 or head.tag != "NNS" or not _stands_alone(noun, beside):
        return
    above, dep = head.head, head.dep
    if above is head:
        return
    owner = head.child("poss")
    if owner is not None and owner.i < noun.i:
        move(owner, noun, "poss")  # "Ethiopia's government and Tigrayan leaders"
    move(noun, above, dep)
    move(head, noun, "conj")
    move(beside, head, "amod" if beside.tag == "JJ" else "compound")


def _split_second_owner(noun: Word, head: Word, beside: Word | None) -> bool:
    """Mend "Chad's government and Mali's leaders", where the leaders were taken for both countries'."""
    joiner, second = noun.child("cc"), beside or head.child("poss")
    if noun.dep not in ("nmod", "compound", "poss") or noun.pos != "NOUN" or joiner is None or second is None:
        return False
    owns = second.child("case") is not None and noun.i < joiner.i < second.i < head.i
    first = noun.child("poss") or next((w for w in head.all("poss") if w.i < noun.i), None)
    if not owns or first is None or noun.child("case") is not None or head.head is head:
        return False
    move(first, noun, "poss")
    move(noun, head.head, head.dep)
    move(head, noun, "conj")
    move(second, head, "poss")
    return True


def _stands_alone(noun: Word, beside: Word) -> bool:
    """Tell "Mali's government and Tuareg rebels" and "Thailand and BRN rebels" from "Thai and Cambodian rebels"."""
    if noun.pos == "NOUN":
        owner = noun.head.child("poss")
        lent = owner is not None and owner.i < noun.i and beside.entity == "NORP"
        return lent or noun.lemma == "government" or noun.child("poss", "det") is not None
    return noun.entity == "GPE" and beside.entity not in ("GPE", "NORP")


def lift_occasion(noun: Word) -> None:
    """Mend "discussed the talks in a call with": an occasion is one of saying, not of what is said."""
    prep = noun.head
    thing = prep.head
    if noun.lemma not in word_class("occasions") or prep.lower not in ("in", "during") or thing.dep != "dobj":
        return
    if noun.child("prep") is not None and thing.head.pos == "VERB":
        move(prep, thing.head, "prep")
