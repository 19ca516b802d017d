"""Tables as Parquet, with typed columns whose descriptions stand in the file's schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from app.exports.flat_values import ExportError, flat
from app.exports.table_files import Kind, Rows, TableColumn

ROWS_OF_A_GROUP = 20_000
"""Rows written at once: readers skip and read whole groups, and a group of few rows compresses badly."""

_TYPES: Mapping[Kind, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "day": pa.date32(),
    "moment": pa.timestamp("us", tz="UTC"),
}
_READ: Mapping[Kind, Callable[[Any], Any]] = {
    "text": lambda value: str(flat(value)),
    "integer": int,
    "number": float,
    "boolean": bool,
    "day": date.fromisoformat,
    "moment": datetime.fromisoformat,
}


class ParquetTable:
    """A table that is being written as Parquet."""

    def __init__(self, columns: Sequence[TableColumn], out: BinaryIO) -> None:
        self._columns = columns
        self._schema = pa.schema([_field(column) for column in columns])
        self._writer = pq.ParquetWriter(out, self._schema, compression="zstd")
        self._waiting: list[Mapping[str, Any]] = []

    def write(self, rows: Rows) -> None:
        """Take rows, and write them when they are enough for a group."""
        self._waiting.extend(rows)
        if len(self._waiting) >= ROWS_OF_A_GROUP:
            self._write_group()

    def close(self) -> None:
        """Write the last rows and the file's foot, without which nothing can read it."""
        try:
            if self._waiting:
                self._write_group()
        finally:
            self._writer.close()

    def _write_group(self) -> None:
        arrays = [
            pa.array([_value(column, row.get(column.name)) for row in self._waiting], field.type)
            for column, field in zip(self._columns, self._schema, strict=True)
        ]
        self._writer.write_batch(pa.record_batch(arrays, schema=self._schema))
        self._waiting.clear()


def _field(column: TableColumn) -> pa.Field:
    kind = _TYPES[column.kind]
    return pa.field(
        column.name,
        pa.list_(kind) if column.many else kind,
        metadata={"description": column.description} if column.description else None,
    )


def _value(column: TableColumn, value: Any) -> Any:
    if value is None:
        return None
    read = _READ[column.kind]
    try:
        if column.many:
            return [None if item is None else read(item) for item in value]
        return read(value)
    except (TypeError, ValueError):
        raise ExportError(
            f"The column '{column.name}' holds {value!r}, which is no {column.type}. Write the table as CSV or "
            "JSON Lines, which take it as it is."
        ) from None
