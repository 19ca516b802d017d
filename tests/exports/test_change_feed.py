"""Replaying the change feed onto an earlier export gives the later one, byte for byte."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storytelling import (
    DOHA,
    ISTANBUL,
    QATAR,
    RUSSIA,
    TURKEY,
    UKRAINE,
    USA,
    Told,
    article,
    told,
)
from typer.testing import CliRunner

from app.cli import app
from app.exports.feed import last_change, read_feed
from app.exports.flat_values import ExportError, to_json
from app.exports.formats import EXPORTERS
from app.exports.replaying import replay
from app.exports.selection import Selection
from app.exports.store import read_for
from database import Database
from graph_schema import apply
from loaders.graph import project, rebuild, write_reading
from loaders.graph.past import AsOf
from loaders.records import Reading

FORMATS = ("events", "node-link")


def talks(text: str, **facts: object) -> Told:
    given = {"mode": "negotiate", "party": [RUSSIA, UKRAINE], **facts}
    return told(text, "talks", "CONSULT", **given)  # type: ignore[arg-type]


TELLINGS = [
    talks("Talks in May, talks indeed", when="2025-05-16", place=ISTANBUL),
    talks("Talks in June, talks indeed", when="2025-06-02", place=ISTANBUL, mediator=[TURKEY]),
    talks("The talks of June 2 went on", when="2025-06-02", mediator=[USA]),
    talks("More talks may follow", status="planned", when="2025-06-20"),
    talks("The talks ended", definite=True),
    talks("Their talks in Doha", when="2024-01-10", place=DOHA, mediator=[QATAR]),
    told("They agreed to stop", "agreed", "AGREE", of=["RETREAT/ceasefire"], party=[RUSSIA, UKRAINE]),
    told("Russia struck Kyiv", "struck", "ASSAULT", source=[RUSSIA], target=[UKRAINE], when="2025-06-05"),
    talks("Nobody is sure of these talks", when="2025-06-03", confidence=0.2),
    talks("A columnist saw talks", when="2025-06-04", genre="opinion", mediator=[QATAR]),
]
LOADS = st.lists(
    st.tuples(
        st.sampled_from(["One", "Two", "Three"]),
        st.lists(st.sampled_from(TELLINGS), max_size=4, unique_by=lambda telling: telling.text),
        st.sampled_from(["2025-06-03", "2025-06-10", None]),
    ),
    min_size=1,
    max_size=3,
)


def load(graph: Database, readings: Sequence[Reading]) -> None:
    for reading in readings:
        write_reading(graph, reading)
    project(graph)


def exported(graph: Database, to: str, selection: Selection | None = None) -> bytes:
    file = io.BytesIO()
    read_for(EXPORTERS[to], graph, AsOf(), selection or Selection())(file)
    return file.getvalue()


def replayed(export: bytes, feed: Sequence[dict[str, object]]) -> bytes:
    file = io.BytesIO()
    replay(export, [to_json(line) for line in feed], file)
    return file.getvalue()


@pytest.fixture
def graph(db: Database) -> Database:
    apply(db)
    return db


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(LOADS, min_size=2, max_size=4))
def test_replaying_the_feed_gives_the_later_export(
    graph: Database, steps: list[list[tuple[str, list[Told], str | None]]]
) -> None:
    graph.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    remembered: list[tuple[int, dict[str, bytes]]] = []
    for number, step in enumerate(steps):
        remembered.append((last_change(graph), {to: exported(graph, to) for to in FORMATS}))
        readings = {
            name: article(name, *tellings, published=day, version=str(number)) for name, tellings, day in step
        }
        load(graph, list(readings.values()))
    for seq, exports in remembered:
        feed = read_feed(graph, seq)
        for to, export in exports.items():
            assert replayed(export, feed) == exported(graph, to)


def test_a_feed_is_of_the_selection_that_it_is_read_for(graph: Database) -> None:
    everything = Selection(genres=["news", "opinion"], confidence=0)
    load(graph, [article("One", *TELLINGS[:2])])
    before, seq = exported(graph, "node-link", everything), last_change(graph)
    load(graph, [article("Two", *TELLINGS[8:])])
    feed = read_feed(graph, seq, everything)
    assert replayed(before, feed) == exported(graph, "node-link", everything)


def test_nothing_new_leaves_an_export_as_it_is(graph: Database) -> None:
    readings = [article("One", *TELLINGS)]
    load(graph, readings)
    before, seq = {to: exported(graph, to) for to in FORMATS}, last_change(graph)
    load(graph, readings)
    rebuild(graph)
    assert read_feed(graph, seq) == []
    assert {to: replayed(before[to], []) for to in FORMATS} == before


def test_a_moment_serves_as_well_as_a_number(graph: Database) -> None:
    load(graph, [article("One", TELLINGS[0])])
    (row,) = graph.run("MATCH (c:Change) RETURN max(c.at) AS at")
    load(graph, [article("Two", TELLINGS[7])])
    assert [(line["kind"], line["label"]) for line in read_feed(graph, row["at"])] == [("added", "Event")]


def test_a_feed_can_be_put_into_no_other_file() -> None:
    with pytest.raises(ExportError, match="no feed"):
        replayed(b"", [{"id": "e1"}])
    with pytest.raises(ExportError, match="no export"):
        replayed(b"type,start", [])


def test_the_command_writes_the_feed_and_applies_it(graph: Database, monkeypatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("GOODOFFICES_NEO4J_URI", graph.endpoint.uri)
    monkeypatch.setenv("GOODOFFICES_NEO4J_USER", graph.endpoint.user)
    monkeypatch.setenv("GOODOFFICES_NEO4J_PASSWORD", graph.endpoint.password.get_secret_value())

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(app, list(arguments))
        assert result.exit_code == 0, result.output
        return result.stdout

    load(graph, [article("One", TELLINGS[0])])
    seq = run("changes", "--last").strip()
    old, feed, new, now = (str(tmp_path / name) for name in ("old", "feed", "new", "now"))
    run("export", "--to", "events", "--out", old)
    load(graph, [article("Two", TELLINGS[1])])
    run("changes", "--since", seq, "--out", feed)
    run("changes", "apply", old, feed, "--out", new)
    run("export", "--to", "events", "--out", now)
    assert (tmp_path / "new").read_bytes() == (tmp_path / "now").read_bytes()
