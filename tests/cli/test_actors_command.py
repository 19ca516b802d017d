"""``goodoffices actors``, from the command line to what is printed and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from loaders.actors.knowledge import knowledge
from loaders.extractors import extractor_named

DICTIONARY = "HILL_FRONT_ [FJIREB]\n+HFF_\nBAD_ONE_ [QQQREB]\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOODOFFICES_ACTORS", str(tmp_path / "actors"))
    return tmp_path


@pytest.fixture
def dictionary(folder: Path) -> Path:
    file = folder / "hills.txt"
    file.write_text(DICTIONARY, encoding="utf-8")
    return file


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["actors", *map(str, arguments)])


def forget_what_is_known() -> None:
    """Let the next command read the actor data as the first one of a process does."""
    knowledge.cache_clear()
    extractor_named.cache_clear()


def test_an_import_tells_what_it_kept_and_what_it_rejected(dictionary: Path) -> None:
    result = run("import", dictionary)

    assert "Imported hills: 1 actors, 1 lines rejected" in result.stdout
    assert "Rejected hills.txt, line 3: QQQ in [QQQREB]" in result.stderr


def test_what_is_imported_is_listed_until_it_is_removed(dictionary: Path) -> None:
    run("import", dictionary)
    listed = run("list").stdout
    run("remove", "hills")

    assert "hills  phoenix, imported on" in listed
    assert run("list").stdout == "No dictionary was imported.\n"


def test_extraction_uses_what_is_imported(dictionary: Path) -> None:
    run("import", dictionary)
    page = dictionary.parent / "page.txt"
    page.write_text("The HFF condemned Samoa on Tuesday.", encoding="utf-8")
    forget_what_is_known()

    result = CliRunner().invoke(app, ["extract", str(page)])
    forget_what_is_known()

    [source] = [p for p in json.loads(result.stdout)["participants"] if p["role"] == "source"]
    assert (source["actor"]["name"], source["actor"]["country"]) == ("Hill Front", "FJI")


def test_show_gives_the_offices_of_a_day() -> None:
    shown = run("show", "Kofi Annan", "--on", "1999-05-05").stdout

    assert "Kofi Annan (person, GHA)  as name" in shown
    assert "Secretary-General" in shown


def test_show_says_where_nobody_is_known() -> None:
    result = run("show", "Abo Dwa")

    assert (result.exit_code, "Nobody is known as 'Abo Dwa'" in result.stderr) == (1, True)


def test_show_wants_a_day() -> None:
    assert run("show", "Fiji", "--on", "May").exit_code == 2


def test_the_shipped_data_has_no_mistakes() -> None:
    result = run("lint")

    assert (result.exit_code, result.stdout.startswith("0 mistakes")) == (0, True)
