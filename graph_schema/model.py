"""The graph as declared: labels, relationship types, roles, event types and closed lists of words.

All classes are frozen and hold no database code. :func:`graph_schema.schema` gives the one instance that
everything else derives from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graph_schema.errors import GoodOfficesError

PROPERTY_TYPES: Mapping[str, str] = {
    "string": "text",
    "integer": "a whole number",
    "float": "a number",
    "boolean": "true or false",
    "date": "a day",
    "datetime": "a moment, in UTC",
    "json": "JSON in a string, for lists of records, which Neo4j cannot store as a property",
    "string[]": "a list of text",
    "integer[]": "a list of whole numbers",
    "datetime[]": "a list of moments, in UTC",
}


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a node or relationship."""

    name: str
    type: str
    description: str
    once: bool = False
    """True: set when the node or relationship is created and never altered."""
    words: str | None = None
    """The vocabulary that its values come from, such as ``status``, ``event_type`` or ``role``."""
    derive: str | None = None
    """A Cypher expression over ``row``, computed at each write; loaders do not give such a property."""
    default: str | None = None
    """A Cypher expression for where a row does not give the property; ``$now`` is the moment of the write."""


@dataclass(frozen=True, slots=True)
class NodeType:
    """A label, with what identifies its nodes and what they carry."""

    label: str
    description: str
    key: str
    properties: tuple[Property, ...]
    projected: bool = False
    """True: computed from the evidence and rebuildable at any time."""
    second_labels: tuple[str, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    fulltext: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RelationshipType:
    """A relationship type, with the labels it may join and what it carries."""

    type: str
    description: str
    ends: tuple[tuple[str, str], ...]
    properties: tuple[Property, ...] = ()
    key: tuple[str, ...] = ()
    """Tells two relationships of this type between the same two nodes apart."""
    projected: bool = False
    indexes: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A part that an actor takes in an event, and the relationship type it is projected to."""

    name: str
    relationship: str
    description: str
    example: str


@dataclass(frozen=True, slots=True)
class Mode:
    """How an event of one type is done."""

    name: str
    description: str
    cameo: str
    """The CAMEO code that it is exported as."""
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's 16 event types."""

    name: str
    description: str
    symmetric: bool
    """True: between equals, who are parties; False: from a source to a target."""
    cameo: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    modes: tuple[Mode, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a vocabulary."""

    name: str
    description: str
    marks: frozenset[str] = frozenset()
    """What code may ask about the word: ``held`` for statuses, ``default`` for genres."""
    label: str | None = None
    """The second label that it stands for."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of words, in order."""

    name: str
    description: str
    words: tuple[Word, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The words alone, in order."""
        return tuple(word.name for word in self.words)

    def marked(self, mark: str) -> tuple[str, ...]:
        """Give the words that carry a mark, in order."""
        return tuple(word.name for word in self.words if mark in word.marks)


@dataclass(frozen=True, slots=True)
class CodedType:
    """What a CAMEO code becomes; ``type`` is ``None`` for a saying, which is no event."""

    code: str
    label: str
    type: str | None
    mode: str | None = None
    of: tuple[str, ...] = ()
    """Contents as ``TYPE`` or ``TYPE/mode``."""


@dataclass(frozen=True, slots=True)
class GraphSchema:
    """Everything that is declared about the graph."""

    version: int
    nodes: Mapping[str, NodeType]
    relationships: Mapping[str, RelationshipType]
    """Role edges included."""
    roles: Mapping[str, Role]
    event_types: Mapping[str, EventType]
    vocabularies: Mapping[str, Vocabulary]
    """``event_type``, ``mode`` and ``role`` included."""
    cameo: Mapping[str, CodedType]
    fingerprint: str = ""
    """Hash of the declarations."""

    def role_edges(self) -> Iterator[RelationshipType]:
        """Give the projected relationship type of every role, in the order of the roles."""
        return (self.relationships[role.relationship] for role in self.roles.values())

    def role_of(self, relationship: str) -> Role:
        """Give the role that a relationship type is the projection of."""
        return next(role for role in self.roles.values() if role.relationship == relationship)

    def words(self, vocabulary: str) -> tuple[str, ...]:
        """Give the words of a vocabulary, in order."""
        return self.vocabularies[vocabulary].names

    def modes(self, event_type: str) -> tuple[str, ...]:
        """Give the modes of an event type."""
        return tuple(mode.name for mode in self.event_types[event_type].modes)

    def from_cameo(self, code: str) -> CodedType:
        """Give what a CAMEO code becomes: the entry of its longest listed beginning.

        Examples
        --------
        >>> from graph_schema import schema
        >>> coded = schema().from_cameo("0212")
        >>> coded.type, coded.mode, coded.of
        ('REQUEST', 'appeal', ('COOPERATE',))

        """
        for length in range(len(code), 1, -1):
            if entry := self.cameo.get(code[:length]):
                return entry
        raise UnknownCodeError(code)

    def to_cameo(self, event_type: str, mode: str | None = None) -> str:
        """Give the CAMEO code that an event type and mode are exported as.

        Examples
        --------
        >>> from graph_schema import schema
        >>> schema().to_cameo("CONSULT", "mediate")
        '045'

        """
        declared = self.event_types[event_type]
        return next((item.cameo for item in declared.modes if item.name == mode), declared.cameo)


class UnknownCodeError(GoodOfficesError):
    """A code that CAMEO does not have."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"There is no CAMEO code '{code}': they run from 01 to 20, with up to two more digits."
        )
