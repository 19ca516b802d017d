"""Answers as a terminal shows them, narrow; whole tables in files are made by :mod:`app.api.flat_rows`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

type FlatRow = dict[str, Any]


def rows_of(data: Mapping[str, Any], unfold: Sequence[str] = ()) -> tuple[list[str], list[FlatRow]]:
    """Give the columns and rows of an answer's first list.

    An object is a row, or a single one; within it objects become ``object.field`` columns, and lists one cell:
    their entries divided by ``; ``, an entry's values by ``, ``. With ``unfold``, lists within lists, each entry of
    the innermost is a row; what has none is a row all the same.

    Examples
    --------
    >>> rows_of({"events": {"nodes": [{"place": {"name": "Oslo"}, "parties": [{"name": "A"}, {"name": "B"}]}]}})
    (['place.name', 'parties'], [{'place.name': 'Oslo', 'parties': 'A; B'}])
    >>> rows_of({"talks": [{"name": "Oslo", "rounds": [{"number": 1}, {"number": 2}]}]}, ["rounds"])[1]
    [{'name': 'Oslo', 'number': 1}, {'name': 'Oslo', 'number': 2}]

    """
    entries = (
        row for entry in _entries(next(iter(data.values()), None)) for row in _unfolded(entry, list(unfold))
    )
    rows = [dict(_columns(entry, "")) for entry in entries]
    # A null object has fewer columns than one that is there.
    columns = list(dict.fromkeys(name for row in rows for name in row))
    whole = {name.partition(".")[0] for name in columns if "." in name}
    return [name for name in columns if name not in whole], rows


def _unfolded(entry: Any, path: Sequence[str]) -> Iterator[Any]:
    if not path or not isinstance(entry, Mapping):
        yield entry
        return
    name, *rest = path
    outer = {key: value for key, value in entry.items() if key != name}
    for inner in _entries(entry.get(name)) or [{}]:
        for row in _unfolded(inner, rest):
            yield outer | row


def _entries(value: Any) -> Sequence[Any]:
    if isinstance(value, Mapping) and "edges" in value:
        return [edge["node"] for edge in value["edges"]]
    if isinstance(value, Mapping) and "nodes" in value:
        return list(value["nodes"])
    return value if isinstance(value, list) else [] if value is None else [value]


def _columns(value: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    if not isinstance(value, Mapping):
        yield prefix or "value", value
        return
    for name, item in value.items():
        path = f"{prefix}.{name}" if prefix else name
        if isinstance(item, Mapping) and "nodes" not in item:
            yield from _columns(item, path)
        elif isinstance(item, Mapping | list):
            yield path, "; ".join(", ".join(_texts(entry)) for entry in _entries(item))
        else:
            yield path, item


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif value is not None:
        yield str(value)
