"""Random documents in two dresses: plain, and with fragments, directives, variables and repeated fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from fuzzing import Fuzz
from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLSchema,
    ObjectValueNode,
    ValueNode,
    get_named_type,
    is_object_type,
    parse_value,
    print_ast,
    value_from_ast_untyped,
)


@dataclass
class Asked:
    """A field that a document asks for."""

    key: str
    name: str
    arguments: tuple[str, str]
    """In the plain document, and in the dressed one."""
    type: str
    children: list[Asked]

    def text(self, dressed: bool, children: str) -> str:
        """Give the field as a document has it."""
        alias = f"{self.key}: " if self.key != self.name else ""
        return f"{alias}{self.name}{self.arguments[dressed]}{children}"


@dataclass
class Dressed:
    """One question in two documents that must have the same answer."""

    plain: str
    dressed: str
    variables: dict[str, Any]


@dataclass
class _Parts:
    """What stands beside the selections of a dressed document."""

    declared: dict[str, str] = field(default_factory=dict)
    variables: dict[str, Any] = field(default_factory=dict)
    fragments: list[str] = field(default_factory=list)


class Wardrobe(Fuzz):
    """Makes questions in two dresses; the same seeds make the same ones.

    All questions of one ``seed`` ask for the same fields, whatever their ``dress``, names in the answer included: Neo4j
    plans them once.
    """

    def __init__(self, schema: GraphQLSchema, seed: int, dress: int, deepest: int) -> None:
        super().__init__(schema, seed)
        self._query = schema.query_type
        self._deepest = deepest
        self._dice = Random(f"{seed} {dress}")  # noqa: S311  # no secrets

    def question(self) -> Dressed:
        """Make a question."""
        assert self._query
        self._parts = _Parts()
        asked = self._asked(self._query, self._deepest)
        dressed = self._set(asked, self._query.name)
        given = ", ".join(f"${name}: {declared}" for name, declared in self._parts.declared.items())
        heading = f"query Q({given}) " if given else self._dice.choice(("", "query ", "query Q "))
        return Dressed(
            _plain(asked), "\n".join([heading + dressed, *self._parts.fragments]), self._parts.variables
        )

    # -- what is asked -------------------------------------------------------------------------------

    def _asked(self, kind: GraphQLObjectType, depth: int) -> list[Asked]:
        fields = list(kind.fields.items())
        chosen = self._random.choices(fields, k=self._random.randint(1, 3 if depth < self._deepest else 2))
        found = [self._ask(kind, name, field, at, depth) for at, (name, field) in enumerate(chosen)]
        own = Asked("__typename", "__typename", ("", ""), kind.name, [])
        asked = {each.key: each for each in found if each} | ({own.key: own} if self._odds(0.4) else {})
        return list(asked.values()) or [own]

    def _ask(
        self, parent: GraphQLObjectType, name: str, of: GraphQLField, at: int, depth: int
    ) -> Asked | None:
        kind = get_named_type(of.type)
        if is_object_type(kind) and not depth:
            return None
        key = f"{self._dice.choice('azA_')}{at}" if self._odds(0.4) else name
        plain, dressed = self._arguments(of), ""
        if plain:
            dressed = self._with_variables(of, plain)
        children = self._asked(kind, depth - 1) if is_object_type(kind) else []
        return Asked(key, name, (plain, dressed), parent.name, children)

    def _with_variables(self, of: GraphQLField, plain: str) -> str:
        """Give arguments of which some are variables, or hold some."""
        given = parse_value("{" + plain[1:-1] + "}")
        types = {name: argument.type for name, argument in of.args.items()}
        return f"({self._entries(types, given, 0.5)})"

    def _entries(self, types: dict[str, Any], given: ValueNode, odds: float) -> str:
        assert isinstance(given, ObjectValueNode)
        return ", ".join(
            f"{each.name.value}: {self._given_as(types[each.name.value], each.value, odds)}"
            for each in given.fields
        )

    def _given_as(self, kind: Any, value: ValueNode, odds: float) -> str:
        text = print_ast(value)
        if self._odds(odds):
            return self._variable(str(kind), value_from_ast_untyped(value), text)
        of = get_named_type(kind)
        if isinstance(value, ObjectValueNode) and isinstance(of, GraphQLInputObjectType):
            return (
                "{" + self._entries({name: each.type for name, each in of.fields.items()}, value, 0.3) + "}"
            )
        return text

    def _variable(self, kind: str, value: Any, text: str) -> str:
        name = f"v{len(self._parts.declared)}"
        by_default = self._odds(0.3)
        if by_default and value is not None:
            self._parts.declared[name] = f"{kind} = {text}"
        else:
            self._parts.declared[name] = kind
            self._parts.variables[name] = value
        return f"${name}"

    # -- how it is asked -----------------------------------------------------------------------------

    def _set(self, asked: list[Asked], kind: str) -> str:
        return "{ " + " ".join(self._selections(asked, kind)) + " }"

    def _selections(self, asked: list[Asked], kind: str) -> Iterator[str]:
        left = list(asked)
        while left:
            some, left = left[: (size := self._dice.randint(1, len(left)))], left[size:]
            texts = [self._selection(each) for each in some]
            match self._dice.randrange(8):
                case 0:
                    yield f"... on {kind}{self._kept()} {{ {' '.join(texts)} }}"
                case 1:
                    yield f"...{self._kept()} {{ {' '.join(texts)} }}"
                case 2:
                    name = f"F{len(self._parts.fragments)}"
                    self._parts.fragments.append(f"fragment {name} on {kind} {{ {' '.join(texts)} }}")
                    yield f"...{name}{self._kept()}"
                case 3:
                    # Once more what was asked for, under the same names.
                    yield " ".join([*texts, *texts])
                case _:
                    yield " ".join(texts)
            if self._odds(0.2):
                yield f"gone: __typename{self._left_out()}"

    def _selection(self, asked: Asked) -> str:
        if not asked.children:
            return asked.text(True, self._kept() if self._odds(0.1) else "")
        if len(asked.children) > 1 and self._odds(0.2):
            # Asked for in two parts, which are one object in the answer.
            parts = (asked.children[:1], asked.children[1:])
            return " ".join(asked.text(True, " " + self._set(part, _type_of(part))) for part in parts)
        return asked.text(True, " " + self._set(asked.children, _type_of(asked.children)))

    def _kept(self) -> str:
        return self._directive(*self._dice.choice((("", True), ("include", True), ("skip", False))))

    def _left_out(self) -> str:
        return self._directive(*self._dice.choice((("include", False), ("skip", True))))

    def _directive(self, name: str, value: bool) -> str:
        text = str(value).lower()
        if self._odds(0.4) and name:
            text = self._variable("Boolean!", value, text)
        return f" @{name}(if: {text})" if name else ""

    def _odds(self, share: float) -> bool:
        return self._dice.random() < share


def _type_of(asked: list[Asked]) -> str:
    return asked[0].type


def _plain(asked: list[Asked]) -> str:
    fields = (each.text(False, " " + _plain(each.children) if each.children else "") for each in asked)
    return "{ " + " ".join(fields) + " }"
