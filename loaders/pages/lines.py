"""Says what each line of a text dump is: prose, a heading, facts about an article, or furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import time
from functools import cache

from loaders.pages.agencies import agencies_in
from loaders.pages.bylines import byline_of, dateline_of, is_role_line
from loaders.pages.captions import labelled_caption, trailing_credit
from loaders.pages.clocks import clock_in_date_line, clock_of
from loaders.pages.data import load, word_lists
from loaders.pages.dates import date_line, is_age, is_change_date, stated_date
from loaders.pages.fields import Field, ends_record, find_fields
from loaders.pages.furniture import closing_zone, is_summary_head, line_rule, sentence_rule
from loaders.pages.outlets import looks_like_outlet, outlet_name
from loaders.pages.sentences import sentence_spans
from loaders.records import UNKNOWN_DATE, DateInterval

BLANK = "blank"
SEPARATOR = "separator"
META = "meta"
ZONE = "zone"
FURNITURE = "furniture"
HEADING = "heading"
PROSE = "prose"
CAPTION = "caption"
CLOCK = "clock"

_SEPARATOR = re.compile(r"[-=_~—–]{3,}|#{3,}")
_SECTION_BREAK = re.compile(r"(?:[*•·#]\s?){3,}")
_PARTS = re.compile(r"\s+[|·•»]\s+|\s+[-–—]\s+")
_LOOSE_PARTS = re.compile(
    r"\s+[|·•»/]\s+|\s+[-–—]\s+|[.;]\s+(?=[A-Z])|,\s+(?=\D)|,\s+(?=\d{1,2} [A-Z])|\s+\((?=.*\)$)"
)
_BULLETS = "•▪●‣■◆◦*"
_URL = re.compile(r"<?(?P<url>https?://[^\s<>]+)>?")
_NUMBER = re.compile(r"[(\[#]?(?P<number>\d{1,2})[.)\]:]\s+(?=[\"“‘'A-Z])")
_LABEL = re.compile(
    r"(?:opinion|editorial|analysis|comment|commentary|column|interview|explainer)\s?[:|]", re.I
)
# "Section A; Page 3; Column 1": where in the paper, not under what heading.
_PAGE_PLACE = re.compile(r"\b(?:section|page|pg|column|col)\.? ?(?:[A-Z]|\w*\d\w*)\b[;,]?", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)|[Cc]opyright|COPYRIGHT)(?:\s*(?:©|\([cC]\)|\d{4}(?:\s?[-–]\s?\d{2,4})?|by|,))*\s+"
    r"(?P<holder>[A-Z][\w&’'.-]*(?: [\w&’'-]+){0,5})"
)
_TERMINAL = re.compile(r"(?P<stop>[.!?…])[\"'”’»)\]]*$")
_FEWEST_WORDS = 3  # what stands before an outlet and a bar is a title if it has more words
_LONGEST_TITLE = 220
_LONGEST_QUESTION = 18  # words; a longer line that ends in "?" is running text


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


def classify_lines(texts: Sequence[str]) -> list[Line]:
    """Classify every line, after learning the outlets that the page's own layout shows."""
    learned = _outlets_by_layout(texts) | _outlets_by_header(texts) | _outlets_by_copyright(texts)
    fields = find_fields(texts)
    return with_summaries(
        _field(fields[number], learned) if number in fields else _classify(text, learned)
        for number, text in enumerate(texts)
    )


def with_summaries(lines: Iterable[Line]) -> list[Line]:
    """Read the points of a summary ("Key points", "What we know") as text, though they have no full stops."""
    read: list[Line] = []
    inside = False
    for line in lines:
        if line.kind == HEADING:
            inside = is_summary_head(line.text) or (inside and line.bullet)
        elif line.kind != BLANK and not (line.kind == PROSE and line.bullet):
            inside = False
        read.append(replace(line, kind=PROSE) if inside and line.kind == HEADING and line.bullet else line)
    return read


def _field(field: Field, learned: frozenset[str]) -> Line:
    """Read a line of a header with labels."""
    value = field.value
    line = Line(value, META, "field", field=True)
    if field.fact == "title":
        return Line(value, HEADING, field=True, level=1)
    if field.fact == "body":
        return replace(_words(value), field=True) if value else Line(value, BLANK, field=True)
    if field.fact == "outlet":
        return replace(line, outlet=outlet_name(value))
    if field.fact == "date":
        return replace(line, date=stated_date(value) or UNKNOWN_DATE)
    if field.fact == "byline":
        return replace(line, byline=byline_of(value) or value)
    if field.fact == "section":
        return replace(line, section=_PAGE_PLACE.sub("", value).strip(" ;,") or None)
    if field.fact == "url" and (match := _URL.search(value)):
        return replace(line, url=match["url"])
    return Line(value, FURNITURE, "field", field=True)


def _outlets_by_layout(texts: Sequence[str]) -> frozenset[str]:
    """Names that stand above a date or an age and again, after a dash, below it."""
    filled = [text.strip() for text in texts if text.strip()]
    return frozenset(
        above.casefold()
        for above, between, below in zip(filled, filled[1:], filled[2:], strict=False)
        if (is_age(between) or date_line(between)) and below.lstrip("-–—• ").casefold() == above.casefold()
    )


def _outlets_by_header(texts: Sequence[str]) -> frozenset[str]:
    """Names that open a line of facts ("Name · 7 Oct 2022"), where a page has several such lines."""
    names = [
        parts[0]
        for parts in (_PARTS.split(text.strip()) for text in texts if len(text) < 160)
        if len(parts) > 1 and any(is_age(part) or date_line(part) for part in parts[1:]) and is_name(parts[0])
    ]
    return frozenset(name.casefold() for name in names) if len(names) > 1 else frozenset()


def _outlets_by_copyright(texts: Sequence[str]) -> frozenset[str]:
    """Names that hold the copyright of the page, as its head prints them ("© 2025 The Meridian")."""
    holders = (_COPYRIGHT.search(text) for text in texts if len(text) < 200)
    return frozenset(match["holder"].strip().casefold() for match in holders if match)


def is_name(text: str) -> bool:
    """Tell whether a short text has capitals like a name's, a person's or an outlet's."""
    words = text.split()
    return 0 < len(words) <= 5 and all(word[0].isupper() for word in words) and text[-1] not in "?!:"


def _classify(text: str, learned: frozenset[str]) -> Line:
    stripped = text.strip()
    if not stripped:
        return Line(text, BLANK)
    if _SEPARATOR.fullmatch(stripped):
        return Line(stripped, SEPARATOR, "separator")
    if ends_record(stripped):
        return Line(stripped, SEPARATOR, "record_end")
    if _SECTION_BREAK.fullmatch(stripped):
        return Line(stripped, FURNITURE, "separator")
    if clock := clock_of(stripped):
        return Line(stripped, CLOCK, "time", clock=clock)
    if match := _URL.fullmatch(stripped):
        return Line(stripped, META, "url", url=match["url"])
    if facts := _facts(stripped, learned):
        return facts
    if zone := closing_zone(stripped):
        return Line(stripped, ZONE, zone)
    if rule := line_rule(stripped) or _bar_rule(stripped):
        return Line(stripped, FURNITURE, rule)
    return _words(stripped)


def _bar_rule(text: str) -> str | None:
    """Name the rule by which a line of several pieces of furniture is some ("Subscribe | Log in")."""
    rules = [line_rule(part) for part in _PARTS.split(text)]
    return rules[0] if all(rules) else None


def _facts(text: str, learned: frozenset[str]) -> Line | None:
    """Read a line that tells outlet, author, date, age or section, alone or with bars between."""
    if len(text) > 160:
        return None
    if fact := _fact(text, learned):
        return fact
    parts = _PARTS.split(text)
    if len(parts) > 1:
        found = [(part, _fact(part, learned)) for part in parts]
        facts = [fact for _, fact in found if fact is not None]
        other = [part for part, fact in found if fact is None and not line_rule(part)]
        if any(fact.anchors for fact in facts) and all(len(part.split()) <= 4 for part in other):
            return _merge(text, facts)
        last = found[-1][1]
        titled = len(found) == 2 and last and last.outlet and len(found[0][0].split()) > _FEWEST_WORDS
        if titled and last and looks_like_outlet(parts[-1]):
            return Line(parts[0], HEADING, outlet=last.outlet)
    return _loose_facts(text, learned)


def _loose_facts(text: str, learned: frozenset[str]) -> Line | None:
    """Read facts with commas or full stops between ("Andes Herald, 12 March 2014. By Ana Ruiz")."""
    found = [(part, _fact(part.rstrip(".)"), learned)) for part in _LOOSE_PARTS.split(text)]
    facts = [fact for _, fact in found if fact is not None]
    dated = any(fact.date or fact.age for fact in facts) or (
        any(fact.byline for fact in facts) and any(fact.outlet for fact in facts)
    )
    other = [part for part, fact in found if fact is None]
    if (
        len(facts) < 2
        or not dated
        or not all(is_name(part.rstrip(".")) and len(part.split()) < 4 for part in other)
    ):
        return _dated_outlet(text, facts, other)
    return _merge(text, facts)


def _dated_outlet(text: str, facts: list[Line], other: list[str]) -> Line | None:
    """Read a name before a date ("The Meridian, 12 March 2014") as the outlet's."""
    if len(facts) == len(other) == 1 and facts[0].date and text.startswith(other[0]) and is_name(other[0]):
        known = other[0].startswith("The ")
        return replace(_merge(text, facts), outlet=outlet_name(other[0]) if known else None)
    return None


def _fact(text: str, learned: frozenset[str]) -> Line | None:
    if is_age(text):
        return Line(text, META, "age", age=True, changed=is_change_date(text))
    if date := date_line(text):
        return Line(
            text, META, "date", date=date, clock=clock_in_date_line(text), changed=is_change_date(text)
        )
    if byline := byline_of(text):
        names, _, rest = byline.rpartition(", ")
        if names and looks_like_outlet(rest) and not agencies_in(rest):
            return Line(text, META, "byline", byline=names, outlet=outlet_name(rest))
        return Line(text, META, "byline", byline=byline)
    if text.strip(" .:").casefold() in _sections():
        return Line(text, META, "section", section=text.strip(" .:"))
    if text.lstrip("-–—• ").casefold() in learned or looks_like_outlet(text):
        return Line(text, META, "outlet", outlet=outlet_name(text))
    if is_role_line(text):
        return Line(text, META, "byline_role")
    return None


def _merge(text: str, facts: list[Line]) -> Line:
    merged = Line(text, META, "header")
    for fact in facts:
        merged = replace(
            merged,
            outlet=merged.outlet or fact.outlet,
            byline=merged.byline or fact.byline,
            date=merged.date or fact.date,
            clock=merged.clock or fact.clock,
            changed=merged.changed or fact.changed,
            section=merged.section or fact.section,
            age=merged.age or fact.age,
        )
    return merged


@cache
def _sections() -> frozenset[str]:
    return frozenset(name.strip().casefold() for name in load("genres.yaml")["sections"].split("|"))


def _words(text: str) -> Line:
    """Tell running text from a heading, and both from prose that only addresses the reader."""
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    if (credit := trailing_credit(text)) is not None or labelled_caption(text):
        return Line(text, FURNITURE, "picture_credit") if credit == 0 else Line(text, CAPTION)
    rules = [sentence_rule(sentence) for sentence in sentences]
    if rules and all(rules):
        return Line(text, FURNITURE, rules[0] or "")
    bullet = text[0] in _BULLETS
    if _is_prose(text, len(sentences)):
        return Line(text, PROSE, bullet=bullet, dateline=dateline_of(text.lstrip(_BULLETS + " ")) is not None)
    if match := _NUMBER.match(text):
        return Line(text[match.end() :], HEADING, number=int(match["number"]))
    return Line(text, HEADING, bullet=bullet)


def _is_prose(text: str, sentences: int) -> bool:
    words = len(text.split())
    terminal = _TERMINAL.search(text)
    if len(text) > _LONGEST_TITLE or (text.endswith(":") and len(text) > 40):
        return True
    if sentences > 1:
        return (terminal is not None and terminal["stop"] == "." and words > 5) or len(text) > 110
    if terminal is None:
        return False
    if terminal["stop"] in "!?":
        return words > _LONGEST_QUESTION or (text[0] in "\"“'‘" and words > 3)
    if text.rsplit(maxsplit=1)[-1].rstrip("\"'”’).") in _closing_abbreviations() and words <= 14:
        return False  # "Iran rejects talks with U.S."
    return words >= 3


@cache
def _closing_abbreviations() -> frozenset[str]:
    return word_lists("abbreviations.yaml")["may_end"]
