"""Finds the heading of an HTML page that is an article's headline, and reads it without labels and site names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from loaders.pages.bodies import clean_spaces
from loaders.pages.headlines import says_something
from loaders.pages.html_blocks import HEADINGS, LINE_END, class_words
from loaders.pages.html_metadata import PageMetadata, bare_title, title_key
from loaders.pages.line_facts import is_label
from loaders.pages.outlets import looks_like_outlet, outlet_name, outlet_named

_ALIKE = 0.6  # share of the words that a heading and the page's own title have in common
_FEWEST_WORDS = 3  # of a title that stands behind a label
_LONGEST_LABEL = 4
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LOGOS = frozenset(("logo", "brand", "masthead", "sitename", "nameplate", "wordmark"))
_SHORTEST_TEXT = 60  # characters of a paragraph of running text
_HEADLINES = frozenset(("headline", "hed"))
_STORIES = frozenset(("article", "entry", "story", "post", "news", "page", "content"))
_UNSEEN = re.compile(r"\b(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|u-hidden|offscreen)\b", re.I)


def headline_element(container: HtmlElement, metadata: PageMetadata) -> HtmlElement | None:
    """The heading of a container that the page's head calls its title, else the first that is no site's name."""
    headings = [h for tag in HEADINGS for h in container.iter(tag) if clean_spaces(h.text_content())]
    own = [h for h in headings if not _names_site(h, metadata)]
    described = [h for h in own if _best_likeness(printed_headline(h, metadata), metadata.titles) >= _ALIKE]
    unlabelled = [h for h in own if not _is_name(clean_spaces(h.text_content()))]
    return next(iter(described or unlabelled or _classed_headlines(container) or own), None)


def site_heading(container: HtmlElement) -> str | None:
    """The outlet that a heading of the page names, where its head names none."""
    texts = (clean_spaces(h.text_content()) for tag in HEADINGS for h in container.iter(tag))
    return next((outlet_name(text) for text in texts if looks_like_outlet(text)), None)


def _is_name(text: str) -> bool:
    """Tell whether a heading is a label of the page or looks like an outlet's name."""
    return is_label(text) or looks_like_outlet(text)


def _classed_headlines(container: HtmlElement) -> list[HtmlElement]:
    """The elements that only their class calls a headline ("article-title"), on pages without headings."""
    named = ((element, _class_names(element)) for element in container.iter("div", "p", "span", "b", "td"))
    called = [e for e, names in named if names & _HEADLINES or ("title" in names and names & _STORIES)]
    return [element for element in called or _large_lines(container) if clean_spaces(element.text_content())]


def _large_lines(container: HtmlElement) -> list[HtmlElement]:
    """Paragraphs that are all bold or in large letters, above the first that is not: headlines of old pages."""
    large: list[HtmlElement] = []
    for paragraph in container.iter("p"):
        text = clean_spaces(paragraph.text_content())
        if len(text) > _SHORTEST_TEXT and text.endswith((".", "”", '"')):
            return large
        bold = next(
            (e for e in paragraph.iter("b", "strong", "big", "font") if e.tag != "font" or e.get("size")),
            None,
        )
        if bold is not None and clean_spaces(bold.text_content()) == text and says_something(text):
            large.append(paragraph)
    return []


def _class_names(element: HtmlElement) -> set[str]:
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
    return {word.casefold() for word in _WORD.findall(names)}


def printed_headline(heading: HtmlElement, metadata: PageMetadata) -> str | None:
    """The words of a headline without the labels that stand in its element, and without the site's name."""
    text = clean_spaces("".join(_seen_texts(heading)).replace(LINE_END, " "))
    if not text:
        return None
    title = bare_title(text, metadata.site)
    # A label may stand in the heading's own text: "UKRAINE WAR Grain deal signed".
    tails = (told for told in metadata.titles if title_key(title).endswith(f" {title_key(told)}"))
    heads = (told for told in metadata.titles if title_key(title).startswith(f"{title_key(told)} "))
    head = next((told for told in heads if len(told.split()) >= _FEWEST_WORDS), None)
    if head and len(heading) and title.startswith(head):
        return head  # what follows is a standfirst with an element of its own
    tail = next((told for told in tails if len(told.split()) >= _FEWEST_WORDS), None)
    return tail if tail and len(title.split()) - len(tail.split()) <= _LONGEST_LABEL else title


def _seen_texts(element: HtmlElement) -> Iterator[str]:
    """The texts of a heading, leaving out what is hidden and a label with an element of its own at its start."""
    begun = bool(clean_spaces(element.text or ""))
    yield element.text or ""
    for child in element:
        words = clean_spaces(child.text_content()) if isinstance(child.tag, str) else ""
        whole = words == clean_spaces(element.text_content())
        label = not begun and not whole and (is_label(words) or class_words(child, "facts") == "section")
        if words and not label and not _UNSEEN.search(child.get("class") or ""):
            yield "".join(_seen_texts(child))
            begun = True
        yield child.tail or ""
        begun = begun or bool(clean_spaces(child.tail or ""))


def _names_site(heading: HtmlElement, metadata: PageMetadata) -> bool:
    """Tell whether a heading is the site's name or logo, which many themes put into an <h1>."""
    text = clean_spaces(heading.text_content())
    if title_key(text) == title_key(metadata.site) or outlet_named(text):
        return True
    around = (heading, heading.getparent(), *heading.iter("a", "span", "div"))
    return any(_LOGOS & _class_names(element) for element in around if element is not None)


def _best_likeness(text: str | None, titles: Sequence[str]) -> float:
    words = set(title_key(text).split())
    return max((_likeness(words, set(title_key(title).split())) for title in titles), default=0.0)


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(len(one | other), 1)
