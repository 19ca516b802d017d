"""What was read, together with what it adds up to: the input of exports without a database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from loaders.records import Article, Event, Mention, Negotiation, Reading


@dataclass(frozen=True)
class Corpus:
    """Readings with their events and negotiations; events refer to mentions by id, negotiations to events."""

    readings: tuple[Reading, ...]
    events: tuple[Event, ...]
    negotiations: tuple[Negotiation, ...] = ()

    def mentions(self) -> Iterator[tuple[Mention, Article]]:
        """Give every mention with its article, in the order of reading."""
        for reading in self.readings:
            for mention in reading.mentions:
                yield mention, reading.article

    @cached_property
    def told(self) -> dict[str, tuple[Mention, Article]]:
        """Mentions with their articles, by mention id."""
        return {mention.id: (mention, article) for mention, article in self.mentions()}

    @cached_property
    def events_by_id(self) -> dict[str, Event]:
        """Events by their ids."""
        return {event.id: event for event in self.events}

    @cached_property
    def event_of(self) -> dict[str, Event]:
        """The event that a mention reports, by mention id."""
        return {mention: event for event in self.events for mention in event.mentions}

    @cached_property
    def negotiation_of(self) -> dict[str, Negotiation]:
        """The negotiation that an event belongs to, by event id; events without one are absent."""
        return {one.event_id: negotiation for negotiation in self.negotiations for one in negotiation.rounds}

    def told_of(self, mention_ids: Iterable[str]) -> list[tuple[Mention, Article]]:
        """Give mentions with their articles, the best evidence first (see :func:`evidence_rank`)."""
        return sorted((self.told[one] for one in mention_ids), key=_rank)


_KINDS = {"body": 0, "caption": 1, "headline": 2}


def evidence_rank(kind: str, confidence: float, mention_id: str) -> tuple[int, float, str]:
    """Sort key that puts running text before captions and headlines, then the surer mention first."""
    return _KINDS[kind], -confidence, mention_id


def _rank(told: tuple[Mention, Article]) -> tuple[int, float, str]:
    mention, _ = told
    return evidence_rank(mention.kind, mention.confidence, mention.id)
