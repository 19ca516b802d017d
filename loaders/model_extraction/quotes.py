"""Finding quotes: where in a sentence the words stand that a model says it has copied from there.

First the exact words, then the same words with other spaces, quotation marks, dashes or accents' encoding. Nothing
looser: words that merely resemble the sentence prove nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

_SAME = {
    mark: plain for plain, marks in {"'": "‘’‚‛`´", '"': "“”„‟«»", "-": "‐‑‒–—−"}.items() for mark in marks
}
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True)
class Quotable:
    """A text in which quotes are found; offsets count its characters."""

    text: str

    def places(self, quote: str) -> list[tuple[int, int]]:
        """Return where a quote stands, as whole words, in the order of the text.

        Examples
        --------
        >>> Quotable("Iranians and Iran’s  envoy").places("Iran's envoy")
        [(13, 26)]
        >>> Quotable("Iranians met.").places("Iran")
        []

        """
        wanted = quote.strip()
        return list(self._exact(wanted)) or list(self._alike(_plain(wanted)[0]))

    def _exact(self, quote: str) -> Iterator[tuple[int, int]]:
        for start in _occurrences(quote, self.text):
            yield start, start + len(quote)

    def _alike(self, quote: str) -> Iterator[tuple[int, int]]:
        text, offsets = self._plain
        for start in _occurrences(quote, text):
            yield offsets[start], offsets[start + len(quote)]

    @cached_property
    def _plain(self) -> tuple[str, list[int]]:
        return _plain(self.text)


def _occurrences(quote: str, text: str) -> Iterator[int]:
    """Yield where a quote stands in a text, not within longer words."""
    start = text.find(quote) if quote else -1
    while start >= 0:
        end = start + len(quote)
        cut_before = start > 0 and text[start - 1].isalnum() and quote[0].isalnum()
        cut_after = end < len(text) and text[end].isalnum() and quote[-1].isalnum()
        if not (cut_before or cut_after):
            yield start
        start = text.find(quote, start + 1)


def _plain(text: str) -> tuple[str, list[int]]:
    """Return a text with one kind of space, quotation mark and dash, and the offset each character comes from.

    The list is one longer than the text: its last entry is where the last character ends.
    """
    found: list[str] = []
    offsets: list[int] = []
    end = 0
    for offset, character in enumerate(text):
        if character in _INVISIBLE:
            continue
        for one in unicodedata.normalize("NFKD", character):
            plain = " " if one.isspace() else _SAME.get(one, one)
            if plain == " " and found and found[-1] == " ":
                continue
            found.append(plain)
            offsets.append(offset)
        end = offset + 1
    return "".join(found), [*offsets, end]
