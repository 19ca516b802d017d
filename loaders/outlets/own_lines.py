"""The user's own file of outlets: what its lines say, and how they are read and written.

It is ``outlets.csv`` in the home, or where ``GOODOFFICES_OUTLETS`` says.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from graph_schema.errors import GoodOfficesError
from graph_schema.home import home
from graph_schema.whole_files import put_in_place

VARIABLE = "GOODOFFICES_OUTLETS"
RELIABILITY: Mapping[str, str] = {
    "A": "Completely reliable.",
    "B": "Usually reliable.",
    "C": "Fairly reliable.",
    "D": "Not usually reliable.",
    "E": "Unreliable.",
    "F": "Its reliability cannot be judged.",
}
"""The Admiralty scale for sources (NATO AJP-2.1)."""


class OutletsError(GoodOfficesError):
    """The user's file of outlets cannot be read or written."""


@dataclass(frozen=True, slots=True)
class OutletLine:
    """What one line of a file says of an outlet; what it leaves open is empty."""

    outlet: str
    owner: str = ""
    reliability: str = ""
    by: str = ""
    """Who said so last."""
    at: str = ""
    """When, as ISO 8601 in UTC."""


COLUMNS = tuple(field.name for field in fields(OutletLine))


def user_file() -> Path:
    """Return where the user's own file is, or would be."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser().absolute() if named else home() / "outlets.csv"


def read_lines(path: Path) -> Iterator[OutletLine]:
    """Read a file.

    Raises
    ------
    OutletsError
        It is no such file; the message tells its line.

    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            unknown = set(rows.fieldnames or ()) - set(COLUMNS)
            if unknown or "outlet" not in (rows.fieldnames or ()):
                raise OutletsError(
                    f"{path}: its first line must name columns of {','.join(COLUMNS)}, `outlet` among them."
                )
            for row in rows:
                yield _line(row, f"{path}, line {rows.line_num}")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise OutletsError(f"{path}: it cannot be read as CSV in UTF-8 ({error}). Mend or move it.") from None


def write_lines(path: Path, lines: Iterable[OutletLine]) -> None:
    """Write a file whole, in the order of names: whoever reads meanwhile reads what was there before."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(astuple(line) for line in sorted(lines, key=lambda line: line.outlet.casefold()))
    with put_in_place(path) as out:
        out.write(text.getvalue().encode())


def _line(row: Mapping[str, str | None], where: str) -> OutletLine:
    line = OutletLine(*((row.get(name) or "").strip() for name in COLUMNS))
    if not line.outlet:
        raise OutletsError(f"{where}: it names no outlet. Write one, or take the line out.")
    if line.reliability and line.reliability.upper() not in RELIABILITY:
        raise OutletsError(
            f"{where}: '{line.reliability}' is no reliability. Write a letter from A to F, or leave it empty."
        )
    return OutletLine(line.outlet, line.owner, line.reliability.upper(), line.by, line.at)
