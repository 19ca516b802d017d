"""Drafts the articles of an HTML page: one-article pages, lists of whole articles, and pages without markup.

An ``<article>`` element (or a block that repeats, with a heading and text) is an article. A page of one
article without such an element goes through trafilatura, which finds the main text among the furniture.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urljoin

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from graph_schema.errors import ItemError
from loaders.pages import lines as kinds
from loaders.pages.bodies import clean_spaces
from loaders.pages.dates import stated_date
from loaders.pages.drafts import Draft
from loaders.pages.html_blocks import HEADINGS, class_words, element_lines, strip_furniture
from loaders.pages.html_metadata import PageMetadata, apply_description, describe, read_metadata
from loaders.pages.lines import Line
from loaders.pages.text_pages import draft_lines, read_body, read_facts
from loaders.records import Page

_SHORTEST_BODY = 120  # characters in paragraphs; below that it is a teaser
_ARTICLES = "//article | //*[@role='article'] | //*[contains(@itemtype, 'Article')]"


def draft_html_page(page: Page) -> list[Draft]:
    """Draft the articles of an HTML page."""
    tree = _parsed(page)
    metadata = read_metadata(tree)
    removed = strip_furniture(tree)
    base = page.url or metadata.canonical
    containers = _article_elements(tree) or _repeated_blocks(tree)
    if len(containers) > 1 and metadata.is_article:
        containers = [max(containers, key=_paragraph_length)]
    if len(containers) > 1:
        drafts = [_draft(container, metadata, base) for container in containers]
    elif containers:
        drafts = [_draft(containers[0], metadata, base)]
        _complete(drafts[0], tree, metadata)
    else:
        drafts = _main_text(tree, metadata)
    drafts = [draft for draft in drafts if draft.blocks]
    if drafts:
        drafts[0].removed[:0] = removed
    return drafts


def _parsed(page: Page) -> HtmlElement:
    try:
        return document_fromstring(
            page.content.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8")
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ItemError(
            page.source, f"The page is no HTML that can be read ({error}).", "Check that it was saved whole."
        ) from error


def _paragraph_length(element: HtmlElement) -> int:
    return sum(len(clean_spaces(p.text_content())) for p in element.iter("p"))


def _is_article(element: HtmlElement) -> bool:
    return _paragraph_length(element) >= _SHORTEST_BODY


def _has_heading(element: HtmlElement) -> bool:
    return next(element.iter(*HEADINGS), None) is not None


def _article_elements(tree: HtmlElement) -> list[HtmlElement]:
    """The outermost elements that are marked as articles and hold running text."""
    found = [element for element in tree.xpath(_ARTICLES) if _is_article(element)]
    marked = set(found)
    outer = [element for element in found if not any(above in marked for above in element.iterancestors())]
    return outer if len(outer) < 2 else [element for element in outer if _has_heading(element)]


def _repeated_blocks(tree: HtmlElement) -> list[HtmlElement]:
    """Blocks of one tag and class under one parent, each with a heading and running text."""
    best: list[HtmlElement] = []
    for parent in tree.iter("div", "main", "section", "ul", "ol", "body"):
        blocks = [
            child
            for child in parent
            if isinstance(child.tag, str) and _has_heading(child) and _is_article(child)
        ]
        if len(blocks) < 2:
            continue
        (shape, _), *_ = Counter((block.tag, block.get("class")) for block in blocks).most_common(1)
        alike = [block for block in blocks if (block.tag, block.get("class")) == shape]
        if len(alike) > max(1, len(best)):
            best = alike
    return best


def _draft(container: HtmlElement, metadata: PageMetadata, base: str | None) -> Draft:
    """Draft one article from its element."""
    draft = Draft(outlet=metadata.site)
    heading = next((h for tag in HEADINGS for h in container.iter(tag)), None)
    if heading is not None:
        draft.title = clean_spaces(heading.text_content()) or None
        link = next((a.get("href") for a in (*heading.iter("a"), *heading.iterancestors("a"))), None)
        if link and base and not link.startswith("#"):
            draft.url = urljoin(base, link)
    _read_facts_elements(draft, container)
    if described := metadata.described(draft.title):
        apply_description(draft, described)
    lines = [line for line in element_lines(container) if not (line.level and line.text == draft.title)]
    _read_lines(draft, lines)
    return draft


def _read_facts_elements(draft: Draft, container: HtmlElement) -> None:
    """Read date, author and section from the elements that name them, and take those elements out."""
    for element in list(container.iter("time")):
        printed = element.get("datetime") or element.text_content()
        stated = stated_date(printed)
        if stated and draft.published.start is None:
            draft.published, draft.printed = stated, clean_spaces(printed)
    for element in [e for e in container.iter() if isinstance(e.tag, str)]:
        fact = class_words(element, "facts")
        text = clean_spaces(element.text_content())
        if element is container or not fact or not text or len(text) > 300 or element.getparent() is None:
            continue
        if fact == "byline":
            from_line = kinds.classify_lines([text])[0].byline
            draft.byline = draft.byline or from_line or text
        elif fact == "section" and len(text) < 40:
            draft.section = draft.section or text
        elif fact == "section":
            continue
        draft.remove(text, fact)
        element.drop_tree()


def _read_lines(draft: Draft, lines: Sequence[Line]) -> None:
    """Read the lines above the first prose as the head, the rest as the body."""
    body = next((n for n, line in enumerate(lines) if line.kind == kinds.PROSE), len(lines))
    first = next((n for n in range(body) if lines[n].kind == kinds.CAPTION), body)
    for line in lines[:first]:
        if line.kind == kinds.META:
            read_facts(draft, line)
        if line.kind != kinds.BLANK:
            draft.remove(line.text, line.rule or "standfirst")
    read_body(draft, lines[first:])


def _complete(draft: Draft, tree: HtmlElement, metadata: PageMetadata) -> None:
    """Fill the draft of a page's only article from the whole page."""
    if draft.title is None and (heading := next(tree.iter("h1"), None)) is not None:
        draft.title = clean_spaces(heading.text_content()) or None
    describe(draft, metadata)


def _read_facts_above(draft: Draft, tree: HtmlElement) -> None:
    """Read the author and date that stand above the text, which trafilatura leaves out."""
    for line in element_lines(tree.body):
        if line.kind == kinds.PROSE:
            return
        if line.kind == kinds.META:
            read_facts(draft, line)


def _main_text(tree: HtmlElement, metadata: PageMetadata) -> list[Draft]:
    """Draft a page without article elements from the text that trafilatura takes for its main text."""
    document = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False)
    body = getattr(document, "body", None)
    if body is None:
        return []
    drafts = draft_lines(list(element_lines(body)))
    if len(drafts) == 1:
        draft = drafts[0]
        draft.outlet = draft.outlet or metadata.site
        heading = next(tree.iter("h1"), None)
        if heading is not None:
            draft.title = clean_spaces(heading.text_content()) or draft.title
        _read_facts_above(draft, tree)
        describe(draft, metadata)
    return drafts
