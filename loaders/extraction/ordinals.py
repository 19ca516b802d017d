"""Which round a text counts: "the second round of talks", "the 33rd round"."""

from __future__ import annotations

import re

from loaders.extraction.parses import Word
from loaders.extraction.times import MONTHS

_WORDS = {
    word: number
    for number, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
        fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split(),  # noqa: SIM905
        start=1,
    )
}
_DIGITS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")


def ordinal_of(noun: Word) -> int | None:
    """Return the number of the round where the text counts it ("the second round of talks")."""
    if noun.lower in _WORDS:
        return _WORDS[noun.lower]  # "the second was held"
    hosts = [noun, noun.head.head] if noun.dep == "pobj" and noun.head.lower == "of" else [noun]
    for host in hosts:
        for child in host.children:
            number = _number(child)
            if (
                number is not None
                and child.dep != "appos"
                and (host is not noun or host.child("compound") is None)
            ):
                return number
    return None


def _number(word: Word) -> int | None:
    if word.lower in _WORDS:
        return _WORDS[word.lower]
    digits = _DIGITS.fullmatch(word.lower)
    # "the May 16th talks" are of a day.
    return int(digits[1]) if digits and not _names_a_day(word) else None


def _names_a_day(word: Word) -> bool:
    return any(child.lower.rstrip(".") in MONTHS for child in word.children) or any(
        other.lower.rstrip(".") in MONTHS and other.i == word.i - 1 for other in word.head.children
    )
