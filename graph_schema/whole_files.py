"""Files that are either whole or what they were before, whoever reads them meanwhile."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_USUAL = 0o666
"""What a new file's rights are, less what the user's mask takes away."""


@contextmanager
def put_in_place(path: Path, rights: int | None = None) -> Iterator[BinaryIO]:
    """Open a file beside ``path`` that gets its name when all has been written; a failure leaves what was there.

    Without ``rights`` it has those of what it replaces; with them (``0o600``) it never has others. A link goes on
    pointing to the file that it points to.

    Raises
    ------
    OSError
        A file cannot be written there.

    """
    path = path.resolve()
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, rights or _USUAL), "wb") as out:
            yield out
        if rights is None and path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Let no other process that asks for the same change a file meanwhile, by a lock beside it.

    Raises
    ------
    OSError
        The lock cannot be made there.

    """
    descriptor = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
