"""Loading: what is written, what is rejected, and what remains when it is killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from storytelling import ISTANBUL, RUSSIA, TURKEY, UKRAINE, Told, article, told

from database import Database
from loaders.graph import rebuild, snapshot
from loaders.load import load
from loaders.records import Reading, Rejection


def talks(day: str | None, text: str, **facts: object) -> Told:
    given = {"mode": "negotiate", "party": [UKRAINE, RUSSIA], "when": day, "place": ISTANBUL, **facts}
    return told(text, "talks", "CONSULT", **given)  # type: ignore[arg-type]


def readings(number: int) -> list[Reading]:
    """Articles of which every two tell of one round."""
    days = [f"2025-{1 + index // 28 % 12:02}-{1 + index % 28:02}" for index in range(number)]
    return [
        article(
            f"{outlet} {day}",
            talks(day, f"{outlet} reports talks on {day}", mediator=[TURKEY]),
            outlet=outlet,
        )
        for day in days
        for outlet in ("One", "Two")
    ]


def daily_news(number: int) -> list[Reading]:
    """Reports of one pair's talks day after day, few of them dated, in no order."""
    pick = random.Random(3)  # noqa: S311  # any story
    days = [f"2025-06-{pick.randint(1, 28):02}" for _ in range(number)]
    return [
        article(
            f"News {index}",
            *(
                talks(
                    pick.choice([day, None]),
                    f"Report {index} tells of talks, part {part}",
                    place=pick.choice([ISTANBUL, None]),
                    mediator=pick.choice([[TURKEY], []]),
                )
                for part in range(pick.randint(1, 3))
            ),
            published=day,
        )
        for index, day in enumerate(days)
    ]


def test_a_load_tells_what_it_did(graph: Database) -> None:
    report = load(graph, readings(2))
    assert (report.articles, report.mentions, report.unchanged, report.events) == (4, 4, 0, 2)


def test_loading_again_changes_nothing(graph: Database) -> None:
    load(graph, readings(3))
    before = snapshot(graph)
    report = load(graph, readings(3))
    assert (report.articles, report.unchanged) == (0, 6)
    assert snapshot(graph) == before


def test_two_versions_in_one_load_leave_the_second(graph: Database) -> None:
    first, second = (
        article("A", talks("2025-06-02", "The talks")),
        article("A", talks("2025-06-03", "New talks")),
    )
    load(graph, [first, second])
    assert graph.run("MATCH (e:Event) RETURN toString(e.start) AS day") == [{"day": "2025-06-03"}]


def test_a_rejection_is_recorded_with_its_load(graph: Database) -> None:
    report = load(graph, [Rejection("a.txt", "It is empty.", "Give a file with text."), *readings(1)])
    rows = graph.run(
        """
        MATCH (r:Rejection)-[:REJECTED_BY]->(l:Load {id: $load})
        RETURN r.where AS item, r.reason AS reason, l.rejections AS rejections, l.articles AS articles
        """,
        load=report.load_id,
    )
    assert rows == [{"item": "a.txt", "reason": "It is empty.", "rejections": 1, "articles": 2}]


def test_an_article_that_cannot_be_written_takes_no_other_along(graph: Database) -> None:
    broken = article("Broken", talks("2025-06-02", "Half a character \ud83d and talks"))
    report = load(graph, [*readings(1), broken])
    assert (report.articles, [rejection.stage for rejection in report.rejections]) == (2, ["write"])


def test_a_file_name_that_is_no_text_stops_nothing(graph: Database) -> None:
    name = "caf\udce9.txt"
    (reading,) = readings(1)[:1]
    named = replace(reading, article=replace(reading.article, source=name))
    report = load(graph, [Rejection(name, "It is empty.", "Give a text."), named], sources=[name])
    (row,) = graph.run(
        "MATCH (r:Rejection), (l:Load), (p:Page) RETURN r.where AS where, l.sources[0] AS source, p.source AS page"
    )
    assert (report.articles, set(row.values())) == (1, {"caf\\udce9.txt"})


def test_an_item_rejected_twice_is_recorded_once(graph: Database) -> None:
    load(graph, [Rejection("a.txt", "It is empty.", "Give a file with text.")] * 2)
    assert graph.run("MATCH ()-[r:REJECTED_BY]->() RETURN count(r) AS edges") == [{"edges": 1}]


def test_two_loads_at_once_lead_to_the_graph_of_one(graph: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    load(graph, readings(12))
    whole = snapshot(graph)
    graph.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    # Small steps, so that the two meet.
    monkeypatch.setattr("loaders.load.ARTICLES_AT_ONCE", 3)
    monkeypatch.setattr("loaders.load.BATCHES_BETWEEN_PROJECTIONS", 1)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda part: load(graph, part), [readings(12)] * 2))
    assert snapshot(graph) == whole


def test_a_story_that_goes_on_is_what_a_rebuild_gives(
    graph: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loaders.load.ARTICLES_AT_ONCE", 4)
    monkeypatch.setattr("loaders.load.BATCHES_BETWEEN_PROJECTIONS", 2)
    monkeypatch.setattr("loaders.graph.projection.ARTICLES_AT_ONCE", 3)
    load(graph, daily_news(40))
    before = snapshot(graph)
    rebuild(graph)
    assert snapshot(graph) == before


def test_a_rebuild_leaves_nothing_that_no_mention_holds(graph: Database) -> None:
    load(graph, readings(1))
    graph.run(
        "CREATE (:Event {id: 'gone', sort_key: 'x'}), (:Negotiation {id: 'gone'}), (:Place {id: 'gone'})"
    )
    rebuild(graph)
    assert graph.run("MATCH (n {id: 'gone'}) RETURN n") == []


def test_a_load_that_ended_says_so(graph: Database) -> None:
    load(graph, readings(1), sources=["a.txt"])
    (row,) = graph.run("MATCH (l:Load) RETURN l.sources AS sources, l.finished >= l.started AS ended")
    assert row == {"sources": ["a.txt"], "ended": True}


def test_progress_is_told(graph: Database) -> None:
    lines: list[str] = []
    load(graph, readings(1), progress=lines.append)
    assert lines == ["2 articles written", "2 of 2 articles put together"]


LOADER = """
import sys
sys.path[:0] = {path!r}
from test_load import readings
from database import Database, DatabaseSettings, connect
import loaders.load, loaders.graph.projection

# Small steps, so that a kill finds the load in the midst of one.
loaders.load.ARTICLES_AT_ONCE = 3
loaders.load.BATCHES_BETWEEN_PROJECTIONS = 2
loaders.graph.projection.ARTICLES_AT_ONCE = 4
with connect(DatabaseSettings(**{settings!r})) as db:
    print("connected", flush=True)
    loaders.load.load(db, readings(20))
    print("done", flush=True)
"""


class Loader:
    """A load in a process of its own, to be killed."""

    def __init__(self, graph: Database) -> None:
        endpoint = graph.endpoint
        settings = {
            "neo4j_uri": endpoint.uri,
            "neo4j_user": endpoint.user,
            "neo4j_password": endpoint.password.get_secret_value(),
        }
        path = [str(Path(__file__).parent), str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
        self._script = LOADER.format(path=path, settings=settings)

    def run_for(self, seconds: float) -> bool:
        """Kill the load so many seconds after it connected; tell whether it ended before."""
        command = [sys.executable, "-c", self._script]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "connected\n"
            time.sleep(seconds)
            process.send_signal(signal.SIGKILL)
            return "done" in process.stdout.read()


@pytest.fixture
def killed(graph: Database) -> Loader:
    return Loader(graph)


def test_a_killed_load_that_is_run_again_leads_to_the_same_graph(graph: Database, killed: Loader) -> None:
    load(graph, readings(20))
    whole = snapshot(graph)
    graph.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    moments = random.Random(int(os.environ.get("GOODOFFICES_TEST_SEED", "7")))  # noqa: S311  # any moments
    kills = sum(not killed.run_for(moments.uniform(0.0, 1.5)) for _ in range(5))
    load(graph, readings(20))
    assert (kills > 0, snapshot(graph)) == (True, whole)
