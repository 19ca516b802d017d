"""What the API refuses, or ends, for reasons of its own."""

from __future__ import annotations

from graph_schema import GoodOfficesError


class RequestError(GoodOfficesError):
    """A request holds nothing that could be answered."""

    def __init__(self, message: str, status: int = 400, code: str = "BAD_REQUEST") -> None:
        super().__init__(message)
        self.status = status
        self.code = code


class PositionError(GoodOfficesError):
    """A position lies beyond the end of the feed."""

    def __init__(self, since: int, last: int) -> None:
        super().__init__(
            f"`since: {since}` is no change: the last one is {last}. If the graph was emptied, or is another one, "
            "read what you keep anew, with `statistics { changes }`, and follow from there."
        )


class StoppingError(GoodOfficesError):
    """The service stops, and its subscriptions end."""

    def __init__(self) -> None:
        super().__init__("The service stops. Subscribe again in a few seconds.")
