"""Questions that people save under names in the graph, beside those that come with the service."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from graphql import DocumentNode, GraphQLError

from app.api.named_queries import NamedQuery, named_queries, rows_of_table
from app.api.past import Reader
from app.api.question_errors import (
    MOST_NAMED,
    DocumentError,
    OutdatedQueryError,
    SavedQueryError,
    UnknownQueryError,
)
from app.api.stored_documents import DocumentCheck
from app.api.url_variables import check_names
from database import Database, Transaction
from graph_schema import merge_nodes

LONGEST_DOCUMENT = 20_000
"""Characters."""
LONGEST_DESCRIPTION = 500
MOST_SAVED = 1_000
"""Queries that may be saved: each is a line of every list of them."""

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST_NAME = 60
_ALL = "MATCH (q:SavedQuery) RETURN q.name AS name, q.document AS document, q.description AS description ORDER BY name"
_ONE = _ALL.replace("(q:SavedQuery)", "(q:SavedQuery {name: $name})")
_NAMES = f"MATCH (q:SavedQuery) RETURN q.name AS name ORDER BY name LIMIT {MOST_NAMED + 1}"
_COUNT = "MATCH (q:SavedQuery) RETURN count(q) AS number"
_DELETE = "MATCH (q:SavedQuery {name: $name}) WITH q, q.name AS name DETACH DELETE q RETURN name"


class Queries:
    """The questions that can be asked by name: those that come with the service, and the saved ones."""

    def __init__(self, reader: Reader, check: DocumentCheck) -> None:
        self._reader = reader
        self._check = check

    async def all(self) -> Sequence[NamedQuery]:
        """Give all that can be asked, the service's own first, whose names go before the same of saved ones."""
        own = named_queries()
        return [*own.values(), *(query for query in await self.saved() if query.name not in own)]

    async def saved(self) -> Sequence[NamedQuery]:
        """Give the saved ones, those too whose name a later release of the service took."""
        return [*map(_saved, await self._reader.run(_ALL))]

    async def find(self, name: str) -> NamedQuery:
        """Give one by its name.

        Raises
        ------
        UnknownQueryError
            There is none.

        """
        if name in named_queries():
            return named_queries()[name]
        row = await self._reader.one(_ONE, name=name)
        if row is None:
            saved = [each["name"] for each in await self._reader.run(_NAMES)]
            raise UnknownQueryError(name, [*named_queries(), *saved])
        return _saved(row)

    async def find_to_ask(self, name: str, variables: Iterable[str]) -> NamedQuery:
        """Give one by its name, whose document fits the schema and has variables of these names.

        Raises
        ------
        OutdatedQueryError
            It does not fit the schema any more.
        UnknownQueryError
            There is none.
        VariableError
            It has no such variable.

        """
        query = await self.find(name)
        check_names(self.document(query), variables)
        return query

    def read(self, text: str) -> DocumentNode:
        """Read a document that somebody gives, as :meth:`DocumentCheck.read` does."""
        return self._check.read(text)

    def document(self, query: NamedQuery) -> DocumentNode:
        """Read the document of one.

        Raises
        ------
        OutdatedQueryError
            It does not fit the schema any more.

        """
        try:
            return self.read(query.document)
        except (DocumentError, GraphQLError) as error:
            raise OutdatedQueryError(query.name, str(error)) from error


def save_query(db: Database, query: NamedQuery, by: str, *, replace: bool) -> bool:
    """Save a query whose document is known to be good; tell whether anything changed.

    Raises
    ------
    SavedQueryError
        Its name is taken or is none, or it is too long.

    """
    _check_texts(query)
    return db.write(lambda transaction: _save(transaction, query, by, replace))


def delete_query(db: Database, name: str) -> None:
    """Delete a saved query, also where a later release of the service took its name.

    Raises
    ------
    SavedQueryError
        The name is that of a query of the service alone.
    UnknownQueryError
        There is none of that name.

    """
    if db.run(_DELETE, name=name):
        return
    if name in named_queries():
        raise SavedQueryError(f"'{name}' comes with the service, and cannot be deleted.")
    raise UnknownQueryError(name, [row["name"] for row in db.run(_NAMES)])


def _save(transaction: Transaction, query: NamedQuery, by: str, replace: bool) -> bool:
    # The lock on the name is taken before it is looked up: of two who save under one name, the second is refused.
    transaction.run("MERGE (q:SavedQuery {name: $name}) SET q.name = q.name", name=query.name)
    (before,) = transaction.run(_ONE, name=query.name)
    if before["document"] == query.document and before["description"] == query.description:
        return False
    if before["document"] is not None and not replace:
        raise SavedQueryError(
            f"There is a saved query '{query.name}': {before['description']} Give another name, or say "
            "`replace: true` to overwrite it."
        )
    if transaction.run(_COUNT)[0]["number"] > MOST_SAVED:
        raise SavedQueryError(f"{MOST_SAVED:,} queries are saved already. Delete some that nobody asks.")
    row = {
        "name": query.name,
        "document": query.document,
        "description": query.description,
        "by": by,
        "at": datetime.now(UTC),
    }
    transaction.run(merge_nodes("SavedQuery"), rows=[row])
    return True


def _check_texts(query: NamedQuery) -> None:
    if not _NAME.fullmatch(query.name) or len(query.name) > _LONGEST_NAME:
        raise SavedQueryError(
            f"'{query.name}' is no name for a query. Write lower-case words with hyphens between, such as "
            f"`talks-in-doha`, at most {_LONGEST_NAME} characters."
        )
    if query.name in named_queries():
        raise SavedQueryError(f"'{query.name}' is a query that comes with the service. Give another name.")
    # It is the first line of the file that `goodoffices queries export` writes.
    if len(query.description.strip().splitlines()) != 1 or len(query.description) > LONGEST_DESCRIPTION:
        raise SavedQueryError(
            f"The description must say what the query asks, in one line of at most {LONGEST_DESCRIPTION} characters."
        )
    if len(query.document) > LONGEST_DOCUMENT:
        raise SavedQueryError(
            f"The document has {len(query.document):,} characters, and may have {LONGEST_DOCUMENT:,}."
        )


def _saved(row: dict[str, str]) -> NamedQuery:
    return NamedQuery(row["name"], row["description"], row["document"], rows_of_table(row["document"]))
