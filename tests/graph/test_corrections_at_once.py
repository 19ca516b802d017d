"""A bad day: corrections beside loads, and corrections that are killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from storytelling import ISTANBUL, QATAR, RUSSIA, TURKEY, UKRAINE, Told, article, told

from database import Database
from loaders.erasure import PurgeKey
from loaders.graph import snapshot
from loaders.graph.purging import purge_articles
from loaders.graph.purging_persons import plan_person, purge_person
from loaders.graph.retraction import restore, retract
from loaders.identity import digest
from loaders.load import load
from loaders.records import ActorRef, Reading

SECRET = "a test's own"  # noqa: S105  # of no use elsewhere
KEY = PurgeKey(SECRET)
DAYS = 10


def talks(day: str, outlet: str) -> Told:
    return told(
        f"{outlet} reports talks on {day}",
        "talks",
        "CONSULT",
        mode="negotiate",
        party=[UKRAINE, RUSSIA],
        when=day,
        place=ISTANBUL,
        mediator=[TURKEY if outlet == "One" else QATAR],
    )


def arrest(day: str, outlet: str) -> Told:
    ada = ActorRef(digest("actor", day, outlet), "Ada Obi", "person", "RUS", local=True)
    text = f"{outlet} says Russia arrested Ada Obi on {day}"
    return told(text, "arrested", "COERCE", mode="arrest", when=day, source=[RUSSIA], target=[ada])


STORY = [
    article(f"{outlet} {day}", talks(day, outlet), arrest(day, outlet), published=day, outlet=outlet)
    for day in (f"2025-06-{number:02}" for number in range(1, DAYS + 1))
    for outlet in ("One", "Two")
]
GONE = [reading for reading in STORY if reading.article.outlet == "Two"][::2]


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GOODOFFICES_PURGE_KEY", SECRET)
    monkeypatch.setenv("GOODOFFICES_HOME", str(tmp_path))


def ids(readings: list[Reading]) -> list[str]:
    return [reading.article.id for reading in readings]


def empty(graph: Database, but: str = "Schema") -> None:
    graph.run(f"MATCH (n) WHERE NOT n:Schema AND NOT n:{but} DETACH DELETE n")


def take_back(graph: Database) -> object:
    return retract(graph, ids(GONE), reason="A mistake.")


def take_back_and_restore(graph: Database) -> object:
    retract(graph, ids(GONE), reason="A mistake.")
    return restore(graph, ids(GONE))


def erase(graph: Database) -> object:
    return purge_articles(graph, ids(GONE), KEY)


def erase_person(graph: Database) -> object:
    return purge_person(graph, plan_person(graph, "Ada Obi"), KEY)


CORRECTIONS = [take_back, take_back_and_restore, erase]


@pytest.mark.parametrize("correct", CORRECTIONS)
def test_a_correction_beside_a_load_leads_to_the_graph_of_one_after_the_other(
    graph: Database, correct: Callable[[Database], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    rest = [reading for reading in STORY if reading not in GONE]
    load(graph, GONE)
    load(graph, rest)
    correct(graph)
    whole = snapshot(graph)
    empty(graph)
    # Small steps, so that the two meet.
    monkeypatch.setattr("loaders.load.ARTICLES_AT_ONCE", 2)
    monkeypatch.setattr("loaders.load.BATCHES_BETWEEN_PROJECTIONS", 1)
    for module in ("retraction", "purging"):
        monkeypatch.setattr(f"loaders.graph.{module}.ARTICLES_AT_ONCE", 1)
    load(graph, GONE)
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(load, graph, rest), pool.submit(correct, graph)]:
            done.result()
    assert snapshot(graph) == whole


SCRIPT = """
import sys
sys.path[:0] = {path!r}
import test_corrections_at_once as corrections
from database import DatabaseSettings, connect
from loaders.graph import retraction, purging, purging_persons

# Small steps, so that a kill finds the work in the midst of one.
retraction.ARTICLES_AT_ONCE = purging.ARTICLES_AT_ONCE = purging_persons.ARTICLES_AT_ONCE = 1
with connect(DatabaseSettings(**{settings!r})) as db:
    print("connected", flush=True)
    corrections.{correction}(db)
    print("done", flush=True)
"""


def run_for(graph: Database, correction: str, seconds: float) -> bool:
    """Kill a correction so many seconds after it connected; tell whether it ended before."""
    endpoint = graph.endpoint
    settings = {
        "neo4j_uri": endpoint.uri,
        "neo4j_user": endpoint.user,
        "neo4j_password": endpoint.password.get_secret_value(),
    }
    here = Path(__file__)
    path = [str(here.parent), str(here.parents[1]), str(here.parents[2])]
    script = SCRIPT.format(path=path, settings=settings, correction=correction)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "connected\n"
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        return "done" in process.stdout.read()


@pytest.mark.parametrize("correct", [take_back, erase, erase_person])
def test_a_killed_correction_that_is_run_again_leads_to_the_same_graph(
    graph: Database, correct: Callable[[Database], object]
) -> None:
    load(graph, STORY)
    correct(graph)
    whole = snapshot(graph)
    empty(graph)
    load(graph, STORY)
    moments = random.Random(int(os.environ.get("GOODOFFICES_TEST_SEED", "7")))  # noqa: S311  # any moments
    for _ in range(2):
        run_for(graph, correct.__name__, moments.uniform(0.0, 1.0))
    correct(graph)
    assert snapshot(graph) == whole
