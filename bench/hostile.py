"""Requests that are meant to break the service, each with the status and the words that it is refused with."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Hostile:
    """A request and its refusal."""

    name: str
    body: bytes
    message: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})


def document(name: str, text: str, message: str, /, **variables: Any) -> Hostile:
    return Hostile(name, json.dumps({"query": text, "variables": variables}).encode(), message)


def raw(name: str, body: bytes, message: str, status: int = 400) -> Hostile:
    return Hostile(name, body, message, status)


def chain(length: int, spreads: int, end: str = "__typename") -> str:
    """Fragments each of which spreads the next one several times."""
    links = (f"fragment f{n} on Query {{ {f'...f{n + 1} ' * spreads}}}" for n in range(length))
    return f"{{ ...f0 }} {' '.join(links)} fragment f{length} on Query {{ {end} }}"


MENTIONS = "query ($n: Int) { events(first: $n) { nodes { mentions(first: $n) { nodes { id } } } } }"
ACTOR = "query ($id: ID!) { actor(id: $id) { id } }"
EVENTS = "query ($filter: EventFilter) { events(filter: $filter) { nodes { id } } }"
ONE = '{ actor(id: "Q43")'

HOSTILE = (
    # More than the executor, the validation or the database could do
    document("fragments that double forty times", chain(40, 2), "1,099,511,627,776 fields"),
    document("fragments that quadruple", chain(15, 4), "1,073,741,824 fields"),
    document(
        "fragments that double forty times and lead nowhere",
        chain(40, 2, "...nowhere"),
        "Unknown fragment 'nowhere'",
    ),
    document("a long chain of fragments", chain(90, 1), "nested more than 64 deep"),
    document(
        "a fragment within itself", "{ ...a } fragment a on Query { ...a }", "Cannot spread the fragment 'a'"
    ),
    document(
        "a circle of fragments",
        "{ ...a } fragment a on Query { ...b ...b } fragment b on Query { ...c } fragment c on Query { ...a }",
        "Cannot spread the fragment 'a' within itself",
    ),
    document(
        "a fragment that is not there, often",
        "{" + "...a " * 200 + "}",
        "Unknown fragment 'a'",
    ),
    document(
        "an alias bomb",
        "{" + " ".join(f'a{n}: actor(id: "Q{n}") {{ id }}' for n in range(31)) + "}",
        "has 31 aliases, its fragments spread, and may have 30. Split the document into several.",
    ),
    document(
        "aliases that multiply in fragments",
        "{ ...a x: __typename } fragment a on Query { "
        + "...b " * 20
        + "} fragment b on Query { y: __typename z: __typename }",
        "has 41 aliases",
    ),
    document(
        "the same field a thousand times", f"{ONE} {{ {'id ' * 400} }} }}", "399 fields are asked for again"
    ),
    document(
        "the same fields within the same fields",
        "{ actor(id: 1) {" + ("events { nodes {" + "id " * 12 + "} } ") * 12 + "} }",
        "such as `actor.events.nodes.id`",
    ),
    document(
        "many fields",
        f"{ONE} {{ ...f }} }} fragment f on Actor {{ {'...g ' * 51}}} fragment g on Actor {{ {'id ' * 10}}}",
        "has 511 fields",
    ),
    document(
        "levels without an end",
        "{ actor(id: 1) " + "{ events { nodes { mentions { nodes { event " * 8 + "{ id" + " }" * 41 + " }",
        "lies 41 levels deep",
    ),
    document(
        "brackets without an end", "{a" * 5_000 + "}" * 5_000, "Brackets are nested 5,000 deep, and may be 64"
    ),
    document("lists without an end", f"{{ actor(id: {'[' * 5_000}", "Brackets are nested 5,002 deep"),
    document(
        "inline fragments without an end",
        "{ ... " * 70 + "__typename" + "}" * 70,
        "Brackets are nested 70 deep",
    ),
    document("pages of pages", MENTIONS, "With `Event.mentions` the answer may have 250,500 objects", n=500),
    document(
        "a page that is too large", MENTIONS, "`first` must be from 1 to 500, not 1000000.", n=1_000_000
    ),
    document("a page of less than nothing", MENTIONS, "`first` must be from 1 to 500, not -1.", n=-1),
    document("a number that is none of GraphQL's", MENTIONS, "$n", n=2**40),
    document(
        "the types by way of the types",
        "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }",
        "Maximum introspection depth exceeded",
    ),
    document(
        "the types over and over",
        "{" + " ".join(f"a{n}: __schema {{ types {{ fields {{ name }} }} }}" for n in range(20)) + "}",
        "has 20 fields `__schema` and `__type`",
    ),
    document("a thousand words of GraphQL", "{" + "a " * 30_000 + "}", "more than 1000 tokens"),
    document(
        "mistake after mistake",
        "{" + " ".join(f"nam{n}" for n in range(490)) + "}",
        "Cannot query field 'nam0'",
    ),
    document(
        "directive after directive",
        f"{ONE} {{ id {'@include(if: true) ' * 90} }} }}",
        "can only be used once at this location",
    ),
    # Words that are meant to be taken for something else
    document(
        "a filter with an unknown entry",
        EVENTS,
        "not to include unknown field 'cypher'",
        filter={"cypher": "MATCH"},
    ),
    document(
        "a cursor of somebody's own",
        '{ events(after: "MATCH (n) DETACH DELETE n") { nodes { id } } }',
        "is no cursor of this list",
    ),
    document(
        "a cursor that holds a list",
        '{ events(after: "WyJFdmVudCIsIFtdXQ") { nodes { id } } }',
        "is no cursor of this list",
    ),
    document(
        "a day that is a statement",
        EVENTS,
        "is not a date: write it as 2025-06-02",
        filter={"since": "date() RETURN 1"},
    ),
    document(
        "a mutation that is not there", 'mutation { run(cypher: "MATCH (n) DELETE n") }', "Cannot query field"
    ),
    document("a subscription that is not there", "subscription { rounds { id } }", "Subscription"),
    document(
        "a name as long as a book",
        ACTOR,
        "`$id` has 60,000 characters, and may have 10,000.",
        id="x" * 60_000,
    ),
    document(
        "a list as long as a book",
        EVENTS,
        "`$filter.status` has 5,000 entries, and may have 500.",
        filter={"status": ["happened"] * 5_000},
    ),
    document(
        "a text to search for that is too long",
        "query ($text: String!) { search(text: $text) { score } }",
        "at most 50 words",
        text="war " * 2_000,
    ),
    # What is no request at all
    raw("an empty body", b"", "The request is not JSON"),
    raw("half a body", b'{"query": "{ __typename ', "The request is not JSON"),
    raw(
        "a list of documents",
        json.dumps([{"query": "{ __typename }"}] * 100).encode(),
        "Send one document a request",
    ),
    raw("a number", b"1", "The JSON is no object"),
    raw("nothing", b"null", "The JSON is no object"),
    raw("no query", b"{}", "The request holds no `query`"),
    raw("a query that is a number", b'{"query": 1}', "must be a string"),
    raw("variables that are a list", b'{"query": "{ __typename }", "variables": [1]}', "must be an object"),
    raw(
        "a name that is a list",
        b'{"query": "{ __typename }", "operationName": [1]}',
        "`operationName` must be a string",
    ),
    raw("a name of no operation", b'{"query": "query a { __typename }", "operationName": "b"}', "b"),
    raw("letters that are none", b'{"query": "\xff\xfe"}', "The request is not JSON"),
    raw(
        "half a letter",
        b'{"query": "{ __typename }", "variables": {"id": "\\ud800"}}',
        "The request is not JSON",
    ),
    raw("JSON without an end", b"[" * 50_000, "The request is not JSON"),
    raw("a number without an end", b'{"query": "{ __typename }", "variables": ' + b"9" * 50_000 + b"}", ""),
    raw(
        "a body that is too large",
        b'{"query": "' + b"#" * 200_000 + b'"}',
        "A request may have 100,000 bytes",
        413,
    ),
    Hostile(
        "a form",
        b"query={__typename}",
        "Send JSON",
        415,
        {"Content-Type": "application/x-www-form-urlencoded"},
    ),
    Hostile("a file", b"--x--", "Send JSON", 415, {"Content-Type": "multipart/form-data; boundary=x"}),
)

HARMLESS = (
    "' OR 1=1 //",
    "`}) DETACH DELETE n //",
    '"] } ) MATCH (n) RETURN n //',
    "$p1",
    "@seen(edge)",
    "name:* AND (",
    "AND OR NOT",
    "*",
    "\\",
    "~~~^^^",
    "/.*/",
    "\u0000",
    "\u202e",
    "💣" * 40,
    "",
    " ",
    "!!!",
)
"""Words that look like a statement, or a full-text query, and are names of nobody."""
