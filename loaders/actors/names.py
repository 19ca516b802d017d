"""How names are written: folded for comparison, cut into words, unpacked from the marks of the data files."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graph_schema.errors import GoodOfficesError
from loaders.records import UNKNOWN_DATE, DateInterval

# Letters that Unicode does not decompose, as news agencies write them in plain ASCII.
_PLAIN = str.maketrans(
    {
        "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae",
        "œ": "oe", "Œ": "Oe", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ə": "e", "Ə": "E",
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'",
    }
)  # fmt: skip
HYPHENS = frozenset("-‐‑–")
# As spaCy cuts: at spaces, at hyphens between letters, and before a possessive "'s" or "'".
_WORD = re.compile(r"'s\b|[^\s\-‐‑–,()&/+']+(?:'(?!s\b)[^\s\-‐‑–,()&/+']+)*|[&,()/+]|'")
_MARK = re.compile(r"[^A-Za-z0-9 \-.]")
_ACRONYM = re.compile(r"(?:[A-Z]\.){2,}[A-Z]?|[A-Z][A-Z0-9\-&]*[A-Z0-9][a-z]?|[A-Z]\d+\+?\d*")
_MARKED = re.compile(r"(?P<name>[^?@]+)(?P<weak>\?)?(?:@(?P<since>[^/]*)/(?P<until>.*))?")


class ActorDataError(GoodOfficesError):
    """A file of actor data cannot be read as it stands."""


@dataclass(frozen=True, slots=True)
class MarkedName:
    """A name of a data file with what its marks say (``data/README.md``)."""

    name: str
    weak: bool = False
    since: DateInterval = UNKNOWN_DATE
    until: DateInterval = UNKNOWN_DATE


def fold(name: str) -> str:
    """Strip accents and typographic apostrophes; keep the case.

    >>> fold("Bogotá’s Iván Duque")
    "Bogota's Ivan Duque"
    """
    if name.isascii():
        return name
    decomposed = unicodedata.normalize("NFKD", name.translate(_PLAIN))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def normalise(name: str) -> str:
    """Give the form under which two spellings count as one name: folded, lower case, single spaces.

    >>> normalise("Côte  d’Ivoire"), normalise("Ban Ki-moon")
    ("cote d'ivoire", 'ban ki moon')
    """
    return " ".join(split_words(name)).lower()


def split_words(name: str) -> tuple[str, ...]:
    """Cut a name into folded words as spaCy would, leaving hyphens out.

    >>> split_words("Guinea-Bissau"), split_words("People’s Democratic Republic of Yemen")[:3]
    (('Guinea', 'Bissau'), ('People', "'s", 'Democratic'))
    """
    # Nine names in ten are plain; for them str.split is four times as fast as the pattern.
    if name.isascii() and not _MARK.search(name):
        return tuple(name.replace("-", " ").split())
    return tuple(_WORD.findall(fold(name)))


def is_acronym(name: str) -> bool:
    """Whether a name is written as initials: "UN", "U.S.", "M23", "IRGC".

    >>> is_acronym("U.K."), is_acronym("Fatah")
    (True, False)
    """
    return _ACRONYM.fullmatch(name) is not None


def split_list(text: str) -> Iterator[str]:
    """Unpack a ``;``-separated list, and ``Saudi(s)`` into its singular and plural."""
    for item in filter(None, map(str.strip, text.split(";"))):
        if "(s)" in item:
            yield item.replace("(s)", "")
            yield item.replace("(s)", "s")
        else:
            yield item


def read_names(text: str) -> list[MarkedName]:
    """Unpack a list of names with their marks.

    >>> [(n.name, n.weak, n.until.end) for n in read_names("Jordan?;Bonn@1949/1999")]
    [('Jordan', True, None), ('Bonn', False, datetime.date(1999, 12, 31))]
    """
    return [_read_name(item) for item in split_list(text)]


def _read_name(item: str) -> MarkedName:
    if "?" not in item and "@" not in item:
        return MarkedName(item)
    found = _MARKED.fullmatch(item)
    if not found:
        raise ActorDataError(f"{item!r} is no marked name; write it as Name?@since/until.")
    since, until = read_date(found["since"] or ""), read_date(found["until"] or "")
    return MarkedName(found["name"], bool(found["weak"]), since, until)


@lru_cache(maxsize=4096)
def read_date(text: str) -> DateInterval:
    """Read ``1977``, ``1977-06`` or ``1977-06-21`` with the precision it is written in; empty is unknown.

    >>> read_date("1977-06").end, read_date("1977").precision
    (datetime.date(1977, 6, 30), 'year')
    """
    if not text:
        return UNKNOWN_DATE
    try:
        parts = [int(part) for part in text.split("-")]
        match parts:
            case [year]:
                return DateInterval(date(year, 1, 1), date(year, 12, 31), "year")
            case [year, month]:
                last = calendar.monthrange(year, month)[1]
                return DateInterval(date(year, month, 1), date(year, month, last), "month")
            case [year, month, day]:
                return DateInterval(date(year, month, day), date(year, month, day), "day")
    except ValueError:
        pass
    raise ActorDataError(f"{text!r} is no date; write 1977, 1977-06 or 1977-06-21.")
