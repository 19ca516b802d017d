"""From the rows of a page to the connection that a document asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.api.forms import Form, Made, Row, form_of, row
from app.api.pages import write_cursor
from app.api.selection import TYPENAME, Selected

_FIRST_OBJECT = 2
"""Where the objects of a row begin, after its key and tie."""

_CURSOR = -1


def objects_of(selected: Selected) -> Iterator[Selected]:
    """Give the fields of a connection that each row holds an object for."""
    for child in selected.children:
        if child.name == "nodes":
            yield child
        elif child.name == "edges":
            yield from child.named("node")


def connection(selected: Selected, list_name: str, size: int, objects: Sequence[Row]) -> Form:
    """Give the form of a connection that comes as ``{rows: [[key, tie, object, ...]], total}``.

    ``objects`` are those of :func:`objects_of`, and cursors are of the list. A row more than ``size`` tells that the
    list goes on.
    """
    found = dict(enumerate(objects, _FIRST_OBJECT))
    at_of = {id(asked): at for at, asked in enumerate(objects_of(selected), _FIRST_OBJECT)}

    def form(asked: Selected) -> Form:
        if id(asked) in at_of:
            return form_of(asked.gives, found[at_of[id(asked)]])
        return form_of(asked.gives, row(asked.children, form) if asked.children else None)

    parts = [_PARTS[child.name](child, at_of) for child in selected.children if child.name != TYPENAME]

    def cut(value: dict[str, Any]) -> list[Any]:
        page = _Page(list_name, value["rows"][:size], len(value["rows"]) > size, value.get("total"))
        return [part(page) for part in parts]

    return Made(cut, row(selected.children, form))


@dataclass
class _Page:
    list_name: str
    rows: list[list[Any]]
    more: bool
    total: int | None

    @cached_property
    def cursors(self) -> list[str]:
        return [write_cursor(self.list_name, row[:_FIRST_OBJECT]) for row in self.rows]

    @property
    def end_cursor(self) -> str | None:
        return write_cursor(self.list_name, self.rows[-1][:_FIRST_OBJECT]) if self.rows else None


type _Part = Callable[[_Page], Any]


def _nodes(asked: Selected, at_of: dict[int, int]) -> _Part:
    at = at_of[id(asked)]
    return lambda page: [row[at] for row in page.rows]


def _edges(asked: Selected, at_of: dict[int, int]) -> _Part:
    columns = [at_of.get(id(child), _CURSOR) for child in asked.children if child.name != TYPENAME]
    if _CURSOR not in columns:
        return lambda page: [[row[at] for at in columns] for row in page.rows]
    return lambda page: [
        [cursor if at == _CURSOR else row[at] for at in columns]
        for row, cursor in zip(page.rows, page.cursors, strict=True)
    ]


def _page_info(asked: Selected, _: dict[int, int]) -> _Part:
    names = [child.name for child in asked.children if child.name != TYPENAME]
    return lambda page: [page.more if name == "hasNextPage" else page.end_cursor for name in names]


_PARTS: dict[str, Callable[[Selected, dict[int, int]], _Part]] = {
    "nodes": _nodes,
    "edges": _edges,
    "pageInfo": _page_info,
    "totalCount": lambda *_: lambda page: page.total,
}
