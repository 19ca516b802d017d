"""The formats of flat tables: what is written reads back, and a format says what it cannot hold."""

from __future__ import annotations

import csv
import io
import json
from contextlib import closing
from datetime import UTC, date, datetime

import pyarrow.parquet as pq
import pytest

from app.exports.flat_values import ExportError
from app.exports.table_files import TABLE_FORMATS, TableColumn

COLUMNS = [
    TableColumn("name", description="Who."),
    TableColumn("rounds", "integer"),
    TableColumn("sure", "number"),
    TableColumn("held", "boolean"),
    TableColumn("on", "day"),
    TableColumn("seen", "moment"),
    TableColumn("parties", many=True),
]
OSLO = {
    "name": "=HYPERLINK(1)",
    "rounds": 2,
    "sure": 0.5,
    "held": True,
    "on": "1993-08-20",
    "seen": "2026-11-22T23:41:07.123456789Z",
    "parties": ["Israel", None, "PLO"],
}


def written(form: str, *rows: dict[str, object], columns: list[TableColumn] = COLUMNS) -> bytes:
    out = io.BytesIO()
    with closing(TABLE_FORMATS[form].open(columns, out)) as table:
        for row in rows:
            table.write([row])
    return out.getvalue()


def test_csv_has_lists_as_json_and_no_formulas() -> None:
    header, row, empty = csv.reader(io.StringIO(written("csv", OSLO, {}).decode()))
    assert header == [column.name for column in COLUMNS]
    assert row == ["'=HYPERLINK(1)", "2", "0.5", "True", "1993-08-20", OSLO["seen"], '["Israel",null,"PLO"]']
    assert set(empty) == {""}


def test_lists_of_sentences_read_back_out_of_csv() -> None:
    told = ["Oslo hosted; Cairo did not.", 'They "agreed", [he] said']
    (_, (cell,)) = csv.reader(
        io.StringIO(written("csv", {"said": told}, columns=[TableColumn("said", many=True)]).decode())
    )
    assert json.loads(cell) == told


def test_json_lines_have_all_columns_in_each_line() -> None:
    row, empty = written("jsonl", OSLO, {}).splitlines()
    assert json.loads(row) == OSLO
    assert json.loads(empty) == dict.fromkeys(OSLO)


def test_parquet_has_types_and_descriptions() -> None:
    table = pq.read_table(io.BytesIO(written("parquet", OSLO, {})))
    assert table.to_pylist()[0] == OSLO | {
        "on": date(1993, 8, 20),
        "seen": datetime(2026, 11, 22, 23, 41, 7, 123456, UTC),
    }
    assert set(table.to_pylist()[1].values()) == {None}
    assert table.schema.field("name").metadata == {b"description": b"Who."}


@pytest.mark.parametrize("form", TABLE_FORMATS)
def test_a_table_without_rows_has_its_columns_all_the_same(form: str) -> None:
    content = written(form)
    if form == "jsonl":
        assert content == b""
    elif form == "csv":
        assert content.decode().strip().split(",") == [column.name for column in COLUMNS]
    else:
        assert pq.read_table(io.BytesIO(content)).column_names == [column.name for column in COLUMNS]


def test_a_value_that_does_not_fit_its_column_is_named() -> None:
    with pytest.raises(ExportError, match="The column 'on' holds 'soon', which is no day"):
        written("parquet", {"on": "soon"}, columns=[TableColumn("on", "day")])
