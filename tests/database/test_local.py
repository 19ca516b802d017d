"""The local Neo4j, started and stopped for real; its folder's rules without starting it."""

from __future__ import annotations

import errno
import os
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from database import Database, DatabaseSettings, LocalServer, connect, local_server
from database.errors import (
    FolderInUseError,
    FolderUnusableError,
    ForeignFolderError,
    NoSuchServerError,
    PasswordMissingError,
    ReadOnlyError,
    StartFailedError,
)
from database.instance import Instance, RunningServer, instance_of
from database.jars import NEO4J_VERSION
from database.local import discard_data, stop_detached
from database.lock import became_free, folder_lock, is_locked
from database.process import choose_port

OWNER = """
import sys, time
from database import DatabaseSettings, LocalServer
LocalServer(DatabaseSettings.model_validate_json(sys.argv[1])).start()
time.sleep(600)
"""


def processes_naming(folder: Path) -> list[str]:
    """Return the command lines, of whatever process, in which a folder occurs (seen on Linux only)."""
    lines = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(file.read_text(errors="replace"))
        except OSError:  # it has ended meanwhile
            continue
    return [line for line in lines if str(folder) in line]


@pytest.fixture
def instance(local_settings: DatabaseSettings) -> Instance:
    return instance_of(local_settings)


@pytest.fixture
def with_data(instance: Instance) -> Instance:
    """A folder that looks as if a Neo4j had run on it."""
    (instance.data / "databases").mkdir(parents=True)
    return instance


@pytest.fixture
def shared(database: Database, database_settings: DatabaseSettings) -> Instance:
    """The folder of the run's own Neo4j, which is running."""
    if not database.endpoint.local:
        pytest.skip("GOODOFFICES_TEST_NEO4J_URI names a Neo4j whose folder is not ours")
    return instance_of(database_settings)


# -- a running server --------------------------------------------------------------------------------


def test_the_password_is_for_its_user_alone(shared: Instance) -> None:
    assert stat.S_IMODE(shared.password_file.stat().st_mode) == 0o600


def test_the_password_is_on_no_command_line(shared: Instance) -> None:
    assert not processes_naming(Path(shared.password().get_secret_value()))


def test_the_published_address_is_for_its_user_alone(shared: Instance) -> None:
    assert stat.S_IMODE((shared.folder / "server.json").stat().st_mode) == 0o600


def test_it_listens_on_the_loopback_interface_only(shared: Instance) -> None:
    configuration = (shared.configuration_folder / "neo4j.conf").read_text()
    listening = [line for line in configuration.splitlines() if "listen_address" in line]
    assert listening
    assert all("=127.0.0.1" in line for line in listening)


def test_a_second_server_on_one_folder_is_refused(
    shared: Instance, database_settings: DatabaseSettings
) -> None:
    with pytest.raises(FolderInUseError, match=f"in use by process {os.getpid()}"):
        LocalServer(database_settings).start()


def test_a_running_server_is_shared(shared: Instance, database_settings: DatabaseSettings) -> None:
    running = shared.running()
    assert running is not None
    with local_server(database_settings) as endpoint:
        assert endpoint.uri == running.uri


def test_sharing_a_server_does_not_end_it(
    shared: Instance, db: Database, database_settings: DatabaseSettings
) -> None:
    connect(database_settings).close()
    db.check()


def test_only_its_owner_stops_an_owned_server(shared: Instance, database_settings: DatabaseSettings) -> None:
    with pytest.raises(FolderInUseError, match=f"process {os.getpid()}, with which its Neo4j ends"):
        stop_detached(database_settings)


def test_a_running_servers_data_cannot_be_discarded(
    shared: Instance, database_settings: DatabaseSettings
) -> None:
    with pytest.raises(FolderInUseError):
        discard_data(database_settings)


# -- starting and ending -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def used_settings(make_local_settings: Callable[[], DatabaseSettings]) -> DatabaseSettings:
    """Settings of a local Neo4j that ran, holds one actor, and was stopped."""
    settings = make_local_settings()
    with connect(settings) as database:
        database.run("CREATE (:Actor {name: 'Norway'})")
    return settings


def test_a_restart_keeps_the_data(used_settings: DatabaseSettings) -> None:
    with connect(used_settings) as database:
        assert database.run("MATCH (a:Actor) RETURN a.name AS name") == [{"name": "Norway"}]


def test_a_server_may_be_started_for_reading_only(used_settings: DatabaseSettings) -> None:
    read_only = {"neo4j_configuration": {"server.databases.read_only": "neo4j"}}
    with (
        connect(used_settings.model_copy(update=read_only)) as database,
        pytest.raises(ReadOnlyError, match=r"'neo4j' at bolt://.* is read-only"),
    ):
        database.write(lambda transaction: transaction.run("CREATE (:Actor)"))


@contextmanager
def owner_process(settings: DatabaseSettings) -> Iterator[subprocess.Popen[bytes]]:
    """Run another process that owns a server, until the block ends it or it has ended."""
    with subprocess.Popen([sys.executable, "-c", OWNER, settings.model_dump_json()]) as owner:
        try:
            yield owner
        finally:
            owner.kill()


def test_kill_9_of_the_owner(local_settings: DatabaseSettings, instance: Instance) -> None:
    """What is published answers; nothing is left of a killed owner; what it wrote is there afterwards."""
    with owner_process(local_settings) as owner:
        while instance.running() is None:
            assert owner.poll() is None
            time.sleep(0.1)
        with connect(local_settings) as database:  # the very moment its address is published
            database.run("CREATE (:Actor {name: 'Egypt'})")
    assert became_free(instance.lock_file, 15)
    assert not processes_naming(instance.folder)
    with connect(local_settings) as database:
        assert database.run("MATCH (a:Actor) RETURN a.name AS name") == [{"name": "Egypt"}]


def test_a_failed_start_quotes_the_log(local_settings: DatabaseSettings, instance: Instance) -> None:
    wrong = {"neo4j_configuration": {"db.tx_log.rotation.size": "a lot"}}
    with pytest.raises(StartFailedError, match=r"console\.log(?s:.*)'a lot'"):
        connect(local_settings.model_copy(update=wrong))
    assert not is_locked(instance.lock_file)


def test_a_port_taken_at_the_last_moment_is_replaced(
    local_settings: DatabaseSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ports = iter([taken.getsockname()[1], choose_port(0)])
        monkeypatch.setattr("database.server.choose_port", lambda _wanted: next(ports))
        with connect(local_settings) as database:
            assert next(ports, None) is None
            database.check()


def test_two_who_start_at_once_share_one_server(local_settings: DatabaseSettings) -> None:
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _: connect(local_settings), range(2))
    with first, second:
        assert first.endpoint == second.endpoint


# -- the folder's rules ------------------------------------------------------------------------------


def test_data_of_another_version_are_refused(local_settings: DatabaseSettings, with_data: Instance) -> None:
    with_data.version_file.write_text("2026.08.1\n")
    with pytest.raises(ForeignFolderError, match=rf"Neo4j 2026\.08\.1, .* runs Neo4j {NEO4J_VERSION}"):
        LocalServer(local_settings).start()


def test_refused_data_are_left_as_they_were(local_settings: DatabaseSettings, with_data: Instance) -> None:
    with_data.version_file.write_text("2026.08.1\n")
    with pytest.raises(ForeignFolderError):
        LocalServer(local_settings).start()
    assert with_data.version_file.read_text() == "2026.08.1\n"


def test_data_of_an_unknown_version_are_refused(
    local_settings: DatabaseSettings, with_data: Instance
) -> None:
    with pytest.raises(ForeignFolderError, match="of unknown version"):
        LocalServer(local_settings).start()


def test_data_of_an_earlier_patch_are_taken_over(with_data: Instance) -> None:
    with_data.version_file.write_text("5.26.1\n")
    with_data.claim()
    assert with_data.version_file.read_text().strip() == NEO4J_VERSION


def test_the_version_of_a_claimed_folder_is_not_written_again(with_data: Instance) -> None:
    """On a full disk a file that is written in place is left empty, and the data would be refused."""
    with_data.version_file.write_text(f"{NEO4J_VERSION}\n")
    before = with_data.version_file.stat()
    with_data.claim()
    after = with_data.version_file.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_version_that_cannot_be_written_leaves_the_old_one(
    with_data: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_data.version_file.write_text("5.26.1\n")

    def full_disk(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fdopen", full_disk)
    with pytest.raises(OSError, match="No space"):
        with_data.claim()
    assert with_data.version_file.read_text() == "5.26.1\n"


def test_a_file_in_the_place_of_the_home_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    with pytest.raises(FolderUnusableError, match=r"home/neo4j cannot be used: Not a directory.*_HOME"):
        connect(DatabaseSettings().local_at(tmp_path / "home"))


def test_what_an_unfinished_first_start_left_is_deleted(instance: Instance) -> None:
    instance.folder.mkdir(parents=True)
    instance.claim()
    (instance.data / "dbms").mkdir(parents=True)
    (instance.data / "server_id").touch()
    instance.claim()
    assert not instance.data.exists()


def test_data_that_were_published_are_kept(instance: Instance) -> None:
    instance.folder.mkdir(parents=True)
    instance.claim()
    (instance.data / "databases").mkdir(parents=True)
    instance.publish(RunningServer("bolt://127.0.0.1:7687", 1, "owned"))
    instance.claim()
    assert instance.has_data


def test_data_without_their_password_are_refused(with_data: Instance) -> None:
    with pytest.raises(PasswordMissingError, match="password"):
        with_data.password()


def test_a_password_is_random(tmp_path: Path) -> None:
    passwords = {Instance(tmp_path / name).password().get_secret_value() for name in ("a", "b")}
    assert len(passwords) == 2


def test_a_password_never_looks_like_an_option(instance: Instance) -> None:
    assert instance.password().get_secret_value().isalnum()


def test_what_a_killed_server_published_is_not_believed(instance: Instance) -> None:
    instance.folder.mkdir(parents=True)
    (instance.folder / "server.json").write_text('{"uri": "bolt://x", "pid": 1, "mode": "detached"}')
    assert instance.running() is None


def test_a_start_in_another_process_is_seen(instance: Instance) -> None:
    with folder_lock(instance.lock_file):
        assert instance.is_starting()


def test_discarding_leaves_nothing_but_the_lock(
    local_settings: DatabaseSettings, with_data: Instance
) -> None:
    with_data.password_file.write_text("old")
    discard_data(local_settings)
    assert list(with_data.folder.iterdir()) == [with_data.lock_file]


def test_nothing_to_stop_is_an_error(local_settings: DatabaseSettings, instance: Instance) -> None:
    with pytest.raises(NoSuchServerError, match=str(instance.folder)):
        stop_detached(local_settings)
