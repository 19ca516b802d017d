"""The questions asked first, as documents under ``named/``; the first line of each says what it asks.

Below it, ``# rows: rounds.mediators`` names the lists within lists whose entries are the rows of a table, and
``# example: {"actor": "Iran"}`` gives variables for the answer that ``docs/queries.md`` shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

import orjson

from app.api.question_errors import UnknownQueryError

FOLDER = Path(__file__).parent / "named"
_ROWS = "rows"
_EXAMPLE = "example"


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A GraphQL document with a name."""

    name: str
    description: str
    document: str
    rows: tuple[str, ...] = ()
    """The lists within lists whose entries are the rows of a table."""
    example: Mapping[str, Any] = field(default_factory=dict)
    """Variables that show what it is good for."""


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """Give all named queries, by name."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.graphql"))}


def named_query(name: str) -> NamedQuery:
    """Give a named query."""
    try:
        return named_queries()[name]
    except KeyError:
        raise UnknownQueryError(name, named_queries()) from None


def rows_of_table(document: str) -> tuple[str, ...]:
    """Read from a document's comments the lists within lists whose entries are the rows of a table."""
    rows = _remarks(document).get(_ROWS)
    return tuple(rows.split(".")) if rows else ()


def described_in(document: str) -> str:
    """Read what a document asks from the comment in its first line; empty where there is none.

    Examples
    --------
    >>> described_in("# Who met whom.")
    'Who met whom.'

    """
    first, *_ = document.splitlines() or [""]
    return first.removeprefix("#").strip() if first.startswith("#") else ""


def _remarks(document: str) -> Mapping[str, str]:
    """Give what the comments at a document's head say, such as ``# rows: timeline``."""
    head = takewhile(lambda line: line.startswith("#"), document.splitlines())
    told = (line.removeprefix("#").partition(":") for line in head)
    return {name.strip(): said.strip() for name, _, said in told}


def _read(path: Path) -> NamedQuery:
    document = path.read_text(encoding="utf-8")
    example = orjson.loads(_remarks(document).get(_EXAMPLE, "{}"))
    return NamedQuery(path.stem, described_in(document), document, rows_of_table(document), example)
