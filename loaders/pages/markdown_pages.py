"""Drafts the articles of a Markdown page: front matter, then lines whose headings the markup declares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import yaml

from graph_schema.errors import ItemError
from loaders.pages import lines as kinds
from loaders.pages.captions import trailing_credit
from loaders.pages.dates import given_date
from loaders.pages.drafts import Draft
from loaders.pages.genres import genre_named
from loaders.pages.line_classes import classify_lines, with_summaries
from loaders.pages.lines import Line
from loaders.pages.mending import mended_text
from loaders.pages.outlets import outlet_name
from loaders.pages.text_pages import draft_lines
from loaders.records import Page

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>.*?)\s*#*\s*")
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[(?P<text>[^\]]*)\]\([^)]*\)|<(?P<url>https?://[^>]+)>")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)(?P<text>.+?)(?<=\S)\1(?![\w*])")
_ITALIC_LINE = re.compile(r"([*_])(?=[^*_\s])(?P<text>.+)(?<=[^*_\s])\1")
_ITEM = re.compile(r"(?:[*+-]|\d{1,2}[.)])\s+")
_BREAKING = re.compile(r"(?:[-*_]\s*){3,}")
_LINK_LIST_REST = re.compile(r"[\s|·•,/©-]*(?:©.*)?")


def draft_markdown_page(page: Page) -> list[Draft]:
    """Draft the articles of a Markdown page; front matter belongs to its first article."""
    facts, content = _front_matter(page)
    drafts = draft_lines(with_summaries(_lines(mended_text(content))), page.published)
    if drafts and facts:
        _fill(drafts[0], facts, page)
    return drafts


def _front_matter(page: Page) -> tuple[dict[str, Any], str]:
    match = _FRONT_MATTER.match(page.content)
    if match is None:
        return {}, page.content
    try:
        facts = yaml.safe_load(match["yaml"])
    except yaml.YAMLError as error:
        raise ItemError(
            page.source, f"The front matter is no valid YAML ({error}).", "Correct it, or take it out."
        ) from error
    if not isinstance(facts, dict):
        return {}, page.content
    return {str(key).casefold(): value for key, value in facts.items()}, page.content[match.end() :]


def _fill(draft: Draft, facts: dict[str, Any], page: Page) -> None:
    """Fill a draft from front matter, which states what the page's own lines only print."""

    def first(*names: str) -> str | None:
        value = next((facts[name] for name in names if facts.get(name)), None)
        if isinstance(value, list):
            return " and ".join(map(str, value))
        return str(value).strip() if value is not None else None

    draft.title = first("title", "headline") or draft.title
    outlet = first("site", "outlet", "publisher", "source", "publication", "site_name")
    draft.outlet = outlet_name(outlet) if outlet else draft.outlet
    draft.byline = first("author", "authors", "byline") or draft.byline
    draft.section = first("section", "category") or draft.section
    draft.url = first("url", "canonical", "canonical_url", "link") or draft.url
    draft.language = first("lang", "language") or draft.language
    draft.genre = genre_named(first("genre", "type")) or draft.genre
    if printed := first("date", "published", "published_at", "datepublished"):
        try:
            draft.published, draft.printed = given_date(printed), printed
        except ValueError as error:
            raise ItemError(
                page.source, f"The date of the front matter cannot be read: {error}.", "Correct or drop it."
            ) from error


def _lines(content: str) -> Iterator[Line]:
    """Yield the page's lines with their markup read and taken off."""
    paragraph: list[str] = []
    for raw in [*content.splitlines(), ""]:
        if raw.strip() and not _starts_block(raw) and not _ends_block(paragraph):
            paragraph.append(raw.strip())
            continue
        if paragraph:
            yield from _paragraph(paragraph)
        paragraph = [raw.strip()] if raw.strip() else []
        if not raw.strip():
            yield Line("", kinds.BLANK)
    if paragraph:
        yield from _paragraph(paragraph)


def _starts_block(line: str) -> bool:
    stripped = line.strip()
    return bool(
        _HEADING.fullmatch(stripped)
        or _ITEM.match(stripped)
        or _BREAKING.fullmatch(stripped)
        or stripped.startswith((">", "!["))
    )


def _ends_block(paragraph: list[str]) -> bool:
    """Tell whether the block before is of a single line: a heading, a rule, a picture."""
    return len(paragraph) == 1 and bool(
        _HEADING.fullmatch(paragraph[0])
        or _BREAKING.fullmatch(paragraph[0])
        or _IMAGE.fullmatch(paragraph[0])
    )


def _paragraph(raw: list[str]) -> Iterator[Line]:
    text = " ".join(raw)
    if _BREAKING.fullmatch(text):
        yield Line(text, kinds.SEPARATOR, "separator")
    elif match := _HEADING.fullmatch(text):
        yield _heading(_plain(match["text"]), len(match["marks"]))
    elif match := _IMAGE.fullmatch(text):
        if match["alt"].strip():
            yield Line(_plain(match["alt"]), kinds.FURNITURE, "picture_description")
    elif text.startswith(">"):
        yield from _quote(text)
    elif "](" in text and _LINK_LIST_REST.fullmatch(_LINK.sub("", text)):
        yield Line(_plain(text), kinds.FURNITURE, "link_list")
    else:
        yield from _running(text)


def _heading(text: str, level: int) -> Line:
    line = classify_lines([text])[0]
    if line.kind in (kinds.ZONE, kinds.FURNITURE) and level > 1:
        return line
    return Line(text, kinds.HEADING, level=level)


def _quote(text: str) -> Iterator[Line]:
    """Read a block quotation: what the page offers its reader in a box, or words of somebody."""
    plain = _plain(re.sub(r"(?:^|\s)>\s?", " ", text).strip())
    boxed = re.match(r">\s*\*\*", text) and not re.match(r">\s*\*\*[\"“]", text)
    line = classify_lines([plain])[0]
    if boxed and line.kind in (kinds.PROSE, kinds.HEADING):
        yield Line(plain, kinds.FURNITURE, "box")
    else:
        yield line


def _running(text: str) -> Iterator[Line]:
    item = _ITEM.match(text)
    plain = _plain(text[item.end() :] if item else text)
    line = classify_lines([plain])[0]
    italic = _ITALIC_LINE.fullmatch(text)
    if italic and line.kind in (kinds.PROSE, kinds.HEADING) and trailing_credit(plain) is not None:
        line = replace(line, kind=kinds.CAPTION)
    yield line


def _plain(text: str) -> str:
    """Take inline markup off."""
    text = _IMAGE.sub(lambda match: match["alt"], text)
    text = _LINK.sub(lambda match: match["text"] or match["url"] or "", text)
    for _ in range(2):
        text = _EMPHASIS.sub(lambda match: match["text"], text)
    return re.sub(r"\\([\\`*_{}\[\]()#+.!>-])", r"\1", text).replace("`", "").strip()
