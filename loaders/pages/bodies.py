"""Puts an article's text together from what was found: the body with its captions, then the headline."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby

from loaders.pages.drafts import Draft
from loaders.pages.edges import Edges, mark_edges
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


def page_body(draft: Draft) -> Body:
    """Clean the blocks of a page and join what is left: captions in place, the headline last."""
    found, paragraphs = _joined(draft)
    edges = mark_edges(found, mark_paragraphs(found, paragraphs), draft.byline)
    pieces = [
        (kind, found[group[0].start : group[-1].end])
        for (kind, *_), group in _stretches(edges.marks)
        if kind != FURNITURE
    ]
    if not any(kind == BODY for kind, _ in pieces):
        return Body("", (), "", 0, _removed(found, edges.marks), edges)
    if draft.title:
        pieces.append(("headline", clean_spaces(draft.title)))
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
        Passage(kind, group[0].start, group[-1].end)
        for (kind, *_), group in _stretches(edges.marks, across_paragraphs=True)
        if kind != FURNITURE
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
        paragraphs.append(Paragraph(position, position + len(text), block.kind))
        parts.append(text)
        position += len(text) + len(_BREAK)
    return _BREAK.join(parts), paragraphs


def _stretches(
    marks: list[Mark], *, across_paragraphs: bool = False
) -> list[tuple[tuple[str, int], list[Mark]]]:
    """Group marks of one kind that follow one another, by paragraph where asked; furniture stays single."""

    def key(mark: Mark) -> tuple[str, int]:
        apart = mark.start if mark.kind == FURNITURE else (0 if across_paragraphs else mark.paragraph)
        return mark.kind, apart

    return [(kind, list(group)) for kind, group in groupby(marks, key=key)]


def _concatenated(pieces: list[tuple[str, str]]) -> tuple[str, list[Passage]]:
    passages: list[Passage] = []
    position = 0
    for kind, piece in pieces:
        end = position + len(piece)
        if passages and passages[-1].kind == kind == BODY:
            passages[-1] = Passage(kind, passages[-1].start, end)
        else:
            passages.append(Passage(kind, position, end))
        position = end + len(_BREAK)
    return _BREAK.join(piece for _, piece in pieces), passages


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
