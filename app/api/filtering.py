"""From what a filter asks for to what must hold, by the conditions beside its entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from graphql import FieldNode, GraphQLError

from app.api.arguments import DEEPEST_FILTER, LARGEST_FILTER
from app.api.conditions import Condition, Group, Related
from app.api.costs import CostError
from app.api.tables import FilterEntry, Tables
from app.api.templates import Filling, where

_LOOKED_UP = re.compile(r"\bAS (wanted\d+)\b")

type Asked = Mapping[str, Any]
"""The entries of a filter that are given."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a filter adds to a list: what goes before its pattern, what must hold, what its order begins with."""

    starts: str = ""
    conditions: tuple[str, ...] = ()
    leads: str = ""
    among: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    """Patterns that a search may begin with, each with the variable it finds, and what must hold of it besides, which
    is so of nearly all: what the search looks for meets all of them."""


def given(asked: Mapping[str, Any] | None) -> Asked:
    """Give the entries of a filter; an entry that is null asks for nothing."""
    return {name: value for name, value in (asked or {}).items() if value is not None}


def names_in(tables: Tables, kind: str, asked: Asked) -> frozenset[str]:
    """Give the names of the entries that all which a filter finds is asked for.

    What ``not`` holds, or some only of the filters that ``or`` joins, is asked of a part of the list.
    """
    names = set[str]()
    for name, value in asked.items():
        match tables.entries[kind][name].plan:
            case Group(joint="NOT"):
                pass
            case Group(joint=joint):
                each = [names_in(tables, kind, given(one)) for one in _several(value)]
                names |= frozenset.intersection(*each) if joint == "OR" and each else frozenset().union(*each)
            case _:
                names.add(name)
    return frozenset(names)


class Filtering:
    """Compiles the filter of one list."""

    def __init__(self, tables: Tables, node: FieldNode) -> None:
        self._tables = tables
        self._node = node
        self._entries = 0

    def found(self, kind: str, asked: Asked, filling: Filling, within: bool = False) -> Found:
        """Compile a filter whose list's own variables are filled in already; ``within``: it cannot begin a search."""
        view = filling.scope.view
        # Where something is at hand the search begins with that; under `asOf` what is found may be no node.
        begins = not (within or filling.scope.variables or view.as_of)
        found = self._all(kind, asked, filling, depth=int(within), begins=begins)
        return replace(found, starts=found.starts + _begin(found), among=()) if found.among else found

    def _all(self, kind: str, asked: Asked, filling: Filling, depth: int, begins: bool = False) -> Found:
        self._bound(len(asked), depth)
        starts, conditions, leads, among = "", list[str](), "", list[tuple[str, str, tuple[str, ...]]]()
        for name, value in asked.items():
            # Variables that are not the list's own belong to one entry.
            own = filling.apart(plain(asked.get("role") or ()))
            match self._tables.entries[kind][name].plan:
                case Condition() as plan:
                    found = self._condition(name, plan, value, own, depth)
                case Group() as plan:
                    found = self._group(name, kind, plan, value, filling, depth, begins)
                case Related() as plan:
                    of = self._tables.entries[kind][name].of
                    found = self._related(of, plan, given(value), own, depth, begins)
            starts += found.starts
            conditions += found.conditions
            leads += found.leads
            among += found.among
        return Found(starts, tuple(conditions), leads, tuple(among))

    def _condition(self, name: str, plan: Condition, value: Any, filling: Filling, depth: int) -> Found:
        as_of, within = filling.scope.view.as_of, depth > 0
        words = plain(value)
        start, predicate, leads = plan.begin(as_of, within), plan.text(as_of, within), ""
        if plan.single and len(words) == 1:
            predicate, words, leads = plan.single, words[0], plan.leads or ""
        if within and not predicate:
            raise GraphQLError(
                f"`{name}` says what counts in the whole answer: give it beside `and`, `or`, `not` and the "
                "filters of related objects, not within them.",
                self._node,
            )
        parameter = ""
        if start or predicate:
            parameter = filling.names.parameter(words, plan.convert, anew=plan.converts_anew)
        return Found(
            filling.fill(start, value=parameter),
            (filling.fill(predicate, value=parameter),) if predicate else (),
            f"{filling.fill(leads)}, " if leads else "",
        )

    def _group(
        self, name: str, kind: str, plan: Group, value: Any, filling: Filling, depth: int, begins: bool
    ) -> Found:
        filters = _several(value)
        if not filters:
            raise GraphQLError(f"`{name}` needs at least one filter: leave it out instead.", self._node)
        begins = begins and plan.joint == "AND"
        found = [self._all(kind, given(each), filling.apart(), depth + 1, begins) for each in filters]
        met = [" AND ".join(each.conditions) or "true" for each in found]
        # What is unknown is null: it does not meet a filter, and so meets its negation.
        told = (
            f"NOT coalesce({met[0]}, false)" if plan.joint == "NOT" else f" {plan.joint} ".join(_quoted(met))
        )
        among = tuple(pattern for each in found for pattern in each.among)
        return Found("".join(each.starts for each in found), (f"({told})",), among=among)

    def _related(
        self, kind: str, plan: Related, asked: Asked, filling: Filling, depth: int, begins: bool
    ) -> Found:
        scope = replace(
            filling.scope, variables={name: filling.fill(here) for name, here in plan.takes.items()}
        )
        inner = Filling(filling.names, scope, roles=plain(asked.get("role") or ()))
        match = inner.fill(plan.as_of if plan.as_of and scope.view.as_of else plan.match)
        always = [inner.fill(text) for text in plan.where]
        if "@edges" in plan.match:  # which are those of the roles
            asked = {name: value for name, value in asked.items() if name != "role"}
        found = self._all(kind, asked, inner, depth + 1)
        if not match:
            return found
        if begins and plan.begins and self._is_indexed(kind, asked):
            (found_here, *_) = scope.variables.values()
            return Found(found.starts, among=((where(match, found.conditions), found_here, tuple(always)),))
        return Found(found.starts, (f"EXISTS {{ {where(match, [*always, *found.conditions])} }}",))

    def _is_indexed(self, kind: str, asked: Asked) -> bool:
        """Tell whether an index finds the few that meet a filter."""
        for name, value in asked.items():
            match self._tables.entries[kind][name]:
                case FilterEntry(plan=Condition(indexed=True)):
                    return True
                case FilterEntry(plan=Related(), of=of) if self._is_indexed(of, given(value)):
                    return True
        return False

    def _bound(self, entries: int, depth: int) -> None:
        self._entries += entries
        for what, cost, limit in (
            ("entries", self._entries, LARGEST_FILTER),
            ("levels of filters within filters", depth, DEEPEST_FILTER),
        ):
            if cost > limit:
                message = f"A filter may have {limit} {what}, and this one has {cost} or more. Ask for less at once."
                raise CostError(message, cost, limit, self._node.name.value, self._node)


def looked_up_in(starts: str) -> Iterable[str]:
    """Give the variables that hold whom a filter has looked up by name."""
    return dict.fromkeys(_LOOKED_UP.findall(starts))


def _begin(found: Found) -> str:
    """Give the start of a search that its patterns find together: the planner begins with the rarest."""
    patterns = "\n".join(pattern for pattern, _, _ in found.among)
    met = " AND ".join(condition for *_, conditions in found.among for condition in conditions)
    known = ", ".join(name for name in looked_up_in(found.starts) if re.search(rf"\b{name}\b", patterns))
    finds = ", ".join(dict.fromkeys(variable for _, variable, _ in found.among))
    # What few fail is looked at last, of what the patterns leave: each look costs as much as a step in them.
    return f"CALL ({known}) {{\n{patterns}\nWITH DISTINCT * WHERE {met}\nRETURN DISTINCT {finds}\n}}\n"


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _quoted(met: list[str]) -> list[str]:
    return [f"({each})" for each in met]


def plain(value: Any) -> Any:
    """Give enums as the words they stand for."""
    if isinstance(value, Enum):
        return value.value
    return [plain(item) for item in value] if isinstance(value, list | tuple) else value
