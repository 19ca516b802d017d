"""The folder of one local Neo4j: what lies where, whose version it is, its password and its address."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import SecretStr

from database.endpoint import Endpoint
from database.errors import ForeignFolderError, PasswordMissingError
from database.jars import NEO4J_VERSION
from database.lock import holder_lives, is_locked
from database.settings import DatabaseSettings

USER = "neo4j"


@dataclass(frozen=True, slots=True)
class RunningServer:
    """What a server says of itself once it answers."""

    uri: str
    pid: int
    """The process to tell to stop."""
    mode: str
    """``owned`` (dies with the process that started it) or ``detached``."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A folder with the data, logs, configuration and password of one Neo4j."""

    folder: Path

    @property
    def data(self) -> Path:
        """Neo4j's own data folder."""
        return self.folder / "data"

    @property
    def configuration_folder(self) -> Path:
        """Where ``neo4j.conf`` is written at each start."""
        return self.folder / "conf"

    @property
    def console_log(self) -> Path:
        """What the last run printed; Neo4j's other logs lie beside it."""
        return self.folder / "logs" / "console.log"

    @property
    def lock_file(self) -> Path:
        """Locked while a server starts, runs or ends."""
        return self.folder / "lock"

    @property
    def password_file(self) -> Path:
        """Readable by its user alone."""
        return self.folder / "password"

    @property
    def version_file(self) -> Path:
        """The version of Neo4j that wrote the data."""
        return self.folder / "version"

    @property
    def _server_file(self) -> Path:
        return self.folder / "server.json"

    @property
    def _unfinished_file(self) -> Path:
        return self.folder / "unfinished"

    @property
    def has_data(self) -> bool:
        """Tell whether a Neo4j has ever run here."""
        return (self.data / "databases").exists()

    # -- version and password ------------------------------------------------------------------------

    def claim(self) -> None:
        """Take the folder for this version of Neo4j, or refuse it with the data of another.

        What a first start left that was killed before anybody could use it is deleted: Neo4j does not start
        on its half-written files (seen: an empty ``server_id``).
        """
        if self._unfinished_file.exists() and self.data.exists():
            shutil.rmtree(self.data)
        if not self.has_data:
            self._unfinished_file.touch()
        elif series(self._version()) != series(NEO4J_VERSION):
            raise ForeignFolderError(self.folder, f"Neo4j {self._version()}", NEO4J_VERSION)
        if self._version() != NEO4J_VERSION:
            # Whole or not at all: on a full disk a file that is written in place is left empty, and the data
            # would be refused ever after.
            self._write_private(self.version_file, f"{NEO4J_VERSION}\n")

    def _version(self) -> str:
        return self.version_file.read_text().strip() if self.version_file.exists() else "of unknown version"

    def password(self) -> SecretStr:
        """Return the password; a folder without data gets a random one."""
        if not self.password_file.exists():
            if self.has_data:
                raise PasswordMissingError(self.password_file)
            self._write_private(self.password_file, secrets.token_hex(24))
        return SecretStr(self.password_file.read_text())

    # -- the running server --------------------------------------------------------------------------

    def publish(self, server: RunningServer) -> None:
        """Tell other processes where the server answers; from now on the folder holds their data."""
        self._unfinished_file.unlink(missing_ok=True)
        self._write_private(self._server_file, json.dumps(asdict(server)))

    def withdraw(self) -> None:
        """Tell other processes that the server is about to end."""
        self._server_file.unlink(missing_ok=True)

    def running(self) -> RunningServer | None:
        """Return the server that answers here, whoever started it."""
        if not is_locked(self.lock_file) or not holder_lives(self.lock_file):
            return None
        try:
            return RunningServer(**json.loads(self._server_file.read_text()))
        except FileNotFoundError:
            return None

    def is_starting(self) -> bool:
        """Tell whether another process is just starting a server here."""
        return is_locked(self.lock_file) and holder_lives(self.lock_file) and not self._server_file.exists()

    def endpoint(self, server: RunningServer) -> Endpoint:
        """Return how to talk to the server."""
        return Endpoint(server.uri, USER, self.password(), local=True)

    def discard(self) -> None:
        """Delete data, logs, configuration and password; the caller holds the lock."""
        for path in self.folder.iterdir():
            if path == self.lock_file:
                continue
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()

    def _write_private(self, file: Path, content: str) -> None:
        """Write a file only its user can read, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f"{file.name}.{os.getpid()}.part")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(content)
        beside.replace(file)


def instance_of(settings: DatabaseSettings) -> Instance:
    """Return the folder of the local Neo4j."""
    return Instance(settings.home / "neo4j")


def series(version: str) -> str:
    """Return the part of a version whose data formats agree.

    >>> series("5.26.30")
    '5.26'
    """
    return ".".join(version.split(".")[:2])
