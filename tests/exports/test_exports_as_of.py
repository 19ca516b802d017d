"""The past is read from the mentions that had been published by then."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from storytelling import HELD, ISTANBUL, RUSSIA, TURKEY, UKRAINE, article, told

from app.exports.as_of import read_graph_as_of
from app.exports.selection import Selection
from app.exports.stored_graph import read_graph
from graph_schema import apply
from loaders.graph import project, write_reading
from loaders.graph.past import AsOf

BEFORE = date(2025, 6, 1)
AFTER = date(2025, 6, 3)
LONG_AFTER = datetime.now(UTC).date() + timedelta(days=2)

PLANNED = article(
    "Talks set for Monday",
    told(
        "Russia and Ukraine will hold talks in Istanbul on June 2.",
        "talks",
        "CONSULT",
        mode="negotiate",
        status="planned",
        when="2025-06-02",
        place=ISTANBUL,
        party=[RUSSIA, UKRAINE],
    ),
    published="2025-06-01",
)
UNDATED = article(
    "Warning",
    told("Turkey warned Russia.", "warned", "THREATEN", source=[TURKEY], target=[RUSSIA]),
)


@pytest.fixture
def stored(db):
    apply(db)
    for reading in (PLANNED, HELD, UNDATED):
        write_reading(db, reading)
    project(db)
    return db


def talks(graph):
    (event,) = ((node, data) for node, data in graph.nodes(data=True) if data.get("type") == "CONSULT")
    return event


def elements(graph):
    nodes = [(node, {k: v for k, v in data.items() if k != "stage"}) for node, data in graph.nodes(data=True)]
    return sorted(nodes + list(graph.edges(keys=True, data=True)), key=lambda item: item[:-1])


def test_before_the_talks_they_were_planned(stored):
    _, event = talks(read_graph_as_of(stored, AsOf(BEFORE)))
    assert (event["status"], event["mentions"]) == ("planned", 1)


def test_after_the_talks_they_had_happened(stored):
    _, event = talks(read_graph_as_of(stored, AsOf(AFTER)))
    assert (event["status"], event["mentions"]) == ("happened", 2)


def test_a_mediator_reported_later_was_not_known(stored):
    event, _ = talks(read_graph(stored))
    assert TURKEY.id in read_graph(stored).predecessors(event)
    assert TURKEY.id not in read_graph_as_of(stored, AsOf(BEFORE))


def test_an_event_keeps_the_id_that_it_has_today(stored):
    assert talks(read_graph_as_of(stored, AsOf(BEFORE)))[0] == talks(read_graph(stored))[0]


def test_an_undated_article_counts_from_its_loading(stored):
    warned = {data.get("type") for _, data in read_graph_as_of(stored, AsOf(AFTER)).nodes(data=True)}
    assert "THREATEN" not in warned


def test_as_of_a_later_day_the_graph_is_today_s(stored):
    assert elements(read_graph_as_of(stored, AsOf(LONG_AFTER))) == elements(read_graph(stored))


def test_the_day_before_all_news_nothing_was_known(stored):
    assert len(read_graph_as_of(stored, AsOf(date(2020, 1, 1)))) == 0


@pytest.mark.parametrize(
    "selection",
    [
        Selection(types=["THREATEN"]),
        Selection(statuses=["planned"]),
        Selection(actors=["Turkey"]),
        Selection(since=date(2025, 6, 3)),
        Selection(until=date(2025, 6, 1)),
        Selection(confidence=0.9),
        Selection(evidence=False),
    ],
    ids=str,
)
def test_a_selection_means_the_same_today_and_as_of_today(stored, selection):
    then = read_graph_as_of(stored, AsOf(LONG_AFTER), selection)
    assert elements(then) == elements(read_graph(stored, selection))


# -- the clock of loading ----------------------------------------------------------------------------------


def load(graph, *readings):
    """Load, and return the moment after."""
    for reading in readings:
        write_reading(graph, reading)
    project(graph)
    return datetime.now(UTC)


CORRECTED = article(
    "Talks end",
    told(
        "Russia and Ukraine held talks in Istanbul on June 2.",
        "talks",
        "CONSULT",
        mode="negotiate",
        when="2025-06-02",
        place=ISTANBUL,
        party=[RUSSIA, UKRAINE],
    ),
    published="2025-06-03",
    version="2",
)


def test_as_of_each_moment_the_graph_is_what_it_was(db):
    apply(db)
    remembered = []
    for step in ([PLANNED], [HELD, UNDATED], [CORRECTED]):
        moment = load(db, *step)
        remembered.append((moment, elements(read_graph(db))))
    for moment, graph in remembered:
        assert elements(read_graph_as_of(db, AsOf(ingested=moment))) == graph


def test_before_the_first_load_there_was_nothing(stored):
    assert len(read_graph_as_of(stored, AsOf(ingested=datetime(2020, 1, 1, tzinfo=UTC)))) == 0


def test_by_both_clocks_only_what_both_let_through_counts(db):
    apply(db)
    load(db, PLANNED)
    moment = load(db, HELD)
    load(db, CORRECTED)
    then = read_graph_as_of(db, AsOf(BEFORE, moment))
    assert TURKEY.id not in then
    assert talks(then)[1]["status"] == "planned"
