"""What a client is told when something fails: one table, no stack traces, no Cypher."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from graphql import GraphQLError
from neo4j.exceptions import ClientError, TransientError
from starlette.responses import JSONResponse

from app.access.errors import (
    AccessError,
    ForeignHostError,
    ForeignPageError,
    KeyFileError,
    KeyNeededError,
    MissingScopeError,
    NoSeatError,
    TooManyRequestsError,
    UnknownKeyError,
)
from app.api.errors import PositionError, RequestError, StoppingError
from app.api.graphiql import EditorMissingError
from app.api.question_errors import QuestionError
from app.api.writing import NoWriterError
from app.exports.flat_values import ExportError
from app.observation.notes import note
from database import DatabaseError
from graph_schema import GoodOfficesError
from graph_schema.application import NewerSchemaError
from graph_schema.errors import ItemError
from loaders.fetching import FetchError
from loaders.graph.retraction_plan import UnknownArticleError
from loaders.judgements.records import JudgementError
from loaders.outlets import UnnamedOutletError

logger = logging.getLogger(__name__)

_TIMED_OUT = frozenset(
    {
        "Neo.ClientError.Transaction.TransactionTimedOut",
        "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
        "Neo.TransientError.Transaction.LockClientStopped",
    }
)
RETRY_SECONDS = 5


class GraphMissingError(GoodOfficesError):
    """The database holds no graph of ours any more."""

    def __init__(self) -> None:
        super().__init__(
            "The database was emptied, its indexes too. Start the service again, or load something."
        )


@dataclass(frozen=True, slots=True)
class Failure:
    """What an answer says of a failure."""

    status: int
    code: str
    message: str
    headers: Mapping[str, str] = field(default_factory=dict)

    def error(self) -> GraphQLError:
        """Give the failure as an entry of ``errors``."""
        return GraphQLError(self.message, extensions={"code": self.code})


def _told(status: int, code: str, **headers: str) -> Callable[[Exception], Failure]:
    """Tell errors that are worded for the client as they are."""
    return lambda error: Failure(status, code, str(error), headers)


def _too_many(error: Exception) -> Failure:
    seconds = math.ceil(error.seconds) if isinstance(error, TooManyRequestsError) else RETRY_SECONDS
    return Failure(429, "TOO_MANY_REQUESTS", str(error), {"Retry-After": str(seconds)})


def _bad_request(error: Exception) -> Failure:
    status, code = (error.status, error.code) if isinstance(error, RequestError) else (400, "BAD_REQUEST")
    return Failure(status, code, str(error))


def _of_question(error: Exception) -> Failure:
    told = error if isinstance(error, QuestionError) else QuestionError(str(error))
    headers = {"Retry-After": str(RETRY_SECONDS)} if told.passing else {}
    return Failure(told.status, told.code, str(told), headers)


def _of_document(error: Exception) -> Failure:
    """Tell what is wrong with a document or its variables where no answer in GraphQL can tell it."""
    extensions = error.extensions if isinstance(error, GraphQLError) else None
    return Failure(400, (extensions or {}).get("code", "BAD_DOCUMENT"), str(error))


def _timed_out(_: Exception) -> Failure:
    return Failure(
        504,
        "QUERY_TIMEOUT",
        "The query took too long and was given up. Ask for less: smaller pages, more filters.",
    )


def _unavailable(error: Exception) -> Failure:
    logger.warning("%s", error)
    message = "The database does not answer. Try again in a few seconds."
    return Failure(503, "DATABASE_UNAVAILABLE", message, {"Retry-After": str(RETRY_SECONDS)})


def _without_keys(error: Exception) -> Failure:
    logger.error("%s", error)
    message = "The service cannot read its API keys; its log says why. Try again when that is mended."
    return Failure(503, "KEYS_UNAVAILABLE", message, {"Retry-After": str(RETRY_SECONDS)})


def _unexpected(error: Exception) -> Failure:
    logger.error("A request failed", exc_info=error)
    return Failure(500, "INTERNAL_ERROR", "The service failed on this query; its log says why.")


def _of_database(error: Exception) -> Failure:
    return _timed_out(error) if getattr(error, "code", None) in _TIMED_OUT else _unexpected(error)


def _passing(error: Exception) -> Failure:
    """Tell what may go well a moment later: Neo4j stops, or another transaction was in the way."""
    return _timed_out(error) if getattr(error, "code", None) in _TIMED_OUT else _unavailable(error)


_CHALLENGE = {"WWW-Authenticate": "Bearer"}

HANDLERS: Mapping[type[Exception], Callable[[Exception], Failure]] = {
    UnknownKeyError: _told(401, "UNAUTHENTICATED", **_CHALLENGE),
    KeyNeededError: _told(401, "UNAUTHENTICATED", **_CHALLENGE),
    MissingScopeError: _told(403, "FORBIDDEN"),
    ForeignPageError: _told(403, "FOREIGN_ORIGIN"),
    ForeignHostError: _told(421, "FOREIGN_HOST"),
    TooManyRequestsError: _too_many,
    NoSeatError: _told(429, "TOO_MANY_SUBSCRIPTIONS"),
    KeyFileError: _without_keys,
    AccessError: _told(403, "FORBIDDEN"),
    RequestError: _bad_request,
    EditorMissingError: _told(500, "EDITOR_MISSING"),
    QuestionError: _of_question,
    GraphQLError: _of_document,
    ExportError: _told(422, "NOT_WRITABLE"),
    NoWriterError: _told(403, "READ_ONLY"),
    UnknownArticleError: _told(400, "UNKNOWN_ARTICLE"),
    JudgementError: _told(400, "BAD_JUDGEMENT"),
    FetchError: _told(400, "NOT_FETCHED"),
    UnnamedOutletError: _told(400, "UNNAMED_OUTLET"),
    ItemError: _told(400, "UNREADABLE"),
    PositionError: _told(400, "UNKNOWN_POSITION"),
    StoppingError: _told(503, "SERVICE_STOPPING"),
    DatabaseError: _unavailable,
    TransientError: _passing,
    ClientError: _of_database,
    GraphMissingError: _told(503, "GRAPH_MISSING"),
    NewerSchemaError: _told(503, "GRAPH_UNKNOWN"),
    Exception: _unexpected,
}
"""How each kind of exception is told; the first that fits is taken."""


def failure_of(error: Exception) -> Failure:
    """Give what a client is told of an exception."""
    found = next(handle(error) for kind, handle in HANDLERS.items() if isinstance(error, kind))
    note(code=found.code)
    return found


def response_of(error: Exception) -> JSONResponse:
    """Answer a request with what went wrong."""
    failure = failure_of(error)
    content = {"code": failure.code, "message": failure.message}
    return JSONResponse(content, failure.status, dict(failure.headers))
