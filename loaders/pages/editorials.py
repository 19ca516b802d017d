"""Finds the sentences of a report in which the outlet or its author judges, outside all quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from loaders.pages.data import load
from loaders.pages.marking import BODY, Mark

_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|(?<!\w)['‘][^'’]*['’](?!\w)|«[^»]*»")
_LONG_QUOTED = re.compile(r"“[^”]{1,600}”|\"[^\"]{1,600}\"|«[^»]{1,600}»")


def editorial_voices(found: str, marks: Sequence[Mark]) -> frozenset[int]:
    """Where the body sentences begin in which the text speaks for itself ("In our view, both sides ...")."""
    voices: set[int] = set()
    paragraph, opened = -1, False
    for mark in marks:
        if mark.paragraph != paragraph:
            paragraph, opened = mark.paragraph, False
        if mark.kind != BODY:
            continue
        sentence = found[mark.start : mark.end]
        if not opened and _cues().search(_QUOTED.sub(" ", sentence)):
            voices.add(mark.start)
        opened = _leaves_open(sentence, opened=opened)
    return frozenset(voices)


def unquoted(text: str) -> str:
    """A text without what stands in quotation marks: what it says on its own."""
    return _LONG_QUOTED.sub(" ", text)


def _leaves_open(sentence: str, *, opened: bool) -> bool:
    """Tell whether a quotation runs on into the next sentence."""
    if sentence.count('"') % 2:
        return not opened
    curly = sentence.count("“") - sentence.count("”")
    return opened if curly == 0 else curly > 0


@cache
def _cues() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{cue})" for cue in load("genres.yaml")["editorial_sentences"]))
