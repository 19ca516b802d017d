"""Wrong documents, as people write them: each is told by its place, and with what to write instead."""

from __future__ import annotations

import pytest

from app.api.schema import api_schema

SCHEMA = api_schema()

WRONG = {
    # Fields
    "{ acters { nodes { id } } }": "Cannot query field 'acters' on type 'Query'. Did you mean 'actors' or 'actor'?",
    '{ dyad(of: "Russia", with: "Turkey") { id } }': "`Dyad` has `actor`, `other`, `number`,",
    "{ actors { name } }": "This is a page of a list: ask for `nodes { name }`.",
    "{ negotiations { nodes { rounds { edges { number } } } } }": "This is no page of a list: ask for `number",
    "{ actors }": "'actors' of type 'ActorConnection!' must have a selection of subfields. "
    "Ask for some: `actors { nodes { id name } }`.",
    "{ events { nodes { date } } }": "Ask for some: `date { start end }`.",
    "{ events { nodes { date { start { year } } } } }": "'start' must not have a selection since type 'Date!' has no "
    "subfields. Leave out what stands in its braces.",
    "{ events { nodes { ...Said } } }": "Unknown fragment 'Said'. Define it: `fragment Said on Event { ... }`.",
    "{ events @cached { nodes { id } } }": "'@cached'. There are `@include(if:)` and `@skip(if:)`.",
    # Arguments
    "{ event { id } }": 'was not provided. Write `event(id: "Q43")`.',
    "{ counts { nodes { number } } }": "was not provided. Write `counts(by: [type])`.",
    '{ dyad(of: "Russia") { number } }': 'Write `dyad(of: "Turkey", with: "Turkey")`.',
    "{ events(limit: 5) { nodes { id } } }": "Unknown argument 'limit' on field 'Query.events'. Did you mean 'first'?",
    "{ events(offset: 5) { nodes { id } } }": "It takes `first`, `after`, `filter`, `order`, `asOf`.",
    "{ statistics(of: 1) { events } }": "Unknown argument 'of' on field 'Query.statistics'.",
    # Values
    '{ events(first: "ten") { nodes { id } } }': '`first`: Int cannot represent non-integer value: "ten". Write it '
    "like 20.",
    "{ events(first: null) { nodes { id } } }": "`first`: Expected value of non-null type 'Int!'",
    "{ actor(id: Q43) { name } }": "`id`: ID cannot represent a non-string and non-integer value: Q43. Write it like "
    '"Q43".',
    "{ events(order: date) { nodes { id } } }": "`order`: Value 'date' does not exist in 'EventOrder' enum. It is one "
    "of `newest`, `oldest`,",
    '{ mediations(asOf: "2025-06-03") { nodes { status } } }': "`asOf`: Expected value of type 'AsOf' to be an object, "
    'found: "2025-06-03". Write it as `{...}`, of `published`, `ingested`.',
    '{ mediations(asOf: {day: "2025-06-03"}) { nodes { status } } }': "of `published`, `ingested`.",
    'query ($n: Int = "a") { events(first: $n) { nodes { id } } }': "`$n`: Int cannot represent non-integer value",
    'mutation { ingestArticle(article: {title: "x"}) { articles } }': "`article`: Expected value of type "
    "'ArticleInput' to include required field 'text'",
    # Entries of filters
    "{ events(filter: {types: [CONSULT]}) { nodes { id } } }": "`filter`: Expected value of type 'EventFilter' not to "
    "include unknown field 'types'. Did you mean 'type'?",
    "{ events(filter: {type: [CONSULT, consult]}) { nodes { id } } }": "`filter.type[1]`: Value 'consult' does not "
    "exist in 'EventType' enum. Did you mean the enum value 'CONSULT'?",
    '{ events(filter: {since: "June 2025"}) { nodes { id } } }': "`filter.since`: 'June 2025' is not a date: write it "
    "as 2025-06-02.",
    '{ events(filter: {and: [{place: ["Istanbul"]}]}) { nodes { id } } }': "`filter.and[0].place`: String cannot "
    'represent a non string value: ["Istanbul"]. Write it like "Turkey".',
    # What is no document
    "{ events { nodes { id }": "(line 1, column 24). The document ends too early: close what is open",
    "events { nodes { id } }": "(line 1, column 1). A document begins with `{`, `query`, `mutation`",
    '{ "events" }': "Expected Name, found String 'events' (line 1, column 3).",
}


@pytest.mark.parametrize(("document", "told"), WRONG.items(), ids=WRONG)
async def test_a_wrong_document_is_told_by_its_place_and_with_a_remedy(document: str, told: str) -> None:
    result = await SCHEMA.execute(document)
    assert result.errors
    error = result.errors[0]
    assert told in error.message
    assert error.locations
