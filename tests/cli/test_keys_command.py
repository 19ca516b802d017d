"""``goodoffices keys`` makes, lists and revokes API keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.access.key_file import KeyFile
from app.access.keys import Scope
from app.cli import app


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "keys.json"
    monkeypatch.setenv("GOODOFFICES_API_KEYS", str(file))
    return file


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["keys", *words])


def test_a_key_is_the_only_line_on_the_output(file: Path) -> None:
    result = run("add", "feeder", "--scope", "ingest", "--scope", "read")
    assert KeyFile(file).open(result.stdout.strip()).scopes == (Scope.INGEST, Scope.READ)


def test_a_key_without_scopes_reads(file: Path) -> None:
    assert KeyFile(file).open(run("add", "analyst").stdout.strip()).scopes == (Scope.READ,)


def test_keys_are_listed_without_their_secrets(file: Path) -> None:
    secret = run("add", "analyst").stdout.strip().split("_", 2)[2]
    listed = run("list").stdout
    assert "analyst  read  made on" in listed
    assert secret not in listed


def test_a_revoked_key_is_listed_only_where_all_are_asked_for(file: Path) -> None:
    run("add", "analyst")
    assert "Revoked the key 'analyst'" in run("revoke", "analyst").stdout
    assert "There is no key" in run("list").stdout
    assert "revoked on" in run("list", "--all").stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("add", "one", "--scope", "all"), "'all' is not one of"),
        (("add", "one", "--expires", "soon"), "'soon' is no day"),
        (("add", "one", "--expires", "2020-01-01"), "2020-01-01 is past"),
        (("add", " "), "Give the key a name."),
    ],
)
def test_wrong_usage_is_named(file: Path, words: tuple[str, ...], message: str) -> None:
    result = run(*words)
    assert (result.exit_code, message in result.stderr) == (2, True)
    assert not file.exists()


def test_a_key_that_is_not_there_is_named(file: Path) -> None:
    result = run("revoke", "nobody")
    assert result.exit_code == 1
    assert "There is no key 'nobody' in force" in result.stderr
