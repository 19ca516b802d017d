"""How many may stay at once: connections and subscriptions, of each caller and of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from app.access.errors import NoSeatError


class Seats:
    """The seats of a service, which whoever stays takes and gives back.

    Parameters
    ----------
    what
        What they are for, in the plural, as errors name it.
    each, all_
        How many one caller may take, and all together.

    """

    def __init__(self, what: str, each: int, all_: int) -> None:
        self._what = what
        self._each = each
        self._all = all_
        self._taken: Counter[str] = Counter()

    @property
    def taken(self) -> int:
        """How many are taken."""
        return self._taken.total()

    @contextmanager
    def take(self, caller: str) -> Iterator[None]:
        """Take a seat for as long as it is needed.

        Raises
        ------
        NoSeatError
            The caller has too many already, or none is left.

        """
        if self._taken[caller] >= self._each:
            raise NoSeatError(self._what, self._each, "you")
        if self.taken >= self._all:
            raise NoSeatError(self._what, self._all, "all")
        self._taken[caller] += 1
        try:
            yield
        finally:
            self._taken[caller] -= 1
            if not self._taken[caller]:
                del self._taken[caller]
