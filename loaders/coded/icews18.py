"""Reading ICEWS18: the events of the Integrated Crisis Early Warning System of 2018, as numbers in text files.

``entity2id.txt`` and ``relation2id.txt`` give each actor's and each kind of event's number after a tab; ``train.txt``,
``valid.txt`` and ``test.txt`` hold a row an event: source, kind, target, and the hour since the first of January 2018,
in columns parted by tabs. There are no sentences and no outlets: the row itself is all the evidence there is. Rows of
statements alone ("Make statement") are no events and give no mention.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from graph_schema import GoodOfficesError
from loaders.coded.data import icews_codes
from loaders.coded.rows import CodedRow, read_day
from loaders.records import Reading, Rejection

DATA_SET = "ICEWS18"
PARTS = ("train.txt", "valid.txt", "test.txt")
FIRST_DAY = date(2018, 1, 1)
_UNSPECIFIED = "Unspecified Actor"
_REMEDY = "Correct the row, or leave it: the others are read."


class DataSetError(GoodOfficesError):
    """A folder does not hold the data set."""


def read_icews18(folder: Path) -> Iterator[Reading | Rejection]:
    """Read the data set's events, the rows of each day as one reading, the first day first.

    Parameters
    ----------
    folder
        Where its files lie; of the three parts those that are there are read.

    Raises
    ------
    DataSetError
        The files that name actors and kinds, or all parts, are missing.

    """
    days: defaultdict[date, list[CodedRow]] = defaultdict(list)
    for item in read_rows(folder):
        if isinstance(item, Rejection):
            yield item
        else:
            days[item.day].append(item)
    for day in sorted(days):
        yield read_day(DATA_SET, days[day])


def read_rows(folder: Path) -> Iterator[CodedRow | Rejection]:
    """Read the data set's rows in the order of its files."""
    actors, labels = (_names(folder / name) for name in ("entity2id.txt", "relation2id.txt"))
    parts = [folder / part for part in PARTS if (folder / part).is_file()]
    if not parts:
        raise DataSetError(f"{folder} holds none of {', '.join(PARTS)}. Name the folder of the data set.")
    for part in parts:
        with part.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _row(line, actors, labels, f"{part}, line {number}")


def _row(line: str, actors: Mapping[str, str], labels: Mapping[str, str], where: str) -> CodedRow | Rejection:
    columns = [column.strip() for column in line.split("\t")]
    try:
        source, kind, target, hour = columns[:4]
        label = labels[kind]
        return CodedRow(
            day=FIRST_DAY + timedelta(hours=int(hour)),
            source=_specified(actors[source]),
            label=label,
            target=_specified(actors[target]),
            code=icews_codes()[label.casefold()],
        )
    except KeyError as error:
        return Rejection(where, f"Nothing is called {error}.", _REMEDY)
    except ValueError:
        return Rejection(where, f"This is no row of four numbers: {line.strip()!r}.", _REMEDY)


def _specified(name: str) -> str | None:
    return None if name == _UNSPECIFIED else name


def _names(path: Path) -> dict[str, str]:
    """Read a file of names and their numbers."""
    if not path.is_file():
        raise DataSetError(f"{path} is missing: it names what the rows give by number. Put it there.")
    pairs = (line.rsplit("\t", 1) for line in path.read_text("utf-8").splitlines() if "\t" in line)
    return {number.strip(): name.strip() for name, number in pairs}
