"""A table of phrases that finds the longest one at each place of a row of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from loaders.actors.names import HYPHENS, fold, split_words


class PhraseTable[T]:
    """Phrases, each with one or more values; matching is by whole words, in the case they are written in.

    Accents and hyphens do not count: "Guinea", "-", "Bissau" matches "Guinea-Bissau". A phrase added
    without a value is consumed silently: it keeps a shorter phrase inside it from matching ("Georgia" in
    "Georgia Tech").
    """

    def __init__(self) -> None:
        self._values: dict[str, list[T]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}

    def add(self, phrase: str, value: T | None) -> None:
        """Add a value to a phrase; equal values are kept once."""
        words = split_words(phrase)
        if not words:
            return
        values = self._values.setdefault(" ".join(words), [])
        if value is not None and value not in values:
            values.append(value)
        lengths = self._lengths.get(words[0], ())
        if len(words) not in lengths:
            self._lengths[words[0]] = tuple(sorted((*lengths, len(words)), reverse=True))

    def __contains__(self, phrase: str) -> bool:
        return " ".join(split_words(phrase)) in self._values

    def __len__(self) -> int:
        return len(self._values)

    def get(self, phrase: str) -> tuple[T, ...]:
        """Give the values of exactly this phrase."""
        return tuple(self._values.get(" ".join(split_words(phrase)), ()))

    def replace(self, phrase: str, values: Iterable[T]) -> None:
        """Put other values in the place of a phrase's own, the phrase as ``items`` gives it."""
        self._values[phrase] = list(values)

    def items(self) -> Iterable[tuple[str, list[T]]]:
        """Give every phrase, its words joined by spaces, with its values."""
        return self._values.items()

    def find(self, words: Sequence[str], *, capitals: bool = False) -> Iterator[tuple[int, int, list[T]]]:
        """Find phrases from left to right, longest first, as ``(start, end, values)``.

        With ``capitals``, words may be written in capitals throughout ("MOSCOW AND KYIV").
        """
        plain, places = _plain_words(words)
        values, lengths = self._upper if capitals else (self._values, self._lengths)
        if capitals:
            plain = [word.upper() for word in plain]
        at, count = 0, len(plain)
        while at < count:
            word = plain[at]
            for length in lengths.get(word, ()):
                end = at + length
                found = values.get(word if length == 1 else " ".join(plain[at:end])) if end <= count else None
                if found is not None:
                    if found:
                        yield places[at], places[end - 1] + 1, found
                    at = end
                    break
            else:
                # spaCy leaves "U.S.-brokered" whole: the part before the hyphen is the name.
                if "-" in word and (found := values.get(word.partition("-")[0])):
                    yield places[at], places[at] + 1, found
                at += 1

    @cached_property
    def _upper(self) -> tuple[dict[str, list[T]], dict[str, tuple[int, ...]]]:
        values: dict[str, list[T]] = {}
        lengths: dict[str, tuple[int, ...]] = {}
        for phrase, found in self._values.items():
            upper = phrase.upper()
            values[upper] = [*values.get(upper, ()), *(v for v in found if v not in values.get(upper, ()))]
            first, count = upper.partition(" ")[0], upper.count(" ") + 1
            lengths[first] = tuple(sorted({count, *lengths.get(first, ())}, reverse=True))
        return values, lengths


def _plain_words(words: Sequence[str]) -> tuple[list[str], list[int] | range]:
    """Fold words and leave hyphens out; give with them their places in ``words``."""
    if HYPHENS.isdisjoint(words):
        return [word if word.isascii() else fold(word) for word in words], range(len(words))
    plain: list[str] = []
    places: list[int] = []
    for place, word in enumerate(words):
        if word not in HYPHENS:
            plain.append(word if word.isascii() else fold(word))
            places.append(place)
    return plain, places
