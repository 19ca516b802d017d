"""Erasing articles and persons: the graph is as if they had never been loaded, and they stay out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storytelling import ISTANBUL, QATAR, RUSSIA, TURKEY, UKRAINE, Told, article, told

from database import Database
from loaders.actors import knowledge
from loaders.erasure import PurgeKey, PurgeKeyError
from loaders.graph import snapshot
from loaders.graph.purging import allow, purge_articles
from loaders.graph.purging_persons import (
    PublicPersonError,
    UnknownPersonError,
    plan_person,
    purge_person,
)
from loaders.graph.retraction import retract
from loaders.identity import digest
from loaders.load import load
from loaders.records import ActorRef, Attribution, Reading

SECRET = "a test's own"  # noqa: S105  # of no use elsewhere
KEY = PurgeKey(SECRET)
ADA = "Ada Obi-Lind"


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GOODOFFICES_PURGE_KEY", SECRET)
    monkeypatch.setenv("GOODOFFICES_HOME", str(tmp_path))


def person(name: str, where: str, *aliases: str) -> ActorRef:
    """A person whom the data does not know, local to an article."""
    return ActorRef(digest("actor", name, where), name, "person", "RUS", aliases, local=True)


def arrest(
    where: str, text: str = f"Russia arrested {ADA} in Moscow", name: str = ADA, **facts: object
) -> Told:
    given = {"source": [RUSSIA], "target": [person(name, where)], "when": "2025-06-02", **facts}
    return told(text, "arrested", "COERCE", mode="arrest", **given)  # type: ignore[arg-type]


def talks(text: str = "They held talks", when: str | None = "2025-06-02", **facts: object) -> Told:
    given = {"mode": "negotiate", "party": [UKRAINE, RUSSIA], "when": when, **facts}
    return told(text, "talks", "CONSULT", **given)  # type: ignore[arg-type]


def corrected(name: str, *events: Told, **facts: object) -> Reading:
    return article(name, *events, version="2", **facts)  # type: ignore[arg-type]


STORY = [
    article(
        "May",
        talks("The talks of May 16", "2025-05-16", place=ISTANBUL),
        published="2025-05-17",
        outlet="One",
    ),
    article(
        "June", talks(place=ISTANBUL, mediator=[TURKEY]), arrest("June"), published="2025-06-03", outlet="Two"
    ),
    article(
        "Doha", talks("In Doha they held talks", mediator=[QATAR]), published="2025-06-04", outlet="Three"
    ),
    article("Vague", talks("The sides ended talks", None), published="2025-06-04", outlet="Four"),
    article("Arrest", arrest("Arrest"), published="2025-06-03", outlet="Five"),
    article("Undated", talks("The talks in Istanbul", None, place=ISTANBUL, mediator=[TURKEY])),
    corrected("May", talks("The talks of May 17", "2025-05-17"), published="2025-05-18", outlet="One"),
]


def ids(*readings: Reading) -> list[str]:
    return [reading.article.id for reading in readings]


def empty(graph: Database) -> None:
    graph.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")


@pytest.fixture
def story(graph: Database) -> Database:
    load(graph, STORY)
    return graph


def words_of(graph: Database) -> Iterator[str]:
    """Everything that is written anywhere in the graph."""
    for pattern in ("MATCH (x)", "MATCH ()-[x]->()"):
        for row in graph.run(f"{pattern} RETURN properties(x) AS told"):
            yield str(row["told"])


def erase_person(graph: Database, name: str = ADA, **options: Any) -> int:
    return purge_person(graph, plan_person(graph, name, **options), KEY)


# -- articles ----------------------------------------------------------------------------------------------


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


# -- persons -----------------------------------------------------------------------------------------------


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
