"""Finds where the articles of a page begin: each head with its title, from its first line to its prose.

A new article begins at a title, which stands with facts about it (outlet, age, date, byline, header fields,
its address) or below a ruled line, between the prose before and its own prose. In a digest every heading above
prose is a title. The page's first article needs none of these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.pages import lines as kinds
from loaders.pages.genres import genre_of_label, names_genre
from loaders.pages.headlines import common_words, headlines, is_headline
from loaders.pages.lines import Line, is_name

_FEWEST_DATED_ITEMS = 3
_KICKER = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.'’& /-]{2,40}")
_TOPIC = re.compile(r"\W{1,3}[A-ZÀ-Þ][\w.'’ /&-]{2,30}:\s+(?=[\"“‘]?[A-Z])")
_RUN_IN = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.'’& /-]{2,40}:\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Head:
    """Where an article's head lies: from its first line to its first line of prose."""

    start: int
    body: int
    title: int | None


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page is laid out: where its heads are, and what stands above all of them."""

    heads: list[Head]
    digest: bool = False
    """Whether its articles are the items of a digest, which its banner dates."""
    banner: int = 0
    """How many lines stand above the first item of a digest."""


def find_layout(lines: Sequence[Line], posts: range) -> Layout:
    """Find the articles of a page; ``posts`` are the lines of a live blog's posts, which are no articles."""
    if len(posts) == 0 and (digest := _digest(lines)):
        return digest
    heads: list[Head] = []
    run = 0
    in_comments = in_briefs = False
    numbered = _numbered_titles(lines)
    common = common_words(lines)
    for position, line in enumerate(lines):
        if line.kind == kinds.ZONE:
            in_comments = line.rule == "comments"
        if heads and not posts and line.kind in (kinds.HEADING, kinds.META):
            in_briefs = in_briefs or names_genre(line.text, "brief")
        if line.kind != kinds.PROSE:
            continue
        if not heads:
            first = min(position, posts.start) if posts else position
            heads.append(_first_head(lines, first, common, live=bool(posts)))
        elif (head := _later_head(lines, run, position, numbered, common)) and (
            not (in_comments or head.start in posts) or _is_certain(lines[head.start : head.body])
        ):
            heads.append(head)
            in_comments = in_briefs = False
        elif (item := _item_head(lines, position)) and item.start >= run:
            # Wire copy under wire copy: the heading above a dateline is no sub-head.
            wired = line.dateline and item.title is not None and lines[heads[0].body].dateline
            if in_briefs or wired:
                heads.append(item)
        run = position + 1
    return Layout(_first_like_the_others(lines, heads))


def _first_like_the_others(lines: Sequence[Line], heads: list[Head]) -> list[Head]:
    """Read the first head as all others read: what stands above its title may be the name of the page."""
    shapes = {_shape(lines, head.title) for head in heads[1:] if head.title is not None}
    if len(shapes) != 1 or not all(next(iter(shapes))) or heads[0].title is None:
        return heads
    if _shape(lines, heads[0].title) in shapes:
        return heads
    first = heads[0]
    alike = [
        n
        for n in range(first.start, first.body)
        if lines[n].kind == kinds.HEADING and _shape(lines, n) in shapes
    ]
    return [Head(first.start, first.body, alike[-1]), *heads[1:]] if alike else heads


def _shape(lines: Sequence[Line], title: int) -> tuple[str, str]:
    """What stands right above and right below a title: facts of which kind, prose, or nothing."""
    above = next((line for line in reversed(lines[:title]) if line.kind != kinds.BLANK), None)
    below = next((line for line in lines[title + 1 :] if line.kind != kinds.BLANK), None)
    return _kind(above), _kind(below)


def _kind(line: Line | None) -> str:
    if line is None or line.kind != kinds.META:
        return "text" if line is not None and line.kind == kinds.PROSE else ""
    return "date" if line.date else "age" if line.age else "byline" if line.byline else line.rule


def _is_certain(head: Sequence[Line]) -> bool:
    """Tell a head from the name and age over a reader's comment, and from the title of a post."""
    return any(line.outlet or line.field or line.level == 1 for line in head)


def _first_head(lines: Sequence[Line], body: int, common: frozenset[str], *, live: bool) -> Head:
    top = [n for n in range(body) if lines[n].level == 1]
    titles = top or headlines(lines, range(body), common, live=live)
    return Head(0, body, titles[0] if titles else None)


def _later_head(
    lines: Sequence[Line], run: int, body: int, numbered: frozenset[int], common: frozenset[str]
) -> Head | None:
    """Find a head between two stretches of prose, if the lines there hold one."""
    cluster = _behind_rule(lines, range(_cluster_start(lines, run, body), body))
    top = [n for n in cluster if lines[n].level == 1]
    if top:
        return Head(_record_start(lines, top[0], cluster.start), body, top[0])
    titles = headlines(lines, cluster, common)
    anchors = [n for n in cluster if lines[n].anchors or lines[n].kind == kinds.SEPARATOR or n in numbered]
    anchors += [n for n in cluster if lines[n].rule in ("slug", "dateline")]
    anchors += [n for n in cluster if lines[n].url and _beside(lines, n, titles)]
    anchors += [
        n for n in cluster if _labels_piece(lines, n, titles) or _labels_headline(lines, n, titles, common)
    ]
    if not titles and any(lines[n].kind == kinds.SEPARATOR for n in anchors) and lines[body].dateline:
        return Head(cluster.start, body, None)
    if not titles or not anchors:
        return None
    anchors.sort()
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


def _labels_headline(
    lines: Sequence[Line], position: int, titles: Sequence[int], common: frozenset[str]
) -> bool:
    """Tell whether a section stands below an empty line and right above a headline ("LETTERS")."""
    if not lines[position].section or position + 1 not in titles:
        return False
    return lines[position - 1].kind == kinds.BLANK and is_headline(lines[position + 1], common)


def _behind_rule(lines: Sequence[Line], cluster: range) -> range:
    """Leave what stands above a rule to the article before, if a heading follows the rule."""
    for n in cluster:
        above = any(lines[m].anchors for m in range(cluster.start, n))
        titled = any(lines[m].kind == kinds.HEADING for m in range(cluster.start, n))
        follows = any(lines[m].kind == kinds.HEADING for m in range(n, cluster.stop))
        if lines[n].kind == kinds.SEPARATOR and above and not titled and follows:
            return range(n, cluster.stop)
    return cluster


def _record_start(lines: Sequence[Line], title: int, start: int) -> int:
    """Where the header begins of which a title is a field: with the first of its fields."""
    first = title
    for n in range(title - 1, start - 1, -1):
        if lines[n].kind == kinds.SEPARATOR:
            return n
        if lines[n].field or (lines[title].field and lines[n].anchors):
            first = n
    return first


def _beside(lines: Sequence[Line], position: int, titles: Sequence[int]) -> bool:
    """Tell whether an address stands right above or below a title."""
    filled = [
        n for n in range(position - 3, position + 4) if 0 <= n < len(lines) and lines[n].kind != kinds.BLANK
    ]
    place = filled.index(position)
    return any(n in titles for n in filled[max(place - 1, 0) : place + 2])


def _labels_piece(lines: Sequence[Line], position: int, titles: Sequence[int]) -> bool:
    """Tell the label over a piece of its own ("Opinion", a headline, its author) from that of an inset."""
    genre = genre_of_label(lines[position].section or "")
    below = [n for n in range(position + 1, min(position + 6, len(lines))) if lines[n].kind != kinds.BLANK]
    if genre is None or not below or below[0] not in titles:
        return False
    signed = len(below) > 1 and (lines[below[1]].byline or is_name(lines[below[1]].text))
    return genre == "opinion" or bool(signed)


def _opens(lines: Sequence[Line], position: int) -> bool:
    """Tell whether a line of facts stands above a title rather than below one."""
    line = lines[position]
    if line.section and genre_of_label(line.section):
        return True
    if (
        line.kind == kinds.SEPARATOR
        or line.rule == "slug"
        or line.age
        or (line.outlet is not None and line.kind == kinds.META)
    ):
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


def _group_start(lines: Sequence[Line], heading: int, start: int) -> int:
    """Where the lines begin that stand above a heading without an empty line between."""
    while heading > start and lines[heading - 1].kind in (kinds.HEADING, kinds.META):
        heading -= 1
    return heading


def _numbered_titles(lines: Sequence[Line]) -> frozenset[int]:
    """Headings that count the page's articles from 1 on; under a text they count its sections."""
    first = next((n for n, line in enumerate(lines) if line.kind == kinds.PROSE), len(lines))
    numbered = [n for n, line in enumerate(lines) if line.number is not None]
    counts = [lines[n].number for n in numbered]
    if len(counts) < 2 or counts != list(range(1, len(counts) + 1)) or numbered[0] > first:
        return frozenset()
    apart = all(any(lines[n].kind == kinds.PROSE for n in range(a, b)) for a, b in pairwise(numbered))
    return frozenset(numbered) if apart else frozenset()


# -- digests -----------------------------------------------------------------------------------------


def _digest(lines: Sequence[Line]) -> Layout | None:
    """Read a page as a digest: its banner says so, or each of its items has heading and dateline of its own."""
    filled = [n for n, line in enumerate(lines) if line.kind != kinds.BLANK]
    prose = [n for n in filled if lines[n].kind == kinds.PROSE]
    if len(prose) < 2:
        return None
    named = any(names_genre(lines[n].text, "brief") for n in filled[:6] if n < prose[0])
    spoken = Counter(lines[n].text.partition(":")[0] for n in prose)
    # "NILS BERG: No date was set": what stands before several answers is a speaker, no place.
    places = [n for n in prose if lines[n].dateline and spoken[lines[n].text.partition(":")[0]] == 1]
    headed = [n for n in places if _directly_above(lines, n) is not None]
    listed = [n for n in prose if lines[n].bullet and _TOPIC.match(lines[n].text)]
    named = named or len(listed) >= max(_FEWEST_DATED_ITEMS, len(prose) * 2 / 3)
    mailed = any(line.rule == "mailing" for line in lines if line.kind == kinds.FURNITURE)
    if not (named or mailed) and (len(headed) < _FEWEST_DATED_ITEMS or len(headed) < len(prose) / 3):
        return None
    heads = [head for n in prose if (head := _item_head(lines, n)) is not None]
    if mailed and not named:
        # A letter of one article has sub-heads, one of several has headlines.
        common = common_words(lines)
        heads = [head for head in heads if head.title is not None and is_headline(lines[head.title], common)]
    if len(heads) < 2:
        return None
    return Layout(heads, digest=True, banner=heads[0].start)


def _item_head(lines: Sequence[Line], body: int) -> Head | None:
    """The head of a digest's item: the headings directly above, or the dateline or run-in head of the item itself."""
    title = _directly_above(lines, body)
    if title is None:
        own = lines[body].dateline or lines[body].bullet or _RUN_IN.match(lines[body].text)
        return Head(body, body, None) if own else None
    start = title
    for n in range(title - 1, -1, -1):
        line = lines[n]
        kicker = line.kind == kinds.HEADING and (_KICKER.fullmatch(line.text) or len(line.text.split()) <= 3)
        if not kicker and not (line.kind == kinds.META and line.section):
            break
        if names_genre(line.text, "brief"):
            break
        start = n
    return Head(start, body, title)


def _directly_above(lines: Sequence[Line], body: int) -> int | None:
    """The heading above a paragraph with nothing but facts and one empty line between."""
    blanks = 0
    for n in range(body - 1, -1, -1):
        line = lines[n]
        if line.kind == kinds.HEADING:
            return None if names_genre(line.text, "brief") else n
        if line.kind == kinds.BLANK:
            blanks += 1
        if line.kind not in (kinds.BLANK, kinds.META) or blanks > 1:
            return None
    return None
