"""Puts an article's text together from what was found: the body with its captions, then the headline."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from loaders.pages.drafts import NOTHING_OF_ITS_OWN, Draft, Setting
from loaders.pages.edges import Edges, mark_edges
from loaders.pages.editorials import editorial_voices
from loaders.pages.marking import BODY, FURNITURE, Mark, Paragraph, mark_paragraphs
from loaders.pages.sentences import paragraph_spans
from loaders.records import Furniture, Passage

_BREAK = "\n\n"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b-\x1f\x7f]")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Body:
    """An article's text, what its stretches are, and what was taken out."""

    text: str
    passages: tuple[Passage, ...]
    prose: str
    """The running text alone, for what judges style and language."""
    sentences: int
    removed: tuple[Furniture, ...]
    edges: Edges


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of the text as found that is of one kind and has one setting."""

    kind: str
    start: int
    end: int
    setting: Setting


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of the text as it will be."""

    text: str
    kind: str
    setting: Setting = NOTHING_OF_ITS_OWN


def page_body(draft: Draft) -> Body:
    """Clean the blocks of a page and join what is left: captions in place, the headline last."""
    found, paragraphs = _joined(draft)
    edges = mark_edges(found, mark_paragraphs(found, paragraphs), draft.byline)
    pieces = [
        _Piece(found[one.start : one.end], one.kind, one.setting)
        for one in _stretches(found, edges.marks, paragraphs)
    ]
    if not any(piece.kind == BODY for piece in pieces):
        return Body("", (), "", 0, _removed(found, edges.marks), edges)
    if draft.title:
        pieces.append(_Piece(clean_spaces(draft.title), "headline"))
    text, passages = _concatenated(pieces)
    return _body(text, passages, found, edges)


def given_body(draft: Draft) -> Body:
    """Lay passages over a text that was given clean, leaving out its furniture; the text is not touched."""
    text = draft.given_text or ""
    title = draft.title
    first_line = next((text[low:high] for low, high in paragraph_spans(text, 0, len(text))), "")
    headed = title is not None and first_line.strip() == title.strip()
    paragraphs = [
        Paragraph(low, high, "prose")
        for number, (low, high) in enumerate(paragraph_spans(text, 0, len(text)))
        if not (headed and number == 0)
    ]
    edges = mark_edges(text, mark_paragraphs(text, paragraphs), draft.byline)
    passages = [
        _passage(one.kind, one.start, one.end, one.setting)
        for one in _stretches(text, edges.marks, paragraphs, across_paragraphs=True)
    ]
    if not any(passage.kind == BODY for passage in passages):
        return Body("", (), "", 0, _removed(text, edges.marks), edges)
    full = text
    if headed:
        start = text.index(first_line)
        passages.insert(0, Passage("headline", start, start + len(first_line)))
    elif title:
        full = f"{text}{_BREAK}{title}"
        passages.append(Passage("headline", len(full) - len(title), len(full)))
    return _body(full, passages, text, edges)


def clean_spaces(text: str) -> str:
    """Make every run of white space one space, and drop what cannot be seen."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def _joined(draft: Draft) -> tuple[str, list[Paragraph]]:
    parts: list[str] = []
    paragraphs: list[Paragraph] = []
    position = 0
    for block in draft.blocks:
        text = clean_spaces(block.text)
        if not text:
            continue
        paragraphs.append(Paragraph(position, position + len(text), block.kind, block.setting))
        parts.append(text)
        position += len(text) + len(_BREAK)
    return _BREAK.join(parts), paragraphs


def _stretches(
    found: str, marks: list[Mark], paragraphs: list[Paragraph], *, across_paragraphs: bool = False
) -> list[_Stretch]:
    """Join marks of one kind that follow one another, by paragraph where asked; furniture parts them."""
    voices = editorial_voices(found, marks)
    stretches: list[_Stretch] = []
    before: tuple[int, str, Setting] | None = None
    for mark in marks:
        setting = paragraphs[mark.paragraph].setting
        if mark.start in voices and setting.genre is None:
            setting = replace(setting, genre="opinion")
        key = (0 if across_paragraphs else mark.paragraph, mark.kind, setting)
        if mark.kind != FURNITURE and key == before:
            stretches[-1] = replace(stretches[-1], end=mark.end)
        elif mark.kind != FURNITURE:
            stretches.append(_Stretch(mark.kind, mark.start, mark.end, setting))
        before = key
    return stretches


def _concatenated(pieces: list[_Piece]) -> tuple[str, list[Passage]]:
    passages: list[Passage] = []
    position = 0
    for piece in pieces:
        end = position + len(piece.text)
        passage = _passage(piece.kind, position, end, piece.setting)
        if passages and piece.kind == BODY and _alike(passages[-1], passage):
            passages[-1] = replace(passage, start=passages[-1].start)
        else:
            passages.append(passage)
        position = end + len(_BREAK)
    return _BREAK.join(piece.text for piece in pieces), passages


def _passage(kind: str, start: int, end: int, setting: Setting) -> Passage:
    return Passage(kind, start, end, setting.genre, setting.published, setting.speaker)


def _alike(one: Passage, other: Passage) -> bool:
    return replace(one, start=0, end=0) == replace(other, start=0, end=0)


def _removed(found: str, marks: list[Mark]) -> tuple[Furniture, ...]:
    return tuple(
        Furniture(found[mark.start : mark.end].strip(), mark.rule) for mark in marks if mark.kind == FURNITURE
    )


def _body(text: str, passages: list[Passage], found: str, edges: Edges) -> Body:
    bodies = [mark for mark in edges.marks if mark.kind == BODY]
    return Body(
        text=text,
        passages=tuple(passages),
        prose=" ".join(found[mark.start : mark.end] for mark in bodies),
        sentences=len(bodies),
        removed=_removed(found, edges.marks),
        edges=edges,
    )
