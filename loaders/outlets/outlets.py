"""Outlets by their one name, with who owns them, and how reliable the user holds them to be.

Names and aliases come from the data that pages are read with, owners from ``data/owners.csv``. A file of the
user's own (``outlets.csv`` in the home, or where ``GOODOFFICES_OUTLETS`` says) goes before both, and alone says
how reliable an outlet is: nothing of that is shipped, for it is the reader's to judge.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import yaml

from graph_schema.errors import GoodOfficesError
from graph_schema.home import home

VARIABLE = "GOODOFFICES_OUTLETS"
COLUMNS = ("outlet", "owner", "reliability")
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
    """The user's file of outlets cannot be read."""


@dataclass(frozen=True, slots=True)
class OutletLine:
    """What one line of a file says of an outlet; what it leaves open is empty."""

    outlet: str
    owner: str = ""
    reliability: str = ""


class Outlets:
    """What is known of outlets; asked by any of an outlet's names."""

    def __init__(self, own: Iterable[OutletLine] = ()) -> None:
        self._lines: dict[str, OutletLine] = {}
        for line in own:
            key = _key(self.name(line.outlet))
            said = self._lines.get(key, line)  # two lines of one outlet are read as one
            self._lines[key] = OutletLine(
                said.outlet, line.owner or said.owner, line.reliability or said.reliability
            )
        self._owners = {
            _key(row["outlet"]): row["owner"] for row in _table("outlets/data/owners.csv") if row["owner"]
        }

    def name(self, text: str) -> str:
        """Return the outlet's one name: "AP" and "The Associated Press" are one.

        Examples
        --------
        >>> Outlets().name("AFP")
        'Agence France-Presse'
        >>> Outlets().name("Levant Monitor")
        'Levant Monitor'

        """
        names = _names()
        return names.get(text) or names.get(_key(text)) or text.strip()

    def owner(self, text: str) -> str | None:
        """Return who owns an outlet, where that is known."""
        key = _key(self.name(text))
        line = self._lines.get(key)
        return (line and line.owner) or self._owners.get(key)

    def reliability(self, text: str) -> str | None:
        """Return how reliable the user holds an outlet to be, ``A`` to ``F``; ``None``: the user does not say."""
        line = self._lines.get(_key(self.name(text)))
        return line.reliability or None if line else None

    def lines(self) -> Iterator[OutletLine]:
        """Return what the user says, in the order of names."""
        return iter(sorted(self._lines.values(), key=lambda line: line.outlet.casefold()))


def user_file() -> Path:
    """Return where the user's own file is, or would be."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser().absolute() if named else home() / "outlets.csv"


def outlets() -> Outlets:
    """Return what is known of outlets now: a file that changed is read again.

    Raises
    ------
    OutletsError
        The user's file cannot be read, or the one that the setting names is not there.

    """
    path = user_file()
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        if VARIABLE in os.environ:
            raise OutletsError(
                f"{path}: {VARIABLE} names this file, but it cannot be read. Create it, or unset {VARIABLE}."
            ) from None
        return _known(None, 0)
    return _known(path, changed)


def write_line(line: OutletLine) -> Path:
    """Put what the user says of an outlet into the user's file, in place of what stood there."""
    path = user_file()
    known = outlets() if path.exists() else Outlets()
    kept = [each for each in known.lines() if _key(known.name(each.outlet)) != _key(known.name(line.outlet))]
    wanted = [*kept, line] if line.owner or line.reliability else kept
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")  # a running service reads no half file
    with beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        ordered = sorted(wanted, key=lambda each: each.outlet.casefold())
        writer.writerows((each.outlet, each.owner, each.reliability) for each in ordered)
    beside.replace(path)
    return path


@lru_cache(maxsize=4)
def _known(path: Path | None, changed: int) -> Outlets:
    """``changed`` is the file's time: a file that was written since is another one."""
    return Outlets(_read(path) if path else ())


def _read(path: Path) -> Iterator[OutletLine]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            unknown = set(rows.fieldnames or ()) - set(COLUMNS)
            if unknown or "outlet" not in (rows.fieldnames or ()):
                raise OutletsError(f"{path}: its first line must name the columns {','.join(COLUMNS)}.")
            for row in rows:
                yield _line(row, f"{path}, line {rows.line_num}")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise OutletsError(f"{path}: it cannot be read as CSV in UTF-8 ({error}). Mend or move it.") from None


def _line(row: Mapping[str, str | None], where: str) -> OutletLine:
    outlet, owner, letter = ((row.get(name) or "").strip() for name in COLUMNS)
    if not outlet:
        raise OutletsError(f"{where}: it names no outlet. Write one, or take the line out.")
    if letter and letter.upper() not in RELIABILITY:
        raise OutletsError(
            f"{where}: '{letter}' is no reliability. Write a letter from A to F, or leave it empty."
        )
    return OutletLine(outlet, owner, letter.upper())


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    """Return the outlets' one names by their names and aliases; short forms of agencies in capitals only."""
    names: dict[str, str] = {}
    for row in _table("pages/data/outlets.csv"):
        for name in (row["name"], *filter(None, row["aliases"].split(";"))):
            names.setdefault(_key(name), row["name"])
    agencies = yaml.load(_text("pages/data/agencies.yaml"), Loader=yaml.CSafeLoader)
    for agency, written in agencies.items():
        own = names.get(_key(agency), agency)
        for form in (agency, *written.get("words", ())):
            names.setdefault(_key(form), own)
        for form in written.get("upper", ()):
            names.setdefault(form, own)
    return names


def _key(name: str) -> str:
    return re.sub(r"[^\w]+", " ", name.casefold().strip().removeprefix("the ")).strip()


def _table(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(_text(name).splitlines())


def _text(name: str) -> str:
    return files("loaders").joinpath(name).read_text("utf-8")
