"""Resolution is a function of the set of mentions."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storytelling import DOHA, ISTANBUL, QATAR, RUSSIA, TURKEY, UKRAINE, USA, Told, article, told

from loaders.records import Reading
from loaders.resolution import cluster_mentions, resolve, thread_events
from loaders.resolution.agreement import comparable, pair_score
from loaders.resolution.antecedents import resolve_back
from loaders.resolution.blocking import candidate_pairs
from loaders.resolution.profiles import Profile

DAYS = ["2025-05-16", "2025-05-17", "2025-06-02", "2025-05", "2025", "2022", None]
ACTORS = [RUSSIA, UKRAINE, USA, TURKEY, QATAR]


@st.composite
def mentions(draw: st.DrawFn) -> Told:
    parties = draw(st.lists(st.sampled_from(ACTORS[:3]), max_size=3, unique=True))
    return told(
        draw(st.text("abcd", min_size=3, max_size=6)) + " talks",
        "talks",
        draw(st.sampled_from(["CONSULT", "CONSULT", "AGREE"])),
        mode=draw(st.sampled_from(["negotiate", "mediate", None])),
        when=draw(st.sampled_from(DAYS)),
        status=draw(st.sampled_from(["happened", "planned", "denied", "proposed"])),
        party=parties,
        mediator=draw(st.lists(st.sampled_from(ACTORS[3:]), max_size=1)),
        place=draw(st.sampled_from([ISTANBUL, DOHA, None])),
        ordinal=draw(st.sampled_from([1, 2, None, None])),
        definite=draw(st.booleans()),
    )


@st.composite
def stories(draw: st.DrawFn) -> list[Reading]:
    return [
        article(
            f"article {index}",
            *draw(st.lists(mentions(), min_size=1, max_size=3, unique_by=lambda each: each.text)),
            published=draw(st.sampled_from(["2025-05-17", "2025-06-03", None])),
        )
        for index in range(draw(st.integers(1, 5)))
    ]


THOROUGH = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@THOROUGH
@given(stories(), st.randoms(use_true_random=False))
def test_order_does_not_matter(readings: list[Reading], chance: random.Random) -> None:
    shuffled = chance.sample(readings, len(readings))
    assert resolve(shuffled) == resolve(readings)


@THOROUGH
@given(stories())
def test_every_mention_is_in_one_event(readings: list[Reading]) -> None:
    held = sorted(key for event in cluster_mentions(readings) for key in event.mentions)
    assert held == sorted(mention.id for reading in readings for mention in reading.mentions)


@THOROUGH
@given(stories())
def test_a_score_is_the_same_both_ways(readings: list[Reading]) -> None:
    profiles = [profile for reading in readings for profile in resolve_back(reading)]
    assert all(pair_score(one, other) == pair_score(other, one) for one in profiles for other in profiles)


@THOROUGH
@given(stories())
def test_blocking_misses_no_comparable_pair(readings: list[Reading]) -> None:
    profiles = [profile for reading in readings for profile in resolve_back(reading)]
    blocked = {frozenset((one.id, other.id)) for one, other in candidate_pairs(profiles)}
    missed = [pair for pair in _scoring_pairs(profiles) if pair not in blocked]
    assert missed == []


def _scoring_pairs(profiles: list[Profile]) -> list[frozenset[str]]:
    return [
        frozenset((one.id, other.id))
        for one in profiles
        for other in profiles
        if one.id < other.id and comparable(one, other) and pair_score(one, other) > 0
    ]


@THOROUGH
@given(stories())
def test_an_event_is_in_one_negotiation_at_most(readings: list[Reading]) -> None:
    threaded = [
        each.event_id for negotiation in resolve(readings).negotiations for each in negotiation.rounds
    ]
    assert len(threaded) == len(set(threaded))


@pytest.mark.parametrize("seed", range(3))
def test_threading_events_gives_what_resolving_gives(seed: int) -> None:
    sides = {"mode": "negotiate", "party": [RUSSIA, UKRAINE]}
    days = random.Random(seed).sample(["2025-05-16", "2025-06-02", "2022"], 3)  # noqa: S311  # a test's order
    readings = [article(day, told("They held talks", "talks", "CONSULT", when=day, **sides)) for day in days]  # type: ignore[arg-type]
    assert thread_events(cluster_mentions(readings), readings) == resolve(readings).negotiations
