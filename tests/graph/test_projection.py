"""What is projected depends on the evidence alone: not on the order, the steps or the number of loads."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storytelling import (
    DOHA,
    HAMAS,
    ISRAEL,
    ISTANBUL,
    QATAR,
    RUSSIA,
    SIDES,
    TURKEY,
    UKRAINE,
    USA,
    article,
    talks,
    told,
)

from database import Database
from database.connection import Transaction
from loaders.graph import project, rebuild, snapshot, write_reading
from loaders.records import Reading
from loaders.resolution import resolve


def load(graph: Database, *readings: Reading) -> None:
    for reading in readings:
        write_reading(graph, reading)
    project(graph)


STORY = [
    article(
        "May",
        talks("The talks of May 16", "2025-05-16", place=ISTANBUL),
        published="2025-05-17",
        outlet="One",
    ),
    article("June", talks(place=ISTANBUL, mediator=[TURKEY]), published="2025-06-03", outlet="Two"),
    article("Vague", talks("The sides ended talks", None), published="2025-06-04", outlet="Three"),
    article("Past", talks("Fruitless talks in 2022", "2022"), talks("No talks on June 2", status="denied")),
    article("Gaza", talks(party=[ISRAEL, HAMAS], mediator=[QATAR], place=DOHA), published="2025-06-03"),
    article("Undated", talks("The talks in Istanbul", None, place=ISTANBUL, mediator=[TURKEY])),
    article(
        "Sky",
        told("Russia struck Kyiv", "struck", "ASSAULT", source=[RUSSIA], target=[UKRAINE], when="2025-06-02"),
    ),
]


def test_the_graph_holds_what_resolution_gives(graph: Database) -> None:
    load(graph, *STORY)
    expected = resolve(STORY)
    assert [row["id"] for row in graph.run("MATCH (e:Event) RETURN e.id AS id ORDER BY id")] == [
        event.id for event in expected.events
    ]
    assert [row["id"] for row in graph.run("MATCH (n:Negotiation) RETURN n.id AS id ORDER BY id")] == [
        negotiation.id for negotiation in expected.negotiations
    ]


def test_a_mediator_is_reached_from_its_negotiation(graph: Database) -> None:
    load(graph, *STORY)
    rows = graph.run(
        """
        MATCH (a:Actor)-[m:MEDIATED]->(e:Event)-[r:ROUND_OF]->(n:Negotiation)
        RETURN n.name AS negotiation, a.name AS mediator, r.number AS round ORDER BY negotiation
        """
    )
    assert rows == [
        {"negotiation": "Israel-Hamas talks, Doha, 2025", "mediator": "Qatar", "round": 1},
        {"negotiation": "Russia-Ukraine talks, Istanbul, 2025", "mediator": "Turkey", "round": 2},
    ]


def test_a_role_edge_counts_its_support(graph: Database) -> None:
    load(graph, *STORY)
    (row,) = graph.run(
        """
        MATCH (:Actor {id: $russia})-[r:PARTY_TO {start: date('2025-06-02')}]->(:Event)
        RETURN r.status AS status, r.mentions AS mentions, r.articles AS articles, r.genres AS genres
        """,
        russia=RUSSIA.id,
    )
    assert row == {"status": "happened", "mentions": 4, "articles": 4, "genres": ["news"]}


def test_projecting_again_changes_nothing(graph: Database) -> None:
    load(graph, *STORY)
    before = snapshot(graph)
    rebuild(graph)
    assert snapshot(graph) == before


class Beside:
    """A database on which somebody else projects before each of our steps."""

    def __init__(self, graph: Database) -> None:
        self._graph = graph

    def run(self, statement: str, /, **parameters: Any) -> list[dict[str, Any]]:
        project(self._graph)
        return self._graph.run(statement, **parameters)

    def write[Result](self, work: Callable[[Transaction], Result]) -> Result:
        project(self._graph)
        return self._graph.write(work)


def test_a_rebuild_loses_nothing_to_a_projection_beside_it(
    graph: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(graph, *STORY)
    before = snapshot(graph)
    monkeypatch.setattr("loaders.graph.rebuilding.ARTICLES_AT_ONCE", 2)
    rebuild(Beside(graph))  # type: ignore[arg-type]  # a database
    assert snapshot(graph) == before


def test_nothing_waits_after_a_projection(graph: Database) -> None:
    load(graph, *STORY)
    assert graph.run("MATCH (a:Article) WHERE a.dirty RETURN a.id") == []


@pytest.mark.parametrize("seed", range(4))
def test_the_order_and_the_steps_of_loading_do_not_matter(graph: Database, seed: int) -> None:
    load(graph, *STORY)
    at_once = snapshot(graph)
    graph.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    for reading in random.Random(seed).sample(STORY, len(STORY)):  # noqa: S311  # any order
        load(graph, reading)
    assert snapshot(graph) == at_once


def test_a_correction_takes_away_the_support_of_what_it_leaves_out(graph: Database) -> None:
    load(graph, article("A", talks(mediator=[TURKEY])))
    load(graph, article("A", talks("They held direct talks")))
    assert graph.run("MATCH ()-[r:MEDIATED]->() RETURN r") == []


def test_a_correction_leaves_no_place_behind(graph: Database) -> None:
    load(graph, article("A", talks(place=ISTANBUL)))
    load(graph, article("A", talks("They held talks somewhere")))
    assert graph.run("MATCH (p:Place) RETURN p.name") == []


def test_an_old_link_leads_to_the_event_that_holds_it_now(graph: Database) -> None:
    old = article("A", talks())
    load(graph, old, article("B", talks("The talks were held")))
    load(graph, article("A", talks("They held direct talks")))
    (row,) = graph.run(
        "MATCH (m:Mention {id: $id})-[:REPORTED]->(e:Event) RETURN e.mentions AS mentions",
        id=old.mentions[0].id,
    )
    assert row == {"mentions": 2}


def test_a_correction_gives_what_a_rebuild_gives(graph: Database) -> None:
    load(graph, *STORY)
    load(
        graph,
        article(
            "June", talks("The talks of May 16 went on", "2025-05-16"), published="2025-06-03", outlet="Two"
        ),
    )
    before = snapshot(graph)
    rebuild(graph)
    assert snapshot(graph) == before


WORDS = ["They met", "Both sat down", "The two spoke", "All came"]


@st.composite
def small_articles(draw: st.DrawFn) -> Reading:
    mentions = [
        talks(
            f"{text} for talks",
            draw(st.sampled_from(["2025-05-16", "2025-06-02", "2025-05", "2022", None])),
            party=draw(st.sampled_from([SIDES, [RUSSIA, USA], [RUSSIA], []])),
            mediator=draw(st.sampled_from([[], [TURKEY]])),
            place=draw(st.sampled_from([ISTANBUL, None])),
            definite=draw(st.booleans()),
            mode=draw(st.sampled_from(["negotiate", "mediate"])),
        )
        for text in draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True))
    ]
    published = draw(st.sampled_from(["2025-05-17", "2025-06-03", None]))
    return article(draw(st.sampled_from("ABCDE")), *mentions, published=published)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(small_articles(), min_size=2, max_size=6))
def test_loading_step_by_step_gives_what_a_rebuild_gives(graph: Database, readings: list[Reading]) -> None:
    graph.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    for reading in readings:
        load(graph, reading)
    before = snapshot(graph)
    rebuild(graph)
    assert snapshot(graph) == before
