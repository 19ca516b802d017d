"""How often each caller may ask.

A bucket of tokens for each caller fills evenly and is emptied by requests; who finds it empty waits for the next
token. (The library ``limits`` starts a thread for most requests to clear its memory: decision 0029.)
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from app.access.errors import TooManyRequestsError

CALLERS_KEPT = 10_000
"""Of more callers, those are forgotten that have not asked for longest; a forgotten one begins with a full bucket."""

_FULL_AFTER = 10.0
"""Seconds in which an empty bucket fills up: what may come at once is what may come in this time."""


class Rates:
    """The buckets of all callers."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute = per_minute
        self._each_second = per_minute / 60
        self._most = max(1.0, self._each_second * _FULL_AFTER)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, caller: str) -> None:
        """Take one token out of a caller's bucket.

        Raises
        ------
        TooManyRequestsError
            There is none; the error tells how long to wait.

        """
        now = self._clock()
        tokens, at = self._buckets.pop(caller, (self._most, now))
        tokens = min(self._most, tokens + (now - at) * self._each_second)
        enough = tokens >= 1
        self._buckets[caller] = (tokens - 1 if enough else tokens, now)
        if len(self._buckets) > CALLERS_KEPT:
            self._buckets.popitem(last=False)
        if not enough:
            raise TooManyRequestsError(self.per_minute, (1 - tokens) / self._each_second)


def network_of(address: str) -> str:
    """Give what anonymous callers are told apart by: the address, of IPv6 the network, which one household has.

    Examples
    --------
    >>> network_of("192.0.2.7"), network_of("2001:db8:1:2:3:4:5:6"), network_of("::ffff:192.0.2.7")
    ('192.0.2.7', '2001:db8:1:2::', '192.0.2.7')

    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(IPv6Address(int(parsed) >> 64 << 64))


def is_this_machine(address: str) -> bool:
    """Tell whether somebody asks from the machine that the service runs on."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
