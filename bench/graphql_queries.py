"""The questions of the comparison, as data: for each its documents in both schemas, and its Cypher over our graph.

Every question has several sets of variables, used in turn, so that no cache of answers can help.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

type Variables = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Question:
    """One question, as each side is asked."""

    name: str
    what: str
    ours: str
    variables: Variables
    bolt: str
    """Hand-written Cypher over our graph for the same answer: one record with nested lists, its best form."""
    bolt_variables: Variables
    peer: str
    peer_variables: Variables
    generated: str | None = None
    """What the peer's schema can ask without the hand-written field, where ``peer`` uses that."""


_NEWEST = [{"n": n} for n in (100, 99, 98)]
_ACTORS = (
    "Russia", "United States", "India", "China", "Donald Trump", "Iran", "Turkey", "Vladimir Putin", "European Union",
    "Japan", "North Korea", "Narendra Modi", "United Kingdom", "Israel", "Germany",
)  # fmt: skip
_PAIRS = (
    ("RUS", "USA"), ("CHN", "JPN"), ("IRN", "IRQ"), ("IND", "PAK"), ("PRK", "KOR"), ("ISR", "IRN"), ("TUR", "SYR"),
    ("USA", "CHN"),
)  # fmt: skip
_WORDS = (
    "police india", "minister foreign", "russia", "military", "citizen israel", "united nations", "court", "media",
    "korea",
)  # fmt: skip
DEEP, PAGE, PAGES = 10_000, 100, 10

MEDIATIONS = Question(
    "q1",
    "mediations, newest 100, with mediator and party names",
    ours="""query ($n: Int!) {
      mediations(first: $n) { nodes { event { id } date { start } mediator { name } parties { name } } }
    }""",
    variables=_NEWEST,
    bolt="""MATCH (m:Actor)-[r:MEDIATED]->(e:Event) WHERE r.sort_key IS NOT NULL
      WITH m, r, e ORDER BY r.sort_key DESC LIMIT $n
      RETURN collect([e.id, toString(e.start), m.name, COLLECT { MATCH (e)<-[:PARTY_TO]-(p) RETURN p.name }])""",
    bolt_variables=_NEWEST,
    peer="""query ($type: String!, $n: Int!) {
      events(where: { type: { eq: $type } }, limit: $n, sort: [{ date: DESC }, { id: DESC }]) {
        id date mediators { name } targets { name }
      }
    }""",
    peer_variables=[{"type": "Mediate", **each} for each in _NEWEST],
)
COUNTERPARTS = Question(
    "q2",
    "one actor by name, the 50 newest events it is the source of, the target of each",
    ours="""query ($name: ID!) {
      actor(id: $name) {
        id name country
        events(first: 50, role: [source]) { nodes { id type date { start } targets { id name } } }
      }
    }""",
    variables=[{"name": name} for name in _ACTORS],
    bolt="""MATCH (a:Actor {name: $name})
      RETURN a.id, a.name, a.country, COLLECT {
        MATCH (a)-[r:SOURCE_OF]->(e:Event) WITH r, e ORDER BY r.sort_key DESC LIMIT 50
        RETURN [e.id, e.type, toString(e.start), COLLECT { MATCH (e)<-[:TARGET_OF]-(p) RETURN [p.id, p.name] }]
      }""",
    bolt_variables=[{"name": name} for name in _ACTORS],
    peer="""query ($name: String!) {
      actors(where: { name: { eq: $name } }) {
        id name country
        initiated(limit: 50, sort: [{ date: DESC }, { id: DESC }]) { id type date targets { id name } }
      }
    }""",
    peer_variables=[{"name": name} for name in _ACTORS],
)
COUNTS = Question(
    "q3",
    "numbers of events between two countries by month and type",
    ours="""query ($a: String!, $b: String!) {
      counts(by: [month, type], first: 500, filter: {
        participant: { role: [source], actor: { country: $a } }
        and: [{ participant: { role: [target], actor: { country: $b } } }]
      }) { nodes { month type number } }
    }""",
    variables=[{"a": a, "b": b} for a, b in _PAIRS],
    bolt="""MATCH (:Actor {country: $a})-[:SOURCE_OF]->(e:Event)<-[:TARGET_OF]-(:Actor {country: $b})
      WITH left(toString(e.start), 7) AS month, e.type AS type, count(*) AS n ORDER BY month, type
      RETURN collect([month, type, n])""",
    bolt_variables=[{"a": a, "b": b} for a, b in _PAIRS],
    peer="""query ($a: String!, $b: String!) { eventCounts(source: $a, target: $b) { month type count } }""",
    peer_variables=[{"a": a, "b": b} for a, b in _PAIRS],
    generated="""query ($a: String!, $b: String!) {
      events(where: { initiators: { some: { country: { eq: $a } } }, targets: { some: { country: { eq: $b } } } }) {
        type date
      }
    }""",
)
DEEP_PAGE = Question(
    "q4",
    f"events newest first, {PAGE} after the first {DEEP:,}, with both sides: by cursor, the peer by offset",
    ours="""query ($after: String!) {
      events(first: 100, after: $after) {
        nodes { id type date { start } sources { name } targets { name } } pageInfo { hasNextPage endCursor }
      }
    }""",
    variables=(),  # cursors are known when the store is
    bolt="""MATCH (e:Event) WHERE e.sort_key < $after
      WITH e ORDER BY e.sort_key DESC LIMIT 101
      RETURN collect([e.id, e.type, toString(e.start), COLLECT { MATCH (e)<-[:SOURCE_OF]-(m) RETURN m.name },
        COLLECT { MATCH (e)<-[:TARGET_OF]-(p) RETURN p.name }])""",
    bolt_variables=(),
    peer="""query ($skip: Int!) {
      events(offset: $skip, limit: 100, sort: [{ date: DESC }, { id: DESC }]) {
        id type date initiators { name } targets { name }
      }
    }""",
    peer_variables=[{"skip": DEEP + PAGE * page} for page in range(PAGES)],
)
SEARCH = Question(
    "q5",
    "full-text search for actors, the best 20, with numbers of events",
    ours="""query ($q: String!) {
      search(text: $q, among: [actor], first: 20) {
        score
        actor { id name initiated: partCount(role: [source]) suffered: partCount(role: [target]) }
      }
    }""",
    variables=[{"q": words} for words in _WORDS],
    bolt="""CALL db.index.fulltext.queryNodes('actor_names', $q, {limit: 20}) YIELD node AS a, score
      RETURN collect([a.id, a.name, score, COUNT { (a)-[:SOURCE_OF]->() }, COUNT { (a)-[:TARGET_OF]->() }])""",
    bolt_variables=[{"q": words} for words in _WORDS],
    peer="""query ($q: String!) {
      actorSearch(phrase: $q, first: 20) {
        edges {
          score
          node {
            id name
            initiatedConnection { aggregate { count { nodes } } }
            targetOfConnection { aggregate { count { nodes } } }
          }
        }
      }
    }""",
    peer_variables=[{"q": words} for words in _WORDS],
)
QUESTIONS = (MEDIATIONS, COUNTERPARTS, COUNTS, DEEP_PAGE, SEARCH)
