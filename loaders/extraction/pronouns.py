"""Pronouns, kin and groups: phrases that mean somebody the article spoke of before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from loaders.extraction.cast import Cast, Resolved, Turn
from loaders.extraction.parses import Parse, Word
from loaders.extraction.syntax import is_definite, surface_subject
from loaders.extraction.words import word_class
from loaders.records import Span

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "me", "my", "we", "us", "our", "ourselves", "myself"})
WE = frozenset({"we", "us", "our", "ourselves"})
PERSONAL = MALE | FEMALE | PLURAL | NEUTER
KIN = frozenset({"husband", "wife", "spouse"})
GROUP_WORDS = frozenset({"both", "two", "three", "side", "party", "country", "nation", "leader", "neighbour",
                         "neighbor", "rival", "foe", "pair", "duo", "trio"})  # fmt: skip
_STATES = frozenset({"state"})
_LEADERS = frozenset({"person", "state"})
_KINDS = {
    **dict.fromkeys(("country", "nation", "neighbour", "neighbor"), _STATES),
    **dict.fromkeys(("leader", "president", "minister"), _LEADERS),
    **dict.fromkeys(("man", "woman"), frozenset({"person"})),
}
"""What the members of a group are by its noun: "the two leaders" are people, or states for theirs."""
EACH = frozenset({"each", "both"})
_COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4, "pair": 2, "duo": 2, "trio": 3}
_NOT_REFERRING = frozenset({"seem", "appear", "rain", "snow", "turn"})


def resolve(word: Word, parse: Parse, cast: Cast) -> list[Resolved]:
    """Return whom a personal pronoun means; nobody for "we", for pleonastic "it", and where nobody fits."""
    lower = word.lower
    if lower in PLURAL:
        return _they(word, parse, cast)
    things = (_is_a_thing, _is_told_thing, _is_of_a_stranger)
    if lower in NEUTER and (_is_pleonastic(word) or any(is_one(word, parse, cast) for is_one in things)):
        return []
    for turn, misfit in antecedents(word, parse, cast):
        if misfit is None:
            span, who = Span(word.text, word.start, word.end), turn.who
            because = f'"{word.text}" is {who.actor.name}'
            return [
                Resolved(who.actor, span, who.acts_for, because, who.gender, acts_because=who.acts_because)
            ]
    return []


def antecedents(word: Word, parse: Parse, cast: Cast) -> Iterator[tuple[Turn, str | None]]:
    """Yield whom a singular pronoun may mean, likeliest first, each with what speaks against it, if anything does."""
    intruders = _intruders(word)
    wishing = _wishing(word)
    of_a_state = word.dep == "poss" and word.head.lemma in word_class("held_by_states")
    for turn in _own_subjects_first(word, cast.back(parse.sentence.index, word.i), parse):
        if of_a_state and turn.who.actor.kind == "intergovernmental_organization":
            yield turn, "the thing possessed is a state's"  # "sanctions on Fiji; its ambassador"
        elif turn.sentence == parse.sentence.index and turn.place in intruders:
            yield turn, "intrudes into what is another's"
        elif not _fits(word.lower, turn.who):
            yield turn, "differs in number, gender or kind"
        elif _same_clause_object(word, turn, parse):
            yield turn, "is the subject of the same verb"
        elif turn.sentence == parse.sentence.index and turn.place in wishing:
            yield turn, "wants it of another"
        else:
            yield turn, None


def _intruders(word: Word) -> set[int]:
    """Return where those stand who do something to what the pronoun owns: "a jet violated its airspace"."""
    owned = word.head
    verb = owned.head if owned.dep != "pobj" else owned.head.head
    if word.dep != "poss" or verb.pos != "VERB":
        return set()
    into = owned.lemma in word_class("intruded") and verb.lemma in word_class("intruding")
    upon = owned.dep == "dobj" and verb.lemma in word_class("done_to_others")
    if not (into or upon):
        return set()
    acting = {s.i for s in surface_subject(verb)}
    return acting | {one.i for above in verb.ancestors() for one in _made_to_act(word, above)}


def _wishing(word: Word) -> set[int]:
    """Return where the subject of a wish stands: "Rabin demanded that he free the soldier" is of another."""
    verb = word.head
    if word.dep != "nsubj" or verb.dep != "ccomp" or verb.head.lemma not in word_class("wishing_of_others"):
        return set()
    return {s.i for s in surface_subject(verb.head)}


def _is_a_thing(word: Word, parse: Parse, cast: Cast) -> bool:
    """Tell "rejected the decree, calling it illegal": "it" is what the verb before was done to."""
    verb = word.head if word.head.pos == "VERB" else word.head.head
    if (
        word.dep not in ("dobj", "nsubj")
        or verb.pos != "VERB"
        or (word.dep == "nsubj" and word.head.pos == "VERB")
    ):
        return False
    while verb.dep in ("conj", "advcl", "xcomp") and verb.head.pos == "VERB":
        verb = verb.head
        done_to = verb.child("dobj")
        if done_to is not None and done_to.i < word.i:
            # "cut ties with Fiji, accusing it": who is named behind the thing is meant.
            return done_to.pos == "NOUN" and all(i < done_to.i for i in _named_here(word, parse, cast))
    return False


def _is_told_thing(word: Word, parse: Parse, cast: Cast) -> bool:
    """Tell "Blair backed the raid; Gaddafi led a march against it": the clause before ended in a thing."""
    clause = next((w for w in word.ancestors() if w.child("nsubj") is not None), None)
    if word.dep not in ("dobj", "pobj") or clause is None:
        return False
    begin = min(w.i for w in clause.all("nsubj")[0].subtree())
    before = [w for w in parse.words[:begin] if w.pos in ("NOUN", "PROPN")]
    last = before[-1] if before else None
    return (
        last is not None
        and last.dep == "dobj"
        and last.tag == "NN"
        and last.child("det") is not None
        and last.i not in _named_here(word, parse, cast)
    )


def _named_here(word: Word, parse: Parse, cast: Cast) -> set[int]:
    here = parse.sentence.index
    return {turn.place for turn in cast.back(here, word.i) if turn.sentence == here}


def _is_of_a_stranger(word: Word, parse: Parse, cast: Cast) -> bool:
    """Tell "an unknown group said it had done it", where "it" is the group and nobody spoken of before."""
    clause = word.head
    if word.dep not in ("nsubj", "nsubjpass") or clause.dep != "ccomp":
        return False
    groups = word_class("armed_group_nouns") | word_class("party_nouns") | word_class("organization_nouns")
    speaker = next((s for s in clause.head.all("nsubj") if s.lemma in groups and s.tag == "NN"), None)
    if speaker is None or not any(c.lower in ("a", "an", "another") for c in speaker.all("det")):
        return False
    return speaker.i not in _named_here(word, parse, cast)


def _own_subjects_first(word: Word, turns: Iterable[Turn], parse: Parse) -> list[Turn]:
    """Put first the subjects of the clauses the pronoun stands in, the nearest clause's before the others'.

    "Fiji and Tonga signed, and Samoa agreed to withdraw its troops": they are Samoa's.
    """
    verbs = [verb for verb in word.ancestors() if verb.pos in ("VERB", "AUX")]
    nearness = {s.i: -rank for rank, verb in enumerate(verbs) for s in verb.all("nsubj", "nsubjpass")}
    nearness |= {s.i: 1 - rank for rank, verb in enumerate(verbs) for s in _made_to_act(word, verb)}

    regarded = {
        o.i for verb in verbs for o in verb.all("dobj") if verb.lemma in word_class("regarding_another")
    }
    if word.dep == "poss":
        nearness |= dict.fromkeys((i for i in regarded if i < word.i), 1)
        if word.head.dep == "conj" and word.head.head.i < word.i:
            nearness[word.head.head.i] = 2  # "sanctions on the country and its leaders"

    def order(turn: Turn) -> int:
        here = turn.sentence == parse.sentence.index
        return -nearness.get(turn.place, -len(verbs)) if here else len(verbs)

    return sorted(turns, key=order)


def _made_to_act(word: Word, verb: Word) -> list[Word]:
    """Return whose act a verb's complement tells of: "accused Fiji of arming its rebels", "urged it to ..."."""
    made = verb.lemma in word_class("accusing") or verb.lemma in word_class("object_control")
    return [one for one in verb.all("dobj") if one.i < word.i and word not in one.subtree()] if made else []


def _fits(pronoun: str, who: Resolved) -> bool:
    if who.plural:
        return False
    if pronoun in MALE:
        return who.actor.kind == "person" and who.gender != "female"
    if pronoun in FEMALE:
        return who.actor.kind == "person" and who.gender != "male"
    return who.actor.kind not in ("person", "population")


def _same_clause_object(word: Word, turn: Turn, parse: Parse) -> bool:
    """Tell whether the candidate is the subject of the verb whose object the pronoun is: "X met him" is not X."""
    upon = word.dep == "pobj" and word.head.lower in word_class("done_upon")  # "pledged to stand by it"
    verb = word.head.head if upon else word.head
    if not (upon or word.dep in ("dobj", "dative")) or verb.pos not in ("VERB", "AUX"):
        return False
    acting = {subject.i for subject in surface_subject(verb)}
    return turn.sentence == parse.sentence.index and turn.place in acting


def _is_pleonastic(word: Word) -> bool:
    verb = word.head
    if word.dep not in ("nsubj", "expl", "nsubjpass"):
        return False
    if verb.lemma in _NOT_REFERRING:
        return True
    return verb.lemma == "be" and verb.child("ccomp", "xcomp", "advcl") is not None


def _they(word: Word, parse: Parse, cast: Cast) -> list[Resolved]:
    clause = word.head
    # "three soldiers they captured": those whom the clause describes are not the ones who act in it.
    described = clause.head.i if clause.dep == "relcl" and clause.child("nsubj") is word else -1
    group = cast.nearest_group(parse.sentence.index, word.i)
    for turn in cast.back(parse.sentence.index, word.i):
        if turn.place == described and turn.sentence == parse.sentence.index:
            continue
        later = group is not None and (
            turn.sentence < group.sentence
            or (group.subject and (turn.sentence, turn.subject) < group.nearness[:2])
        )
        if group is not None and later:
            return _group(word, group.members)
        if turn.who.plural and turn.who.actor.kind != "outlet" and not _is_told(turn.who):
            who = turn.who
            span = Span(word.text, word.start, word.end)
            return [
                Resolved(who.actor, span, who.acts_for, f'"{word.text}" is {who.actor.name}', plural=True)
            ]
    return _group(word, cast.last_group(parse.sentence.index, _before_own_subject(word)))


def _before_own_subject(word: Word) -> int:
    """Return the place from which to look back: "a truce that A and B negotiated between them" is of others."""
    verb = word.head if word.dep == "dobj" else word.head.head
    subjects = verb.all("nsubj") if word.dep in ("dobj", "pobj") and verb.pos == "VERB" else []
    return min([word.i, *(s.i for s in subjects)])


def _is_told(who: Resolved) -> bool:
    """Tell reporters, to whom things are said: "they" are those of whom it is said."""
    return who.actor.local and who.actor.name.lower().rsplit(maxsplit=1)[-1] in word_class("hearers")


def is_counted(word: Word) -> bool:
    """Tell "the two men" and "both parties"."""
    return any(c.lower in _COUNTS for c in word.children)


def resolve_group(
    word: Word, parse: Parse, cast: Cast, kinds: frozenset[str] = frozenset()
) -> list[Resolved]:
    """Return the members of "the two sides", "both countries", "the leaders"."""
    counts = [_COUNTS[c.lower] for c in word.children if c.lower in _COUNTS]
    counts += [_COUNTS[word.lower]] if word.lower in _COUNTS else []
    if word.tag == "NN" and not is_definite(word):
        return []  # "a pair of shoes"
    if not counts and word.tag not in ("NNS", "NNPS"):
        return []
    if any(c.lower in word_class("of_others") for c in word.children):
        return []  # "third countries could mediate"
    kinds = _KINDS.get(word.lemma, kinds)
    size, sides = counts[0] if counts else None, word.lemma in word_class("sides")
    found = cast.last_group(parse.sentence.index, word.i, size, kinds, sides=sides)
    if not found and kinds == _STATES:  # "the two countries", of two presidents
        found = _states_of(cast.last_group(parse.sentence.index, word.i, size, _LEADERS))
    if not found and size == 2 and (kinds == _STATES or sides):
        found = cast.two_states(parse.sentence.index)
    return _group(word, found)


def resolve_each(word: Word, parse: Parse, cast: Cast) -> list[Resolved]:
    """Return those whom a bare "each" or "both" means: all who were named together last."""
    return _group(word, cast.last_group(parse.sentence.index, word.i, _COUNTS.get(word.lower)))


def _states_of(leaders: tuple[Resolved, ...]) -> tuple[Resolved, ...]:
    """Return the states of some leaders, if each is of another."""
    states = {
        one.acts_for.id: one for one in leaders if one.acts_for is not None and one.acts_for.kind == "state"
    }
    if not len(states) == len(leaders) > 1:
        return ()
    return tuple(
        replace(one, actor=one.acts_for, acts_for=None) for one in leaders if one.acts_for is not None
    )


def _group(word: Word, members: tuple[Resolved, ...]) -> list[Resolved]:
    span = Span(word.text, word.start, word.end)
    refs = tuple(m.actor for m in members)
    return [
        Resolved(m.actor, span, m.acts_for, f'"{word.text}" are {_list(refs)}', group=refs) for m in members
    ]


def resolve_mediators(word: Word, cast: Cast) -> list[Resolved]:
    """Return whom "the mediators" means: all who were last said to mediate."""
    return [replace(one, hint="mediator") for one in _group(word, cast.mediating())]


def _list(refs: tuple[object, ...]) -> str:
    return " and ".join(str(getattr(ref, "name", ref)) for ref in refs)


def resolve_state(
    word: Word, parse: Parse, cast: Cast, among: frozenset[str] | None = None
) -> list[Resolved]:
    """Return the state that "the government", "the kingdom" or "the country" means: in the talks, or most spoken of.

    It is one of the countries it may be ``among``: no republic is "the kingdom".
    """
    for one in cast.talking():
        if one.actor.kind == "state" and word.lemma in ("government", "side"):
            return [
                Resolved(
                    one.actor, Span(word.text, word.start, word.end), None, f"the {word.lower} in the talks"
                )
            ]
    most = word.lemma in ("government", "country", "nation", "state")
    state = cast.state_spoken_of(parse.sentence.index, word.i, most=most, among=among)
    if state is None:
        return []
    return [Resolved(state, Span(word.text, word.start, word.end), None, f"{word.lower} of {state.name}")]
