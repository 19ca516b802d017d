"""Repairs of sentences about talks: what was done to them, between whom they are, and who tells of them."""

from __future__ import annotations

from loaders.extraction.clause_repairs import give_back_subject
from loaders.extraction.parses import Word, move
from loaders.extraction.words import word_class

_PAST = frozenset({"VBD", "VBN"})
_BETWEEN = frozenset({"between", "among", "with", "of"})
_NAMES = frozenset({"GPE", "ORG", "PERSON"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def describe_talks(verb: Word) -> None:
    """Mend "the parties at the talks, chaired by Mitchell" and "a deal on Tuesday that Qatar brokered".

    A participle or clause of mediating describes the nearest event before it that can be mediated.
    """
    if verb.lemma not in word_class("done_to_talks") or verb.tag not in _PAST or verb.head is verb:
        return
    by_somebody = verb.tag == "VBN" and verb.child("agent") is not None and verb.child("nsubj") is None
    gap = verb.child("mark") is not None and verb.child("nsubj") is not None and verb.child("dobj") is None
    gap = gap or (verb.dep == "relcl" and any(c.tag == "WDT" for c in verb.all("dobj")))
    if not (by_somebody or (gap and (verb.dep in ("acl", "relcl") or _is_relative(verb)))):
        return
    if verb.head.lemma in word_class("negotiated"):
        verb.dep = "relcl" if gap else verb.dep
        return
    own = {w.i for w in verb.subtree()}  # nothing hangs on what hangs on itself
    top = _above_parties(verb.head)
    before: list[Word] = []
    for above in (top, *top.ancestors()) if not before else ():
        before = before or [
            w for w in above.subtree() if w.i < verb.i and w.i not in own and _is_negotiated(w)
        ]
    if before:
        move(verb, before[-1], "relcl" if gap else "acl")


def _is_negotiated(word: Word) -> bool:
    return word.lemma in word_class("negotiated") and word.pos == "NOUN"


def _is_relative(clause: Word) -> bool:
    """Tell "after talks on the island that Kenya hosted" from "said that Kenya hosted": what "that" stands behind."""
    mark, verb = clause.child("mark"), clause.head
    if clause.dep != "ccomp" or mark is None or mark.lower != "that" or verb.lemma in word_class("saying"):
        return False
    first = [w for w in verb.subtree() if w.i == mark.i - 1]
    return any(w.pos in ("NOUN", "PROPN") and w.head is not verb for w in first)


def _above_parties(word: Word) -> Word:
    """Climb from the last of the parties to what is between them: "talks between A and B brokered by"."""
    while word.dep == "conj" and word.head.pos in ("NOUN", "PROPN"):
        word = word.head
    between = word.dep == "pobj" and word.head.lower in _BETWEEN
    return word.head.head if between else word


def join_participle(verb: Word) -> None:
    """Mend "talks hosted by China and chaired by Wu": the second participle was taken for the sentence's verb."""
    if verb.lemma not in word_class("done_to_talks") or verb.child("agent") is None or verb.head.dep == "acl":
        return
    if verb.child("nsubj", "nsubjpass", "auxpass") is not None:
        return
    for first in reversed(verb.head.subtree()):
        if (
            first.dep == "acl"
            and first.tag == "VBN"
            and first.i < verb.i
            and first.child("agent") is not None
        ):
            verb.tag = "VBN"
            move(verb, first, "conj")
            return


def part_parties(name: Word) -> None:
    """Mend "between Skopje and ethnic Albanian parties": the first party was taken for part of the second's name."""
    joiner = name.child("cc")
    if name.entity not in _NAMES or name.pos != "PROPN" or joiner is None or name.child("conj") is not None:
        return
    second = name.head
    while second.dep in ("compound", "nmod"):
        second = second.head
    following = next((w for w in second.subtree() if w.i == joiner.i + 1), None)
    if following is None or second.i < joiner.i:
        return
    two_people = name.entity == second.entity == "PERSON"
    described = following.dep in ("amod", "det", "poss") and second.tag in ("NNS", "NN")
    above, dep = second.head, second.dep
    if above is not second and (two_people or described):
        move(name, above, dep)
        move(second, name, "conj")


def release_speaker(verb: Word) -> None:
    """Mend "mediates between A and B, its minister, X, said": the list of parties swallowed who says so."""
    if verb.lemma not in word_class("saying") or verb.child("nsubj", "nsubjpass", "expl") is not None:
        return
    for clause in verb.all("ccomp"):
        words = [w for w in clause.subtree() if w.i < verb.i]
        for word in words:
            if word.dep not in ("conj", "appos") or word.pos not in ("NOUN", "PROPN"):
                continue
            phrase = word.subtree()
            comma = any(w.lower == "," and w.i == phrase[0].i - 1 for w in words)
            closed = any(w.dep == "cc" and w.i < phrase[0].i for w in word.head.subtree())
            if comma and closed and verb.i - phrase[-1].i <= 2:
                move(word, verb, "nsubj")
                return


def crown_past(verb: Word) -> None:
    """Mend "Talks aimed at ending the war opened in May": a past tense behind a participle is the main verb."""
    top = next((w for w in verb.ancestors() if w.head is w), verb)
    if (
        verb.tag != "VBD"
        or top.pos not in ("NOUN", "PROPN")
        or top.i > verb.i
        or verb.child("nsubj", "agent")
    ):
        return
    participle = next((c for c in top.all("acl") if c.i < verb.i), None)
    if participle is None or participle is verb or top.child("nsubj") is not None:
        return
    move(verb, verb, "ROOT")
    for child in [c for c in top.children if c.i > verb.i]:
        move(child, verb, child.dep)
    move(top, verb, "nsubj")


def crown_behind_phrase(verb: Word) -> None:
    """Mend "Under a deal mediated by Oman, Chad freed 40 soldiers": a phrase was taken for the whole sentence."""
    noun = verb.head
    prep = noun.head
    if verb.tag != "VBD" or noun.dep != "pobj" or prep.head is not prep or len(prep.all("pobj")) < 2:
        return
    if noun.i < verb.i:
        return
    before = [c for c in noun.children if c.i < verb.i]
    after = [c for c in (*noun.children, *prep.children) if c.i > noun.i and c.lower not in ("of", "between")]
    move(verb, verb, "ROOT")
    move(noun, verb, "dobj")
    move(prep, verb, "prep")
    for child in (*before, *after):
        move(child, verb, child.dep)
    give_back_subject(verb)


def crown_behind_names(verb: Word) -> None:
    """Mend "Angola and UNITA held talks.": a sentence of names without a verb, and a past tense behind them."""
    noun = verb.head
    last = noun.head
    names = last
    while names.dep == "conj":
        names = names.head
    whole = names.subtree()
    if names.head is not names or names.pos != "PROPN" or last.pos != "PROPN" or verb.i != last.i + 1:
        return
    if verb.tag not in _PAST or verb.children or noun.i < verb.i or whole[-1].text not in (".", "!"):
        return
    if any(w.tag in _FINITE for w in whole if w is not verb):
        return
    behind = [c for w in (names, last, noun) for c in w.children if c.i > noun.i and c.lower not in _BETWEEN]
    verb.pos, verb.tag = "VERB", "VBD"
    move(verb, verb, "ROOT")
    move(names, verb, "nsubj")
    move(noun, verb, "dobj")
    for child in behind:
        move(child, verb, child.dep)


def head_apposition(name: Word) -> None:
    """Mend "Chad and Mali, hosts of the talks, said": the subject was taken for an adverb, its apposition for it."""
    verb = name.head
    subject = verb.child("nsubj", "nsubjpass")
    if name.pos != "PROPN" or name.entity not in _NAMES or subject is None or subject.i < name.i:
        return
    first = min(w.i for w in subject.subtree())
    commas = [c.i for c in verb.children if c.lower == ","]
    role = subject.pos == "NOUN" and subject.child("det", "conj") is None
    if role and first - 1 in commas and any(subject.i < i < verb.i for i in commas):
        move(name, verb, subject.dep)
        move(subject, name, "appos")


def stand_for_round(ordinal: Word) -> None:
    """Mend "the second was held in Rome": a number with an article that acts as a subject stands for its noun."""
    if ordinal.pos == "ADJ" and ordinal.lower in word_class("counting") and ordinal.child("det") is not None:
        ordinal.pos, ordinal.tag, ordinal.lemma = "NOUN", "NN", ordinal.lower


def find_presiding(participle: Word) -> None:
    """Mend "with Gen. X of the United Nations presiding": the participle was taken for part of a name."""
    if participle.lower not in word_class("presiding") or participle.tag != "NN":
        return
    name = participle.child("nsubj") or next(reversed(participle.all("compound")), None)
    beside = next((w for w in participle.ancestors() if w.lower == "with" and w.dep == "prep"), None)
    if beside is None or name is None:
        return
    participle.pos, participle.tag = "VERB", "VBG"
    bare = participle.lower.removesuffix("ing")
    participle.lemma = bare if bare.endswith("r") else bare + "e"
    above, dep = participle.head, participle.dep
    for part in [c for c in participle.children if c.i < name.i]:
        move(part, name, part.dep)
    move(participle, beside, "pcomp")
    move(name, participle if above is beside else above, "nsubj" if above is beside else dep)
    for acting in [c for c in beside.all("pobj") if c is not participle]:
        move(acting, participle, "nsubj")


def give_back_parties(prep: Word) -> None:
    """Mend "talks mediated by ECOWAS between A and B": nothing is between the parts of who mediates."""
    name = prep.head
    if prep.lower in ("between", "among") and name.lemma in word_class("auspices") and name.dep == "pobj":
        move(prep, name.head.head, "prep")  # "talks under U.N. auspices between A and B"
        return
    if prep.lower != "between" or name.pos != "PROPN" or name.dep != "pobj" or name.head.dep != "agent":
        return
    verb = name.head.head
    talks = verb.head if verb.dep == "acl" else verb.child("nsubjpass")
    if verb.lemma in word_class("done_to_talks") and talks is not None:
        move(prep, talks, "prep")


def describe_pact(verb: Word) -> None:
    """Mend "signed a treaty in Algiers ending their war": what ends it is the treaty, by its words."""
    signing = verb.head
    pact = signing.child("dobj")
    if (
        verb.tag != "VBG"
        or pact is None
        or verb.child("nsubj", "mark", "aux") is not None
        or verb.i < signing.i
    ):
        return
    first = min(w.i for w in verb.subtree())
    if any(c.lower == "," and c.i == first - 1 for c in (*signing.children, *pact.subtree())):
        return
    if signing.lemma in word_class("signing") and pact.lemma in word_class("pacts"):
        move(verb, pact, "acl")


def name_for_errand(title: Word) -> None:
    """Mend "named Olusegun Obasanjo mediator": who is named was taken for part of the title."""
    verb, person = (
        title.head,
        next((c for c in reversed(title.all("compound")) if c.entity == "PERSON"), None),
    )
    if title.lemma not in word_class("errand_titles") or verb.lemma not in word_class("naming"):
        return
    if person is None or verb.child("dobj") not in (None, title) or person.i != title.i - 1:
        return
    move(person, verb, "dobj")
    title.dep = "oprd"
    for part in [c for c in title.children if c.i < person.i]:
        move(part, person, part.dep)


def find_infinitive(noun: Word) -> None:
    """Mend "Italy is to host talks": a verb that is spelt as a noun was taken for part of one."""
    verb, prep = noun.child("compound"), noun.head
    above = prep.head
    if (
        verb is None
        or verb.lemma not in word_class("done_to_talks")
        or prep.lower != "to"
        or verb.i != prep.i + 1
    ):
        return
    if noun.lemma not in word_class("negotiated") or above.pos not in ("VERB", "AUX"):
        return
    verb.pos, verb.tag, verb.lemma = "VERB", "VB", verb.lower
    prep.tag, prep.pos = "TO", "PART"
    move(verb, above, "xcomp")
    move(prep, verb, "aux")
    move(noun, verb, "dobj")


def find_headline_verb(verb: Word) -> None:
    """Mend "Chad, Mali broker Niger truce": the verb of a headline was taken for part of a noun."""
    noun = verb.head
    while noun.dep == "compound":
        noun = noun.head
    top = next((w for w in noun.ancestors() if w.head is w), noun)
    doer = next((c for c in verb.children if c.i == verb.i - 1 and c.entity in _NAMES), None)
    if (
        verb.lemma not in word_class("done_to_talks")
        or noun.lemma not in word_class("negotiated")
        or doer is None
    ):
        return
    if top.pos not in ("NOUN", "PROPN") or verb.tag not in ("NN", "NNS") or top.i > noun.i:
        return
    verb.pos, verb.tag = "VERB", "VBP"
    move(verb, verb, "ROOT")
    move(noun, verb, "dobj")
    move(doer, verb, "nsubj")
    if top is not noun and top.entity in _NAMES:
        move(top, verb, "nsubj")
        move(doer, top, "conj")
