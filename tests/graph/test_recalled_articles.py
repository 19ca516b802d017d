"""Articles read back from the graph are read by extractors as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from storytelling import RUSSIA, UKRAINE, article, on, told

from app.samples import sample_pages
from database import Database
from loaders.graph import write_reading
from loaders.graph.recalled_articles import find_unread, recall_articles
from loaders.pages import read_articles
from loaders.records import Article, Passage, Reading

TALKS = told("They held talks", "talks", "CONSULT", party=[UKRAINE, RUSSIA])


def stored(graph: Database, original: Article) -> Article:
    """Write an article and read it back."""
    write_reading(graph, Reading(original, (), ()))
    (recalled,) = recall_articles(graph, [original.id])
    return recalled


@pytest.mark.parametrize("page", sample_pages(), ids=lambda page: Path(page).name)
def test_a_page_s_articles_come_back_as_they_were_read(graph: Database, page: str) -> None:
    originals = [item for item in read_articles(page) if isinstance(item, Article)]
    assert [stored(graph, original) for original in originals] == [
        replace(original, given_id=None) for original in originals
    ]


def test_a_post_of_a_live_blog_keeps_its_day_and_an_answer_its_speaker(graph: Database) -> None:
    text = "Talks began. We hope."
    passages = (
        Passage("body", 0, 12, genre="brief", published=on("2025-06-02")),
        Passage("body", 13, 21, speaker="Ada Obi"),
    )
    original = replace(article("A").article, text=text, passages=passages)
    assert stored(graph, original).passages == passages


def test_what_an_extractor_has_read_is_not_asked_for(graph: Database) -> None:
    write_reading(graph, article("A", TALKS))
    assert find_unread(graph, ["frames 1"], None).ids == []


def test_what_another_version_has_read_is(graph: Database) -> None:
    reading = article("A", TALKS)
    write_reading(graph, reading)
    assert find_unread(graph, ["frames 2"], None).ids == [reading.article.id]


def test_everything_is_asked_for_anew(graph: Database) -> None:
    reading = article("A", TALKS)
    write_reading(graph, reading)
    assert find_unread(graph, ["frames 1"], None, anew=True).ids == [reading.article.id]


def test_since_a_day_means_published_on_it_or_later_or_loaded_undated(graph: Database) -> None:
    for name, day in (("Before", "2025-06-01"), ("That day", "2025-06-02"), ("Undated", None)):
        write_reading(graph, article(name, TALKS, published=day))
    found = find_unread(graph, ["frames 2"], date(2025, 6, 2)).ids
    assert {each.title for each in recall_articles(graph, found)} == {"That day", "Undated"}


def test_articles_without_their_text_are_counted(graph: Database) -> None:
    write_reading(graph, article("A", TALKS))
    graph.run("MATCH (a:Article) REMOVE a.text")
    unread = find_unread(graph, ["frames 2"], None)
    assert (unread.ids, unread.without_text) == ([], 1)
