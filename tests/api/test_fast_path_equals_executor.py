"""The answer that is written for a document equals what the executor of graphql-core makes of the same record.

``GOODOFFICES_TEST_EQUAL`` sets how many documents are asked.
"""

from __future__ import annotations

import os
from itertools import count
from typing import Any

import orjson
import pytest
from dressing import Wardrobe
from graphql import ExecutionResult, GraphQLError, execute, parse, validate

from app.api import Api
from app.api.answering import Question
from database import AsyncDatabase, Row

DOCUMENTS = int(os.environ.get("GOODOFFICES_TEST_EQUAL", "500"))
DRESSES = 16
"""In which the fields of one document are asked for: Neo4j takes half a second to plan others."""
DEEPEST = 2


async def test_documents_are_answered_as_the_executor_would(api: Api) -> None:
    different, compared = [], 0
    for seed in count():
        if compared >= DOCUMENTS:
            break
        for dress in range(DRESSES):
            asked = Wardrobe(api.schema._schema, seed, dress, DEEPEST).question()
            if not _answerable(api, asked.plain, {}):
                break
            compared += 1
            fast = await written(api, asked.dressed, asked.variables)
            plain = await walked(api, asked.plain, {})
            if not fast == await walked(api, asked.dressed, asked.variables) == plain:
                different.append((seed, asked.dressed, asked.variables, fast, plain))
    assert not different, different[0]


async def test_a_value_that_the_schema_rules_out_is_told_by_its_place(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def one(self: AsyncDatabase, *_: object, **__: object) -> Row:
        return {"field0": ["Turkey", None]}

    monkeypatch.setattr(AsyncDatabase, "one", one)
    result = await api.execute('{ found: actor(id: "Q43") { name sort: kind } }')
    assert result.data == {"found": None}
    assert result.errors
    assert result.errors[0].path == ["found", "sort"]


def _answerable(api: Api, document: str, variables: dict[str, Any]) -> bool:
    """Leave out what is refused before anything is asked: values that no date is, pages that are too large."""
    if validate(api.schema._schema, parse(document)):
        return False
    try:
        return _question(api, document, variables) is not None
    except GraphQLError:
        return False


def _question(api: Api, document: str, variables: dict[str, Any]) -> Question | None:
    return api.answering.question(parse(document), None, variables)


async def written(api: Api, document: str, variables: dict[str, Any]) -> bytes:
    """Give what the service answers."""
    question = _question(api, document, variables)
    assert question
    answer = await api.answering.answer(question)
    assert answer.final, document
    return orjson.dumps(answer.data)


async def walked(api: Api, document: str, variables: dict[str, Any]) -> bytes:
    """Give what the executor makes of the record, looking at each value through the schema."""
    question = _question(api, document, variables)
    assert question
    record = await api.answering.record(question)
    data = question.statement.shaper.unchecked(record)
    result = execute(api.schema._schema, parse(document), data, variable_values=variables)
    assert isinstance(result, ExecutionResult)
    assert not result.errors, (document, result.errors)
    return orjson.dumps(result.data)
