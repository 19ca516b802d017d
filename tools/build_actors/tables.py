"""Writing data files that diff well: sorted rows, one style of line ends, no duplicates."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

type Row = dict[str, str]


def write_rows(path: Path, rows: Iterable[Row], *keys: str) -> None:
    """Write rows sorted by key columns."""
    ordered = sorted(rows, key=lambda row: tuple(row[key] for key in keys))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, ordered[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(ordered)
