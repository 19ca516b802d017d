"""Mentions of two extractors are mentions of one sentence: each event has both, and two events stay two."""

from __future__ import annotations

from dataclasses import replace

from storytelling import DOHA, EGYPT, ISRAEL, QATAR, Told, article, told

from loaders.records import Extractor
from loaders.resolution import cluster_mentions

MODEL = Extractor("openai", "a-model/1")
TWO_ROUNDS = "Egypt and Israel held talks in May 2023 and met again in Doha in July 2024."
FIRST = told(TWO_ROUNDS, "talks", "CONSULT", mode="negotiate", party=[EGYPT, ISRAEL], when="2023-05")
SECOND = told(
    TWO_ROUNDS, "met", "CONSULT", mode="negotiate", party=[EGYPT, ISRAEL], when="2024-07", place=DOHA
)


def by_model(event: Told, **changes: object) -> Told:
    """The same event as the model tells it."""
    return replace(event, extractor=MODEL, **changes)  # type: ignore[arg-type]  # fields of Told


def extractors_of_events(*mentions: Told) -> list[list[str]]:
    """Return, for each event, the extractors of its mentions."""
    reading = article("a1", *mentions)
    names = {mention.id: mention.extractor.name for mention in reading.mentions}
    return sorted(sorted(names[one] for one in event.mentions) for event in cluster_mentions([reading]))


def test_one_event_has_the_mentions_of_both() -> None:
    assert extractors_of_events(FIRST, by_model(FIRST)) == [["frames", "openai"]]


def test_two_events_of_a_sentence_have_both_each() -> None:
    found = extractors_of_events(FIRST, SECOND, by_model(FIRST), by_model(SECOND))
    assert found == [["frames", "openai"], ["frames", "openai"]]


def test_an_event_told_with_another_word_is_the_same() -> None:
    other = by_model(FIRST, trigger="held")
    assert extractors_of_events(FIRST, other) == [["frames", "openai"]]


def test_an_event_with_a_mediator_more_is_the_same() -> None:
    mediated = told(TWO_ROUNDS, "talks", "CONSULT", mode="negotiate", party=[EGYPT, ISRAEL], mediator=[QATAR])
    assert extractors_of_events(FIRST, by_model(mediated)) == [["frames", "openai"]]


def test_what_only_one_tells_stands_alone() -> None:
    assert extractors_of_events(FIRST, by_model(SECOND)) == [["frames"], ["openai"]]
