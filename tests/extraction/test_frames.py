"""Every frame runs its own examples, from ``loaders/extraction/frames/*.yaml``.

An example is a ``text`` and what is to be read from it, ``expect``: ``type`` (the frame's own where not
given), ``mode``, ``status``, ``of``, ``place``, ``date``, and for a role the countries (ISO 3166-1 alpha-3) or
names of all who take it. ``not: true`` marks a sentence in which the frame must not tell of anything. The
idioms of ``00_void.yaml`` tell of nothing at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from plain_articles import article_of

from graph_schema import schema
from loaders.extraction import Extractor
from loaders.extraction.frames import VOID, Frame, load_frames
from loaders.records import Content, DateInterval, Mention, Participant

FRAMES = load_frames().frames
EXAMPLES = [(frame, example) for frame in FRAMES for example in frame.examples]
EXAMPLE_IDS = [f"{frame.id}: {example['text']}" for frame, example in EXAMPLES]
FACTS = {"type", "mode", "status", "of", "place", "date"}


@pytest.fixture(scope="module")
def mentions(extractor: Extractor) -> dict[str, tuple[Mention, ...]]:
    """The mentions of every example's text, all parsed in one go."""
    texts = list(dict.fromkeys(example["text"] for _, example in EXAMPLES))
    readings = extractor.read(article_of(text, name=text) for text in texts)
    return {text: reading.mentions for text, reading in zip(texts, readings, strict=True)}


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.id)
def test_every_frame_has_an_example_in_which_it_tells(frame: Frame) -> None:
    assert any(not example.get("not") for example in frame.examples)


@pytest.mark.parametrize(("frame", "example"), EXAMPLES, ids=EXAMPLE_IDS)
def test_an_example_says_nothing_unknown(frame: Frame, example: Mapping[str, Any]) -> None:
    assert set(example) <= {"text", "expect", "not"}
    assert set(example.get("expect", ())) <= FACTS | set(schema().roles)


@pytest.mark.parametrize(("frame", "example"), EXAMPLES, ids=EXAMPLE_IDS)
def test_an_example_holds(
    frame: Frame, example: Mapping[str, Any], mentions: dict[str, tuple[Mention, ...]]
) -> None:
    found = mentions[example["text"]]
    if frame.type == VOID:
        assert [mention.trigger.text for mention in found] == []
        return
    own = [mention for mention in found if mention.extractor.frame == frame.id]
    if example.get("not"):
        assert [mention.trigger.text for mention in own] == []
        return
    expected = {"type": frame.type, **example.get("expect", {})}
    expected = {key: _normal(key, value) for key, value in expected.items()}
    told = [{key: _fact(mention, key, value) for key, value in expected.items()} for mention in own]
    assert expected in told, f"{told} among {[mention.extractor.frame for mention in found]}"


def _normal(key: str, value: Any) -> Any:
    return value if key in FACTS - {"of"} else sorted(value)


def _fact(mention: Mention, key: str, expected: Any) -> Any:
    """Return what a mention says under a key, worded as the expectation is where both mean the same."""
    if key == "of":
        return sorted(_content(part, expected) for part in mention.of)
    if key == "place":
        return mention.place.name if mention.place else None
    if key == "date":
        return _date(mention.date)
    if key in FACTS:
        return getattr(mention, key)
    return sorted(_name(p, expected) for p in mention.participants if p.role == key)


def _content(part: Content, expected: list[str]) -> str:
    return part.type if part.type in expected else f"{part.type}.{part.mode}"


def _name(participant: Participant, expected: list[str]) -> str:
    actor = participant.actor
    return actor.name if actor.name in expected or not actor.country else actor.country


def _date(interval: DateInterval | None) -> str | None:
    if interval is None or interval.start is None or interval.end is None:
        return None
    if interval.precision in ("day", "month", "year"):
        return interval.start.isoformat()[: {"day": 10, "month": 7, "year": 4}[interval.precision]]
    return f"{_iso(interval.start)}/{_iso(interval.end)}"


def _iso(day: date) -> str:
    return day.isoformat()
