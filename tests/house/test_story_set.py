"""The story set: large and varied enough, and written in the words of the schema."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from evaluation import read_gold
from evaluation.gold import Stories
from graph_schema import schema

ANNOTATED = Path(__file__).parents[2] / "annotated"
SETS = {"open": (ANNOTATED / "stories", 40, 6), "set aside": (ANNOTATED / "set_aside" / "stories", 20, 3)}
REGIONS = {"africa", "americas", "asia", "europe", "mideast"}


def files(folder: Path) -> list[dict[str, Any]]:
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))]


@pytest.mark.parametrize("name", SETS)
def test_it_is_as_large_as_it_must_be(name: str) -> None:
    folder, articles, processes = SETS[name]
    gold = read_gold(folder)
    assert isinstance(gold, Stories)
    assert sum(len(story.articles) for story in gold.stories) >= articles
    assert len({story.process for story in gold.stories}) >= processes


@pytest.mark.parametrize("name", SETS)
def test_every_type_is_one_of_the_schema(name: str) -> None:
    types = {kind for story in files(SETS[name][0]) for kind in story["events"].values()}
    assert types <= set(schema().event_types)


@pytest.mark.parametrize("name", SETS)
def test_every_event_is_told_and_some_by_several_articles(name: str) -> None:
    gold = read_gold(SETS[name][0])
    assert isinstance(gold, Stories)
    told = Counter(
        (story.name, mark.key)
        for story in gold.stories
        for article in story.articles
        for mark in article.events
    )
    assert [key for story in gold.stories for key in story.types if not told[story.name, key]] == []
    assert sum(count > 1 for count in told.values()) * 2 > len(told)


@pytest.mark.parametrize("name", SETS)
def test_each_story_has_a_reprint_and_says_where_it_belongs(name: str) -> None:
    for story in files(SETS[name][0]):
        origins = Counter(article["origin"] for article in story["articles"])
        assert max(origins.values()) > 1, story["process"]
        assert story["region"] in REGIONS
        assert story["tests"]
