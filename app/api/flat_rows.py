"""Answers as flat tables, whose columns follow from what a document asks for, before it is answered.

- A row is an entry of the document's one field, or of lists within it (``# rows: timeline.mediations``); what has
  no entry there is a row all the same.
- A column is a value, named by its path: ``place.name``. The ``nodes`` of pages are no part of it.
- Of a list within a row, each column is a list as well; the n-th entries of all of them belong together.
- A list within that one is text, with commas between.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphql import GraphQLList, GraphQLNonNull, GraphQLSchema, get_named_type

from app.api.question_errors import TableError
from app.api.selection import TYPENAME, Selected
from app.exports.table_files import Kind, TableColumn

_KINDS: Mapping[str, Kind] = {
    "Int": "integer",
    "Float": "number",
    "Boolean": "boolean",
    "Date": "day",
    "DateTime": "moment",
}
_WITHIN_LIST = ", "
_EXAMPLE = re.compile(r"(\.? Example|, such as)?:? `[^`]*[{(][^`]*`\.?")
_WHOLE = "whole?"
"""The name, in answers, of what tells whether a page is whole; no document can give it to a field."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A step from an object to what is within it."""

    key: str
    many: bool


@dataclass(frozen=True, slots=True)
class _Cell:
    """A column, and the way to its values from the object that its level of rows is made of."""

    column: TableColumn
    way: tuple[_Step, ...]

    def read(self, value: Mapping[str, Any]) -> Any:
        """Give a row's value."""
        found = _read(value, self.way)
        return [] if found is None and self.column.many else found


@dataclass(frozen=True, slots=True)
class _Level:
    """The cells of one level of rows, and the way to the objects of the next."""

    cells: tuple[_Cell, ...]
    way: tuple[_Step, ...] = ()
    page: str = ""
    """The page that holds these and must be all, where they are in one: its name in the answer."""


class FlatRows:
    """How the rows of a table are made of answers.

    ``followed`` is a page of entries that are rows whose cursors somebody follows; of others, the one that is
    asked for must be all.

    Raises
    ------
    TableError
        Two columns have one name, or the lists whose entries are to be rows are not asked for.

    """

    def __init__(
        self, schema: GraphQLSchema, root: Selected, unfold: Sequence[str] = (), followed: str | None = None
    ) -> None:
        self._schema = schema
        self._followed = followed
        self._key = root.key
        self._to_entries, children = self._entries(root, ())
        self._levels = tuple(self._read_levels(children, list(unfold)))
        names = Counter(column.name for column in self.columns)
        if double := [name for name, number in names.items() if number > 1]:
            raise TableError(
                f"Two columns are called '{double[0]}'. Give one of them an alias, such as "
                f"`other_{double[0].rpartition('.')[2]}: ...`."
            )

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """The columns, in the order in which the document asks for them."""
        return tuple(cell.column for level in self._levels for cell in level.cells)

    def rows(self, data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Give the rows of an answer."""
        for entry in _objects(data, (_Step(self._key, False), *self._to_entries)):
            yield from self._unfolded(entry, self._levels)

    def _unfolded(
        self, entry: Mapping[str, Any] | None, levels: Sequence[_Level]
    ) -> Iterator[dict[str, Any]]:
        level, *inner = levels
        own = {cell.column.name: cell.read(entry) if entry else None for cell in level.cells}
        if not inner:
            yield own
            return
        if level.page and entry and entry[level.page] and goes_on(entry[level.page]):
            raise TableError(
                f"The list `{level.page}` of a row goes on after the entries that the document asks for, so that rows "
                f"would be missing. Raise the `first` of `{level.page}`, or ask for its entries as a list of their own."
            )
        for each in (_objects(entry, level.way) if entry else []) or [None]:
            for row in self._unfolded(each, inner):
                yield own | row

    # -- from what is asked for to levels and cells --------------------------------------------------

    def _read_levels(self, children: Sequence[Selected], unfold: Sequence[str]) -> Iterator[_Level]:
        if not unfold:
            yield _Level(tuple(self._cells(children, "", ())))
            return
        key, *rest = unfold
        next_ = next((child for child in children if child.key == key and child.children), None)
        if next_ is None:
            raise TableError(
                f"The rows are to be the entries of `{'.'.join(unfold)}`, but the document asks for no list `{key}` "
                "there. Name in `# rows:` what it asks for."
            )
        cells = self._cells([child for child in children if child is not next_], "", ())
        way, inner = self._entries(next_, ())
        checked = is_page(next_) and key != self._followed
        yield _Level(tuple(cells), (_Step(key, False), *way), key if checked else "")
        yield from self._read_levels(inner, rest)

    def _entries(
        self, selected: Selected, way: tuple[_Step, ...]
    ) -> tuple[tuple[_Step, ...], Sequence[Selected]]:
        """Give the way from a field's value to its entries, and what is asked for of each."""
        if not is_page(selected):
            is_list = gives_list(self._schema, selected)
            return (*way, _Step("", True)) if is_list else way, selected.children
        for child in selected.children:
            if child.name == "nodes":
                return (*way, _Step(child.key, True)), child.children
            if child.name == "edges" and (node := child.child("node")):
                return (*way, _Step(child.key, True), _Step(node.key, False)), node.children
        return way, selected.children

    def _cells(
        self, asked: Sequence[Selected], prefix: str, way: tuple[_Step, ...], told: str = ""
    ) -> Iterator[_Cell]:
        """Give the cells of what is asked for below a path; ``told`` describes what is on it."""
        for selected in asked:
            if (
                selected.type == "PageInfo"
                or selected.name == TYPENAME
                or (selected.name == "cursor" and selected.parent.endswith("Edge"))
            ):
                continue
            path, is_ = prefix, told
            if not _is_wrapper(selected):
                path, is_ = f"{prefix}{selected.key}.", f"{told} {self._description(selected)}".strip()
            inner = (*way, _Step(selected.key, gives_list(self._schema, selected)))
            if selected.children:
                yield from self._cells(selected.children, path, inner, is_)
            else:
                depth = sum(step.many for step in inner)
                kind = "text" if depth > 1 else _KINDS.get(selected.type, "text")
                yield _Cell(TableColumn(path.removesuffix("."), kind, depth > 0, is_), inner)

    def _description(self, selected: Selected) -> str:
        """Give what the schema says of a field, without examples in GraphQL."""
        field = self._schema.type_map[selected.parent].fields[selected.name]  # type: ignore[attr-defined]  # of objects
        return _EXAMPLE.sub(".", field.description or "").strip()


def is_page(selected: Selected) -> bool:
    """Tell whether a field gives a list in pages."""
    return selected.type.endswith("Connection")


def gives_list(schema: GraphQLSchema, selected: Selected) -> bool:
    """Tell whether a field gives a list that is in no pages."""
    kind = schema.type_map[selected.parent].fields[selected.name].type  # type: ignore[attr-defined]  # of objects
    return isinstance(kind.of_type if isinstance(kind, GraphQLNonNull) else kind, GraphQLList)


def told_whether_whole(selected: Selected, unfold: Sequence[str] = ()) -> Selected:
    """Ask of a page, and of the pages within it whose entries are to be rows, whether and where they go on."""
    children = tuple(
        replace(child, children=_told_within(child.children, unfold)) if _is_wrapper(child) else child
        for child in (selected.children if is_page(selected) else _told_within(selected.children, unfold))
    )
    if is_page(selected):
        children = (*children, _page_info(selected))
    return replace(selected, children=children)


def _page_info(page: Selected) -> Selected:
    kind = get_named_type(page.gives)
    given = kind.fields["pageInfo"].type  # type: ignore[attr-defined]  # an object
    parts = get_named_type(given).fields
    asked = (
        Selected(
            name, name, "PageInfo", {}, page.node, get_named_type(parts[name].type).name, parts[name].type, ()
        )
        for name in ("hasNextPage", "endCursor")
    )
    return Selected(_WHOLE, "pageInfo", page.type, {}, page.node, "PageInfo", given, tuple(asked))


def goes_on(page: Mapping[str, Any]) -> bool:
    """Tell of an answered page, asked by :func:`told_whether_whole`, whether there is more of it."""
    return bool(page[_WHOLE]["hasNextPage"])


def end_of(page: Mapping[str, Any]) -> str | None:
    """Give the cursor of such a page's last entry."""
    cursor: str | None = page[_WHOLE]["endCursor"]
    return cursor


def _told_within(children: Sequence[Selected], unfold: Sequence[str]) -> tuple[Selected, ...]:
    if not unfold:
        return tuple(children)
    key, *rest = unfold
    return tuple(told_whether_whole(child, rest) if child.key == key else child for child in children)


def _is_wrapper(selected: Selected) -> bool:
    """Tell of a field that only leads to the entries of a page."""
    return selected.name in ("nodes", "edges", "node") and selected.parent.endswith(("Connection", "Edge"))


def _objects(value: Any, way: Sequence[_Step]) -> list[Any]:
    """Give the objects at the end of a way; none where there is nothing on it."""
    found = [value]
    for step in way:
        inner = [each[step.key] if step.key else each for each in found if each is not None]
        found = [item for each in inner if each is not None for item in each] if step.many else inner
    return [each for each in found if each is not None]


def _read(value: Any, way: Sequence[_Step]) -> Any:
    for at, step in enumerate(way):
        if value is None:
            return None
        value = value[step.key]
        if step.many:
            return [_entry(item, way[at + 1 :]) for item in value or ()]
    return value


def _entry(value: Any, way: Sequence[_Step]) -> Any:
    """Give one entry of a list; a list within it as text."""
    found = _read(value, way)
    if isinstance(found, list):
        return _WITHIN_LIST.join(str(item) for item in found if item is not None)
    return found
