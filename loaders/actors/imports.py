"""A user's own dictionaries of actors: copied into the service's home, read with every start, removable."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from graph_schema.errors import GoodOfficesError
from graph_schema.home import home
from loaders.actors.claim_tables import TableReader
from loaders.actors.claims import Claim
from loaders.actors.phoenix import PhoenixReader
from loaders.actors.tables import DATA, DataFolder, DataSource
from loaders.records import Rejection

type ImportFormat = Literal["phoenix", "csv"]
READERS: dict[str, type[PhoenixReader | TableReader]] = {"phoenix": PhoenixReader, "csv": TableReader}
VARIABLE = "GOODOFFICES_ACTORS"
_LIST = "imports.json"


class ImportedFileError(GoodOfficesError):
    """A dictionary cannot be imported or is not there."""


@dataclass(frozen=True, slots=True)
class Import:
    """A dictionary that was imported."""

    name: str
    """What the user calls it: the file's name without its ending."""
    format: str
    origin: str
    """The path it was imported from."""
    imported: str
    """The day, as ``2026-06-21``: an office without an end counts as held until then."""

    @property
    def source(self) -> str:
        """Give what ``Actor.source`` says of its actors."""
        return f"import {self.name}"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of an import."""

    entry: Import
    claims: tuple[Claim, ...]
    rejections: tuple[Rejection, ...]
    replaced: bool


class ImportFolder:
    """The folder of imported dictionaries, with the list of what they are.

    Without a path: the one that ``GOODOFFICES_ACTORS`` names, else ``actors`` in the service's home.
    """

    def __init__(self, path: Path | None = None) -> None:
        named = os.environ.get(VARIABLE)
        self.path = path or (Path(named).expanduser().absolute() if named else home() / "actors")

    def imports(self) -> list[Import]:
        """List what was imported, by name."""
        file = self.path / _LIST
        if not file.exists():
            return []
        try:
            return [Import(**entry) for entry in json.loads(file.read_text(encoding="utf-8"))]
        except (ValueError, TypeError) as error:
            raise ImportedFileError(
                f"{file} is not as `goodoffices actors import` wrote it ({error}). "
                "Delete it, and import the dictionaries again."
            ) from None

    def add(self, file: Path, format: str, day: date) -> ImportReport:
        """Copy a dictionary into the folder; of one imported before under the same name it takes the place."""
        text = _text_of(file)
        entry = Import(_name_of(file), format, str(file.absolute()), day.isoformat())
        read = list(READERS[format].of(DataFolder(DATA)).read(text, file.name))
        claims = tuple(item for item in read if isinstance(item, Claim))
        rejections = tuple(item for item in read if isinstance(item, Rejection))
        if not claims:
            first = f" First: {rejections[0].where}: {rejections[0].reason}" if rejections else ""
            raise ImportedFileError(
                f"{file} holds no actor that can be read as {format}, so nothing was imported.{first} "
                "Name its format with --format, or correct the file."
            )
        before = self.imports()
        others = [one for one in before if one.name != entry.name]
        self.path.mkdir(parents=True, exist_ok=True)
        self._copy(entry).write_text(text, encoding="utf-8")
        self._write_list([*others, entry])
        return ImportReport(entry, claims, rejections, replaced=len(others) < len(before))

    def remove(self, name: str) -> Import:
        """Forget a dictionary."""
        imports = self.imports()
        entry = next((one for one in imports if one.name == name), None)
        if entry is None:
            there = ", ".join(one.name for one in imports) or "none"
            raise ImportedFileError(
                f"No dictionary {name!r} was imported; there is: {there}. See `goodoffices actors list`."
            )
        self._write_list([one for one in imports if one is not entry])
        self._copy(entry).unlink(missing_ok=True)
        return entry

    def claims(self) -> Iterator[tuple[Claim, str, date]]:
        """Yield all that the dictionaries claim, with their source and the day of import."""
        folder = DataFolder(DATA)
        for entry in self.imports():
            text = _text_of(self._copy(entry))
            for item in READERS[entry.format].of(folder).read(text, entry.name):
                if isinstance(item, Claim):
                    yield item, entry.source, date.fromisoformat(entry.imported)

    def sources(self) -> dict[str, DataSource]:
        """Give where each dictionary comes from, as ``sources.csv`` does for the data files."""
        return {
            entry.source: DataSource(
                entry.source,
                f"Imported dictionary {entry.name}",
                entry.origin,
                "the user's own",
                date.fromisoformat(entry.imported),
                verified=False,
            )
            for entry in self.imports()
        }

    def _copy(self, entry: Import) -> Path:
        return self.path / f"{entry.name}.{entry.format}"

    def _write_list(self, imports: list[Import]) -> None:
        new = self.path / f"{_LIST}.new"
        new.write_text(json.dumps([asdict(one) for one in imports], indent=1), encoding="utf-8")
        new.replace(self.path / _LIST)


def _name_of(file: Path) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", file.stem).strip("-.") or "dictionary"


def _text_of(file: Path) -> str:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ImportedFileError(
            f"{file} cannot be read: {error.strerror}. Name a file that is there."
        ) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
