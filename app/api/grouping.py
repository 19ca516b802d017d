"""Counting a list's entries by what a document asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphql import GraphQLError

from app.api.arguments import MOST_KEYS
from app.api.filtering import plain
from app.api.plans import Groups
from app.api.selection import Selected

_BETWEEN = r"'\u001f'"
"""What no key's value holds, as Cypher writes it: no two groups have one cursor."""


def grouping(groups: Groups, selected: Selected, as_of: bool) -> str:
    """Give the Cypher that makes groups of entries, by the keys of the argument ``by``."""
    keys = {word: groups.keys[word] for word in _asked(selected)}
    steps = [(key.step_as_of if as_of and key.step_as_of else key.step) for key in keys.values()]
    values = ", ".join(f"{key.expression} AS @{word}" for word, key in keys.items())
    words = f" + {_BETWEEN} + ".join(f"coalesce({_text(word)}, '')" for word in keys)
    found = ", ".join(f"@{word}" for word in keys)
    # Two keys may need the same step, such as an actor and its role.
    return (
        f"WITH * {' '.join(dict.fromkeys(steps))} WITH {values}, count(DISTINCT {groups.counted}) AS @number "
        f"RETURN {found}, @number, {words} AS @group"
    )


def unasked_keys(variables: Iterable[str], selected: Selected) -> Mapping[str, str]:
    """Give nulls for those of a group's variables that are not asked for."""
    found = {*_asked(selected), "number"}
    return {name: "null" for name in variables if name not in found}


def _asked(selected: Selected) -> list[str]:
    asked = list(dict.fromkeys(plain(selected.arguments["by"])))
    if not 1 <= len(asked) <= MOST_KEYS:
        raise GraphQLError(f"`by` must name from 1 to {MOST_KEYS} keys, not {len(asked)}.", selected.node)
    return asked


def _text(word: str) -> str:
    return "@actor.id" if word == "actor" else f"toString(@{word})"
