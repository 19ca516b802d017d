"""The questions asked first, as documents under ``named/``; the first line of each says what it asks.

A second line such as ``# rows: rounds.mediators`` names the lists within lists whose entries are the rows of a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph_schema import GoodOfficesError

FOLDER = Path(__file__).parent / "named"
_ROWS = "# rows: "


class UnknownQueryError(GoodOfficesError):
    """There is no named query of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no named query '{name}'. There are: {', '.join(named_queries())}.")


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
        raise UnknownQueryError(name) from None


def _read(path: Path) -> NamedQuery:
    document = path.read_text(encoding="utf-8")
    description, second, *_ = document.splitlines()
    rows = tuple(second.removeprefix(_ROWS).split(".")) if second.startswith(_ROWS) else ()
    return NamedQuery(path.stem, description.removeprefix("#").strip(), document, rows)
