"""``--extractor frames|openai|both``, from the command line to lines, tables and the graph."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_endpoint import FakeEndpoint, failing
from typer.testing import CliRunner, Result

from app.cli import app
from database import Database
from loaders.extractors import extractor_named
from loaders.graph import snapshot

TALKS = "Chad and Sudan held talks in Doha on May 3, 2010, mediated by Qatar."
RAID = "Chad shelled Sudan."


@pytest.fixture(autouse=True)
def configured(endpoint: FakeEndpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The command is told to ask the fake, which sees neither the mediator nor the shelling."""
    monkeypatch.setenv("GOODOFFICES_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GOODOFFICES_OPENAI_BASE_URL", endpoint.url)
    monkeypatch.setenv("GOODOFFICES_OPENAI_MODEL", "a-model")
    parties = [{"role": "party", "text": "Chad"}, {"role": "party", "text": "Sudan"}]
    talks = {"trigger": "talks", "type": "CONSULT", "mode": "negotiate", "status": "happened"}
    endpoint.answers = {TALKS: [{**talks, "participants": parties, "date": "May 3, 2010", "place": "Doha"}]}
    extractor_named.cache_clear()
    yield
    extractor_named.cache_clear()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.jsonl"
    file.write_text(json.dumps({"id": "a1", "text": f"{TALKS} {RAID}"}) + "\n", encoding="utf-8")
    return file


def run(command: str, *arguments: object) -> Result:
    return CliRunner().invoke(app, [command, *map(str, arguments)])


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_frames_read_by_default_and_nobody_is_asked(page: Path, endpoint: FakeEndpoint) -> None:
    found = lines(run("extract", page).stdout)
    assert ({line["extractor"]["name"] for line in found}, endpoint.bodies) == ({"frames"}, [])


def test_the_model_reads_alone(page: Path) -> None:
    result = run("extract", page, "--extractor", "openai")
    [line] = lines(result.stdout)
    assert (line["extractor"]["name"], line["location"]["country"]) == ("openai", "QAT"), result.stderr


def test_what_a_run_cost_is_told(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODOFFICES_OPENAI_COST_IN", "0.5")
    result = run("extract", page, "--extractor", "openai")
    assert "Answers of a-model: 1 (1,000 tokens in, 100 out; cost: 0.5000)." in result.stderr


def test_both_tell_of_one_event(page: Path) -> None:
    found = lines(run("extract", page, "--extractor", "both").stdout)
    talks = [line for line in found if line["type"] == "CONSULT"]
    assert [line["extractor"]["name"] for line in talks] == ["frames", "openai"]
    assert len({line["event_id"] for line in talks}) == 1


def test_both_show_how_far_they_agree(page: Path) -> None:
    table = run("extract", page, "--extractor", "both").stderr
    rows = {row[0]: row[1:] for row in (line.replace("│", " ").split() for line in table.splitlines()) if row}
    assert "Of 2 sentences with events, 0 were read alike" in table
    assert (rows["CONSULT"], rows["ASSAULT"]) == (["1", "0", "0", "1.00"], ["0", "1", "0", "0.00"])


def test_where_both_differ_is_written_sentence_by_sentence(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "differences.jsonl"
    run("extract", page, "--extractor", "both", "--differences", out)
    talks, raid = lines(out.read_text(encoding="utf-8"))
    assert (talks["sentence"], talks["differs"]) == (TALKS, ["roles"])
    assert ("mediator" in str(talks["frames"]), "mediator" in str(talks["openai"])) == (True, False)
    assert (raid["article_id"], raid["differs"], raid["openai"]) == ("a1", ["events"], [])


def test_two_workers_and_a_model_read_what_one_reads(page: Path) -> None:
    one = run("extract", page, "--extractor", "both").stdout
    assert run("extract", page, "--extractor", "both", "--workers", 2).stdout == one


def test_what_the_model_leaves_unread_the_frames_still_read(page: Path, endpoint: FakeEndpoint) -> None:
    endpoint.always = failing(429, Retry_After="86400")
    result = run("extract", page, "--extractor", "both")
    assert {line["extractor"]["name"] for line in lines(result.stdout)} == {"frames"}
    assert "Of 0 sentences" in result.stderr  # what was not read does not count as read differently


def test_differences_of_one_extractor_are_wrong_usage(page: Path, tmp_path: Path) -> None:
    result = run("extract", page, "--differences", tmp_path / "differences.jsonl")
    assert (result.exit_code, "--extractor both" in result.stderr) == (2, True)


def test_an_unknown_extractor_is_wrong_usage(page: Path) -> None:
    result = run("extract", page, "--extractor", "oracle")
    assert (result.exit_code, "'oracle' is none of frames, openai, both" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("variable", "value", "complaint"),
    [
        ("BASE_URL", "", "GOODOFFICES_OPENAI_BASE_URL"),
        ("BASE_URL", "somewhere", "GOODOFFICES_OPENAI_BASE_URL"),
        ("MODEL", "", "GOODOFFICES_OPENAI_MODEL"),
        ("MODEL", "a model", "GOODOFFICES_OPENAI_MODEL"),
        ("BUDGET", "5", "GOODOFFICES_OPENAI_BUDGET"),
        ("CONCURRENCY", "0", "GOODOFFICES_OPENAI_CONCURRENCY"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    variable: str, value: str, complaint: str, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"GOODOFFICES_OPENAI_{variable}", value)
    result = run("extract", page, "--extractor", "openai")
    assert (result.exit_code, complaint in result.stderr) == (1, True), result.stderr


def test_a_missing_package_is_said_with_its_remedy(page: Path) -> None:
    program = "import sys; sys.modules['openai'] = None; from app.cli import app; app()"
    ended = subprocess.run(
        [sys.executable, "-c", program, "extract", str(page), "--extractor", "openai"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ended.returncode, "-m pip install 'openai" in ended.stderr) == (1, True), ended.stderr


# -- into the graph ----------------------------------------------------------------------------------


@pytest.fixture
def graph(db: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The test run's Neo4j, which the command is told to use."""
    assert db.endpoint.password is not None
    monkeypatch.setenv("GOODOFFICES_NEO4J_URI", db.endpoint.uri)
    monkeypatch.setenv("GOODOFFICES_NEO4J_USER", db.endpoint.user)
    monkeypatch.setenv("GOODOFFICES_NEO4J_PASSWORD", db.endpoint.password.get_secret_value())
    return db


REPORTS = """
MATCH (m:Mention {type: 'CONSULT', active: true})-[:REPORTS]->(e:Event)
RETURN collect(m.extractor) AS extractors, count(DISTINCT e) AS events
"""


def test_both_kinds_of_mentions_stand_side_by_side_on_one_event(page: Path, graph: Database) -> None:
    result = run("load", page, "--extractor", "both")
    [row] = graph.run(REPORTS)
    assert (sorted(row["extractors"]), row["events"]) == (["frames", "openai"], 1), result.stderr


def test_the_model_adds_to_what_the_frames_have_loaded(page: Path, graph: Database) -> None:
    run("load", page)
    run("load", page, "--extractor", "openai")
    [row] = graph.run(REPORTS)
    assert (sorted(row["extractors"]), row["events"]) == (["frames", "openai"], 1)


def test_loading_again_changes_nothing_and_asks_nobody(
    page: Path, graph: Database, endpoint: FakeEndpoint
) -> None:
    run("load", page, "--extractor", "both")
    before = snapshot(graph)
    endpoint.bodies.clear()
    extractor_named.cache_clear()
    run("load", page, "--extractor", "both")
    assert (snapshot(graph), endpoint.bodies) == (before, [])


def test_what_was_not_borne_out_is_recorded_in_the_graph(
    page: Path, graph: Database, endpoint: FakeEndpoint
) -> None:
    endpoint.answers[RAID] = [{"trigger": "bombed", "type": "ASSAULT", "status": "happened"}]
    run("load", page, "--extractor", "openai")
    [row] = graph.run("MATCH (r:Rejection) RETURN r.stage AS stage, r.where AS where, r.reason AS reason")
    assert (row["stage"], RAID in row["where"], "“bombed”" in row["reason"]) == ("model", True, True)
