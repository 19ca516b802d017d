"""The questions asked first, as documents under ``named/``; the first line of each says what it asks.

A line such as ``# rows: rounds.mediators`` below it names the lists within lists whose entries are the rows of a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.api.question_errors import UnknownQueryError

FOLDER = Path(__file__).parent / "named"
_ROWS = "# rows: "


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A GraphQL document with a name."""

    name: str
    description: str
    document: str
    rows: tuple[str, ...] = ()
    """The lists within lists whose entries are the rows of a table."""


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
    for line in document.splitlines():
        if not line.startswith("#"):
            break
        if line.startswith(_ROWS):
            return tuple(line.removeprefix(_ROWS).strip().split("."))
    return ()


def _read(path: Path) -> NamedQuery:
    document = path.read_text(encoding="utf-8")
    description, *_ = document.splitlines()
    return NamedQuery(path.stem, description.removeprefix("#").strip(), document, rows_of_table(document))
