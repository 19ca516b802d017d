"""From the fields a document asks for to one Cypher statement, by the plans beside the fields.

The statement returns one record with a column for each root field; a :data:`app.api.forms.Form` tells what is where
in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graphql import GraphQLError

from app.api.arguments import LARGEST_ANSWER, LARGEST_PAGE, LARGEST_STATEMENT, MOST_TOLD
from app.api.connections import connection, objects_of
from app.api.costs import CostError
from app.api.filtering import Filtering, Found, given, names_in, plain
from app.api.forms import Form, Made, Row, form_of, numbered, record, row
from app.api.grouping import grouping, unasked_keys
from app.api.listing import carrying, first_of, order_of
from app.api.pages import CursorError, SortKey, read_cursor
from app.api.plans import (
    Act,
    Column,
    Count,
    Follow,
    Groups,
    Inline,
    Key,
    Link,
    Plan,
    Records,
    Told,
    Variant,
)
from app.api.runs import run_through_roles
from app.api.selection import INTROSPECTION, TYPENAME, Selected
from app.api.shaping import Shaper
from app.api.statements import Statement
from app.api.tables import Tables
from app.api.templates import Filling, Names, Scope, where
from app.api.views import ALL_GENRES, CONSTANTS, DEFAULT_GENRES, View
from loaders.graph.past import TODAY, AsOf

# What a list without `first` is taken to hold, for the estimate of an answer's size.
_LIST_SIZE = 5

UNPLANNED = frozenset({TYPENAME, *INTROSPECTION})
"""Fields that ask nothing of the graph."""


def compile_selections(
    tables: Tables,
    selections: Sequence[Selected],
    least_confidence: float,
    as_of: AsOf = TODAY,
) -> Statement:
    """Compile what a document asks for to one statement.

    What is told less surely than ``least_confidence`` is left out where the document does not ask for it, and root
    fields that name no time are answered ``as_of`` one. What a mutation did is the statement's parameter ``made``.

    Raises
    ------
    GraphQLError
        Where an argument does not fit, with its place in the document.

    """
    compiler = _Compiler(tables, least_confidence, as_of)
    compiled = {
        selected.key: compiler.root(selected) for selected in selections if selected.name not in UNPLANNED
    }
    # Not by the names of the document, so that Neo4j knows the statement of another that differs in them alone.
    columns = ",\n".join(f"{text} AS field{at}" for at, (text, _) in enumerate(compiled.values()))
    first = f"WITH {', '.join(compiler.beforehand)}\n" if compiler.beforehand else ""
    text = f"{first}RETURN {columns}"
    if len(text) > LARGEST_STATEMENT:
        raise CostError(
            f"This asks for too many lists within lists at once: {len(text):,} characters of Cypher, of "
            f"{LARGEST_STATEMENT:,}. Split it into several documents.",
            len(text),
            LARGEST_STATEMENT,
        )
    told = [selected for selected in selections if selected.name not in INTROSPECTION]
    shaper = Shaper(row(told, lambda selected: compiled[selected.key][1]))
    used = {name: value for name, value in CONSTANTS.items() if f"${name}" in text}
    parameters = {**used, **compiler.names.parameters}
    introspects = len(told) < len(selections)
    return Statement(text, parameters, shaper, compiler.pasts, introspects)


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a list comes from: a pattern, what must hold, and what its order begins with."""

    pattern: str
    conditions: tuple[str, ...]
    leads: str = ""


class _Compiler:
    """Compiles the fields of one document; each method gives an expression and the form of its value."""

    def __init__(self, tables: Tables, least_confidence: float, as_of: AsOf) -> None:
        self._tables = tables
        self._as_of = as_of
        self._clocks_of: dict[AsOf, dict[str, str]] = {}
        self._least_confidence = least_confidence
        self._size = 0
        self.names = Names()
        self.beforehand: list[str] = []
        """What is computed before the answer is put together."""

    def root(self, selected: Selected) -> tuple[str, Form]:
        """Compile a root field."""
        plan = self._tables.plans[selected.parent, selected.name]
        return self._field(plan, selected, Scope({}, self._view(plan, selected), beforehand=self.beforehand))

    def _view(self, plan: Plan, selected: Selected) -> View:
        everything = isinstance(plan, Act) or (isinstance(plan, Link) and plan.genres == "all")
        filter_ = given(selected.arguments.get("filter"))
        asked = filter_.get("genre") or selected.arguments.get("genre")
        genres = plain(asked) if asked else list(ALL_GENRES if everything else DEFAULT_GENRES)
        clocks = self._clocks(selected)
        asked_for = everything or "confidence" in self._filter_names(selected)
        least = self.names.parameter(0.0 if asked_for else self._least_confidence)
        left_out = [genre for genre in ALL_GENRES if genre not in genres]
        only = {"left_out": self.names.parameter(left_out)} if len(left_out) == 1 else {}
        return View(self.names.parameter(genres), least, **clocks, **only)

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

    def _object(self, selections: Iterable[Selected], scope: Scope) -> tuple[str, Row]:
        compiled = {
            selected.key: self._field(self._tables.plans[selected.parent, selected.name], selected, scope)
            for selected in selections
            if selected.name != TYPENAME
        }
        texts = ", ".join(text for text, _ in compiled.values())
        return f"[{texts}]", row(selections, lambda selected: compiled[selected.key][1])

    def _field(self, plan: Plan, selected: Selected, scope: Scope) -> tuple[str, Form]:
        as_of = scope.view.as_of
        match plan:
            case Column():
                return self._filling(selected, scope).fill(plan.text(as_of)), form_of(selected.gives)
            case Records():
                return self._filling(selected, scope).fill(plan.expression), Made(plan.read, record(selected))
            case Told():
                return self._filling(selected, scope).fill(plan.expression), Made(
                    plan.read, form_of(selected.gives)
                )
            case Inline():
                return self._inline(plan, selected, scope)
            case Link():
                return self._link(plan, selected, scope)
            case Count():
                filling = self._filling(selected, scope, plain(selected.arguments.get("role") or ()))
                conditions = [filling.fill(condition) for condition in plan.where]
                return f"COUNT {{ {where(filling.fill(plan.match), conditions)} }}", form_of(selected.gives)
            case Act():
                return self._inline(Inline({"made": "$made"}), selected, scope)
            case Follow():
                return self._follow(plan, selected, scope)
            case Variant():
                return self._field(plan.as_of if as_of else plan.present, selected, scope)

    def _inline(self, plan: Inline, selected: Selected, scope: Scope) -> tuple[str, Form]:
        self._grow(scope.size, selected)
        filling = self._filling(selected, scope)
        bound = self._bound(selected.type, plan.bindings, filling)
        text, made = self._object(selected.children, replace(scope, variables=bound))
        when = plan.when and filling.fill(plan.when)
        if when == "null IS NOT NULL":  # a key that groups are not made by: nothing of it can be asked
            text = "null"
        elif when:
            text = f"CASE WHEN {when} THEN {text} END"
        return text, form_of(selected.gives, made)

    def _link(self, plan: Link, selected: Selected, scope: Scope) -> tuple[str, Form]:
        of_filter = () if plan.own_role else given(selected.arguments.get("filter")).get("role") or ()
        filling = self._filling(
            selected, scope, plan.roles or plain(selected.arguments.get("role") or of_filter)
        )
        source = self._source(plan, selected, filling)
        if plan.kind == "page":
            return self._page(plan, selected, filling, source)
        first = first_of(selected)
        size = scope.size * (1 if plan.kind == "one" else first or _LIST_SIZE)
        self._grow(size, selected)
        inner = scope.within(self._found_by(plan, selected, selected.type, filling), size)
        text, made = self._object(selected.children, inner)
        form = form_of(selected.gives, made)
        found = where(source.pattern, source.conditions)
        order = f" ORDER BY {filling.fill(plan.order)}" if plan.order else ""
        if plan.kind == "one":
            one = f"COLLECT {{ {found} WITH *{order} LIMIT 1{inner.computed} RETURN {text} }}"
            return f"{scope.compute_always(one, self.names)}[0]", form
        limit = f" LIMIT {filling.values['first']}" if first else ""
        chosen = f" WITH *{order}{limit}" if order or limit else ""
        several = f"COLLECT {{ {found}{chosen}{inner.computed} RETURN {text} }}"
        return scope.compute(several, self.names), form

    def _page(self, plan: Link, selected: Selected, filling: Filling, source: _Source) -> tuple[str, Form]:
        """Compile a page to ``{rows: [[key, tie, object, ...]], total}``."""
        order, plan_key = order_of(plan, selected)
        node_type = selected.type.removesuffix("Connection")
        list_name = f"{node_type} {order}" if order else node_type
        first = first_of(selected) or LARGEST_PAGE
        scope = filling.scope
        inner = scope.within(self._found_by(plan, selected, node_type, filling), scope.size * first)
        asked = list(objects_of(selected))
        self._grow(inner.size * len(asked), selected)
        objects = [self._object(each.children, inner) for each in asked]
        key, tie = filling.fill(plan_key.text(scope.view.as_of)), filling.fill(plan_key.tie or "''")
        conditions = (*source.conditions, *self._after(plan_key, selected, list_name, (key, tie)))
        leads = source.leads if key.endswith(".sort_key") and plan_key.descending else ""
        order = f"{leads}{key}{' DESC' if plan_key.descending else ''}, {tie}"
        found = self._run(plan, selected, filling, source, list_name) or where(source.pattern, conditions)
        # One row more than asked for tells whether the list goes on.
        columns = ", ".join((key, tie, *(text for text, _ in objects)))
        rows = (
            f"COLLECT {{ {found} WITH * ORDER BY {order} "
            f"LIMIT {filling.values['first']} + 1{inner.computed} RETURN [{columns}] }}"
        )
        names = {child.name for child in selected.children}
        parts = {"rows": rows if names - {"totalCount", TYPENAME} else "[]"}
        if "totalCount" in names:
            parts["total"] = f"COUNT {{ {where(source.pattern, source.conditions)} }}"
        told = [f"{name}: {scope.compute(text, self.names)}" for name, text in parts.items()]
        return f"{{{', '.join(told)}}}", connection(selected, list_name, first, [made for _, made in objects])

    def _follow(self, plan: Follow, selected: Selected, scope: Scope) -> tuple[str, Form]:
        """Compile a subscription to ``[[seq, message], ...]``: what is told after ``$after`` and up to ``$head``."""
        filling = self._filling(selected, scope)
        filling.fill(plan.text)  # gives what it finds the names that the filter's conditions are about
        found = self._found_beside(selected, filling)
        met = " AND ".join(("true", *found.conditions))
        self._grow(MOST_TOLD, selected)
        inner = scope.within(self._bound(selected.type, {}, filling), MOST_TOLD)
        message, form = self._object(selected.children, inner)
        rows = f"{found.starts}{filling.fill(plan.text, met=met)} LIMIT {MOST_TOLD}{inner.computed}"
        seq = filling.fill("@change.seq")
        return f"COLLECT {{ {rows} RETURN [{seq}, {message}] }}", numbered(form)

    def _run(
        self, plan: Link, selected: Selected, filling: Filling, source: _Source, list_name: str
    ) -> str | None:
        """Give the pattern of a list of the parts of one actor by date; ``None`` for other lists."""
        _, key = order_of(plan, selected)
        scope = filling.scope
        if not plan.runs or scope.view.as_of or scope.size > 1 or not key.expression.endswith(".sort_key"):
            return None
        if source.pattern != filling.fill(plan.match):  # it begins with what the filter finds
            return None
        texts = filling.fill("@edge.sort_key"), filling.fill(key.tie or "''")
        conditions = (*source.conditions, *self._after(key, selected, list_name, texts))
        return run_through_roles(plan.runs, filling, conditions, key.descending)

    def _after(self, key: Key, selected: Selected, list_name: str, texts: tuple[str, str]) -> list[str]:
        """Give what the cursor asks for, and what lets the index on the key give the order."""
        expression, tie = texts
        cursor = selected.arguments.get("after")
        if cursor is None:
            return [f"{expression} IS NOT NULL"] if expression.endswith(".sort_key") else []

        def read(text: str) -> SortKey:
            try:
                return read_cursor(list_name, text)
            except CursorError:
                message = f"`after`: {text!r} is no cursor of this list. Take it from the list's `pageInfo`."
                raise GraphQLError(message, selected.node) from None

        at = self.names.parameter(cursor, lambda text: read(text)[0])
        sign = "<" if key.descending else ">"
        if not key.tie:
            return [f"{expression} {sign} {at}"]
        after_tie = f"{tie} > {self.names.parameter(cursor, lambda text: read(text)[1])}"
        return [f"{expression} {sign}= {at}", f"({expression} {sign} {at} OR {after_tie})"]

    def _source(self, plan: Link, selected: Selected, filling: Filling) -> _Source:
        as_of = filling.scope.view.as_of
        pattern = filling.fill(plan.as_of if plan.as_of and as_of else plan.match)
        names = self._filter_names(selected)
        unasked = (text for name, text in plan.unasked.items() if name not in names)
        always = [filling.fill(text) for text in (*plan.where, *unasked)]
        found = self._found("filter", selected, filling)
        conditions = (*always, *found.conditions)
        if not plan.then:
            return _Source(found.starts + carrying(pattern, found.starts), conditions, found.leads)
        then = plan.then if isinstance(plan.then, str) else grouping(plan.then, selected, as_of)
        who = self._found("who", selected, filling.about("@other"), within=True)
        made = f"{found.starts}{where(pattern, conditions)} {filling.fill(then)}"
        taken = filling.scope.taken_by(made)
        return _Source(f"{who.starts}CALL ({taken}) {{ {made} }}", who.conditions)

    def _found(self, name: str, selected: Selected, filling: Filling, within: bool = False) -> Found:
        """Compile one of a list's filters; ``within``: the search cannot begin with it."""
        asked = given(selected.arguments.get(name))
        if not asked:
            return Found()
        kind = self._tables.filters[selected.parent, selected.name, name]
        return Filtering(self._tables, selected.node).found(kind, asked, filling, within)

    def _found_beside(self, selected: Selected, filling: Filling) -> Found:
        """Compile the filter of what is looked at one by one; its genres are those of the whole answer."""
        asked = {
            name: value for name, value in given(selected.arguments.get("filter")).items() if name != "genre"
        }
        if not asked:
            return Found()
        kind = self._tables.filters[selected.parent, selected.name, "filter"]
        return Filtering(self._tables, selected.node).found(kind, asked, filling, within=True)

    def _filter_names(self, selected: Selected) -> frozenset[str]:
        asked = given(selected.arguments.get("filter"))
        if not asked:
            return frozenset()
        return names_in(self._tables, self._tables.filters[selected.parent, selected.name, "filter"], asked)

    def _filling(self, selected: Selected, scope: Scope, roles: Sequence[str] = ()) -> Filling:
        converts = self._tables.values[selected.parent, selected.name]
        values = {
            name: self.names.parameter(selected.arguments[name], convert)
            for name, convert in converts.items()
            if name in selected.arguments
        }
        return Filling(self.names, scope, values, roles)

    def _found_by(self, plan: Link, selected: Selected, type_name: str, filling: Filling) -> dict[str, str]:
        """Give the variables of what a link finds."""
        bindings = {**plan.bindings, **(plan.bindings_as_of if filling.scope.view.as_of else {})}
        if isinstance(plan.then, Groups):
            bindings |= unasked_keys(self._tables.variables[type_name], selected)
        return self._bound(type_name, bindings, filling)

    def _bound(self, type_name: str, bindings: Mapping[str, str], filling: Filling) -> dict[str, str]:
        names = self._tables.variables.get(type_name, ())
        return {name: filling.fill(bindings.get(name, f"@{name}")) for name in names}

    def _grow(self, size: int, selected: Selected) -> None:
        self._size += size
        if self._size > LARGEST_ANSWER:
            raise CostError(
                f"With `{selected.parent}.{selected.name}` the answer may have {self._size:,} objects, page sizes "
                f"multiplied, and may have {LARGEST_ANSWER:,}. Ask for smaller pages (`first`) or fewer lists "
                "within lists.",
                self._size,
                LARGEST_ANSWER,
                f"{selected.parent}.{selected.name}",
                selected.node,
            )
