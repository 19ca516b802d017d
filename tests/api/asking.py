"""What asks the API a document in the tests."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import httpx

type Ask = Callable[..., Awaitable[Any]]

type Serve = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
"""Serves the story with some settings; gives a client."""
