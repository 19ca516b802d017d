"""What a document costs, reckoned before anything is asked of the database or of the executor.

All of it is one pass over the document, a fragment being measured once however often it is spread: the limiters of
libraries follow every spread, which thirty fragments that each spread the next one twice turn into hours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
)

DEEPEST_NESTING: Final = 64
"""Brackets within brackets; Python's stack ends at some 300 in the parser."""
MOST_REPEATS: Final = 100
"""Fields that are asked for again under the same name: validation compares each with each."""
MOST_INTROSPECTIONS: Final = 5
"""Fields ``__schema`` and ``__type``; a description of all types takes the executor some 20 ms."""
LONGEST_LIST: Final = 500
"""Entries of a list in the variables."""
LONGEST_TEXT: Final = 10_000
"""Characters of a text in the variables."""

_NO_BRACKETS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"'  # texts
    r'|".*'  # a text without an end: there the parser stops
    r"|#[^\n]*|[^{}()\[\]\"#]+",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a document may be; how much it may ask for is bounded by the compiler."""

    depth: int = 14
    aliases: int = 30
    tokens: int = 1_000
    fields: int = 500


class CostError(GraphQLError):
    """A document costs too much; it names the field, the cost, the limit and what to do."""

    def __init__(
        self, message: str, cost: int, limit: int, field: str = "", node: Node | None = None
    ) -> None:
        extensions = {"code": "TOO_COSTLY", "cost": cost, "limit": limit} | (
            {"field": field} if field else {}
        )
        super().__init__(message, node, extensions=extensions)


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of some selections, with their fragments spread."""

    fields: int = 0
    aliases: int = 0
    introspections: int = 0
    path: tuple[str, ...] = ()
    """To the deepest field that has fields of its own."""
    height: int = 0
    """How many sets of selections lie within each other, those of fragments counted."""

    def __add__(self, other: Cost) -> Cost:
        deeper = max(self.path, other.path, key=len)
        return Cost(
            self.fields + other.fields,
            self.aliases + other.aliases,
            self.introspections + other.introspections,
            deeper,
            max(self.height, other.height),
        )


def check_nesting(text: str) -> None:
    """Refuse what the parser would not come back from."""
    depth = deepest = 0
    for sign in _NO_BRACKETS.sub("", text):
        depth += 1 if sign in "{[(" else -1
        deepest = max(deepest, depth)
    if deepest > DEEPEST_NESTING:
        raise CostError(
            f"Brackets are nested {deepest:,} deep, and may be {DEEPEST_NESTING}. Ask for fewer levels.",
            deepest,
            DEEPEST_NESTING,
        )


def check_document(document: DocumentNode, limits: Limits) -> None:
    """Refuse a document that is too large once its fragments are spread.

    Raises
    ------
    CostError
        It is; the document need not be valid for this to be told.

    """
    scale = _Scale(document)
    total = Cost()
    for operation in scale.operations:
        cost = scale.weigh(operation.selection_set)
        total += cost
        _check_height(cost.height)
        _check_depth(cost, limits.depth, operation)
    _check_count("fields", total.fields, limits.fields, "Ask for fewer fields, or split the document.")
    _check_count("aliases", total.aliases, limits.aliases, "Split the document into several.")
    _check_count(
        "fields `__schema` and `__type`", total.introspections, MOST_INTROSPECTIONS, "Ask for the types once."
    )
    _check_repeats(scale)


def check_variables(variables: Mapping[str, Any]) -> None:
    """Refuse lists and texts of a size that no question needs, by their names."""
    left: list[tuple[str, Any, int]] = [(f"${name}", value, 1) for name, value in variables.items()]
    while left:
        name, value, depth = left.pop()
        size, limit = len(value) if isinstance(value, list | dict | str) else 0, LONGEST_LIST
        if isinstance(value, str):
            limit = LONGEST_TEXT
        if size > limit:
            what = "characters" if isinstance(value, str) else "entries"
            raise CostError(
                f"`{name}` has {size:,} {what}, and may have {limit:,}. Ask in several documents.",
                size,
                limit,
                name,
            )
        if depth > DEEPEST_NESTING:
            raise CostError(
                f"`{name}` is nested more than {DEEPEST_NESTING} deep. Ask more simply.",
                depth,
                DEEPEST_NESTING,
                name,
            )
        if isinstance(value, list):
            left += [(f"{name}[{at}]", item, depth + 1) for at, item in enumerate(value)]
        elif isinstance(value, dict):
            left += [(f"{name}.{key}", item, depth + 1) for key, item in value.items()]


def _check_height(height: int) -> None:
    if height > DEEPEST_NESTING:
        raise CostError(
            f"Selections and fragments are nested more than {DEEPEST_NESTING} deep. Ask for fewer levels.",
            height,
            DEEPEST_NESTING,
        )


def _check_depth(cost: Cost, limit: int, operation: OperationDefinitionNode) -> None:
    depth = len(cost.path)
    if depth > limit:
        path = ".".join(cost.path[: limit + 1])
        raise CostError(
            f"`{path}` lies {depth} levels deep, and a document may go {limit} deep. Ask for less at once.",
            depth,
            limit,
            path,
            operation,
        )


def _check_count(what: str, found: int, limit: int, remedy: str) -> None:
    if found > limit:
        raise CostError(
            f"The document has {found:,} {what}, its fragments spread, and may have {limit:,}. {remedy}",
            found,
            limit,
        )


def _check_repeats(scale: _Scale) -> None:
    asked = Counter(
        (at, *path)
        for at, operation in enumerate(scale.operations)
        for path in scale.paths(operation.selection_set)
    )
    repeats = asked.total() - len(asked)
    if repeats > MOST_REPEATS:
        (_, *names), _ = asked.most_common(1)[0]
        path = ".".join(map(str, names))
        raise CostError(
            f"{repeats:,} fields are asked for again under the same name, such as `{path}`, and {MOST_REPEATS} may "
            "be. Ask for each once.",
            repeats,
            MOST_REPEATS,
            path,
        )


class _Scale:
    """Weighs the selections of one document."""

    def __init__(self, document: DocumentNode) -> None:
        self.operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
        self._fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        self._weighed: dict[str, Cost] = {}

    def weigh(self, selection_set: SelectionSetNode | None, within: tuple[str, ...] = ()) -> Cost:
        """Weigh a set of selections; ``within`` are the fields and fragments around it."""
        _check_height(len(within))
        total = Cost()
        for node in selection_set.selections if selection_set else ():
            if isinstance(node, FieldNode):
                total += self._weigh_field(node, within)
            elif isinstance(node, InlineFragmentNode):
                total += self.weigh(node.selection_set, (*within, ""))
            else:
                total += self._weigh_fragment(node, within)
        return replace(total, height=total.height + 1)

    def _weigh_field(self, node: FieldNode, within: tuple[str, ...]) -> Cost:
        below = self.weigh(node.selection_set, (*within, "")) if node.selection_set else Cost()
        introspects = node.name.value in ("__schema", "__type")
        # Descriptions of types nest deeply by their nature; how far, a rule of graphql-core bounds.
        path = (_key(node), *below.path) if node.selection_set and not introspects else ()
        return replace(below + Cost(1, bool(node.alias), introspects), path=path)

    def _weigh_fragment(self, spread: Node, within: tuple[str, ...]) -> Cost:
        name: str = spread.name.value  # type: ignore[attr-defined]  # only spreads come here
        if name in within:
            raise GraphQLError(
                f"Cannot spread the fragment '{name}' within itself. Write out as many levels as you need.",
                spread,
            )
        if name not in self._weighed:
            fragment = self._fragments.get(name)
            self._weighed[name] = self.weigh(fragment.selection_set if fragment else None, (*within, name))
        return self._weighed[name]

    def paths(self, selection_set: SelectionSetNode, to: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
        """Give the path of each field, as often as it is asked for; only of what was weighed."""
        for node in selection_set.selections:
            if isinstance(node, FieldNode):
                yield (*to, _key(node))
                if node.selection_set:
                    yield from self.paths(node.selection_set, (*to, _key(node)))
            elif isinstance(node, InlineFragmentNode):
                yield from self.paths(node.selection_set, to)
            else:
                name: str = node.name.value  # type: ignore[attr-defined]  # a spread
                if self._weighed[name].fields:  # without fields, however many spreads lead nowhere
                    yield from self.paths(self._fragments[name].selection_set, to)


def _key(node: FieldNode) -> str:
    return node.alias.value if node.alias else node.name.value
