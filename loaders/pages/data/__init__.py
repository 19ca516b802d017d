"""What the page readers know: word lists, furniture, outlets, agencies, cues; each file says whence."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def load(name: str) -> Any:
    """Read a YAML file of this folder, once a process."""
    return yaml.load(files(__name__).joinpath(name).read_text("utf-8"), Loader=yaml.CSafeLoader)


def word_lists(name: str) -> dict[str, frozenset[str]]:
    """Read a file of white-space separated word lists."""
    return {key: frozenset(str(words).split()) for key, words in load(name).items()}
