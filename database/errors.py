"""What can go wrong with the database, each said in a sentence: what, where, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_schema.errors import GoodOfficesError


class DatabaseError(GoodOfficesError):
    """The database cannot do what was asked for."""


class SettingError(DatabaseError):
    """A value in the environment cannot be used."""

    def __init__(self, complaints: str) -> None:
        super().__init__(f"The settings are wrong: {complaints}. Correct or unset the variable.")


# -- talking to a Neo4j ------------------------------------------------------------------------------


class DatabaseDownError(DatabaseError):
    """Nobody answers at the address."""

    def __init__(self, where: str, reason: str, remedy: str) -> None:
        super().__init__(f"No Neo4j answers at {where} ({reason}). {remedy}")


class AddressError(DatabaseError):
    """The address is not one a Neo4j can have."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(
            f"{where!r} is not the address of a Neo4j: {reason}. "
            "Give GOODOFFICES_NEO4J_URI as bolt://HOST:7687 or neo4j://HOST:7687 "
            "(bolt+s:// or neo4j+s:// with TLS), and user and password in variables of their own."
        )


class PasswordError(DatabaseError):
    """The Neo4j does not accept the user and password."""

    def __init__(self, where: str, user: str, remedy: str) -> None:
        super().__init__(f"The Neo4j at {where} does not accept the password of user {user!r}. {remedy}")


class UnknownDatabaseError(DatabaseError):
    """The Neo4j holds no database of that name."""

    def __init__(self, where: str, database: str) -> None:
        super().__init__(
            f"The Neo4j at {where} has no database {database!r}. "
            "Set GOODOFFICES_NEO4J_DATABASE to one that `SHOW DATABASES` lists."
        )


class ServerFaultError(DatabaseError):
    """The Neo4j met a fault of its own: a full disk, too little memory, a database that is not started."""

    def __init__(self, where: str, reason: str, local: bool) -> None:
        memory = "more memory with GOODOFFICES_NEO4J_HEAP" if local else "more memory"
        super().__init__(
            f"The Neo4j at {where} failed: {reason.rstrip('.')}. What was written until then is kept. "
            f"Give it disk space or {memory}, look into its logs, and run the command again."
        )


class ReadOnlyError(DatabaseError):
    """The database, or the user, may only read."""

    def __init__(self, where: str, database: str) -> None:
        super().__init__(
            f"The database {database!r} at {where} is read-only, so nothing was written. "
            "Allow writing to it, or set GOODOFFICES_NEO4J_URI to one that may be written."
        )


# -- the local Neo4j ---------------------------------------------------------------------------------


class PortInUseError(DatabaseError):
    """Another program listens on the port the local Neo4j was told to use."""

    def __init__(self, port: int) -> None:
        super().__init__(
            f"Port {port} on 127.0.0.1 is in use by another program. "
            "Set GOODOFFICES_NEO4J_PORT to another port, or unset it to have a free one chosen."
        )


class FolderInUseError(DatabaseError):
    """Another process runs a Neo4j on the folder."""

    def __init__(self, folder: Path, holder: str) -> None:
        super().__init__(
            f"The database folder {folder} is in use by {holder}. "
            "Stop that process (`goodoffices db stop` for one started by `db start`), "
            "or set GOODOFFICES_HOME to another folder."
        )


class FolderUnusableError(DatabaseError):
    """The folder cannot be made, read or written to."""

    def __init__(self, folder: Path, reason: str, variable: str = "GOODOFFICES_HOME") -> None:
        super().__init__(
            f"The folder {folder} cannot be used: {reason}. Mend that, or set {variable} to another folder."
        )


@contextmanager
def usable(folder: Path, variable: str = "GOODOFFICES_HOME") -> Iterator[None]:
    """Say which folder cannot be used, and why, where the operating system refuses a file in it.

    ``variable`` is the one that names the folder.
    """
    try:
        yield
    except OSError as error:
        raise FolderUnusableError(folder, error.strerror or str(error), variable) from error


class ForeignFolderError(DatabaseError):
    """The folder holds the data of another version of Neo4j."""

    def __init__(self, folder: Path, found: str, wanted: str) -> None:
        super().__init__(
            f"The database folder {folder} holds data of {found}, and this program runs Neo4j {wanted}. "
            "Set GOODOFFICES_HOME to another folder, or discard the data with `goodoffices db reset`."
        )


class PasswordMissingError(DatabaseError):
    """The folder holds data, but the file with their password is gone."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"The password of the local database is missing: there is no {file}. "
            "Put the file back, or discard the data with `goodoffices db reset`."
        )


class StartFailedError(DatabaseError):
    """The local Neo4j ended, or did not answer in time, while it was being started."""

    def __init__(self, folder: Path, what: str, log: Path, last_lines: str) -> None:
        super().__init__(
            f"The local Neo4j in {folder} {what}. See {log}, which ends with:\n{last_lines or '(nothing)'}"
        )


class NoSuchServerError(DatabaseError):
    """No local Neo4j runs that could be stopped."""


# -- program files -----------------------------------------------------------------------------------


class DownloadError(DatabaseError):
    """A program file of Neo4j cannot be fetched."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            f"Cannot fetch {url}: {reason}. Check the network, or set GOODOFFICES_MAVEN_URL to a mirror "
            "of Maven Central; what has been fetched so far is kept."
        )


class ChecksumError(DatabaseError):
    """A fetched program file is not the one that was asked for."""

    def __init__(self, url: str, expected: str, found: str) -> None:
        super().__init__(
            f"{url} is not the file it should be: its SHA-256 is {found}, expected {expected}. "
            "Nothing of it was kept; check GOODOFFICES_MAVEN_URL and try again."
        )
