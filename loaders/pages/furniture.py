"""Recognises what a page says about itself or to its reader; the rules lie in ``data/furniture.yaml``."""

from __future__ import annotations

import re
from functools import cache

from loaders.pages.data import load

_REPORTED = re.compile(
    r"""[,”"'’] .{2,60}\b(?:said|says|told|warned|urged|advised|added|joked|asked|wrote)\b"""
)
_ENDS = " \t\u00a0.:;,!|-–—•·*#<>"
_LONGEST_LINE = 260  # furniture lines are short; a longer line is judged sentence by sentence


@cache
def _compiled(section: str) -> re.Pattern[str]:
    """One pattern for a section of the rules, with a group for each rule's name."""
    rules: dict[str, list[str]] = load("furniture.yaml")[section]
    groups = (f"(?P<{name}>{'|'.join(patterns)})" for name, patterns in rules.items())
    return re.compile("|".join(groups), re.IGNORECASE | re.DOTALL)


def _rule(section: str, text: str) -> str | None:
    match = _compiled(section).fullmatch(text)
    return match.lastgroup if match else None


def line_rule(line: str) -> str | None:
    """Name the rule by which a whole line is furniture, if one is."""
    if len(line) > _LONGEST_LINE:
        return None
    stripped = line.strip(_ENDS)
    if not stripped:
        return "separator" if line.strip() else None
    return _rule("lines", stripped) or _rule("lines", line.strip())


def sentence_rule(sentence: str) -> str | None:
    """Name the rule by which a whole sentence is furniture, if one is.

    What somebody is reported to say is no furniture, however it addresses its hearer; only the titles of
    other stories report too ("Read also: Talks failed, Lima says").
    """
    rule = _rule("sentences", sentence.strip().lstrip("*•–—- "))
    return None if rule and rule != "related_link" and _REPORTED.search(sentence) else rule


def closing_zone(line: str) -> str | None:
    """Name the zone a line opens after which nothing of the article follows, if it opens one."""
    return _rule("closing_zones", line.strip(_ENDS)) if len(line) < 80 else None


@cache
def inline_pattern() -> re.Pattern[str]:
    """The markers and sub-heads that stand between two sentences of one line."""
    data = load("furniture.yaml")
    markers = "|".join(
        f"(?P<{name}>{'|'.join(patterns)})" for name, patterns in data["markers"].items() if patterns
    )
    # Newsweek and others capitalise sub-heads like titles, some only the first word: either case after it.
    plain = "|".join(_any_case_after_first(pattern) for pattern in data["subheads"])
    colon = "|".join(_any_case_after_first(pattern) for pattern in data["subheads_with_colon"])
    subhead = rf"(?P<subhead>(?:{plain}):?|(?:{colon}):)"
    # Several may follow one another ("Follow us on Telegram Story continues below").
    unnamed = "|".join(pattern for patterns in data["markers"].values() for pattern in patterns)
    # Only where a sentence may begin, and only before what may begin one.
    return re.compile(
        rf"""(?:(?<=^)|(?<=[.!?…:"'”’)\]]\s)|(?<=[A-Za-z]\s)(?=ADVERTISEMENT\b)|(?<=\x00))"""
        rf"""(?:(?:{unnamed})\s+)*(?:{markers}|{subhead})(?=\s+["'“‘(\[]?[A-Z0-9]|\s*$|\s+\[)""",
    )


def _any_case_after_first(pattern: str) -> str:
    return "|".join(
        f"{alternative[0]}(?i:{alternative[1:]})" for alternative in _alternatives(pattern) if alternative
    )


def _alternatives(pattern: str) -> list[str]:
    """Split a pattern at its outermost bars."""
    parts, depth, start = [], 0, 0
    for position, character in enumerate(pattern):
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            parts.append(pattern[start:position])
            start = position + 1
    return [*parts, pattern[start:]]


@cache
def _subhead_line() -> re.Pattern[str]:
    data = load("furniture.yaml")
    patterns = [*data["subheads"], *data["subheads_with_colon"]]
    return re.compile(rf"(?:{'|'.join(patterns)})\W*", re.IGNORECASE)


def is_subhead(line: str) -> bool:
    """Tell whether a line is one of the sub-heads that many outlets share."""
    return _subhead_line().fullmatch(line.strip()) is not None


@cache
def _summary_head() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(load('furniture.yaml')['summary_heads'])})\W*", re.IGNORECASE)


def is_summary_head(line: str) -> bool:
    """Tell whether a line heads a list of points that are text of the article, each without a full stop."""
    return _summary_head().fullmatch(line.strip()) is not None
