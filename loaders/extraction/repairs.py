"""Repairs of what the parser is known to get wrong, where the sentence itself tells that it did."""

from __future__ import annotations

from collections.abc import Callable

from loaders.extraction.clause_repairs import (
    find_passive,
    find_predicate,
    give_back_agent,
    give_back_harm,
    give_back_subject,
    govern_second_subject,
    join_finite,
    join_first,
    join_speech,
    lift_report,
    name_charges,
    name_object,
    read_headline,
    report,
)
from loaders.extraction.garden_paths import (
    begin_list_of_verbs,
    begin_second_clause,
    crown_speaker,
    describe_object,
    go_on_behind_participle,
    go_on_with_list,
    go_on_with_main_verb,
    open_with_participle,
    part_from_place,
    raise_reason,
    tell_participle,
    undergo_in_headline,
)
from loaders.extraction.headline_repairs import (
    act,
    begin_clause,
    charge,
    kill_by,
    name_the_violence,
    order,
    undergo,
)
from loaders.extraction.modifier_repairs import (
    head_title,
    join_object,
    join_person,
    lift_occasion,
    share_agent,
    share_makers,
    split_owners,
)
from loaders.extraction.name_repairs import (
    choose_person,
    gather_names,
    join_behind_and,
    name_behind_comma,
    title_name,
)
from loaders.extraction.parses import Parse, Word, move
from loaders.extraction.talks_repairs import (
    crown_behind_names,
    crown_behind_phrase,
    crown_past,
    describe_pact,
    describe_talks,
    find_headline_verb,
    find_infinitive,
    find_presiding,
    give_back_parties,
    head_apposition,
    join_participle,
    name_for_errand,
    part_parties,
    release_speaker,
    stand_for_round,
)
from loaders.extraction.verb_repairs import (
    complete,
    count_victims,
    describe,
    find_verb,
    free_subject,
    give_back_object,
    govern,
    govern_after_day,
    lead_clause,
    name_subject,
    name_the_doer,
    name_the_doing,
    open_clause,
    part_from_object,
    raise_charge,
    resume_clause,
    set_apart,
    take_object,
    take_speech,
    unfold_clause,
)
from loaders.extraction.words import word_class

_OF_PARTIES = frozenset({"between", "with", "against", "among"})
_BODIES = frozenset({"GPE", "ORG"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def repair(parse: Parse) -> None:
    """Correct a parse in place."""
    gather_names(parse)
    for word in parse.words:
        if word.pos == "NOUN" and any(c.dep == "aux" and c.tag == "TO" for c in word.children):
            word.pos, word.tag = "VERB", "VB"  # "offered to host talks"
        elif word.pos == "VERB" and word.dep in ("dobj", "pobj") and _is_thing(word):
            word.pos, word.tag = "NOUN", "NN"  # "concluded a naval exercise", "strikes deal"
        elif word.tag == "VBG" and word.dep in ("nsubj", "csubj", "nsubjpass", "csubjpass", "dobj"):
            name_the_violence(word)
        for mend in _BY_RELATION.get(word.dep, ()):
            mend(word)


def _is_thing(word: Word) -> bool:
    """Tell a noun spelt as a verb where only a noun can stand."""
    return word.child("det") is not None or (word.tag in ("VB", "VBP") and word.child("nsubj", "aux") is None)


def _leave_time(prep: Word) -> None:
    """Mend "mediating for a year between A and B" and "discussed it by phone with A": no time has parties."""
    time = prep.head
    apart = time.entity in ("DATE", "TIME") or time.lemma in word_class("means_of_speaking")
    if prep.lower not in _OF_PARTIES or time.dep != "pobj" or not apart:
        return
    verb = time.head.head
    if verb.pos in ("VERB", "NOUN") and prep.child("pobj") is not None:
        move(prep, verb, "prep")


def _join_list(word: Word) -> None:
    """Mend "Saudi Arabia, Egypt, the Emirates and Bahrain cut ties": a list of names read as appositions.

    An apposition that goes on with "and" is the end of a list, if the names are of one sort.
    """
    if word.pos != "PROPN" or word.head.pos != "PROPN" or not _of_one_sort(word, word.head):
        return
    first = word.head
    beside = [c for c in first.children if c.dep == "appos" and c.pos == "PROPN" and _of_one_sort(c, word)]
    last = beside[-1]
    rest = last.child("conj")
    if rest is None and not _call_back(last) and not _is_to_act(first):
        return
    if rest is not None and last.child("cc") is None and rest.child("cc") is None:
        return
    for name in beside:
        name.dep = "conj"


def _is_to_act(first: Word) -> bool:
    """Tell "Saudi Arabia, Iran to restore ties": an infinitive is the headline's verb, a comma stands for "and"."""
    verb = first.head
    infinitive = verb.tag == "VB" and any(c.lower == "to" for c in verb.all("aux"))
    return infinitive and first.dep == "nsubj" and min(w.i for w in first.subtree()) == 0


def _of_one_sort(one: Word, other: Word) -> bool:
    """Tell names that may stand in one list: people, or states and organisations."""
    return bool(one.entity) and (one.entity == other.entity or {one.entity, other.entity} <= _BODIES)


def _call_back(last: Word) -> bool:
    """Join to a list the name after its "and" that the parser coordinated with the verb."""
    verb = next((w for w in last.ancestors() if w.pos == "VERB"), None)
    for name in verb.all("conj") if verb is not None else ():
        if name.pos == "PROPN" and name.entity == last.entity and name.i > last.i:
            move(name, last, "conj")
            return True
    return False


def _lift_subject(auxiliary: Word) -> None:
    """Mend "said Vietnam is committed": a subject hung on the auxiliary is its verb's."""
    subject = auxiliary.child("nsubj", "nsubjpass")
    if subject is not None and auxiliary.head.child("nsubj", "nsubjpass") is None:
        move(subject, auxiliary.head, "nsubjpass" if auxiliary.dep == "auxpass" else subject.dep)


def _agree_in_number(verb: Word) -> None:
    """Mend "talks with Russia, which are scheduled": a plural clause describes no single proper noun."""
    head = verb.head
    plural = any(c.tag == "VBP" or c.lower in ("are", "were", "have") for c in (verb, *verb.children))
    if not plural or head.tag != "NNP" or head.child("conj") is not None:
        return
    if not any(c.tag == "WDT" for c in verb.children):
        return
    for word in head.ancestors():
        if word.tag == "NNS":
            move(verb, word, "relcl")
            return
        if word.pos == "VERB":
            return


def _describe_talks(verb: Word) -> None:
    """Mend "the talks in Rome, which Italy hosted": nobody hosts Rome."""
    place, prep = verb.head, verb.head.head
    if verb.lemma not in word_class("done_to_talks") or place.tag != "NNP":
        return
    if place.dep == "pobj" and prep.lower in ("in", "at") and prep.head.pos == "NOUN":
        move(verb, prep.head, "relcl")


def _raise_predicate(verb: Word) -> None:
    """Mend "Advisers from A, B and C plan": the list's last name was taken for the verb's own subject."""
    noun, subject = verb.head, verb.child("nsubj")
    if verb.tag not in _FINITE or noun.dep != "ROOT":
        return
    if noun.pos != "NOUN" or subject is None or noun.tag == "VB":
        return
    joiner = next((c for c in noun.children if c.dep == "cc" and noun.i < c.i < subject.i), None)
    listed = [
        w for w in noun.subtree() if w.pos == "PROPN" and noun.i < w.i < verb.i and w.dep in ("pobj", "conj")
    ]
    if joiner is None or not listed or any(w.pos == "VERB" for w in noun.subtree() if w.i < joiner.i):
        return
    noun.children.remove(verb)
    verb.head, verb.dep = verb, "ROOT"
    noun.head, noun.dep = verb, "nsubj"
    verb.children.append(noun)
    verb.children.sort(key=lambda w: w.i)
    move(subject, listed[-1], "conj")


_BY_RELATION: dict[str, tuple[Callable[[Word], None], ...]] = {
    "ROOT": (
        release_speaker,
        free_subject,
        give_back_subject,
        part_from_place,
        act,
        undergo,
        undergo_in_headline,
    ),
    "ccomp": (undergo, describe_object, describe_talks, give_back_object, set_apart, give_back_subject),
    "relcl": (lift_report, _agree_in_number, _describe_talks, describe_talks, kill_by, report, read_headline),
    "nsubj": (govern_second_subject, begin_list_of_verbs, stand_for_round),
    "nsubjpass": (govern_second_subject, stand_for_round),
    "aux": (_lift_subject,),
    "auxpass": (_lift_subject,),
    "pcomp": (charge, raise_charge),
    "conj": (
        share_agent,
        begin_second_clause,
        go_on_with_main_verb,
        join_person,
        join_object,
        begin_clause,
        free_subject,
        join_participle,
        join_finite,
        join_speech,
        give_back_agent,
        _raise_predicate,
        title_name,
    ),
    "dobj": (
        head_title,
        name_charges,
        name_for_errand,
        name_object,
        part_from_object,
    ),
    "amod": (
        order,
        crown_behind_phrase,
        crown_behind_names,
        govern_after_day,
        share_makers,
        govern,
        unfold_clause,
    ),
    "compound": (open_with_participle, find_headline_verb),
    "nmod": (split_owners, part_parties),
    "pobj": (
        name_charges,
        join_person,
        find_presiding,
        find_infinitive,
        count_victims,
        name_the_doer,
        name_the_doing,
        lift_occasion,
    ),
    "acomp": (lead_clause,),
    "npadvmod": (join_first, head_apposition, take_object, open_clause, name_subject, name_behind_comma),
    "dep": (join_first,),
    "advcl": (
        give_back_harm,
        go_on_behind_participle,
        go_on_with_list,
        describe_talks,
        describe_pact,
        take_speech,
        complete,
        describe,
        read_headline,
    ),
    "acl": (
        crown_speaker,
        describe_talks,
        crown_past,
        resume_clause,
        find_verb,
        report,
        read_headline,
        find_predicate,
        find_passive,
        tell_participle,
    ),
    "appos": (_join_list, join_behind_and),
    "prep": (_leave_time, raise_reason, give_back_parties),
    "oprd": (name_for_errand, choose_person),
}
"""What may be wrong with a word in a relation."""
