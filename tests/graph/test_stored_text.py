"""How much of a text is stored, and what works without it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from storytelling import EXTRACTOR, RUSSIA, TURKEY, UKRAINE, article, told

from database import Database
from database.errors import SettingError
from loaders.graph import snapshot
from loaders.graph.recalled_articles import find_unread
from loaders.graph.stored_text import StoredText, erase_texts, read_stored_text
from loaders.load import load
from loaders.records import Reading

PARTIES = [UKRAINE, RUSSIA]
WHOLE = article(
    "A",
    told("They held talks", "talks", "CONSULT", party=PARTIES, mediator=[TURKEY], when="2025-06-02"),
    told("It rained all day, they praised it", "praised", "SUPPORT", source=[RUSSIA], target=[UKRAINE]),
)
READING = replace(WHOLE, mentions=WHOLE.mentions[:1])
"""Of its two sentences one states a mention."""
KEPT = [
    (StoredText.FULL, "They held talks\nIt rained all day, they praised it", 2),
    (StoredText.SENTENCES, None, 2),
    (StoredText.EVIDENCE, None, 1),
]


def stored(graph: Database) -> tuple[str | None, int]:
    (row,) = graph.run(
        "MATCH (a:Article) RETURN a.text AS text, COUNT { (:Sentence)-[:OF]->(a) } AS sentences"
    )
    return row["text"], row["sentences"]


@pytest.mark.parametrize(("keep", "text", "sentences"), KEPT)
def test_a_load_keeps_what_it_is_told_to(
    graph: Database, keep: StoredText, text: str | None, sentences: int
) -> None:
    load(graph, [READING], keep=keep)
    assert stored(graph) == (text, sentences)


@pytest.mark.parametrize(("keep", "text", "sentences"), KEPT)
def test_what_was_stored_before_is_reduced(
    graph: Database, keep: StoredText, text: str | None, sentences: int
) -> None:
    load(graph, [READING])
    erase_texts(graph, keep)
    assert stored(graph) == (text, sentences)


@pytest.mark.parametrize("keep", StoredText)
def test_every_mention_still_has_its_sentence(graph: Database, keep: StoredText) -> None:
    load(graph, [WHOLE], keep=keep)
    (row,) = graph.run(
        "MATCH (m:Mention)-[:IN]->(s:Sentence) WHERE m.evidence = s.text RETURN count(m) AS mentions"
    )
    assert row == {"mentions": 2}


@pytest.mark.parametrize("keep", [StoredText.SENTENCES, StoredText.EVIDENCE])
def test_superseded_texts_are_not_kept_either(graph: Database, keep: StoredText) -> None:
    load(graph, [READING])
    load(graph, [article("A", *talks_again())], keep=keep)
    erase_texts(graph, keep)
    assert graph.run("MATCH (v:ArticleVersion) RETURN v.text AS text") == [{"text": None}]


def talks_again() -> list:  # type: ignore[type-arg]  # what ``article`` takes
    return [told("They held talks again", "talks", "CONSULT", party=PARTIES)]


@pytest.mark.parametrize("keep", StoredText)
def test_events_are_the_same_however_much_is_kept(graph: Database, keep: StoredText) -> None:
    load(graph, [WHOLE])
    events = [node for node in snapshot(graph).nodes if node.label in {"Event", "Negotiation"}]
    graph.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    load(graph, [WHOLE], keep=keep)
    assert [node for node in snapshot(graph).nodes if node.label in {"Event", "Negotiation"}] == events


def test_loading_again_changes_nothing_where_no_text_is_kept(graph: Database) -> None:
    load(graph, [READING], keep=StoredText.EVIDENCE)
    before = snapshot(graph)
    assert load(graph, [READING], keep=StoredText.EVIDENCE).unchanged == 1
    assert snapshot(graph) == before


def newer() -> Reading:
    mentions = tuple(replace(each, extractor=replace(EXTRACTOR, version="2")) for each in WHOLE.mentions)
    return replace(WHOLE, mentions=mentions)


def test_a_newer_extractor_s_reading_brings_the_sentences_that_it_needs(graph: Database) -> None:
    load(graph, [READING], keep=StoredText.EVIDENCE)
    assert load(graph, [newer()], keep=StoredText.EVIDENCE).rejections == ()
    assert stored(graph) == (None, 2)


def test_what_holds_no_text_is_not_read_anew(graph: Database) -> None:
    load(graph, [READING], keep=StoredText.SENTENCES)
    unread = find_unread(graph, ["frames 2"], None)
    assert (unread.ids, unread.without_text) == ([], 1)


def test_loading_with_a_newer_extractor_brings_the_text_where_it_is_kept_now(graph: Database) -> None:
    load(graph, [READING], keep=StoredText.EVIDENCE)
    load(graph, [newer()])
    assert stored(graph) == (WHOLE.article.text, 2)


def test_a_setting_that_is_none_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODOFFICES_STORE_TEXT", "some")
    with pytest.raises(SettingError, match="GOODOFFICES_STORE_TEXT"):
        read_stored_text()
