"""What a caller may do is asked in one place."""

from __future__ import annotations

import pytest
import strawberry

from app.access import ANONYMOUS_READER, LOCAL, NOBODY, Caller, Scope, require
from app.access.errors import KeyNeededError, MissingScopeError

FEEDER = Caller("feeder", frozenset({Scope.INGEST}), "1a")


@strawberry.type
class Query:
    nothing: str = ""


@strawberry.type
class Mutation:
    @strawberry.mutation(permission_classes=[require("ingest")])
    def bring(self) -> str:
        return "brought"

    @strawberry.mutation(permission_classes=[require("ingest")])
    def bring_more(self) -> str:
        return "brought"

    @strawberry.mutation(permission_classes=[require(Scope.CURATE)])
    def judge(self) -> str:
        return "judged"


SCHEMA = strawberry.Schema(Query, Mutation)


@pytest.mark.parametrize("scope", Scope)
def test_admin_may_do_everything(scope: Scope) -> None:
    assert Caller("root", frozenset({Scope.ADMIN}), "1").may(scope)


def test_to_bring_news_in_is_not_to_read_them() -> None:
    with pytest.raises(MissingScopeError, match="'feeder' has not the scope 'read'"):
        FEEDER.require(Scope.READ)


def test_who_has_no_key_is_told_to_send_one() -> None:
    with pytest.raises(KeyNeededError, match=r"goodoffices keys add NAME --scope curate"):
        ANONYMOUS_READER.require(Scope.CURATE)


async def test_a_field_that_takes_a_scope_is_given_to_who_has_it() -> None:
    result = await SCHEMA.execute("mutation { bring bringMore }", context_value={"caller": FEEDER})
    assert result.data == {"bring": "brought", "bringMore": "brought"}


async def test_a_field_that_takes_a_scope_is_refused_to_others() -> None:
    result = await SCHEMA.execute("mutation { judge }", context_value={"caller": FEEDER})
    assert result.errors
    assert isinstance(result.errors[0].original_error, MissingScopeError)


async def test_a_request_of_nobody_known_has_no_scope() -> None:
    result = await SCHEMA.execute("mutation { bring }", context_value={})
    assert result.errors
    assert isinstance(result.errors[0].original_error, KeyNeededError)


def test_nobody_may_do_nothing_and_the_user_of_the_machine_everything() -> None:
    assert not any(NOBODY.may(scope) for scope in Scope)
    assert all(LOCAL.may(scope) for scope in Scope)
