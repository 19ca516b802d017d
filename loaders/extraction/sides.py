"""Sides: between whom an event is said to be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from loaders.extraction.cast import Resolved
from loaders.extraction.parses import Word
from loaders.extraction.scenes import Scene, Trigger

type Naming = Callable[[Iterable[Word], Trigger], list[Resolved]]
type Taking = Iterator[tuple[str, list[Resolved]]]
"""Who takes which role."""


def is_single(words: list[Word]) -> bool:
    """Tell one actor from several and from "the two sides"."""
    return len(words) == 1 and words[0].tag in ("NN", "NNP")


def between_whom(trigger: Trigger, scene: Scene) -> list[Word]:
    """Return what stands behind "between" and "among" of the event, or of what carries it."""
    hosts = (trigger.word, *(link.verb for link in trigger.carried))
    return [w for host in hosts for name in ("between", "among") for w in scene.slot(host, name)]


def is_between_several(trigger: Trigger, scene: Scene) -> bool:
    """Tell "between A and B" and "between the warring factions", be they known or not."""
    words = between_whom(trigger, scene)
    return len(words) > 1 or any(w.tag in ("NNS", "NNPS") for w in words)


def parties_between(trigger: Trigger, scene: Scene, who: Naming) -> set[str]:
    """Return the ids of those between whom an event is said to be."""
    return {one.actor.id for one in who(between_whom(trigger, scene), trigger)}


def standing_before(noun: Word, scene: Scene) -> list[Word]:
    """Return what stands before a noun, both parts of "Saudi-American auspices" included."""
    modifiers = scene.slot(noun, "modifier")
    return [w for c in modifiers for w in (*c.all("amod", "conj", "compound", "nmod"), c)]


def named_before(trigger: Trigger, scene: Scene, who: Naming) -> set[str]:
    """Return the ids of those whom "a Greek-Turkish meeting" names."""
    found = [c for c in standing_before(trigger.word, scene) if c.pos in ("ADJ", "PROPN")]
    return {one.actor.id for one in who(found, trigger) if one.actor.kind == "state"}
