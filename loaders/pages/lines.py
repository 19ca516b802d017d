"""The lines of a text dump: what each is, and what it says of an article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from loaders.records import DateInterval

BLANK = "blank"
SEPARATOR = "separator"
META = "meta"
ZONE = "zone"
FURNITURE = "furniture"
HEADING = "heading"
PROSE = "prose"
CAPTION = "caption"
CLOCK = "clock"

_LABEL = re.compile(
    r"(?:opinion|editorial|analysis|comment|commentary|column|interview|explainer)\s?[:|]", re.I
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a dump and what it is."""

    text: str
    kind: str
    rule: str = ""
    """For furniture and zones: the rule."""
    outlet: str | None = None
    byline: str | None = None
    date: DateInterval | None = None
    section: str | None = None
    age: bool = False
    changed: bool = False
    """Whether the date is that of a change, which gives way to one of publication."""
    clock: time | None = None
    """The time of day of a line that holds no more, or beside its date."""
    url: str | None = None
    field: bool = False
    """Whether the line is of a header with labels ("HEADLINE: ...")."""
    number: int | None = None
    """The number before a heading of a numbered list."""
    bullet: bool = False
    dateline: bool = False
    """Whether running text begins with the place it comes from ("BOGOTA — ")."""
    level: int = 0
    """For a heading that markup declares: 1 for a title of the page."""

    @property
    def anchors(self) -> bool:
        """Tell whether the line says when, by whom, where or as what an article appeared."""
        return self.age or bool(self.outlet or self.byline or self.date) or self.labelled

    @property
    def labelled(self) -> bool:
        """Tell whether a heading names its article's genre ("Opinion: ...")."""
        return self.kind == HEADING and _LABEL.match(self.text) is not None


def is_name(text: str) -> bool:
    """Tell whether a short text has capitals like a name's, a person's or an outlet's."""
    words = text.split()
    return 0 < len(words) <= 5 and all(word[0].isupper() for word in words) and text[-1] not in "?!:"
