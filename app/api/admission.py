"""Who is let in: before a request is read, its host, its origin, its key and its rate are looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import Headers, QueryParams
from starlette.types import ASGIApp, Receive, Scope, Send

from app.access.callers import ANONYMOUS_READER, NOBODY, Caller
from app.access.errors import AccessError, ForeignHostError, ForeignPageError, UnknownKeyError
from app.access.key_file import KeyFile
from app.access.rates import Rates, is_this_machine, network_of
from app.access.seats import Seats
from app.api.failures import response_of

OPEN = frozenset({"/healthz", "/readyz"})
"""What whoever looks after the service asks at any time, without a key."""
BY_URL = frozenset({"query", "documentId"})
"""What an address holds that asks a question in GraphQL."""


EACH, ALL = 50, 1_000
"""How many connections that stay, and how many subscriptions, one caller and all may have."""
TABLES_EACH, TABLES = 2, 4
"""How many tables are made and sent at once, for one caller and for all; each may take the database's time for many
seconds, and a file."""


@dataclass(frozen=True, slots=True)
class Door:
    """What decides on who is let in."""

    keys: KeyFile
    anonymous_read: bool = True
    rates: Rates | None = None
    rate_this_machine: bool = True
    """False: who asks from this machine without a key may ask as often as they want."""
    origins: Sequence[str] = ()
    """Whose pages may ask, besides the service's own; ``*`` for all."""
    hosts: Sequence[str] = ()
    """The names that the service answers to; all where empty."""
    connections: Seats = field(default_factory=lambda: Seats("connections", EACH, ALL))
    subscriptions: Seats = field(default_factory=lambda: Seats("subscriptions", EACH, ALL))
    tables: Seats = field(default_factory=lambda: Seats("tables", TABLES_EACH, TABLES))
    _anonymous: Caller = field(init=False)

    def __post_init__(self) -> None:
        """Settle who asks without a key."""
        object.__setattr__(self, "_anonymous", ANONYMOUS_READER if self.anonymous_read else NOBODY)

    def admit(self, headers: Headers, address: str, *, reads_by_url: bool = False) -> Caller:
        """Let somebody in, and tell who it is.

        Raises
        ------
        AccessError
            They are not let in.

        """
        self._check_host(headers)
        self._check_origin(headers, reads_by_url)
        if (key := key_in(headers)) is not None:
            return self.recognise(key, address)
        self.count(self._anonymous, address)
        return self._anonymous

    def recognise(self, key: str, address: str) -> Caller:
        """Tell who bears a key.

        Raises
        ------
        AccessError
            The key opens nothing, or is used too often.

        """
        try:
            caller = Caller.bearing(self.keys.open(key))
        except UnknownKeyError:
            self._take(network_of(address))
            raise
        self.count(caller, address)
        return caller

    def count(self, caller: Caller, address: str) -> None:
        """Count a request.

        Raises
        ------
        TooManyRequestsError
            The caller asks too often.

        """
        if caller.key_id or self.rate_this_machine or not is_this_machine(address):
            self._take(self.name(caller, address))

    def name(self, caller: Caller, address: str) -> str:
        """Name a caller for what is counted: by the key, or else by the network."""
        return f"key {caller.key_id}" if caller.key_id else network_of(address)

    def _take(self, who: str) -> None:
        if self.rates:
            self.rates.take(who)

    def _check_host(self, headers: Headers) -> None:
        """Refuse what was sent to another name.

        A page can have its own name lead to this machine's address; its requests are then of one origin with
        the service, but they still bear that name.
        """
        host = headers.get("host", "")
        if self.hosts and _host_name(host) not in self.hosts:
            raise ForeignHostError(host)

    def _check_origin(self, headers: Headers, reads_by_url: bool) -> None:
        """Refuse what pages of other sites send through a browser (which may reach what they cannot).

        Browsers tell with ``Sec-Fetch-Site``, older ones with ``Origin`` alone; programs send neither.
        """
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if origin is None:
            # A link to the service is followed from everywhere; a document in an address is not.
            if site == "cross-site" and reads_by_url:
                raise ForeignPageError("other sites")
            return
        allowed = "*" in self.origins or origin in self.origins or site == "same-origin"
        if not allowed and _host_of(origin) != headers.get("host"):
            raise ForeignPageError(origin)


class Admission:
    """Middleware that lets requests in, with ``caller`` in their state, or answers why not."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, if it is let in."""
        if scope["type"] == "lifespan" or scope["path"] in OPEN:
            await self._app(scope, receive, send)
            return
        address = address_of(scope)
        with ExitStack() as stay:
            try:
                caller = self._door.admit(Headers(scope=scope), address, reads_by_url=_reads_by_url(scope))
                if scope["type"] == "websocket":
                    stay.enter_context(self._door.connections.take(self._door.name(caller, address)))
            except AccessError as error:
                await _refuse(error, scope, receive, send)
                return
            scope.setdefault("state", {})["caller"] = caller
            await self._app(scope, receive, send)


async def _refuse(error: AccessError, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer why somebody is not let in; where a server cannot answer a WebSocket so, it is closed."""
    if scope["type"] == "websocket" and "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008})
        return
    await response_of(error)(scope, receive, send)


def _reads_by_url(scope: Scope) -> bool:
    """Tell whether an address alone asks a question."""
    asked = QueryParams(scope["query_string"])
    return scope["path"].startswith("/tables/") or not BY_URL.isdisjoint(asked)


def address_of(scope: Scope) -> str:
    """Give the address that a connection comes from; empty where the server does not know."""
    return str(scope["client"][0]) if scope.get("client") else ""


def key_in(headers: Mapping[str, str]) -> str | None:
    """Give the API key that a request bears: ``Authorization: Bearer KEY`` or ``X-API-Key: KEY``.

    ``headers`` are found by their names in lower case.
    """
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return given.strip()
    return headers.get("x-api-key")


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _host_name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
