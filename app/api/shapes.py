"""The last step from the record that a statement returns to the answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.api.pages import write_cursor
from app.api.selection import Selected

type Shape = Callable[[Any], Any]


def shaped_object(shapes: Mapping[str, Shape]) -> Shape | None:
    """Shape entries of an object; ``None`` where there is nothing to do."""
    if not shapes:
        return None

    def shape(value: Any) -> Any:
        if value is not None:
            for key, entry_shape in shapes.items():
                value[key] = entry_shape(value[key])
        return value

    return shape


def shaped_list(shape: Shape | None) -> Shape | None:
    """Shape every entry of a list."""
    return None if shape is None else lambda values: [shape(value) for value in values]


def record_shape(selected: Selected, read: Callable[[Any], Any]) -> Shape:
    """Shape records, of a list or a single one: what is asked for of each, by its key in the answer."""
    return lambda value: _picked(read(value), selected.children)


def _picked(value: Any, asked: Sequence[Selected]) -> Any:
    """Pick what is asked for out of records within records; a function is called for what is dear to find."""
    if callable(value):
        value = value()
    if isinstance(value, list) and asked:
        return [_picked(item, asked) for item in value]
    if isinstance(value, dict):
        return {child.key: _picked(value.get(_python_name(child.name)), child.children) for child in asked}
    return value


def page_shape(
    selected: Selected, list_name: str, size: int, node: Shape | None, edge_node: Shape | None
) -> Shape:
    """Shape ``{rows: [[key, tie, node, edge's node]], total}`` to a connection; its cursors are of the list."""

    def shape(value: dict[str, Any]) -> dict[str, Any]:
        rows = value["rows"]
        more = len(rows) > size
        rows = rows[:size]
        cursors = [write_cursor(list_name, list(row[:2])) for row in rows]
        parts: dict[str, Callable[[Selected], Any]] = {
            "nodes": lambda _: [node(row[2]) if node else row[2] for row in rows],
            "edges": lambda asked: [
                _entry(asked, cursor, edge_node(row[3]) if edge_node else row[3])
                for cursor, row in zip(cursors, rows, strict=True)
            ],
            "pageInfo": lambda asked: _page_info(asked, more, cursors),
            "totalCount": lambda _: value["total"],
        }
        return {child.key: parts[child.name](child) for child in selected.children}

    return shape


def _entry(asked: Selected, cursor: str, node: Any) -> dict[str, Any]:
    return {child.key: cursor if child.name == "cursor" else node for child in asked.children}


def _page_info(asked: Selected, more: bool, cursors: list[str]) -> dict[str, Any]:
    values = {"hasNextPage": more, "endCursor": cursors[-1] if cursors else None}
    return {child.key: values[child.name] for child in asked.children}


def _python_name(name: str) -> str:
    return re.sub(r"(?=[A-Z])", "_", name).lower()
