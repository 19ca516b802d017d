"""Repairs of headlines, which leave out the verb "be" and whose plain verbs look like nouns."""

from __future__ import annotations

from loaders.extraction.parses import Word, move
from loaders.extraction.words import word_class

_STATES = frozenset({"GPE", "ORG", "NORP"})


def undergo(verb: Word) -> None:
    """Mend "Russia accused of using cluster bombs": who stands before it without an object undergoes the act."""
    subject = verb.child("nsubj")
    if subject is None or verb.lemma not in word_class("always_done_to") or verb.tag not in ("VBD", "VBN"):
        return
    if verb.child("dobj", "aux", "auxpass", "ccomp", "xcomp", "dative", "neg", "prt") is not None:
        return
    if subject.tag in ("WDT", "WP", "PRP") or any(c.child("dobj") for c in verb.all("conj")):
        return
    after = next((c for c in verb.children if c.i > verb.i), None)
    if after is None or after.dep in ("prep", "agent", "punct", "advcl", "npadvmod", "cc"):
        verb.tag, subject.dep = "VBN", "nsubjpass"


def act(verb: Word) -> None:
    """Mend "US sanctions Sudan's army chief": the name before a headline's plain verb is its subject."""
    name = verb.child("compound", "nmod", "npadvmod")
    if name is None or name.i != verb.i - 1 or name.entity not in _STATES or name.pos != "PROPN":
        return
    if verb.tag == "VBZ" and verb.child("dobj") is not None and verb.child("nsubj", "nsubjpass") is None:
        name.dep = "nsubj"


def charge(gerund: Word) -> None:
    """Mend "suspected by prosecutors of torturing prisoners": the charge hangs on the suspecting."""
    prep, doer = gerund.head, gerund.head.head
    by = doer.head
    accused = prep.lower in ("of", "for") and doer.dep == "pobj" and by.lower == "by"
    if accused and by.head.lemma in word_class("accusing"):
        move(prep, by.head, "prep")


def kill_by(verb: Word) -> None:
    """Mend "the attack on a mosque in Peshawar that killed 61": no mosque and no town kills anybody."""
    subject = verb.child("nsubj")
    if verb.lemma not in word_class("harming") or subject is None or subject.tag != "WDT":
        return
    word = verb.head
    if word.lemma in word_class("harmful"):
        return
    while word.dep == "pobj" and word.head.dep == "prep" and word.head.head.pos in ("NOUN", "PROPN"):
        word = word.head.head
        if word.lemma in word_class("harmful"):
            move(verb, word, "relcl")
            return


def order(participle: Word) -> None:
    """Mend "the junta ordered French troops to leave": what has a subject of its own describes no noun."""
    noun, above = participle.head, participle.head.head
    if participle.child("nsubj") is None or noun.dep != "nsubj" or above.tag != "VB" or above.i < noun.i:
        return
    participle.pos, participle.tag = "VERB", "VBD"
    move(participle, participle if above.head is above else above.head, above.dep)
    move(above, participle, "xcomp")
    move(noun, participle, "dobj")


def name_the_violence(gerund: Word) -> None:
    """Mend "Fighting between the two armies goes on": a gerund that is a noun of its own."""
    if gerund.lower in word_class("violent_nouns") and gerund.child("dobj") is None:
        gerund.pos, gerund.tag, gerund.lemma = "NOUN", "NN", gerund.lower
        gerund.dep = gerund.dep.replace("csubj", "nsubj")


def begin_clause(name: Word) -> None:
    """Mend "stormed the embassy to arrest Glas, and Mexico broke off": a list does not end before a verb."""
    if name.pos != "PROPN" or name.entity not in _STATES or name.dep != "conj":
        return
    verb = next((w for w in name.ancestors() if w.pos == "VERB"), None)
    while verb is not None:
        for clause in verb.all("conj"):
            bare = clause.child("nsubj", "nsubjpass", "aux") is None
            if clause.i == name.i + 1 and clause.tag == "VBD" and bare and _follows_comma(name):
                move(name, clause, "nsubj")
                return
        verb = verb.head if verb.head is not verb else None


def _follows_comma(name: Word) -> bool:
    """Tell ", and Mexico"."""
    above = name.head
    joiner = next((c for c in above.all("cc") if c.i == name.i - 1), None)
    return joiner is not None and any(c.lower == "," and c.i == joiner.i - 1 for c in above.children)
