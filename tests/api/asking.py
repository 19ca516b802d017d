"""What asks the API a document in the tests."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

type Ask = Callable[..., Awaitable[Any]]
