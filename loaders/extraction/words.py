"""Word classes: the plain lists behind the rules, from ``data/*words.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).with_name("data")


@cache
def _classes() -> dict[str, frozenset[str]]:
    declared: dict[str, str] = {}
    for file in sorted(_FOLDER.glob("*words.yaml")):
        declared |= yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {name: frozenset(words.split()) for name, words in declared.items()}


def word_class(name: str) -> frozenset[str]:
    """Return the lemmas of a class; a name that is not declared raises KeyError."""
    return _classes()[name]
