"""The operating system's side of the local Neo4j: its processes and its port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from database import watchdog
from database.errors import PortInUseError

LOOPBACK = "127.0.0.1"

SECONDS_TO_STOP = watchdog.SECONDS_TO_STOP + 5
"""How long a stopping server is waited for before its processes are killed."""


def choose_port(wanted: int) -> int:
    """Return the wanted port, or any free one for 0, after having bound it."""
    with socket.socket() as probe:
        # As Neo4j does: a port is free although old connections to it have not timed out.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, wanted))
        except OSError:
            raise PortInUseError(wanted) from None
        port: int = probe.getsockname()[1]
        return port


def accepts_connections(port: int) -> bool:
    """Tell whether anybody listens on a port of the loopback interface."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((LOOPBACK, port)) == 0


class ServerProcess:
    """A server under its watchdog: it dies with this process, until it is detached."""

    def __init__(self, command: list[str], log: Path, lock: int) -> None:
        """Start the command; what it prints goes to ``log``, and it inherits the ``lock``."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as output:
            self._watchdog = subprocess.Popen(  # noqa: S603
                [sys.executable, "-I", "-S", watchdog.__file__, *command],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                pass_fds=(lock,),
                start_new_session=True,  # Ctrl-C is for this process, which then stops the server
            )
        # A forked worker would hold the pipe open and keep the server alive after this process.
        os.register_at_fork(after_in_child=self._release)

    @property
    def pid(self) -> int:
        """The process to tell to stop."""
        return self._watchdog.pid

    @property
    def has_ended(self) -> bool:
        """Tell whether the server has ended."""
        return self._watchdog.poll() is not None

    def detach(self) -> None:
        """Let the server live on after this process."""
        if self._watchdog.stdin is not None:
            self._watchdog.stdin.write(watchdog.DETACH)
        self._release()
        # It is nobody's to wait for now; Popen would warn of a child left running.
        self._watchdog.returncode = 0

    def stop(self) -> None:
        """Stop the server and wait for its end."""
        self._release()
        try:
            self._watchdog.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            kill_session(self.pid)
            self._watchdog.wait()

    def _release(self) -> None:
        if self._watchdog.stdin is not None:
            self._watchdog.stdin.close()


def kill_session(leader: int) -> None:
    """Kill a watchdog and its server, which form a process group of their own."""
    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def tell_to_stop(pid: int) -> None:
    """Ask a watchdog of another process to stop its server."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
