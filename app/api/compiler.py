"""From the fields a document asks for to one Cypher statement, by the plans beside the fields.

The statement returns one record with a column for each root field. Its values have the shape of the answer
already, but for pages and records, whose last step is a :data:`app.api.shapes.Shape`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from graphql import GraphQLError

from app.api.arguments import LARGEST_ANSWER, LARGEST_PAGE, LARGEST_STATEMENT
from app.api.pages import CursorError, read_cursor
from app.api.plans import Column, Condition, Count, Inline, Key, Link, Plan, Records, Told, Variant
from app.api.selection import Selected
from app.api.shapes import Shape, page_shape, record_shape, shaped_list, shaped_object
from app.api.tables import Tables
from app.api.templates import Filling, Names, Scope, where
from app.api.views import ALL_GENRES, DEFAULT_GENRES, View
from loaders.graph.past import TODAY, AsOf

# What a list without `first` is taken to hold, for the estimate of an answer's size.
_LIST_SIZE = 5


@dataclass(frozen=True, slots=True)
class Statement:
    """A compiled document."""

    text: str
    parameters: Mapping[str, Any]
    shapes: Mapping[str, Shape | None]
    """What is left to do with each root field's value."""
    pasts: Mapping[str, AsOf] = field(default_factory=dict)
    """The parameters that must be given what was known at a time."""

    def answer(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """Make the answer of the one record that the statement returns."""
        return {key: shape(record[key]) if shape else record[key] for key, shape in self.shapes.items()}


def compile_selections(
    tables: Tables, selections: Sequence[Selected], least_confidence: float, as_of: AsOf = TODAY
) -> Statement:
    """Compile what a document asks for to one statement.

    What is told less surely than ``least_confidence`` is left out where the document does not ask for it, and root
    fields that name no time are answered ``as_of`` one.

    Raises
    ------
    GraphQLError
        Where an argument does not fit, with its place in the document.

    """
    compiler = _Compiler(tables, least_confidence, as_of)
    compiled = {selected.key: compiler.root(selected) for selected in selections}
    columns = ",\n".join(f"{text} AS `{key}`" for key, (text, _) in compiled.items())
    if len(columns) > LARGEST_STATEMENT:
        raise GraphQLError(
            "This asks for too many lists within lists at once. Split it into several documents."
        )
    shapes = {key: shape for key, (_, shape) in compiled.items()}
    return Statement(f"RETURN {columns}", compiler.names.parameters, shapes, compiler.pasts)


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a list comes from: a pattern, what must hold, and what its order begins with."""

    pattern: str
    conditions: tuple[str, ...]
    leads: str = ""


class _Compiler:
    """Compiles the fields of one document; each method gives an expression and the shape left to do."""

    def __init__(self, tables: Tables, least_confidence: float, as_of: AsOf) -> None:
        self._tables = tables
        self._as_of = as_of
        self._clocks_of: dict[AsOf, dict[str, str]] = {}
        self._least_confidence = least_confidence
        self._size = 0
        self.names = Names()

    def root(self, selected: Selected) -> tuple[str, Shape | None]:
        """Compile a root field."""
        plan = self._tables.plans[selected.parent, selected.name]
        return self._field(plan, selected, Scope({}, self._view(plan, selected)))

    def _view(self, plan: Plan, selected: Selected) -> View:
        everything = isinstance(plan, Link) and plan.genres == "all"
        asked = _filter(selected).get("genre") or selected.arguments.get("genre")
        genres = _plain(asked) if asked else list(ALL_GENRES if everything else DEFAULT_GENRES)
        clocks = self._clocks(selected)
        asked_for = everything or "confidence" in _filter(selected)
        least = self.names.parameter(0.0 if asked_for else self._least_confidence)
        return View(self.names.parameter(genres), least, **clocks)

    def _clocks(self, selected: Selected) -> dict[str, str]:
        """Give the parameters of what was known at the time that a root field asks about."""
        asked = selected.arguments.get("asOf") or {}
        as_of = AsOf(asked.get("published"), asked.get("ingested")) or self._as_of
        if not as_of:
            return {}
        if as_of not in self._clocks_of:
            times = {"published": as_of.published, "ingested": as_of.ingested}
            set_ = {name: self.names.parameter(value) for name, value in times.items() if value is not None}
            self._clocks_of[as_of] = {"then": self.names.parameter(None), **set_}
        return self._clocks_of[as_of]

    @property
    def pasts(self) -> dict[str, AsOf]:
        """The parameters that are to hold what was known at a time."""
        return {clocks["then"].removeprefix("$"): as_of for as_of, clocks in self._clocks_of.items()}

    def _object(self, selections: Iterable[Selected], scope: Scope) -> tuple[str, Shape | None]:
        entries: list[str] = []
        shapes: dict[str, Shape] = {}
        for selected in selections:
            text, shape = self._field(self._tables.plans[selected.parent, selected.name], selected, scope)
            entries.append(f"`{selected.key}`: {text}")
            if shape:
                shapes[selected.key] = shape
        return "{" + ", ".join(entries) + "}", shaped_object(shapes)

    def _field(self, plan: Plan, selected: Selected, scope: Scope) -> tuple[str, Shape | None]:
        as_of = scope.view.as_of
        match plan:
            case Column():
                return self._filling(selected, scope).fill(plan.text(as_of)), None
            case Records():
                return self._filling(selected, scope).fill(plan.expression), record_shape(selected, plan.read)
            case Told():
                return self._filling(selected, scope).fill(plan.expression), plan.read
            case Inline():
                return self._inline(plan, selected, scope)
            case Link():
                return self._link(plan, selected, scope)
            case Count():
                filling = self._filling(selected, scope)
                conditions = [filling.fill(condition) for condition in plan.where]
                return f"COUNT {{ {where(filling.fill(plan.match), conditions)} }}", None
            case Variant():
                return self._field(plan.as_of if as_of else plan.present, selected, scope)

    def _inline(self, plan: Inline, selected: Selected, scope: Scope) -> tuple[str, Shape | None]:
        self._grow(scope.size, selected)
        filling = self._filling(selected, scope)
        bound = self._bound(selected.type, plan.bindings, filling)
        text, shape = self._object(selected.children, Scope(bound, scope.view, scope.size))
        if plan.when:
            text = f"CASE WHEN {filling.fill(plan.when)} THEN {text} END"
        return text, shape

    def _link(self, plan: Link, selected: Selected, scope: Scope) -> tuple[str, Shape | None]:
        of_filter = () if plan.own_role else _filter(selected).get("role") or ()
        filling = self._filling(
            selected, scope, plan.roles or _plain(selected.arguments.get("role") or of_filter)
        )
        source = self._source(plan, selected, filling)
        if plan.kind == "page":
            return self._page(plan, selected, filling, source)
        first = _first(selected)
        size = scope.size * (1 if plan.kind == "one" else first or _LIST_SIZE)
        self._grow(size, selected)
        bound = self._bound(selected.type, plan.bindings, filling)
        text, shape = self._object(selected.children, Scope(bound, scope.view, size))
        found = where(source.pattern, source.conditions)
        order = f" ORDER BY {filling.fill(plan.order)}" if plan.order else ""
        if plan.kind == "one":
            return f"COLLECT {{ {found} WITH *{order} LIMIT 1 RETURN {text} }}[0]", shape
        limit = f" LIMIT {filling.values['first']}" if first else ""
        chosen = f" WITH *{order}{limit}" if order or limit else ""
        return f"COLLECT {{ {found}{chosen} RETURN {text} }}", shaped_list(shape)

    def _page(
        self, plan: Link, selected: Selected, filling: Filling, source: _Source
    ) -> tuple[str, Shape | None]:
        """Compile a page to ``{rows: [[key, tie, node, edge's node]], total}``."""
        if plan.key is None:
            raise TypeError(f"{selected.name} is a page and needs a key")
        node_type = selected.type.removesuffix("Connection")
        first = _first(selected) or LARGEST_PAGE
        scope = filling.scope
        inner = Scope(self._bound(node_type, plan.bindings, filling), scope.view, scope.size * first)
        of_nodes, of_edges = selected.below("nodes"), _nodes_of_edges(selected)
        self._grow(inner.size * (bool(of_nodes) + bool(of_edges)), selected)
        node, node_shape = self._object(of_nodes, inner)
        edge_node, edge_shape = self._object(of_edges, inner)
        key, tie = filling.fill(plan.key.expression), filling.fill(plan.key.tie or "''")
        conditions = (*source.conditions, *self._after(plan.key, selected, node_type, (key, tie)))
        order = f"{source.leads}{key}{' DESC' if plan.key.descending else ''}, {tie}"
        # One row more than asked for tells whether the list goes on.
        limit = f"{filling.values['first']} + 1"
        rows = (
            f"COLLECT {{ {where(source.pattern, conditions)} WITH * ORDER BY {order} LIMIT {limit} "
            f"RETURN [{key}, {tie}, {node}, {edge_node}] }}"
        )
        count = f"COUNT {{ {where(source.pattern, source.conditions)} }}"
        total = f", total: {count}" if selected.child("totalCount") else ""
        return f"{{rows: {rows}{total}}}", page_shape(selected, node_type, first, node_shape, edge_shape)

    def _after(self, key: Key, selected: Selected, node_type: str, texts: tuple[str, str]) -> list[str]:
        """Give what the cursor asks for, and what lets the index on the key give the order."""
        expression, tie = texts
        cursor = selected.arguments.get("after")
        if cursor is None:
            return [f"{expression} IS NOT NULL"] if expression.endswith(".sort_key") else []
        try:
            last, last_tie = read_cursor(node_type, cursor)
        except (CursorError, ValueError):
            message = f"`after`: {cursor!r} is no cursor of this list. Take it from the list's `pageInfo`."
            raise GraphQLError(message, selected.node) from None
        sign, at = "<" if key.descending else ">", self.names.parameter(last)
        if not key.tie:
            return [f"{expression} {sign} {at}"]
        after_tie = f"{tie} > {self.names.parameter(last_tie)}"
        return [f"{expression} {sign}= {at}", f"({expression} {sign} {at} OR {after_tie})"]

    def _source(self, plan: Link, selected: Selected, filling: Filling) -> _Source:
        view = filling.scope.view
        asked = _filter(selected)
        entries = filling.with_roles(_plain(asked.get("role") or ()))
        starts, met, leads = "", [], ""
        for name, value in asked.items():
            condition = self._tables.conditions[selected.parent, selected.name][name]
            start, predicate, parameter = self._asked(condition, value, view)
            starts += entries.fill(start, value=parameter)
            met += [entries.fill(predicate, value=parameter)] if predicate else []
            if condition.leads and predicate == condition.single:
                leads += f"{entries.fill(condition.leads)}, "
        always = [*plan.where, *(text for name, text in plan.unasked.items() if name not in asked)]
        pattern = starts + filling.fill(plan.as_of if plan.as_of and view.as_of else plan.match)
        return _Source(pattern, (*(filling.fill(text) for text in always), *met), leads)

    def _asked(self, condition: Condition, value: Any, view: View) -> tuple[str, str, str]:
        """Give the start, the predicate and the parameter of a filter's entry."""
        plain = condition.convert(value) if condition.convert else _plain(value)
        start = (condition.start_as_of if view.as_of else condition.start) or ""
        predicate = (condition.as_of if view.as_of and condition.as_of else condition.predicate) or ""
        if condition.single and len(plain) == 1:
            predicate, plain = condition.single, plain[0]
        return start, predicate, self.names.parameter(plain) if start or predicate else ""

    def _filling(self, selected: Selected, scope: Scope, roles: Sequence[str] = ()) -> Filling:
        converts = self._tables.values[selected.parent, selected.name]
        values = {
            name: self.names.parameter(convert(selected.arguments[name]))
            for name, convert in converts.items()
            if name in selected.arguments
        }
        return Filling(self.names, scope, values, roles)

    def _bound(self, type_name: str, bindings: Mapping[str, str], filling: Filling) -> dict[str, str]:
        names = self._tables.variables.get(type_name, ())
        return {name: filling.fill(bindings.get(name, f"@{name}")) for name in names}

    def _grow(self, size: int, selected: Selected) -> None:
        self._size += size
        if self._size > LARGEST_ANSWER:
            raise GraphQLError(
                f"This asks for more than {LARGEST_ANSWER:,} objects at once. "
                "Ask for smaller pages (`first`) or fewer lists within lists.",
                selected.node,
            )


def _filter(selected: Selected) -> Mapping[str, Any]:
    """Give the entries of the field's filter; an entry that is null asks for nothing."""
    asked = selected.arguments.get("filter") or {}
    return {name: value for name, value in asked.items() if value is not None}


def _first(selected: Selected) -> int | None:
    first: int | None = selected.arguments.get("first")
    if first is not None and not 1 <= first <= LARGEST_PAGE:
        raise GraphQLError(f"`first` must be from 1 to {LARGEST_PAGE}, not {first}.", selected.node)
    return first


def _nodes_of_edges(selected: Selected) -> tuple[Selected, ...]:
    edges = (edge for edge in selected.children if edge.name == "edges")
    found = (item for edge in edges for item in edge.below("node"))
    return tuple({item.key: item for item in found}.values())


def _plain(value: Any) -> Any:
    """Give enums as the words they stand for."""
    if isinstance(value, Enum):
        return value.value
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
