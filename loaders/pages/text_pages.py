"""Finds the articles of a plain-text dump: where each begins, and what its head says of it.

A new article begins at a title, which stands with facts about it (outlet, age, date, byline) or below a
ruled line, between the prose before and its own prose. The page's first article needs none of these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from loaders.pages import lines as kinds
from loaders.pages.dates import stated_date
from loaders.pages.drafts import CAPTION, HEADING, PROSE, Block, Draft
from loaders.pages.lines import Line, classify_lines, is_name
from loaders.pages.outlets import looks_like_outlet, outlet_name
from loaders.pages.sentences import is_wrapped
from loaders.records import UNKNOWN_DATE, Page

_FEWEST_TITLE_WORDS = 3
_BLOCKS = {kinds.PROSE: PROSE, kinds.HEADING: HEADING, kinds.CAPTION: CAPTION}
_SHORTEST_BODY = 80  # characters of prose; below that it is a teaser of an article on another page


@dataclass(frozen=True, slots=True)
class Head:
    """Where an article's head lies: from its first line to its first line of prose."""

    start: int
    body: int
    title: int | None


def draft_text_page(page: Page) -> list[Draft]:
    """Draft the articles of a plain-text dump."""
    return draft_lines(classify_lines(unwrapped_lines(page.content)))


def unwrapped_lines(content: str) -> list[str]:
    """Split into lines, joining those of paragraphs that were wrapped at a width."""
    unwrapped: list[str] = []
    group: list[str] = []
    for line in [*content.splitlines(), ""]:
        if line.strip():
            group.append(line)
            continue
        wrapped = is_wrapped("\n".join(group))
        unwrapped += [" ".join(part.strip() for part in group)] if wrapped else group
        unwrapped.append("")
        group = []
    return unwrapped[:-1]


def draft_lines(lines: Sequence[Line]) -> list[Draft]:
    """Draft the articles of classified lines; what belongs to no article is kept as its neighbour's furniture."""
    heads = _find_heads(lines)
    drafts: list[Draft] = []
    banner: Draft | None = None
    for head, following in zip_longest(heads, heads[1:]):
        end = following.start if following else len(lines)
        draft = _draft(lines, head, end)
        alone = len(heads) == 1 and any(block.kind == PROSE for block in draft.blocks)
        if alone or not _is_teaser(draft):
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
        if draft.section and draft.outlet is None:
            draft.outlet = drafts[0].outlet
    return drafts or ([banner] if banner is not None else [])


def _keep_as_furniture(draft: Draft, lines: Sequence[Line]) -> None:
    for line in lines:
        if line.kind != kinds.BLANK:
            draft.remove(line.text, "teaser")


def _inherit(drafts: Sequence[Draft], banner: Draft) -> None:
    """Give the articles of a digest what its banner says of the issue: the outlet and its date."""
    title = re.split(r"\s*[:|–—]\s", banner.title or "")[0]
    outlet = banner.outlet or (outlet_name(title) if looks_like_outlet(title) else None)
    dates = (date for block in banner.blocks if (date := stated_date(block.text)))
    published = banner.published if banner.published.start else next(dates, UNKNOWN_DATE)
    for draft in drafts:
        draft.outlet = draft.outlet or outlet
        draft.published = draft.published if draft.published.start else published
    drafts[0].removed[:0] = banner.removed


def _find_heads(lines: Sequence[Line]) -> list[Head]:
    heads: list[Head] = []
    run = 0
    for position, line in enumerate(lines):
        if line.kind != kinds.PROSE:
            continue
        if not heads:
            heads.append(_first_head(lines, position))
        elif head := _later_head(lines, run, position):
            heads.append(head)
        run = position + 1
    return heads


def _first_head(lines: Sequence[Line], body: int) -> Head:
    top = [n for n in range(body) if lines[n].level == 1]
    titles = top or _titles(lines, range(body))
    return Head(0, body, titles[0] if titles else None)


def _later_head(lines: Sequence[Line], run: int, body: int) -> Head | None:
    """Find a head between two stretches of prose, if the lines there hold one."""
    cluster = range(_cluster_start(lines, run, body), body)
    top = [n for n in cluster if lines[n].level == 1]
    if top:
        return Head(top[0], body, top[0])
    titles = _titles(lines, cluster)
    anchors = [n for n in cluster if lines[n].anchors or lines[n].kind == kinds.SEPARATOR]
    if not titles or not anchors:
        return None
    # Outlet, age or rule stand above a title; byline and date may stand below it.
    opening = next((n for n in anchors if _opens(lines, n)), None)
    after = [n for n in titles if opening is not None and n > opening]
    if after:
        return Head(min(n for n in anchors if n >= (opening or 0)), body, after[0])
    before = [n for n in titles if n <= anchors[0]]
    if not before:
        # A date above the title and nothing else.
        return Head(anchors[0], body, titles[0])
    start = _group_start(lines, before[-1], cluster.start)
    title = next(n for n in titles if n >= start)
    return Head(start, body, title)


def _opens(lines: Sequence[Line], position: int) -> bool:
    """Tell whether a line of facts stands above a title rather than below one."""
    line = lines[position]
    if line.kind == kinds.SEPARATOR or line.age or (line.outlet is not None and line.kind == kinds.META):
        return True
    above = lines[position - 1].kind if position else kinds.BLANK
    below = lines[position + 1].kind if position + 1 < len(lines) else kinds.BLANK
    return above == kinds.BLANK and below == kinds.HEADING and not line.labelled


def _cluster_start(lines: Sequence[Line], run: int, body: int) -> int:
    """Walk back from the prose to the list of links or the comments before, which belong to the article above."""
    start = body
    while start > run:
        line = lines[start - 1]
        if line.kind == kinds.ZONE and line.rule != "comments":
            break
        start -= 1
    return start


def _titles(lines: Sequence[Line], cluster: range) -> list[int]:
    headings = [n for n in cluster if lines[n].kind == kinds.HEADING]
    long = [n for n in headings if len(lines[n].text.split()) >= _FEWEST_TITLE_WORDS]
    unlike_names = [n for n in long if not is_name(lines[n].text)]
    return unlike_names or long or [n for n in headings if len(lines[n].text.split()) > 1]


def _group_start(lines: Sequence[Line], heading: int, start: int) -> int:
    """Where the lines begin that stand above a heading without an empty line between."""
    while heading > start and lines[heading - 1].kind in (kinds.HEADING, kinds.META):
        heading -= 1
    return heading


def _draft(lines: Sequence[Line], head: Head, end: int) -> Draft:
    draft = Draft(title=lines[head.title].text if head.title is not None else None)
    draft.outlet = _stated_outlet(lines, head)
    for position in range(head.start, head.body):
        line = lines[position]
        if line.kind == kinds.CAPTION:
            draft.blocks.append(Block(line.text, CAPTION))
        elif position != head.title and line.kind != kinds.BLANK:
            read_facts(draft, line)
            draft.remove(line.text, line.rule or _head_rule(draft, line))
    read_body(draft, lines[head.body : end])
    return draft


def _head_rule(draft: Draft, line: Line) -> str:
    """Name what else a head holds: the title again, an author's name alone, or a standfirst."""
    if line.text == draft.title:
        return "repeated_title"
    if is_name(line.text) and draft.byline is None and len(line.text.split()) > 1:
        draft.byline = line.text
        return "byline"
    return "standfirst"


def _stated_outlet(lines: Sequence[Line], head: Head) -> str | None:
    """The outlet of a head: beside its date or age before a page's banner, else nearest to the title."""
    title = head.body if head.title is None else head.title
    named = [n for n in range(head.start, head.body) if lines[n].outlet]
    dated = [n for n in named if lines[n].date or lines[n].age or n == head.title]
    nearest = min(dated or named, key=lambda n: abs(n - title), default=None)
    return None if nearest is None else lines[nearest].outlet


def read_facts(draft: Draft, line: Line) -> None:
    """Fill what the draft lacks from a line of facts."""
    draft.outlet = draft.outlet or line.outlet
    draft.byline = draft.byline or line.byline
    draft.section = draft.section or line.section
    if line.date and draft.published.start is None:
        draft.published, draft.printed = line.date, line.text


def read_body(draft: Draft, lines: Sequence[Line]) -> None:
    """Fill the draft's blocks from the lines below its head, leaving out furniture and what follows its end."""
    zone = ""
    for position, line in enumerate(lines):
        if line.kind == kinds.BLANK:
            continue
        if line.kind == kinds.ZONE:
            zone = zone if zone in ("comments", "tags") else line.rule
        elif zone == "related" and _prose_resumes(lines, position):
            zone = ""
        if zone or line.kind in (kinds.ZONE, kinds.FURNITURE, kinds.SEPARATOR):
            draft.remove(line.text, zone or line.rule)
        elif line.kind == kinds.META:
            read_facts(draft, line)
            draft.remove(line.text, line.rule)
        else:
            draft.blocks.append(Block(line.text, _BLOCKS[line.kind]))


def _prose_resumes(lines: Sequence[Line], position: int) -> bool:
    """Tell running text behind a list of links from the summary of one of the links."""
    if lines[position].kind != kinds.PROSE:
        return False
    following = next((line for line in lines[position + 1 :] if line.kind != kinds.BLANK), None)
    return following is not None and following.kind == kinds.PROSE


def _is_teaser(draft: Draft) -> bool:
    prose = [block.text for block in draft.blocks if block.kind == PROSE]
    cut = len(prose) == 1 and prose[0].rstrip().endswith(("...", "…", "[...]", "[…]"))
    return cut or sum(map(len, prose)) < _SHORTEST_BODY
