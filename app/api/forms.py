"""What the parts of an answer look like, and where in the record of a statement each is found.

An object comes as a list of its values in the order of the answer: it is half as long as a map that repeats the
names (500 events with their parts: 16 ms from Neo4j instead of 24), and maps come in no order.
:mod:`app.api.shaping` makes the function that turns a record into the answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLInt,
    GraphQLLeafType,
    GraphQLOutputType,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)

from app.api.selection import TYPENAME, Selected


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value of a scalar or enum."""

    kind: GraphQLLeafType


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a type, which no record holds."""

    text: str


@dataclass(frozen=True, slots=True)
class Nullable:
    """What may be null."""

    of: Form


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list."""

    of: Form


@dataclass(frozen=True, slots=True)
class Entry:
    """A field of an object."""

    key: str
    form: Form
    field: str = ""
    """What its value goes by in a map."""


@dataclass(frozen=True, slots=True)
class Row:
    """An object that comes as a list of its values, names of types left out."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """An object that comes as a map; a value in it that can be called is, for what is dear to find."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What a function makes of the value that the database gives."""

    by: Callable[[Any], Any]
    of: Form


type Form = Leaf | Name | Nullable | ListOf | Row | Map | Made


def form_of(kind: GraphQLOutputType, inner: Form | None = None) -> Form:
    """Give the form of a declared type; ``inner`` is that of the objects in it."""
    if is_non_null_type(kind):
        return _not_null(kind.of_type, inner)
    return Nullable(_not_null(kind, inner))


def _not_null(kind: GraphQLOutputType, inner: Form | None) -> Form:
    if is_list_type(kind):
        return ListOf(form_of(kind.of_type, inner))
    if is_leaf_type(kind):
        return Leaf(kind)
    if inner is None:
        raise TypeError(f"{kind} is an object: say what it is made of.")
    return inner


def row(selections: Iterable[Selected], form: Callable[[Selected], Form]) -> Row:
    """Give the form of an object whose values come in a list."""
    return Row(
        tuple(
            Entry(asked.key, Name(asked.parent) if asked.name == TYPENAME else form(asked))
            for asked in selections
        )
    )


def numbered(message: Form) -> Form:
    """Give the form of messages that come as ``[[seq, message], ...]``."""
    return ListOf(Row((Entry("seq", Leaf(GraphQLInt)), Entry("message", message))))


def record(selected: Selected) -> Form:
    """Give the form of records, of a list or a single one, whose names are those of Python."""
    if not selected.children:
        return form_of(selected.gives)
    entries = (
        Entry(asked.key, Name(asked.parent))
        if asked.name == TYPENAME
        else Entry(asked.key, record(asked), _python_name(asked.name))
        for asked in selected.children
    )
    return form_of(selected.gives, Map(tuple(entries)))


def _python_name(name: str) -> str:
    return re.sub(r"(?=[A-Z])", "_", name).lower()
