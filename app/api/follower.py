"""Where the feed of changes ends, asked of the graph by one task for all who follow it.

Nobody is sent anything from here: whoever follows reads on from their own position, at their own pace, and waits
here where there is nothing more. So nothing is kept for the slow, and a dropped one goes on from its position.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import Context

from app.api.errors import PositionError, StoppingError
from app.api.past import Reader
from database import DatabaseError

logger = logging.getLogger(__name__)

PATIENCE_SECONDS = 5.0
"""For how long, from the first look that finds some missing, changes that have numbers are waited for."""
INCOMPLETE_SECONDS = 0.05
"""Between two looks meanwhile."""
LEAVING_SECONDS = 5.0
"""For how long a service that stops waits for its subscriptions to end."""
AWAY_SECONDS = 2.0
"""Between two looks while the database is away."""

# A change's number is counted before all of its transaction can be read: the feed's end stays where it was until
# no change up to the last number is missing.
_END = """
MATCH (s:Schema)
WITH coalesce(s.changes, 0) AS last
WITH last, CASE WHEN $known IS NULL THEN CASE WHEN last > 100 THEN last - 100 ELSE 0 END
                WHEN $known > last THEN last ELSE $known END AS first
RETURN last, last - first - COUNT {
  MATCH (c:Change)
  WHERE c.sort_key > right('000000000000' + toString(first), 12)
    AND c.sort_key <= right('000000000000' + toString(last), 12)
} AS missing
"""


class Follower:
    """The end of the feed.

    Parameters
    ----------
    reader
        What runs statements.
    seconds
        Between two looks while somebody follows.

    """

    def __init__(self, reader: Reader, seconds: float) -> None:
        self._reader = reader
        self._seconds = seconds
        self._end: int | None = None
        self._incomplete_since: float | None = None
        self.followers = 0
        """How many follow now."""
        self._watching: asyncio.Task[None] | None = None
        self._stopping = False
        self._woken = asyncio.Event()
        self._looked = asyncio.Event()
        self._left = asyncio.Event()

    @property
    def end(self) -> int:
        """The number of the last change that can be read, as known since the last look."""
        return self._end or 0

    async def look(self) -> int:
        """Look where the feed ends; gives the number of the last change, read or not."""
        row = await self._reader.one(_END, known=self._end)
        last = row["last"] if row else 0
        if row is None or not row["missing"] or self._waited_for(row["missing"]):
            self._end = last
            self._incomplete_since = None
        self._tell()
        return last

    async def start(self, since: int | None) -> int:
        """Give the position that a subscription starts from: ``since``, or the end of the feed.

        Raises
        ------
        PositionError
            There are no changes up to ``since``.

        """
        last = await self.look()
        if since is not None and not 0 <= since <= last:
            raise PositionError(since, last)
        return self.end if since is None else since

    async def beyond(self, position: int) -> int:
        """Wait until the feed goes on after a position, and give its end.

        Raises
        ------
        PositionError
            The feed has been emptied.
        StoppingError
            The service stops.

        """
        while not self._stopping:
            if position < self.end:
                return self.end
            if position > self.end:
                if position > (last := await self.look()):
                    raise PositionError(position, last)
                if position <= self.end:
                    continue
            await self._looked.wait()
        raise StoppingError

    async def back(self) -> None:
        """Wait until the database answers again."""
        if not self._stopping:
            await self._looked.wait()
        if self._stopping:
            raise StoppingError

    @contextmanager
    def followed(self) -> Iterator[None]:
        """Look regularly while somebody follows."""
        self.followers += 1
        if self._watching is None or self._watching.done():
            # Whoever came first asks for nothing on behalf of the others: it logs without their request's id.
            self._watching = asyncio.create_task(self._watch(), context=Context())
        try:
            yield
        finally:
            self.followers -= 1
            if not self.followers:
                self._woken.set()
                self._left.set()

    def wake(self) -> None:
        """Look at once: this process has changed something."""
        self._woken.set()

    async def close(self) -> None:
        """End all subscriptions, and wait a while for them to have said so."""
        self._stopping = True
        self._left.clear()
        self._tell()
        with suppress(TimeoutError):
            async with asyncio.timeout(LEAVING_SECONDS):
                if self.followers:
                    await self._left.wait()
                if self._watching:
                    await self._watching

    async def _watch(self) -> None:
        away = False
        while self.followers:
            try:
                await self.look()
                away = False
            except Exception as error:  # whoever follows waits, and the log says why
                if not away:
                    trace = None if isinstance(error, DatabaseError) else error
                    logger.warning("Subscriptions wait for the database: %s", error, exc_info=trace)
                away = True
            pause = AWAY_SECONDS if away else INCOMPLETE_SECONDS if self._incomplete_since else self._seconds
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._woken.wait()
            self._woken.clear()

    def _waited_for(self, missing: int) -> bool:
        """Tell whether changes that cannot be read have been waited for long enough."""
        now = time.monotonic()
        self._incomplete_since = self._incomplete_since or now
        if now - self._incomplete_since < PATIENCE_SECONDS:
            return False
        logger.warning(
            "%d changes that were numbered cannot be read; subscriptions go on without them", missing
        )
        return True

    def _tell(self) -> None:
        """Let go on whoever waits."""
        self._looked.set()
        self._looked = asyncio.Event()
