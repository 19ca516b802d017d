"""Stories: what is marked is found where it stands, and what was resolved is scored pair by pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from evaluation import GoldError, evaluate, read_gold
from evaluation.clusterings import b_cubed_f1, score_pairs, wrong_pairs
from evaluation.figures import Score
from evaluation.gold import Stories
from loaders.reading import readings_of
from loaders.records import Article, Reading, Rejection

STORY = """
process: Two rounds
region: europe
decade: 2020
rounds: {talks: [first, second]}
events: {first: CONSULT, second: CONSULT}
articles:
- id: a-1
  title: "[Talks](#first) in Istanbul"
  outlet: The Courier
  published_at: "2025-05-17"
  origin: wire
  text: |
    [Russia](@russia) and [Ukraine](@ukraine) [held talks](#first) in Istanbul on Friday,
    officials said.
- id: a-2
  title: A reprint
  outlet: The Post
  byline: From The Courier
  published_at: "2025-05-17"
  origin: wire
  text: |
    [Russia](@russia) and [Ukraine](@ukraine) [held talks](#first) in Istanbul on Friday, officials said.
- id: a-3
  title: More of it
  outlet: The Gazette
  published_at: "2025-06-02"
  origin: gazette
  text: |
    [Russia](@russia) and [Ukraine](@ukraine) [held talks](#second) in Istanbul on Monday.
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "two-rounds.yaml"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_marks_are_taken_out_of_the_text_and_stand_where_they_were(story: Path) -> None:
    gold = read_gold(story)
    assert isinstance(gold, Stories)
    first = gold.stories[0].articles[0]
    assert first.article.text.startswith("Russia and Ukraine held talks in Istanbul on Friday, officials")
    assert [first.article.text[each.span.start : each.span.end] for each in first.events] == [
        "held talks",
        "Talks",
    ]


def test_a_folder_of_stories_is_gold(story: Path) -> None:
    gold = read_gold(story.parent)
    assert isinstance(gold, Stories)
    assert [each.name for each in gold.stories] == ["two-rounds"]


def test_an_event_that_is_not_declared_is_named(story: Path) -> None:
    story.write_text(STORY.replace("(#second)", "(#third)"), encoding="utf-8")
    with pytest.raises(GoldError, match="third"):
        read_gold(story)


def test_what_is_resolved_rightly_scores_full(story: Path) -> None:
    report = evaluate(read_gold(story))
    assert (report.scores["events"].f1, report.scores["actors"].f1) == (1.0, 1.0)
    assert report.shares["rounds kept apart"].value == 1.0
    assert report.shares["reprints counted once"].n == 1


def test_rounds_that_are_merged_are_counted(story: Path) -> None:
    def on_one_day(articles: Iterable[Article]) -> Iterator[Reading | Rejection]:
        """Read the articles as if all had been published on one day, so that their talks are one."""
        listed = list(articles)
        days = {article.id: article.published for article in listed}
        moved = [replace(article, published=days[listed[0].id]) for article in listed]
        yield from readings_of([replace(one, text=one.text.replace("Monday", "Friday")) for one in moved])

    report = evaluate(read_gold(story), on_one_day)
    assert report.shares["rounds kept apart"].hits == 0
    assert report.scores["events"].precision.value < 1.0


def test_pairs_of_what_was_not_found_are_missed() -> None:
    assert score_pairs([("a", 1), ("a", None), ("a", 1)]) == Score(hits=1, told=1, gold=3)


def test_b_cubed_falls_where_groups_are_joined() -> None:
    assert b_cubed_f1([("a", 1), ("b", 1)]) < b_cubed_f1([("a", 1), ("b", 2)]) == 1.0


def test_wrong_pairs_are_those_joined_and_those_parted() -> None:
    joined, parted = wrong_pairs([("w", ("a", 1)), ("x", ("b", 1)), ("y", ("a", 2))])
    assert (joined, parted) == ([("w", "x")], [("w", "y")])
