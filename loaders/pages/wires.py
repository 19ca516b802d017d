"""Reads what a wire copy of an agency's own tells: whose it is, and the day its slug or sign-off states."""

from __future__ import annotations

import re
from datetime import date

from loaders.pages.agencies import agencies_in
from loaders.pages.bylines import dateline_agency
from loaders.pages.drafts import PROSE, Draft
from loaders.records import DateInterval

WIRE_RULES = frozenset(("slug", "sign_off"))
_SHORT_DATE = re.compile(r"(?<!\d)(?P<month>\d{2})-(?P<day>\d{2})-(?P<year>\d{2})(?!\d)")
_FIRST_YEAR = 50  # of two digits: 50 to 99 are the twentieth century's


def read_wire(draft: Draft) -> None:
    """Fill outlet and date of wire copy, which its slug or sign-off betrays; other articles stay as they are."""
    marks = [piece.text for piece in draft.removed if piece.rule in WIRE_RULES]
    if not marks:
        return
    first = next((block.text for block in draft.blocks if block.kind == PROSE), "")
    signed = (name for mark in marks for name in agencies_in(mark))
    draft.outlet = draft.outlet or dateline_agency(first) or next(signed, None)
    match = next(filter(None, map(_SHORT_DATE.search, marks)), None)
    if match and draft.published.start is None:
        year = int(match["year"])
        try:
            day = date(year + (1900 if year >= _FIRST_YEAR else 2000), int(match["month"]), int(match["day"]))
        except ValueError:
            return
        draft.published, draft.printed = DateInterval(day, day, "day"), match[0]
