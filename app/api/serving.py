"""Listening on a port until somebody stops it."""

from __future__ import annotations

import errno
import socket
from functools import partial

import uvicorn
from fastapi import FastAPI

from app.api.application import create_app
from app.api.follower import Follower
from app.settings import Settings
from database import Database, connect
from graph_schema import GoodOfficesError

LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")


class ListeningError(GoodOfficesError):
    """The service cannot listen where it was told to."""


def serve(settings: Settings, database: Database, listening: socket.socket | None = None) -> None:
    """Serve the API on an open database until the process is told to stop.

    ``listening`` is a port taken with :func:`listen`; where it is not given, that of the settings is taken.
    """
    with listening or listen(settings.host, settings.port) as taken:
        app = create_app(with_hosts(settings), database, partial(connect, settings.database))
        server_of(app, settings).run(sockets=[taken])


def server_of(app: FastAPI, settings: Settings) -> uvicorn.Server:
    """Give the server of a service that is to listen somewhere."""
    # The service logs requests itself, with what it knows of them.
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, ws_max_size=settings.max_body
    )
    return _Server(config)


class _Server(uvicorn.Server):
    """Ends subscriptions before it waits for connections to close, which streams never would."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop."""
        follower: Follower = self.config.app.state.follower  # type: ignore[union-attr]  # our app
        await follower.close()
        await super().shutdown(sockets)


def with_hosts(settings: Settings) -> Settings:
    """Name this machine as what the service answers to, where only this machine reaches it and nothing is set."""
    if settings.allowed_hosts or settings.host not in LOCAL_NAMES:
        return settings
    return settings.model_copy(update={"allowed_hosts": LOCAL_NAMES})


def listen(host: str, port: int) -> socket.socket:
    """Take a port, or say who is to blame, before anything else is started."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        raise ListeningError(
            f"There is no host '{host}' to listen on. Give an address of this machine."
        ) from None
    # With its protocol named, for asyncio sends at once on such sockets alone; else each answer waits 40 ms.
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        listening.close()
        raise ListeningError(_complaint(error, host, port)) from error
    return listening


def _complaint(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is in use. Stop what listens there, or choose another port "
            "with --port or GOODOFFICES_PORT."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} on {host} is not allowed to this user. Choose one above 1023 with --port."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"'{host}' is no address of this machine. Give one of its own with --host."
    return f"Cannot listen on {host}, port {port}: {error.strerror}. Choose others with --host and --port."
