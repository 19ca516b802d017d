"""What the resolution knows about words: data beside the code that reads it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import cast

import yaml


@cache
def same_acts() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return, for each event type, the groups of word beginnings that name one act."""
    text = files(__package__).joinpath("same_acts.yaml").read_text(encoding="utf-8")
    groups = cast(dict[str, list[list[str]]], yaml.load(text, Loader=yaml.CSafeLoader))
    return {kind: tuple(tuple(group) for group in lines) for kind, lines in groups.items()}
