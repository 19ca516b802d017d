"""What a mutation's resolver raises is told by the table of failures: no trace, no Cypher, the right status."""

from __future__ import annotations

from typing import Any

import pytest
import strawberry
from starlette.responses import Response

from app.access import ANONYMOUS_READER, Caller, Scope, require
from app.api.answering import Answering, OneStatement
from database.errors import DatabaseDownError

CURATOR = Caller("desk", frozenset({Scope.CURATE}), "1a")


@strawberry.type
class Query:
    nothing: str = ""


@strawberry.type
class Mutation:
    @strawberry.mutation(permission_classes=[require("curate")])
    def judge(self) -> str:
        return "judged"

    @strawberry.mutation
    def break_down(self) -> str:
        raise ValueError("MATCH (n) DETACH DELETE n")

    @strawberry.mutation
    def lose(self) -> str:
        raise DatabaseDownError("bolt://neo4j:secret@db", "refused", "Start it.")


SCHEMA = strawberry.Schema(Query, Mutation, extensions=[OneStatement])
NO_GRAPH: Any = (None, None, 0.0, 0.0, None, None)  # none of these mutations asks it anything
ANSWERING = Answering(SCHEMA._schema, *NO_GRAPH)


async def told(document: str, caller: Caller = CURATOR) -> tuple[int | None, Any, Any]:
    """Give status, data and the first error."""
    response = Response(status_code=200)
    context = {"answering": ANSWERING, "caller": caller, "response": response}
    result = await SCHEMA.execute(document, context_value=context)
    return response.status_code, result.data, result.errors[0].formatted if result.errors else None


async def test_a_mutation_with_the_scope_is_run() -> None:
    assert await told("mutation { judge }") == (200, {"judge": "judged"}, None)


@pytest.mark.parametrize(
    ("caller", "status", "code"),
    [
        (ANONYMOUS_READER, 401, "UNAUTHENTICATED"),
        (Caller("a", frozenset({Scope.READ}), "1"), 403, "FORBIDDEN"),
    ],
)
async def test_a_mutation_without_the_scope_is_refused(caller: Caller, status: int, code: str) -> None:
    found, data, error = await told("mutation { judge }", caller)
    assert (found, data, error["extensions"]["code"], error["path"]) == (status, None, code, ["judge"])


async def test_what_nobody_expected_is_told_without_its_words() -> None:
    status, _, error = await told("mutation { breakDown }")
    assert (status, error["extensions"]["code"]) == (500, "INTERNAL_ERROR")
    assert "MATCH" not in str(error)


async def test_a_database_that_is_away_is_told_without_its_password() -> None:
    status, _, error = await told("mutation { lose }")
    assert (status, error["extensions"]["code"]) == (503, "DATABASE_UNAVAILABLE")
    assert "secret" not in str(error)
