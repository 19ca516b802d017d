"""Flat tables as files: CSV, JSON Lines and Parquet, written a batch of rows at a time.

To add a format, write a class with ``write`` and ``close``, and name it in :data:`TABLE_FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Literal, Protocol

from app.exports.flat_values import to_json
from app.exports.tables import CsvTable

type Kind = Literal["text", "integer", "number", "boolean", "day", "moment"]
type Rows = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table."""

    name: str
    kind: Kind = "text"
    """Of its values: days are text such as ``2025-06-02``, moments such as ``2025-06-02T12:00:00Z``."""
    many: bool = False
    """True: each cell is a list."""
    description: str = ""

    @property
    def type(self) -> str:
        """Name the type, such as ``list of text``."""
        return f"list of {self.kind}" if self.many else self.kind


class TableFile(Protocol):
    """A table that is being written."""

    def write(self, rows: Rows) -> None:
        """Write some rows: values by the names of the columns; what is missing is unknown."""
        ...

    def close(self) -> None:
        """Write what stands at the end; the table is not whole before, nor where a row could not be written."""
        ...


class JsonLines:
    """A table with an object a line, which has all columns; unknown is null."""

    def __init__(self, columns: Sequence[TableColumn], out: BinaryIO) -> None:
        self._names = [column.name for column in columns]
        self._out = out

    def write(self, rows: Rows) -> None:
        """Write a line for each row."""
        self._out.writelines(to_json({name: row.get(name) for name in self._names}) + b"\n" for row in rows)

    def close(self) -> None:
        """Write nothing: the last line is the end."""


def _csv(columns: Sequence[TableColumn], out: BinaryIO) -> TableFile:
    return CsvTable([column.name for column in columns], out)


def _parquet(columns: Sequence[TableColumn], out: BinaryIO) -> TableFile:
    from app.exports.parquet import ParquetTable  # noqa: PLC0415  # PyArrow takes half a second to import

    return ParquetTable(columns, out)


@dataclass(frozen=True, slots=True)
class TableFormat:
    """How a table is written."""

    description: str
    media_type: str
    open: Callable[[Sequence[TableColumn], BinaryIO], TableFile]


TABLE_FORMATS: Mapping[str, TableFormat] = {
    "csv": TableFormat("CSV: UTF-8, a line of names first", "text/csv; charset=utf-8; header=present", _csv),
    "jsonl": TableFormat("JSON Lines: an object a row", "application/jsonl", JsonLines),
    "parquet": TableFormat("Apache Parquet, with types", "application/vnd.apache.parquet", _parquet),
}
"""Formats by the endings of their files' names."""
