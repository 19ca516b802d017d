"""Letter case given back to text in capitals, as old wires are, and to Headlines With Every Word Capitalised.

The parser was trained on mixed case and reads others badly. What is restored has the length of what was
printed, character for character, so that all offsets hold; what is quoted stays as printed.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Token

from loaders.actors.knowledge import Knowledge

_SHARE = 0.9
"""Of the letters, so many are capitals where a sentence is printed in capitals; datelines keep some small ones."""
_LETTERS = 12
"""A shorter line may be an acronym or a section's name."""
_WORDS = 4
"""Words of the shortest headline; three capitalised words may be a name."""
_NAMED = frozenset({"PERSON", "GPE", "ORG", "NORP", "LOC", "FAC"})
_CALENDAR = frozenset(name.lower() for name in (*calendar.month_name, *calendar.day_name) if name)
_MODAL_OR_MONTH = "may"
_BEFORE_MONTHS = frozenset({"in", "last", "this", "next", "since", "until", "early", "late", "of", "by"})


_SHORT = 3
"""Up to so many letters a word of a headline may stay small: "of", "for"."""
_ENDS = ".!?:\"”'’"
_LEMMAS = ("lemma_index", "lemma_exc")
"""The lemmatizer's tables of regular and of irregular forms, by part of speech."""
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"))


def is_title_case(text: str) -> bool:
    """Tell whether a text without an end is printed with a capital in every word, as some headlines are."""
    words = [word for word in text.split() if word[:1].isalpha()]
    if len(words) < _WORDS or text.rstrip()[-1] in _ENDS:
        return False
    return all(word[0].isupper() for word in words if len(word) > _SHORT)


def is_capitals(text: str) -> bool:
    """Tell whether a text is printed in capitals throughout."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= _LETTERS and sum(map(str.isupper, letters)) >= _SHARE * len(letters)


class LetterCase:
    """Restores letter case, from the names that the actor data knows and those that the model then finds."""

    def __init__(self, model: Language, knowledge: Knowledge):
        self._model = model
        self._knowledge = knowledge

    @cached_property
    def _written(self) -> dict[str, list[str]]:
        """The names known, as they are written, under what they are in capitals; few texts need them."""
        written: dict[str, list[str]] = {}
        for phrase, _ in self._knowledge.names():
            if phrase != phrase.lower():
                written.setdefault(phrase.upper(), phrase.split())
        return written

    def restore(self, text: str) -> str:
        """Return a text in capitals as it would be written, any other as it is; of the same length."""
        if is_title_case(text) and not is_capitals(text):
            return self._sentence_case(text)
        if not is_capitals(text):
            return text
        tokens = list(self._model.make_doc(text))
        cased = [token.text.lower() for token in tokens]
        for start, end, words in self._known([token.text for token in tokens]):
            for i in range(start, end):
                cased[i] = _as_in(tokens[i].text, words)
        for i, word in enumerate(cased):
            if _is_calendar(i, cased):
                cased[i] = word.capitalize()
        for token in self._model(_joined(tokens, cased)):
            if token.ent_type_ in _NAMED and token.is_lower and not token.is_stop:
                cased[token.i] = _titled(token.text)
        opening = next((i for i, word in enumerate(cased) if word.isalpha()), 0)
        cased[opening : opening + 1] = [cased[opening][:1].upper() + cased[opening][1:]]
        restored = _joined(tokens, cased)
        # "İ" is two characters in small letters: such a text stays as it is, for offsets come first.
        return restored if len(restored) == len(text) else text

    def _sentence_case(self, text: str) -> str:
        """Make small the words of a headline that a dictionary holds and that are no known name."""
        tokens = list(self._model.make_doc(text))
        cased = [token.text for token in tokens]
        named = {i for m in self._knowledge.match(cased) for i in range(m.start, m.end)}
        for i, token in enumerate(tokens[1:], 1):
            small = token.is_stop or token.lower_ in self._dictionary or self._is_inflected(token.lower_)
            if small and token.is_title and i not in named and not self._is_surname(tokens, i):
                cased[i] = token.lower_
        return _joined(tokens, cased)

    def _is_inflected(self, word: str) -> bool:
        """Tell "retakes", "plotting" and "accused"."""
        for ending, plain in _ENDINGS:
            stem = word.removesuffix(ending)
            if (
                stem != word
                and {stem + plain, stem[:-1] if stem[-2:-1] == stem[-1:] else ""} & self._dictionary
            ):
                return True
        return False

    def _is_surname(self, tokens: Sequence[Token], i: int) -> bool:
        """Tell "As Bush Urges Restraint" and "Ex-President Park": a surname known that is also a word."""
        titled = tokens[i - 1].lower_ in self._knowledge.titles
        acts = i + 1 < len(tokens) and self._is_inflected(tokens[i + 1].lower_)
        return (titled or acts) and bool(self._knowledge.by_surname(tokens[i].text))

    @cached_property
    def _dictionary(self) -> frozenset[str]:
        """The English words that the model's lemmatizer knows; none without such a lemmatizer."""
        lookups = getattr(self._model.get_pipe("lemmatizer"), "lookups", None) if self._lemmatizes else None
        tables = [lookups.get_table(name, {}) for name in _LEMMAS] if lookups is not None else []
        return frozenset(word for table in tables for words in table.values() for word in words)

    @property
    def _lemmatizes(self) -> bool:
        return self._model.has_pipe("lemmatizer")

    def _known(self, words: Sequence[str]) -> Iterator[tuple[int, int, list[str]]]:
        for match in self._knowledge.match(words, capitals=True):
            written = self._written.get(" ".join(words[match.start : match.end]).upper())
            single = match.end - match.start == 1
            common = single and self._model.vocab[words[match.start].lower()].is_stop
            if common and words[match.start - 1 : match.start] != ["THE"]:
                continue  # "TOLD US" is no state, "THE US" is
            acronym = single and written is not None and written[0].isupper()
            if acronym and all(sense.weak for sense in match.senses):
                continue  # "CAR", "AIM"
            yield match.start, match.end, written or []


def _is_calendar(i: int, words: Sequence[str]) -> bool:
    if words[i] not in _CALENDAR:
        return False
    before, after = words[max(i - 1, 0) : i], words[i + 1 : i + 2]
    dated = any(word.isdigit() for word in (*before, *after)) or bool(_BEFORE_MONTHS.intersection(before))
    return words[i] != _MODAL_OR_MONTH or dated


def _as_in(printed: str, words: Sequence[str]) -> str:
    """Return a word as a phrase of the data writes it, or with a capital."""
    for word in words:
        if word.upper() == printed and len(word) == len(printed):
            return word
    return _titled(printed)


def _titled(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))


def _joined(tokens: Sequence[Token], words: Sequence[str]) -> str:
    return "".join(word + token.whitespace_ for word, token in zip(words, tokens, strict=True))
