"""Tells the sentences of an article from captions and furniture, by offsets in the text as it was found.

The same marks serve both kinds of input: a page's text is put together from them anew, a text that was
given clean keeps its every character and only its passages follow the marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from loaders.pages.captions import (
    is_caption,
    labelled_caption,
    leading_credit,
    picture_number,
    trailing_credit,
)
from loaders.pages.drafts import CAPTION, HEADING, NOTHING_OF_ITS_OWN, Setting
from loaders.pages.furniture import inline_pattern, is_subhead, line_rule, sentence_rule
from loaders.pages.sentences import sentence_spans

BODY = "body"
FURNITURE = "furniture"

_FEWEST_REPEATED_WORDS = 6  # "He did. He did." is rhetoric, a repeated sentence is a picture's two texts
_LONGEST_CAPTION = 3  # sentences between a picture's number and its credit


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the text as found, of one kind of block."""

    start: int
    end: int
    kind: str
    setting: Setting = NOTHING_OF_ITS_OWN


@dataclass(frozen=True, slots=True)
class Mark:
    """What one stretch of the text as found is: ``body``, ``caption`` or ``furniture``."""

    kind: str
    start: int
    end: int
    paragraph: int
    rule: str = ""


def mark_paragraphs(text: str, paragraphs: Iterable[Paragraph]) -> list[Mark]:
    """Mark every sentence of the paragraphs, in the order of the text."""
    marks: list[Mark] = []
    for number, paragraph in enumerate(paragraphs):
        for mark in _mark_paragraph(text, paragraph, number):
            _append(text, marks, mark)
    return _without_repeated_captions(text, marks)


def _mark_paragraph(text: str, paragraph: Paragraph, number: int) -> Iterator[Mark]:
    start, end = paragraph.start, paragraph.end
    line = text[start:end]
    if caption := labelled_caption(line.strip()):
        offset = start + len(line) - len(line.lstrip())
        yield from _mark_caption(text, offset + caption[0], offset + caption[1], number)
    elif paragraph.kind == CAPTION:
        yield from _mark_caption(text, start, end, number)
    elif paragraph.kind == HEADING or is_subhead(line):
        yield Mark(FURNITURE, start, end, number, "subhead")
    elif rule := line_rule(line):
        yield Mark(FURNITURE, start, end, number, rule)
    else:
        yield from _mark_prose(text, paragraph, number)


def _mark_prose(text: str, paragraph: Paragraph, number: int) -> Iterator[Mark]:
    """Cut a paragraph at the markers and sub-heads inside it, and the rest into sentences."""
    line = text[paragraph.start : paragraph.end]
    begin = 0
    for match in inline_pattern().finditer(line):
        yield from _sentences(text, paragraph.start + begin, paragraph.start + match.start(), number)
        low, high = match.span()
        yield Mark(
            FURNITURE, paragraph.start + low, paragraph.start + high, number, match.lastgroup or "marker"
        )
        begin = high
    yield from _sentences(text, paragraph.start + begin, paragraph.end, number)


def _sentences(text: str, start: int, end: int, number: int) -> Iterator[Mark]:
    for low, high in sentence_spans(text, start, end):
        rule = sentence_rule(text[low:high])
        yield Mark(FURNITURE, low, high, number, rule) if rule else Mark(BODY, low, high, number)


def _mark_caption(text: str, start: int, end: int, number: int) -> Iterator[Mark]:
    credit = trailing_credit(text[start:end])
    stop = end if credit is None else start + credit
    low = start + picture_number(text[start:stop])
    if text[low:stop].strip():
        yield Mark(CAPTION, low, low + len(text[low:stop].rstrip()), number)
    if credit is not None:
        yield Mark(FURNITURE, stop, end, number, "picture_credit")


def _append(text: str, marks: list[Mark], mark: Mark) -> None:
    """Add a mark, after judging with it whether what came before, or it, is a caption."""
    sentence = text[mark.start : mark.end]
    if mark.kind != BODY:
        # "REUTERS/A. Name Purchase Licensing Rights" is furniture that ends a caption.
        if mark.kind == FURNITURE and (credit := leading_credit(sentence)) and credit.certain:
            _credit_caption(text, marks)
        marks.append(mark)
        return
    before = marks[-1] if marks else None
    if before and before.kind in (BODY, CAPTION) and _repeats(sentence, text[before.start : before.end]):
        marks[-1] = replace(before, kind=CAPTION)
        marks.append(replace(mark, kind=FURNITURE, rule="repeated_caption"))
    elif (credit := leading_credit(sentence)) and _credits(text, before, certain=credit.certain):
        _credit_caption(text, marks)
        stop = mark.start + len(credit.text)
        marks.append(replace(mark, kind=FURNITURE, end=stop, rule="picture_credit"))
        rest = stop + len(text[stop : mark.end]) - len(text[stop : mark.end].lstrip())
        if rest < mark.end:
            rule = sentence_rule(text[rest : mark.end])
            kind = FURNITURE if rule else BODY
            _append(text, marks, replace(mark, kind=kind, start=rest, rule=rule or ""))
    elif trailing_credit(sentence) == 0:
        _credit_caption(text, marks)
        marks.append(replace(mark, kind=FURNITURE, rule="picture_credit"))
    elif trailing_credit(sentence) is not None or is_caption(sentence):
        marks.extend(_mark_caption(text, mark.start, mark.end, mark.paragraph))
    else:
        marks.append(mark)


def _repeats(sentence: str, before: str) -> bool:
    return sentence == before and len(sentence.split()) >= _FEWEST_REPEATED_WORDS


def _credits(text: str, before: Mark | None, *, certain: bool) -> bool:
    """Tell whether a credit can be meant: a bare agency's name is one only behind what is plainly a caption."""
    if certain or before is None:
        return certain
    sentence = text[before.start : before.end]
    return before.kind == CAPTION or (before.kind == BODY and bool(picture_number(sentence)))


def _credit_caption(text: str, marks: list[Mark]) -> None:
    """Make a caption of what stands before a credit: from the picture's number on, else one sentence."""
    last = len(marks) - 1
    if last < 0 or marks[last].kind != BODY:
        return
    first = last
    for position in range(last, max(last - _LONGEST_CAPTION, -1), -1):
        if marks[position].kind != BODY or marks[position].paragraph != marks[last].paragraph:
            break
        if picture_number(text[marks[position].start : marks[position].end]):
            first = position
            break
    low = marks[first].start
    number = picture_number(text[low : marks[first].end])
    caption = replace(marks[first], kind=CAPTION, start=low + number, end=marks[last].end)
    marks[first:] = [caption]
    if number:
        marks.insert(first, Mark(FURNITURE, low, low + number, caption.paragraph, "picture_number"))


def _without_repeated_captions(text: str, marks: list[Mark]) -> list[Mark]:
    """Keep one of the captions that say the same, wherever they stand."""
    seen: set[str] = set()
    kept: list[Mark] = []
    for mark in marks:
        if mark.kind == CAPTION:
            words = " ".join(re.findall(r"\w+", text[mark.start : mark.end].casefold()))
            if words in seen:
                kept.append(replace(mark, kind=FURNITURE, rule="repeated_caption"))
                continue
            seen.add(words)
        kept.append(mark)
    return kept
