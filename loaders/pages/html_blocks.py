"""Takes the furniture out of an HTML tree and reads the rest as lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from lxml.etree import _Element
from lxml.html import HtmlElement

from loaders.pages import lines as kinds
from loaders.pages.bodies import clean_spaces
from loaders.pages.data import load
from loaders.pages.dates import date_line, stated_date
from loaders.pages.furniture import closing_zone
from loaders.pages.line_classes import classify_lines
from loaders.pages.lines import Line
from loaders.pages.paragraphs import unwrapped_lines
from loaders.records import Furniture

HEADINGS = ("h1", "h2", "h3", "h4")

_SILENT = ("script", "style", "noscript", "template", "svg", "iframe", "object", "canvas", "link", "meta")
_FURNITURE = ("nav", "aside", "footer", "form", "button", "select", "dialog", "ins", "menu", "table", "label")
_ROLES = frozenset(["navigation", "banner", "contentinfo", "complementary", "dialog", "search", "alert"])
_BOXES = ("div", "section", "ul")
_KEPT = frozenset(("html", "body", "main", "article"))
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "em",
        "font",
        "i",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "del",
        "hi",
        "ref",
    ]
)
_LABELS = ("span", "time", "a", "small", "strong", "b")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NEVER_LARGE = ("nav", "footer", "form", "select", "dialog")
_MARKED = 0.2  # a page with this share of its text in <p> marks its paragraphs
_LONGEST_LABEL = 60  # characters beside a <time>; with more it stands in running text
_SHORTEST_LOOSE_TEXT = 80
_LOOSE = 0.5  # of the text in paragraphs
LINE_END = "\u2028"
_LARGE = 0.4  # an element with this share of the page's paragraphs is the article, whatever its class says


def strip_furniture(tree: HtmlElement) -> list[Furniture]:
    """Take furniture elements out of the tree, and give back the text that stood in them."""
    for element in list(tree.iter(*_SILENT)):
        element.drop_tree()
    for comment in list(tree.xpath("//comment() | //processing-instruction()")):
        if comment.getparent() is not None:
            comment.drop_tree()
    weigh = _scale(tree)
    whole = weigh(tree) or 1
    removed: list[Furniture] = []
    for element in list(tree.iter()):
        rule = _furniture_rule(element)
        if rule is None or element.getparent() is None or _detached(element, tree):
            continue
        if weigh(element) > _LARGE * whole and element.tag not in _NEVER_LARGE:
            continue
        if text := clean_spaces(_spaced_text(element)):
            removed.append(Furniture(text, rule))
        element.drop_tree()
    removed += _closing_boxes(tree, weigh, whole)
    return removed


def _closing_boxes(tree: HtmlElement, weigh: Callable[[HtmlElement], int], whole: int) -> list[Furniture]:
    """Take out the boxes that a heading names ("Most read", "Recent comments"), whatever their class."""
    removed: list[Furniture] = []
    for heading in list(tree.iter("h2", "h3", "h4", "h5", "h6")):
        zone, box = closing_zone(clean_spaces(heading.text_content())), heading.getparent()
        if zone is None or box is None or box.tag not in _BOXES or _detached(heading, tree):
            continue
        first = next((e for e in box if isinstance(e.tag, str)), None)
        if first is heading and weigh(box) <= _LARGE * whole and next(box.iter("h1"), None) is None:
            removed.append(Furniture(clean_spaces(_spaced_text(box)), zone))
            box.drop_tree()
    return removed


def _scale(tree: HtmlElement) -> Callable[[HtmlElement], int]:
    """Weigh elements by their paragraphs, or by all their text on old pages that mark none."""
    return _paragraph_text if marks_paragraphs(tree) else _whole_text


def marks_paragraphs(tree: HtmlElement) -> bool:
    """Tell whether a page puts its text into paragraphs; many old ones part it by line ends alone."""
    return _paragraph_text(tree) > _MARKED * _whole_text(tree)


def holds_loose_text(tree: HtmlElement) -> bool:
    """Tell whether much running text stands beside the paragraphs, in cells and behind line ends, as on old pages."""
    loose = sum(
        len(text)
        for element in tree.iter("td", "center", "font", "blockquote", "body", "br", "i", "b")
        for text in (element.text if element.tag not in ("br", "i", "b") else element.tail,)
        if text
        and len(text.strip()) > _SHORTEST_LOOSE_TEXT
        and not any(e.tag == "p" for e in element.iterancestors())
    )
    return loose > _LOOSE * _paragraph_text(tree)


def _paragraph_text(element: HtmlElement) -> int:
    return sum(len(p.text_content()) for p in element.iter("p"))


def _whole_text(element: HtmlElement) -> int:
    return len(element.text_content())


def print_moments(tree: HtmlElement) -> None:
    """Print the moment that a ``<time>`` states in place of an age ("2 hours ago") or a bare time of day."""
    for element in tree.iter("time"):
        moment = element.get("datetime") or ""
        words = clean_spaces(element.text_content())
        if stated_date(moment) is None or date_line(words) or _stands_in_text(element):
            continue
        for child in list(element):
            child.drop_tree()
        element.text = f" {moment.strip()} "


def _stands_in_text(element: HtmlElement) -> bool:
    """Tell whether running text stands right before or behind an element."""
    parent, before = element.getparent(), element.getprevious()
    above = before.tail if before is not None else parent.text if parent is not None else None
    return len(clean_spaces(f"{above or ''} {element.tail or ''}")) > _LONGEST_LABEL


def mark_line_ends(tree: HtmlElement) -> None:
    """Write every ``<br>`` into the text, where it is seen also inside of inline elements."""
    for element in tree.iter("br"):
        element.tail = LINE_END + (element.tail or "")


def class_words(element: HtmlElement, kind: str) -> str | None:
    """The furniture word or the fact that an element's class or id names, if it names one."""
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
    words = {word.casefold() for word in _WORD.findall(names)}
    if kind == "facts":
        return next((fact for fact, cues in _facts().items() if words & cues), None)
    return next(iter(sorted(words & _classes())), None)


@cache
def _classes() -> frozenset[str]:
    return frozenset(load("furniture.yaml")["html_classes"].split())


@cache
def _facts() -> dict[str, frozenset[str]]:
    return {fact: frozenset(words.split()) for fact, words in load("furniture.yaml")["html_facts"].items()}


def _furniture_rule(element: HtmlElement) -> str | None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _KEPT:
        return None
    titled = element.get("role") == "banner" and next(element.iter("h1"), None) is not None
    if tag in _FURNITURE or (element.get("role") in _ROLES and not titled) or tag.startswith("amp-"):
        return f"html_{tag}"
    if element.get("hidden") is not None or _UNSEEN.search(element.get("style") or ""):
        return "html_hidden"
    if tag == "header" and not any(above.tag in ("article", "main") for above in element.iterancestors()):
        return None if next(element.iter("h1"), None) is not None else "html_header"
    # "body no-comments" names a page, not a list of comments.
    word = class_words(element, "furniture")
    return f"html_{word}" if word and next(element.iter("h1"), None) is None else None


def _detached(element: HtmlElement, tree: HtmlElement) -> bool:
    top = element
    while (parent := top.getparent()) is not None:
        top = parent
    return top is not tree.getroottree().getroot()


def _spaced_text(element: _Element) -> str:
    return " ".join(str(part) for part in element.itertext())


def element_lines(container: _Element) -> Iterator[Line]:
    """Read an element's blocks as lines, in the order of the page."""
    run: list[str] = [container.text or ""]
    for child in container:
        if not isinstance(child.tag, str):
            continue
        if child.tag in _INLINE and not _holds_blocks(child):
            words = "".join(map(str, child.itertext()))
            run += [LINE_END, words] if child.tag in _LABELS and _abuts(run, words) else [words]
        elif child.tag in ("br", "lb"):
            pass  # its line end stands in its tail
        else:
            yield from _text_lines(run)
            run = []
            yield from _block_lines(child)
        run.append(child.tail or "")
    yield from _text_lines(run)


def _abuts(run: list[str], words: str) -> bool:
    """Tell whether two labels touch that a style sheet would part ("Ana Ruiz" and "March 10, 2025")."""
    before = "".join(run)[-1:]
    return (before.islower() or before.isdigit()) and (words[:1].isupper() or words[:1].isdigit())


def _block_lines(element: _Element) -> Iterator[Line]:
    tag = str(element.tag)
    text = clean_spaces("".join(map(str, element.itertext())))
    if tag in ("figure", "picture"):
        for caption in element.iter("figcaption"):
            if words := clean_spaces("".join(map(str, caption.itertext()))):
                yield Line(words, kinds.CAPTION)
    elif tag == "figcaption":
        if text:
            yield Line(text, kinds.CAPTION)
    elif tag in ("h1", "h2", "h3", "h4", "h5", "h6", "head"):
        if text:
            yield _heading(text, tag)
    elif tag in ("img", "video", "audio", "source", "hr", "graphic", "input", "textarea"):
        return
    else:
        yield from element_lines(element)


def _holds_blocks(element: _Element) -> bool:
    return any(
        isinstance(e.tag, str) and e.tag not in _INLINE and e.tag not in ("br", "img") for e in element.iter()
    )


def _heading(text: str, tag: str) -> Line:
    line = classify_lines([text])[0]
    if line.kind in (kinds.ZONE, kinds.FURNITURE):
        return line
    level = int(tag[1]) if tag[1:].isdigit() else 2
    return Line(text, kinds.HEADING, level=level)


def _text_lines(run: list[str]) -> Iterator[Line]:
    """Read text that stands without an element of its own: two line ends part paragraphs, one parts short lines."""
    text = "\n".join(clean_spaces(part) for part in "".join(run).split(LINE_END))
    for part in filter(None, unwrapped_lines(text)):
        line = classify_lines([part])[0]
        # In a paragraph of its own, more than a few words are running text, with a full stop or without.
        long = line.kind == kinds.HEADING and len(part.split()) > 8
        yield replace(line, kind=kinds.PROSE) if long else line
