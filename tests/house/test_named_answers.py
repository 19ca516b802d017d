"""What ``docs/queries.md`` shows of each named query is what the sample pages answer."""

from __future__ import annotations

import re

import pytest

from app.api.named_queries import named_queries
from database import Database
from tools.write_queries import PAGE, queries_page


def sections(text: str) -> dict[str, str]:
    head, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    return {"": head} | {part.partition("\n")[0]: part for part in parts}


@pytest.fixture(scope="module")
def answered(samples: Database) -> dict[str, str]:
    """The page as it would be written now, by query."""
    return sections(queries_page(samples))


def test_the_page_has_a_section_for_each_query() -> None:
    assert list(sections(PAGE.read_text(encoding="utf-8"))) == ["", *named_queries()]


@pytest.mark.parametrize("name", named_queries())
def test_the_answer_shown_is_the_answer_given(answered: dict[str, str], name: str) -> None:
    assert sections(PAGE.read_text(encoding="utf-8"))[name] == answered[name], "Run `make docs`."


@pytest.mark.parametrize("name", named_queries())
def test_every_query_has_an_example_that_something_answers(answered: dict[str, str], name: str) -> None:
    assert re.search(r"has [1-9]\d* rows?", answered[name])


@pytest.mark.parametrize("query", named_queries().values(), ids=lambda query: query.name)
def test_every_query_of_parts_and_events_shows_a_sentence(answered: dict[str, str], query) -> None:
    asks_for_edges = re.search(r"\b(mediations|triples|events)\(", query.document)
    assert not asks_for_edges or "sentence`" in answered[query.name]
