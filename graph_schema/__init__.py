"""The graph, declared once: labels, relationships, roles, event types, words, and what derives from them."""

from graph_schema.application import (
    Executor,
    NewerSchemaError,
    OlderSchemaError,
    apply,
    check_version,
    stored_version,
)
from graph_schema.cypher import (
    Definition,
    constraints,
    create_relationships,
    create_role_edges,
    indexes,
    merge_nodes,
    merge_relationships,
    overwrite_nodes,
)
from graph_schema.declaration import DeclarationError
from graph_schema.errors import GoodOfficesError, ItemError, stops_the_run
from graph_schema.lint import lint
from graph_schema.model import (
    CodedType,
    EventType,
    GraphSchema,
    Mode,
    NodeType,
    Property,
    RelationshipType,
    Role,
    Vocabulary,
    Word,
)
from graph_schema.reading import read_schema, schema

__all__ = [
    "CodedType",
    "DeclarationError",
    "Definition",
    "EventType",
    "Executor",
    "GoodOfficesError",
    "GraphSchema",
    "ItemError",
    "Mode",
    "NewerSchemaError",
    "NodeType",
    "OlderSchemaError",
    "Property",
    "RelationshipType",
    "Role",
    "Vocabulary",
    "Word",
    "apply",
    "check_version",
    "constraints",
    "create_relationships",
    "create_role_edges",
    "indexes",
    "lint",
    "merge_nodes",
    "merge_relationships",
    "overwrite_nodes",
    "read_schema",
    "schema",
    "stops_the_run",
    "stored_version",
]
