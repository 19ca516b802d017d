"""Neo4j's program files: fetched once from a Maven repository, each checked against our own list.

A file is written beside its place, verified and renamed, so that what has its name is whole. Files that are
there are verified and not fetched again: a second start needs no network, and an interrupted one goes on.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path, PurePosixPath

import httpx
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from database.errors import ChecksumError, DownloadError
from database.settings import DatabaseSettings

NEO4J_VERSION = "5.26.30"
"""The long-term-support version this program runs; its list of files is ``neo4j-VERSION.jars``."""

DOWNLOADS_AT_ONCE = 8
ATTEMPTS = 3
"""How often one file is asked for before its fetching counts as failed."""

Advance = Callable[[int], None]


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
    """
    wanted = listed_jars() if jars is None else tuple(jars)
    folder = settings.jar_folder / f"neo4j-{NEO4J_VERSION}"
    folder.mkdir(parents=True, exist_ok=True)
    # 128 MB in 213 files are verified in 0.1 s by two threads: cheap enough to do at every start.
    with ThreadPoolExecutor(DOWNLOADS_AT_ONCE) as pool:
        whole = pool.map(lambda jar: jar.is_whole_at(folder / jar.name), wanted)
        missing = [jar for jar, is_whole in zip(wanted, whole, strict=True) if not is_whole]
    if missing:
        _fetch_all(missing, folder, settings.maven_url)
    return tuple(folder / jar.name for jar in wanted)


def _fetch_all(jars: list[Jar], folder: Path, maven_url: str) -> None:
    """Fetch several files at once; the first that fails ends the rest."""
    client = httpx.Client(
        follow_redirects=True,
        timeout=30,
        limits=httpx.Limits(max_connections=DOWNLOADS_AT_ONCE),
    )
    with _progress(sum(jar.size for jar in jars)) as advance, client:
        pool = ThreadPoolExecutor(DOWNLOADS_AT_ONCE)
        try:
            _raise_first(pool.submit(_fetch, client, jar, folder, maven_url, advance) for jar in jars)
        finally:
            pool.shutdown(cancel_futures=True)


def _raise_first(futures: Iterable[Future[None]]) -> None:
    for future in as_completed(futures):
        future.result()


def _fetch(client: httpx.Client, jar: Jar, folder: Path, maven_url: str, advance: Advance) -> None:
    """Fetch one file beside its place, verify it and give it its name."""
    url = f"{maven_url}/{jar.path}"
    content = _download(client, url)
    found = hashlib.sha256(content).hexdigest()
    if found != jar.sha256:
        raise ChecksumError(url, jar.sha256, found)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", suffix=".part", delete=False) as beside:
        beside.write(content)
    Path(beside.name).replace(folder / jar.name)
    advance(jar.size)


def _download(client: httpx.Client, url: str) -> bytes:
    """Ask for a file, again after a second or two where the network or the repository stumbles."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            response = client.get(url)
            if response.status_code < 500 and response.status_code != 429:
                break
            reason = f"the repository answers {response.status_code} {response.reason_phrase}"
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = str(error) or type(error).__name__
            if not isinstance(error, httpx.TransportError):
                raise DownloadError(url, reason) from error
        if attempt == ATTEMPTS:
            raise DownloadError(url, reason)
        time.sleep(attempt)
    if response.status_code != httpx.codes.OK:
        raise DownloadError(url, f"the repository answers {response.status_code} {response.reason_phrase}")
    return response.content


@contextmanager
def _progress(size: int) -> Iterator[Advance]:
    """Show how far the fetching is: a bar on a terminal, one line elsewhere."""
    console = Console(stderr=True)
    what = f"Fetching Neo4j {NEO4J_VERSION} (once)"
    if not console.is_terminal:
        console.print(f"{what}: {size / 1e6:.0f} MB", highlight=False)
        yield lambda _size: None
        return
    columns = TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn()
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(what, total=size)
        yield lambda done: progress.advance(task, done)
