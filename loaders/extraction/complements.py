"""Complements that are no plain slots: clauses, conditions, obligations, what "such as" or "according to" adds."""

from __future__ import annotations

import re
from collections.abc import Callable

from loaders.extraction.parses import Parse, Word
from loaders.extraction.syntax import conjuncts, governed, object_of, subject_of
from loaders.extraction.words import word_class


def _told_according_to(noun: Word, _parse: Parse) -> list[Word]:
    """Return the verb of the clause that "according to the proposal" reports."""
    prep = noun.head
    if noun.dep != "pobj" or prep.lower not in ("to", "under") or prep.head is prep:
        return []
    if prep.lower == "under":
        return [prep.head] if prep.head.pos == "VERB" else []
    return [prep.head.head] if prep.head.lower == "according" and prep.head.head.pos == "VERB" else []


def _named_by_such_as(noun: Word, parse: Parse) -> list[Word]:
    """Return what "demands ..., such as A and B" or "including A and B" names, wherever the parser hung it."""
    for word in parse.words[noun.i + 1 :]:
        if word.lower == "including" or (word.lower == "as" and parse.words[word.i - 1].lower == "such"):
            rest = parse.words[word.i + 1 :]
            return [w for w in rest if w.pos == "NOUN" and (w.head is word or w.dep == "conj")]
    return []


def _is_obligation(clause: Word) -> bool:
    """Tell "must drop" and "has to drop" of another than the speaker."""
    subject = clause.child("nsubj", "nsubjpass")
    if subject is None or subject.pos == "PRON":
        return False
    modals = [c for c in clause.all("aux") if c.tag == "MD"]
    if len(modals) == 1 and modals[0].lower in ("must", "should", "ought"):
        return modals[0].i > subject.i  # "should Delhi test one, Pakistan would follow"
    return clause.lemma in ("have", "need") and clause.child("xcomp") is not None


def _is_condition(clause: Word) -> bool:
    mark = clause.child("mark", "advmod")
    return mark is not None and mark.lower in ("if", "unless", "until", "once", "provided")


def _children(*deps: str) -> Callable[[Word, Parse], list[Word]]:
    return lambda word, _parse: word.all(*deps)


def _conditions(word: Word, _parse: Parse) -> list[Word]:
    return [c for c in word.all("advcl") if _is_condition(c)]


def _obligations(word: Word, _parse: Parse) -> list[Word]:
    return [c for c in word.all("ccomp") if _is_obligation(c)]


def _only(word: Word, _parse: Parse) -> list[Word]:
    return [c for c in word.all("advmod") if c.lower in ("only", "solely")]


def _role_noun_of(noun: Word, _parse: Parse) -> list[Word]:
    """Return the role noun whose "of" governs this noun: "guarantors of the process"."""
    head = noun.head.head if noun.dep == "pobj" and noun.head.lower in ("of", "to", "in") else None
    return [head] if head is not None and head.lemma in ROLE_NOUNS else []


def _for_whom(noun: Word, _parse: Parse) -> list[Word]:
    """Return the clause of "a call for its troops to be sent", hung on the noun or on its verb."""
    hosts = (noun, noun.head) if noun.dep == "dobj" else (noun,)
    clauses = [c for host in hosts for c in host.all("advcl", "acl", "relcl")]
    return [c for c in clauses if c.child("mark") is not None and c.all("mark")[0].lower == "for"]


def _of_object(verb: Word, _parse: Parse) -> list[Word]:
    """Return what the object is made of: "led a team of mediators"."""
    preps = [p for w in object_of(verb) for p in w.all("prep") if p.lower == "of"]
    return [w for p in preps for w in p.all("pobj")]


def _relative_to(verb: Word, _parse: Parse) -> list[Word]:
    """Return the object that a relative clause describes: "on charges he denied"."""
    return object_of(verb) if verb.dep == "relcl" else []


def _sought(noun: Word, _parse: Parse) -> list[Word]:
    """Return the "leading" of "a reward for information leading to the arrest"."""
    leading = noun.head.head if noun.dep == "pobj" and noun.head.lower == "to" else noun
    clue = leading.head
    rewarded = clue.dep == "pobj" and clue.head.lower == "for"
    return [leading] if leading.lemma == "lead" and leading.dep == "acl" and rewarded else []


def _stood_by(verb: Word, parse: Parse) -> list[Word]:
    """Return the verb of "militias who support the government", which says what they are."""
    relative = verb.child("nsubj")
    if verb.dep != "relcl" or verb.tag != "VBP" or verb.head.tag != "NNS" or relative is None:
        return []
    return [] if parse.words[relative.i - 1].text == "," else [verb]


def _joined_own(verb: Word, _parse: Parse) -> list[Word]:
    """Return the forces that are somebody's: who joins "Russia's armed forces" enlists."""
    return [w for w in object_of(verb) if w.child("poss", "amod", "compound", "det", "prep") is not None]


def _for_doing(verb: Word, _parse: Parse) -> list[Word]:
    return [c for prep in verb.all("prep") if prep.lower == "for" for c in prep.all("pcomp")]


def _to_doing(verb: Word, _parse: Parse) -> list[Word]:
    """Return what "put an end to kidnapping" ends."""
    return [c for prep in verb.all("prep") if prep.lower == "to" for c in prep.all("pcomp")]


def _plural_objects(verb: Word, _parse: Parse) -> list[Word]:
    return [w for w in object_of(verb) if w.tag in ("NNS", "NNPS") or w.child("conj") is not None]


def _reduced(verb: Word, _parse: Parse) -> list[Word]:
    """Return the participle of "troops backed by", which describes and tells nothing."""
    described = verb.tag == "VBN" and verb.dep in ("acl", "advcl") and verb.child("auxpass", "aux") is None
    return [verb] if described and verb.child("agent") is not None else []


def _sentence(_word: Word, parse: Parse) -> list[Word]:
    return list(parse.words)


def _infinitives(noun: Word, _parse: Parse) -> list[Word]:
    return [c for c in noun.all("acl", "relcl", "advcl") if c.tag == "VB"]


def _score(verb: Word, parse: Parse) -> list[Word]:
    """Return the score of "beat Egypt 2-1" and "beat Egypt by 2-1"."""
    rest = parse.sentence.text[verb.end - parse.offset :]
    return [verb] if _SCORE.search(rest) else []


def _or_face(verb: Word, parse: Parse) -> list[Word]:
    """Return what those must face who let an ultimatum pass: "a week to withdraw or face an attack"."""
    facing = (w for w in parse.words[verb.i + 1 :] if w.lemma == "face" and w.tag == "VB")
    return [thing for word in facing for thing in object_of(word)]


def _judged(verb: Word, _parse: Parse) -> list[Word]:
    """Return what is said of somebody: "called the drills provocative", "found two officers guilty"."""
    said = verb.all("oprd", "acomp", "ccomp", "xcomp", "attr")
    said += [w for prep in verb.all("prep") if prep.lower == "as" for w in prep.children]
    return said + [w for w in object_of(verb) if w.i > verb.i]


def _judged_one(verb: Word, parse: Parse) -> list[Word]:
    """Return of whom it is said."""
    subjects = [s for said in _judged(verb, parse) for s in said.all("nsubj")]
    return subjects or [w for w in object_of(verb) if w.pos in ("PROPN", "NOUN", "PRON")]


def _guilty_of(verb: Word, parse: Parse) -> list[Word]:
    """Return the deed of "found them guilty of torture"."""
    preps = [p for said in _judged(verb, parse) for p in said.all("prep") if p.lower == "of"]
    return [w for prep in preps for w in prep.children]


def _kind_of_subject(verb: Word, _parse: Parse) -> list[Word]:
    """Return the kind that a name says: "Typhoon Haiyan struck"."""
    return [kind for name in subject_of(verb) for kind in name.all("compound")]


def _owner_of_object(verb: Word, _parse: Parse) -> list[Word]:
    """Return whose message is carried in "relayed Hamas's reply to Israel"."""
    return [one for thing in object_of(verb) for owner in thing.all("poss") for one in conjuncts(owner)]


def _modifier_of_object(verb: Word, _parse: Parse) -> list[Word]:
    """Return what says of which kind the object is: "headed the mediation team"."""
    return [kind for thing in object_of(verb) for kind in thing.all("compound", "amod", "nmod")]


def _beside(verb: Word, _parse: Parse) -> list[Word]:
    """Return the participle of "with Kenya acting as guarantor", which adds to what is told before it."""
    return [verb] if verb.tag == "VBG" and verb.dep in ("pcomp", "advcl", "acl", "conj") else []


def _parties_of_title(verb: Word, _parse: Parse) -> list[Word]:
    """Return between whom "appointed as mediator between A and B" is to mediate."""
    titles = [
        *verb.all("oprd"),
        *(t for prep in verb.all("prep") if prep.lower == "as" for t in prep.all("pobj")),
    ]
    return [
        w for title in titles for prep in title.all("prep") if prep.lower == "between" for w in governed(prep)
    ]


def _owner_of_title(verb: Word, _parse: Parse) -> list[Word]:
    """Return the "its" of "will act as its guarantors"."""
    titles = [t for prep in verb.all("prep") if prep.lower == "as" for t in prep.all("pobj")]
    return [owner for title in titles for owner in title.all("poss")]


def _question(verb: Word, _parse: Parse) -> list[Word]:
    """Return the question of "asked why they had left"."""
    clauses = verb.all("ccomp", "xcomp")
    if any(w.text == "?" for w in _parse.words[: verb.i]):
        return clauses  # "Did you order it?" the prosecutor asked
    return [c for c in clauses if min(c.subtree(), key=lambda w: w.i).lower in word_class("question_words")]


def _danger(verb: Word, _parse: Parse) -> list[Word]:
    """Return what "warned of famine" and "warned that a million people faced famine" fear."""
    feared = [w for prep in verb.all("prep") if prep.lower in ("of", "about") for w in prep.all("pobj")]
    others = (c for c in verb.all("ccomp") if not any(s.pos == "PRON" for s in subject_of(c)))
    feared += [w for w in verb.all("dobj") if w.pos == "NOUN"]
    return feared + [w for clause in others for w in clause.subtree()]


def _whole(noun: Word, _parse: Parse) -> list[Word]:
    """Return what a noun is a part of: "a cessation of hostilities"."""
    return [noun.head.head] if noun.dep == "pobj" and noun.head.lower == "of" else []


def _several(noun: Word, _parse: Parse) -> list[Word]:
    return [noun] if noun.tag in ("NNS", "NNPS") else []


def _held_by(noun: Word, _parse: Parse) -> list[Word]:
    """Return the verb of "the second was held" and "host the second", and what plans it: "the next is due"."""
    verb = noun.head
    if noun.dep not in ("nsubj", "nsubjpass", "dobj"):
        return []
    return [verb.child("acomp") or verb] if verb.lemma == "be" else [verb]


_SCORE = re.compile(r"(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d-])")
ROLE_NOUNS = {
    "mediator": "mediator", "intermediary": "mediator", "facilitator": "mediator", "broker": "mediator",
    "go-between": "mediator", "guarantor": "guarantor", "host": "host", "observer": "observer", "witness": "observer",
    "monitor": "observer", "signatory": "signatory",
}  # fmt: skip
"""Nouns that give a role: "Norway is a guarantor of"."""
COMPLEMENTS: dict[str, Callable[[Word, Parse], list[Word]]] = {
    **{dep: _children(dep) for dep in ("xcomp", "ccomp", "acl", "advcl", "attr", "acomp", "oprd", "advmod")},
    "according": _told_according_to,
    "such": _named_by_such_as,
    "condition": _conditions,
    "obligation": _obligations,
    "only": _only,
    "role_noun": _role_noun_of,
    "for_doing": _for_doing,
    "to_doing": _to_doing,
    "objects": _plural_objects,
    "kind_of_subject": _kind_of_subject,
    "judged": _judged,
    "judged_one": _judged_one,
    "guilty_of": _guilty_of,
    "infinitive": _infinitives,
    "score": _score,
    "or_face": _or_face,
    "object_owner": _owner_of_object,
    "object_modifier": _modifier_of_object,
    "beside": _beside,
    "title_owner": _owner_of_title,
    "title_between": _parties_of_title,
    "several": _several,
    "whole": _whole,
    "held_by": _held_by,
    "for_whom": _for_whom,
    "sentence": _sentence,
    "reduced": _reduced,
    "of_object": _of_object,
    "relative_to": _relative_to,
    "sought": _sought,
    "question": _question,
    "danger": _danger,
    "stood_by": _stood_by,
    "joined_own": _joined_own,
}
"""Slot name -> what fills it."""
