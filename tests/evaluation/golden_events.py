"""Gold made by hand, for tests of what compares it with what was told."""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.annotated import score_annotated
from evaluation.gold import Annotated, GoldActor, GoldEvent, GoldParticipant, GoldText
from evaluation.reports import Report
from loaders.records import ActorRef, Content, Reading
from loaders.resolution import cluster_mentions


def event(
    type: str, trigger: str, *, status: str = "happened", of: Sequence[str] = (), **roles: object
) -> GoldEvent:
    """Make an event; roles are given as ``party=[UKRAINE, RUSSIA]``."""
    parts = [
        GoldParticipant(role, actor.name, GoldActor(actor.name, actor.kind, actor.country))
        for role, actors in roles.items()
        for actor in actors  # type: ignore[attr-defined]  # a list of actors
    ]
    return GoldEvent(type, status, trigger, of=tuple(map(Content, of)), participants=tuple(parts))


def score(
    reading: Reading, *events: GoldEvent, genre: str = "news", lost: Sequence[GoldEvent] = ()
) -> Report:
    """Score one article against its gold."""
    text = GoldText("a text", reading.article, reading.article.text, genre, events, lost=tuple(lost))
    event_of = {told: found.id for found in cluster_mentions([reading]) for told in found.mentions}
    return score_annotated(Annotated("a set", (text,)), {"a text": reading.mentions}, event_of)


def local(name: str, kind: str = "population", country: str | None = None) -> ActorRef:
    """Make an actor that is in no data."""
    return ActorRef(f"local {name}", name, kind, country, local=True)
