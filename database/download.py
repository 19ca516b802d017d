"""Fetching Neo4j's program files from a Maven repository, several at once.

A file is verified, written beside its place and renamed: what has its name is whole.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path

import httpx
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from database.endpoint import mask_password
from database.errors import ChecksumError, DownloadError
from database.jars import NEO4J_VERSION, Jar

AT_ONCE = 8
"""Files fetched at the same time: most are small, so that waiting for answers is most of the work."""

ATTEMPTS = 3
"""How often a file is asked for where the network or the repository stumbles."""

Advance = Callable[[int], None]
"""Called with the bytes that were fetched."""


def fetch_jars(jars: Sequence[Jar], folder: Path, maven_url: str) -> None:
    """Fetch files into a folder; the first that fails ends the rest.

    Raises
    ------
    DownloadError
        A file cannot be had; those that were fetched are kept.
    ChecksumError
        The repository gave another file than the listed one; it is not kept.
    """
    limits = httpx.Limits(max_connections=AT_ONCE)
    with (
        httpx.Client(follow_redirects=True, timeout=30, limits=limits) as client,
        _progress(sum(jar.size for jar in jars)) as advance,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
        fetches = [pool.submit(_fetch, client, jar, folder, maven_url, advance) for jar in jars]
        try:
            for fetch in as_completed(fetches):
                fetch.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _fetch(client: httpx.Client, jar: Jar, folder: Path, maven_url: str, advance: Advance) -> None:
    """Fetch one file beside its place, verify it and give it its name."""
    url = f"{maven_url}/{jar.path}"
    content = _download(client, url)
    found = hashlib.sha256(content).hexdigest()
    if found != jar.sha256:
        raise ChecksumError(mask_password(url), jar.sha256, found)
    beside = folder / f".{jar.name}.{os.getpid()}.part"
    try:
        beside.write_bytes(content)
        beside.replace(folder / jar.name)
    finally:
        beside.unlink(missing_ok=True)
    advance(jar.size)


def _download(client: httpx.Client, url: str) -> bytes:
    """Return what lies at an address, asking again after a moment where that may help."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return client.get(url).raise_for_status().content
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            if attempt == ATTEMPTS or not _is_passing(error):
                raise DownloadError(mask_password(url), _reason(error)) from error
        time.sleep(attempt)
    raise AssertionError("the last attempt returns or raises")


def _is_passing(error: Exception) -> bool:
    """Tell whether asking again may help: a broken connection, a busy repository."""
    match error:
        case httpx.HTTPStatusError(response=response):
            return response.is_server_error or response.status_code == httpx.codes.TOO_MANY_REQUESTS
        case httpx.UnsupportedProtocol():
            return False
    return isinstance(error, httpx.TransportError)


def _reason(error: Exception) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        return f"the repository answers {error.response.status_code} {error.response.reason_phrase}"
    return str(error) or type(error).__name__


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
        yield lambda fetched: progress.advance(task, fetched)
