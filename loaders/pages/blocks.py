"""Reads the lines below an article's head as its blocks: text, posts, insets, and furniture left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.pages import lines as kinds
from loaders.pages.clocks import span_of
from loaders.pages.drafts import CAPTION, HEADING, NOTHING_OF_ITS_OWN, PROSE, Block, Draft, Setting
from loaders.pages.genres import genre_of_label
from loaders.pages.lines import Line
from loaders.pages.turns import read_turns
from loaders.records import DateInterval

_BLOCKS = {kinds.PROSE: PROSE, kinds.HEADING: HEADING, kinds.CAPTION: CAPTION}
_LABELLED_DATE = re.compile(r"\b(?:published|posted|updated|issued|modified|date)\b", re.IGNORECASE)
_ENDLESS_ZONES = ("comments", "tags")


def read_facts(draft: Draft, line: Line) -> None:
    """Fill what the draft lacks from a line of facts; a date of publication replaces that of a change."""
    draft.outlet = draft.outlet or line.outlet
    draft.byline = draft.byline or line.byline
    draft.section = draft.section or line.section
    draft.url = draft.url or line.url
    better = draft.changed and not line.changed and line.date is not None and line.date.start is not None
    if line.date and (draft.published.start is None or better):
        draft.published, draft.printed, draft.changed = line.date, line.text, line.changed


def read_body(draft: Draft, lines: Sequence[Line]) -> None:
    """Fill the draft's blocks from the lines below its head, leaving out furniture and what follows its end."""
    reader = _BodyReader(draft, [line for line in lines if line.kind != kinds.BLANK])
    reader.read()
    if reader.post_days:
        draft.genre = draft.genre or "live"
        draft.published = span_of(reader.post_days, draft.published)
    read_turns(draft)


class _BodyReader:
    """Walks down an article's lines and keeps what holds for those that follow."""

    def __init__(self, draft: Draft, lines: Sequence[Line]):
        self.draft = draft
        self.lines = lines
        self.zone = ""
        """The list of links or comments being read, if one is."""
        self.setting = NOTHING_OF_ITS_OWN
        """What the post or the inset being read has of its own."""
        self.in_post = False
        self.post_days: list[DateInterval | None] = []

    def read(self) -> None:
        """Read every line."""
        for position, line in enumerate(self.lines):
            if line.kind == kinds.CLOCK:
                self._open_post(line)
            else:
                self._follow_zone(position)
                self._read(position)

    def _open_post(self, line: Line) -> None:
        self.draft.remove(line.text, "time")
        if self.zone not in _ENDLESS_ZONES:
            self.zone, self.in_post = "", True
            self.setting = Setting(published=line.date)
            self.post_days.append(line.date)

    def _follow_zone(self, position: int) -> None:
        line = self.lines[position]
        if line.kind == kinds.ZONE:
            self.zone = self.zone if self.zone in _ENDLESS_ZONES else line.rule
        elif line.rule == "end_of_list" or (self.zone == "related" and _prose_resumes(self.lines, position)):
            self.zone = ""

    def _read(self, position: int) -> None:
        line = self.lines[position]
        if self.zone or line.kind in (kinds.ZONE, kinds.FURNITURE, kinds.SEPARATOR):
            self.draft.remove(line.text, self.zone or line.rule)
            if line.kind == kinds.SEPARATOR and not self.in_post:
                self.setting = NOTHING_OF_ITS_OWN
        elif line.kind == kinds.META:
            self._read_facts(position)
        elif line.kind == kinds.HEADING:
            self._read_heading(position)
        else:
            self.draft.blocks.append(Block(line.text, _BLOCKS[line.kind], self.setting))

    def _read_facts(self, position: int) -> None:
        line = self.lines[position]
        following = self.lines[position + 1] if position + 1 < len(self.lines) else None
        genre = genre_of_label(line.section) if line.section else None
        if genre and following is not None and not self.in_post:
            if following.byline:
                self.setting = Setting(genre=genre)
        elif not self.in_post and self._tells_of_the_article(position):
            read_facts(self.draft, line)
        self.draft.remove(line.text, line.rule)

    def _tells_of_the_article(self, position: int) -> bool:
        """Tell a line about the article from the author of an inset or a day of its chronology."""
        line = self.lines[position]
        if self.setting.genre and line.byline:
            return False
        near = (self._beside(position, -1), self._beside(position, 1))
        begun = sum(block.kind == PROSE for block in self.draft.blocks)
        if (
            begun <= 1
            and self.draft.published.start is None
            and (line.outlet or any(b and b.byline for b in near))
        ):
            return True  # below a standfirst or a note on the author, which end in full stops
        last = not any(below.kind == kinds.PROSE for below in self.lines[position + 1 :])
        return line.date is None or last or bool(_LABELLED_DATE.search(line.text)) or line.clock is not None

    def _beside(self, position: int, step: int) -> Line | None:
        """Give the next line that is no furniture, upwards or downwards."""
        lines = self.lines[position + 1 :] if step > 0 else self.lines[:position][::-1]
        return next((line for line in lines if line.kind != kinds.FURNITURE), None)

    def _read_heading(self, position: int) -> None:
        line = self.lines[position]
        following = self.lines[position + 1] if position + 1 < len(self.lines) else None
        titled = following is not None and following.kind == kinds.CLOCK
        if self.in_post or titled:
            genre = genre_of_label(line.text)
            self.setting = Setting(genre=genre, published=self.setting.published) if genre else self.setting
            self.draft.remove(line.text, "post_title")
            return
        if self.setting.genre:
            self.setting = NOTHING_OF_ITS_OWN
        self.draft.blocks.append(Block(line.text, HEADING, self.setting))


def _prose_resumes(lines: Sequence[Line], position: int) -> bool:
    """Tell running text behind a list of links from the summary of one of the links."""
    if lines[position].kind != kinds.PROSE:
        return False
    following = lines[position + 1] if position + 1 < len(lines) else None
    return following is not None and following.kind == kinds.PROSE
