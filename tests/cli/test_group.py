"""The table of commands, and what a user sees when one fails."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner, Result

from app.cli import COMMANDS, app
from app.cli.group import CommandGroup
from graph_schema.errors import GoodOfficesError


def run(*words: str) -> Result:
    return CliRunner().invoke(app, words)


@pytest.fixture
def run_failing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command that raises an error."""

    def run_failing(error: Exception, *options: str) -> Result:
        def fail(source: Annotated[str, typer.Argument()] = "") -> None:
            raise error

        single = typer.Typer()
        single.command()(fail)
        monkeypatch.setattr(CommandGroup, "load_command", lambda *_: typer.main.get_command(single))
        return run(*options, "load")

    return run_failing


def test_every_command_has_its_line_in_the_help() -> None:
    output = run("--help").stdout
    assert [name for name in COMMANDS if f" {name} " not in output] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_table_has_a_help_of_its_own(name: str) -> None:
    assert run(name, "--help").exit_code == 0


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "--help"]])
def test_the_help_imports_no_language_model(arguments: list[str]) -> None:
    program = (
        f"import sys; from app.cli import app; app({arguments}, standalone_mode=False); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"spacy", "neo4j", "networkx"} & set(done.stdout.split())


def test_an_unknown_command_is_wrong_usage_with_a_suggestion() -> None:
    result = run("exprot")
    assert result.exit_code == 2
    assert "Did you mean 'export'" in result.stderr


def test_an_error_is_one_message_and_exit_code_1(run_failing: Callable[..., Result]) -> None:
    result = run_failing(GoodOfficesError("page.html is empty. Give a page."))
    assert (result.exit_code, result.stderr) == (1, "Error: page.html is empty. Give a page.\n")


def test_an_unforeseen_error_is_no_traceback(run_failing: Callable[..., Result]) -> None:
    result = run_failing(KeyError("title"))
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: KeyError: 'title'. This should not have happened")


def test_debug_shows_where_an_error_arose(run_failing: Callable[..., Result]) -> None:
    error = GoodOfficesError("page.html is empty.")
    assert run_failing(error, "--debug").exception is error


def test_a_commands_own_exit_code_is_kept(run_failing: Callable[..., Result]) -> None:
    assert run_failing(typer.Exit(3)).exit_code == 3


def test_wrong_usage_found_by_a_command_is_exit_code_2(run_failing: Callable[..., Result]) -> None:
    assert run_failing(typer.BadParameter("no such day", param_hint="--as-of")).exit_code == 2
