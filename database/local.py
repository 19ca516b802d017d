"""The local Neo4j: started without Docker or a system's Java, on a folder under the service's home.

Two modes: *owned*, it dies with the process that started it; *detached*, it lives until it is stopped.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from neo4j.exceptions import TransientError

from database.configuration import (
    administration_command,
    neo4j_configuration,
    server_command,
    write_administration_arguments,
    write_configuration,
)
from database.connection import Database
from database.endpoint import Endpoint
from database.errors import (
    DatabaseDownError,
    FolderInUseError,
    NoSuchServerError,
    PortInUseError,
    StartFailedError,
)
from database.instance import USER, Instance, RunningServer
from database.jars import provide_jars
from database.lock import became_free, folder_lock, holder, write_holder
from database.process import (
    LOOPBACK,
    SECONDS_TO_STOP,
    ServerProcess,
    accepts_connections,
    choose_port,
    kill_session,
    tell_to_stop,
)
from database.settings import DatabaseSettings

PORT_TAKEN = "Address already in use"
"""What Neo4j logs where another program listens on its port."""

LAST_LINES = 15
"""How much of a log an error quotes."""


def instance_of(settings: DatabaseSettings) -> Instance:
    """Return the folder of the local Neo4j."""
    return Instance(settings.home / "neo4j")


class LocalServer:
    """A Neo4j that this process starts and stops.

    Examples
    --------
    >>> with LocalServer(settings) as server:                       # doctest: +SKIP
    ...     Database(server.endpoint).run("RETURN 1 AS one")
    """

    def __init__(self, settings: DatabaseSettings) -> None:
        self.settings = settings
        self.instance = instance_of(settings)
        self.endpoint: Endpoint
        """Known once the server was started."""
        self._process: ServerProcess | None = None

    def start(self) -> Endpoint:
        """Start the server as this process's own and return once it answers."""
        return self._start("owned")

    def start_detached(self) -> Endpoint:
        """Start the server, return once it answers, and let it live on after this process."""
        return self._start("detached")

    def _start(self, mode: str) -> Endpoint:
        with folder_lock(self.instance.lock_file) as lock:
            self.instance.withdraw()
            self.instance.claim_version()
            jars = provide_jars(self.settings)
            self._prepare_password(jars)
            process, uri = self._launch(jars, lock)
            running = RunningServer(uri, process.pid, mode)
            self.instance.publish(running)
            if mode == "detached":
                write_holder(self.instance.lock_file, process.pid)
                process.detach()
            else:
                self._process = process
        self.endpoint = self.instance.endpoint(running)
        return self.endpoint

    def stop(self) -> None:
        """Stop the server this object started; nothing happens where it runs no more."""
        if self._process is not None:
            self.instance.withdraw()
            self._process.stop()
            self._process = None

    # -- one start -----------------------------------------------------------------------------------

    def _prepare_password(self, jars: tuple[Path, ...]) -> None:
        """Give a new Neo4j the folder's random password; an old one has it already."""
        password = self.instance.password()
        if self.instance.has_data:
            return
        arguments = self.instance.folder / "administration.args"
        words = ["dbms", "set-initial-password", password.get_secret_value()]
        write_administration_arguments(arguments, jars, words)
        try:
            self._administer(arguments)
        finally:
            arguments.unlink()

    def _administer(self, arguments: Path) -> None:
        """Run Neo4j's administration program to its end."""
        folders = {
            "NEO4J_HOME": str(self.instance.folder),
            "NEO4J_CONF": str(self.instance.configuration_folder),
        }
        write_configuration(self.instance, neo4j_configuration(self.settings, port=0))
        self.instance.console_log.parent.mkdir(parents=True, exist_ok=True)
        with self.instance.console_log.open("wb") as output:
            finished = subprocess.run(  # noqa: S603
                administration_command(arguments),
                env=os.environ | folders,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
        if finished.returncode != 0:
            raise self._start_failed("could not be given a password")

    def _launch(self, jars: tuple[Path, ...], lock: int) -> tuple[ServerProcess, str]:
        """Run the server on a free port, and on another should somebody be quicker to take it."""
        try:
            return self._run_on(choose_port(self.settings.neo4j_port), jars, lock)
        except PortInUseError:
            if self.settings.neo4j_port:
                raise
            return self._run_on(choose_port(0), jars, lock)

    def _run_on(self, port: int, jars: tuple[Path, ...], lock: int) -> tuple[ServerProcess, str]:
        """Run the server on a port and wait until it answers."""
        write_configuration(self.instance, neo4j_configuration(self.settings, port))
        command = server_command(self.instance, jars, self.settings)
        process = ServerProcess(command, self.instance.console_log, lock)
        uri = f"bolt://{LOOPBACK}:{port}"
        try:
            self._wait_until_ready(process, port, uri)
        except BaseException:
            process.stop()
            raise
        return process, uri

    def _wait_until_ready(self, process: ServerProcess, port: int, uri: str) -> None:
        deadline = time.monotonic() + self.settings.neo4j_start_timeout
        while not (accepts_connections(port) and self._answers(uri)):
            if process.has_ended:
                if PORT_TAKEN in self._last_lines():
                    raise PortInUseError(port)
                raise self._start_failed("ended while starting")
            if time.monotonic() > deadline:
                raise self._start_failed(f"did not answer within {self.settings.neo4j_start_timeout:g} s")
            time.sleep(0.1)

    def _answers(self, uri: str) -> bool:
        """Tell whether the database itself, not only the port, is ready."""
        try:
            with Database(Endpoint(uri, USER, self.instance.password(), local=True)) as database:
                database.check()
        except (DatabaseDownError, TransientError):
            return False
        return True

    def _start_failed(self, what: str) -> StartFailedError:
        return StartFailedError(self.instance.folder, what, self.instance.console_log, self._last_lines())

    def _last_lines(self) -> str:
        if not self.instance.console_log.exists():
            return ""
        text = self.instance.console_log.read_text(encoding="utf-8", errors="replace")
        return "\n".join(text.splitlines()[-LAST_LINES:])

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


@contextmanager
def local_server(settings: DatabaseSettings) -> Iterator[Endpoint]:
    """Give the local Neo4j: the one that runs already, else one of this process's own.

    Where another process is just starting it, that start is waited for and then shared.
    """
    instance = instance_of(settings)
    deadline = time.monotonic() + settings.neo4j_start_timeout
    while True:
        running = instance.running()
        if running is not None:
            yield instance.endpoint(running)
            return
        if not instance.is_starting() or time.monotonic() > deadline:
            break
        time.sleep(0.1)
    with LocalServer(settings) as server:
        yield server.endpoint


def stop_detached(settings: DatabaseSettings) -> RunningServer:
    """Stop the server that ``start_detached`` left running."""
    instance = instance_of(settings)
    running = instance.running()
    if running is None:
        raise NoSuchServerError(f"No Neo4j runs on {instance.folder}, so there is none to stop.")
    if running.mode == "owned":
        owner = holder(instance.lock_file)
        raise FolderInUseError(instance.folder, f"process {owner}, with which its Neo4j ends")
    instance.withdraw()
    tell_to_stop(running.pid)
    if not became_free(instance.lock_file, SECONDS_TO_STOP):
        kill_session(running.pid)
    return running


def discard_data(settings: DatabaseSettings) -> None:
    """Delete the local Neo4j's data, password and logs, after stopping a detached server."""
    instance = instance_of(settings)
    if instance.running() is not None:
        stop_detached(settings)
    with folder_lock(instance.lock_file):
        instance.discard()
