"""Attribute values as XML and CSV can hold them: text, whole numbers, numbers, booleans.

Lists and dictionaries become JSON text. Characters that XML forbids become U+FFFD, so that a stray control
character of a scraped page does not cost the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

import orjson

from graph_schema import GoodOfficesError

type Flat = str | int | float | bool

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")

# Line breaks are escaped too, for XML parsers make spaces of them in attributes and "\n" of "\r" everywhere.
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_TO_ESCAPE = re.compile('[&<>"\t\n\r]|[^ -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]')


class ExportError(GoodOfficesError):
    """An export cannot be written; the message says what is in the way."""


def flat(value: object) -> Flat:
    r"""Give a value as text, number or boolean.

    Examples
    --------
    >>> flat(["news", "live"])
    '["news","live"]'
    >>> flat("a\x00b") == "a\ufffdb"
    True

    """
    if isinstance(value, str):
        return _FORBIDDEN.sub(REPLACEMENT, value)
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    return _FORBIDDEN.sub(REPLACEMENT, to_json(value).decode())


def to_json(value: object) -> bytes:
    """Write JSON; half a surrogate pair, which no file can hold, becomes U+FFFD."""
    try:
        return orjson.dumps(value)
    except TypeError as error:
        if "surrogates" not in str(error):
            raise ExportError(
                f"A {type(value).__name__} cannot be written as JSON ({error}). "
                "Make it text, a number, a boolean, or a list or dictionary of these."
            ) from error
        return orjson.dumps(_whole(value))


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATES.sub(REPLACEMENT, value)
    if isinstance(value, Mapping):
        return {_whole(key): _whole(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(item) for item in value]
    return value


def escape(text: str) -> str:
    """Escape text for XML, in elements and in attributes."""
    return _TO_ESCAPE.sub(_escaped, text) if _TO_ESCAPE.search(text) else text


def _escaped(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0], REPLACEMENT)


def column_types(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Give the attribute names of rows, in order of appearance, each with the XML Schema type of its values.

    Examples
    --------
    >>> column_types([{"local": True, "mentions": 2}, {"confidence": 0.5, "mentions": None, "of": ["AGREE"]}])
    {'local': 'boolean', 'mentions': 'long', 'confidence': 'double', 'of': 'string'}

    """
    found: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            if value is not None:
                found.setdefault(name, set()).add(type(value))
    return {name: _common_type(types) for name, types in found.items()}


def _common_type(types: set[type]) -> str:
    if types == {bool}:
        return "boolean"
    if types == {int}:
        return "long"
    return "double" if types <= {int, float} else "string"


def value_writer(column_type: str) -> Callable[[Any], str]:
    """Give the function that writes a value of a column as escaped text."""
    return _WRITERS[column_type]


def _boolean(value: bool) -> str:
    return "true" if value else "false"


def _double(value: float) -> str:
    """The spelling of XML Schema, where Python writes ``nan`` and ``inf``."""
    text = repr(float(value))
    return {"nan": "NaN", "inf": "INF", "-inf": "-INF"}.get(text, text)


def _text(value: object) -> str:
    return escape(value if type(value) is str else str(flat(value)))


_WRITERS: Mapping[str, Callable[[Any], str]] = {
    "boolean": _boolean,
    "long": str,
    "double": _double,
    "string": _text,
}


def refuse_names(names: Iterable[str], reserved: Collection[str], element: str, form: str) -> None:
    """Raise where an attribute has a name under which a format keeps something else: it would be lost.

    Parameters
    ----------
    names
        The attribute names in use.
    reserved
        The names that the format uses itself.
    element
        ``node`` or ``edge``.
    form
        The format's name, for the message.

    """
    if taken := sorted(set(names).intersection(reserved)):
        raise ExportError(
            f"{form} keeps something else under the {element} attribute '{taken[0]}'. "
            f"Rename the attribute, for instance to '{element}_{taken[0]}', and export again."
        )


def plain_number(value: float) -> float:
    """Give 41 rather than 41.0, as the text has it."""
    return int(value) if value == int(value) else value
