"""Giving up connections whose client takes nothing of what it is sent.

Nothing is kept for a slow client but what is on its way; this bounds for how long. Whoever is dropped can go on with
what they follow.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import cast

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.observation import note
from graph_schema import GoodOfficesError

SEND_SECONDS = 30.0
"""How long a client may take for one message of an answer, of which it may still take many."""


class StalledError(GoodOfficesError, OSError):
    """A client takes nothing; servers tell a lost connection by an ``OSError``, too."""


class Patience:
    """Middleware that limits the time for each message that is sent."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a connection on, with a limit to each message that is sent."""
        stalled = asyncio.Event()

        async def send_in_time(message: Message) -> None:
            try:
                async with asyncio.timeout(SEND_SECONDS):
                    await send(message)
            except TimeoutError:
                stalled.set()
                note(code="CLIENT_STALLED")
                raise StalledError(f"The client took nothing for {SEND_SECONDS:.0f} s.") from None

        async def receive_until_stalled() -> Message:
            waiting = [asyncio.ensure_future(receive()), asyncio.ensure_future(stalled.wait())]
            try:
                await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                if not waiting[0].done():
                    return {"type": "websocket.disconnect", "code": 1013}
                return cast(Message, waiting[0].result())
            finally:
                for each in waiting:
                    each.cancel()

        receiving = receive_until_stalled if scope["type"] == "websocket" else receive
        with suppress(StalledError):
            await self._app(scope, receiving, send_in_time)
