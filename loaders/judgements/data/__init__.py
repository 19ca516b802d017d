"""What judgements by rule know about names: data beside the code that reads it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml


class NameWords(NamedTuple):
    """What tells a full name from a description."""

    particles: frozenset[str]
    described: frozenset[str]
    known_everywhere: frozenset[str]


@cache
def name_words() -> NameWords:
    """Return what tells a full name from a description."""
    text = files(__package__).joinpath("full_names.yaml").read_text(encoding="utf-8")
    return NameWords(**{name: frozenset(words) for name, words in yaml.safe_load(text).items()})
