"""Neo4j's program files, each checked against our own list.

They are fetched once. Those that are there are verified and not fetched again: a second start needs no
network, and an interrupted first one goes on where it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path, PurePosixPath

from database.errors import usable
from database.settings import DatabaseSettings

NEO4J_VERSION = "5.26.30"
"""The long-term-support version this program runs; its list of files is ``neo4j-VERSION.jars``."""

THREADS = 4
"""For hashing, which releases Python's lock: 128 MB in 213 files take 0.08 s on two cores."""


@dataclass(frozen=True, slots=True)
class Jar:
    """One program file, and what it must look like."""

    sha256: str
    size: int
    path: str
    """Below the root of a Maven repository."""

    @property
    def name(self) -> str:
        """The file's name, unique in the list."""
        return PurePosixPath(self.path).name

    def is_whole_at(self, file: Path) -> bool:
        """Tell whether a file is there and is this one, byte for byte."""
        return file.is_file() and file.stat().st_size == self.size and file_sha256(file) == self.sha256


def file_sha256(file: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def listed_jars(version: str = NEO4J_VERSION) -> tuple[Jar, ...]:
    """Read the list of program files of a version of Neo4j."""
    text = files("database").joinpath(f"neo4j-{version}.jars").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return tuple(Jar(sha256, int(size), path) for sha256, size, path in rows)


def provide_jars(settings: DatabaseSettings, jars: Iterable[Jar] | None = None) -> tuple[Path, ...]:
    """Return the program files, fetching those that are missing or not what they should be.

    Raises
    ------
    DownloadError
        A file cannot be had; those that were fetched are kept.
    ChecksumError
        The repository gave another file than the listed one; it is not kept.
    FolderUnusableError
        The folder for them cannot be made or written to, or the disk is full.
    """
    wanted = listed_jars() if jars is None else tuple(jars)
    folder = settings.jar_folder / f"neo4j-{NEO4J_VERSION}"
    with usable(folder, "GOODOFFICES_JARS"):
        folder.mkdir(parents=True, exist_ok=True)
        missing = _missing_jars(wanted, folder)
        if missing:
            from database.download import fetch_jars  # noqa: PLC0415  (slow to import, needed once)

            fetch_jars(missing, folder, settings.maven_url)
    return tuple(folder / jar.name for jar in wanted)


def _missing_jars(jars: tuple[Jar, ...], folder: Path) -> list[Jar]:
    with ThreadPoolExecutor(THREADS) as pool:
        whole = pool.map(lambda jar: jar.is_whole_at(folder / jar.name), jars)
        return [jar for jar, is_whole in zip(jars, whole, strict=True) if not is_whole]
