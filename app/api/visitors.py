"""Whoever follows the feed, which takes time: counted while they stay, and asked again whether they still may."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from starlette.types import Scope

from app.access.callers import Caller
from app.api.admission import Door, address_of, key_in
from app.observation import Metrics


class Visitor:
    """Somebody who follows without HTTP: nothing is refused or counted."""

    def check(self) -> None:
        """Raise where they may no longer be told anything."""

    def seat(self) -> AbstractContextManager[None]:
        """Take a seat among those who follow."""
        return nullcontext()

    def told(self, field: str) -> None:
        """Count a message of a subscription's field."""

    def ended(self, code: str) -> None:
        """Count a failure that ended a subscription."""


class AdmittedVisitor(Visitor):
    """Somebody whom the door let in, over WebSocket without a key as yet."""

    def __init__(self, door: Door, scope: Scope, metrics: Metrics) -> None:
        self._door = door
        self._scope = scope
        self._metrics = metrics

    @property
    def caller(self) -> Caller:
        """Who they are, as far as they said."""
        caller: Caller = self._scope["state"]["caller"]
        return caller

    def identify(self, payload: Mapping[str, Any]) -> Caller:
        """Tell who opens a connection, by the key in its first message if there is one.

        Browsers cannot send headers with a WebSocket, so that the key comes as ``{"Authorization": "Bearer KEY"}``.
        """
        given = {name.lower(): value for name, value in payload.items() if isinstance(value, str)}
        if (key := key_in(given)) is not None:
            self._scope["state"]["caller"] = self._door.recognise(key, self._address)
        return self.caller

    def take(self) -> None:
        """Count a message that they send as a request.

        Raises
        ------
        AccessError
            They send too many, or their key was revoked, or expired.

        """
        self.check()
        self._door.count(self.caller, self._address)

    def check(self) -> None:
        """Raise where they may no longer be told anything: their key was revoked, or expired."""
        if self.caller.key_id:
            self._door.keys.check(self.caller.key_id)

    def seat(self) -> AbstractContextManager[None]:
        """Take a seat among those who follow."""
        return self._door.subscriptions.take(self._door.name(self.caller, self._address))

    def told(self, field: str) -> None:
        """Count a message of a subscription's field."""
        self._metrics.messages.labels(field).inc()

    def ended(self, code: str) -> None:
        """Count a failure that ended a subscription."""
        self._metrics.failures.labels(code).inc()

    @property
    def _address(self) -> str:
        return address_of(self._scope)
