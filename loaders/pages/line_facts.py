"""Reads what a line tells of an article: its outlet, author, date, age or section, alone or side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from loaders.pages.agencies import agencies_in
from loaders.pages.bylines import byline_of, dateline_of, is_role_line, is_town, person_named
from loaders.pages.clocks import clock_in_date_line
from loaders.pages.data import load
from loaders.pages.dates import date_line, is_age, is_change_date, is_yearless_date, stated_date
from loaders.pages.furniture import closing_zone, line_rule
from loaders.pages.genres import names_genre
from loaders.pages.headlines import holds_finite_verb, is_standing
from loaders.pages.lines import HEADING, META, Line, is_name
from loaders.pages.outlets import looks_like_outlet, outlet_name, outlet_named
from loaders.records import UNKNOWN_DATE

_PARTS = re.compile(r"\s+[|·•»›]\s+|\s+[-–—]\s+|\s{3,}|\t")
_LOOSE_PARTS = re.compile(
    r"\s+[|·•»/]\s+|\s+[-–—]\s+|[.;]\s+(?=[A-Z])|,\s+(?=\D)|,\s+(?=\d{1,2} [A-Z])|\s+\((?=.*\)$)"
    r"|\s+(?=[Bb]y [A-Z])"
)
_WEEKDAY = re.compile(r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)day\.?", re.IGNORECASE)
_SPECIAL = re.compile(r"(?i:(?:special|exclusive)(?:ly)? (?:to|for)) (?P<outlet>[A-Z].*)")
_COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)|[Cc]opyright|COPYRIGHT)(?:\s*(?:©|\([cC]\)|\d{4}(?:\s?[-–]\s?\d{2,4})?|by|,))*\s+"
    r"(?P<holder>[A-Z][\w&’'.-]*(?: [\w&’'-]++){0,5}+)(?! ?/)"
)
# "Text of report by Syrian radio, Damascus, in Arabic 1115 gmt 18 Oct 95": what a monitoring service prints.
_SOURCE_LINE = re.compile(
    r"(?:(?:Text|Excerpts?) (?:of|from) (?:an? |the )?(?:\w+ )?report|Report) (?:by|from|in) .{3,}\d"
)
_POSTED = re.compile(
    r"(?:posted|submitted|published|uploaded) by [\w.@ -]{2,30}? (?=on |at |\d)", re.IGNORECASE
)
_FROM = re.compile(r"(?:from|source|in)\s*:\s+", re.IGNORECASE)
_BRACKETED_OUTLET = re.compile(r"(?P<title>.{12,})\s+[(\[](?P<outlet>[A-Z][^()\[\]]{3,40})[)\]]")
# "Sudan Tribune (Paris)", "Source: Andes Herald and agencies".
_PLACED_OUTLET = re.compile(r"(?P<outlet>[^()]{3,40}) \((?P<place>[A-Z][\w .'’-]{2,30})\)")
_SOURCES = re.compile(
    r"[Ss]ources?\s?:\s*(?P<outlet>[^,/]{2,40}?)(?:(?:,? and|,|/) ?(?:news )?(?:agencies|wires))?"
)
# "Staff Reporter", "Our Diplomatic Correspondent": an author who is not named.
_UNNAMED_AUTHOR = re.compile(
    r"(?i:by\s)?(?i:(?:an?|our|staff|special|agency|web|online|news|diplomatic|political|foreign|senior|chief|own"
    r"|bureau)\s)+"
    r"(?i:correspondents?|reporters?|writers?|editor|desk|bureau|report)"
)
_MOST_LABEL_WORDS = 6
_FEWEST_BARRED = 2  # facts between bars; one alone may be a byline's "By Ana Ruiz - Reuters"
_FEWEST_WORDS = 3  # what stands before an outlet and a bar is a title if it has more words


def learned_outlets(texts: Sequence[str]) -> frozenset[str]:
    """Learn the names of outlets that the page's own layout shows."""
    return _outlets_by_layout(texts) | _outlets_by_header(texts) | _outlets_by_copyright(texts)


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


def is_label(text: str) -> bool:
    """Tell whether words are a label that stands over articles ("Breaking", "World | Exclusive")."""
    return all(part.strip(" .:").casefold() in _sections() for part in _PARTS.split(text))


def bar_rule(text: str) -> str | None:
    """Name the rule by which a line of several pieces of furniture is some ("Subscribe | Log in")."""
    rules = [line_rule(part) for part in _PARTS.split(text)]
    return rules[0] if all(rules) else None


def facts_of(text: str, learned: frozenset[str]) -> Line | None:
    """Read a line that tells outlet, author, date, age or section, alone or with bars between."""
    if len(text) > 160:
        return None
    if (rest := _FROM.sub("", text)) != text and (told := facts_of(rest, learned)) and told.date:
        return told
    parts = _PARTS.split(text)
    if len(parts) > 1 and date_line(text):
        return _date_fact(text)
    if len(parts) == 1:
        return _fact(text, learned) or _titled_outlet(text) or _loose_facts(text, learned)
    found = [(part, _fact(part, learned) or _loose_facts(part, learned)) for part in parts]
    if sum(fact is not None for _, fact in found) < _FEWEST_BARRED and (fact := _fact(text, learned)):
        return fact
    facts = [fact for _, fact in found if fact is not None]
    other = [part for part, fact in found if fact is None and not line_rule(part)]
    if any(fact.anchors for fact in facts) and all(len(part.split()) <= 4 for part in other):
        return _with_author(merged_facts(text, facts), other)
    if len(facts) == len(parts):
        return merged_facts(text, facts)
    last = found[-1][1]
    titled = len(found) == 2 and last and last.outlet and len(found[0][0].split()) > _FEWEST_WORDS
    if titled and last and looks_like_outlet(parts[-1]):
        return Line(parts[0], HEADING, outlet=last.outlet)
    return _titled_outlet(text) or _loose_facts(text, learned)


def _titled_outlet(text: str) -> Line | None:
    """Read a title with its outlet in brackets behind it ("Envoy flies to Goma (The Kigali Monitor)")."""
    match = _BRACKETED_OUTLET.fullmatch(text)
    if (
        match is None
        or len(match["title"].split()) <= _FEWEST_WORDS
        or not looks_like_outlet(match["outlet"])
    ):
        return None
    return Line(match["title"], HEADING, outlet=outlet_name(match["outlet"]))


def _with_author(facts: Line, other: list[str]) -> Line:
    """Read the only other name beside a date as the author's ("Ana Ruiz | 12 March 2014 | Lima")."""
    dated = facts.date is not None and facts.byline is None
    alone = bool(other) and all(len(part.split()) == 1 for part in other[1:])
    author = person_named(other[0]) if dated and alone and not is_town(other[0]) else None
    return replace(facts, byline=author) if author else facts


def _loose_facts(text: str, learned: frozenset[str]) -> Line | None:
    """Read facts with commas or full stops between ("Andes Herald, 12 March 2014. By Ana Ruiz")."""
    parts = [part for part in _LOOSE_PARTS.split(text) if not _WEEKDAY.fullmatch(part)]
    found = [(part, _fact(part.rstrip(".)"), learned)) for part in parts]
    facts = [fact for _, fact in found if fact is not None]
    dated = any(fact.date or fact.age for fact in facts) or (
        any(fact.byline for fact in facts) and any(fact.outlet for fact in facts)
    )
    other = [part for part, fact in found if fact is None and not line_rule(part)]
    if dated and not other and len(facts) < len(found):
        return merged_facts(text, facts)
    if (
        len(facts) < 2
        or not dated
        or not all(is_name(part.rstrip(".")) and len(part.split()) < 4 for part in other)
    ):
        return _dated_outlet(text, facts, other)
    return merged_facts(text, facts)


def _dated_outlet(text: str, facts: list[Line], other: list[str]) -> Line | None:
    """Read a name before a date ("The Meridian, 12 March 2014") as the outlet's."""
    if len(facts) == len(other) == 1 and facts[0].date and text.startswith(other[0]) and is_name(other[0]):
        known = other[0].casefold().startswith("the ")
        return replace(merged_facts(text, facts), outlet=outlet_name(other[0]) if known else None)
    return None


def _fact(text: str, learned: frozenset[str]) -> Line | None:
    return _date_fact(text) or _byline_fact(text) or _name_fact(text, learned)


def _date_fact(text: str) -> Line | None:
    """Read a date, an age, or a line that stands around one."""
    if is_age(text):
        return Line(text, META, "age", age=True, changed=is_change_date(text))
    if date := date_line(_POSTED.sub("", text)):
        clock = clock_in_date_line(text)
        return Line(text, META, "date", date=date, clock=clock, changed=is_change_date(text))
    if is_yearless_date(text):
        return Line(text, META, "date")
    if _is_lone_dateline(text):
        return Line(text, META, "dateline", date=stated_date(text))
    if _SOURCE_LINE.match(text):
        return Line(text, META, "source_line", date=stated_date(text) or UNKNOWN_DATE)
    return None


def _byline_fact(text: str) -> Line | None:
    """Read who wrote an article, with the outlet that may stand behind the name."""
    if _UNNAMED_AUTHOR.fullmatch(text.strip()):
        return Line(text, META, "byline_role")
    byline = byline_of(text)
    if byline is None:
        return None
    names, _, rest = byline.rpartition(", ")
    told = Line(text, META, "byline", byline=byline, date=stated_date(text), section=_label_of(text))
    if names and looks_like_outlet(rest) and not agencies_in(rest):
        return replace(told, byline=names, outlet=outlet_name(rest))
    return told


def _name_fact(text: str, learned: frozenset[str]) -> Line | None:
    """Read the name of a section or of an outlet, and the post or office of an author."""
    if text.strip(" .:").casefold() in _sections():
        return Line(text, META, "section", section=text.strip(" .:"))
    if text.lstrip("-–—• ").casefold() in learned:
        return Line(text, META, "outlet", outlet=outlet_name(text))
    if looks_like_outlet(text) and not (closing_zone(text) or line_rule(text) or is_standing(text)):
        live = names_genre(text, "live")  # "Andes Herald Live Blog"
        outlet = None if live else outlet_name(text)
        return Line(text, META, "outlet", outlet=outlet, section="Live" if live else None)
    if is_role_line(text) and not holds_finite_verb(text):
        return Line(text, META, "byline_role")
    if named := _outlet_in(text) or _sectioned_outlet(text):
        return Line(text, META, "outlet", outlet=named)
    return None


def _outlet_in(text: str) -> str | None:
    """The outlet of "Special to The Morning Register", "Andes Herald (Lima)", "(China Daily/Agencies)"."""
    if match := _SPECIAL.fullmatch(text):
        return outlet_name(match["outlet"]) if looks_like_outlet(match["outlet"]) else None
    if match := _PLACED_OUTLET.fullmatch(text):
        return outlet_name(match["outlet"]) if looks_like_outlet(match["outlet"]) else None
    if match := _SOURCES.fullmatch(text):
        return outlet_named(match["outlet"])
    names = [name.strip() for name in text.strip("()[] ").split("/")] if text[:1] in "([" else []
    return next((outlet_name(name) for name in names if looks_like_outlet(name)), None)


def _sectioned_outlet(text: str) -> str | None:
    """The known outlet that stands before the name of one of its sections ("CNN World")."""
    words = text.split()
    heads = (" ".join(words[:size]) for size in range(len(words) - 1, 0, -1))
    head = (
        next((head for head in heads if outlet_named(head)), None) if len(words) < _MOST_LABEL_WORDS else None
    )
    rest = text[len(head or "") :].strip()
    return outlet_named(head) if head and rest.casefold() in _sections() else None


def _is_lone_dateline(text: str) -> bool:
    """Tell whether a line is a dateline whose text begins on the next ("New York (AFP) July 28, 2011")."""
    if text[-1:] in ".:-–—" or not any(map(str.isdigit, text)):
        return False
    place = text.partition(",")[0]
    # "PARIS, March 18"; "THE TIMES, March 18" and "MONDAY, March 18" are heads of a newspaper.
    town = place.isupper() and (is_town(place) or (" " not in place and not _WEEKDAY.fullmatch(place)))
    if "(" not in text and not town:
        return False
    dateline = dateline_of(f"{text} - X")
    return dateline is not None and dateline.text == f"{text} - "


def _label_of(byline: str) -> str | None:
    """The section that a byline's first word is: "Comment by Ana Ruiz"."""
    label = byline.lstrip(" *_•·|").partition(" ")[0]
    return label if label.casefold() in _sections() else None


def merged_facts(text: str, facts: Sequence[Line]) -> Line:
    """A line that tells what several tell, the first of them first."""
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
