"""Blanking a person's names in texts: every character becomes a block, so that all offsets stay.

The names that are looked for are those of two words and more; in an article that has one of them, its single words
are blanked, too, where they stand alone ("Mr Smith said"), unless somebody else in the article bears the same word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

BLANK = "█"
LONGEST_NAME = 5
"""Words of the longest name that is looked for in texts."""
_SHORTEST_WORD = 3
"""Letters of the shortest word of a name that is blanked where it stands alone: initials are anybody's."""

_WORD = re.compile(r"[^\W\d_]+")
# What may stand between two words of one name; a full stop only after an initial.
_BETWEEN = re.compile(r"[\s\u00a0]{1,3}|[-‐’'.·_+]")


def fold(text: str) -> str:
    """Write a name as it is compared: its words in lower case, without accents and punctuation.

    Examples
    --------
    >>> fold("José  O’Neill-Smith")
    'jose o neill smith'

    """
    plain = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(bare.casefold()))


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    start: int
    end: int
    capital: bool


def names_in(
    text: str, wanted: Callable[[str], bool], *, capitals: bool = True
) -> Iterator[tuple[str, int, int]]:
    """Yield the names of two words and more that a text holds: folded, with their places.

    Parameters
    ----------
    text
        Any text.
    wanted
        Whether a folded name is looked for.
    capitals
        Whether names begin with a capital: they do not in addresses and file names.

    """
    words = _words(text)
    for first, word in enumerate(words):
        if capitals and not word.capital:
            continue
        name = word.folded
        for last in range(first + 1, min(first + LONGEST_NAME, len(words))):
            if not _joined(text, words[last - 1], words[last]):
                break
            name = f"{name} {words[last].folded}"
            if wanted(name):
                yield name, word.start, words[last].end


def _words(text: str) -> list[_Word]:
    found = ((match[0], match.start(), match.end()) for match in _WORD.finditer(text))
    return [_Word(fold(word), start, end, word[0].isupper()) for word, start, end in found]


def _joined(text: str, one: _Word, other: _Word) -> bool:
    between = text[one.end : other.start]
    initial = one.end - one.start == 1 and between.strip() == "."
    return initial or _BETWEEN.fullmatch(between) is not None


@dataclass(frozen=True)
class Blanking:
    """What is blanked in the texts of one article."""

    names: frozenset[str]
    """Folded names."""
    spared: frozenset[str] = frozenset()
    """Folded words that others in the article bear, too."""

    @property
    def words(self) -> frozenset[str]:
        """The words of the names that are blanked where they stand alone."""
        words = {word for name in self.names for word in name.split() if len(word) >= _SHORTEST_WORD}
        return frozenset(words) - self.spared

    def __bool__(self) -> bool:
        return bool(self.names)

    def text(self, text: str) -> str:
        """Blank the names in a text.

        Examples
        --------
        >>> Blanking(frozenset({"ada obi"}), frozenset()).text("Ada Obi met Bo. Obi's car")
        '███████ met Bo. ███████ car'

        """
        places = [(start, end) for _, start, end in names_in(text, self.names.__contains__)]
        alone = self.words
        places += [(word.start, word.end) for word in _words(text) if word.capital and word.folded in alone]
        return _blanked(text, places)

    def holds(self, text: str | None) -> bool:
        """Whether an address, a file name or somebody's name holds one of the names."""
        if not text:
            return False
        return fold(text) in self.names or any(names_in(text, self.names.__contains__, capitals=False))


def _blanked(text: str, places: Collection[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in places:
        letters[start:end] = BLANK * (end - start)
    return "".join(letters)


def full_names(names: Iterable[str]) -> frozenset[str]:
    """Return those of some names that are looked for in texts, folded."""
    folded = (fold(name) for name in names)
    return frozenset(name for name in folded if 1 < len(name.split()) <= LONGEST_NAME)
