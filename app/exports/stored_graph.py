"""The graph of what Neo4j holds; :mod:`app.exports.record_graph` builds the same one from records.

Rows come grouped, as lists within a few records: for 95,540 events Bolt then takes a quarter to a third of the
time it takes for a record each. The columns are the properties that the schema declares.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import itemgetter

from app.exports.corpus import evidence_rank
from app.exports.graph import Attributes, Evidence, Graph, GraphBuilder, date_text, present
from app.exports.selection import Selection, condition
from database import Executor, Row
from graph_schema import Property, schema

type Proofs = Mapping[tuple[str, str, str], list[Evidence]]
"""Sentences, the best first, by actor, event and role."""

_OF_ITS_EVENT = frozenset({"type", "start"})
"""Properties of a role edge that repeat its event's."""
_FOR_THE_DATABASE = frozenset({"dyad", "fingerprint"})
"""Properties that are there for indexes and for projecting; so are those that are derived or JSON."""


def read_graph(db: Executor, selection: Selection | None = None) -> Graph:
    """Build the graph of what is stored now.

    It is read in several statements: an event that is written meanwhile may lack some of its roles.

    Parameters
    ----------
    db
        The database, or a transaction.
    selection
        Which part of it; all but opinion where not given.

    """
    with _collection_paused():
        return _read_graph(db, selection or Selection())


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Keep Python from looking for garbage where all that is made stays.

    It would walk over the growing graph again and again: for 95,540 events that takes as long as all the rest
    (34 s against 17 s, on a busy machine).
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _read_graph(db: Executor, selection: Selection) -> Graph:
    where, values = condition(selection, db)
    builder = GraphBuilder()
    events = _read_events(db, where, values)
    roles = db.run(_roles(where), **values)
    negotiations = db.run(_negotiations(where), **values)
    for actor in db.run(_actors(), ids=sorted(_named(roles, negotiations))):
        builder.add_actor(actor)
    for event in events.values():
        builder.add_event(event)
    proofs = _read_proofs(db, where, values) if selection.evidence else {}
    for actor_id, event_id, attributes in _role_edges(roles, events, proofs):
        builder.add_role(actor_id, event_id, attributes)
    _add_negotiations(builder, negotiations)
    return builder.graph


def _read_events(db: Executor, where: str, values: Row) -> dict[str, Row]:
    names = [item.name for item in _node_properties("Event")]
    rows = (
        {**dict(zip(names, event, strict=True)), "place": group["place"]}
        for group in db.run(_events(where), **values)
        for event in group["events"]
    )
    return {row["id"]: row for row in sorted(rows, key=itemgetter("id"))}


def _named(roles: Iterable[Row], negotiations: Iterable[Row]) -> set[str]:
    """The ids of all actors that must be there."""
    named = {one for row in negotiations for one in row["principals"]}
    for row in roles:
        named.add(row["actor"])
        named.update(filter(None, row["for"]))
    return named


def _role_edges(
    roles: Iterable[Row], events: Mapping[str, Row], proofs: Proofs
) -> Iterator[tuple[str, str, Attributes]]:
    role_of = {role.relationship: role.name for role in schema().roles.values()}
    names = ("relationship", *(item.name for item in _edge_properties()))
    for row in roles:
        actor_id = row["actor"]
        columns = [row[name] for name in ("event", *names)]
        for event_id, *values in sorted(zip(*columns, strict=True)):
            event = events.get(event_id)
            if event is None:
                continue  # written after the events were read
            attributes = dict(zip(names, values, strict=True))
            attributes["role"] = role = role_of[attributes["relationship"]]
            attributes["type"] = event["type"]
            if event["start"]:
                attributes["start"] = event["start"]
            if not attributes["for"]:
                del attributes["for"]
            if evidence := proofs.get((actor_id, event_id, role)):
                attributes["evidence"] = evidence
            yield actor_id, event_id, attributes


def _add_negotiations(builder: GraphBuilder, negotiations: Sequence[Row]) -> None:
    properties = [item.name for item in _node_properties("Negotiation")]
    rounds = [item.name for item in _round_properties()]
    for row in negotiations:
        builder.add_negotiation({name: row[name] for name in properties})
        for actor_id in sorted(row["principals"]):
            builder.add_principal(actor_id, row["id"])
        for event_id, *facts in row["rounds"]:
            if event_id in builder:
                builder.add_round(event_id, row["id"], dict(zip(rounds, facts, strict=True)))
    for row in negotiations:
        for earlier in row["earlier"]:
            if earlier in builder:
                builder.add_predecessor(row["id"], earlier)


_SAME = "MATCH (a:Actor)-[:SAME_AS]->(known:Actor) RETURN a.id AS id, known.id AS known"


def _read_proofs(db: Executor, where: str, values: Row) -> Proofs:
    known = {row["id"]: row["known"] for row in db.run(_SAME)}
    told = [
        (evidence_rank(kind, confidence, mention), _evidence(mention, sentence, genre, article), event, roles)
        for article in db.run(_mentions(where), **values)
        for mention, sentence, kind, confidence, genre, event, roles in article["told"]
    ]
    proofs: defaultdict[tuple[str, str, str], list[Evidence]] = defaultdict(list)
    for _, evidence, event, roles in sorted(told, key=itemgetter(0)):
        for actor, role in {(known.get(actor, actor), role) for actor, role in roles}:
            proofs[actor, event, role].append(evidence)
    return proofs


def _evidence(mention: str, sentence: str, genre: str, article: Row) -> Evidence:
    return present(
        {
            "sentence": sentence,
            "mention": mention,
            "article": article["article"],
            "title": article["title"],
            "outlet": article["outlet"],
            "published": date_text(article),
            "genre": genre,
        }
    )


def _events(where: str) -> str:
    columns = ", ".join(_value("e", item) for item in _node_properties("Event"))
    return (
        f"MATCH (e:Event) WHERE {where} OPTIONAL MATCH (e)-[:AT]->(p:Place) "
        f"RETURN p.name AS place, collect([{columns}]) AS events"
    )


def _actors() -> str:
    returned = _returned("a", _node_properties("Actor"))
    return f"MATCH (a:Actor) WHERE a.id IN $ids RETURN {returned} ORDER BY a.id"


def read_actors(db: Executor, ids: Iterable[str]) -> list[Row]:
    """Read the properties of actors as the graph tells them."""
    return db.run(_actors(), ids=sorted(ids))


def read_negotiations(db: Executor, ids: Iterable[str]) -> list[Row]:
    """Read negotiations whole: their properties, parties, rounds, and those before and after them."""
    properties = _node_properties("Negotiation")
    rows = db.run(
        "UNWIND $ids AS id MATCH (n:Negotiation {id: id}) "
        f"RETURN {_returned('n', properties)}, [(e:Event)-[r:ROUND_OF]->(n) | [e.id, {_round_facts()}]] AS rounds, "
        "[(p:Actor)-[:PRINCIPAL_IN]->(n) | p.id] AS principals, "
        "[(n)-[:PRECEDED_BY]->(earlier:Negotiation) | earlier.id] AS earlier, "
        "[(n)<-[:PRECEDED_BY]-(later:Negotiation) | later.id] AS later",
        ids=sorted(ids),
    )
    names = [item.name for item in _round_properties()]
    return [
        row
        | {
            "properties": {item.name: row[item.name] for item in properties},
            "rounds": {
                event: present(dict(zip(names, facts, strict=True))) for event, *facts in row["rounds"]
            },
        }
        for row in rows
    ]


def _roles(where: str) -> str:
    types = "|".join(edge.type for edge in schema().role_edges())
    columns = ", ".join(
        f"collect(coalesce(r.`{item.name}`, {_ABSENT[item.type]})) AS `{item.name}`"
        for item in _edge_properties()
    )
    return (
        f"MATCH (a:Actor)-[r:{types}]->(e:Event) WHERE {where} "
        "AND any(genre IN r.genres WHERE genre IN $genres) AND r.confidence >= $confidence "
        f"RETURN a.id AS actor, collect(e.id) AS event, collect(type(r)) AS relationship, {columns} "
        "ORDER BY actor"
    )


_ABSENT = {"string": "''", "string[]": "[]", "integer": "0", "float": "0.0"}
"""What stands in a column for what is absent: ``collect`` skips null, and the columns would not match."""


def _mentions(where: str) -> str:
    return (
        "MATCH (e:Event)<-[:REPORTS]-(m:Mention)-[r:ARGUMENT]->(a:Actor) "
        f"WHERE {where} AND m.active AND m.genre IN $genres AND r.rejected IS NULL "
        "WITH e, m, collect(DISTINCT [a.id, r.role]) AS roles "
        "WITH m.article_id AS article, "
        "collect([m.id, m.evidence, m.kind, m.confidence, m.genre, e.id, roles]) AS told "
        "MATCH (t:Article {id: article}) "
        "RETURN article, told, t.title AS title, t.outlet AS outlet, "
        "toString(t.published_start) AS start, toString(t.published_end) AS end, "
        "t.published_precision AS precision"
    )


def _negotiations(where: str) -> str:
    returned = _returned("n", _node_properties("Negotiation"))
    return (
        f"MATCH (e:Event)-[r:ROUND_OF]->(n:Negotiation) WHERE {where} "
        f"WITH n, e, r ORDER BY r.number, e.id WITH n, collect([e.id, {_round_facts()}]) AS rounds "
        f"RETURN {returned}, rounds, "
        "[(p:Actor)-[:PRINCIPAL_IN]->(n) | p.id] AS principals, "
        "[(n)-[:PRECEDED_BY]->(earlier:Negotiation) | earlier.id] AS earlier ORDER BY n.id"
    )


def _node_properties(label: str) -> list[Property]:
    """The declared properties, less those that say nothing to a reader."""
    return [item for item in schema().nodes[label].properties if _is_told(item)]


def _round_properties() -> tuple[Property, ...]:
    return schema().relationships["ROUND_OF"].properties


def _round_facts() -> str:
    return ", ".join(_value("r", item) for item in _round_properties())


def _edge_properties() -> list[Property]:
    edge = next(schema().role_edges())
    return [item for item in edge.properties if _is_told(item) and item.name not in _OF_ITS_EVENT]


def _is_told(item: Property) -> bool:
    return item.derive is None and item.type != "json" and item.name not in _FOR_THE_DATABASE


def _returned(variable: str, properties: Iterable[Property]) -> str:
    """The properties as columns, days as ISO text, which costs less than as objects."""
    return ", ".join(f"{_value(variable, item)} AS `{item.name}`" for item in properties)


def _value(variable: str, item: Property) -> str:
    value = f"{variable}.`{item.name}`"
    return f"toString({value})" if item.type in {"date", "datetime"} else value
