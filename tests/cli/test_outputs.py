"""Where commands write, tried on the one that needs neither pages nor a database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from app.cli.query import _Answer, _as_table


def show_schema(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["schema", "docs", *map(str, arguments)])


def test_a_file_holds_what_is_printed_otherwise(tmp_path: Path) -> None:
    show_schema("--out", tmp_path / "schema.md")
    assert (tmp_path / "schema.md").read_text(encoding="utf-8") == show_schema().stdout


@pytest.mark.parametrize(
    ("out", "complaint"), [("", "is a folder"), ("absent/schema.md", "There is no folder")]
)
def test_a_file_that_cannot_be_is_wrong_usage(tmp_path: Path, out: str, complaint: str) -> None:
    result = show_schema("--out", tmp_path / out)
    # The message stands in a box, wrapped where the folder's name happens to end a line.
    told = " ".join(result.stderr.replace("│", " ").split())
    assert (result.exit_code, complaint in told) == (2, True), result.stderr


def test_an_output_that_is_full_is_one_clear_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-c", "from app.cli import main; main()", "schema", "docs"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        "Error: Cannot write to standard output: No space left on device. "
        "Send it elsewhere, or name a file with --out.\n",
    )


def test_a_cell_of_an_answer_is_text_and_no_markup() -> None:
    answer = _Answer({"articles": [{"title": "Talks [/b] end\x1b[2J"}]}, ())
    assert b"Talks [/b] end\\x1b[2J" in _as_table(answer, terminal=False)
