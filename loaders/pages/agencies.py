"""News agencies: their names as bylines and credit tags write them."""

from __future__ import annotations

import re
from functools import cache

from loaders.pages.data import load


@cache
def _canonical() -> dict[str, str]:
    """Every written form of an agency with the agency's name."""
    forms: dict[str, str] = {}
    for name, written in load("agencies.yaml").items():
        for form in (*written.get("words", ()), *written.get("upper", ())):
            forms.setdefault(form, name)
    return forms


@cache
def agency_pattern() -> str:
    """An alternation of all written forms, the longest first, to be built into other patterns."""
    forms = sorted(_canonical(), key=lambda form: (-len(form), form))
    return rf"(?:{'|'.join(map(re.escape, forms))})\b"


@cache
def _agency() -> re.Pattern[str]:
    # An agency that is not in the data is known by what it calls itself.
    unknown = r"[A-Z]\w+(?: [A-Z]\w+){0,2} (?:News Agency|Press Agency|News Service|Newswire|Wire Service)\b"
    return re.compile(rf"(?<![\w/])(?P<form>{agency_pattern()}(?! [A-Z]\w+ Agency)|{unknown})")


def agencies_in(text: str) -> tuple[str, ...]:
    """The agencies that a byline, a credit tag or a credit line names, in their order, each once."""
    names = (_canonical().get(match["form"], match["form"]) for match in _agency().finditer(text))
    return tuple(dict.fromkeys(names))
