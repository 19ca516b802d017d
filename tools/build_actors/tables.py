"""Reading sources and writing data files that diff well: sorted rows, one style of line ends."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

type Row = dict[str, str]


def read_rows(path: Path) -> Iterator[Row]:
    """Read a comma-separated file with a header."""
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def write_rows(path: Path, rows: Iterable[Row], *keys: str) -> None:
    """Write rows sorted by key columns."""
    ordered = sorted(rows, key=lambda row: tuple(row[key] for key in keys))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, ordered[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(ordered)
