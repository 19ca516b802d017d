"""Repairs of names: lists of people with their states, titles before names, names behind a comma."""

from __future__ import annotations

from loaders.extraction.parses import Parse, Word, move

_PERSON = "PERSON"


def gather_names(parse: Parse) -> None:
    """Mend "Franjo Tudjman" read as two words: the words of one personal name hang on its last."""
    for entity in parse.entities:
        inside = parse.words[entity.start : entity.end]
        if entity.label != _PERSON or len(inside) != 2:
            continue
        first, last = inside
        if last.head is first and last.dep == "dobj" and first.head is not first:
            above, dep = first.head, first.dep
            move(last, above, dep)
            for child in [c for c in first.children if c.i > last.i]:
                move(child, last, child.dep)
            move(first, last, "compound")


def join_behind_and(name: Word) -> None:
    """Mend "for President Kibaki and opposition leader Raila Odinga": no apposition begins with "and"."""
    joiners = [
        c
        for noun in name.head.subtree()
        for c in noun.all("cc")
        if c.i == min(w.i for w in name.subtree()) - 1 and noun.entity == _PERSON
    ]
    if name.dep == "appos" and name.entity == _PERSON and joiners and joiners[0].head is not name:
        move(name, joiners[0].head, "conj")


def choose_person(name: Word) -> None:
    """Mend "the Union named Jakaya Kikwete to mediate": a person is whom one names, not what one is called."""
    if name.entity == _PERSON and name.pos == "PROPN" and name.head.child("dobj", "nsubjpass") is None:
        name.dep = "dobj"


def title_name(noun: Word) -> None:
    """Mend "Uganda and the rebel Lord's Resistance Army": a noun right before a name is its title."""
    if (
        noun.pos != "NOUN"
        or noun.tag != "NN"
        or noun.child("det") is None
        or noun.dep not in ("conj", "pobj")
    ):
        return
    name = next((w for w in _above(noun) if w.i > noun.i and w.entity == "ORG" and w.dep == "pobj"), None)
    if (
        name is None
        or min(w.i for w in name.subtree() if w is name or w.dep in ("poss", "compound", "case")) < noun.i
    ):
        return
    first = min(w.i for w in name.subtree())
    if first != noun.i + 1:
        return
    head, dep = noun.head, noun.dep
    move(name, head, dep)
    move(noun, name, "compound")


def _above(noun: Word) -> list[Word]:
    """Return what hangs on the prepositions and verbs above a noun."""
    return [c for above in noun.ancestors() for c in above.children]


def name_behind_comma(name: Word) -> None:
    """Mend "detained one of its commanders, Zaki-ur-Rehman Lakhvi": a person is no circumstance of an arrest."""
    verb = name.head
    if name.entity != _PERSON or name.dep != "npadvmod" or verb.pos != "VERB":
        return
    first = min(w.i for w in name.subtree())
    before = [w for w in verb.subtree() if w.i == first - 2 and w.pos == "NOUN" and w.tag in ("NN", "NNS")]
    comma = any(w.i == first - 1 and w.lower == "," for w in verb.subtree())
    if before and comma and before[0].dep in ("dobj", "pobj"):
        move(name, before[0], "appos")
