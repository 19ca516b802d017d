"""What the page readers agree on: a draft is an article as it was found, before its text is cleaned."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.records import UNKNOWN_DATE, DateInterval, Furniture

PROSE = "prose"
HEADING = "heading"
CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a stretch of an article has of its own: an inset's genre, a post's day, an answer's speaker."""

    genre: str | None = None
    published: DateInterval | None = None
    speaker: str | None = None


NOTHING_OF_ITS_OWN = Setting()


@dataclass(frozen=True, slots=True)
class Block:
    """A line, an HTML element or a Markdown paragraph of an article, in the order of the page."""

    text: str
    kind: str = PROSE
    """``prose``, ``heading`` (a sub-head) or ``caption``."""
    setting: Setting = NOTHING_OF_ITS_OWN


@dataclass(slots=True)
class Draft:
    """One article of a page with what the page says of it; filled by a page reader, then assembled."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: DateInterval = UNKNOWN_DATE
    printed: str = ""
    """The date as printed, for the article's identity; a relative age ("2 hours ago") is no date."""
    changed: bool = False
    """Whether the date is that of a change, for want of one of publication."""
    section: str | None = None
    url: str | None = None
    given_id: str | None = None
    genre: str | None = None
    language: str | None = None
    blocks: list[Block] = field(default_factory=list)
    given_text: str | None = None
    """A text that was given clean and keeps its every character; then there are no blocks."""
    removed: list[Furniture] = field(default_factory=list)

    def remove(self, text: str, rule: str) -> None:
        """Keep a piece of furniture for inspection."""
        self.removed.append(Furniture(text, rule))
