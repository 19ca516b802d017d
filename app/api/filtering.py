"""From what a filter asks for to what must hold, by the conditions beside its entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from graphql import FieldNode, GraphQLError

from app.api.arguments import DEEPEST_FILTER, LARGEST_FILTER
from app.api.conditions import Condition, Group, Related
from app.api.costs import CostError
from app.api.tables import Tables
from app.api.templates import Filling, where

type Asked = Mapping[str, Any]
"""The entries of a filter that are given."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a filter adds to a list: what goes before its pattern, what must hold, what its order begins with."""

    starts: str = ""
    conditions: tuple[str, ...] = ()
    leads: str = ""


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
        return self._all(kind, asked, filling, depth=int(within))

    def _all(self, kind: str, asked: Asked, filling: Filling, depth: int) -> Found:
        self._bound(len(asked), depth)
        starts, conditions, leads = "", list[str](), ""
        for name, value in asked.items():
            # Variables that are not the list's own belong to one entry.
            own = filling.apart(plain(asked.get("role") or ()))
            match self._tables.entries[kind][name].plan:
                case Condition() as plan:
                    found = self._condition(name, plan, value, own, depth)
                case Group() as plan:
                    found = self._group(name, kind, plan, value, filling, depth)
                case Related() as plan:
                    of = self._tables.entries[kind][name].of
                    found = self._related(of, plan, given(value), own, depth)
            starts += found.starts
            conditions += found.conditions
            leads += found.leads
        return Found(starts, tuple(conditions), leads)

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
        parameter = filling.names.parameter(words, plan.convert) if start or predicate else ""
        return Found(
            filling.fill(start, value=parameter),
            (filling.fill(predicate, value=parameter),) if predicate else (),
            f"{filling.fill(leads)}, " if leads else "",
        )

    def _group(self, name: str, kind: str, plan: Group, value: Any, filling: Filling, depth: int) -> Found:
        filters = _several(value)
        if not filters:
            raise GraphQLError(f"`{name}` needs at least one filter: leave it out instead.", self._node)
        found = [self._all(kind, given(each), filling.apart(), depth + 1) for each in filters]
        met = [" AND ".join(each.conditions) or "true" for each in found]
        # What is unknown is null: it does not meet a filter, and so meets its negation.
        told = (
            f"NOT coalesce({met[0]}, false)" if plan.joint == "NOT" else f" {plan.joint} ".join(_quoted(met))
        )
        return Found("".join(each.starts for each in found), (f"({told})",))

    def _related(self, kind: str, plan: Related, asked: Asked, filling: Filling, depth: int) -> Found:
        scope = replace(
            filling.scope, variables={name: filling.fill(here) for name, here in plan.takes.items()}
        )
        inner = Filling(filling.names, scope, roles=plain(asked.get("role") or ()))
        match = inner.fill(plan.as_of if plan.as_of and scope.view.as_of else plan.match)
        always = [inner.fill(text) for text in plan.where]
        found = self._all(kind, asked, inner, depth + 1)
        if not match:
            return found
        return Found(found.starts, (f"EXISTS {{ {where(match, [*always, *found.conditions])} }}",))

    def _bound(self, entries: int, depth: int) -> None:
        self._entries += entries
        for what, cost, limit in (
            ("entries", self._entries, LARGEST_FILTER),
            ("levels of filters within filters", depth, DEEPEST_FILTER),
        ):
            if cost > limit:
                message = f"A filter may have {limit} {what}, and this one has {cost} or more. Ask for less at once."
                raise CostError(message, cost, limit, self._node.name.value, self._node)


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _quoted(met: list[str]) -> list[str]:
    return [f"({each})" for each in met]


def plain(value: Any) -> Any:
    """Give enums as the words they stand for."""
    if isinstance(value, Enum):
        return value.value
    return [plain(item) for item in value] if isinstance(value, list | tuple) else value
