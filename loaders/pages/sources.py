"""Reads pages from files, folders and standard input; every item that cannot be read becomes a rejection."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from graph_schema.errors import GoodOfficesError, ItemError
from loaders.pages.articles import split_page
from loaders.pages.dates import given_date
from loaders.pages.files import SUFFIXES, Limits, format_of, read_text, reject_binary
from loaders.records import UNKNOWN_DATE, Article, DateInterval, Page, Rejection

STDIN = "-"
_CHUNK = 1 << 20
_NOT_PAGES = ("readme", "license", "notice", "changelog", "copying")


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of a file: it holds for the file's first article."""

    url: str | None = None
    published: DateInterval = UNKNOWN_DATE
    outlet: str | None = None


def _whole(kind: str) -> Callable[[BinaryIO, str, Given, Limits], Iterator[Page | Rejection]]:
    def read(stream: BinaryIO, source: str, given: Given, limits: Limits) -> Iterator[Page | Rejection]:
        yield _page(read_text(stream, source, limits), source, kind, given)

    return read


def _sniffed(stream: BinaryIO, source: str, given: Given, limits: Limits) -> Iterator[Page | Rejection]:
    text = read_text(stream, source, limits)
    kind = format_of(Path(source) if source != STDIN else None, text)
    if kind != "jsonl":
        yield _page(text, source, kind, given)
        return
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield _page(line, f"{source}:line {number}", "jsonl", given)
            given = Given()


def _json_lines(stream: BinaryIO, source: str, given: Given, limits: Limits) -> Iterator[Page | Rejection]:
    """Read line by line, never holding more than one line of the allowed length."""
    number = 0
    found = False
    while data := stream.readline(limits.line_bytes + 1):
        number += 1
        where = f"{source}:line {number}"
        if number == 1:
            reject_binary(data[:8192], source)
            data = data.removeprefix(b"\xef\xbb\xbf")
        if len(data) > limits.line_bytes and not data.endswith(b"\n"):
            _skip_line(stream)
            found = True
            yield Rejection(
                where,
                f"The line is longer than {limits.line_bytes / 1e6:g} MB.",
                "Split the record, or raise the limit `line_bytes`.",
            )
        elif data.strip():
            found = True
            yield _line_page(data, where, given)
            given = Given()
    if not found:
        raise ItemError(source, "The file is empty.", "Check how it was saved; nothing was read from it.")


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
        pass


def _line_page(data: bytes, where: str, given: Given) -> Page | Rejection:
    try:
        return _page(data.decode("utf-8").strip(), where, "jsonl", given)
    except UnicodeDecodeError as error:
        return Rejection(
            where, f"The line is not UTF-8 ({error.reason} at byte {error.start}).", "Save it as UTF-8."
        )


READERS: Mapping[str, Callable[[BinaryIO, str, Given, Limits], Iterator[Page | Rejection]]] = {
    "auto": _sniffed,
    "text": _whole("text"),
    "page": _whole("text"),
    "html": _whole("html"),
    "markdown": _whole("markdown"),
    "jsonl": _json_lines,
}


class UnknownFormatError(GoodOfficesError):
    """The format asked for is none of those that can be read."""


def read_pages(
    path: str | Path,
    *,
    format: str = "auto",
    url: str | None = None,
    published: str | date | DateInterval | None = None,
    outlet: str | None = None,
    limits: Limits | None = None,
) -> Iterator[Page | Rejection]:
    """Read the pages of a file, of all files of a folder, or of standard input (``"-"``).

    A JSON Lines file gives one page a line. What cannot be read is a :class:`Rejection`; the rest goes on.

    Parameters
    ----------
    path
        A file, a folder (read with its sub-folders, by name) or ``"-"``.
    format
        A key of :data:`READERS`; ``auto`` goes by the file's name, then by how its text begins.
    url, published, outlet
        What the file lacks, for the first article of each file.
    limits
        How large a page or a line may be.

    Raises
    ------
    UnknownFormatError
        For a format that cannot be read.
    ValueError
        For a ``published`` that is no date.

    """
    if format not in READERS:
        raise UnknownFormatError(f"The format {format!r} is not known. Use one of {', '.join(READERS)}.")
    given = Given(url, given_date(published), outlet)
    limits = limits or Limits()
    if str(path) == STDIN:
        yield from _guarded(READERS[format], sys.stdin.buffer, STDIN, given, limits)
        return
    path = Path(path)
    if path.is_dir():
        yield from _read_folder(path, format, given, limits)
    else:
        yield from _read_file(path, format, given, limits)


def read_articles(
    path: str | Path,
    *,
    format: str = "auto",
    url: str | None = None,
    published: str | date | DateInterval | None = None,
    outlet: str | None = None,
    limits: Limits | None = None,
) -> Iterator[Article | Rejection]:
    """Read the articles of a file, a folder or standard input; parameters as for :func:`read_pages`."""
    for page in read_pages(path, format=format, url=url, published=published, outlet=outlet, limits=limits):
        if isinstance(page, Rejection):
            yield page
        else:
            yield from split_page(page)


def _read_folder(folder: Path, kind: str, given: Given, limits: Limits) -> Iterator[Page | Rejection]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not _hidden(path, folder))
    if not files:
        yield Rejection(str(folder), "The folder holds no files.", "Name a folder of pages, or a file.")
    for path in files:
        if path.stem.casefold() in _NOT_PAGES or (kind == "auto" and path.suffix.casefold() not in SUFFIXES):
            yield Rejection(
                str(path),
                "The file was not taken for a page, by its name.",
                f"Name it by itself to read it all the same, or give it a suffix of {', '.join(SUFFIXES)}.",
            )
        else:
            yield from _read_file(path, kind, given, limits)


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _read_file(path: Path, kind: str, given: Given, limits: Limits) -> Iterator[Page | Rejection]:
    reader = READERS[kind]
    if kind == "auto" and SUFFIXES.get(path.suffix.casefold()) == "jsonl":
        reader = _json_lines
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        yield Rejection(str(path), "There is no such file.", "Check the path.")
        return
    except OSError as error:
        yield Rejection(str(path), f"The file cannot be opened: {error.strerror}.", "Check its permissions.")
        return
    with stream:
        yield from _guarded(reader, stream, str(path), given, limits)


def _guarded(
    reader: Callable[[BinaryIO, str, Given, Limits], Iterator[Page | Rejection]],
    stream: BinaryIO,
    source: str,
    given: Given,
    limits: Limits,
) -> Iterator[Page | Rejection]:
    try:
        yield from reader(stream, source, given, limits)
    except ItemError as error:
        yield Rejection(error.where, error.reason, error.remedy)
    except OSError as error:
        yield Rejection(
            source, f"The file cannot be read to its end: {error.strerror}.", "Check the disk it lies on."
        )


def _page(content: str, source: str, kind: str, given: Given) -> Page:
    return Page(source, content, kind, given.url, given.published, given.outlet)
