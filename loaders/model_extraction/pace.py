"""The pace at which an endpoint is asked: so many requests a minute, and none while it wants to be left alone."""

from __future__ import annotations

import time
from threading import Event, Lock


class Stopped(Exception):  # noqa: N818  # no error: the run ends, and whoever waits is sent home
    """The run ends while a question waits its turn."""


class Pace:
    """Tells threads when to ask."""

    def __init__(self, requests_per_minute: float | None):
        self._between = 60 / requests_per_minute if requests_per_minute else 0.0
        self._next = 0.0
        self._lock = Lock()
        self._stop = Event()

    def wait(self) -> None:
        """Wait for a turn.

        Raises
        ------
        Stopped
            The run ends.

        """
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next)
            self._next = turn + self._between
        self.sleep(turn - now)

    def hold(self, seconds: float) -> None:
        """Let nobody ask for some time."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)

    def sleep(self, seconds: float) -> None:
        """Sleep, unless the run ends."""
        if self._stop.wait(max(0.0, seconds)):
            raise Stopped

    def stop(self) -> None:
        """End the run: who waits is sent home."""
        self._stop.set()
