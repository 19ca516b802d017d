"""Where commands write: the file that ``--out`` names, or standard output."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from app.cli.group import PIPE_CLOSED
from app.exports.files import whole_file
from app.exports.flat_values import ExportError

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What moves the cursor, colours, turns the direction of text, or is no character at all."""


def shown(text: str) -> str:
    r"""Return text of other people, such as a title or a file's name, as one line that a terminal can show.

    Examples
    --------
    >>> shown("Talks\x1b[2J\nError: none")
    'Talks\\x1b[2J\\nError: none'

    """
    return _CONTROL.sub(lambda match: repr(match[0])[1:-1], text)


def writable(path: Path | None) -> Path | None:
    """Find out before the work, not after it, that the file cannot be written."""
    if path is None:
        return None
    if path.is_dir():
        raise typer.BadParameter(f"'{path}' is a folder. Name a file in it.")
    if not path.parent.is_dir():
        raise typer.BadParameter(f"There is no folder '{path.parent}'. Make it, or name a file in another.")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise typer.BadParameter(f"'{path}' may not be written. Name a file that you may write.")
    return path


Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help="The file to write; standard output where not given.",
        callback=writable,
    ),
]


@contextmanager
def output(path: Path | None) -> Iterator[BinaryIO]:
    """Open a file that is put in its place when whole, or standard output where none is named."""
    if path is not None:
        with whole_file(path) as file:
            yield file
        return
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except OSError as error:
        if error.errno == PIPE_CLOSED:
            raise
        raise ExportError(
            f"Cannot write to standard output: {error.strerror or error}. "
            "Send it elsewhere, or name a file with --out."
        ) from error
