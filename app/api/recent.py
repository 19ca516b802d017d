"""What is kept because it was asked for lately."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable


class Recent[Key: Hashable, Value]:
    """Values by their keys; of too many, those go that were not asked for longest."""

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._values: OrderedDict[Key, Value] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        """Give the value of a key, where it is kept."""
        if key in self._values:
            self._values.move_to_end(key)
        return self._values.get(key)

    def keep(self, key: Key, value: Value) -> None:
        """Keep a value."""
        self._values[key] = value
        self._values.move_to_end(key)
        if len(self._values) > self._kept:
            self._values.popitem(last=False)
