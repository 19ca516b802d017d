"""Reading the data files: rows that know where they stand, offices, and where each file comes from."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from loaders.actors.names import ActorDataError, read_date
from loaders.actors.records import Office

DATA = Path(__file__).with_name("data")

type Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class DataSource:
    """Where a data file comes from, for the ``Source`` its facts hang on."""

    file: str
    title: str
    origin: str
    licence: str
    current_to: date | None
    """The last day its facts describe; ``None`` where each fact has its own."""
    verified: bool
    """False for what was written down from memory."""


class DataFolder:
    """The data files of a folder, with the table of where each comes from (``sources.csv``)."""

    def __init__(self, path: Path = DATA) -> None:
        self.path = path

    def rows(self, file: str) -> Iterator[Row]:
        """Read a file's rows; a row of another width than the header is an error that names its line."""
        path = self.path / file
        with path.open(encoding="utf-8", newline="") as stream:
            lines = csv.reader(stream)
            header = next(lines)
            for values in lines:
                if len(values) != len(header):
                    raise ActorDataError(
                        f"{path}, line {lines.line_num}: {len(values)} columns, the header has {len(header)}. "
                        "Quote the value that holds a comma."
                    )
                yield dict(zip(header, values, strict=True))

    @cached_property
    def sources(self) -> Mapping[str, DataSource]:
        """The data files with origin, licence and last day, by file name."""
        return {row["file"]: _source(row) for row in self.rows("sources.csv")}


def _source(row: Row) -> DataSource:
    current_to = read_date(row["current_to"]).end
    verified = row["verified"] == "yes"
    return DataSource(row["file"], row["title"], row["origin"], row["licence"], current_to, verified)


@dataclass(frozen=True, slots=True)
class OfficeReader:
    """Unpacks offices: ``role:body:title@since/until!first..last; ...`` (``data/README.md``)."""

    ids: Mapping[str, str]
    """Actor ids by key."""
    titles: Mapping[str, str]
    """What an office without a title of its own is called, by role."""

    def read(self, text: str, source: DataSource) -> tuple[Office, ...]:
        """Unpack a list of offices."""
        return tuple(self._read_one(item.strip(), source) for item in text.split(";") if item.strip())

    def _read_one(self, item: str, source: DataSource) -> Office:
        held, _, seen = item.partition("!")
        held, _, interval = held.partition("@")
        since, _, until = interval.partition("/")
        role, body, title = (*held.split(":", 2), "", "")[:3]
        if role not in self.titles or body not in self.ids:
            raise ActorDataError(f"{source.file}: {item!r} names no known role and body. Add or correct it.")
        return Office(
            title=title or self.titles[role],
            role=role,
            body=self.ids[body],
            since=read_date(since),
            until=read_date(until),
            seen=_read_seen(seen, since, until, source),
            source=source.file,
        )


def _read_seen(seen: str, since: str, until: str, source: DataSource) -> tuple[date, date] | None:
    """Give the days an office was seen; without an end, it was still held when its source was current."""
    if seen:
        first, _, last = seen.partition("..")
        return date.fromisoformat(first), date.fromisoformat(last or first)
    begun = read_date(since).end
    if begun and not until and source.current_to and begun <= source.current_to:
        return begun, source.current_to
    return None
