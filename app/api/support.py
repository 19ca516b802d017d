"""GraphQL types of what supports events and roles: origins, and the reasons of a confidence.

How reliable an outlet is stands in the user's own file, not in the graph: it is looked up when it is asked for,
shown beside what the outlet tells, and has no part in any confidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import strawberry

from app.api.plans import Records, Told, planned, record_type, said
from app.api.words import Reliability
from loaders.graph.support import Support
from loaders.outlets import outlets
from loaders.support import Ground, ToldBy


@record_type
class Origin:
    """An independent origin: articles that carry one text, or go back to one agency or owner, count as one."""

    name: str = said("The agency or outlet that they go back to, such as `Reuters`; or their common owner.")
    outlets: list[str] = said("The outlets that carry it.")
    articles: list[strawberry.ID] = said("Ids of the articles that say so.")
    mentions: list[strawberry.ID] = said("Ids of the mentions that say so.")
    why: list[str] = said("Why they count as one, such as `Gulf Morning credits Reuters`.")
    reliability: Reliability | None = said(
        "How reliable you hold it to be (`goodoffices outlets`); has no part in any confidence."
    )


@record_type
class ConfidenceReason:
    """What one origin adds to a confidence, by its surest mention; docs/resolution.md has the formula."""

    origin: str = said("The origin.")
    mention: strawberry.ID = said("Its surest mention that says so.")
    confidence: float = said("How sure the reading of that mention is.")
    voice: float = said("1 for what the outlet says itself, less for what it says that somebody says.")
    sure: float = said("`confidence` times `voice`.")
    denies: bool = said("True for an origin that denies it: what speaks against it.")
    because: str = said("The same in words.")


def origins_of(role: str = "", actor: str = "") -> Any:
    """Give the field of the origins of an event, or of an actor's role in it."""
    plan = _plan(lambda support, *of: map(_origin, support.origins(*of)), role, actor)
    return planned(plan, "The independent origins that say so: which articles count as one, and why.")


def reasons_of(role: str = "", actor: str = "") -> Any:
    """Give the field of what the confidence of an event, or of an actor's role in it, is computed from."""
    plan = _plan(lambda support, *of: map(_reason, support.grounds(*of)), role, actor)
    return planned(plan, "What the confidence is computed from.")


def _plan(read: Callable[..., Iterator[dict[str, Any]]], role: str, actor: str) -> Records:
    def told(value: list[Any]) -> list[dict[str, Any]]:
        text, *of = value
        return list(read(Support(text), *of))

    return Records(f"[@event.support, {role}, {actor}]" if role else "[@event.support]", told)


RELIABILITY = Told("@article.outlet", lambda name: outlets().reliability(name) if name else None)
"""How reliable the user holds an article's outlet to be."""


def _origin(one: ToldBy) -> dict[str, Any]:
    return {
        "name": one.name,
        "outlets": list(one.outlets),
        "articles": list(one.articles),
        "mentions": list(one.mentions),
        "why": list(one.why),
        "reliability": outlets().reliability(one.name),
    }


def _reason(ground: Ground) -> dict[str, Any]:
    return {
        "origin": ground.origin,
        "mention": ground.mention,
        "confidence": ground.confidence,
        "voice": ground.voice,
        "sure": round(ground.sure, 4),
        "denies": ground.denies,
        "because": ground.in_words,
    }
