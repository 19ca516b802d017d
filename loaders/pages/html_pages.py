"""Drafts the articles of an HTML page: one-article pages, lists of whole articles, and pages without markup.

An ``<article>`` element (or a block that repeats, with a heading and text) is an article. A page of one
article without such an element goes through trafilatura, which finds the main text among the furniture.
"""

from __future__ import annotations

from collections import Counter

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from graph_schema.errors import ItemError
from loaders.pages import lines as kinds
from loaders.pages.bodies import clean_spaces
from loaders.pages.drafts import Draft
from loaders.pages.genres import names_genre
from loaders.pages.html_blocks import (
    HEADINGS,
    class_words,
    element_lines,
    holds_loose_text,
    mark_line_ends,
    marks_paragraphs,
    print_moments,
    strip_furniture,
)
from loaders.pages.html_drafts import draft_described, draft_element, read_head
from loaders.pages.html_headlines import headline_element, printed_headline, site_heading
from loaders.pages.html_metadata import PageMetadata, describe, read_metadata
from loaders.pages.lines import Line
from loaders.pages.mending import mended_characters
from loaders.pages.text_pages import draft_lines
from loaders.records import Page

_SHORTEST_BODY = 120  # characters in paragraphs; below that it is a teaser
_LONGEST_STANDFIRST = 300  # characters
_ARTICLES = "//article | //*[@role='article'] | //*[contains(@itemtype, 'Article')]"


def draft_html_page(page: Page) -> list[Draft]:
    """Draft the articles of an HTML page."""
    tree = _parsed(page)
    metadata = read_metadata(tree)
    removed = strip_furniture(tree)
    print_moments(tree)
    mark_line_ends(tree)
    base = page.url or metadata.canonical
    containers = (
        [_whole_page(tree)] if metadata.is_live else _article_elements(tree) or _repeated_blocks(tree)
    )
    if len(containers) > 1 and metadata.is_article:
        containers = [max(containers, key=_paragraph_length)]
    if len(containers) > 1:
        drafts = [draft_element(container, metadata, base) for container in containers]
    elif containers:
        drafts = [draft_element(containers[0], metadata, base)]
        _complete(drafts[0], tree, metadata)
    else:
        drafts = _main_text(tree, metadata)
    drafts = [draft for draft in drafts if draft.blocks] or _described_drafts(metadata)
    if drafts:
        drafts[0].removed[:0] = removed
    return drafts


def _parsed(page: Page) -> HtmlElement:
    try:
        return document_fromstring(
            mended_characters(page.content).encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8")
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ItemError(
            page.source, f"The page is no HTML that can be read ({error}).", "Check that it was saved whole."
        ) from error


def _body(tree: HtmlElement) -> HtmlElement:
    body = tree.find(".//body")
    return tree if body is None else body


def _paragraph_length(element: HtmlElement) -> int:
    return sum(len(clean_spaces(p.text_content())) for p in element.iter("p"))


def _is_article(element: HtmlElement) -> bool:
    return _paragraph_length(element) >= _SHORTEST_BODY


def _whole_page(tree: HtmlElement) -> HtmlElement:
    """The innermost element that holds a live blog: its title, the times of its posts and their paragraphs."""
    parts = list(tree.iter("h1", "time", "article", "p"))
    if len(parts) < 2:
        return tree
    others = [{part, *part.iterancestors()} for part in parts[1:]]
    return next(
        (above for above in parts[0].iterancestors() if all(above in other for other in others)), tree
    )


def _described_drafts(metadata: PageMetadata) -> list[Draft]:
    """Draft a page whose text stands in its JSON-LD alone."""
    drafts = [draft_described(one, metadata) for one in metadata.articles if one.text or one.posts]
    if len(drafts) == 1:
        describe(drafts[0], metadata)
    return [draft for draft in drafts if draft.blocks]


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


def _complete(draft: Draft, tree: HtmlElement, metadata: PageMetadata) -> None:
    """Fill the draft of a page's only article from the whole page."""
    if draft.title is None and (heading := headline_element(tree, metadata)) is not None:
        draft.title = printed_headline(heading, metadata)
    describe(draft, metadata)


def _read_facts_above(draft: Draft, tree: HtmlElement) -> None:
    """Read the author and date that stand above the text, which trafilatura leaves out."""
    above: list[Line] = []
    for line in element_lines(_body(tree)):
        if line.kind == kinds.PROSE and line.text != draft.title:
            break
        above.append(line)
    title = next((n for n, line in enumerate(above) if line.text == draft.title), 0)
    read_head(draft, above[title:])
    read_head(draft, [line for line in above[:title] if line.kind == kinds.META])


def _is_standfirst(element: HtmlElement) -> bool:
    """Tell whether the class of a short element calls it a standfirst."""
    return class_words(element, "facts") == "standfirst" and len(element.text_content()) < _LONGEST_STANDFIRST


def _is_digest(tree: HtmlElement, metadata: PageMetadata) -> bool:
    """Tell whether a page is a digest, whose short items trafilatura takes for a list of links."""
    names = (metadata.title or "", *(heading.text_content() for heading in tree.iter("h1")))
    return any(names_genre(clean_spaces(name), "brief") for name in names)


def _main_text(tree: HtmlElement, metadata: PageMetadata) -> list[Draft]:
    """Draft a page without article elements: from all its lines, or from what trafilatura takes for its text."""
    if not marks_paragraphs(tree) or holds_loose_text(tree) or _is_digest(tree, metadata):
        drafts = draft_lines(list(element_lines(_body(tree))))
    else:
        for element in [e for e in tree.iter("p", "div", "h2", "h3", "span") if _is_standfirst(e)]:
            element.drop_tree()
        # Imported for the pages that need it: it takes 0.3 s, and other formats never do.
        import trafilatura  # noqa: PLC0415

        document = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False)
        body = getattr(document, "body", None)
        drafts = draft_lines(list(element_lines(body))) if body is not None else []
    for draft in drafts:
        draft.outlet = draft.outlet or metadata.site or site_heading(tree)
    if len(drafts) == 1:
        draft = drafts[0]
        heading = headline_element(tree, metadata)
        if heading is not None:
            draft.title = printed_headline(heading, metadata)
            draft.blocks = [block for block in draft.blocks if clean_spaces(block.text) != draft.title]
        _read_facts_above(draft, tree)
        describe(draft, metadata)
    return drafts
