"""How a GraphQL field is read from the graph: a plan beside each field, in Cypher.

The compiler (:mod:`app.api.compiler`) puts the plans of a selection together into one statement. In a plan's
Cypher

- ``@event`` is a variable: the one that the field's type is read from (``Event`` from ``@event``), or else a
  new one;
- ``@seen(mention)`` holds where the mention counts under the request's genres and ``asOf``; there are
  ``@seen(event)``, ``@seen(edge)`` and so on;
- ``@role(edge)`` is a role edge's role, and ``@edges`` the role edges asked for, such as ``MEDIATED|HOSTED``;
- ``$first`` is the value of the field's argument ``first``, in a filter ``$value`` the filter's; both are
  parameters of the statement.

A second text, ``as_of``, takes the first one's place in requests with ``asOf``: there events, negotiations and role
edges may be maps that stand for what they were, and are found by the steps of :mod:`app.api.past_parts`.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any, Literal, dataclass_transform

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument

from app.access import Scope
from graph_schema import Property, schema

PLAN = "plan"
"""The key of a field's metadata that holds its plan."""


@dataclass(frozen=True, slots=True)
class Column:
    """A value of a node or relationship."""

    expression: str
    as_of: str | None = None

    def text(self, as_of: bool) -> str:
        """Give the expression for a request with or without ``asOf``."""
        return self.as_of if as_of and self.as_of else self.expression


@dataclass(frozen=True, slots=True)
class Records:
    """Records that Neo4j holds as JSON or as words, since its properties cannot nest."""

    expression: str
    read: Callable[[Any], Any]
    """Makes the record, or the list of them, of what the database gives; their keys are the Python names of the
    type's fields, and their values may be records too."""


@dataclass(frozen=True, slots=True)
class Told:
    """A value that is looked up outside the graph, by what the database gives."""

    expression: str
    read: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Inline:
    """An object that is read from what is at hand, without another step in the graph."""

    bindings: Mapping[str, str] = field(default_factory=dict)
    """The expressions that the object's type reads as its variables."""
    when: str | None = None
    """The object is null where this does not hold."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a list is ordered by, and its cursors are made of; it is never null."""

    expression: str
    descending: bool = True
    tie: str | None = None
    """Orders, ascending, what has the same key; the two together are unique."""
    as_of: str | None = None
    description: str = ""

    def text(self, as_of: bool) -> str:
        """Give the expression for a request with or without ``asOf``."""
        return self.as_of if as_of and self.as_of else self.expression


@dataclass(frozen=True)
class Orders:
    """The ways in which a list can be ordered, by the words of a GraphQL enum; the first is the usual one."""

    name: str
    keys: Mapping[str, Key]

    @cached_property
    def words(self) -> Any:
        """The GraphQL enum."""
        return _words(self.name, "How a list is ordered.", self.keys)

    @property
    def usual(self) -> str:
        """The way where none is asked for."""
        return next(iter(self.keys))


@dataclass(frozen=True, slots=True)
class GroupKey:
    """What a list's entries are counted by."""

    expression: str
    description: str
    step: str = ""
    """A step in the graph that finds what the expression needs."""
    step_as_of: str | None = None


@dataclass(frozen=True)
class Groups:
    """The ways in which a list's entries can be counted, by the words of a GraphQL enum.

    A group's type reads its keys as variables of their words, null where they are not asked for, besides
    ``@group``, all of them in a text, and ``@number``.
    """

    name: str
    keys: Mapping[str, GroupKey]
    counted: str

    @cached_property
    def words(self) -> Any:
        """The GraphQL enum."""
        return _words(self.name, "What is counted by.", self.keys)


@dataclass(frozen=True, slots=True)
class Link:
    """One or more objects found by a step in the graph."""

    match: str
    as_of: str | None = None
    where: tuple[str, ...] = ()
    bindings: Mapping[str, str] = field(default_factory=dict)
    """What the other type reads as its variables, where the pattern calls it something else."""
    bindings_as_of: Mapping[str, str] = field(default_factory=dict)
    """What differs of these in requests with ``asOf``."""
    kind: Literal["one", "list", "page"] = "list"
    key: Key | Orders | None = None
    """Of a page: what it is ordered by, or what it can be ordered by with the argument ``order``."""
    then: str | Groups = ""
    """What follows on the entries that meet the filter: a list of other things that are made of them."""
    order: str | None = None
    """How a list that is no page is ordered."""
    unasked: Mapping[str, str] = field(default_factory=dict)
    """What must hold where the filter leaves an entry out, by the entry's name."""
    roles: tuple[str, ...] = ()
    """The roles of ``@edges``; where empty, those of the argument ``role``, else of the filter, else all."""
    own_role: bool = False
    """True: the filter's role is not that of ``@edges``, but that of the filter's actor."""
    runs: tuple[str, ...] = ()
    """Of a page of the parts of ``@actor`` in ``@event``: what it tells apart, ``event`` or ``edge`` besides."""
    genres: Literal["inherit", "default", "all"] = "inherit"
    """Which genres count below a root field that is not asked for certain ones."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are."""

    match: str
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """One plan for the present, another for requests with ``asOf``."""

    present: Plan
    as_of: Plan


@dataclass(frozen=True, slots=True)
class Act:
    """A change of the graph; the type that it gives reads what was done as ``@made``."""

    scope: Scope
    run: Callable[..., Awaitable[Mapping[str, Any]]]
    """Called with what it takes to write, the field's arguments, and who asks."""


@dataclass(frozen=True, slots=True)
class Follow:
    """What a subscription tells of the changes that are made, in their order; one message a change.

    In its texts ``$met`` holds where what is found meets the filter.
    """

    label: str | None
    """Of which objects the changes are; ``None``: of all."""
    found: str = ""
    """A step from ``@change`` to what the message's type reads."""
    told: str = "$met"
    """What must hold for the change to be told."""

    @property
    def text(self) -> str:
        """The step to what is told after ``$after`` and up to ``$head``, in order."""
        of = f" AND @change.label = '{self.label}' AND ($kind IS NULL OR @change.kind IN $kind)"
        return (
            f"MATCH (@change:Change) WHERE @change.sort_key > $after AND @change.sort_key <= $head"
            f"{of if self.label else ''} {self.found} WITH * WHERE {self.told} WITH * ORDER BY @change.sort_key"
        )


type Plan = Column | Records | Told | Inline | Link | Count | Variant | Act | Follow


def graph_type[T](*variables: str) -> Callable[[type[T]], type[T]]:
    """Make a class a GraphQL type that is read from the given variables; its docstring is its description."""

    @dataclass_transform()
    def decorate(cls: type[T]) -> type[T]:
        cls.graph_variables = variables  # type: ignore[attr-defined]  # read back by the compiler's tables
        return strawberry.type(cls, description=described(cls))

    return decorate


def record_type[T](cls: type[T]) -> type[T]:
    """Make a class a GraphQL type that is read from a record; its docstring is its description."""
    return strawberry.type(cls, description=described(cls))


def described(cls: type) -> str:
    """Give a class's docstring as one line."""
    return " ".join((cls.__doc__ or "").split())


def column(
    of: str, expression: str | None = None, *, as_of: str | None = None, description: str | None = None
) -> Any:
    """Give a field that is a property, such as ``Event.status`` or ``edge.status``, with its description."""
    owner, _, name = of.partition(".")
    plan = Column(expression or f"@{_variable(owner)}.`{name}`", as_of)
    return strawberry.field(description=description or _declared(owner, name), metadata={PLAN: plan})


def value(expression: str, description: str, *, as_of: str | None = None) -> Any:
    """Give a field that is computed by an expression."""
    return strawberry.field(description=description, metadata={PLAN: Column(expression, as_of)})


def records(of: str, read: Callable[[Any], list[dict[str, Any]]]) -> Any:
    """Give a field that is a property holding records, with its description."""
    owner, _, name = of.partition(".")
    plan = Records(f"@{_variable(owner)}.`{name}`", read)
    return strawberry.field(description=_declared(owner, name), metadata={PLAN: plan})


def said(description: str) -> Any:
    """Give a field of a record, or one that the server fills in itself."""
    return strawberry.field(description=description)


def planned(plan: Plan, description: str, arguments: Iterable[StrawberryArgument] = ()) -> Any:
    """Give a field with a plan of its own."""
    made = strawberry.field(description=description, metadata={PLAN: plan})
    made.arguments = list(arguments)
    return made


def deprecated(field: Any, instead: str, *, removed_in: str) -> Any:
    """Deprecate a field: what to ask for instead, as a sentence, and the version in which it goes.

    Examples
    --------
    In a type::

        outcome: str = deprecated(value("...", "How it ended."), "Ask for `stage`.", removed_in="0.3.0")

    """
    field.deprecation_reason = f"{instead} Removed in {removed_in}."
    return field


def interval(prefix: str, basis: str | None = None) -> Inline:
    """Give the plan of a date whose four properties share a prefix, such as ``@event.``; ``basis`` may differ."""
    parts = {name: f"{prefix}{name}" for name in ("start", "end", "precision", "basis")}
    parts["basis"] = basis or parts["basis"]
    return Inline(parts, when=f"{prefix}start IS NOT NULL")


def argument(
    name: str,
    kind: Any,
    description: str,
    default: Any = strawberry.UNSET,
    *,
    convert: Callable[[Any], Any] | None = None,
) -> StrawberryArgument:
    """Declare an argument of a field; with ``convert``, plans read it as a parameter of the argument's name."""
    return StrawberryArgument(
        python_name=name,
        graphql_name=None,
        type_annotation=StrawberryAnnotation(kind),
        default=default,
        description=description,
        metadata={PLAN: convert} if convert else {},
    )


def _variable(owner: str) -> str:
    """Give the variable that nodes of a label go by: ``ArticleVersion`` by ``article_version``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", owner).lower()


def _declared(owner: str, name: str) -> str:
    return next(item.description for item in _properties(owner) if item.name == name)


def _properties(owner: str) -> tuple[Property, ...]:
    match owner:
        case "edge":
            return next(schema().role_edges()).properties
        case "round":
            return schema().relationships["ROUND_OF"].properties
    return schema().nodes[owner].properties


def _words(name: str, description: str, declared: Mapping[str, Key] | Mapping[str, GroupKey]) -> Any:
    members = {
        word: strawberry.enum_value(word, description=each.description) for word, each in declared.items()
    }
    return strawberry.enum(Enum(name, members), description=description)  # type: ignore[call-overload]  # members are not literal
