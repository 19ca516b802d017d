"""Names as directories print them ("Vladimir Vladimirovich PUTIN", "XI Jinping"), read as news writes them.

The family name is the part in capitals. What follows it in the middle of a name is a second family name
that news leaves out ("Juan Manuel SANTOS Calderon").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.actors.names import fold

_RANKS = (
    r"Lt\. ?Gen\.|Maj\. ?Gen\.|Brig\. ?Gen\.|Sr\. ?Gen\.|Vice Adm\.|R\. ?Adm\.|Rear Adm\.|Air Chief Mar\.|"
    r"Lt\. ?Col\.|Gen\.|General|Adm\.|Col\.|Maj\.|Capt\.|Dr\.|Sir|Dame|Field Mar\.|Marshal|Eng\.|Amb\.|"
    r"Brig\.|Cdr\.|Cmdr\.|Cmdte\.|Mar\.|Lt\.|Air Mar\.|Senior General|Shaykh|Sheikh|Msgr\.|Cardinal|Ret\.|"
    r"Archbishop|Prof\.|Hon\.|Mrs\.|Ms\.|Mr\.|The Rt\. Hon\.|Councillor|"
    r"Acting|Interim|Mohtarma|Professor|President-elect"
)
_RANK_BEFORE = re.compile(
    rf"^(?:.*\b(?:General|Presidents?|Minister|Chairman|Chair|Speaker|Representatives|Republic),?\s+)?(?:(?:{_RANKS})\s+)*"
)
_RANK_AFTER = re.compile(rf"(?:,\s*|\s+\()(?:{_RANKS}|Jr\.|Sr\.|acting|II+)[^,]{{0,9}}$")
_ASIDE = re.compile(r"\s*(?:\([^)]*\)|[“\"][^”\"]*[”\"]|\[[^]]*\])\s*")
_TRAILING = re.compile(
    r"(?:\s+-\s.*|\s*[;:].*|\s+(?:serving|serves|since|who|as of|note|appointed|acting|was|is|became)\b.*)$"
)
_ALSO = re.compile(r",?\s*\b(?:also (?:spelled|known as)|aka|formerly)\s+", re.IGNORECASE)
# A run of capitals as long as a name; "Mc" and "Mac" stay small inside it.
_CAPITALS = re.compile(r"^(?:Mac|Mc|O'|D'|N'|M')?[A-Z][A-Z'.]*[A-Z]'?$")
_FULL_NAME = re.compile(r"^(?!also )\S.* (?:[A-Z][a-z]+-)?[A-ZÀ-Þ'’-]{3,}")
_NUMERAL = re.compile(r"^[IVX]+$")
_PARTICLES = frozenset(
    {
        "al",
        "el",
        "bin",
        "ben",
        "ibn",
        "bint",
        "van",
        "der",
        "von",
        "den",
        "de",
        "da",
        "do",
        "dos",
        "das",
        "di",
        "du",
    }
    | {
        "del",
        "della",
        "la",
        "le",
        "las",
        "los",
        "ter",
        "zu",
        "af",
        "y",
        "e",
        "ould",
        "abd",
        "abu",
        "bou",
        "ait",
    }
)
_NO_NAMES = frozenset({"vacant", "and", "of", "minister", "president", "chair", "chairman", "council"})
_JOINED_BEFORE = _PARTICLES - {"y", "e", "abd", "abu"}


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A person's name in the order of news, its surname, and other ways to write it."""

    name: str
    surname: str
    others: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way to write it, the name first."""
        return tuple(dict.fromkeys((self.name, *self.others)))


def read_printed_name(text: str, country: str | None = None) -> PrintedName | None:
    """Read a printed name; ``None`` for what is no name ("(vacant)", an office left in the column).

    >>> read_printed_name("Juan Manuel SANTOS Calderon")
    PrintedName(name='Juan Manuel Santos', surname='Santos', others=('Juan Manuel Santos Calderon',))
    >>> read_printed_name("Bashar al-ASAD").surname, read_printed_name("ISHIBA Shigeru", "JPN").name
    ('al-Asad', 'Shigeru Ishiba')
    """
    first, *spellings = _ALSO.split(_ASIDE.sub(" ", text.replace("’", "'").replace("&#39;", "'")))
    read = _read(first, country)
    extra = [other for other in (_read(spelling, country) for spelling in spellings) if other]
    if read is None:
        return extra[0] if extra else None
    forms = dict.fromkeys(form for other in extra for form in other.forms if " " in form)
    return PrintedName(read.name, read.surname, tuple(dict.fromkeys((*read.others, *forms))))


def read_printed_names(text: str, country: str) -> list[PrintedName]:
    """Read a line that may print several people: "Kari HANSEN, Ola NORDMANN".

    >>> [name.name for name in read_printed_names("Kari HANSEN, Ola NORDMANN", "NOR")]
    ['Kari Hansen', 'Ola Nordmann']
    """
    parts = [part for part in text.split(", ") if _FULL_NAME.search(part)]
    names = [read_printed_name(part, country) for part in (parts if len(parts) > 1 else [text])]
    return [name for name in names if name is not None]


def _read(text: str, country: str | None) -> PrintedName | None:
    plain = _RANK_AFTER.sub("", _TRAILING.sub("", text.strip(" ,;")))
    words = _RANK_BEFORE.sub("", plain).split()
    words = words if len(words) > 1 else plain.split()  # "Sheikh HASINA"
    if (
        not 0 < len(words) <= 14
        or any("," in word for word in words)
        or any(word.lower() in _NO_NAMES for word in words)
    ):
        return None
    marked = [i for i, word in enumerate(words) if _is_surname(word, i)]
    if not marked:
        return PrintedName(" ".join(words), words[-1]) if len(words) > 1 else None
    first, last = marked[0], marked[-1]
    last = next((i for i in range(first, last + 1) if i + 1 not in marked), last)
    while first > 0 and words[first - 1].lower() in _JOINED_BEFORE:
        first -= 1
    written = [_in_small_letters(word, place) for place, word in enumerate(words)]
    return _arranged(written, first, last, country)


def _arranged(words: list[str], first: int, last: int, country: str | None) -> PrintedName | None:
    surname = " ".join(words[first : last + 1]).rpartition("_")[2]
    full = " ".join(words).replace("_", "-")
    if first == 0:
        if country == "JPN" and last + 1 < len(words):
            return PrintedName(" ".join([*words[last + 1 :], surname]), surname, (full,))
        if country in ("KOR", "PRK", "TWN", "SGP") and len(words) == 3:
            return PrintedName(full, surname, (f"{words[0]} {words[1]}-{words[2].lower()}",))
        return PrintedName(full, surname)
    short = " ".join([*words[:first], surname]).replace("_", "-")
    return PrintedName(short, surname, (full,) if full != short else ())


def _is_surname(word: str, place: int) -> bool:
    return any(_is_capital(part, place) for part in word.split("-"))


def _is_capital(part: str, place: int) -> bool:
    return bool(_CAPITALS.match(fold(part))) and not (
        place > 0 and _NUMERAL.match(part)
    )  # "XI Jinping", "CHARLES III"


def _in_small_letters(word: str, place: int) -> str:
    """Write ``al-ASAD`` as al-Asad and ``Hoseini-KHAMENEI`` as Hoseini_Khamenei: what precedes "_" may be left out."""
    parts = word.split("-")
    capital = [_is_capital(part, place) for part in parts]
    if not any(capital):
        return word
    written = [_small(part, place) if big else part for part, big in zip(parts, capital, strict=True)]
    if capital[0] and not capital[-1] and place > 0:  # "ZARIF-Khonsari"
        return written[0]
    at = capital.index(True)
    before, after = "-".join(written[:at]), "-".join(written[at:])
    if not before:
        return after
    return (
        f"{before}-{after}"
        if before.lower() in ("al", "el", "ad", "as", "ash", "an", "at", "ul")
        else f"{before}_{after}"
    )


def _small(word: str, place: int) -> str:
    if place > 0 and word.lower() in _PARTICLES:
        return word.lower()
    for prefix in ("Mac", "Mc", "O'", "D'", "N'", "M'"):
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            return prefix + word[len(prefix) :].capitalize()
    head, mark, tail = word.partition("'")
    if mark and len(tail) > 2:  # SA'AR, but DA'MBROSIO
        return head.capitalize() + mark + tail.lower()
    return word.capitalize()
