import json
import logging
from datetime import date

import pytest

from graph_schema.errors import ItemError
from loaders.pages import split_articles, split_sentences
from loaders.records import Article, Page

TEXT = (
    "LIMA (Reuters) - Envoys of Chile and Peru  met on Tuesday.\n\nRead more: Fish prices soar\n\n"
    "They will meet again, officials said.\nAna Ruiz is a columnist for the Andes Herald."
)


def article(**fields: object) -> Article:
    (found,) = split_articles(Page("news.jsonl:line 1", json.dumps({"text": TEXT, **fields}), "jsonl"))
    return found


def test_a_given_text_keeps_its_every_character() -> None:
    assert article(title="Fish").text == f"{TEXT}\n\nFish"


def test_its_furniture_lies_in_no_sentence_but_is_kept() -> None:
    found = article(title="Fish", byline="By Ana Ruiz")
    assert [s.text for s in split_sentences(found)] == [
        "Envoys of Chile and Peru  met on Tuesday.",
        "They will meet again, officials said.",
        "Fish",
    ]
    assert [piece.rule for piece in found.removed] == ["dateline", "related_link", "author_note"]


def test_a_title_that_opens_the_text_is_its_headline() -> None:
    found = article(title="Fish and peace", text=f"Fish and peace\n\n{TEXT}")
    assert found.text == f"Fish and peace\n\n{TEXT}"
    assert split_sentences(found)[0].kind == "headline"


def test_every_field_is_read() -> None:
    found = article(
        title="Fish",
        outlet="Andes Herald",
        byline="By Ana Ruiz",
        published_at="2025-06-03T10:00:00Z",
        genre="editorial",
    )
    assert (found.title, found.outlet, found.byline, found.genre) == (
        "Fish",
        "Andes Herald",
        "Ana Ruiz",
        "opinion",
    )
    assert found.published.start == date(2025, 6, 3)


def test_a_given_id_is_the_identity_whatever_else_changes() -> None:
    assert article(id="a1", title="Fish").id == article(id="a1", title="Fish!", url="https://example.org").id


def test_without_an_id_the_address_is_the_identity() -> None:
    assert (
        article(url="https://www.example.org/a/?utm_source=x").id == article(url="http://example.org/a#b").id
    )


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ("{", "no valid JSON"),
        ('{"text": "trunc', "no valid JSON"),
        ("[1]", "not an object"),
        ("{}", "no text"),
        ('{"text": 5}', "no text"),
        ('{"text": " "}', "no text"),
        ('{"text": "They met.", "title": 5}', '"title" is a int'),
    ],
)
def test_a_bad_record_is_an_error_that_names_the_line(record: str, reason: str) -> None:
    with pytest.raises(ItemError, match=r"news\.jsonl:line 1: .*" + reason):
        split_articles(Page("news.jsonl:line 1", record, "jsonl"))


@pytest.mark.parametrize("field", [{"colour": "red"}, {"genre": "sport"}, {"published_at": "soon"}])
def test_what_cannot_be_used_is_left_aside_with_a_warning(
    field: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        article(**field)
    assert any(value in caplog.text for value in (*field, *field.values()))


def test_a_language_that_is_given_is_believed() -> None:
    with pytest.raises(ItemError, match=r"another language \(fr\)"):
        article(language="fr-CA")
