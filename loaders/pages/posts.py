"""Finds the posts of a live blog: where each begins, and the day on which it appeared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loaders.pages import lines as kinds
from loaders.pages.clocks import Stamp, post_days, split_clock
from loaders.pages.genres import names_genre
from loaders.pages.line_classes import classify_lines
from loaders.pages.lines import Line
from loaders.records import UNKNOWN_DATE, DateInterval

_FEWEST_POSTS = 2
_FEWEST_UNLABELLED_POSTS = 3  # on a page that does not call itself live
_NEAR = 4  # lines between a post's time and its text: a title, an author, a picture's caption


def open_posts(
    lines: Sequence[Line], begun: DateInterval = UNKNOWN_DATE, changed: DateInterval = UNKNOWN_DATE
) -> tuple[list[Line], range]:
    """Mark the lines that open posts, each with its day, and tell where the posts lie; nowhere on other pages.

    ``begun`` and ``changed`` are the days of the page's publication and last change, where they are known
    from elsewhere than its lines.
    """
    live = _calls_itself_live(lines)
    opened = _split_lines(lines, live=live)
    stamps = [n for n, line in enumerate(opened) if _opens_post(opened, n, live=live)]
    if len(stamps) < (_FEWEST_POSTS if live else _FEWEST_UNLABELLED_POSTS):
        return _without_clocks(lines), range(0)
    above = opened[: stamps[0]]
    begun = begun if begun.start else _date_in(above, changed=False)
    changed = changed if changed.start else _date_in(above, changed=True)
    for n, day in zip(stamps, post_days(_stamps(opened, stamps), begun, changed), strict=True):
        opened[n] = replace(opened[n], kind=kinds.CLOCK, rule="time", date=day, age=False, outlet=None)
    return [*_without_clocks(opened[: stamps[0]]), *opened[stamps[0] :]], range(stamps[0], len(opened))


def _without_clocks(lines: Sequence[Line]) -> list[Line]:
    """Read times of day that open no post as furniture: they stand in lists of other articles."""
    return [replace(line, kind=kinds.FURNITURE) if line.kind == kinds.CLOCK else line for line in lines]


def _date_in(lines: Sequence[Line], *, changed: bool) -> DateInterval:
    return next((line.date for line in lines if line.date and line.changed == changed), UNKNOWN_DATE)


def _calls_itself_live(lines: Sequence[Line]) -> bool:
    """Tell whether what stands above the page's first text names it a live blog."""
    for line in lines:
        if line.kind == kinds.PROSE and len(line.text) > 80 and line.bullet is False:
            return False
        if names_genre(line.section or line.text, "live"):
            return True
    return False


def _split_lines(lines: Sequence[Line], *, live: bool) -> list[Line]:
    """Part the time from the words behind it ("14:30 GMT - The delegation arrives")."""
    cuts = {
        n: cut
        for n, line in enumerate(lines)
        if line.kind in (kinds.PROSE, kinds.HEADING) and (cut := split_clock(line.text))
    }
    if len(cuts) < (_FEWEST_POSTS if live else _FEWEST_UNLABELLED_POSTS):
        return list(lines)
    split: list[Line] = []
    for n, line in enumerate(lines):
        if n in cuts:
            clock, rest = cuts[n]
            printed = line.text.removesuffix(rest).strip()
            split += [Line(printed, kinds.CLOCK, "time", clock=clock), *classify_lines([rest])]
        else:
            split.append(line)
    return split


def _opens_post(lines: Sequence[Line], position: int, *, live: bool) -> bool:
    """Tell whether a line is the time over a post: text follows it before another such line."""
    line = lines[position]
    timed = line.kind == kinds.META and (line.age or line.clock is not None) and not line.outlet
    if not (line.kind == kinds.CLOCK or (live and timed)) or line.changed or line.field:
        return False
    following = [below for below in lines[position + 1 : position + 12] if below.kind != kinds.BLANK]
    for below in following[:_NEAR]:
        if below.kind == kinds.PROSE:
            return True
        if below.kind in (kinds.CLOCK, kinds.ZONE) or below.level == 1 or below.outlet:
            return False
    return False


def _stamps(lines: Sequence[Line], positions: Sequence[int]) -> list[Stamp]:
    """Read the times over posts; a line of the date alone dates the posts below it."""
    stamps: list[Stamp] = []
    heading: DateInterval | None = None
    for before, position in zip([positions[0], *positions], positions, strict=False):
        for n in range(before + 1, position):
            if lines[n].kind == kinds.META and lines[n].date and not lines[n].changed:
                heading = lines[n].date if lines[n].clock is None else heading
        line = lines[position]
        stamps.append(Stamp(line.clock, line.date or heading))
    return stamps
