"""``docs/extraction.md`` tells the truth: its example is run, and what it names exists."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app

PAGE = Path(__file__).parents[2] / "docs" / "extraction.md"
PACKAGE = Path(__file__).parents[2] / "loaders" / "extraction"


def test_the_worked_example_runs() -> None:
    code = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    example = doctest.DocTestParser().get_doctest("".join(code), {}, PAGE.name, str(PAGE), 0)
    assert doctest.DocTestRunner().run(example).failed == 0


def test_the_modules_it_names_exist() -> None:
    text = PAGE.read_text(encoding="utf-8")
    steps = [line.split("|")[2] for line in text.splitlines() if line.startswith("| ") and "`" in line]
    named = {name for cell in steps for name in re.findall(r"`([a-z_]+)`", cell)}
    assert {name for name in named if not (PACKAGE / f"{name}.py").is_file()} == set()
    assert len(named) > 10


def test_the_files_it_names_exist() -> None:
    named = re.findall(
        r"`(?:loaders/extraction/)?(frames/\w+\.yaml|\w+\.txt)`", PAGE.read_text(encoding="utf-8")
    )
    assert {name for name in named if not (PACKAGE / name).is_file()} == set()


def test_the_explanation_it_shows_is_what_is_printed(pytestconfig: pytest.Config) -> None:
    """Write it anew with ``--update-golden``."""
    text = PAGE.read_text(encoding="utf-8")
    block = re.search(r"^```console\n\$ goodoffices (explain .*)\n((?:(?!```).*\n)*)```", text, re.MULTILINE)
    assert block
    printed = CliRunner().invoke(app, shlex.split(block[1])).stdout.rstrip() + "\n"
    if pytestconfig.getoption("--update-golden"):
        PAGE.write_text(text[: block.start(2)] + printed + text[block.end(2) :], encoding="utf-8")
        return
    assert block[2] == printed
