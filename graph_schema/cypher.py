"""The statements that follow from the declarations: constraints, indexes, and batched writes.

Labels, relationship types and property names in a statement come from the schema alone; values come in as the
parameter ``$rows``. Neo4j Community has uniqueness constraints and range, relationship and full-text indexes,
and nothing else is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph_schema.declaration import DeclarationError
from graph_schema.model import GraphSchema, NodeType, Property, RelationshipType
from graph_schema.reading import schema

# Words of Cypher among our property names: quoted, so that nobody need know where they may stand bare.
_CYPHER_WORDS = frozenset({"at", "by", "end", "for", "index", "of", "on", "where"})


@dataclass(frozen=True, slots=True)
class Definition:
    """A constraint or an index: its name in the database, and the statement that creates it."""

    name: str
    statement: str


def constraints(declared: GraphSchema | None = None) -> tuple[Definition, ...]:
    """Give the constraints that make every label's key unique.

    Examples
    --------
    >>> constraints()[0].statement
    'CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE'

    """
    return tuple(_constraint(node) for node in (declared or schema()).nodes.values())


def indexes(declared: GraphSchema | None = None) -> tuple[Definition, ...]:
    """Give the range and full-text indexes of labels and relationship types."""
    graph = declared or schema()
    return (
        *(_node_index(node, names) for node in graph.nodes.values() for names in node.indexes),
        *(_edge_index(edge, names) for edge in graph.relationships.values() for names in edge.indexes),
        *(
            _fulltext_index(node, name, properties)
            for node in graph.nodes.values()
            for name, properties in node.fulltext.items()
        ),
    )


def merge_nodes(label: str) -> str:
    """Give the statement that writes nodes of a declared label, each once, however often it runs.

    ``$rows`` is a list of maps from property names to values, the key among them. A property declared
    ``write: once`` is set when the node is created; the others are overwritten, and removed where a row lacks
    them. Where the label has second labels, such as ``State`` for ``Actor``, each row names its own as
    ``label``; any other is removed. ``$now`` is the moment of the write, for properties that default to it.
    The one record returned has ``written``, the number of rows.
    """
    node = _node(label)
    lines = [
        "UNWIND $rows AS row",
        f"MERGE (n:{label} {{{_quoted(node.key)}: row.{_quoted(node.key)}}})",
    ]
    if once := [item for item in node.properties if item.once and item.name != node.key]:
        lines.append("ON CREATE SET " + _assignments("n", once))
    if always := [item for item in node.properties if not item.once and item.name != node.key]:
        lines.append("SET " + _assignments("n", always))
    if node.second_labels:
        lines.append(f"REMOVE n:{':'.join(node.second_labels)}")
        lines.append("SET n:$(row.label)")
    return "\n".join([*lines, "RETURN count(*) AS written"])


def overwrite_nodes(label: str) -> str:
    """Give the statement that writes nodes anew, with what is otherwise written once; absent ones stay absent.

    Takes what :func:`merge_nodes` does; for labels without second labels.
    """
    node = _node(label)
    key = _quoted(node.key)
    others = [item for item in node.properties if item.name != node.key]
    lines = [
        "UNWIND $rows AS row",
        f"MATCH (n:{label} {{{key}: row.{key}}})",
        "SET " + _assignments("n", others),
    ]
    return "\n".join([*lines, "RETURN count(*) AS written"])


def merge_relationships(kind: str, start: str | None = None, end: str | None = None) -> str:
    """Give the statement that writes relationships of a type, each once, however often it runs.

    ``$rows`` is a list of maps: ``from`` and ``to`` hold the keys of the ends, the other entries are
    properties. The one record returned has ``written``, which is less than the number of rows where an end is
    not in the graph: compare them.

    Parameters
    ----------
    kind
        A declared relationship type.
    start, end
        The labels it joins; needed only where the type joins several pairs.

    """
    edge = _relationship(kind)
    keys = ", ".join(f"{_quoted(name)}: row.{_quoted(name)}" for name in edge.key)
    lines = [*_match_ends(edge, start, end), f"MERGE (a)-[r:{kind}{f' {{{keys}}}' if keys else ''}]->(b)"]
    others = [item for item in edge.properties if item.name not in edge.key]
    if once := [item for item in others if item.once]:
        lines.append("ON CREATE SET " + _assignments("r", once))
    if always := [item for item in others if not item.once]:
        lines.append("SET " + _assignments("r", always))
    return "\n".join([*lines, "RETURN count(*) AS written"])


def create_relationships(kind: str, start: str | None = None, end: str | None = None) -> str:
    """Give the statement that adds relationships of a type without looking for existing ones.

    For projected relationships, which are removed before they are written again; takes and gives what
    :func:`merge_relationships` does.
    """
    edge = _relationship(kind)
    lines = [*_match_ends(edge, start, end), f"CREATE (a)-[r:{kind}]->(b)"]
    if edge.properties:
        lines.append("SET " + _assignments("r", edge.properties))
    return "\n".join([*lines, "RETURN count(*) AS written"])


def create_role_edges() -> str:
    """Give the statement that adds role edges of all roles at once; each row names its type as ``kind``.

    Otherwise as :func:`create_relationships`, of which it saves one a role.
    """
    edge = next(schema().role_edges())
    lines = [*_match_ends(edge, None, None), "CREATE (a)-[r:$(row.kind)]->(b)"]
    lines.append("SET " + _assignments("r", edge.properties))
    return "\n".join([*lines, "RETURN count(*) AS written"])


def _match_ends(edge: RelationshipType, start: str | None, end: str | None) -> list[str]:
    pairs = [pair for pair in edge.ends if start in (None, pair[0]) and end in (None, pair[1])]
    if len(pairs) != 1:
        joined = ", ".join(f"{a} to {b}" for a, b in edge.ends)
        raise DeclarationError(f"{edge.type} joins {joined}: name one of these pairs, not {start} to {end}.")
    (first, second) = pairs[0]
    return [
        "UNWIND $rows AS row",
        f"MATCH (a:{first} {{{_quoted(_node(first).key)}: row.from}})",
        f"MATCH (b:{second} {{{_quoted(_node(second).key)}: row.to}})",
    ]


def _assignments(variable: str, properties: Iterable[Property]) -> str:
    return ", ".join(f"{variable}.{_quoted(item.name)} = {_value(item)}" for item in properties)


def _value(item: Property) -> str:
    given = f"row.{_quoted(item.name)}"
    return item.derive or (f"coalesce({given}, {item.default})" if item.default else given)


def _node(label: str) -> NodeType:
    try:
        return schema().nodes[label]
    except KeyError:
        known = ", ".join(schema().nodes)
        raise DeclarationError(f"The label `{label}` is not declared. Declared: {known}.") from None


def _relationship(kind: str) -> RelationshipType:
    try:
        return schema().relationships[kind]
    except KeyError:
        known = ", ".join(schema().relationships)
        raise DeclarationError(
            f"The relationship type `{kind}` is not declared. Declared: {known}."
        ) from None


def _constraint(node: NodeType) -> Definition:
    name = _index_name(node.label, (node.key,))
    unique = f"FOR (n:{node.label}) REQUIRE n.{_quoted(node.key)} IS UNIQUE"
    return Definition(name, f"CREATE CONSTRAINT {name} IF NOT EXISTS {unique}")


def _node_index(node: NodeType, properties: tuple[str, ...]) -> Definition:
    name = _index_name(node.label, properties)
    on = f"FOR (n:{node.label}) ON ({_listed('n', properties)})"
    return Definition(name, f"CREATE INDEX {name} IF NOT EXISTS {on}")


def _edge_index(edge: RelationshipType, properties: tuple[str, ...]) -> Definition:
    name = _index_name(edge.type, properties)
    on = f"FOR ()-[r:{edge.type}]-() ON ({_listed('r', properties)})"
    return Definition(name, f"CREATE INDEX {name} IF NOT EXISTS {on}")


def _fulltext_index(node: NodeType, name: str, properties: tuple[str, ...]) -> Definition:
    on = f"FOR (n:{node.label}) ON EACH [{_listed('n', properties)}]"
    return Definition(name, f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS {on}")


def _index_name(owner: str, properties: Iterable[str]) -> str:
    return "_".join([owner.lower(), *properties])


def _listed(variable: str, properties: Iterable[str]) -> str:
    return ", ".join(f"{variable}.{_quoted(name)}" for name in properties)


def _quoted(name: str) -> str:
    """Quote a property's name where it is a word of Cypher."""
    return f"`{name}`" if name in _CYPHER_WORDS else name
