"""Every field of the API, asked for on a real Neo4j, in the present and as of a day."""

from __future__ import annotations

from typing import cast

import pytest
from asking import Ask, all_fields
from graphql import GraphQLObjectType, parse

from app.api import Api
from app.api.schema import api_schema

CORE = api_schema()._schema
AS_OF = '{published: "2025-06-04", ingested: "2100-01-01T00:00:00Z"}'
WAYS = {
    "Actor": 'actor(id: "Q1" %s) { %s }',
    "Argument": "articles%s { nodes { mentions { nodes { arguments { %s } } } } }",
    "Article": "articles%s { nodes { %s } }",
    "ArticleVersion": "articles%s { nodes { versions { %s } } }",
    "Change": "changes%s { nodes { %s } }",
    "Dyad": 'dyad(of: "Ukraine", with: "Russia" %s) { %s }',
    "Encounter": 'dyad(of: "Ukraine", with: "Russia" %s) { encounters { nodes { %s } } }',
    "Event": "events%s { nodes { %s } }",
    "EventCount": "counts(by: [type, role] %s) { nodes { %s } }",
    "Load": "loads%s { nodes { %s } }",
    "Mediation": "mediations%s { nodes { %s } }",
    "Mention": "articles%s { nodes { mentions { nodes { %s } } } }",
    "Judgement": "judgements%s { nodes { %s } }",
    "Negotiation": "negotiations%s { nodes { %s } }",
    "Neighbourhood": 'neighbourhood(of: "Ukraine" %s) { %s }',
    "Office": "actors%s { nodes { offices { %s } } }",
    "Outlet": "outlets%s { nodes { %s } }",
    "Path": 'paths(from: "Ukraine", to: "Turkey" %s) { %s }',
    "Place": "places%s { nodes { %s } }",
    "Rejection": "loads%s { nodes { rejections { nodes { %s } } } }",
    "Retraction": "articles%s { nodes { retractions { %s } } }",
    "Round": "negotiations%s { nodes { rounds { %s } } }",
    "SavedQuery": "savedQueries%s { nodes { %s } }",
    "SearchHit": 'search(text: "talks" %s) { %s }',
    "Sentence": "articles%s { nodes { sentences { nodes { %s } } } }",
    "Statistics": "statistics%s { %s }",
    "StatusReport": "events%s { nodes { statusHistory { %s } } }",
    "Step": "negotiations%s { nodes { timeline { %s } } }",
    "Track": "negotiations%s { nodes { tracks { %s } } }",
    "Triple": "triples%s { nodes { %s } }",
}
"""How to come to each type that is read from the graph."""
WAYS_AS_OF = [name for name in WAYS if name not in ("Judgement", "SavedQuery")]
"""Judgements and queries keep their own times: they are asked for as they are."""


def question(name: str, as_of: str | None) -> str:
    given = f"asOf: {as_of}" if as_of else ""
    in_brackets = f"({given})" if given and "(" not in WAYS[name] else given
    return f"{{ {WAYS[name] % (in_brackets, all_fields(cast(GraphQLObjectType, CORE.type_map[name])))} }}"


@pytest.mark.parametrize("name", WAYS)
async def test_every_field_is_answered(ask: Ask, name: str) -> None:
    assert await ask(question(name, None))


@pytest.mark.parametrize("name", WAYS_AS_OF)
async def test_every_field_is_answered_as_of_a_time(ask: Ask, name: str) -> None:
    assert await ask(question(name, AS_OF))


def test_every_type_with_plans_is_asked_about(api: Api) -> None:
    read_inside_others = {
        "DateInterval",
        "DeletedQueryResult",
        "EventChange",
        "IngestResult",
        "JudgeResult",
        "MentionChange",
        "Mutation",
        "OutletResult",
        "NegotiationChange",
        "RetractResult",
        "Query",
        "Registers",
        "Relations",
        "SavedQueryResult",
        "Subscription",
    }
    assert {parent for parent, _ in api.answering.tables.plans} - read_inside_others == set(WAYS)


async def test_aliases_fragments_and_directives_shape_the_answer(ask: Ask) -> None:
    answer = await ask(
        """query ($yes: Boolean!, $no: Boolean!) {
          turkey: actor(id: "Q43") { ...names }
          russia: actor(id: "Q159") { called: name ... { kind } kind @include(if: $no) id @skip(if: $yes) }
          __typename
        }
        fragment names on Actor { name name country @include(if: $yes) }""",
        yes=True,
        no=False,
    )
    assert answer == {
        "turkey": {"name": "Turkey", "country": "TUR"},
        "russia": {"called": "Russia", "kind": "state"},
        "__typename": "Query",
    }


async def test_one_field_under_two_names_is_answered_twice(ask: Ask) -> None:
    answer = await ask(
        '{ actor(id: "Q43") { held: triples(filter: {status: [happened]}) { totalCount } '
        "denied: triples(filter: {status: [denied]}) { totalCount } } }"
    )
    assert answer["actor"] == {"held": {"totalCount": 1}, "denied": {"totalCount": 0}}


def test_a_document_is_one_statement_whose_values_are_parameters(api: Api) -> None:
    document = parse(
        """{ a: actor(id: "x' RETURN 1 //") { name }
             events(filter: {actor: "O'Neil", place: "Geneva", type: [AGREE]}) { nodes { id } } }"""
    )
    question = api.answering.question(document)
    assert question
    assert question.statement.text.startswith("WITH COLLECT { CALL () {")
    for value in ("O'Neil", "Geneva", "AGREE", "RETURN 1 //"):
        assert value not in question.statement.text


def test_a_document_is_compiled_once_for_all_values(api: Api) -> None:
    document = parse("query ($id: ID!) { actor(id: $id) { name events { nodes { id } } } }")
    one = api.answering.question(document, variables={"id": "Q1"})
    other = api.answering.question(document, variables={"id": "Q2"})
    assert one
    assert other
    assert one.statement is other.statement
    assert one.parameters != other.parameters


def test_introspection_asks_nothing_of_the_graph(api: Api) -> None:
    assert api.answering.question(parse("{ __schema { queryType { name } } }")) is None
