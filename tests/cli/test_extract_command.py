"""``goodoffices extract``, from the command line to what is printed and the exit code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from app.cli import app

PAGE = """Ethiopia and rebels hold second day of talks in Nairobi

By Hana Tesfaye

March 3, 2021

NAIROBI - Kenya's president mediated talks between Ethiopia and Eritrea on Tuesday, officials said.

Ethiopia rejected a ceasefire proposal on Monday. Russia and Ukraine held talks in Istanbul on June 2.
"""


def extract(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["extract", *map(str, arguments)], input=stdin)


def lines(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.txt"
    file.write_text(PAGE, encoding="utf-8")
    return file


TALKS = "Russia and Ukraine held talks in Istanbul."


def write_articles(folder: Path, *articles: dict[str, str]) -> Path:
    file = folder / "articles.jsonl"
    file.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return file


def test_a_page_gives_a_line_per_mention_with_the_words_that_name_it(page: Path) -> None:
    found = {(line["type"], line["trigger"]["text"]) for line in lines(extract(page, "--to", "jsonl"))}
    assert ("CONSULT", "talks") in found


def test_offsets_quote_a_text_that_was_given_clean(tmp_path: Path) -> None:
    file = write_articles(tmp_path, {"text": TALKS})
    spans = [one for line in lines(extract(file)) for one in (line["trigger"], *line["participants"])]
    assert spans
    assert [span["text"] for span in spans] == [TALKS[span["start"] : span["end"]] for span in spans]


def test_two_tellings_of_one_happening_share_their_event(tmp_path: Path) -> None:
    file = write_articles(
        tmp_path,
        {"id": "a1", "text": "Russia and Ukraine held talks in Istanbul on June 2, 2025."},
        {"id": "a2", "text": "Ukraine and Russia held talks in Istanbul on June 2, 2025, officials said."},
    )
    found = lines(extract(file))
    assert len({line["article_id"] for line in found}) == 2
    assert len({line["event_id"] for line in found}) == 1


def test_one_text_in_two_outlets_is_two_articles_with_a_mention_each(tmp_path: Path) -> None:
    text = "Russia and Ukraine held talks in Istanbul on June 2, 2025."
    file = write_articles(tmp_path, {"id": "a1", "text": text}, {"id": "a2", "text": text})
    assert len({(line["id"], line["article_id"]) for line in lines(extract(file))}) == 2


def test_a_source_given_twice_says_everything_once(page: Path) -> None:
    assert extract(page, page).stdout == extract(page).stdout


def test_standard_input_is_a_source() -> None:
    found = lines(extract("-", "--format", "jsonl", stdin=json.dumps({"text": TALKS})))
    assert [line["type"] for line in found] == ["CONSULT"]


def test_the_given_date_is_that_of_the_article(tmp_path: Path) -> None:
    file = write_articles(tmp_path, {"text": TALKS})
    (line,) = lines(extract(file, "--published", "2025-06"))
    assert line["article"]["published"]["precision"] == "month"


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path, page: Path) -> None:
    result = extract(tmp_path / "missing.txt", page)
    assert lines(result)
    assert "missing.txt" in result.stderr


def test_nothing_read_is_a_failure(tmp_path: Path) -> None:
    result = extract(tmp_path / "missing.txt")
    assert (result.exit_code, result.stdout) == (1, "")


def test_an_unknown_output_is_wrong_usage(page: Path) -> None:
    result = extract(page, "--to", "rdf")
    assert (result.exit_code, "graphml" in result.stderr) == (2, True)


def test_a_date_that_is_none_is_wrong_usage(page: Path) -> None:
    result = extract(page, "--published", "yesterday")
    assert (result.exit_code, "'yesterday' is not a date" in result.stderr) == (2, True)


def test_a_file_is_written_whole(tmp_path: Path, page: Path) -> None:
    out = tmp_path / "mentions.jsonl"
    extract(page, "--out", out)
    assert out.read_text(encoding="utf-8") == extract(page).stdout


def test_two_workers_read_what_one_reads(page: Path) -> None:
    assert extract(page, "--workers", "2").stdout == extract(page).stdout


@pytest.mark.parametrize("form", ["events", "triples", "graphml", "gexf", "node-link"])
def test_every_form_can_be_printed(form: str, page: Path) -> None:
    result = extract(page, "--to", form)
    assert (result.exit_code, bool(result.stdout)) == (0, True)


def test_the_pause_that_parts_two_negotiations_is_a_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "talks.txt"
    file.write_text(
        "Talks\n\nMarch 10, 2021\n\nEthiopia and Eritrea held peace talks in Nairobi on January 5, 2021. "
        "Ethiopia and Eritrea held peace talks in Nairobi on March 9, 2021.\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("GOODOFFICES_PAUSE_DAYS", "30")
    assert len({line["negotiation"]["id"] for line in lines(extract(file)) if line["negotiation"]}) == 2
