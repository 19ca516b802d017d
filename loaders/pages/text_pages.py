"""Finds the articles of a plain-text dump: where each begins, and what its head says of it.

A new article begins at a title, which stands with facts about it (outlet, age, date, byline) or below a
ruled line, between the prose before and its own prose. The page's first article needs none of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.pages import lines as kinds
from loaders.pages.drafts import CAPTION, HEADING, PROSE, Block, Draft
from loaders.pages.lines import Line, classify_lines
from loaders.pages.sentences import is_wrapped
from loaders.records import Page

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
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        end = following.start if following else len(lines)
        draft = _draft(lines, head, end)
        if drafts and _is_teaser(draft):
            for line in lines[head.start : end]:
                if line.kind != kinds.BLANK:
                    drafts[-1].remove(line.text, "teaser")
        else:
            drafts.append(draft)
    return drafts


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
    opening = next((n for n in anchors if _opens(lines[n])), None)
    after = [n for n in titles if opening is not None and n > opening]
    if after:
        return Head(min(n for n in anchors if n >= (opening or 0)), body, after[0])
    before = [n for n in titles if n < anchors[0]]
    if not before:
        # A date above the title and nothing else.
        return Head(anchors[0], body, titles[0])
    title = _first_of_group(lines, before[-1], cluster.start)
    return Head(title, body, title)


def _opens(line: Line) -> bool:
    return line.kind == kinds.SEPARATOR or line.age or line.outlet is not None


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
    return long or [n for n in headings if len(lines[n].text.split()) > 1]


def _first_of_group(lines: Sequence[Line], heading: int, start: int) -> int:
    """The first heading of a title and its standfirst, which stand without an empty line between."""
    while heading > start and lines[heading - 1].kind == kinds.HEADING:
        heading -= 1
    return heading


def _draft(lines: Sequence[Line], head: Head, end: int) -> Draft:
    draft = Draft(title=lines[head.title].text if head.title is not None else None)
    if head.title is not None:
        draft.outlet = lines[head.title].outlet
    for position in range(head.start, head.body):
        line = lines[position]
        if position != head.title and line.kind != kinds.BLANK:
            read_facts(draft, line)
            repeated = line.kind == kinds.HEADING and line.text == draft.title
            rule = line.rule or ("repeated_title" if repeated else "standfirst")
            draft.remove(line.text, rule)
    read_body(draft, lines[head.body : end])
    return draft


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
