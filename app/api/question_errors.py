"""What can be wrong with a question that is asked by name, or as a table; each error knows how it is told over HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from app.access.errors import NoSeatError
from graph_schema import GoodOfficesError

MOST_NAMED = 50
"""Queries whose names a message tells where there is none of the name that was given."""


class QuestionError(GoodOfficesError):
    """A question by name, or a table, cannot be answered."""

    status = 400
    code = "BAD_QUESTION"
    passing = False
    """True: the same may be asked again in a moment."""


class UnknownQueryError(QuestionError):
    """There is no query of that name; of those that there are, the first are told."""

    status, code = 404, "UNKNOWN_QUERY"

    def __init__(self, name: str, known: Iterable[str]) -> None:
        names = [*islice(known, MOST_NAMED + 1)]
        if len(names) > MOST_NAMED:
            names[MOST_NAMED:] = ["and more, which `/tables` and `goodoffices queries list` tell"]
        there = ", ".join(names)
        super().__init__(f"There is no query named '{name}'. There are: {there or 'none'}.")


class DocumentError(QuestionError):
    """A document is no question that can be answered."""

    code = "BAD_DOCUMENT"


class SavedQueryError(QuestionError):
    """A query cannot be saved or deleted."""

    code = "QUERY_NOT_SAVED"


class OutdatedQueryError(QuestionError):
    """A saved query asks for what the schema has no more."""

    status, code = 409, "OUTDATED_QUERY"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"The saved query '{name}' does not fit the schema any more: {reason} Save it anew, with `replace: true`."
        )


class VariableError(QuestionError):
    """A variable is unknown, or its text is no value of its type."""

    code = "BAD_VARIABLE"


class TableError(QuestionError):
    """No table can be made of what is asked for."""

    code = "NO_TABLE"


class UnknownFormatError(QuestionError):
    """Tables are not written so."""

    status, code = 404, "UNKNOWN_FORMAT"

    def __init__(self, ending: str, known: Iterable[str]) -> None:
        endings = ", ".join(f".{each}" for each in known)
        super().__init__(f"Tables are not given as '.{ending}'. Ask for one of {endings}.")


class TooManyRowsError(QuestionError):
    """A table is larger than tables may be."""

    status, code = 422, "TABLE_TOO_LARGE"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"The table has more than {most:,} rows. Ask for fewer, by a filter, by days or by `first`, or have "
            "GOODOFFICES_MAX_TABLE_ROWS raised."
        )


class TableTimeoutError(QuestionError):
    """A table takes longer than tables may."""

    status, code = 504, "TABLE_TIMEOUT"

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"The table was not made within {seconds:g} seconds and was given up. Ask for fewer rows or columns, or "
            "have GOODOFFICES_TABLE_TIMEOUT raised."
        )


class AbandonedTableError(QuestionError):
    """Nobody waits for a table any more; the status is the one that proxies log for it."""

    status, code = 499, "CLIENT_GONE"

    def __init__(self) -> None:
        super().__init__("Who asked for the table has gone away.")


class ChangingGraphError(QuestionError):
    """The graph changes faster than a table is made."""

    status, code, passing = 503, "GRAPH_CHANGING", True

    def __init__(self, attempts: int) -> None:
        super().__init__(
            f"The graph changed each of the {attempts} times that the table was made. Try again in a moment, or ask "
            "for fewer rows."
        )


class TablesBusyError(QuestionError):
    """As many tables are being made and sent as may be."""

    status, code, passing = 503, "TABLES_BUSY", True

    def __init__(self, reason: NoSeatError) -> None:
        super().__init__(
            f"No more than {reason.allowed:,} tables of {reason.whose} are made and sent at once. Try again when one "
            "is done; a page of the same list can be had over GraphQL meanwhile."
        )
