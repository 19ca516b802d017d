"""Opening a driver, and saying in one sentence what is wrong where it cannot do its work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, TypedDict

import neo4j
from neo4j.exceptions import (
    AuthError,
    ConnectionPoolError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from database.endpoint import Endpoint, check_address
from database.errors import (
    DatabaseDownError,
    DatabaseError,
    PasswordError,
    ReadOnlyError,
    ServerFaultError,
    UnknownDatabaseError,
)

READ_ONLY_CODES = frozenset(
    {
        "Neo.ClientError.Cluster.NotALeader",
        "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
        "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
        "Neo.ClientError.Security.Forbidden",
    }
)

SERVER_FAULTS = ("Neo.DatabaseError.", "Neo.TransientError.General.", "Neo.TransientError.Database.")
"""How codes begin that blame the server, not the statement: a full disk, no memory left, not started yet."""


class DriverOptions(TypedDict):
    """What is set alike for the blocking and the asynchronous driver."""

    user_agent: str
    telemetry_disabled: bool
    connection_timeout: float
    connection_acquisition_timeout: float
    max_transaction_retry_time: float
    notifications_min_severity: Literal["OFF"]


OPTIONS: DriverOptions = {
    "user_agent": "good-offices",
    "telemetry_disabled": True,
    "connection_timeout": 5.0,
    "connection_acquisition_timeout": 15.0,
    "max_transaction_retry_time": 15.0,
    "notifications_min_severity": "OFF",
}


def open_driver(endpoint: Endpoint) -> neo4j.Driver:
    """Open a blocking driver; the first statement opens the connection."""
    check_address(endpoint.uri)
    return neo4j.GraphDatabase.driver(endpoint.uri, auth=_credentials(endpoint), **OPTIONS)


def open_async_driver(endpoint: Endpoint) -> neo4j.AsyncDriver:
    """Open an asynchronous driver; the first statement opens the connection."""
    check_address(endpoint.uri)
    return neo4j.AsyncGraphDatabase.driver(endpoint.uri, auth=_credentials(endpoint), **OPTIONS)


def _credentials(endpoint: Endpoint) -> tuple[str, str]:
    return endpoint.user, endpoint.password.get_secret_value()


@contextmanager
def explained(endpoint: Endpoint) -> Iterator[None]:
    """Turn what the driver raises about the database into a :class:`DatabaseError`.

    Errors about a statement itself (its syntax, a constraint) are the programmer's and pass as they are.
    """
    try:
        yield
    except (DriverError, Neo4jError) as error:
        explanation = _explain(error, endpoint)
        if explanation is None:
            raise
        raise explanation from error


def _explain(error: DriverError | Neo4jError, endpoint: Endpoint) -> DatabaseError | None:
    """Return what a driver's error means to the user; None where it is not about the database."""
    match error:
        case AuthError():
            return PasswordError(endpoint.where, endpoint.user, _password_remedy(endpoint))
        case Neo4jError(code="Neo.ClientError.Security.AuthenticationRateLimit"):
            return PasswordError(endpoint.where, endpoint.user, "It was wrong too often: wait some seconds.")
        case ServiceUnavailable() | SessionExpired():
            return DatabaseDownError(endpoint.where, _network_reason(error), _down_remedy(endpoint))
        case ConnectionPoolError():
            return DatabaseDownError(endpoint.where, "all connections to it are busy", "Ask less at once.")
        case Neo4jError(code="Neo.ClientError.Database.DatabaseNotFound"):
            return UnknownDatabaseError(endpoint.where, endpoint.database)
        case Neo4jError(code=code) if code in READ_ONLY_CODES:
            return ReadOnlyError(endpoint.where, endpoint.database)
        case Neo4jError(code=str(code)) if code.startswith(SERVER_FAULTS):
            return ServerFaultError(endpoint.where, error.message or code, endpoint.local)
    return None


def _network_reason(error: BaseException) -> str:
    """Return what the network said: the driver wraps it in its own words, and names the address again."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError):
            return cause.strerror or str(cause)
        cause = cause.__cause__ or cause.__context__
    return str(error).splitlines()[0]


def _password_remedy(endpoint: Endpoint) -> str:
    if endpoint.local:
        return "Put the old file `password` back in its folder, or run `goodoffices db reset`."
    return "Correct GOODOFFICES_NEO4J_USER and GOODOFFICES_NEO4J_PASSWORD."


def _down_remedy(endpoint: Endpoint) -> str:
    if endpoint.local:
        return "The local Neo4j has ended, perhaps with the program that started it; run the command again."
    return "Start it, correct GOODOFFICES_NEO4J_URI, or unset it to use the local Neo4j."
