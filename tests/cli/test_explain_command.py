"""``goodoffices explain``, from the command line to what is printed and the exit code."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner, Result

from app.cli import app

TALKS = "Chad and Sudan held talks in Doha on Friday, mediated by Qatar."
MONDAY = ("--published", "2025-06-02")


def explain(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["explain", *arguments], input=stdin)


def test_the_frame_that_fired_is_printed_with_its_file() -> None:
    result = explain(TALKS, *MONDAY)
    assert (result.exit_code, "by frame consult.noun.talk (consult.yaml)" in result.stdout) == (0, True)


def test_the_parse_is_printed_as_a_tree() -> None:
    assert "├ Chad  nsubj PROPN" in explain(TALKS).stdout


def test_the_given_date_is_that_from_which_days_count() -> None:
    assert "2025-05-30 (day, relative), from “Friday”" in explain(TALKS, *MONDAY).stdout


def test_standard_input_is_explained() -> None:
    assert explain("-", *MONDAY, stdin=TALKS).stdout == explain(TALKS, *MONDAY).stdout


def test_json_gives_one_object_a_sentence() -> None:
    result = explain(f"{TALKS} It was a clear day.", "--format", "json")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [len(sentence["mentions"]) for sentence in found] == [1, 0]


def test_a_mention_that_default_answers_leave_out_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODOFFICES_LEAST_CONFIDENCE", "1")
    assert "below the 1 that default answers ask for" in explain(TALKS).stdout


def test_a_sentence_without_an_event_says_so_and_why() -> None:
    printed = explain("Norway held a lamp.").stdout
    assert "The sentence tells of no event." in printed
    assert "coerce.verb.hold (coerce.yaml): needs as object: an actor; there stands lamp" in printed


def test_a_sentence_in_another_language_is_a_rejection() -> None:
    result = explain("Die Minister trafen sich am Freitag in Wien, um über den Frieden zu verhandeln.")
    assert (result.exit_code, "Rejected" in result.stderr) == (1, True)


def test_no_text_is_wrong_usage() -> None:
    assert explain("-", stdin=" ").exit_code == 2


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in explain("Chad met \x1b[2J Mali.").stdout
