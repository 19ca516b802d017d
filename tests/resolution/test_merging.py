"""Merging a component gives what its rule says, and stays quick where a story is told a thousand times."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

import pytest
from storytelling import DOHA, ISTANBUL, RUSSIA, TURKEY, UKRAINE, article, told

from loaders.records import Reading
from loaders.resolution.agreement import conflicting
from loaders.resolution.antecedents import resolve_back
from loaders.resolution.clusters import components, score_links
from loaders.resolution.merging import Links, merge_component
from loaders.resolution.profiles import Profile

DAYS = ["2025-06-01", "2025-06-02", "2025-06", None, None]


def story(articles: int, seed: int) -> Iterator[Reading]:
    """Reports of talks of one pair, few of them dated: chains of vague mentions between conflicting rounds."""
    pick = random.Random(seed)  # noqa: S311  # any story
    for number in range(articles):
        mentions = [
            told(
                f"Report {number} tells of talks, part {part}",
                "talks",
                "CONSULT",
                mode=pick.choice(["negotiate", "mediate"]),
                party=[UKRAINE, RUSSIA],
                mediator=pick.choice([[], [TURKEY]]),
                when=pick.choice(DAYS),
                place=pick.choice([None, ISTANBUL, DOHA]),
                definite=pick.random() < 0.2,
            )
            for part in range(pick.randint(1, 3))
        ]
        yield article(f"A{number}", *mentions, published=f"2025-06-0{pick.randint(1, 5)}")


def profiles_of(articles: int, seed: int) -> list[Profile]:
    return [profile for reading in story(articles, seed) for profile in resolve_back(reading)]


def merged_by_the_rule(part: list[Profile], links: Links) -> set[frozenset[str]]:
    """The rule in its plainest form: best link first, no conflicts, nothing that fits two as well."""
    clusters = {profile.id: [profile] for profile in part}

    def conflict(ours: list[Profile], theirs: list[Profile]) -> bool:
        return any(conflicting(one, other) for one in ours for other in theirs)

    def rivalled(ours: list[Profile], theirs: list[Profile], score: float) -> bool:
        rivals = (
            clusters[key]
            for profile in ours
            for key, other_score in links[profile.id].items()
            if abs(other_score - score) <= 0.05 and clusters[key] is not ours and clusters[key] is not theirs
        )
        return any(conflict(rival, theirs) and not conflict(rival, ours) for rival in rivals)

    pairs = [
        (-links[one][other], one, other) for one in clusters for other in links.get(one, ()) if one < other
    ]
    for worst, one, other in sorted(pairs):
        ours, theirs = clusters[one], clusters[other]
        free = ours is not theirs and not conflict(ours, theirs)
        if free and not rivalled(ours, theirs, -worst) and not rivalled(theirs, ours, -worst):
            merged = [*ours, *theirs]
            clusters |= {profile.id: merged for profile in merged}
    return {frozenset(profile.id for profile in cluster) for cluster in clusters.values()}


@pytest.mark.parametrize("seed", range(8))
def test_merging_follows_the_rule(seed: int) -> None:
    profiles = profiles_of(12, seed)
    links = score_links(profiles)
    for part in components(profiles, links):
        merged = {frozenset(profile.id for profile in cluster) for cluster in merge_component(part, links)}
        assert merged == merged_by_the_rule(part, links)


def test_a_story_told_hundreds_of_times_is_merged_in_seconds() -> None:
    profiles = profiles_of(200, seed=1)
    links = score_links(profiles)
    started = time.process_time()
    for part in components(profiles, links):
        merge_component(part, links)
    assert time.process_time() - started < 10
