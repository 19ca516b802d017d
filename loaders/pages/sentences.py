"""Sentences with their offsets, by rules: a sentence never crosses a passage, a paragraph or a bullet.

A candidate is every run of ``.``, ``!``, ``?`` or ``…`` with the closing quotes and brackets that follow it.
Whether it ends a sentence is decided by the word before and the word after; the words the decision needs
to know lie in ``data/abbreviations.yaml``. Where both readings are possible, sentences stay joined: an
extractor copes better with two sentences in one than with half of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.pages.data import word_lists
from loaders.records import Article, Sentence

_CANDIDATE = re.compile(r"""(?P<stop>[.!?…]+)(?P<close>["'”’»)\]]*)""")
_PARAGRAPH_BREAK = re.compile(r"\n(?:[ \t\r]*\n)+")
_LINE_BREAK = re.compile(r"\n")
_BULLET = re.compile(r"[•▪●‣■◆◦](?<!\S.)\s*")
_LEADING_DASH = re.compile(r"\s*[*–—-]\s+")
_OPENERS = "\"'“‘«([¿¡"
_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*")
_ARABIC_NAME = re.compile(r"(?:a[lnrsdtz]|ash|ad|el)-[A-Z]")
_INITIALS = re.compile(r"(?:[A-Z]\.?-?)*[A-Z]")
_ENUMERATION = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})")
_SPEAKER = re.compile(r"(?:[A-Z][\w'’.-]*\s+|(?:the|of|de|al)\s+){1,6}(?P<verb>[a-z]+)\b")
_LETTER_OR_DIGIT = re.compile(r"\w")

# Lines of a block that was wrapped by a mail or terminal program are about this long, the last one aside.
_WRAPPED_LINE = range(45, 101)


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists of ``data/abbreviations.yaml``."""

    before_name: frozenset[str]
    before_number: frozenset[str]
    may_end: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]
    openers: frozenset[str]
    speech_verbs: frozenset[str]
    not_glued: frozenset[str]


@cache
def _words() -> _Words:
    return _Words(**word_lists("abbreviations.yaml"))


def split_sentences(article: Article) -> tuple[Sentence, ...]:
    """Split an article's passages into sentences, in the order of the text.

    ``article.text[s.start:s.end] == s.text`` for every sentence; what lies between passages (a dateline
    in a text that was given clean) is in no sentence.
    """
    found: list[Sentence] = []
    for passage in sorted(article.passages, key=lambda passage: passage.start):
        genre = passage.genre or article.genre
        for start, end in sentence_spans(article.text, passage.start, passage.end):
            found.append(
                Sentence(
                    article.id,
                    article.version,
                    len(found),
                    article.text[start:end],
                    start,
                    end,
                    passage.kind,
                    genre,
                    passage.published,
                    passage.speaker,
                )
            )
    return tuple(found)


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each sentence of ``text[start:end]``, without the white space around it."""
    for low, high in paragraph_spans(text, start, len(text) if end is None else end):
        for span in _spans_in_paragraph(text, low, high):
            trimmed = _trim(text, *span)
            if _LETTER_OR_DIGIT.search(text, *trimmed):
                yield trimmed


def paragraph_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of a stretch: a line break ends one, unless the lines were wrapped at a width."""
    for low, high in _between(text, start, end, _PARAGRAPH_BREAK):
        if is_wrapped(text[low:high]):
            yield low, high
        else:
            yield from _between(text, low, high, _LINE_BREAK)


def _between(text: str, start: int, end: int, separator: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in separator.finditer(text, start, end):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < end:
        yield start, end


def is_wrapped(block: str) -> bool:
    """Tell whether the line breaks of a block are those of a fixed width, not of paragraphs."""
    lines = block.split("\n")
    if len(lines) < 2:
        return False
    full, last = lines[:-1], lines[-1]
    if any(len(line.strip()) not in _WRAPPED_LINE for line in full) or len(last) > _WRAPPED_LINE.stop:
        return False
    if block.isupper():
        # No letter case tells: a line that was broken anywhere seldom ends a sentence.
        return 2 * sum(line.rstrip().endswith((".", '"')) for line in full) <= len(full)
    # Two of three words of running text begin in lower case, and so do lines that were broken anywhere.
    return 3 * sum(line.lstrip()[:1].islower() for line in lines[1:]) >= len(full)


def _spans_in_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if dash := _LEADING_DASH.match(text, start, end):
        start = dash.end()
    for low, high in _between(text, start, end, _BULLET):
        begin = low
        for match in _CANDIDATE.finditer(text, low, high):
            stop = _boundary(text, begin, high, match)
            if stop is not None and stop > begin:
                yield begin, stop
                begin = stop
        if begin < high:
            yield begin, high


def _boundary(text: str, begin: int, end: int, match: re.Match[str]) -> int | None:
    """Where the sentence that began at ``begin`` ends, if this candidate ends it."""
    stop = match.end()
    if stop >= end:
        return end
    if not text[stop].isspace():
        return _glued_boundary(text, begin, match)
    opening = stop
    while opening < end and text[opening].isspace():
        opening += 1
    if opening == end:
        return end
    if text[opening] in "\"'" and text[opening + 1 : opening + 2].isspace():
        # A quote between two spaces belongs to the side that parity says.
        if text.count(text[opening], begin, opening) % 2:
            stop = opening + 1
        opening += 1
    while opening < end and (text[opening] in _OPENERS or text[opening].isspace()):
        opening += 1
    if opening < end and text[opening].islower() and not _ARABIC_NAME.match(text, opening):
        return None
    return stop if _ends_sentence(text, begin, match, opening, end) else None


def _glued_boundary(text: str, begin: int, match: re.Match[str]) -> int | None:
    """Decide on a stop without white space after it: ``said.' He`` lost its space, ``U.S.`` never had one."""
    stop = match.end()
    close = match["close"]
    following = _WORD.match(text, stop)
    if following is None or not following[0][0].isupper() or match["stop"] in ("...", "…"):
        return stop if text[stop] in "“‘«" and not close else None
    if close:
        if close[-1] == '"' and text.count('"', begin, stop - 1) % 2 == 0:
            return stop - 1  # an opening quote: the space before it was lost
        return stop if close[-1] not in "'’" or len(following[0]) > 1 else None
    word = _word_before(text, begin, match.start())
    whole = len(word) > 1 and word[-2:].isalpha() and word[-2:].islower()
    words = _words()
    known = word in words.before_name or word in words.may_end or word in words.before_number
    return stop if whole and not known and following[0] not in words.not_glued else None


def _ends_sentence(text: str, begin: int, match: re.Match[str], opening: int, end: int) -> bool:
    """Decide on a stop followed by white space and something that could open a sentence at ``opening``."""
    stop, close = match["stop"], match["close"]
    if stop[-1] in "!?":
        return not (close and _speaker_follows(text, opening, end))
    following = _WORD.match(text, opening, end)
    next_word = following[0] if following else ""
    if stop in ("...", "…", ".."):
        spaced = text[match.start() - 1 : match.start()].isspace()
        return next_word in _words().openers if spaced else True
    if len(stop) > 1 or (close and close not in {"'", "’"}):
        return True
    if _ENUMERATION.fullmatch(text[begin : match.start()].strip()):
        return False
    return _full_stop_ends(_word_before(text, begin, match.start()), next_word, text[opening : opening + 1])


def _full_stop_ends(word: str, next_word: str, next_character: str) -> bool:
    words = _words()
    if word in words.before_name:
        return False
    if word in words.before_number:
        return not next_character.isdigit()
    if word in words.clock:
        return next_word not in words.after_clock
    if word in words.may_end or _INITIALS.fullmatch(word):
        # "Britain and the US. Moscow": two letters without full stops between are a word that ends.
        return next_word in words.openers or (len(word) > 1 and word.isalpha() and word.isupper())
    return True


def _word_before(text: str, begin: int, position: int) -> str:
    """The run of characters before a full stop, from the last white space, dash or opening quote on."""
    low = position
    while low > begin and not text[low - 1].isspace() and text[low - 1] not in '"“‘([—–/':
        low -= 1
    return text[low:position].lstrip("'-")


def _speaker_follows(text: str, opening: int, end: int) -> bool:
    """Tell whether a name and a verb of saying follow a quotation: ``"Why?" Omar asked``."""
    match = _SPEAKER.match(text, opening, min(end, opening + 80))
    return match is not None and match["verb"] in _words().speech_verbs


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
