"""Numbers: what a run of number words and digits counts up to: "twenty-five", "1.2 million", "between 20 and 30"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

from loaders.extraction.parses import Word

_DIGITS = re.compile(r"(?P<whole>\d[\d,]*(?:\.\d+)?)(?P<half>½)?")
_SPAN = re.compile(r"(\d[\d,]*)[-–](\d[\d,]*)")
_SMALL = {
    word: float(i)
    for i, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty""".split()  # noqa: SIM905
    )
} | {word: 10.0 * i for i, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)}  # noqa: SIM905
_SCALES = {"dozen": 12.0, "hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_COUNTING = frozenset({*_SMALL, *_SCALES, "-", "and", "half", "a"})
_JOINERS = frozenset({"and", "to", "or", "-", "–"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence: its words and its value, or the lowest and the highest one it may be."""

    words: tuple[Word, ...]
    value: float | tuple[float, float]

    @property
    def top(self) -> Word:
        """The word through which the number hangs on the sentence."""
        return next((w for w in self.words if w.head not in self.words), self.words[-1])


def find_numbers(words: Sequence[Word]) -> Iterator[Number]:
    """Yield the numbers of a sentence; words that say no number ("dozens") are none."""
    i = 0
    while i < len(words):
        end = _run_end(words, i)
        if end == i:
            i += 1
            continue
        value = _value([w.lower for w in words[i:end]])
        other = _run_end(words, end + 1) if end < len(words) and words[end].lower in _JOINERS else end
        high = _value([w.lower for w in words[end + 1 : other]]) if other > end + 1 else None
        if (
            value is not None
            and high is not None
            and _is_range(words, i, end)
            and not isinstance(high, tuple)
        ):
            low = value if not isinstance(value, tuple) else value[0]
            if low < high:
                yield Number(tuple(words[i:other]), (low, high))
                i = other
                continue
        if value is not None:
            yield Number(tuple(words[i:end]), value)
        i = end


def _is_range(words: Sequence[Word], start: int, end: int) -> bool:
    """Tell "between 20 and 30" and "20 to 30" from "20 and 30 more"."""
    before = words[start - 1].lower if start else ""
    return words[end].lower in ("to", "or", "-", "–") or before == "between"


def _run_end(words: Sequence[Word], start: int) -> int:
    """Return where the run of number words that starts here ends; ``start`` where none does."""
    end = start
    while end < len(words) and _counts(words, end, start):
        end += 1
    while end > start and words[end - 1].lower in ("-", "and", "a", "half"):
        end -= 1
    return end


def _counts(words: Sequence[Word], i: int, start: int) -> bool:
    word = words[i].lower
    if word not in _COUNTING and not word[:1].isdigit():
        return False
    following = words[i + 1].lower if i + 1 < len(words) else ""
    digits = word[:1].isdigit() and (_DIGITS.fullmatch(word) or _SPAN.fullmatch(word))
    if digits or word in _SMALL or word in _SCALES:
        return not _is_pronoun(words[i], following) and not (
            i > start and _starts_anew(words[i - 1].lower, word)
        )
    if word == "-":
        return i > start and words[i - 1].lower in _SMALL and following in _SMALL
    if word == "and":
        return i > start and words[i - 1].lower in ("hundred", "thousand") and following in _SMALL
    if word == "half":
        return i == start and following in ("a", "million")
    return word == "a" and (following in _SCALES or (i > start and words[i - 1].lower == "half"))


def _is_pronoun(word: Word, following: str) -> bool:
    """Tell "an Iranian one" and "one of them" from "one soldier"."""
    return word.lower == "one" and (word.tag != "CD" or word.child("det") is not None or following == "of")


def _starts_anew(before: str, word: str) -> bool:
    """Tell "in 2019 12 people" from "two hundred": digits do not continue a number."""
    return word not in _SCALES and (bool(_DIGITS.fullmatch(before)) or bool(_DIGITS.fullmatch(word)))


def _value(parts: Sequence[str]) -> float | tuple[float, float] | None:
    if len(parts) == 1 and (span := _SPAN.fullmatch(parts[0])):
        low, high = (float(part.replace(",", "")) for part in span.groups())
        return (low, high) if low < high else None
    total, current = 0.0, None
    for part in parts:
        if part in ("and", "-", "a"):
            continue
        if part == "half":
            current = 0.5
        elif part in _SCALES:
            current = (1.0 if current is None else current) * _SCALES[part]
            if part not in ("hundred", "dozen"):
                total, current = total + current, None
        elif (plain := _plain(part)) is not None:
            current = plain + (current or 0.0)
    total += current or 0.0
    said = any(part in _SMALL or part in ("a", "half") or part[:1].isdigit() for part in parts)
    return total if said and isfinite(total) else None


def _plain(part: str) -> float | None:
    if part in _SMALL:
        return _SMALL[part]
    match = _DIGITS.fullmatch(part)
    return float(match["whole"].replace(",", "")) + (0.5 if match["half"] else 0.0) if match else None
