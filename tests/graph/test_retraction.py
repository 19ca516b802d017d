"""Taking articles back, undoing that, and what is loaded meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storytelling import EXTRACTOR, ISTANBUL, QATAR, TURKEY, article, talks

from database import Database
from loaders.graph import Snapshot, rebuild, snapshot
from loaders.graph.retraction import restore, retract
from loaders.graph.retraction_plan import UnknownArticleError, find_articles, plan_for, retracted_articles
from loaders.load import load
from loaders.records import Reading


def projected(graph: Database) -> Snapshot:
    """What is projected, without the evidence."""
    whole = snapshot(graph)
    labels = {"Event", "Negotiation", "Place"}
    kinds = {"ARGUMENT", "IN", "OF", "ON_PAGE", "PUBLISHED_BY", "REPORTED", "SUPERSEDES"}
    return Snapshot(
        tuple(node for node in whole.nodes if node.label in labels),
        tuple(edge for edge in whole.edges if edge.type not in kinds),
    )


STORY = [
    article(
        "May",
        talks("The talks of May 16", "2025-05-16", place=ISTANBUL),
        published="2025-05-17",
        outlet="One",
    ),
    article("June", talks(place=ISTANBUL, mediator=[TURKEY]), published="2025-06-03", outlet="Two"),
    article(
        "Doha", talks("In Doha they held talks", mediator=[QATAR]), published="2025-06-04", outlet="Three"
    ),
    article("Vague", talks("The sides ended talks", None), published="2025-06-04", outlet="Four"),
    article("Denial", talks("No talks on June 2", status="denied"), published="2025-06-05", outlet="Five"),
    article("Undated", talks("The talks in Istanbul", None, place=ISTANBUL, mediator=[TURKEY])),
]
JUNE = STORY[1]


def ids(*readings: Reading) -> list[str]:
    return [reading.article.id for reading in readings]


@pytest.fixture
def story(graph: Database) -> Database:
    load(graph, STORY)
    return graph


def empty(graph: Database) -> None:
    graph.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")


def test_a_retracted_article_supports_nothing(story: Database) -> None:
    retract(story, ids(JUNE), reason="It was made up.")
    with_june = projected(story)
    empty(story)
    load(story, [reading for reading in STORY if reading is not JUNE])
    assert projected(story) == with_june


def test_undoing_a_retraction_leaves_no_trace(story: Database) -> None:
    before = snapshot(story)
    retract(story, ids(JUNE), reason="It was made up.")
    restore(story, ids(JUNE))
    assert snapshot(story) == before


def test_a_retraction_says_who_why_and_from_when_to_when(story: Database) -> None:
    retract(story, ids(JUNE), reason="It was made up.", by="Ada")
    restore(story, ids(JUNE), reason="It was not.", by="Bo")
    (row,) = story.run(
        """
        MATCH (r:Retraction)-[:RETRACTS]->(:Article {id: $id})
        RETURN r.reason AS reason, r.by AS by, r.undone_by AS undone_by, r.undone_because AS because,
               r.since < r.until AS ended
        """,
        id=JUNE.article.id,
    )
    assert row == {
        "reason": "It was made up.",
        "by": "Ada",
        "undone_by": "Bo",
        "because": "It was not.",
        "ended": True,
    }


def test_mentions_keep_the_intervals_in_which_they_stood(story: Database) -> None:
    retract(story, ids(JUNE), reason="It was made up.")
    restore(story, ids(JUNE))
    (row,) = story.run(
        """
        MATCH (m:Mention {article_id: $id})
        RETURN size(m.active_since) AS began, size(m.active_until) AS ended,
               m.active_since[0] < m.active_until[0] AND m.active_until[0] <= m.active_since[1] AS ordered
        """,
        id=JUNE.article.id,
    )
    assert row == {"began": 2, "ended": 1, "ordered": True}


def test_retracting_twice_keeps_the_first_reason(story: Database) -> None:
    retract(story, ids(JUNE), reason="It was made up.")
    again = retract(story, ids(JUNE), reason="No, really.")
    rows = story.run("MATCH (r:Retraction) RETURN r.reason AS reason")
    assert (again.articles, rows) == (0, [{"reason": "It was made up."}])


def test_loading_a_retracted_article_again_does_not_bring_it_back(story: Database) -> None:
    retract(story, ids(JUNE), reason="It was made up.")
    before = snapshot(story)
    load(story, [JUNE])
    assert snapshot(story) == before


def correction(**facts: object) -> Reading:
    return article("June", talks("They talked, in talks", **facts), published="2025-06-03", outlet="Two")


def test_a_new_version_of_a_retracted_article_waits(story: Database) -> None:
    retract(story, ids(JUNE), reason="It was made up.")
    before = projected(story)
    report = load(story, [correction(mediator=[QATAR])])
    assert (projected(story), report.retracted) == (before, 1)


def test_undoing_brings_the_version_that_came_meanwhile(story: Database) -> None:
    retract(story, ids(JUNE), reason="It was made up.")
    load(story, [correction(mediator=[QATAR])])
    restore(story, ids(JUNE))
    after = snapshot(story)
    empty(story)
    load(story, [*STORY, correction(mediator=[QATAR])])
    assert snapshot(story) == after


def test_undoing_brings_what_a_newer_extractor_read_meanwhile(story: Database) -> None:
    newer = replace(EXTRACTOR, version="2")
    reread = article(
        "June", replace(talks(mediator=[QATAR]), extractor=newer), published="2025-06-03", outlet="Two"
    )
    retract(story, ids(JUNE), reason="It was made up.")
    load(story, [reread])
    restore(story, ids(JUNE))
    after = projected(story)
    empty(story)
    load(story, [reread, *(reading for reading in STORY if reading is not JUNE)])
    assert projected(story) == after


def test_a_retraction_that_was_stopped_is_finished_by_the_next(
    story: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = ids(*STORY)
    retract(story, everything, reason="A bad day.")
    whole = snapshot(story)
    empty(story)
    load(story, STORY)
    # Killed after its first transaction: the rest was not written, nothing was put together.
    monkeypatch.setattr("loaders.graph.retraction.ARTICLES_AT_ONCE", 2)

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr("loaders.graph.retraction.project", stop)
        retract(story, everything[:3], reason="A bad day.")
    retract(story, everything, reason="A bad day.")
    assert snapshot(story) == whole


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.permutations(STORY), back=st.sets(st.integers(0, len(STORY) - 1)), out=st.sets(st.integers(0, 5))
)
def test_the_graph_is_that_of_the_articles_that_stand(
    graph: Database, order: list[Reading], back: set[int], out: set[int]
) -> None:
    empty(graph)
    load(graph, order[:3])
    retract(graph, ids(*(STORY[n] for n in out if STORY[n] in order[:3])), reason="A mistake.")
    load(graph, order[3:])
    retract(graph, ids(*(STORY[n] for n in out)), reason="A mistake.")
    restore(graph, ids(*(STORY[n] for n in back)))
    now = projected(graph)
    empty(graph)
    load(graph, [STORY[n] for n in range(len(STORY)) if n not in out - back])
    assert projected(graph) == now


def test_a_rebuild_leaves_what_is_retracted_out(story: Database) -> None:
    retract(story, ids(JUNE), reason="It was made up.")
    before = snapshot(story)
    rebuild(story)
    assert snapshot(story) == before


def test_an_article_is_named_by_id_page_or_load(graph: Database) -> None:
    report = load(graph, [JUNE])
    assert [find_articles(graph, [name]) for name in (JUNE.article.id, "June.txt", report.load_id)] == [
        ids(JUNE)
    ] * 3


def test_a_file_that_holds_an_article_a_line_names_them_all(graph: Database) -> None:
    for number, each in enumerate(STORY[:2], start=1):
        load(graph, [replace(each, article=replace(each.article, source=f"news.jsonl:line {number}"))])
    assert find_articles(graph, ["news.jsonl"]) == sorted(ids(*STORY[:2]))


def test_loading_a_retracted_article_again_says_that_it_is_retracted(story: Database) -> None:
    retract(story, ids(JUNE), reason="It was made up.")
    assert load(story, [JUNE]).retracted == 1


def test_an_article_is_named_by_its_address_however_it_is_written(graph: Database) -> None:
    url = "https://example.org/a?id=7"
    load(graph, [replace(JUNE, article=replace(JUNE.article, url=url))])
    assert find_articles(graph, ["http://www.example.org/a/?utm_source=x&id=7#top"]) == ids(JUNE)


def test_a_load_names_the_articles_whose_current_version_it_wrote(graph: Database) -> None:
    first = load(graph, STORY[:2])
    load(graph, [correction()])
    assert find_articles(graph, [first.load_id]) == ids(STORY[0])


def test_a_name_that_leads_nowhere_is_an_error(graph: Database) -> None:
    load(graph, [JUNE])
    with pytest.raises(UnknownArticleError, match="'nowhere'"):
        find_articles(graph, [JUNE.article.id, "nowhere"])


def test_a_plan_tells_what_is_lost_and_what_is_weakened(story: Database) -> None:
    plan = plan_for(story, ids(STORY[0], JUNE))
    assert ([planned.title for planned in plan.articles], plan.lost, plan.weakened) == (["May", "June"], 1, 1)


def test_what_is_retracted_is_listed_with_its_reason(story: Database) -> None:
    retract(story, ids(JUNE), reason="It was made up.")
    (planned,) = retracted_articles(story).articles
    assert (planned.title, planned.reason, planned.retracted) == ("June", "It was made up.", True)
