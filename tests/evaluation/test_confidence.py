"""Confidence held against gold."""

from __future__ import annotations

from golden_events import event, score
from storytelling import EGYPT, QATAR, article, told

from evaluation.confidence import misordered
from evaluation.figures import Share


def test_what_was_told_is_counted_by_how_sure_the_extractor_was() -> None:
    reading = article(
        "a",
        told("Qatar met Egypt.", "met", "CONSULT", party=[QATAR, EGYPT], confidence=0.8),
        told("It was a war of words.", "war", "ASSAULT", confidence=0.29),
    )
    report = score(reading, event("CONSULT", "met", party=[QATAR, EGYPT]))
    assert report.confidence == {"0.2-0.29": Share(0, 1), "0.8-0.89": Share(1, 1)}


def test_an_actor_in_a_wrong_role_makes_a_mention_wrong() -> None:
    reading = article("a", told("Qatar met Egypt.", "met", "CONSULT", party=[EGYPT], mediator=[QATAR]))
    report = score(reading, event("CONSULT", "met", party=[QATAR, EGYPT]))
    assert list(report.confidence.values()) == [Share(0, 1)]


def test_a_feature_is_counted_with_and_without() -> None:
    reading = article(
        "a", told("Qatar met Egypt.", "met", "CONSULT", when="2025-06-02", party=[QATAR, EGYPT])
    )
    report = score(reading, event("CONSULT", "met", party=[QATAR, EGYPT]))
    assert report.features["dated"] == (Share(1, 1), Share(0, 0))


def test_an_order_that_is_wrong_beyond_chance_is_named() -> None:
    shares = {"low": Share(90, 100), "middle": Share(40, 100), "high": Share(4, 10)}
    assert misordered(shares) == [("low", "middle")]
