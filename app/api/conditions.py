"""How an entry of a filter is asked of the graph: a condition beside each entry, in the Cypher of the plans."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import strawberry

from app.api.plans import PLAN, described


@dataclass(frozen=True, slots=True)
class Condition:
    """What a filter's entry asks for: a predicate, or where the search begins.

    Within ``and``, ``or``, ``not`` and the filter of a related object, where a search cannot begin, ``within`` or
    else the predicate counts, after the start for ``asOf``.
    """

    predicate: str | None = None
    as_of: str | None = None
    within: str | None = None
    single: str | None = None
    """The predicate for a list of one value, where an index serves it."""
    leads: str | None = None
    """What the order begins with under ``single``, so that the index gives the order too."""
    start: str | None = None
    """Goes before the link's pattern and binds some of its variables."""
    start_as_of: str | None = None
    convert: Callable[[Any], Any] | None = None
    """What makes the parameter of the value."""
    converts_anew: bool = False
    """Whether ``convert`` reads what may change, and so counts each time a kept statement is run."""
    indexed: bool = False
    """Whether an index finds the few that meet the predicate."""

    def text(self, as_of: bool, within: bool) -> str:
        """Give the predicate; empty where the start or the link's pattern says all."""
        if as_of and self.as_of:
            return self.as_of
        return (self.within if within else None) or self.predicate or ""

    def begin(self, as_of: bool, within: bool) -> str:
        """Give what goes before the link's pattern."""
        return (self.start_as_of if as_of or within else self.start) or ""


@dataclass(frozen=True, slots=True)
class Group:
    """A filter's entry that joins filters of its own kind."""

    joint: Literal["AND", "OR", "NOT"]


@dataclass(frozen=True, slots=True)
class Related:
    """A filter's entry that asks for a related object which meets another filter."""

    match: str = ""
    """A step in the graph; empty where the related object is at hand."""
    as_of: str | None = None
    where: tuple[str, ...] = ()
    takes: Mapping[str, str] = field(default_factory=dict)
    """What the related filter takes over, by the names that it has there: all its other variables are its own."""
    begins: bool = False
    """Whether a search that must meet it may begin with the related objects that an index finds."""


type Entry = Condition | Group | Related


def filter_type[T](cls: type[T]) -> type[T]:
    """Make a class a GraphQL input whose entries all must hold; its docstring is its description."""
    return strawberry.input(cls, description=described(cls))


def condition(description: str, predicate: str | None = None, **options: Any) -> Any:
    """Give a filter's entry; see :class:`Condition` for the options."""
    metadata = {PLAN: Condition(predicate, **options)}
    return strawberry.field(description=description, default=strawberry.UNSET, metadata=metadata)


def both() -> Any:
    """Give the entry ``and`` of a filter."""
    return _group("AND", "and", "All of these must be met; with what stands beside.")


def either() -> Any:
    """Give the entry ``or`` of a filter."""
    return _group(
        "OR", "or", "One of these at least must be met; only what all of them ask for sets a default aside."
    )


def neither() -> Any:
    """Give the entry ``not`` of a filter."""
    return _group(
        "NOT", "not", "This must not be met; what is unknown does not meet it. It sets no default aside."
    )


def _group(joint: Literal["AND", "OR", "NOT"], name: str, description: str) -> Any:
    metadata = {PLAN: Group(joint)}
    return strawberry.field(description=description, name=name, default=strawberry.UNSET, metadata=metadata)


def related(description: str, match: str = "", **options: Any) -> Any:
    """Give a filter's entry that is a filter of what is related; see :class:`Related` for the options."""
    metadata = {PLAN: Related(match, **options)}
    return strawberry.field(description=description, default=strawberry.UNSET, metadata=metadata)
