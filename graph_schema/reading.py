"""From the YAML files under ``declarations/`` to the :class:`GraphSchema`."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from graph_schema.declaration import Declaration, DeclarationError, in_list, load_yaml
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

DECLARATIONS = Path(__file__).parent / "declarations"


@cache
def schema() -> GraphSchema:
    """Give the graph's schema, read once and checked.

    Examples
    --------
    >>> schema().roles["mediator"].relationship
    'MEDIATED'
    >>> schema().vocabularies["status"].marked("held")
    ('happened', 'ongoing')

    """
    return read_schema(DECLARATIONS)


def read_schema(folder: Path) -> GraphSchema:
    """Read the declarations of a folder; every fault found is in the one error raised."""
    declared = _read(folder)
    if faults := lint(declared):
        raise DeclarationError(f"The declarations in {folder} do not fit together:\n- " + "\n- ".join(faults))
    return declared


def _read(folder: Path) -> GraphSchema:
    roles = tuple(_read_role(item) for item in _items(folder / "roles.yaml"))
    event_types = tuple(
        _read_event_type(Declaration.of_file(path))
        for path in sorted((folder / "event_types").glob("*.yaml"))
    )
    declared = tuple(_read_vocabulary(item) for item in _items(folder / "vocabularies.yaml"))
    vocabularies = (*declared, *_derived_vocabularies(roles, event_types))
    second_labels = {vocabulary.name: _labels(vocabulary) for vocabulary in vocabularies}
    node_files = sorted((folder / "nodes").glob("*.yaml"))
    nodes = tuple(_read_node(Declaration.of_file(path), second_labels) for path in node_files)
    with Declaration.of_file(folder / "schema.yaml") as head:
        version = head.number("version")
    return GraphSchema(
        version=version,
        nodes=_by_name(nodes, "label"),
        relationships=_by_name(_read_relationships(folder / "relationships.yaml", roles), "type"),
        roles=_by_name(roles, "name"),
        event_types=_by_name(event_types, "name"),
        vocabularies=_by_name(vocabularies, "name"),
        cameo=_by_name(_read_cameo(folder / "cameo.yaml"), "code"),
        fingerprint=_fingerprint(folder),
    )


def _by_name[T](items: tuple[T, ...], attribute: str) -> dict[str, T]:
    named = {str(getattr(item, attribute)): item for item in items}
    if len(named) < len(items):
        names = [str(getattr(item, attribute)) for item in items]
        twice = ", ".join(sorted({name for name in names if names.count(name) > 1}))
        raise DeclarationError(f"Declared twice: {twice}. Keep one declaration of each.")
    return named


def _items(path: Path) -> tuple[Declaration, ...]:
    return tuple(in_list(load_yaml(path), path.name))


def _fingerprint(folder: Path) -> str:
    state = sha256()
    for path in sorted(folder.rglob("*.yaml")):
        state.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return state.hexdigest()[:16]


def _read_properties(declaration: Declaration) -> tuple[Property, ...]:
    once = declaration.text("write", "overwrite")
    return tuple(_read_property(name, item, once) for name, item in declaration.children("properties"))


def _read_property(name: str, declaration: Declaration, write: str) -> Property:
    with declaration as item:
        own = item.text("write", write)
        if own not in ("once", "overwrite"):
            raise DeclarationError(f"{item.where}: `write` is `once` or `overwrite`, not `{own}`.")
        return Property(
            name=name,
            type=item.text("type"),
            description=item.text("description"),
            once=own == "once",
            words=item.optional_text("words"),
            derive=item.optional_text("derive"),
            default=item.optional_text("default"),
        )


def _read_node(declaration: Declaration, second_labels: dict[str, tuple[str, ...]]) -> NodeType:
    with declaration as item:
        key = item.texts("key")
        if len(key) != 1:
            raise DeclarationError(
                f"{item.where}: `key` must name one property: Neo4j Community has no node keys."
            )
        return NodeType(
            label=item.text("label"),
            description=item.text("description"),
            key=key[0],
            properties=_read_properties(item),
            projected=item.flag("projected"),
            second_labels=second_labels.get(item.optional_text("second_label") or "", ()),
            indexes=item.lists("indexes"),
            fulltext=item.text_lists("fulltext"),
        )


def _read_relationships(path: Path, roles: tuple[Role, ...]) -> tuple[RelationshipType, ...]:
    with Declaration.of_file(path) as item:
        plain = tuple(
            _read_relationship(child, child.text("type"), child.text("description"))
            for child in item.items("relationships")
        )
        edges = tuple(
            _read_relationship(item.child("role_edges"), role.relationship, role.description)
            for role in roles
        )
    return plain + edges


def _read_relationship(declaration: Declaration, name: str, description: str) -> RelationshipType:
    with declaration as item:
        return RelationshipType(
            type=name,
            description=description,
            ends=tuple(_pair(item, ends) for ends in item.lists("ends")),
            properties=_read_properties(item),
            key=item.texts("key"),
            projected=item.flag("projected"),
            indexes=item.lists("indexes"),
        )


def _pair(declaration: Declaration, ends: tuple[str, ...]) -> tuple[str, str]:
    if len(ends) != 2:
        raise DeclarationError(f"{declaration.where}: `ends` lists pairs of labels, found {list(ends)}.")
    return ends[0], ends[1]


def _read_role(declaration: Declaration) -> Role:
    with declaration as item:
        return Role(*(item.text(key) for key in ("name", "relationship", "description", "example")))


def _read_event_type(declaration: Declaration) -> EventType:
    with declaration as item:
        return EventType(
            name=item.text("type"),
            description=item.text("description"),
            symmetric=item.flag("symmetric"),
            cameo=item.text("cameo"),
            examples=item.texts("examples"),
            counterexamples=item.texts("counterexamples"),
            modes=tuple(_read_mode(name, child) for name, child in item.children("modes")),
        )


def _read_mode(name: str, declaration: Declaration) -> Mode:
    with declaration as item:
        return Mode(name, item.text("description"), item.text("cameo"), item.texts("examples"))


def _read_vocabulary(declaration: Declaration) -> Vocabulary:
    with declaration as item:
        words = tuple(_read_word(name, child) for name, child in item.children("words"))
        return Vocabulary(item.text("name"), item.text("description"), words)


def _read_word(name: str, declaration: Declaration) -> Word:
    with declaration as item:
        return Word(
            name, item.text("description"), frozenset(item.texts("marks")), item.optional_text("label")
        )


def _labels(vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(word.label for word in vocabulary.words if word.label)


def _derived_vocabularies(
    roles: tuple[Role, ...], event_types: tuple[EventType, ...]
) -> tuple[Vocabulary, ...]:
    """Give the vocabularies that are declared elsewhere; a mode of several types is one word."""
    modes: dict[str, list[str]] = {}
    for event_type in event_types:
        for mode in event_type.modes:
            modes.setdefault(mode.name, []).append(f"{event_type.name}: {mode.description}")
    return (
        Vocabulary(
            "role", "What part an actor takes in an event.", tuple(Word(r.name, r.description) for r in roles)
        ),
        Vocabulary("event_type", "What was done.", tuple(Word(t.name, t.description) for t in event_types)),
        Vocabulary(
            "mode",
            "How it was done.",
            tuple(Word(name, " ".join(said)) for name, said in sorted(modes.items())),
        ),
    )


def _read_cameo(path: Path) -> tuple[CodedType, ...]:
    with Declaration.of_file(path) as item:
        return tuple(_read_code(code, child) for code, child in item.children("codes"))


def _read_code(code: str, declaration: Declaration) -> CodedType:
    with declaration as item:
        return CodedType(
            code, item.text("label"), item.optional_text("type"), item.optional_text("mode"), item.texts("of")
        )
