"""Gold read from files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation import GoldError, read_gold
from evaluation.gold import Annotated

EVENT: dict[str, Any] = {
    "type": "CONSULT",
    "status": "happened",
    "participants": [
        {"role": "mediator", "text": "Qatar", "actor": {"name": "Qatar", "kind": "state", "country": "QAT"}}
    ],
    "quantities": [{"what": "killed", "low": 20, "high": 30, "text": "between 20 and 30"}],
    "trigger": {"text": "talks"},
}
SENTENCE: dict[str, Any] = {"id": "s1", "text": "Qatar mediated talks.", "events": [EVENT]}
PAGE = """Talks open in Doha

By Hana Tesfaye

March 3, 2021

DOHA - Qatar mediated talks between Chad and Sudan on Tuesday, officials said. They will go on for two more days.
"""


def write(path: Path, *lines: dict[str, Any]) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def annotated(path: Path) -> Annotated:
    gold = read_gold(path)
    assert isinstance(gold, Annotated)
    return gold


def test_a_sentence_is_read_as_an_article_of_its_own(tmp_path: Path) -> None:
    (text,) = annotated(write(tmp_path / "open.jsonl", SENTENCE)).texts
    assert text.article is not None
    assert (text.article.text, text.events[0].quantities[0].low) == (SENTENCE["text"], 20)


def test_a_pages_article_is_found_by_its_title(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "doha.txt").write_text(PAGE, encoding="utf-8")
    line = {
        "page": "doha.txt",
        "article": "Talks open in Doha",
        "events": [EVENT | {"quote": "Qatar mediated"}],
    }
    write(tmp_path / "pages" / "doha.jsonl", line)
    (text,) = annotated(tmp_path).texts
    assert text.article is not None
    assert "Chad and Sudan" in text.article.text


def test_an_article_that_the_page_reader_missed_keeps_its_gold(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "doha.txt").write_text(PAGE, encoding="utf-8")
    write(
        tmp_path / "pages" / "doha.jsonl",
        {"page": "doha.txt", "article": "Talks open in Doha", "events": []},
        {"page": "doha.txt", "article": "Another title", "events": [EVENT]},
    )
    lost = annotated(tmp_path).texts[1]
    assert (lost.article, len(lost.events)) == (None, 1)


def test_an_article_read_under_a_wrong_title_has_the_lost_gold_of_its_words(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "doha.txt").write_text(PAGE, encoding="utf-8")
    events = [EVENT | {"quote": quote} for quote in ("Qatar  mediated talks", "Peru mediated talks")]
    write(
        tmp_path / "pages" / "doha.jsonl",
        {"page": "doha.txt", "article": "Another title", "events": events},
    )
    _, left = annotated(tmp_path).texts
    assert (left.events, [event.quote for event in left.lost]) == ((), ["Qatar  mediated talks"])


def test_other_folders_below_are_not_read(tmp_path: Path) -> None:
    write(tmp_path / "open.jsonl", SENTENCE)
    write(tmp_path / "set_aside" / "sentences.jsonl", SENTENCE | {"id": "unseen"})
    assert [text.id for text in annotated(tmp_path).texts] == ["s1"]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (SENTENCE | {"events": None}, 'no list "events"'),
        ({"text": "No id.", "events": []}, '"id" is missing'),
        (SENTENCE | {"events": [EVENT | {"type": "PARLEY"}]}, "PARLEY"),
        (SENTENCE | {"events": [{"type": "CONSULT"}]}, "trigger"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: dict[str, Any], complaint: str) -> None:
    file = write(tmp_path / "open.jsonl", SENTENCE, line)
    with pytest.raises(GoldError, match=complaint) as caught:
        read_gold(file)
    assert f"{file}:line 2" in str(caught.value)


def test_a_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="holds no gold"):
        read_gold(tmp_path)
