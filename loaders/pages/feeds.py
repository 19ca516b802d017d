"""Drafts the articles of an RSS or Atom feed, whole or as the fragment that a scraper kept of one."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element
from lxml.html import HTMLParser, document_fromstring

from loaders.pages.blocks import read_body
from loaders.pages.bodies import clean_spaces
from loaders.pages.dates import stated_date
from loaders.pages.drafts import PROSE, Draft
from loaders.pages.html_blocks import element_lines, mark_line_ends, strip_furniture
from loaders.pages.html_metadata import bare_title
from loaders.pages.line_classes import classify_lines, with_summaries
from loaders.pages.lines import Line
from loaders.pages.outlets import looks_like_outlet, outlet_name
from loaders.records import Page

_FEED = re.compile(r"<(?:item|entry)\b[^>]{0,300}>\s*(?:<[^>]*>[^<]*</[^>]*>\s*){0,6}<title", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml[^>]*\?>|<!DOCTYPE[^>]*>", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-z][^>]{0,300}>", re.IGNORECASE)
_BARS = re.compile(r"\s+[|:–—»-]+\s+")
_SHORTEST_TEXT = 80  # characters; below that an item is a link to an article on another page
_CUT = ("...", "…", "[...]", "[…]")


def is_feed(content: str) -> bool:
    """Tell whether a text is an RSS or Atom feed, or items of one."""
    return _FEED.search(content) is not None


def draft_feed(page: Page) -> list[Draft]:
    """Draft the items of a feed that hold text of their own."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    content = _DECLARATION.sub("", page.content)
    root = etree.fromstring(f"<feeds>{content}</feeds>".encode(), parser)
    outlet = _outlet(root)
    drafts: list[Draft] = []
    for item in (element for element in root.iter("{*}item", "{*}entry")):
        draft = _draft_item(item, outlet)
        prose = [block.text for block in draft.blocks if block.kind == PROSE]
        if sum(map(len, prose)) >= _SHORTEST_TEXT and not (len(prose) == 1 and prose[0].endswith(_CUT)):
            drafts.append(draft)
        elif drafts:
            drafts[-1].remove(" ".join(filter(None, (draft.title, *prose))), "teaser")
    return drafts


def _draft_item(item: _Element, outlet: str | None) -> Draft:
    draft = Draft(
        title=_told(item, "title"),
        outlet=outlet_name(source) if (source := _told(item, "source")) else outlet,
        byline=_told(item, "creator", "author"),
        section=_told(item, "category"),
        url=_link(item),
    )
    draft.title = bare_title(draft.title, draft.outlet) if draft.title else None
    printed = _told(item, "pubDate", "published", "date", "issued", "updated")
    if printed and (stated := stated_date(printed)):
        draft.published, draft.printed = stated, printed
    read_body(draft, with_summaries(_lines(_text(item, "encoded", "content", "description", "summary"))))
    return draft


def _lines(text: str) -> list[Line]:
    if not _MARKUP.search(text):
        return classify_lines(text.splitlines())
    tree = document_fromstring(f"<div>{text}</div>", parser=HTMLParser(encoding="utf-8"))
    strip_furniture(tree)
    mark_line_ends(tree)
    return list(element_lines(tree))


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def _text(item: _Element, *names: str) -> str:
    """The words of the first of these elements that an item has, with their markup."""
    for name in names:
        for child in item:
            if isinstance(child.tag, str) and _name(child) == name:
                inner = "".join(etree.tostring(part, encoding="unicode") for part in child)
                if words := f"{child.text or ''}{inner}".strip():
                    return words
    return ""


def _told(item: _Element, *names: str) -> str | None:
    return clean_spaces(_MARKUP.sub(" ", _text(item, *names))) or None


def _link(item: _Element) -> str | None:
    """The address of an item: the text of its link in RSS, an attribute of it in Atom."""
    links = [child for child in item if isinstance(child.tag, str) and _name(child) in ("link", "guid")]
    found = (clean_spaces(link.text or "") or link.get("href") or "" for link in links)
    return next((link for link in found if link.startswith("http")), None)


def _outlet(root: _Element) -> str | None:
    """The outlet that the title of a feed names, which often names a section beside it."""
    items = set(root.iter("{*}item", "{*}entry"))
    titles = [e for e in root.iter("{*}title") if e.getparent() not in items]
    parts = [part for title in titles[:1] for part in _BARS.split(clean_spaces(title.text or ""))]
    return next((outlet_name(part) for part in parts if looks_like_outlet(part)), None)
