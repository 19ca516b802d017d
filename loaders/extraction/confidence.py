"""An ordinal score for a mention, from features that a reader can name; it is not a probability."""

from __future__ import annotations

from loaders.records import Mention

BASE = 0.5
_BY_STATUS = {"happened": 0.1, "ongoing": 0.1, "planned": 0.05, "hypothetical": -0.15, "alleged": -0.05}


def features_of(mention: Mention) -> dict[str, float]:
    """Return the features that speak for or against a mention, each with its weight."""
    actors = [p.actor for p in mention.participants]
    known = [a for a in actors if not a.local]
    features = {
        "two participants or more": 0.1 if len(actors) > 1 else 0.0,
        "every actor is in the actor data": 0.15 if actors and len(known) == len(actors) else 0.0,
        "no actor is in the actor data": -0.15 if not known else 0.0,
        f"status {mention.status}": _BY_STATUS.get(mention.status, 0.0),
        "dated": 0.05 if mention.date is not None else 0.0,
        "headline or caption": -0.1 if mention.kind != "body" else 0.0,
        "opinion": -0.2 if mention.genre in ("opinion", "editorial") else 0.0,
    }
    return {name: weight for name, weight in features.items() if weight}


def confidence_of(mention: Mention) -> float:
    """Return the score of a mention, between 0 and 1."""
    return round(min(1.0, max(0.0, BASE + sum(features_of(mention).values()))), 2)
