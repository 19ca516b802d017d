"""Lists in pages: connections with cursors that stay right while data comes in."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error

import orjson
import strawberry

from app.api.plans import said


@strawberry.type(description="Whether and where a list goes on.")
class PageInfo:
    """Whether and where a list goes on."""

    has_next_page: bool = said("Whether there is more after this page.")
    end_cursor: str | None = said("The cursor of the page's last entry: give it as `after` to go on.")


@strawberry.type(description="An entry of a list with its cursor.")
class Edge[Node]:
    """An entry of a list with its cursor."""

    cursor: str = said("The entry's cursor.")
    node: Node = said("The entry.")


@strawberry.type(description="A page of a list.")
class Connection[Node]:
    """A page of a list."""

    nodes: list[Node] = said("The entries.")
    edges: list[Edge[Node]] = said("The entries with their cursors.")
    page_info: PageInfo = said("Whether and where the list goes on.")
    total_count: int = said("How many entries there are on all pages: counted only where asked for.")


class CursorError(ValueError):
    """A text that is no cursor of the list it was given to."""


type SortKey = list[str | float]


def write_cursor(of: str, key: SortKey) -> str:
    """Make the cursor of an entry: opaque to clients, it holds the list's type and order and the entry's sort key.

    Examples
    --------
    >>> read_cursor("Event", write_cursor("Event", ["2025-06-02 e1"]))
    ['2025-06-02 e1']

    """
    return urlsafe_b64encode(orjson.dumps([of, *key])).decode().rstrip("=")


def read_cursor(of: str, cursor: str) -> SortKey:
    """Give the sort key that a cursor holds."""
    try:
        content = orjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (Base64Error, ValueError):
        content = None
    match content:
        case [kind, str() | int() | float() as key, str() as tie] if kind == of:
            return [key, tie]
    raise CursorError(cursor)
