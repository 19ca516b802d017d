"""Drafts the articles of a plain-text dump: the heads of its layout, and what stands below each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from loaders.pages import lines as kinds
from loaders.pages.blocks import read_body, read_facts
from loaders.pages.bylines import person_named, placed_author
from loaders.pages.dates import stated_date
from loaders.pages.drafts import CAPTION, PROSE, Block, Draft
from loaders.pages.feeds import draft_feed, is_feed
from loaders.pages.genres import genre_named, genre_of_label
from loaders.pages.headlines import holds_finite_verb, is_standing
from loaders.pages.heads import Head, Layout, find_layout
from loaders.pages.line_classes import classify_lines
from loaders.pages.lines import Line, is_name
from loaders.pages.mending import mended_text
from loaders.pages.outlets import looks_like_outlet, outlet_name, outlet_of_itself
from loaders.pages.paragraphs import unwrapped_lines
from loaders.pages.posts import open_posts
from loaders.pages.wires import read_wire
from loaders.records import UNKNOWN_DATE, DateInterval, Page

_SHORTEST_BODY = 80  # characters of prose; below that it is a teaser of an article on another page
_RUN_IN = re.compile(r"[\s•▪●*-]*(?P<topic>[A-Z][\w.'’ /&-]{2,30}):\s+(?=[\"“‘]?[A-Z])")
_SHORTEST_ITEM = 30  # an item of a digest, which is printed whole


def draft_text_page(page: Page) -> list[Draft]:
    """Draft the articles of a plain-text dump, or of a feed that was saved as one."""
    if is_feed(page.content):
        return draft_feed(page)
    return draft_lines(classify_lines(unwrapped_lines(mended_text(page.content))), page.published)


def draft_lines(lines: Sequence[Line], given: DateInterval = UNKNOWN_DATE) -> list[Draft]:
    """Draft the articles of classified lines; what belongs to no article is kept as its neighbour's furniture."""
    lines, posts = open_posts(lines, given)
    layout = find_layout(lines, posts)
    if layout.digest:
        return _draft_digest(lines, layout)
    heads = layout.heads
    drafts: list[Draft] = []
    banner: Draft | None = None
    for head, following in zip_longest(heads, heads[1:]):
        end = following.start if following else len(lines)
        draft = _draft(lines, head, end)
        alone = len(heads) == 1 and any(block.kind == PROSE for block in draft.blocks)
        if alone or not _is_teaser(draft, _SHORTEST_BODY):
            drafts.append(draft)
        elif drafts:
            _keep_as_furniture(drafts[-1], lines[head.start : end])
        elif following:
            banner = draft
            banner.removed = []
            _keep_as_furniture(banner, lines[head.start : end])
    if drafts and banner is not None:
        _inherit(drafts, banner)
    for draft in drafts[1:]:
        # A section of the site itself names no outlet ("COMMENT"), an article from elsewhere does.
        # So do the columns of one newspaper's page, each with its dateline alone ("PARIS, March 18").
        column = draft.published.start is None and any(piece.rule == "dateline" for piece in draft.removed)
        if (draft.section or column) and draft.outlet is None:
            draft.outlet = drafts[0].outlet
            if column:
                draft.published = drafts[0].published
    return drafts or ([banner] if banner is not None else [])


def _draft_digest(lines: Sequence[Line], layout: Layout) -> list[Draft]:
    """Draft the items of a digest, which its banner dates and whose outlet it names."""
    drafts: list[Draft] = []
    for head, following in zip_longest(layout.heads, layout.heads[1:]):
        end = following.start if following else len(lines)
        draft = _draft(lines, head, end)
        draft.genre = "brief"
        if head.title is None:
            _take_run_in(draft)
        if _is_teaser(draft, _SHORTEST_ITEM) and drafts:
            _keep_as_furniture(drafts[-1], lines[head.start : end])
        else:
            drafts.append(draft)
    above = lines[: layout.banner]
    title = next((n for n, line in enumerate(above) if line.kind == kinds.HEADING), None)
    banner = Draft(title=None if title is None else above[title].text)
    for line in above:
        if line.kind != kinds.BLANK:
            read_facts(banner, line)
            banner.remove(line.text, line.rule or "banner")
            banner.blocks.append(Block(line.text))
    banner.outlet = banner.outlet or outlet_of_itself([line.text for line in lines])
    _inherit(drafts, banner)
    return drafts


def _take_run_in(draft: Draft) -> None:
    """Take the place or topic off an item that begins with one ("Peru: The foreign minister ...")."""
    for n, block in enumerate(draft.blocks):
        if block.kind == PROSE and (match := _RUN_IN.match(block.text)):
            draft.remove(match["topic"], "kicker")
            draft.blocks[n] = replace(block, text=block.text[match.end() :])
        if block.kind == PROSE:
            return


def _keep_as_furniture(draft: Draft, lines: Sequence[Line]) -> None:
    for line in lines:
        if line.kind != kinds.BLANK:
            draft.remove(line.text, "teaser")


def _inherit(drafts: Sequence[Draft], banner: Draft) -> None:
    """Give the articles of a digest what its banner says of the issue: the outlet and its date."""
    title = re.split(r"\s*[:|–—]\s", banner.title or "")[0]
    outlet = (outlet_name(title) if looks_like_outlet(title) else None) or banner.outlet
    printed = next((block.text for block in banner.blocks if stated_date(block.text)), "")
    published = banner.published if banner.published.start else stated_date(printed) or UNKNOWN_DATE
    for draft in drafts:
        draft.outlet = draft.outlet or outlet
        if draft.published.start is None:
            draft.published, draft.printed = published, draft.printed or banner.printed or printed
    drafts[0].removed[:0] = banner.removed


def _draft(lines: Sequence[Line], head: Head, end: int) -> Draft:
    draft = Draft(title=lines[head.title].text if head.title is not None else None)
    draft.outlet = _stated_outlet(lines, head)
    title = head.start if head.title is None else head.title
    # What stands below the title is nearer to the article than the site's own name and day above it.
    # Above it the nearest line goes first: a site's menu stands on top.
    around = (*range(title, head.body), *reversed(range(head.start, title)))
    draft.section = next((lines[n].section for n in around if lines[n].section), None)
    for position in around:
        line = lines[position]
        if line.kind == kinds.CAPTION:
            draft.blocks.append(Block(line.text, CAPTION))
        elif position != head.title and line.kind != kinds.BLANK:
            read_facts(draft, line)
            if not line.section and line.kind != kinds.FURNITURE and position < title:
                draft.genre = draft.genre or genre_named(line.text)
            draft.remove(line.text, line.rule or _head_rule(draft, line, above=position < title))
    read_body(draft, lines[head.body : end])
    read_wire(draft)
    return draft


def _is_teaser(draft: Draft, shortest: int) -> bool:
    prose = [block.text for block in draft.blocks if block.kind == PROSE]
    cut = len(prose) == 1 and prose[0].rstrip().endswith(("...", "…", "[...]", "[…]"))
    return cut or sum(map(len, prose)) < shortest


def _head_rule(draft: Draft, line: Line, *, above: bool) -> str:
    """Name what else a head holds: the title again, a masthead, an author's name alone, or a standfirst."""
    if line.text == draft.title:
        return "repeated_title"
    if is_standing(line.text):
        return "standing_head"
    if (
        draft.byline is None
        and not above
        and (author := placed_author(line.text))
        and not holds_finite_verb(author)
    ):
        draft.byline = author
        return "byline"
    if not is_name(line.text):
        return "standfirst"
    if "," in line.text:
        return "place"
    if line.text.startswith("The ") and "." not in line.text:
        draft.outlet = draft.outlet or outlet_name(line.text)
        return "outlet"
    signed = not above or (draft.section is not None and genre_of_label(draft.section) is not None)
    if draft.byline is None and signed and (name := person_named(line.text)):
        draft.byline = name
        return "byline"
    return "standfirst"


def _stated_outlet(lines: Sequence[Line], head: Head) -> str | None:
    """The outlet of a head: beside its date or age before a page's banner, else nearest to the title."""
    title = head.body if head.title is None else head.title
    named = [n for n in range(head.start, head.body) if lines[n].outlet]
    dated = [n for n in named if lines[n].date or lines[n].age or lines[n].field or n == head.title]
    nearest = min(dated or named, key=lambda n: abs(n - title), default=None)
    return None if nearest is None else lines[nearest].outlet
