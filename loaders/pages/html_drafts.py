"""Drafts one article of an HTML page from the element that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from urllib.parse import urljoin

from lxml.html import HtmlElement

from loaders.pages import lines as kinds
from loaders.pages.blocks import read_body, read_facts
from loaders.pages.bodies import clean_spaces
from loaders.pages.bylines import person_named, placed_author
from loaders.pages.dates import stated_date
from loaders.pages.drafts import Draft
from loaders.pages.headlines import holds_finite_verb
from loaders.pages.html_blocks import class_words, element_lines
from loaders.pages.html_headlines import headline_element, printed_headline
from loaders.pages.html_metadata import Described, PageMetadata, apply_description
from loaders.pages.line_classes import classify_lines, with_summaries
from loaders.pages.lines import Line
from loaders.pages.outlets import outlet_before_comma
from loaders.pages.posts import open_posts
from loaders.records import UNKNOWN_DATE

_SHORTEST_TEXT = 60  # characters of a paragraph that begins the article's text


def draft_element(container: HtmlElement, metadata: PageMetadata, base: str | None) -> Draft:
    """Draft one article from its element."""
    draft = Draft(outlet=metadata.site)
    heading = headline_element(container, metadata)
    if heading is not None:
        draft.title = printed_headline(heading, metadata)
        link = next((a.get("href") for a in (*heading.iter("a"), *heading.iterancestors("a"))), None)
        if link and base and not link.startswith("#"):
            draft.url = urljoin(base, link)
    described = metadata.described(draft.title) or Described()
    apply_description(draft, described)
    _read_times(draft, container)
    _read_facts_elements(draft, container)
    printed = None if heading is None else clean_spaces(heading.text_content())
    lines = [line for line in element_lines(container) if not (line.level and line.text == printed)]
    _read_lines(draft, with_summaries(lines), described)
    return draft


def draft_described(described: Described, metadata: PageMetadata) -> Draft:
    """Draft an article from the text that JSON-LD gives, for a page that a script would fill."""
    draft = Draft(outlet=metadata.site)
    apply_description(draft, described)
    lines = classify_lines((described.text or "").splitlines())
    for post in described.posts:
        lines += classify_lines([post.published or ""])
        lines += [Line(post.title, kinds.HEADING, level=2)] if post.title else []
        lines += classify_lines((post.text or "").splitlines())
    _read_lines(draft, with_summaries(lines), described)
    return draft


def _head_elements(container: HtmlElement) -> list[HtmlElement]:
    """The elements before the article's text, in the order of the page."""
    elements: list[HtmlElement] = []
    for element in container.iter():
        if element.tag == "p" and len(clean_spaces(element.text_content())) > _SHORTEST_TEXT:
            break
        if isinstance(element.tag, str):
            elements.append(element)
    return elements


def _read_times(draft: Draft, container: HtmlElement) -> None:
    """Read the date from a ``<time>`` above the text; below it one counts only where it is the only one."""
    times = list(container.iter("time"))
    above = [element for element in _head_elements(container) if element.tag == "time"]
    for element in above or (times if len(times) == 1 else []):
        printed = element.get("datetime") or element.text_content()
        stated = stated_date(printed)
        if stated and draft.published.start is None:
            draft.published, draft.printed = stated, clean_spaces(printed)


def _read_facts_elements(draft: Draft, container: HtmlElement) -> None:
    """Read author and section from the elements that name them, and take those elements out."""
    above = set(_head_elements(container))
    found = [e for e in container.iter() if isinstance(e.tag, str) and class_words(e, "facts")]
    # Those above the text tell of the article, those below perhaps of a post or of another story.
    for element in sorted(found, key=lambda element: element not in above):
        fact = class_words(element, "facts")
        text = clean_spaces(element.text_content())
        if element is container or not text or len(text) > 300 or element.getparent() is None:
            continue
        if fact == "byline":
            _read_byline(draft, text)
        elif fact == "section" and len(text) < 40:
            draft.section = draft.section or text
        elif fact == "section":
            continue
        draft.remove(text, fact or "")
        element.drop_tree()


def _read_byline(draft: Draft, text: str) -> None:
    """Read the element of an author, in which a date may stand too ("Ana Ruiz, 24 November 2017")."""
    line = classify_lines([text])[0]
    if line.date and draft.published.start is None:
        draft.published, draft.printed = line.date, text
    named = person_named(text.partition(",")[0]) if line.date or line.age else text
    draft.byline = draft.byline or line.byline or named


def _read_lines(draft: Draft, lines: Sequence[Line], described: Described) -> None:
    """Read the lines above the first prose or post as the head, the rest as the body."""
    titled = [Line(draft.title, kinds.HEADING, level=1)] if draft.title else []
    labelled = [Line("Live", kinds.META, section="Live")] if described.genre == "live" else []
    changed = stated_date(described.changed or "") or UNKNOWN_DATE
    begun = stated_date(described.published or "") or UNKNOWN_DATE
    opened, posts = open_posts([*labelled, *titled, *lines], begun, changed)
    opened = opened[len(labelled) + len(titled) :]
    body = next(
        (
            n
            for n, line in enumerate(opened)
            if line.kind == kinds.PROSE or (posts and line.kind == kinds.CLOCK)
        ),
        len(opened),
    )
    first = next((n for n in range(body) if opened[n].kind == kinds.CAPTION), body)
    above = [line for line in opened[:first] if line.kind != kinds.BLANK]
    read_head(draft, above)
    for line in above:
        draft.remove(line.text, line.rule or "standfirst")
    read_body(draft, opened[first:])


def read_head(draft: Draft, lines: Sequence[Line]) -> None:
    """Read the facts that stand above an article's text, an author's name without "By" among them."""
    for line, following in zip_longest(lines, lines[1:]):
        if line.kind == kinds.META:
            read_facts(draft, line)
        signed = following is not None and (
            following.kind == kinds.META or outlet_before_comma(following.text)
        )
        if line.kind == kinds.HEADING and not line.level and draft.byline is None:
            placed = None if holds_finite_verb(line.text) else placed_author(line.text)
            draft.byline = placed or (person_named(line.text) if signed else None)
