"""Making a table of a question: whole, of one state of the graph, or not at all.

Cursors are followed to the end of the document's list. A table of several pages counts as made only where nobody
wrote between the first and the last: else it is begun again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from graphql import (
    DocumentNode,
    GraphQLError,
    IntValueNode,
    VariableNode,
    get_operation_ast,
)
from graphql.execution.values import VariableValues, get_variable_values

from app.api.answering import Answering
from app.api.compiler import UNPLANNED
from app.api.costs import CostError, check_variables
from app.api.flat_rows import FlatRows, end_of, gives_list, goes_on, is_page, told_whether_whole
from app.api.named_queries import NamedQuery
from app.api.past import turn_of
from app.api.question_errors import (
    AbandonedTableError,
    ChangingGraphError,
    TableError,
    TableTimeoutError,
    TooManyRowsError,
)
from app.api.selection import Selected, selections
from app.api.stored_documents import DocumentCheck
from app.api.url_variables import declared_variables, is_required
from app.exports.table_files import TableColumn, TableFile, TableFormat
from loaders.graph.past import TODAY, AsOf

PAGE_SIZES = (500, 200, 100, 50, 20, 10, 5, 1)
"""Entries asked for at once: the most that may be asked for of what the document asks of each."""
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Table:
    """A question that is to be answered as a table."""

    root: Selected
    rows: FlatRows
    page: Selected | None
    """What comes in pages: the root itself, or the list of a single object whose entries are rows."""
    limit: int | None
    """The most entries of the list that are wanted; ``None``: all of them."""

    @property
    def columns(self) -> Sequence[TableColumn]:
        """The columns."""
        return self.rows.columns

    def asking(self, first: int, after: str | None = None) -> Selected:
        """Ask for some entries, after the last one had; without a cursor, from where the document begins."""
        if self.page is None:
            return self.root
        wanted = {"first": first} | ({"after": after} if after else {})
        page = replace(self.page, arguments={**self.page.arguments, **wanted})
        if self.page is self.root:
            return page
        children = (page if child is self.page else child for child in self.root.children)
        return replace(self.root, children=tuple(children))

    def goes_on_after(self, data: Mapping[str, Any]) -> str | None:
        """Give the cursor after which the list goes on; ``None`` where an answer holds its end."""
        if self.page is None:
            return None
        found = data[self.root.key]
        if found is not None and self.page is not self.root:
            found = found[self.page.key]
        return end_of(found) if found is not None and goes_on(found) else None


def read_table(
    answering: Answering, document: DocumentNode, variables: dict[str, Any], unfold: Sequence[str] = ()
) -> Table:
    """Read from a valid document what table it asks for.

    A number that the document or ``variables`` give as ``first`` bounds the table; the default of a variable, being
    the size of a page, does not.

    Raises
    ------
    GraphQLError
        The variables do not fit.
    TableError
        The document asks for several fields, or its columns cannot be named.

    """
    operation = get_operation_ast(document)
    if operation is None:
        raise TableError("The document holds several operations. Make a document of each.")
    check_variables(variables)
    coerced = get_variable_values(answering.schema, operation.variable_definitions or (), variables)
    if not isinstance(coerced, VariableValues):
        raise coerced[0]
    found = selections(answering.schema, document, operation, coerced)
    asked = [each for each in found if each.name not in UNPLANNED]
    if len(asked) != 1:
        names = ", ".join(f"`{each.key}`" for each in asked) or "nothing of the graph"
        raise TableError(f"A table is made of one field, and the document asks for {names}. Ask for one.")
    root = told_whether_whole(asked[0], unfold)
    page = _page(answering, root, unfold)
    rows = FlatRows(answering.schema, root, unfold, page.key if page and page is not root else None)
    return Table(root, rows, page, _limit(page, variables) if page else None)


def check_query(answering: Answering, documents: DocumentCheck, query: NamedQuery) -> None:
    """See that a query can be asked, and costs no more than it may.

    What one costs that needs variables is told when it is asked with them.

    Raises
    ------
    DocumentError, CostError, TableError
        It cannot.

    """
    document = documents.read(query.document)
    if any(is_required(each) for each in declared_variables(document)):
        return
    answering.question(document)
    if query.rows:
        read_table(answering, document, {}, query.rows)


async def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class WholeTables:
    """Makes tables."""

    answering: Answering
    most_rows: int
    seconds: float
    """After which a table is given up."""

    async def write(
        self,
        table: Table,
        form: TableFormat,
        out: BinaryIO,
        as_of: AsOf = TODAY,
        *,
        gone: Callable[[], Awaitable[bool]] = _never,
    ) -> int:
        """Write a table to a file that can be written anew from its start; give the number of its rows.

        ``gone`` is asked between two pages whether nobody wants the table any more.

        Raises
        ------
        TooManyRowsError, TableTimeoutError, AbandonedTableError, ChangingGraphError, GraphQLError
            Then what the file holds is of no use.

        """
        deadline = time.monotonic() + self.seconds

        async def go_on() -> None:
            if time.monotonic() > deadline:
                raise TableTimeoutError(self.seconds)
            if await gone():
                raise AbandonedTableError

        size = self._page_size(table, as_of)
        for _ in range(ATTEMPTS):
            out.seek(0)
            out.truncate()
            turn = await turn_of(self.answering.reader)
            file = await asyncio.to_thread(form.open, table.columns, out)
            pages, rows = await self._attempt(table, file, size, as_of, go_on)
            if pages == 1 or await turn_of(self.answering.reader) == turn:
                return rows
        raise ChangingGraphError(ATTEMPTS)

    def _page_size(self, table: Table, as_of: AsOf) -> int:
        """Give the most entries that may be asked for at once."""
        for size in PAGE_SIZES:
            try:
                self.answering.compile_selected([table.asking(size)], as_of)
            except CostError:
                if size == PAGE_SIZES[-1]:
                    raise
            else:
                break
        return size

    async def _attempt(
        self, table: Table, file: TableFile, size: int, as_of: AsOf, go_on: Callable[[], Awaitable[None]]
    ) -> tuple[int, int]:
        """Write all pages; give their number and that of the rows."""
        pages = entries = rows = 0
        after: str | None = None
        try:
            while not pages or (after and entries != table.limit):
                first = size if table.limit is None else min(size, table.limit - entries)
                data = await self.answering.answer_selected([table.asking(first, after)], as_of)
                # In a thread, for other requests wait meanwhile: 20,000 rows of Parquet take a second.
                found = await asyncio.to_thread(_put, table, file, data)
                pages, entries, rows = pages + 1, entries + first, rows + found
                if rows > self.most_rows:
                    raise TooManyRowsError(self.most_rows)
                after = table.goes_on_after(data)
                await go_on()
        finally:
            await asyncio.to_thread(file.close)
        return pages, rows


def _put(table: Table, file: TableFile, data: Mapping[str, Any]) -> int:
    """Write the rows of an answer; give their number."""
    rows = list(table.rows.rows(data))
    file.write(rows)
    return len(rows)


def _page(answering: Answering, root: Selected, unfold: Sequence[str]) -> Selected | None:
    """Give the list in pages that a table is made of, if it is made of one."""
    if not is_page(root) and unfold and not gives_list(answering.schema, root):
        root = next((child for child in root.children if child.key == unfold[0]), root)
    has_entries = any(child.name in ("nodes", "edges") for child in root.children)
    return root if is_page(root) and has_entries else None


def _limit(page: Selected, variables: Mapping[str, Any]) -> int | None:
    """Give what bounds the list: a number in the document, or the value that somebody gives its variable."""
    given = next((each.value for each in page.node.arguments or () if each.name.value == "first"), None)
    stated = isinstance(given, IntValueNode) or (
        isinstance(given, VariableNode) and variables.get(given.name.value) is not None
    )
    if not stated:
        return None
    first: int = page.arguments["first"]
    if first < 1:
        raise GraphQLError(f"`first` must be at least 1, not {first}.", page.node)
    return first
