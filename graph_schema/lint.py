"""What must hold between the declarations: every reference resolves, every name is in its case, and so on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain

from graph_schema.model import PROPERTY_TYPES, GraphSchema, NodeType, Property, RelationshipType

_SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_UPPER = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
_CAMEL = re.compile(r"([A-Z][a-z0-9]*)+")
_CAMEO = re.compile(r"(0[1-9]|1[0-9]|20)\d{0,2}")
# `from` and `to` name the ends of a relationship in the rows to write.
_RESERVED = frozenset({"from", "to"})


def lint(schema: GraphSchema) -> list[str]:
    """Give every fault of the declarations as a sentence; an empty list for sound ones."""
    return [fault for check in _CHECKS for fault in check(schema)]


def _owners(schema: GraphSchema) -> Iterator[tuple[str, NodeType | RelationshipType]]:
    return chain(schema.nodes.items(), schema.relationships.items())


def _names_in_case(schema: GraphSchema) -> Iterator[str]:
    second_labels = [label for node in schema.nodes.values() for label in node.second_labels]
    wanted = (
        ("label", _CAMEL, "CamelCase", (*schema.nodes, *second_labels)),
        ("relationship type", _UPPER, "UPPER_CASE", tuple(schema.relationships)),
        ("event type", _UPPER, "UPPER_CASE", tuple(schema.event_types)),
        ("role", _SNAKE, "snake_case", tuple(schema.roles)),
        ("vocabulary", _SNAKE, "snake_case", tuple(schema.vocabularies)),
        *(
            (f"word of {vocabulary.name}", _SNAKE, "snake_case", vocabulary.names)
            for vocabulary in schema.vocabularies.values()
            if vocabulary.name != "event_type"
        ),
        *(
            (f"property of {name}", _SNAKE, "snake_case", tuple(p.name for p in owner.properties))
            for name, owner in _owners(schema)
        ),
    )
    for what, pattern, case, names in wanted:
        for name in names:
            if not pattern.fullmatch(name):
                yield f"The {what} `{name}` is not in {case}."


def _properties_resolve(schema: GraphSchema) -> Iterator[str]:
    for name, owner in _owners(schema):
        for item in owner.properties:
            yield from _property_faults(schema, f"{name}.{item.name}", item)


def _property_faults(schema: GraphSchema, where: str, item: Property) -> Iterator[str]:
    if item.type not in PROPERTY_TYPES:
        yield f"{where} has the unknown type `{item.type}`. Known: {', '.join(PROPERTY_TYPES)}."
    if item.words and item.words not in schema.vocabularies:
        yield f"{where} takes its words from `{item.words}`, which is not declared."
    if item.name in _RESERVED:
        yield f"{where}: `{item.name}` is reserved for the ends of a relationship. Choose another name."
    if item.derive and item.once:
        yield f"{where} is derived and cannot be written once."
    if item.derive and item.default:
        yield f"{where} is derived and cannot have a default."


def _properties_exist(schema: GraphSchema) -> Iterator[str]:
    for name, owner in _owners(schema):
        declared = {item.name for item in owner.properties}
        keys = (owner.key,) if isinstance(owner, NodeType) else owner.key
        fulltext = owner.fulltext.values() if isinstance(owner, NodeType) else ()
        for used in sorted({*keys, *chain(*owner.indexes), *chain(*fulltext)} - declared):
            yield f"{name}: a key or index names the property `{used}`, which is not declared."


def _ends_resolve(schema: GraphSchema) -> Iterator[str]:
    for relationship in schema.relationships.values():
        if not relationship.ends:
            yield f"{relationship.type} joins nothing. Add `ends`."
        for label in sorted(set(chain(*relationship.ends)) - schema.nodes.keys()):
            yield f"{relationship.type} joins `{label}`, which is not declared."


def _types_are_illustrated(schema: GraphSchema) -> Iterator[str]:
    for event_type in schema.event_types.values():
        if not (event_type.examples and event_type.counterexamples):
            yield f"{event_type.name} needs an example and a counterexample."
        for mode in event_type.modes:
            if not mode.examples:
                yield f"{event_type.name}/{mode.name} needs an example."
    for role in schema.roles.values():
        if "*" not in role.example:
            yield f"The role {role.name} needs an example with the actor between asterisks."


def _descriptions_are_sentences(schema: GraphSchema) -> Iterator[str]:
    described: list[tuple[str, str]] = [(name, owner.description) for name, owner in _owners(schema)]
    described += [
        (f"{name}.{p.name}", p.description) for name, owner in _owners(schema) for p in owner.properties
    ]
    described += [
        (f"{v.name}.{w.name}", w.description) for v in schema.vocabularies.values() for w in v.words
    ]
    for where, text in described:
        if not text.endswith("."):
            yield f"The description of {where} is not a sentence: it must end with a full stop."


def _cameo_resolves(schema: GraphSchema) -> Iterator[str]:
    for coded in schema.cameo.values():
        if not _CAMEO.fullmatch(coded.code):
            yield f"`{coded.code}` is not a CAMEO code."
        contents = [content.partition("/") for content in coded.of]
        pairs = [(coded.type, coded.mode), *((name, mode or None) for name, _, mode in contents)]
        for name, mode in pairs:
            if name is not None and name not in schema.event_types:
                yield f"CAMEO {coded.code} becomes `{name}`, which is no event type."
            elif name is not None and mode is not None and mode not in schema.modes(name):
                yield f"CAMEO {coded.code} becomes `{name}/{mode}`, which is no mode of {name}."


def _cameo_is_complete(schema: GraphSchema) -> Iterator[str]:
    for number in range(1, 21):
        if f"{number:02}" not in schema.cameo:
            yield f"The CAMEO root code {number:02} is missing."
    for event_type in schema.event_types.values():
        codes = [(event_type.name, event_type.cameo)]
        codes += [(f"{event_type.name}/{mode.name}", mode.cameo) for mode in event_type.modes]
        for where, code in codes:
            if not _CAMEO.fullmatch(code):
                yield f"{where} is exported as `{code}`, which is not a CAMEO code."
            elif schema.from_cameo(code).type != event_type.name:
                yield f"{where} is exported as CAMEO {code}, which is read as another type."


_CHECKS: tuple[Callable[[GraphSchema], Iterator[str]], ...] = (
    _names_in_case,
    _properties_resolve,
    _properties_exist,
    _ends_resolve,
    _types_are_illustrated,
    _descriptions_are_sentences,
    _cameo_resolves,
    _cameo_is_complete,
)
