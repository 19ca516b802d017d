"""Reads the bytes of files: what is a text, in which encoding, in which format, and how long it may be."""

from __future__ import annotations

import codecs
import logging
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from graph_schema.errors import ItemError

_log = logging.getLogger(__name__)

_MAGIC = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "an audio, video or WebP file",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a SQLite database",
}
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHARSET = re.compile(rb"""<meta[^>]+charset=["']?\s*([\w-]+)""", re.IGNORECASE)
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"
_HEAD = 8192
_MARKUP = re.compile(
    r"\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<(?:!doctype )?html|<!--|<head|<body|<article|<div|<main)",
    re.I,
)
_MARKDOWN = re.compile(
    r"\A---\n(?:[\w -]+:.*\n)+|^#{1,3} \S|^\[[^\]]+\]\([^)]+\)|!\[[^\]]*\]\(", re.MULTILINE
)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|channel|item|entry)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|div|span|a|h[1-6]|article|section|ul|li|br)\b[^>]*>", re.IGNORECASE)

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "text",
    ".rss": "text",
    ".atom": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read of one item before it is rejected."""

    page_bytes: int = 20_000_000
    """A page of this size is an archive or a mistake; the longest live blogs take 3 MB."""
    line_bytes: int = 10_000_000
    """One line of JSON Lines, and what a reader holds of it in memory."""


def read_text(stream: BinaryIO, source: str, limits: Limits) -> str:
    """Read a whole page as text.

    Raises
    ------
    ItemError
        Where it is empty, too large, binary, or in an encoding that cannot be told.

    """
    data = stream.read(limits.page_bytes + 1)
    if len(data) > limits.page_bytes:
        raise ItemError(
            source,
            f"The page is larger than {limits.page_bytes / 1e6:g} MB.",
            "Split it, give it as JSON Lines, or raise the limit `page_bytes`.",
        )
    return text_of(data, source)


def text_of(data: bytes, source: str, charset: str | None = None) -> str:
    """Decode a whole page; ``charset`` is the encoding that its sender names, if any.

    Raises
    ------
    ItemError
        Where it is empty, binary, or in an encoding that cannot be told.

    """
    reject_binary(data[:_HEAD], source)
    text = _decoded(data, source, charset)
    if not text.strip():
        raise ItemError(source, "The file is empty.", "Check how it was saved; nothing was read from it.")
    return text


def reject_binary(head: bytes, source: str) -> None:
    """Raise an ItemError for what is no text, by its first bytes."""
    kind = next((name for magic, name in _MAGIC.items() if head.startswith(magic)), None)
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if kind is None and not utf16 and (b"\0" in head or _control_share(head) > 0.05):
        kind = "binary data"
    if kind:
        raise ItemError(
            source, f"The file is {kind}, not a page of text.", "Give the text, HTML or Markdown in it."
        )


def _control_share(head: bytes) -> float:
    return (len(head) - len(head.translate(None, _CONTROL))) / max(len(head), 1)


def _decoded(data: bytes, source: str, charset: str | None) -> str:
    """Decode by byte order mark, as UTF-8, by the sender's word, the page's own, and last as Windows-1252.

    A few broken bytes in what is UTF-8 otherwise are read as Windows-1252, the rest as UTF-8.
    """
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:_HEAD])
    if encoding.startswith("utf-8") and (text := _nearly_utf8(data)) is not None:
        _log.warning("%s: a few bytes are not UTF-8; they were read as windows-1252.", source)
        return text
    own = declared[1].decode("ascii") if declared else None
    for name in (charset, own, "windows-1252", "iso-8859-1"):
        if name is None or name.casefold() in ("utf-8", "utf8"):
            continue
        try:
            text = data.decode(name)
        except (UnicodeError, LookupError):  # "undefined" is an encoding, which raises the former
            continue
        _log.warning("%s: not UTF-8; read as %s.", source, name)
        return text
    raise ItemError(source, "The text's encoding cannot be told: it is not UTF-8.", "Save it as UTF-8.")


def _nearly_utf8(data: bytes) -> str | None:
    """Decode what is UTF-8 but for a few bytes; ``None`` where it has no more valid sequences than broken bytes."""
    broken: list[int] = []

    def as_windows(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        broken.append(error.start)
        return error.object[error.start : error.start + 1].decode("windows-1252", "replace"), error.start + 1

    codecs.register_error("as_windows", as_windows)
    text = data.decode("utf-8", "as_windows")
    valid = sum(ord(character) > 0x7F for character in text) - len(broken)
    return text if valid > len(broken) else None


def format_of(path: PurePath | None, text: str) -> str:
    """Tell a page's format by the file's name, else by how its text begins."""
    if path is not None and (known := SUFFIXES.get(path.suffix.casefold())):
        return "html" if known == "text" and _is_html(text) else known
    if text.lstrip().startswith("{") and '"text"' in text[:_HEAD]:
        return "jsonl"
    if _is_html(text):
        return "html"
    return "markdown" if _MARKDOWN.search(text[:_HEAD]) else "text"


def _is_html(text: str) -> bool:
    if _FEED.search(text[:_HEAD]):
        return False
    return _MARKUP.match(text) is not None or len(_TAG.findall(text[:_HEAD])) >= 6
