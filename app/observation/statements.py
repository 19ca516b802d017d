"""What is seen of each statement: how long it took, and the plan of a slow one."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from app.observation.metrics import Metrics
from app.observation.notes import note
from database.errors import DatabaseDownError

logger = logging.getLogger(__name__)

PLANS_KEPT = 200
"""Statements whose plan was logged lately; it is logged once an hour each."""
_AGAIN_SECONDS = 3600.0

type Explain = Callable[[str, Mapping[str, Any]], Awaitable[str]]


class StatementWatch:
    """Times statements, and logs those that take long.

    Parameters
    ----------
    metrics
        Where they are counted.
    slow_seconds
        After which a statement is logged, with its plan.

    """

    def __init__(self, metrics: Metrics, slow_seconds: float) -> None:
        self._metrics = metrics
        self._slow_seconds = slow_seconds
        self._explained: OrderedDict[str, float] = OrderedDict()
        self._explaining: set[asyncio.Task[None]] = set()

    @contextmanager
    def watch(self, text: str, parameters: Mapping[str, Any], explain: Explain) -> Iterator[None]:
        """Time a statement while it is run."""
        begun = time.perf_counter()
        up = 1
        try:
            yield
        except BaseException as error:
            self._metrics.statement_failures.inc()
            up = 0 if isinstance(error, DatabaseDownError) else 1
            raise
        finally:
            seconds = time.perf_counter() - begun
            self._metrics.database_up.set(up)
            self._metrics.statement_seconds.observe(seconds)
            note(statement_seconds=round(seconds, 4))
            if seconds >= self._slow_seconds and up:
                self._tell_slow(text, parameters, seconds, explain)

    def _tell_slow(self, text: str, parameters: Mapping[str, Any], seconds: float, explain: Explain) -> None:
        self._metrics.slow_statements.inc()
        # What was asked for may be confidential: only the parameters' names are told.
        told = {"seconds": round(seconds, 3), "statement": text, "parameters": sorted(parameters)}
        now = time.monotonic()
        if now - self._explained.get(text, -_AGAIN_SECONDS) < _AGAIN_SECONDS:
            logger.warning("slow query, whose plan was logged before", extra=told)
            return
        self._explained[text] = now
        while len(self._explained) > PLANS_KEPT:
            self._explained.popitem(last=False)
        task = asyncio.get_running_loop().create_task(_log_plan(told, explain(text, parameters)))
        self._explaining.add(task)
        task.add_done_callback(self._explaining.discard)

    async def close(self) -> None:
        """Wait for the plans that are being asked for."""
        await asyncio.gather(*self._explaining)


async def _log_plan(told: dict[str, Any], plan: Awaitable[str]) -> None:
    try:
        told["plan"] = await plan
    except Exception as error:  # noqa: BLE001  # the slow query is told in any case
        told["plan"] = f"not to be had: {error}"
    logger.warning("slow query", extra=told)
