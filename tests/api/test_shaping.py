"""Answers written for a document: what the executor would take as it is, and what it is left to."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLLeafType,
    GraphQLScalarType,
    GraphQLString,
)

from app.api.forms import Entry, Form, Leaf, ListOf, Made, Map, Name, Nullable, Row
from app.api.shaping import OddValueError, Shaper

WORD = GraphQLEnumType("Word", {"happened": "happened", "planned": "planned"})
TEXT = Leaf(GraphQLString)


def shape(form: Form, value: Any) -> Any:
    return Shaper(form).exact(value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (GraphQLString, "a"),
        (GraphQLID, "Q43"),
        (GraphQLInt, 2**31 - 1),
        (GraphQLFloat, 0.5),
        (GraphQLFloat, 1),
        (GraphQLBoolean, False),
        (WORD, "happened"),
    ],
)
def test_a_value_that_fits_is_taken(kind: GraphQLLeafType, value: Any) -> None:
    taken = shape(Leaf(kind), value)
    assert repr(taken) == repr(kind.coerce_output_value(value))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (GraphQLString, 1),
        (GraphQLString, None),
        (GraphQLInt, 2**31),
        (GraphQLInt, True),
        (GraphQLInt, 1.0),
        (GraphQLFloat, float("nan")),
        (GraphQLFloat, float("inf")),
        (GraphQLFloat, True),
        (GraphQLBoolean, 1),
        (WORD, "alleged"),
        (WORD, ["happened"]),
        (GraphQLScalarType("Unheard"), "a"),
    ],
)
def test_a_value_that_does_not_fit_is_left_to_the_executor(kind: GraphQLLeafType, value: Any) -> None:
    with pytest.raises(OddValueError):
        shape(Leaf(kind), value)


@pytest.mark.parametrize("form", [ListOf(TEXT), Row(()), Map(())])
def test_null_is_left_to_the_executor_where_the_schema_has_none(form: Form) -> None:
    with pytest.raises(OddValueError):
        shape(form, None)


@pytest.mark.parametrize("form", [TEXT, ListOf(TEXT), Row(()), Map(())])
def test_null_is_told_where_there_may_be_none(form: Form) -> None:
    assert shape(Nullable(form), None) is None


def test_an_object_has_its_fields_in_the_order_of_the_document() -> None:
    form = Row((Entry("z", TEXT), Entry("type", Name("Event")), Entry("a", Nullable(ListOf(TEXT)))))
    assert list(shape(form, ["one", ["two"]]).items()) == [("z", "one"), ("type", "Event"), ("a", ["two"])]


def test_names_that_mean_something_in_python_are_names() -> None:
    form = Row(tuple(Entry(key, TEXT) for key in ("class", "None", "__import__", "value", "odd")))
    assert shape(form, ["1", "2", "3", "4", "5"]) == {
        "class": "1",
        "None": "2",
        "__import__": "3",
        "value": "4",
        "odd": "5",
    }


def test_what_is_dear_to_find_in_a_record_is_found_where_it_is_asked_for() -> None:
    record = {"actor_id": lambda: "Q43", "dear": lambda: pytest.fail("nobody asked")}
    assert shape(Map((Entry("actorId", TEXT, "actor_id"),)), record) == {"actorId": "Q43"}


def test_a_function_makes_what_is_shaped() -> None:
    assert shape(ListOf(Made(str.split, ListOf(TEXT))), ["a b", ""]) == [["a", "b"], []]


def test_unchecked_values_come_as_they_are() -> None:
    form = Row((Entry("a", Leaf(GraphQLInt)), Entry("b", Row(())), Entry("c", ListOf(TEXT))))
    assert Shaper(form).unchecked(["odd", None, None]) == {"a": "odd", "b": None, "c": None}
