"""Valid documents are parsed and validated once; what is wrong with the others is told every time."""

from __future__ import annotations

import pytest
from graphql import parse

from app.api.documents import DOCUMENTS_KEPT, LONGEST_KEPT, KnownDocuments
from app.api.opening import open_api
from app.api.question_errors import DocumentError
from app.settings import Settings

NO_READER = None


async def ask(text: str, times: int, **variables: object) -> list[object]:
    """Ask one API a document several times; gives the messages, else the data, of each time."""
    api = open_api(Settings(), NO_READER)  # type: ignore[arg-type]  # nothing is asked of the graph
    results = [await api.execute(text, variables) for _ in range(times)]
    return [[error.message for error in each.errors] if each.errors else each.data for each in results]


async def test_a_document_is_answered_again() -> None:
    assert await ask("{ __typename }", 2) == [{"__typename": "Query"}] * 2


async def test_a_document_that_is_to_be_saved_is_known_and_must_still_be_a_question() -> None:
    api = open_api(Settings(), NO_READER)  # type: ignore[arg-type]  # nothing is asked of the graph
    question, feed = "{ statistics { events } }", "subscription { events { seq } }"
    document = api.queries.read(question)
    assert api.known.get(question) is document
    api.known.keep(feed, parse(feed))
    with pytest.raises(DocumentError, match="no mutation or subscription"):
        api.queries.read(feed)


@pytest.mark.parametrize(
    "text", ['{ actor(id: "Q43") }', "{ event(id: 1.5) { nme } }", "{ actors { nodes { id }"]
)
async def test_a_mistake_of_a_document_that_is_to_be_saved_is_told_with_its_remedy(text: str) -> None:
    api = open_api(Settings(), NO_READER)  # type: ignore[arg-type]  # nothing is asked of the graph
    asked = await api.execute(text)
    with pytest.raises(DocumentError) as told:
        api.queries.read(text)
    assert asked.errors
    assert all(error.message in str(told.value) for error in asked.errors)


async def test_a_mistake_is_told_again() -> None:
    first, second = await ask("{ nothing }", 2)
    assert first == second
    assert "Cannot query field 'nothing' on type 'Query'." in first[0]


async def test_the_variables_of_a_known_document_are_checked_again() -> None:
    api = open_api(Settings(), NO_READER)  # type: ignore[arg-type]  # nothing is asked of the graph
    text = "query ($yes: Boolean! = true) { __typename @include(if: $yes) }"
    await api.execute(text)
    result = await api.execute(text, {"more": ["x"] * 501})
    assert result.errors
    assert result.errors[0].message.startswith("`$more` has 501 entries")


def test_of_many_documents_the_latest_are_kept() -> None:
    known, document = KnownDocuments(), parse("{ a }")
    for number in range(DOCUMENTS_KEPT + 1):
        known.keep(str(number), document)
    assert known.get("0") is None
    assert known.get("1") is document


@pytest.mark.parametrize(("length", "kept"), [(LONGEST_KEPT, True), (LONGEST_KEPT + 1, False)])
def test_a_very_long_document_is_not_kept(length: int, kept: bool) -> None:
    known = KnownDocuments()
    known.keep("x" * length, parse("{ a }"))
    assert bool(known.get("x" * length)) == kept


@pytest.mark.parametrize(("length", "kept"), [(LONGEST_KEPT, True), (LONGEST_KEPT + 1, False)])
def test_nor_is_its_statement(length: int, kept: bool) -> None:
    api = open_api(Settings(), NO_READER)  # type: ignore[arg-type]  # nothing is asked of the graph
    document = parse("{ statistics { events } }".ljust(length))
    first, again = api.answering.question(document), api.answering.question(document)
    assert first
    assert again
    assert (first.statement is again.statement) == kept
