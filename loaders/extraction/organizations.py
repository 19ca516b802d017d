"""Organisations by the form of their names: "Mothers' Committee for the Release of Prisoners"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.extraction.parses import Word
from loaders.extraction.words import word_class

_OF = frozenset({"of", "for"})


def long_names(words: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
    """Yield where names that run on after their head with "of" or "for" begin, have their head and end."""
    for i, word in enumerate(words):
        if word.lower in word_class("organization_heads") and _is_capitalised(word):
            end = _end_of_name(words, i)
            if end > i + 1:
                yield _start_of_name(words, i), i, end


def _start_of_name(words: Sequence[Word], head: int) -> int:
    start = head
    while start > 0 and (
        _is_capitalised(words[start - 1]) or words[start - 1].lower in ("'", "'s", "’", "’s")
    ):
        start -= 1
    while start < head and words[start].pos in ("DET", "PART", "PUNCT", "SCONJ", "ADP"):
        start += 1  # "The" at the head of a sentence
    return start


def _end_of_name(words: Sequence[Word], head: int) -> int:
    end, at = head + 1, head + 1
    joiners = _OF
    while at < len(words):
        if _is_capitalised(words[at]):
            end, at = at + 1, at + 1
        elif words[at].lower in joiners or (words[at].lower == "the" and words[at - 1].lower in _OF):
            at += 1
            joiners = _OF | {"and"} if words[head + 1].lower == "for" else _OF
        else:
            break
    return end if words[head + 1 : head + 2] and words[head + 1].lower in _OF else head + 1


def _is_capitalised(word: Word) -> bool:
    return word.text[:1].isupper()
