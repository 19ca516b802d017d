"""What a subscription tells: the feed from a position on, in one statement what has come, in one message a change."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING, Any

from graphql import GraphQLError, GraphQLResolveInfo
from neo4j.exceptions import TransientError

from app.access import Scope
from app.access.callers import caller_of
from app.api.arguments import MOST_TOLD
from app.api.compiler import compile_selections
from app.api.failures import Failure, failure_of
from app.api.selection import Selected
from app.api.statements import Statement
from app.api.visitors import Visitor
from database import DatabaseError
from loaders.graph.changes import sort_key

if TYPE_CHECKING:
    from app.api.answering import Answering, Asked

READ_AT_ONCE = 1_000
"""Changes that a filter is held against in one statement."""
ATTEMPTS = 3
"""How often a statement is run that the database gave up though it answers."""

type Message = dict[str, Any]


async def follow(source: Asked, info: GraphQLResolveInfo[Any], /, **_: Any) -> AsyncIterator[Message]:
    """Subscribe: give the messages of the one field of a ``Subscription``.

    What cannot be answered is refused here, before the first message.
    """
    context: dict[str, Any] = info.context
    answering: Answering = context["answering"]
    selected = source.fields[str(info.path.key)]
    caller_of(context).require(Scope.READ)
    statement = compile_selections(answering.tables, [selected], answering.least_confidence)
    source.seq = await answering.follower.start(selected.arguments.get("since"))
    visitor: Visitor = context.get("visitor") or Visitor()
    return _messages(source, selected, _Reading(answering, statement), visitor)


async def _messages(
    source: Asked, selected: Selected, reading: _Reading, visitor: Visitor
) -> AsyncIterator[Message]:
    """Tell what comes after the position of a subscription, which follows what is told."""
    position = source.seq or 0
    follower = reading.answering.follower
    try:
        with visitor.seat(), follower.followed():
            while True:
                head = min(await follower.beyond(position), position + READ_AT_ONCE)
                visitor.check()
                rows = (await reading.read(position, head))[selected.key]
                for row in rows:
                    source.seq = position = row["seq"]
                    visitor.told(selected.name)
                    yield {selected.key: row["message"]}
                if len(rows) < MOST_TOLD:
                    source.seq = position = head
    except Exception as error:  # told to the client by the table of failures
        failure = failure_of(error)
        visitor.ended(failure.code)
        raise _ended(failure, position) from error


class _Reading:
    """Runs a subscription's statement, again where the database was away meanwhile."""

    def __init__(self, answering: Answering, statement: Statement) -> None:
        self.answering = answering
        self._statement = statement

    async def read(self, position: int, head: int) -> Mapping[str, Any]:
        """Give what is told after a position and up to another."""
        bounds = {"after": sort_key(position), "head": sort_key(head)}
        for _ in range(ATTEMPTS):
            try:
                record = await self.answering.run(self._statement, self._statement.bound(()) | bounds)
            except (DatabaseError, TransientError) as error:
                failed = error
                await self.answering.follower.back()
            else:
                answer: Mapping[str, Any] = self._statement.shaper.unchecked(record)
                return answer
        raise failed


def _ended(failure: Failure, position: int) -> GraphQLError:
    """Say why a subscription ends, and from where to go on."""
    message = f"{failure.message} To lose nothing, subscribe again with `since: {position}`."
    return GraphQLError(message, extensions={"code": failure.code, "seq": position})
