"""What is noted of a request while it is answered, for its log line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_facts: ContextVar[dict[str, Any] | None] = ContextVar("facts", default=None)


@contextmanager
def noting() -> Iterator[dict[str, Any]]:
    """Gather what is noted from here on."""
    facts: dict[str, Any] = {}
    token = _facts.set(facts)
    try:
        yield facts
    finally:
        _facts.reset(token)


def note(**facts: Any) -> None:
    """Add something to the log line of the request that is being answered; nothing happens outside of one."""
    known = _facts.get()
    if known is not None:
        known.update(facts)
