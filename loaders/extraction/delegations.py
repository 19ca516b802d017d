"""Who leads a delegation, who belongs to it: what the words beside an event or a verb of leading say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from loaders.extraction.cast import Resolved
from loaders.extraction.parses import Word
from loaders.extraction.syntax import conjuncts, is_passive
from loaders.extraction.takers import Roles, Way
from loaders.extraction.words import word_class

if TYPE_CHECKING:
    from loaders.extraction.actors import ActorResolver
    from loaders.extraction.scenes import Scene, Trigger

_SLOTS = ("subject", "object", "with", "between", "from", "to", "by")
_AT = frozenset({"at", "in", "to", "for"})
_MEMBERS = frozenset({"member", "delegate", "negotiator"})
_FIRST = frozenset({"chief", "lead", "top", "head", "main"})


def leaders_of_guests(trigger: Trigger, scene: Scene) -> Iterator[Word]:
    """Yield who leads those who take part: "a delegation headed by X met"."""
    for verb in participles_of_guests(trigger, scene):
        yield from scene.slot(verb, "subject")


def participles_of_guests(trigger: Trigger, scene: Scene) -> Iterator[Word]:
    """Yield the "headed" of "a delegation headed by X met"."""
    for host in dict.fromkeys((trigger.word, trigger.anchor)):
        for name in _SLOTS:
            for word in scene.slot(host, name):
                for verb in word.all("acl") if word.lemma in word_class("delegations") else []:
                    if verb.lemma in word_class("leading") and verb.tag == "VBN":
                        yield verb


def gapped_leads(trigger: Trigger, scene: Scene) -> Iterator[tuple[list[Word], list[Word]]]:
    """Yield (words of the side, who leads it) of "... and the Indian one by Singh", "and Singh the Indian one"."""
    words = scene.parse.words
    passive = is_passive(trigger.word)
    start = next(
        (
            w.i
            for w in words[trigger.word.i + 1 :]
            if w.lower in ("and", "while", ";", ",") and _opens(w, words)
        ),
        None,
    )
    if start is None:
        return
    rest: list[Word] = []
    for word in words[start + 1 :]:
        if word.pos in ("VERB", "AUX") or word.lower in (".", ";", "with", "after"):
            break
        rest.append(word)
    opener = ("by",) if passive else ("the", "that")
    cut = next((n for n, w in enumerate(rest) if w.lower in opener), None)
    if cut is None or not 0 < cut < len(rest) - 1:
        return
    side, lead = (rest[:cut], rest[cut:]) if passive else (rest[cut:], rest[:cut])
    names = [w for w in lead if w.pos == "PROPN"]
    if names and any(_is_side(w) for w in side):
        yield side, names[-1:]


def add_leads(trigger: Trigger, scene: Scene, resolver: ActorResolver, roles: Roles) -> None:
    """Let who leads a delegation act for it, and add "... and the Indian one by Singh"."""
    if trigger.frame.id != "consult.verb.lead_delegation":
        return
    for role, who, _ in _members_beside(scene):
        roles.add(role, [one for word in who for one in resolver.who(word) if one.actor.kind == "person"])
    _correct_side(roles)
    leads = _speaking_for(roles.get("delegation_lead"), roles.get("party"))
    for side, words in gapped_leads(trigger, scene):
        sides = [one for word in side for one in resolver.modifier(word) or resolver.who(word)][:1]
        second = [one for word in words for one in resolver.who(word)]
        # The parser takes the second side for one more leader of the first.
        leads = [one for one in leads if one.actor.kind == "person"] + _speaking_for(second, sides)
        for one in second:
            roles.drop("party", one.actor.id, "heads the second delegation")
        roles.add("party", sides, way=Way("second delegation", trigger.word))
    roles.taken["delegation_lead"] = []
    roles.add("delegation_lead", leads)


def _correct_side(roles: Roles) -> None:
    """Read "the government's delegation is led by X": X's government, whichever was spoken of most."""
    sides = [one for one in roles.get("party") if one.actor.kind == "state" and not _is_named(one)]
    leads = [one for one in roles.get("delegation_lead") if one.acts_for is not None]
    if len(sides) != 1 or len(leads) != 1 or leads[0].acts_for is None or leads[0].acts_for.kind != "state":
        return
    [side], own = sides, leads[0].acts_for
    if side.actor.id != own.id:
        roles.drop("party", side.actor.id, f"{leads[0].actor.name} acts for {own.name}")
        roles.add("party", [replace(side, actor=own, because=f"{leads[0].actor.name} leads it")])


def _is_named(side: Resolved) -> bool:
    """Tell "the Swedish delegation" from "the government's delegation"."""
    return any(word[:1].isupper() for word in side.span.text.split()[1:])


def _speaking_for(leads: list[Resolved], sides: list[Resolved]) -> list[Resolved]:
    """Let who leads the one side that is told act for it."""
    if len(sides) != 1 or sides[0].actor.kind == "person":
        return leads
    return [
        one
        if one.acts_for is not None or one.actor.kind != "person"
        else replace(one, acts_for=sides[0].actor)
        for one in leads
        if one.actor.id != sides[0].actor.id
    ]


def _opens(conjunction: Word, words: tuple[Word, ...] | list[Word]) -> bool:
    """Tell "and the Indian one by" from "Kerry and Moniz": a side follows."""
    following = words[conjunction.i + 1 : conjunction.i + 12]
    return any(_is_side(w) for w in following)


def _is_side(word: Word) -> bool:
    return (
        word.lower in ("one", "that")
        or word.lower in ("'s", "’s", "'", "’")
        or word.lemma in word_class("delegations")
    )


def members(trigger: Trigger, scene: Scene) -> Iterator[tuple[str, list[Word], list[Word]]]:
    """Yield (role, who, words of their side) of "A is a member of the X team at the talks" and of chief negotiators."""
    prep = trigger.word.head
    if trigger.word.dep != "pobj" or prep.lower not in _AT:
        return
    verb = next((w for w in prep.ancestors() if w.pos in ("VERB", "AUX")), None)
    if verb is not None:
        yield from _as_members(verb, scene)


def _members_beside(scene: Scene) -> Iterator[tuple[str, list[Word], list[Word]]]:
    """Yield the same of "X leads the delegation, while Y is among its members" and of "its members include Y"."""
    for verb in scene.parse.words:
        if verb.pos == "AUX":
            yield from _as_members(verb, scene)
        elif verb.lemma == "include" and any(w.lemma in _MEMBERS for w in scene.slot(verb, "subject")):
            yield "delegate", scene.slot(verb, "object"), []


def _as_members(verb: Word, scene: Scene) -> Iterator[tuple[str, list[Word], list[Word]]]:
    if verb.lemma not in ("be", "become", "remain"):
        return
    for noun in _predicates(verb):
        who = list(_among_them(verb, scene)) or scene.slot(verb, "subject")
        if noun.lemma in _MEMBERS:
            first = any(c.lower in _FIRST for c in noun.children)
            yield "delegation_lead" if first and noun.tag == "NN" else "delegate", who, _side_of(noun, scene)
            return


def _predicates(verb: Word) -> Iterator[Word]:
    yield from verb.all("attr")
    for prep in verb.all("prep"):
        if prep.lower in ("among", "of"):
            yield from prep.all("pobj")


def _among_them(verb: Word, scene: Scene) -> Iterator[Word]:
    """Yield whom "four women, among them A and B, are" names."""
    words = scene.parse.words[: verb.i]
    for left, right in pairwise(words):
        if left.lower == "among" and right.lower == "them":
            yield from (w for w in words[right.i + 1 :] if w.pos == "PROPN" and w.dep != "compound")


def _side_of(noun: Word, scene: Scene) -> list[Word]:
    """Return whose member or negotiator it is: "the government's chief negotiator", "of the Afghan team"."""
    found = [w for name in ("possessor", "for") for w in scene.slot(noun, name)]
    teams = [w for w in scene.slot(noun, "of") if w.lemma in word_class("delegations")]
    owners = [one for team in teams for owner in team.all("poss") for one in conjuncts(owner)]
    return found or owners or teams


def gapped_signatures(verb: Word) -> Iterator[tuple[Word, Word]]:
    """Yield (who, side) of "X signed for A, Y for B and Z for C" behind the first."""
    top = next((w for w in verb.ancestors() if w.head is w), verb)
    following = {w.i: w for w in top.subtree() if w.i > verb.i}
    for prep in following.values():
        name, side = following.get(prep.i - 1), prep.child("pobj")
        if prep.lower == "for" and name is not None and name.entity == "PERSON" and side is not None:
            yield name, side


def add_signatories(trigger: Trigger, roles: Roles) -> None:
    """Make the people who sign an agreement its signatories, and those they sign for its parties."""
    signed = any(link.verb.lemma in ("sign", "initial", "countersign") for link in trigger.carried)
    if not signed and not trigger.frame.id.startswith("agree.verb.sign"):
        return
    witnesses = roles.ids("observer", "mediator", "guarantor")
    for one in list(roles.get("party")):
        way = roles.ways.get(("party", one.actor.id))
        if one.actor.kind == "person" and (way is None or way.name != "between"):
            roles.drop("party", one.actor.id, "a person signs for a side")
            if one.actor.id in witnesses:
                continue
            roles.add("signatory", [one])
            if one.acts_for is not None:
                side = replace(
                    one, actor=one.acts_for, acts_for=None, because=f"the side {one.actor.name} signs for"
                )
                roles.add("party", [side], way=Way(f"the side {one.actor.name} signs for"))
