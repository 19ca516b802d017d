"""Erasing articles: the graph is as if they had never been loaded, and they stay out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from erasing import KEY, STORY, corrected, empty, erase_person, ids, words_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storytelling import article, talks

from database import Database
from loaders.erasure import PurgeKeyError
from loaders.graph import snapshot
from loaders.graph.purging import allow, purge_articles
from loaders.graph.retraction import retract
from loaders.load import load
from loaders.records import Reading

pytestmark = pytest.mark.usefixtures("purge_key")


@pytest.mark.parametrize("name", ["May", "June", "Doha", "Arrest"])
def test_the_graph_is_as_if_an_erased_article_had_never_been_loaded(story: Database, name: str) -> None:
    purge_articles(story, {each.article.id for each in STORY if each.article.title == name}, KEY)
    erased = snapshot(story)
    empty(story)
    load(story, [each for each in STORY if each.article.title != name])
    assert snapshot(story) == erased


def test_an_article_that_is_retracted_is_erased_as_well(story: Database) -> None:
    retract(story, ids(STORY[1]), reason="It was made up.")
    purge_articles(story, ids(STORY[1]), KEY)
    assert story.run("MATCH (r:Retraction) RETURN r") == []
    assert "It was made up" not in "".join(words_of(story))


def test_nothing_in_the_graph_names_an_erased_article(story: Database) -> None:
    load(story, [article("Secret", talks("A secret place held talks"))], sources=["Secret.txt"])
    purge_articles(story, ids(article("Secret", talks())), KEY)
    assert "ecret" not in "".join(words_of(story))


def test_the_record_says_only_that_it_was_done(story: Database) -> None:
    purge_articles(story, ids(STORY[1]), KEY, by="Bo")
    (row,) = story.run("MATCH (p:Purge) RETURN p {.*} AS record")
    record = row["record"]
    assert (record["kind"], record["by"], record["articles"]) == ("article", "Bo", 1)
    assert STORY[1].article.id not in str(record)


def test_what_was_erased_stays_out(story: Database) -> None:
    purge_articles(story, ids(STORY[1]), KEY)
    before = snapshot(story)
    report = load(story, [STORY[1]])
    assert (report.purged, report.articles, snapshot(story)) == (1, 0, before)


def test_another_version_of_it_stays_out_as_well(story: Database) -> None:
    purge_articles(story, ids(STORY[1]), KEY)
    assert load(story, [corrected("June", talks("They held no talks"))]).purged == 1


def test_its_text_stays_out_under_another_address(story: Database) -> None:
    purge_articles(story, ids(STORY[1]), KEY)
    elsewhere = replace(STORY[1], article=replace(STORY[1].article, id="another"), mentions=())
    assert load(story, [elsewhere]).purged == 1


def test_a_file_of_which_no_line_is_left_is_forgotten(graph: Database) -> None:
    lines = [
        replace(each, article=replace(each.article, source=f"secret.jsonl:line {n}"))
        for n, each in enumerate(STORY[:2], start=1)
    ]
    load(graph, lines, sources=["secret.jsonl"])
    purge_articles(graph, ids(STORY[0]), KEY)
    assert graph.run("MATCH (l:Load) RETURN l.sources AS sources") == [{"sources": ["secret.jsonl"]}]
    purge_articles(graph, ids(STORY[1]), KEY)
    assert "secret" not in "".join(words_of(graph))


def test_an_article_is_allowed_again_by_its_address(graph: Database) -> None:
    named = replace(STORY[4], article=replace(STORY[4].article, url="https://x.org/a"))
    load(graph, [named])
    purge_articles(graph, ids(named), KEY)
    assert allow(graph, ["http://www.x.org/a/"], KEY) == 1
    assert load(graph, [named]).articles == 1


def test_what_was_allowed_again_comes_back(story: Database) -> None:
    before = snapshot(story)
    purge_articles(story, ids(STORY[4]), KEY)
    allow(story, ids(STORY[4]), KEY)
    load(story, [STORY[4]])
    assert snapshot(story) == before


def test_without_the_key_nothing_is_loaded(story: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    purge_articles(story, ids(STORY[1]), KEY)
    monkeypatch.delenv("GOODOFFICES_PURGE_KEY")
    with pytest.raises(PurgeKeyError, match="GOODOFFICES_PURGE_KEY"):
        load(story, [STORY[1]])


@pytest.mark.parametrize("stopped_at", ["project", "forget_answers"])
def test_an_erasure_that_was_stopped_is_finished_by_the_next(
    story: Database, monkeypatch: pytest.MonkeyPatch, stopped_at: str
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(f"loaders.graph.purging.{stopped_at}", stop)
        purge_articles(story, ids(STORY[1]), KEY)
    purge_articles(story, ids(STORY[2]), KEY)
    erased = snapshot(story)
    empty(story)
    load(story, [each for each in STORY if each not in (STORY[1], STORY[2])])
    assert snapshot(story) == erased


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.permutations(STORY[:6]), gone=st.sets(st.integers(0, 5), max_size=3), person_too=st.booleans()
)
def test_erasing_in_any_order_leaves_what_was_not_erased(
    graph: Database, order: list[Reading], gone: set[int], person_too: bool
) -> None:
    empty(graph)
    load(graph, order)
    purge_articles(graph, ids(*(STORY[n] for n in gone)), KEY)
    if person_too:
        erase_person(graph)
    erased = snapshot(graph)
    graph.run("MATCH (n) WHERE NOT n:Schema AND NOT n:Purge DETACH DELETE n")
    load(graph, STORY[:6])
    assert snapshot(graph) == erased
