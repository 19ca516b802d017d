"""Outlets by their one name, with who owns them, and how reliable the user holds them to be.

Names and aliases come from the data that pages are read with, owners from ``data/owners.csv``. A file of the
user's own (:mod:`loaders.outlets.own_lines`) goes before both, and alone says how reliable an outlet is: nothing
of that is shipped, for it is the reader's to judge.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import yaml

from graph_schema.whole_files import one_at_a_time
from loaders.outlets.own_lines import VARIABLE, OutletLine, OutletsError, read_lines, user_file, write_lines


class UnnamedOutletError(OutletsError):
    """Something is said of an outlet without a name."""

    def __init__(self) -> None:
        super().__init__("The outlet has no name. Give the one under which it publishes.")


class Outlets:
    """What is known of outlets; asked by any of an outlet's names."""

    def __init__(self, own: Iterable[OutletLine] = ()) -> None:
        self._lines: dict[str, OutletLine] = {}
        for line in own:
            key = _key(self.name(line.outlet))
            said = self._lines.get(key, line)  # two lines of one outlet are read as one
            self._lines[key] = OutletLine(
                said.outlet,
                line.owner or said.owner,
                line.reliability or said.reliability,
                line.by or said.by,
                line.at or said.at,
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
        line = self.line(text)
        return (line and line.owner) or self._owners.get(_key(self.name(text)))

    def reliability(self, text: str) -> str | None:
        """Return how reliable the user holds an outlet to be, ``A`` to ``F``; ``None``: the user does not say."""
        line = self.line(text)
        return line.reliability or None if line else None

    def line(self, text: str) -> OutletLine | None:
        """Return what the user says of an outlet, who said so and when; ``None`` where nothing is said."""
        return self._lines.get(_key(self.name(text)))

    def lines(self) -> Iterator[OutletLine]:
        """Return what the user says, in the order of names."""
        return iter(sorted(self._lines.values(), key=lambda line: line.outlet.casefold()))


def outlets() -> Outlets:
    """Return what is known of outlets now: a file that changed is read again.

    Raises
    ------
    OutletsError
        The user's file cannot be read, or the one that the setting names is not there.

    """
    path = user_file()
    try:
        status = path.stat()
    except OSError:
        if VARIABLE in os.environ:
            raise OutletsError(
                f"{path}: {VARIABLE} names this file, but it cannot be read. Create it, or unset {VARIABLE}."
            ) from None
        return _known(None, (0, 0))
    return _known(path, (status.st_mtime_ns, status.st_ino))


def say_of_outlet(
    outlet: str, *, by: str, owner: str | None = None, reliability: str | None = None
) -> OutletLine:
    """Put what somebody says of an outlet into the user's file, with who said so and when.

    ``None`` leaves what is said already, an empty text takes it back. Others who say something at the same time
    wait for their turn.

    Raises
    ------
    UnnamedOutletError
        The name is empty.
    OutletsError
        The user's file cannot be read or written.

    """
    if not outlet.strip():
        raise UnnamedOutletError
    path = user_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with one_at_a_time(path):
            known = Outlets(read_lines(path) if path.exists() else ())
            name = known.name(outlet)
            before = known.line(name) or OutletLine(name)
            said = replace(
                before,
                owner=before.owner if owner is None else owner,
                reliability=before.reliability if reliability is None else reliability,
                by=by,
                at=datetime.now(UTC).isoformat(timespec="seconds"),
            )
            others = [line for line in known.lines() if line is not before]
            write_lines(path, [*others, said] if said.owner or said.reliability else others)
    except OSError as error:
        reason = error.strerror or error
        raise OutletsError(f"{path} cannot be written: {reason}. Mend that, or set {VARIABLE}.") from error
    return said


@lru_cache(maxsize=4)
def _known(path: Path | None, seen: tuple[int, int]) -> Outlets:
    """``seen`` are the file's time and number: a file that was written since is another one."""
    return Outlets(read_lines(path) if path else ())


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
