"""One run of a local Neo4j: prepared, started, waited for, stopped."""

from __future__ import annotations

import os
import subprocess
import time
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
    PortInUseError,
    ServerFaultError,
    StartFailedError,
    usable,
)
from database.instance import USER, RunningServer, instance_of
from database.jars import provide_jars
from database.lock import folder_lock, write_holder
from database.process import LOOPBACK, ServerProcess, accepts_connections, choose_port
from database.settings import DatabaseSettings

PORT_TAKEN = "Address already in use"
"""What Neo4j logs where another program listens on its port."""

LAST_LINES = 15
"""How much of a log an error quotes."""


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
        with folder_lock(self.instance.lock_file) as lock, usable(self.instance.folder):
            self.instance.withdraw()
            self.instance.claim()
            jars = provide_jars(self.settings)
            self._prepare_password(jars)
            try:
                self.endpoint = self._launch(jars, lock)
                self._publish(mode)
            except BaseException:
                self.stop()
                raise
        return self.endpoint

    def _publish(self, mode: str) -> None:
        """Tell other processes of the server, and let go of it where it is to be detached."""
        if self._process is None:
            raise AssertionError("only a launched server is published")
        self.instance.publish(RunningServer(self.endpoint.uri, self._process.pid, mode))
        if mode == "detached":
            write_holder(self.instance.lock_file, self._process.pid)
            self._process.detach()
            self._process = None

    def stop(self) -> None:
        """Stop the server this object started; nothing happens where it runs no more."""
        if self._process is not None:
            # Where it ended by itself, the file may tell of one that was started since.
            if not self._process.has_ended:
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
            raise self._failed("could not be given a password")

    def _launch(self, jars: tuple[Path, ...], lock: int) -> Endpoint:
        """Run the server on a free port, and on another should somebody be quicker to take it."""
        try:
            return self._run_on(choose_port(self.settings.neo4j_port), jars, lock)
        except PortInUseError:
            if self.settings.neo4j_port:
                raise
            self.stop()
            return self._run_on(choose_port(0), jars, lock)

    def _run_on(self, port: int, jars: tuple[Path, ...], lock: int) -> Endpoint:
        """Run the server on a port and wait until it answers."""
        write_configuration(self.instance, neo4j_configuration(self.settings, port))
        command = server_command(self.instance, jars, self.settings)
        self._process = ServerProcess(command, self.instance.console_log, lock)
        endpoint = Endpoint(f"bolt://{LOOPBACK}:{port}", USER, self.instance.password(), local=True)
        deadline = time.monotonic() + self.settings.neo4j_start_timeout
        while not (accepts_connections(port) and answers(endpoint)):
            if self._process.has_ended:
                raise PortInUseError(port) if self._port_was_taken() else self._failed("ended while starting")
            if time.monotonic() > deadline:
                raise self._failed(f"did not answer within {self.settings.neo4j_start_timeout:g} s")
            time.sleep(0.1)
        return endpoint

    def _failed(self, what: str) -> StartFailedError:
        last_lines = "\n".join(self._log().splitlines()[-LAST_LINES:])
        return StartFailedError(self.instance.folder, what, self.instance.console_log, last_lines)

    def _port_was_taken(self) -> bool:
        return PORT_TAKEN in self._log()

    def _log(self) -> str:
        return self.instance.console_log.read_text(encoding="utf-8", errors="replace")

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def answers(endpoint: Endpoint) -> bool:
    """Tell whether a database is ready: its port may be open before it is."""
    try:
        with Database(endpoint) as database:
            database.check()
    except (DatabaseDownError, ServerFaultError, TransientError):
        return False
    return True
