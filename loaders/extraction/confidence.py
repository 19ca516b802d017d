"""An ordinal score for a mention, from features that a reader can name; it is not a probability.

What speaks for a mention and what against it was read off the annotated set (docs/evaluation.md has the table,
which ``make evaluation`` writes anew): the weights follow the differences there, in steps of 0.05.
"""

from __future__ import annotations

from loaders.extraction.pronouns import PERSONAL
from loaders.records import Mention, Participant

BASE = 0.4
_BY_STATUS = {
    "happened": 0.1,
    "ongoing": 0.1,
    "planned": -0.1,
    "alleged": -0.05,
    "denied": -0.1,
    "hypothetical": -0.2,
}
_BY_NAME = ("named ", "a capital ", "a seat ")
"""How the reasons begin (``Participant.because``) of those whom the text calls by name."""
_MANY = 3
"""Of a longer list of participants, one is more often wrong than not."""


def features_of(mention: Mention) -> dict[str, float]:
    """Return the features that speak for or against a mention, each with its weight."""
    parts = mention.participants
    known = [one for one in parts if not one.actor.local]
    roles = {one.role for one in parts}
    features = {
        "everybody is in the actor data": 0.2 if parts and len(known) == len(parts) else 0.0,
        "nobody is in the actor data": -0.1 if not known else 0.0,
        "everybody is named": 0.15 if parts and all(map(_is_named, parts)) else 0.0,
        "a pronoun stands for somebody": -0.1 if any(map(_is_pronoun, parts)) else 0.0,
        "somebody is brought from another sentence": -0.1
        if any(one.span == mention.trigger for one in parts)
        else 0.0,
        "nobody did it to somebody": -0.15
        if "target" in roles and roles.isdisjoint({"source", "party"})
        else 0.0,
        "more than three take part": -0.1 if len(parts) > _MANY else 0.0,
        f"status {mention.status}": _BY_STATUS.get(mention.status, 0.0),
        "dated": 0.05 if mention.date is not None else 0.0,
        "told by a verb": 0.05 if ".verb." in (mention.extractor.frame or "") else 0.0,
        "headline or caption": -0.1 if mention.kind != "body" else 0.0,
        "opinion": -0.2 if mention.genre in ("opinion", "editorial") else 0.0,
    }
    return {name: weight for name, weight in features.items() if weight}


def confidence_of(mention: Mention) -> float:
    """Return the score of a mention, between 0 and 1."""
    return round(min(1.0, max(0.0, BASE + sum(features_of(mention).values()))), 2)


def _is_named(one: Participant) -> bool:
    return one.because.startswith(_BY_NAME)


def _is_pronoun(one: Participant) -> bool:
    return one.span.text.lower() in PERSONAL
