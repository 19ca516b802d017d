"""What the readers of coded data know: the coders' words, beside the code that reads them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def icews_codes() -> dict[str, str]:
    """Return the CAMEO code of each kind of event, by what ICEWS calls it, in small letters."""
    return {name.casefold(): code for code, names in _known("icews_events.yaml").items() for name in names}


@cache
def sector_kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the kinds of actors that words in a coder's names tell, the first to fit being meant."""
    return tuple(
        (kind, re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})(?:s|es)?\b", re.IGNORECASE))
        for kind, words in _known("sectors.yaml").items()
    )


def _known(name: str) -> Any:
    return yaml.load(files(__name__).joinpath(name).read_text("utf-8"), Loader=yaml.CSafeLoader)
