"""Reports of talks, and which of them are told to be of one event."""

from __future__ import annotations

from storytelling import (
    RUSSIA,
    UKRAINE,
    Told,
    told,
)

from loaders.records import ActorRef, Reading
from loaders.resolution import cluster_mentions

SIDES = [UKRAINE, RUSSIA]
TSIKHANOUSKI = ActorRef("local-1", "Siarhei Tsikhanouski", "person", local=True)
KARNEI = ActorRef("local-2", "Ihar Karnei", "person", local=True)


def talks(text: str, trigger: str = "talks", **facts: object) -> Told:
    return told(text, trigger, "CONSULT", **{"mode": "negotiate", "party": SIDES, **facts})  # type: ignore[arg-type]


def triggers(*readings: Reading) -> set[frozenset[str]]:
    """Each event as the set of sentences that report it."""
    texts = {mention.id: mention.evidence.text for reading in readings for mention in reading.mentions}
    return {frozenset(texts[key] for key in event.mentions) for event in cluster_mentions(readings)}


def together(*readings: Reading) -> bool:
    return len(cluster_mentions(readings)) == 1
