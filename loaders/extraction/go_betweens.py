"""Go-betweens: who mediates by the words around an event, and not in a slot of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from loaders.extraction.cast import Resolved
from loaders.extraction.parses import Word
from loaders.extraction.scenes import Scene, Trigger
from loaders.extraction.sides import (
    Naming,
    Taking,
    is_between_several,
    named_before,
    parties_between,
    standing_before,
)
from loaders.extraction.syntax import governed
from loaders.extraction.words import word_class

_CHANNELS = ("through", "via")
_BODY = "intergovernmental_organization"
_ACTORS = frozenset({"person", "state", "intergovernmental_organization", "party", "agency"})


def _helping(trigger: Trigger, scene: Scene, who: Naming) -> Taking:
    """Read "resumed talks with Norway's help" and "with the assistance of"."""
    if trigger.frame.type == "RETREAT" and trigger.frame.mode not in ("exchange", "ceasefire", "release"):
        return
    for host in (trigger.word, trigger.anchor):
        for help_ in (w for w in scene.slot(host, "with") if w.lemma in word_class("helping")):
            owners = [w for name in ("possessor", "of", "from") for w in scene.slot(help_, name)]
            owners += standing_before(help_, scene)
            yield "mediator", [one for one in who(owners, trigger) if one.actor.kind in _ACTORS]


def _standing_between(trigger: Trigger, scene: Scene, who: Naming) -> Taking:
    """Read "with the mediator, X, carrying proposals" and "with U.N. mediator X between them"."""
    for host in dict.fromkeys((trigger.word, trigger.anchor)):
        for prep in host.all("prep"):
            if prep.lower == "with":
                doing = [w for verb in prep.all("pcomp") for w in scene.slot(verb, "subject")]
                found = who([*prep.all("pobj"), *doing], trigger)
                yield "mediator", [one for one in found if one.hint == "mediator"]


def _in_the_middle(trigger: Trigger, scene: Scene, who: Naming) -> Taking:
    """Read "met, with the commissioner between them" and "bargained with X and Y in the chair"."""
    for host in dict.fromkeys((trigger.word, trigger.anchor)):
        for prep in host.all("prep"):
            seated = governed(prep) if prep.lower == "with" else []
            if seated and _is_seat(scene.parse.words[seated[-1].i + 1 :]):
                yield "mediator", [one for one in who(seated, trigger) if one.actor.kind in _ACTORS]


def _is_seat(after: Sequence[Word]) -> bool:
    """Tell whether what follows "with X" says that X sits in the chair or between the others."""
    text = " ".join(w.lower for w in after[:3])
    return text.startswith(("between them", "between the two", "in the chair", "in the middle"))


def _at_efforts(trigger: Trigger, scene: Scene, who: Naming) -> Taking:
    """Read "Mobutu's efforts at mediation"."""
    noun = trigger.word
    effort = noun.head.head if noun.dep == "pobj" and noun.head.lower in ("at", "of", "in") else None
    if trigger.frame.id != "consult.noun.mediation" or effort is None or effort.pos != "NOUN":
        return
    if effort.lemma in word_class("attempting"):
        yield "mediator", who([*scene.slot(effort, "possessor"), *scene.slot(effort, "by")], trigger)


def _leading(trigger: Trigger, scene: Scene, who: Naming) -> Taking:
    """Read "talks led by Nelson Mandela" and "a swap coordinated by Turkey"; who leads his own side is no mediator."""
    hosts = [trigger.word, *(w for w in scene.slot(trigger.word, "in") if w.lemma in word_class("exchanges"))]
    for noun in hosts if trigger.frame.pos == "NOUN" or trigger.frame.type == "RETREAT" else ():
        for verb in noun.all("acl", "relcl"):
            if verb.tag == "VBN" and verb.lemma in word_class("led_by_others"):
                yield "mediator", who(scene.slot(verb, "subject"), trigger)


def _through(trigger: Trigger, scene: Scene, who: Naming) -> Taking:
    """Read "talks through Omani mediators" and "negotiated via Qatar"."""
    hosts = dict.fromkeys((trigger.word, trigger.anchor))
    beside = [w for host in hosts for name in ("with", "between") for w in scene.slot(host, name)]
    for host in (*hosts, *beside):
        for name in _CHANNELS:
            found = who(scene.slot(host, name), trigger)
            yield "mediator", [one for one in found if one.actor.kind in _ACTORS and _is_channel(one)]


def _is_channel(one: Resolved) -> bool:
    """Tell "the Swiss embassy" from other things of a state."""
    if one.actor.kind == "agency" and one.acts_for is None:
        return False
    return not one.possessed or one.span.text.lower().rsplit(maxsplit=1)[-1] in word_class("channels")


def _arranging(trigger: Trigger, scene: Scene, who: Naming) -> Taking:
    """Read "convened a meeting between A and B": who brings two others to talks stands between them."""
    others = parties_between(trigger, scene, who) | named_before(trigger, scene, who)
    for link in trigger.carried:
        if link.verb.lemma in word_class("arranging"):
            found = [
                one for one in who(scene.slot(link.verb, "subject"), trigger) if one.actor.id not in others
            ]
            bodies = trigger.frame.type == "AGREE" and all(one.actor.kind == _BODY for one in found)
            if is_between_several(trigger, scene) or bodies or len(named_before(trigger, scene, who)) > 1:
                yield "mediator", found


def _persuading(trigger: Trigger, scene: Scene, who: Naming) -> Taking:
    """Read "persuaded A and B to sign": who brings two others to an act stands between them."""
    yield from _prodded(trigger, scene, who)
    verb = trigger.anchor
    into = verb.dep == "pcomp" and verb.head.lower == "into"  # "coaxed them into meeting"
    above = verb.head.head if into else verb.head
    if not (into or verb.dep in ("xcomp", "ccomp")) or above.lemma not in word_class("persuading"):
        return
    brought = who([*scene.slot(verb, "subject"), *_met(trigger, scene)], trigger)
    if len({one.actor.id for one in brought}) > 1:
        own = {one.actor.id for one in brought}
        yield (
            "mediator",
            [one for one in who(scene.slot(above, "subject"), trigger) if one.actor.id not in own],
        )


def _prodded(trigger: Trigger, scene: Scene, who: Naming) -> Taking:
    """Read "A and B, prodded by Kenya, signed"."""
    acting = scene.slot(trigger.anchor, "subject")
    for verb in (c for host in (trigger.anchor, *acting) for c in host.all("advcl", "acl")):
        if verb.tag == "VBN" and verb.lemma in word_class("persuading") and len(who(acting, trigger)) > 1:
            yield "mediator", who([w for by in verb.all("agent") for w in governed(by)], trigger)


def _met(trigger: Trigger, scene: Scene) -> list[Word]:
    """Return whom one meets or agrees with: "got the president to meet the rebel leader"."""
    slots = ["with", "object"] if trigger.frame.id == "consult.verb.meet" else ["with"]
    return [w for host in (trigger.word, trigger.anchor) for name in slots for w in scene.slot(host, name)]


GO_BETWEENS: dict[str, Callable[[Trigger, Scene, Naming], Taking]] = {
    "with whose help": _helping,
    "the mediator who is there": _standing_between,
    "who sits between them": _in_the_middle,
    "whose efforts at it": _at_efforts,
    "who leads the talks of others": _leading,
    "the channel through which it runs": _through,
    "who persuades others to it": _persuading,
    "who arranges it for others": _arranging,
}
"""The constructions that say who stands between others, in this order."""
