"""Neo4j's program files: fetched once, from a repository that is not trusted."""

from __future__ import annotations

import errno
import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from database import DatabaseSettings
from database.errors import ChecksumError, DownloadError, FolderUnusableError
from database.jars import Jar, listed_jars, provide_jars

NAMES = ("planner", "bolt", "kernel")


class Repository:
    """A Maven repository of three small files on this machine, which counts what it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.requests: Counter[str] = Counter()
        self.jars = tuple(self._store(name) for name in NAMES)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(self._handler(), directory=str(folder)))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def _store(self, name: str) -> Jar:
        content = name.encode() * 1000
        path = f"org/example/{name}/1/{name}-1.jar"
        (self.folder / path).parent.mkdir(parents=True)
        (self.folder / path).write_bytes(content)
        return Jar(hashlib.sha256(content).hexdigest(), len(content), path)

    def _handler(self) -> type[SimpleHTTPRequestHandler]:
        requests = self.requests

        class Handler(SimpleHTTPRequestHandler):
            def do_GET(self) -> None:
                requests[self.path.lstrip("/")] += 1
                super().do_GET()

            def log_message(self, *_: object) -> None:
                """Stay silent."""

        return Handler

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Repository]:
    repository = Repository(tmp_path / "repository")
    yield repository
    repository.close()


@pytest.fixture
def settings(tmp_path: Path, repository: Repository) -> DatabaseSettings:
    return DatabaseSettings(home=tmp_path / "a home", jars=None, maven_url=repository.url)


def test_missing_files_are_fetched(settings: DatabaseSettings, repository: Repository) -> None:
    files = provide_jars(settings, repository.jars)
    assert [file.read_bytes() for file in files] == [name.encode() * 1000 for name in NAMES]


def test_a_second_start_needs_no_network(settings: DatabaseSettings, repository: Repository) -> None:
    provide_jars(settings, repository.jars)
    offline = settings.model_copy(update={"maven_url": "http://127.0.0.1:1"})
    assert len(provide_jars(offline, repository.jars)) == len(NAMES)


def test_an_interrupted_fetch_goes_on_where_it_was(
    settings: DatabaseSettings, repository: Repository
) -> None:
    first, *_ = repository.jars
    provide_jars(settings, [first])
    provide_jars(settings, repository.jars)
    assert repository.requests == {jar.path: 1 for jar in repository.jars}


def test_a_tampered_file_of_the_repository_is_refused(
    settings: DatabaseSettings, repository: Repository
) -> None:
    first, *_ = repository.jars
    (repository.folder / first.path).write_bytes(b"x" * first.size)
    with pytest.raises(ChecksumError, match=r"planner-1\.jar is not the file it should be"):
        provide_jars(settings, repository.jars)


def test_nothing_of_a_tampered_file_is_kept(settings: DatabaseSettings, repository: Repository) -> None:
    first, *_ = repository.jars
    (repository.folder / first.path).write_bytes(b"x" * first.size)
    with pytest.raises(ChecksumError):
        provide_jars(settings, [first])
    assert not [path for path in settings.jar_folder.rglob("*") if path.is_file()]


def test_a_file_tampered_with_here_is_fetched_again(
    settings: DatabaseSettings, repository: Repository
) -> None:
    file, *_ = provide_jars(settings, repository.jars)
    whole = file.read_bytes()
    file.write_bytes(b"x" * len(whole))
    provide_jars(settings, repository.jars)
    assert file.read_bytes() == whole


def test_a_file_the_repository_lacks_is_named(settings: DatabaseSettings, repository: Repository) -> None:
    first, *_ = repository.jars
    (repository.folder / first.path).unlink()
    with pytest.raises(DownloadError, match=r"planner-1\.jar: the repository answers 404"):
        provide_jars(settings, repository.jars)


def test_a_missing_repository_is_named_with_the_remedy(
    settings: DatabaseSettings, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    unreachable = settings.model_copy(update={"maven_url": "http://user:s3cret@127.0.0.1:1"})
    with pytest.raises(DownloadError, match="GOODOFFICES_MAVEN_URL") as raised:
        provide_jars(unreachable, repository.jars)
    assert "s3cret" not in str(raised.value)


def test_listed_files_have_names_of_their_own() -> None:
    jars = listed_jars()
    assert len({jar.name for jar in jars}) == len(jars) > 200


def test_a_folder_that_cannot_be_made_is_named(settings: DatabaseSettings, repository: Repository) -> None:
    settings.home.touch()
    with pytest.raises(FolderUnusableError, match=r"cannot be used: Not a directory.*GOODOFFICES_JARS"):
        provide_jars(settings, repository.jars)


def test_a_full_disk_leaves_no_part_of_a_file(
    settings: DatabaseSettings, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(path: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path, target)

    monkeypatch.setattr(Path, "replace", full_disk)
    with pytest.raises(FolderUnusableError, match="No space left on device"):
        provide_jars(settings, repository.jars)
    assert not any(path.is_file() for path in settings.jar_folder.rglob("*"))
