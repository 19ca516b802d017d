"""Which outlet published an article: by name, by address, or by what it says about itself."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from loaders.pages.data import load

_TITLE_CASE_NAME = r"(?:[A-Z0-9+][\w&+.’'-]*)(?: (?:(?:of|and|the|de|del|la|&) )?[A-Z0-9+][\w&+.’'-]*){0,4}"
_SMALL_WORDS = frozenset(["of", "and", "the", "de", "del", "la", "le", "el", "&", "in", "for"])
_LONGEST_NAME_WORDS = 6
_PICTURE = re.compile(
    r"^.{0,200}\b(?:Photos?|Images)\b.{0,60}$|^\W*©[^/]{2,60}/"
)  # whose picture it is, not whose page
_SHORTEST_PLACE = 4  # letters before the word of the trade in a host's name: shorter ones are abbreviations
_ADDRESS = re.compile(r"[\w.+-]+@(?:[\w-]+\.)*?(?P<host>[\w-]+\.(?:co\.|com\.)?[a-z]{2,8})\b", re.IGNORECASE)


def _key(name: str) -> str:
    return re.sub(r"[^\w]+", " ", name.casefold().removeprefix("the ")).strip()


@cache
def _outlets() -> tuple[dict[str, str], dict[str, str]]:
    """Outlets by normalised name or alias, and by domain."""
    by_name: dict[str, str] = {}
    by_domain: dict[str, str] = {}
    table = files("loaders.pages.data").joinpath("outlets.csv").read_text("utf-8")
    for row in csv.DictReader(table.splitlines()):
        by_domain[row["domain"]] = row["name"]
        for name in (row["name"], *filter(None, row["aliases"].split(";"))):
            by_name.setdefault(_key(name), row["name"])
    return by_name, by_domain


def outlet_named(text: str) -> str | None:
    """The known outlet that a whole text names ("the Kyiv Independent" is Kyiv Independent)."""
    return _outlets()[0].get(_key(text.strip(" -–—|·•:\t"))) if len(text) < 60 else None


def outlet_before_comma(text: str) -> str | None:
    """The known outlet that a line names before the place of its author ("BBC News, Cairo")."""
    return outlet_named(text.partition(",")[0]) if "," in text else None


def outlet_at(url: str | None) -> str | None:
    """The known outlet whose site an address lies on."""
    host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    while "." in host:
        if host in _outlets()[1]:
            return _outlets()[1][host]
        host = host.partition(".")[2]
    return None


def outlet_name(text: str) -> str:
    """An outlet's name as the graph writes it: the known one, else as printed, capitals made a title's."""
    name = text.strip(" -–—|·•:\t")
    known = outlet_named(name)
    return known or (name.title() if name.isupper() and len(name) > 5 else name)


@cache
def _name_words() -> frozenset[str]:
    return frozenset(load("outlets.yaml")["name_words"].casefold().split())


@cache
def _posts() -> frozenset[str]:
    return frozenset(load("outlets.yaml")["posts"].split())


def looks_like_outlet(line: str) -> bool:
    """Tell whether a short line reads like an outlet's name: known, or in title case with a word of the trade."""
    name = line.strip(" -–—|·•:\t")
    if outlet_named(name):
        return True
    words = name.replace("-", " ").split()
    if words and words[-1].casefold() in _posts():
        return False
    if not 1 < len(words) <= _LONGEST_NAME_WORDS or name[-1:] in ".!?;" or "," in name or ":" in name:
        return False
    capitalised = all(word[0].isupper() or word[0].isdigit() or word in _SMALL_WORDS for word in words)
    return capitalised and any(word.casefold() in _name_words() for word in words)


@cache
def _self_references() -> tuple[tuple[re.Pattern[str], int], ...]:
    patterns = load("outlets.yaml")["self_references"]
    return tuple(
        (re.compile(alternative.replace("{outlet}", f"({_TITLE_CASE_NAME})")), weight)
        for strength, weight in (("strong", 2), ("weak", 1))
        for alternative in patterns[strength]
    )


def outlet_in_self_references(texts: Iterable[str]) -> str | None:
    """The outlet that speaks of itself in these texts ("Consider supporting the Kyiv Independent.").

    An outlet that is not known must look like one. ``None`` where two are named equally often.
    """
    votes: Counter[str] = Counter()
    for text in texts:
        if _PICTURE.search(text):
            continue
        for pattern, weight in _self_references():
            for match in pattern.finditer(text):
                for name in filter(None, map(_as_outlet, filter(None, match.groups()))):
                    votes[name] += weight
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _as_outlet(phrase: str) -> str | None:
    """The outlet at the head of a phrase in title case, which may run on into the next words."""
    words = re.sub(
        r"^(?:(?:Download|Follow|Get|Install|Join|Read|Support|Visit) )?(?:(?:By|The|From) )?(?:the )?(?=[A-Z])",
        "",
        phrase.rstrip("."),
    ).split()
    for size in range(len(words), 0, -1):
        head = re.sub(r"(?:['’]s?|[.,])$", "", " ".join(words[:size]))
        if known := outlet_named(head):
            return known
        if looks_like_outlet(head):
            return outlet_name(head)
    return None


def outlet_of_itself(texts: Sequence[str]) -> str | None:
    """The outlet that speaks of itself in these texts, else the one whose address they give."""
    return outlet_in_self_references(texts) or outlet_in_addresses(texts)


def outlet_in_addresses(texts: Iterable[str]) -> str | None:
    """The outlet of the address to which a page asks its readers to write ("tips@andesherald.example").

    A host's name that is no known outlet's must end in a word of the trade; then the two are parted.
    """
    for text in texts:
        for match in _ADDRESS.finditer(text):
            if known := outlet_at(f"https://{match['host']}"):
                return known
            label = match["host"].casefold().split(".")[0]
            trade = max((w for w in _name_words() if label.endswith(w)), key=len, default="")
            place = label.removesuffix(trade)
            if trade and (place == "the" or len(place) >= _SHORTEST_PLACE):
                return f"{place.title()} {trade.title()}"
    return None
