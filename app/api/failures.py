"""What a client is told when something fails: one table, no stack traces, no Cypher."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graphql import GraphQLError
from neo4j.exceptions import ClientError, TransientError

from database import DatabaseError

logger = logging.getLogger(__name__)

_TIMED_OUT = frozenset(
    {
        "Neo.ClientError.Transaction.TransactionTimedOut",
        "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
        "Neo.TransientError.Transaction.LockClientStopped",
    }
)
RETRY_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Failure:
    """What an answer says of a failure."""

    status: int
    code: str
    message: str

    @property
    def headers(self) -> Mapping[str, str]:
        """Headers of the answer."""
        return {"Retry-After": str(RETRY_SECONDS)} if self.status == 503 else {}

    def error(self) -> GraphQLError:
        """Give the failure as an entry of ``errors``."""
        return GraphQLError(self.message, extensions={"code": self.code})


def _timed_out(_: Exception) -> Failure:
    return Failure(
        504,
        "QUERY_TIMEOUT",
        "The query took too long and was given up. Ask for less: smaller pages, more filters.",
    )


def _unavailable(error: Exception) -> Failure:
    logger.warning("%s", error)
    return Failure(503, "DATABASE_UNAVAILABLE", "The database does not answer. Try again in a few seconds.")


def _unexpected(error: Exception) -> Failure:
    logger.error("A query failed", exc_info=error)
    return Failure(500, "INTERNAL_ERROR", "The service failed on this query; its log says why.")


def _of_database(error: Exception) -> Failure:
    return _timed_out(error) if getattr(error, "code", None) in _TIMED_OUT else _unexpected(error)


HANDLERS: Mapping[type[Exception], Callable[[Exception], Failure]] = {
    DatabaseError: _unavailable,
    ClientError: _of_database,
    TransientError: _of_database,
    Exception: _unexpected,
}
"""How each kind of exception is told; the first that fits is taken."""


def failure_of(error: Exception) -> Failure:
    """Give what a client is told of an exception."""
    return next(handle(error) for kind, handle in HANDLERS.items() if isinstance(error, kind))
