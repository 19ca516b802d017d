"""The commands ``schema``, ``query`` and ``serve``."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from app.api.schema import sdl
from app.api.serving import listen
from app.cli import app
from database import Database
from graph_schema.markdown import document

START_SECONDS = 60


@pytest.fixture
def configured(story_graph: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of somebody who runs the commands on the story."""
    endpoint = story_graph.endpoint
    monkeypatch.setenv("GOODOFFICES_NEO4J_URI", endpoint.uri)
    monkeypatch.setenv("GOODOFFICES_NEO4J_USER", endpoint.user)
    monkeypatch.setenv("GOODOFFICES_NEO4J_PASSWORD", endpoint.password.get_secret_value())


def run(*arguments: str, given: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, arguments, input=given)
    return result.exit_code, result.stdout, result.stderr


def test_schema_prints_what_it_is_asked_for() -> None:
    assert run("schema", "docs") == (0, document(), "")
    assert run("schema", "sdl") == (0, sdl(), "")
    code, text, _ = run("schema", "cypher")
    assert code == 0
    assert text.startswith("CREATE CONSTRAINT actor_id")


def test_schema_writes_a_file(tmp_path: Path) -> None:
    assert run("schema", "sdl", "--out", str(tmp_path / "x.graphql")) == (0, "", "")
    assert (tmp_path / "x.graphql").read_text(encoding="utf-8") == sdl()


@pytest.mark.usefixtures("configured")
def test_a_named_query_prints_a_table() -> None:
    code, text, _ = run("query", "--named", "mediations")
    assert code == 0
    assert "Turkey" in text
    assert "mediator.name" in text


@pytest.mark.usefixtures("configured")
def test_a_query_prints_json() -> None:
    code, text, _ = run("query", '{ actor(id: "Q43") { name } }', "--format", "json")
    assert (code, json.loads(text)) == (0, {"actor": {"name": "Turkey"}})


@pytest.mark.usefixtures("configured")
def test_a_query_prints_csv() -> None:
    asked = "query ($n: Int!) { actors(first: $n, filter: {kind: [state]}) { nodes { name country } } }"
    code, text, _ = run("query", asked, "--format", "csv", "--variables", '{"n": 2}')
    assert (code, text) == (0, "name,country\nRussia,RUS\nSwitzerland,CHE\n")


@pytest.mark.usefixtures("configured")
def test_a_query_writes_a_whole_table_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "triples.parquet"
    code, _, said = run(
        "query", "--named", "triples", "--to", "parquet", "--out", str(out), "--variables", '{"first": 3}'
    )
    assert (code, said, pq.read_table(out).num_rows) == (0, "", 3)


@pytest.mark.usefixtures("configured")
def test_a_saved_query_is_asked_by_its_name(story_graph: Database) -> None:
    document = '{ actor(id: "Q39") { name } }'
    story_graph.run(
        "CREATE (:SavedQuery {name: 'swiss', description: '', document: $document})", document=document
    )
    code, text, _ = run("query", "--named", "swiss", "--to", "jsonl")
    story_graph.run("MATCH (q:SavedQuery) DELETE q")
    assert (code, text) == (0, '{"name":"Switzerland"}\n')


@pytest.mark.usefixtures("configured")
def test_a_table_that_cannot_be_made_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "talks.csv"
    out.write_text("before")
    code, _, said = run("query", '{ events(after: "x") { nodes { id } } }', "--to", "csv", "--out", str(out))
    assert (code, out.read_text()) == (1, "before")
    assert "no cursor of this list" in said


@pytest.mark.usefixtures("configured")
def test_a_query_is_read_from_the_input() -> None:
    code, text, _ = run("query", "-", "--format", "csv", given='{ actor(id: "Q39") { name } }')
    assert (code, text) == (0, "name\nSwitzerland\n")


@pytest.mark.usefixtures("configured")
def test_a_wrong_document_is_named_with_its_place() -> None:
    code, _, said = run("query", "{ actors { nodes { nme } } }")
    assert code == 1
    assert "Cannot query field 'nme'" in said
    assert "line 1, column 20" in said


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("{ x }", "--named", "mediations"),
        ("{ x }", "--variables", "{"),
        ("{ x }", "--variables", "[]"),
        ("{ x }", "--format", "xml"),
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: tuple[str, ...]) -> None:
    assert run("query", *arguments)[0] == 2


@pytest.mark.usefixtures("configured")
def test_an_unknown_named_query_is_refused() -> None:
    code, _, said = run("query", "--named", "meditations")
    assert code == 1
    assert "There are: agreements" in said


@pytest.mark.usefixtures("configured")
@pytest.mark.parametrize("form", ["table", "csv"])
def test_a_variable_that_a_named_query_has_not_is_refused(form: str) -> None:
    code, _, said = run(
        "query", "--named", "who-mediated", "--to", form, "--variables", '{"negotation": "x"}'
    )
    assert code == 1
    assert "Did you mean 'negotiation'?" in " ".join(said.split())


@pytest.mark.usefixtures("configured")
def test_serve_answers_until_it_is_stopped() -> None:
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("goodoffices")), "serve", "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            answer = patiently_get(f"http://127.0.0.1:{port}/readyz")
        finally:
            server.terminate()
    assert answer == {"status": "ready"}


def patiently_get(url: str) -> object:
    for _ in range(START_SECONDS * 2):
        try:
            return httpx.get(url).json()
        except httpx.TransportError:
            time.sleep(0.5)
    raise AssertionError(f"nobody answered at {url}")


@pytest.mark.usefixtures("configured")
def test_serve_names_a_port_in_use() -> None:
    with listen("127.0.0.1", 0) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        code, _, said = run("serve", "--port", str(port))
    assert code == 1
    assert f"Port {port} on 127.0.0.1 is in use." in " ".join(said.split())
