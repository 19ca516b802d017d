"""Says what each line of a text dump is: prose, a heading, facts about an article, or furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from loaders.pages.agencies import agencies_in
from loaders.pages.bylines import byline_of, dateline_of
from loaders.pages.captions import labelled_caption, leading_credit, trailing_credit
from loaders.pages.clocks import clock_of
from loaders.pages.data import word_lists
from loaders.pages.dates import date_line, stated_date
from loaders.pages.fields import Field, ends_record, fields_beside, find_fields
from loaders.pages.furniture import closing_zone, is_summary_head, line_rule, sentence_rule
from loaders.pages.headlines import with_headlines
from loaders.pages.line_facts import bar_rule, facts_of, learned_outlets, merged_facts
from loaders.pages.lines import (
    BLANK,
    CAPTION,
    CLOCK,
    FURNITURE,
    HEADING,
    META,
    PROSE,
    SEPARATOR,
    ZONE,
    Line,
)
from loaders.pages.outlets import outlet_name
from loaders.pages.sentences import sentence_spans
from loaders.records import UNKNOWN_DATE

_SEPARATOR = re.compile(r"[-=_~—–]{3,}|#{3,}")
_SECTION_BREAK = re.compile(r"(?:[*•·#]\s?){3,}")
_PICTOGRAPHS = re.compile("[☰☱-☷⌚-⏿☀-⛿✀-➿\U0001f300-\U0001faff\ufe0f\u200d]+")
_BULLETS = "•▪●‣■◆◦*"
_URL = re.compile(r"<?(?P<url>https?://[^\s<>]+)>?")
_NUMBER = re.compile(r"[(\[#]?(?P<number>\d{1,2})[.)\]:]\s+(?=[\"“‘'A-Z])")
# "Section A; Page 3; Column 1": where in the paper, not under what heading.
_PAGE_PLACE = re.compile(r"\b(?:section|page|pg|column|col)\.? ?(?:[A-Z]|\w*\d\w*)\b[;,]?", re.IGNORECASE)
_COUNT = re.compile(r"\W*\d[\d,.]*[kKmM]?\W*")  # of comments or shares, beside its sign
_TAG = re.compile(r"\s*\[(?P<source>[^\[\]]{2,40})\]$")
_TERMINAL = re.compile(r"(?P<stop>[.!?…])[\"'”’»)\]]*$")
_LONGEST_TITLE = 220
_FEWEST_CAPTION_WORDS = 5
_FEWEST_TITLE_WORDS = 4
_FEWEST_MENU_ITEMS = 3
_LONGEST_MENU_ITEM = 2  # words
_NEWS_SECTIONS = frozenset(
    ["news", "business", "politics", "sport", "sports"]
)  # beside which "Opinion" is a link
_LONGEST_QUESTION = 18  # words; a longer line that ends in "?" is running text


def classify_lines(texts: Sequence[str]) -> list[Line]:
    """Classify every line, after learning the outlets that the page's own layout shows."""
    learned = learned_outlets(texts)
    fields = find_fields(texts)
    lines = [
        _field(fields[number], learned) if number in fields else _classify(text, learned)
        for number, text in enumerate(texts)
    ]
    return with_summaries(
        with_headlines(_with_tagged_captions(_with_captions(_with_dated_links(_with_menus(lines)))))
    )


def _with_menus(lines: Sequence[Line]) -> list[Line]:
    """Read sections on end, news among them, as the menu of a site: its "Opinion" is no label of the article."""
    read = list(lines)
    start = 0
    for n in range(len(read) + 1):
        if n < len(read) and _is_menu_item(read[n]):
            continue
        menu = read[start:n]
        sections = {line.section.casefold() for line in menu if line.section}
        if len(menu) >= _FEWEST_MENU_ITEMS and len(sections) > 1 and sections & _NEWS_SECTIONS:
            read[start:n] = [Line(line.text, FURNITURE, "navigation") for line in menu]
        start = n + 1
    return read


def _is_menu_item(line: Line) -> bool:
    short = len(line.text.split()) <= _LONGEST_MENU_ITEM
    plain = line.kind == META and line.rule == "section"
    return short and (plain or line.rule == "navigation" or (line.kind == HEADING and not line.bullet))


def _with_dated_links(lines: Sequence[Line]) -> list[Line]:
    """Read headlines with a date behind each, two or more on end, as links to other articles."""
    read = list(lines)
    filled = [n for n, line in enumerate(read) if line.kind != BLANK]
    links = [n for n in filled if read[n].kind in (HEADING, META) and _is_dated_link(read[n].text)]
    for n in links:
        place = filled.index(n)
        if any(
            near in links for near in (*filled[max(place - 1, 0) : place], *filled[place + 1 : place + 2])
        ):
            read[n] = Line(read[n].text, FURNITURE, "related")
    return read


def _is_dated_link(text: str) -> bool:
    title, dash, day = text.rpartition(" - ")
    return bool(dash) and len(title.split()) >= _FEWEST_TITLE_WORDS and date_line(day) is not None


def _with_captions(lines: Sequence[Line]) -> list[Line]:
    """Read a line without a full stop below a picture's credit as its caption."""
    read = list(lines)
    filled = [n for n, line in enumerate(read) if line.kind != BLANK]
    for above, below in pairwise(filled):
        line = read[below]
        if read[above].kind not in (HEADING, FURNITURE) or line.kind != HEADING or line.bullet or line.level:
            continue
        credit = leading_credit(read[above].text)
        alone = credit is not None and credit.text == read[above].text
        if alone and len(line.text.split()) >= _FEWEST_CAPTION_WORDS and not line.text.endswith(("?", ":")):
            read[above] = replace(read[above], kind=FURNITURE, rule="picture_credit")
            read[below] = replace(line, kind=CAPTION)
    return read


def _with_tagged_captions(lines: Sequence[Line]) -> list[Line]:
    """Read a paragraph with an agency in square brackets behind it as a caption, if the text begins below it."""
    read = list(lines)
    filled = [n for n, line in enumerate(read) if line.kind != BLANK]
    for above, below in pairwise(filled):
        line, tag = read[above], _TAG.search(read[above].text)
        if line.kind == PROSE and tag and read[below].dateline and agencies_in(tag["source"]):
            read[above] = replace(line, text=line.text[: tag.start()], kind=CAPTION)
    return read


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
    if field.fact == "several":
        return replace(
            merged_facts(value, [_field(each, learned) for each in fields_beside(value)]), field=True
        )
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


def _classify(text: str, learned: frozenset[str]) -> Line:
    # The wires print "^" before the lines of a head, telephones pictographs.
    stripped = _PICTOGRAPHS.sub("", text.strip().lstrip("^")).strip()
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
    if _COUNT.fullmatch(stripped):
        return Line(stripped, FURNITURE, "count")
    if match := _URL.fullmatch(stripped):
        return Line(stripped, META, "url", url=match["url"])
    if facts := facts_of(stripped, learned):
        return facts
    if zone := closing_zone(stripped):
        return Line(stripped, ZONE, zone)
    if rule := line_rule(stripped) or bar_rule(stripped):
        return Line(stripped, FURNITURE, rule)
    return _words(stripped)


def _words(text: str) -> Line:
    """Tell running text from a heading, and both from prose that only addresses the reader."""
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    if (credit := trailing_credit(text)) is not None or labelled_caption(text):
        return Line(text, FURNITURE, "picture_credit") if credit == 0 else Line(text, CAPTION)
    rules = [sentence_rule(sentence) for sentence in sentences]
    if rules and all(rules):
        return Line(text, FURNITURE, "mailing" if "mailing" in rules else rules[0] or "")
    bullet = text[0] in _BULLETS or text.startswith(("- ", "– "))
    own = [sentence for sentence, rule in zip(sentences, rules, strict=True) if rule is None]
    if _is_prose(text, len(sentences)) or (len(own) < len(sentences) and _is_prose(" ".join(own), len(own))):
        return Line(
            text, PROSE, bullet=bullet, dateline=dateline_of(text.lstrip(_BULLETS + "-– ")) is not None
        )
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
