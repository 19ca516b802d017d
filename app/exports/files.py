"""Writing a file so that it is either whole or not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.exports.flat_values import ExportError
from graph_schema.whole_files import put_in_place


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file beside ``path`` and put it in its place only when all has been written.

    A failure leaves what was there before. A device or pipe is written to as it is, and a link goes on
    pointing to the file that it points to.

    Raises
    ------
    ExportError
        The file cannot be written there.

    """
    special = path.exists() and not path.is_file() and not path.is_dir()
    try:
        with path.open("wb") if special else put_in_place(path) as out:
            yield out
    except OSError as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> ExportError:
    """Say why a file cannot be written."""
    return ExportError(
        f"Cannot write {path}: {error.strerror or error}. "
        "Name a file in a folder that exists and that you may write to."
    )
