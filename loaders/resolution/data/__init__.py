"""What the resolution knows about words: data beside the code that reads it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, cast

import yaml


class SpellWords(NamedTuple):
    """Words that tell which day of talks a report dates, and how many days they took."""

    opening: tuple[str, ...]
    closing: tuple[str, ...]
    presiding: tuple[str, ...]
    lengths: dict[str, int]
    """Days of each unit."""
    numbers: dict[str, int]


class OutcomeWords(NamedTuple):
    """How texts say what came of talks: for each outcome or stage, the patterns that tell it."""

    ends: dict[str, re.Pattern[str]]
    """After the words that name talks."""
    ended: dict[str, re.Pattern[str]]
    """Before them."""
    stages: dict[str, re.Pattern[str]]
    """Around the word that names an agreement."""


@cache
def outcome_words() -> OutcomeWords:
    """Return the patterns of ``outcomes.yaml``."""
    known = _known("outcomes.yaml")
    return OutcomeWords(*(_patterns(known[part]) for part in OutcomeWords._fields))


def _patterns(told: dict[str, list[str]]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile("|".join(f"(?:{each})" for each in ways)) for name, ways in told.items()}


@cache
def same_acts() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return, for each event type, the groups of word beginnings that name one act."""
    groups = cast(dict[str, list[list[str]]], _known("same_acts.yaml"))
    return {kind: tuple(tuple(group) for group in lines) for kind, lines in groups.items()}


@cache
def formats() -> dict[int, list[str]]:
    """Return, for each number of sides, the words that say that talks are of so many."""
    return cast(dict[int, list[str]], _known("formats.yaml"))


@cache
def spell_words() -> SpellWords:
    """Return the words of ``spells.yaml``."""
    words = _known("spells.yaml")
    return SpellWords(
        opening=tuple(words["opening"]),
        closing=tuple(words["closing"]),
        presiding=tuple(words["presiding"]),
        lengths=words["lengths"],
        numbers=words["numbers"],
    )


@cache
def common_words(kind: str) -> frozenset[str]:
    """Return the words of a list of ``common_words.yaml``."""
    return frozenset(_known("common_words.yaml")[kind])


def _known(name: str) -> dict[Any, Any]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return cast(dict[Any, Any], yaml.load(text, Loader=yaml.CSafeLoader))
