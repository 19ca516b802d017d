"""Erasing persons: they are nowhere in the graph, and stay out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from erasing import ADA, KEY, STORY, arrest, corrected, erase_person, person, words_of
from storytelling import RUSSIA, article, talks, told

from database import Database
from loaders.actors import knowledge
from loaders.graph import snapshot
from loaders.graph.purging import allow
from loaders.graph.purging_persons import (
    PublicPersonError,
    UnknownPersonError,
    plan_person,
)
from loaders.load import load
from loaders.records import Attribution

pytestmark = pytest.mark.usefixtures("purge_key")


def test_an_erased_person_is_nowhere(story: Database) -> None:
    assert erase_person(story) == 2
    everything = "".join(words_of(story))
    assert [word for word in ("Ada", "Obi", "Lind") if word in everything] == []


def test_words_are_blanked_and_offsets_stay(story: Database) -> None:
    erase_person(story)
    rows = story.run("MATCH (m:Mention {type: 'COERCE'}) RETURN DISTINCT m.evidence AS evidence")
    assert rows == [{"evidence": "Russia arrested ████████████ in Moscow"}]


def test_what_is_told_of_others_stays(story: Database) -> None:
    erase_person(story)
    rows = story.run("MATCH (a:Actor)-[r]->(:Event {type: 'COERCE'}) RETURN a.name AS name, type(r) AS role")
    assert rows == [{"name": "Russia", "role": "SOURCE_OF"}]


def test_the_graph_is_the_one_that_loading_without_the_person_gives(story: Database) -> None:
    erase_person(story)
    erased = snapshot(story)
    story.run("MATCH (n) WHERE NOT n:Schema AND NOT n:Purge DETACH DELETE n")
    load(story, STORY)
    assert snapshot(story) == erased


def test_what_names_nobody_else_is_gone(graph: Database) -> None:
    died = told(f"{ADA} marched", "marched", "PROTEST", source=[person(ADA, "March")])
    load(graph, [article("March", died)])
    erase_person(graph)
    assert graph.run("MATCH (n:Mention|Event|Actor) RETURN n") == []


def test_a_name_with_a_word_before_it_is_the_same_person_s(graph: Database) -> None:
    headline = arrest("A", f"Russia arrested Baker {ADA}", name=f"Baker {ADA}")
    load(graph, [article("A", headline, arrest("B", f"Obi was arrested; they arrested {ADA} twice"))])
    erase_person(graph)
    rows = graph.run("MATCH (s:Sentence) RETURN s.text AS text ORDER BY s.index")
    assert [row["text"] for row in rows] == [
        "Russia arrested Baker ████████████",
        "███ was arrested; they arrested ████████████ twice",
    ]
    assert graph.run("MATCH (a:Person) RETURN a.name AS name") == []


def test_blanks_are_nobody_s_name(story: Database) -> None:
    erase_person(story)
    blank = person("Baker ████████████", "Arrest")
    (mention,) = STORY[4].mentions
    (source, target) = mention.participants
    reread = replace(mention, participants=(source, replace(target, actor=blank)))
    load(story, [replace(STORY[4], mentions=(reread,))], anew=True)
    assert story.run("MATCH (a:Person) RETURN a.name AS name") == []


def test_a_surname_alone_is_blanked_where_nobody_else_bears_it(graph: Database) -> None:
    text = f"Russia arrested {ADA}; Obi denied it, said Mr Lind of Lind Bank"
    other = person("Bo Lind", "A")
    load(graph, [article("A", arrest("A", text), told(text, "denied", "REJECT", source=[other]))])
    erase_person(graph)
    (row,) = graph.run("MATCH (s:Sentence) RETURN s.text AS text")
    assert row["text"] == "Russia arrested ████████████; ███ denied it, said Mr Lind of Lind Bank"


def test_a_name_in_a_text_is_blanked_where_no_mention_names_it(story: Database) -> None:
    load(
        story, [article("Aside", talks("While ADA OBI-LIND slept, they held talks"), published="2025-06-03")]
    )
    erase_person(story)
    rows = story.run("MATCH (a:Article {title: 'Aside'}) RETURN a.text AS text")
    assert rows == [{"text": "While ████████████ slept, they held talks"}]


def test_titles_bylines_and_speakers_are_blanked(graph: Database) -> None:
    reading = article("A", arrest("A"))
    said = replace(reading.mentions[0], attribution=(Attribution("Ada Obi Lind", "speaker"),))
    facts = replace(
        reading.article, title=f"{ADA} held", byline="By Ada Obi Lind", url="https://x.org/ada-obi-lind-held"
    )
    load(graph, [replace(reading, article=facts, mentions=(said,))])
    erase_person(graph)
    (row,) = graph.run(
        "MATCH (a:Article), (m:Mention) RETURN a {.title, .byline, .url} AS a, m.attributed_to AS by"
    )
    assert row == {"a": {"title": "████████████ held", "byline": "By ████████████", "url": None}, "by": None}


def test_superseded_versions_are_blanked(graph: Database) -> None:
    load(graph, [article("A", arrest("A"))])
    load(graph, [corrected("A", arrest("A", "Russia freed nobody, arrested nobody", name="No One"))])
    erase_person(graph)
    (row,) = graph.run("MATCH (v:ArticleVersion) RETURN v.text AS text")
    assert row == {"text": "Russia arrested ████████████ in Moscow"}


def test_names_of_files_and_rejections_are_forgotten(graph: Database) -> None:
    reading = article("A", arrest("A"))
    named = replace(reading, article=replace(reading.article, source="ada-obi-lind.txt"))
    load(graph, [named], sources=["ada-obi-lind.txt"])
    erase_person(graph)
    assert "obi" not in "".join(words_of(graph)).casefold()


def test_an_erased_person_stays_out_of_new_articles(story: Database) -> None:
    erase_person(story)
    load(story, [article("News", arrest("News", f"Russia arrested {ADA} again"), published="2025-07-01")])
    rows = story.run("MATCH (a:Article {title: 'News'}) RETURN a.text AS text")
    assert rows == [{"text": "Russia arrested ████████████ again"}]
    assert story.run("MATCH (a:Person) RETURN a.name AS name") == []


def test_a_namesake_whom_the_actor_data_knows_is_not_erased(story: Database) -> None:
    known = replace(person(ADA, "the data"), local=False)
    erase_person(story)
    load(story, [article("Known", told(f"{ADA} met them", "met", "CONSULT", party=[known, RUSSIA]))])
    assert story.run("MATCH (a:Person) RETURN a.name AS name") == [{"name": ADA}]


def test_a_person_who_was_allowed_again_comes_back_with_what_is_loaded(story: Database) -> None:
    erase_person(story)
    allow(story, [ADA], KEY)
    load(story, [article("News", arrest("News"), published="2025-07-01")])
    assert story.run("MATCH (a:Person) RETURN a.name AS name") == [{"name": ADA}]


def test_an_office_holder_is_not_erased_without_force(graph: Database) -> None:
    (sense, *_) = knowledge().senses("Alexander Lukashenko")
    president = knowledge().actor(sense.actor_id).reference()
    load(graph, [article("A", told("Lukashenko met them", "met", "CONSULT", party=[president, RUSSIA]))])
    with pytest.raises(PublicPersonError, match="public office"):
        plan_person(graph, president.id)
    assert [actor.id for actor in plan_person(graph, president.id, force=True).actors] == [president.id]


def test_a_state_is_no_person(story: Database) -> None:
    with pytest.raises(UnknownPersonError, match="'Russia'"):
        plan_person(story, "Russia")


def test_a_person_whose_erasure_was_stopped_is_erased_by_running_it_again(
    story: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("loaders.graph.purging_persons.ARTICLES_AT_ONCE", 1)
    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr("loaders.graph.purging_persons.forget_answers", stop)
        erase_person(story)
    erase_person(story)
    erased = snapshot(story)
    story.run("MATCH (n) WHERE NOT n:Schema AND NOT n:Purge DETACH DELETE n")
    load(story, STORY)
    assert snapshot(story) == erased
