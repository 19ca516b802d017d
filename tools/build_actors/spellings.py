"""One name in many Latin spellings: a key under which they are equal, and the spellings news may use."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from pathlib import Path

from loaders.actors.names import fold
from tools.build_actors.tables import read_rows

_WORD = re.compile(r"[^\W_]+")
# Letters that transliterations from Arabic, Cyrillic and Persian interchange, in this order.
_EQUAL = [
    (r"tch|tsch", "ch"), (r"sch", "sh"), (r"kh|q|ck", "k"), (r"gh", "g"), (r"dh", "d"), (r"th", "t"),
    (r"ph", "f"), (r"dj", "j"), (r"ou|oo|u|o", "u"), (r"[iye]+j?", "i"), (r"w", "v"), (r"z", "s"), (r"c(?!h)", "k"),
    (r"(.)\1+", r"\1"), (r"(?<=.)h\b", ""), (r"(?<=.)iv\b", "if"),
]  # fmt: skip
_SERVANT = re.compile(r"\babd(?:[ -]?[aeu][lrs])?[ -]*")  # "Abd al-Fattah", "Abdel Fattah"
_ARTICLE = re.compile(r"\b(?:al|el|ad|as|ash|an|at|ul)[ -]+")
# Ends of Slavic surnames as agencies write them, best known first.
_ENDINGS = (
    ("yy", ("y", "yi", "iy", "yy")), ("skiy", ("sky", "skiy", "skii", "ski")), ("iy", ("y", "iy", "ii")),
    ("yev", ("yev", "ev", "iev")), ("enko", ("enko",)), ("oyan", ("oyan",)),
)  # fmt: skip
_SLAVIC = frozenset({"RUS", "UKR", "BLR", "KAZ", "KGZ", "TJK", "UZB", "TKM", "BGR", "ARM", "AZE", "MDA"})
_MOST_VARIANTS = 6
_MOST_GIVEN = 4


@cache
def _groups() -> tuple[dict[str, str], dict[str, list[str]]]:
    plain: dict[str, str] = {}
    spellings: dict[str, list[str]] = {}
    for row in read_rows(Path(__file__).with_name("name_spellings.csv")):
        spellings[row["plain"]] = row["spellings"].split(";")
        for spelling in spellings[row["plain"]]:
            plain["".join(sound_words(spelling))] = row["plain"]
    return plain, spellings


def sound_words(name: str) -> list[str]:
    """Give a name's words in small letters, without articles, "Abd al-" joined to what it serves."""
    plain = _SERVANT.sub("abd", fold(name).lower().replace("'", ""))
    return _WORD.findall(_ARTICLE.sub("", plain))


@cache
def sound(name: str) -> str:
    """Give a key that spellings of one name share.

    >>> sound("Zelenskyy") == sound("Zelensky"), sound("al-Asad") == sound("Assad")
    (True, True)
    """
    squeezed = "".join(sound_words(name))
    text = _groups()[0].get(squeezed, squeezed)
    for pattern, letter in _EQUAL:
        text = re.sub(pattern, letter, text)
    return text


def other_spellings(name: str, surname: str, country: str) -> tuple[str, ...]:
    """Give other ways that news may write a name: the given name's and the surname's spellings combined."""
    given = name.removesuffix(surname).strip()
    if not given or given == name:
        return ()
    surnames = list(dict.fromkeys([surname, *_surnames(surname, country)]))
    plain, spellings = _groups()
    first = [s for s in spellings.get(plain.get("".join(sound_words(given)), ""), []) if s[:1] == given[:1]]
    first = first[:_MOST_GIVEN]
    combined = (f"{g} {s}" for g in dict.fromkeys([given, *first]) for s in surnames)
    return tuple(islice((form for form in combined if form != name), _MOST_VARIANTS))


def _surnames(surname: str, country: str) -> list[str]:
    if country in _SLAVIC:
        return [
            surname.removesuffix(ending) + other
            for ending, others in _ENDINGS
            if surname.endswith(ending)
            for other in others
        ]
    if surname.startswith("al-"):
        return [
            surname.removeprefix("al-"),
            f"el-{surname.removeprefix('al-')}",
            f"Al {surname.removeprefix('al-')}",
        ]
    return []
