"""Third parties: who mediates, hosts, guarantees or observes without standing in a slot of the event's own frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from loaders.extraction.cast import Resolved
from loaders.extraction.companions import attended, companions, onlookers
from loaders.extraction.complements import ROLE_NOUNS
from loaders.extraction.delegations import leaders_of_guests, members
from loaders.extraction.go_betweens import GO_BETWEENS
from loaders.extraction.parses import Word
from loaders.extraction.scenes import Scene, Trigger
from loaders.extraction.sides import Naming, Taking, between_whom, parties_between, standing_before
from loaders.extraction.status import standing_at
from loaders.extraction.syntax import conjuncts
from loaders.extraction.words import word_class

_SEATS = frozenset({"of", "to", "in", "at", "for"})
_BEING = frozenset({"be", "act", "stand", "serve", "become", "remain", "have", "work", "take",
                    "replace", "succeed", "continue"})  # fmt: skip
IN_COMPANY = "who is beside it as what"
_BETWEEN_OTHERS = frozenset({"CONSULT", "AGREE", "RETREAT", "COOPERATE"})


def third_parties(trigger: Trigger, scene: Scene, who: Naming) -> Iterator[tuple[str, list[Resolved], str]]:
    """Yield the third parties that the surroundings of talks, agreements and exchanges name, and how they do."""
    if trigger.frame.type in _BETWEEN_OTHERS:
        for construction, read in _READINGS.items():
            for role, found in read(trigger, scene, who):
                yield role, found, construction


def _as_titled(trigger: Trigger, scene: Scene, who: Naming) -> Taking:
    """Read "acted as mediator in the talks" and "with President Carter as a witness"."""
    carriers = [verb for verb, _ in scene.uses(trigger.word)]
    titles = [(carrier, title) for carrier in carriers for title in scene.slot(carrier, "as")]
    titles += [
        (trigger.word, title) for host in (trigger.word, trigger.anchor) for title in _beside(host, scene)
    ]
    titles += [
        (link.verb, title)
        for link in trigger.carried
        if link.support.attending
        for title in scene.slot(trigger.word, "as")  # "sat in on the sessions as observers"
    ]
    if trigger.frame.pos == "VERB":
        titles += [(trigger.word, title) for title in scene.slot(trigger.word, "as")]
    of_company = {title.i for title, _, _ in companions(scene.parse)} if titles else set()
    for carrier, title in titles:
        if title.lemma not in ROLE_NOUNS or title is trigger.word or title.i in of_company:
            continue
        beside = _accompanying(title, scene)
        signing = trigger.frame.id.startswith("agree.verb.sign")
        if beside or signing or carrier is not trigger.word:
            yield ROLE_NOUNS[title.lemma], who(beside or scene.slot(carrier, "subject"), trigger)


def _beside(host: Word, scene: Scene) -> list[Word]:
    return [title for beside in scene.slot(host, "with") for title in scene.slot(beside, "as")]


def _accompanying(title: Word, scene: Scene) -> list[Word]:
    """Return whom "with President Carter as a witness" names, wherever the parser hung "as"."""
    prep = title.head
    before = scene.parse.words[prep.i - 1] if prep.i else title
    for word in (before, *before.ancestors()):
        if word.dep == "pobj" and word.head.lower == "with" and word.i < prep.i:
            return [word]
    return []


def _around(trigger: Trigger, scene: Scene, who: Naming) -> Taking:
    """Read "in the presence of", "under the auspices of", "under UN auspices"."""
    text = scene.slot(trigger.word, "to") if trigger.frame.pos == "VERB" else []
    for host in (trigger.word, trigger.anchor, *trigger.word.all("acl"), *text):
        for presence in (w for w in scene.slot(host, "in") if w.lemma == "presence"):
            yield "observer", who([*scene.slot(presence, "of"), *scene.slot(presence, "possessor")], trigger)
        for witness in scene.slot(host, "before"):
            if ROLE_NOUNS.get(witness.lemma) == "observer":
                yield "observer", who([*scene.slot(witness, "from"), *scene.slot(witness, "of")], trigger)
        for auspices in (w for w in scene.slot(host, "under") if w.lemma in word_class("auspices")):
            owners = [w for name in ("of", "possessor") for w in scene.slot(auspices, name)]
            yield "mediator", who([*owners, *standing_before(auspices, scene)], trigger)


def _in_company(trigger: Trigger, scene: Scene, who: Naming) -> Taking:
    """Read "with A and B as guarantors and C as observer", "as X looked on", "watched by X"."""
    for _, role, words in companions(scene.parse):
        if attended(words[0], scene) is trigger:
            yield role, who(words, trigger)
    for verb, words in onlookers(scene):
        if attended(verb, scene) is trigger:
            yield "observer", who(words, trigger)


def _in_delegations(trigger: Trigger, scene: Scene, who: Naming) -> Taking:
    """Read "a delegation headed by X met" and "X is a member of the team at the talks"."""
    yield "delegation_lead", who(leaders_of_guests(trigger, scene), trigger)
    for role, words, side in members(trigger, scene):
        yield role, who(words, trigger)
        yield "party", who(side, trigger)


def _by_role_noun(trigger: Trigger, scene: Scene, who: Naming) -> Taking:
    """Read "A and B are guarantors of the truce" and "X, the host of the talks"."""
    prep = trigger.word.head
    if trigger.word.dep != "pobj" or prep.lower not in _SEATS:
        return
    for noun in (prep.head, *(c for c in prep.head.all("prep", "attr", "dobj"))):
        held = noun.child("pobj") if noun.lower == "as" else noun
        role = ROLE_NOUNS.get(held.lemma) if held is not None else None
        if held is None or role is None:
            continue
        verb = next((w for w in held.ancestors() if w.pos in ("VERB", "AUX")), None)
        if held.dep == "appos":
            yield role, who(conjuncts(held.head) if held.tag == "NNS" else [held.head], trigger)
        elif (played := _role_played(held)) is not None:
            yield role, who(scene.slot(played, "possessor"), trigger)  # "Qatar's role as mediator in"
        elif verb is not None and verb.lemma in _BEING and standing_at(verb, scene).status != "hypothetical":
            yield role, who(scene.slot(verb, "subject"), trigger)


def _role_played(title: Word) -> Word | None:
    """Return the "role" of "its role as mediator in the talks"."""
    role = title.head.head
    told = title.head.lower == "as" and role.lemma in ("role", "part") and role.child("poss") is not None
    return role if told else None


def _as_holder(trigger: Trigger, scene: Scene, who: Naming) -> Taking:
    """Read "Qatar, a mediator between A and B" and "Qatar is a mediator between A and B"."""
    noun = trigger.word
    role = ROLE_NOUNS.get(noun.lemma)
    if role is None:
        return
    if noun.dep == "appos":
        yield role, who(conjuncts(noun.head) if noun.tag == "NNS" else [noun.head], trigger)
    elif noun.dep == "attr":
        yield role, who(scene.slot(noun.head, "subject"), trigger)


def _as_sender(trigger: Trigger, scene: Scene, who: Naming) -> Taking:
    """Read "will send observers to the talks"."""
    for link in trigger.carried:
        for sent in scene.slot(link.verb, "object"):
            if link.verb.lemma in word_class("sending") and sent.lemma in ROLE_NOUNS:
                yield ROLE_NOUNS[sent.lemma], who(scene.slot(link.verb, "subject"), trigger)


def _joining(trigger: Trigger, scene: Scene, who: Naming) -> Taking:
    """Read "joined the talks between Kerry and Zarif": who joins those of his side is their delegate."""
    others = parties_between(trigger, scene, who)
    for link in trigger.carried if len(others) > 1 else []:
        if link.verb.lemma == "join":
            joining = who(scene.slot(link.verb, "subject"), trigger)
            yield "delegate", [one for one in joining if one.actor.kind == "person"]


def _hosting(trigger: Trigger, scene: Scene, who: Naming) -> Taking:
    """Read "met in Putrajaya, with Anwar Ibrahim hosting"."""
    for host in dict.fromkeys((trigger.word, trigger.anchor)):
        for prep in host.all("prep"):
            for doing in prep.all("pcomp") if prep.lower == "with" else []:
                if doing.lemma == "host" and not scene.slot(doing, "object"):
                    yield "host", who(scene.slot(doing, "subject"), trigger)


def _over_dispute(trigger: Trigger, scene: Scene, who: Naming) -> Taking:
    """Read "talks to end the war between A and B": whose dispute it is, where nobody is said to talk."""
    named = bool(between_whom(trigger, scene) or scene.slot(trigger.word, "with"))
    holding = [link for link in trigger.carried if "agent" in link.support.roles]
    named = named or any(w is not trigger.word for link in holding for w in scene.slot(link.verb, "subject"))
    talks = trigger.frame.type == "CONSULT" and (trigger.frame.pos == "NOUN" or trigger.frame.mediates)
    if not talks or named:
        return
    for noun in trigger.word.subtree():
        if noun.lemma in word_class("disputes") and noun.pos == "NOUN":
            sides = [w for name in ("between", "among") for w in scene.slot(noun, name)]
            pitting = [verb for verb in noun.all("relcl", "acl") if verb.lemma == "pit"]
            sides += [w for verb in pitting for name in ("object", "against") for w in scene.slot(verb, name)]
            yield "party", who(sides, trigger)


_READINGS: dict[str, Callable[[Trigger, Scene, Naming], Taking]] = {
    "a title taken in it": _as_titled,
    "its presence or auspices": _around,
    IN_COMPANY: _in_company,
    "its delegations": _in_delegations,
    "a noun of its role beside it": _by_role_noun,
    "the one whom the role noun is said of": _as_holder,
    "the sender of those who take the role": _as_sender,
    **GO_BETWEENS,
    "who joins his side in it": _joining,
    "who hosts it": _hosting,
    "those in whose dispute it is": _over_dispute,
}
"""The constructions that are read, in this order."""
