"""The watchdog, with ``sleep`` for a server: quick, and the same code that guards Neo4j."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from database.errors import PortInUseError
from database.lock import became_free, folder_lock, is_locked
from database.process import ServerProcess, accepts_connections, choose_port, kill_session, tell_to_stop

SOON = 5.0
"""Seconds within which what is told to end must have ended."""

PARENT = """
    import sys, time
    from pathlib import Path
    from database.lock import folder_lock
    from database.process import ServerProcess

    folder = Path(sys.argv[1])
    with folder_lock(folder / "lock") as lock:
        server = ServerProcess(["sleep", "60"], folder / "log", lock)
    {action}
    print("ready", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def lock_file(tmp_path: Path) -> Path:
    return tmp_path / "lock"


@pytest.fixture
def server(tmp_path: Path, lock_file: Path) -> Iterator[ServerProcess]:
    log = tmp_path / "log"
    with folder_lock(lock_file) as lock:
        server = ServerProcess(["sh", "-c", "echo up; exec sleep 60"], log, lock)
    while not log.read_text():
        time.sleep(0.02)
    yield server
    server.stop()


def killed_parent(folder: Path, action: str = "") -> None:
    """Let another process start a server, do something, and be killed without notice."""
    program = textwrap.dedent(PARENT).format(action=action)
    with subprocess.Popen([sys.executable, "-c", program, folder], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"ready\n"
        parent.kill()


def test_a_server_holds_the_lock_while_it_runs(server: ServerProcess, lock_file: Path) -> None:
    assert is_locked(lock_file)


def test_a_stopped_server_has_ended(server: ServerProcess, lock_file: Path) -> None:
    server.stop()
    assert not is_locked(lock_file)


def test_a_server_that_ends_by_itself_is_noticed(tmp_path: Path, lock_file: Path) -> None:
    with folder_lock(lock_file) as lock:
        server = ServerProcess(["true"], tmp_path / "log", lock)
    assert became_free(lock_file, SOON)
    server.stop()
    assert server.has_ended


def test_what_a_server_prints_is_in_the_log(tmp_path: Path, lock_file: Path) -> None:
    with folder_lock(lock_file) as lock:
        server = ServerProcess(["sh", "-c", "echo out; echo err >&2"], tmp_path / "log", lock)
    became_free(lock_file, SOON)
    server.stop()
    assert (tmp_path / "log").read_text() == "out\nerr\n"


def test_a_server_ends_with_its_killed_parent(tmp_path: Path, lock_file: Path) -> None:
    killed_parent(tmp_path)
    assert became_free(lock_file, SOON)


def test_a_forked_worker_does_not_keep_the_server_alive(tmp_path: Path, lock_file: Path) -> None:
    killed_parent(tmp_path, action="import os; os.fork() or (os.close(1), time.sleep(8), os._exit(0))")
    assert became_free(lock_file, SOON)


def test_a_detached_server_outlives_its_killed_parent(tmp_path: Path, lock_file: Path) -> None:
    killed_parent(tmp_path, action="server.detach(); (folder / 'pid').write_text(str(server.pid))")
    try:
        assert not became_free(lock_file, 0.5)
    finally:
        kill_session(int((tmp_path / "pid").read_text()))


def test_a_detached_server_ends_when_told_to(tmp_path: Path, lock_file: Path) -> None:
    killed_parent(tmp_path, action="server.detach(); (folder / 'pid').write_text(str(server.pid))")
    tell_to_stop(int((tmp_path / "pid").read_text()))
    assert became_free(lock_file, SOON)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a program of its parent's death")
def test_a_server_ends_with_its_killed_watchdog(server: ServerProcess, lock_file: Path) -> None:
    os.kill(server.pid, signal.SIGKILL)
    assert became_free(lock_file, SOON)


def test_a_chosen_port_is_free() -> None:
    assert not accepts_connections(choose_port(0))


def test_a_port_in_use_is_named_with_the_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortInUseError, match=rf"Port {port} .* GOODOFFICES_NEO4J_PORT"):
            choose_port(port)
