"""One process at a time on a database folder, without stale locks.

The lock is the kernel's (``flock``) and the server inherits it: it is held for as long as any process of that
server lives, whatever becomes of who started it, and ends with the last of them, kill -9 included. The file's
text only names the process on whose life the server's depends.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from database.errors import FolderInUseError, usable

DYING_SERVER_SECONDS = 20.0
"""More than the watchdog gives a server to end after its owner was killed (see ``watchdog.py``)."""


@contextmanager
def folder_lock(file: Path) -> Iterator[int]:
    """Hold the lock and give its file descriptor, for the server to inherit.

    Waits where the lock is only held by a server that is about to end because its owner did.

    Raises
    ------
    FolderInUseError
        Another process, which lives, holds the lock.
    FolderUnusableError
        The folder cannot be made or written to.
    """
    descriptor = _open_lock(file)
    try:
        deadline = time.monotonic() + DYING_SERVER_SECONDS
        while not _try_lock(descriptor):
            if holder_lives(file) or time.monotonic() > deadline:
                raise FolderInUseError(file.parent, f"process {holder(file) or '(unknown)'}")
            time.sleep(0.1)
        write_holder(file, os.getpid())
        yield descriptor
    finally:
        os.close(descriptor)


def is_locked(file: Path) -> bool:
    """Tell whether a server starts, runs or ends on the folder of this lock."""
    with usable(file.parent):
        try:
            descriptor = os.open(file, os.O_RDWR)
        except FileNotFoundError:
            return False
    try:
        return not _try_lock(descriptor)
    finally:
        os.close(descriptor)


def became_free(file: Path, seconds: float) -> bool:
    """Wait until the last process of a server has ended; tell whether it did in that time."""
    deadline = time.monotonic() + seconds
    while is_locked(file):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def write_holder(file: Path, pid: int) -> None:
    """Name the process on whose life the server's depends: its owner or, detached, the server itself."""
    file.write_text(str(pid))


def holder(file: Path) -> int | None:
    """Return the process named last; None where the file is absent or just being written."""
    try:
        return int(file.read_text())
    except (FileNotFoundError, ValueError):
        return None


def holder_lives(file: Path) -> bool:
    """Tell whether the process named last exists; where it does not, a lock still held will soon be free."""
    pid = holder(file)
    if pid is None:
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _open_lock(file: Path) -> int:
    with usable(file.parent):
        file.parent.mkdir(parents=True, exist_ok=True)
        return os.open(file, os.O_RDWR | os.O_CREAT, 0o600)


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
