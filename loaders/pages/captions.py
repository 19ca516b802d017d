"""Captions and picture credits: which sentence describes a picture, and who took it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loaders.pages.agencies import agencies_in, agency_pattern
from loaders.pages.data import load, word_lists

_PERSON = r"[A-Z][\w.'’-]+ (?:[A-Z]\. )?[A-Z][\w'’-]+"
_WHOEVER = r"[A-Z][\w.'’&-]*(?: (?:(?:of the|of|the|and) )?[A-Z][\w.'’&-]*){0,5}"
# "5 Protesters ...", "[1/2]Protesters ...", "Item 1 of 2 Protesters ..."
_NUMBER = re.compile(r"(?:\d{1,3}\s+|\[\d{1,2}/\d{1,2}\]\s*|Item \d+ of \d+\s+)(?=[A-Z\"“])")
# "Photograph: A. Name/Agency", "Photo by A. Name"
_LABELLED_CREDIT = re.compile(
    r"(?:^|(?<=\s))(?:(?:File )?(?:Photo|Photograph|Image|Picture|Credit)s?(?: credit)?\s?:\s?"
    r"|(?:Photo|Photograph|Image|Picture)s? (?:by|courtesy of)\s)[^.]{2,90}$"
)
# "(Photo by A. Name / Agency)", "(AA Photo)", "[UPI Telephoto]"
_BRACKETED = re.compile(r"\s*[\[(]\s*(?P<inside>[^()\[\]]{2,120}?)\s*[\])]\s*\.?\s*$")
_LEADING_BRACKETS = re.compile(r"[\[(](?P<inside>[^()\[\]]{2,120})[\])](?=\s+[\"'“‘]?[A-Z0-9])")
_PICTURE_WORD = re.compile(r"\b(?:Photos?|Photograph|Images?|Picture|Telephoto|Handout|Pool|Courtesy)\b")
_LABELLED_LINE = re.compile(
    r"(?:\[(?:image|photo|picture)\]\s*"
    r"|\[?\s*(?:(?:file )?(?:photo|image|picture|photograph)|pictured|caption|above|below)s?\s?:\s*"
    r"|(?:image|media|photo) caption\s?[,:]?\s+(?=[A-Z]))"
    r"(?P<caption>.*?)\s*\]?",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit at the head of a sentence."""

    text: str
    certain: bool
    """False for a bare agency's name, which is a credit only behind what is plainly a caption."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The credit that nothing else can be, the bare agency, and the cues of a caption."""
    data = load("captions.yaml")
    libraries, tails, alone = (data[key].replace("| ", "|") for key in ("libraries", "credit_tails", "alone"))
    agency = agency_pattern()
    source = rf"(?:{agency}|(?:{libraries})\b)"
    tail = rf"(?:(?:{tails})\b|{source})"
    openers = "|".join(sorted(word_lists("abbreviations.yaml")["openers"]))
    person = rf"(?!(?:{openers})\b){_PERSON}(?=\s+[A-Z\"“‘']|\s*$)"
    certain = (
        # "Photolure via AP", "Office of the Leader / Handout via AFP"
        rf"{_WHOEVER}(?:\s?/\s?{tail})*\s+via\s+{source}",
        rf"(?:{_PERSON}\s?[/,]\s?)?{source}(?:\s?/\s?{tail})+",
        rf"{_PERSON}\s?/\s?{source}",
        # "ANDES HERALD/Bo Nilsson": an outlet in capitals credits its own photographer.
        rf"[A-Z][A-Z&.’'-]+(?: [A-Z][A-Z&.’'-]+){{0,3}}\s?/\s?{person}",
        rf"{source}\s?/(?:\s?{person})?",
        rf"(?:{alone})\b",
        rf"(?:Photo|Image|Photograph|Picture|Credit)s?\s?:\s?(?:{_PERSON}\s?[/,]\s?)?{source}",
    )
    before_sentence = r"(?=\s+[\"'“‘(]?[A-Z0-9]|\s*$)"
    return (
        re.compile(rf"(?:{'|'.join(certain)}){before_sentence}"),
        re.compile(rf"{agency}{before_sentence}"),
        re.compile("|".join(f"(?:{cue})" for cue in data["cues"])),
    )


def leading_credit(sentence: str) -> Credit | None:
    """Find a credit that the sentence before left at the head of this one ("AFP via Getty Images Yet ...")."""
    certain, bare, _ = _patterns()
    bracketed = _LEADING_BRACKETS.match(sentence)
    if bracketed and _names_a_source(bracketed["inside"]):
        return Credit(bracketed[0], certain=True)
    if match := certain.match(sentence):
        return Credit(match[0], certain=True)
    if match := bare.match(sentence):
        return Credit(match[0], certain=False)
    return None


def trailing_credit(sentence: str) -> int | None:
    """Where the credit at the end of a caption begins, if it has one."""
    if match := _LABELLED_CREDIT.search(sentence):
        return match.start()
    certain, _, _ = _patterns()
    bracketed = _BRACKETED.search(sentence)
    if bracketed and _names_a_source(bracketed["inside"]):
        return bracketed.start()
    for match in re.finditer(r"(?<=[.!?]\s)(?=[A-Z])", sentence):
        credit = certain.match(sentence, match.start())
        if credit and credit.end() == len(sentence.rstrip()):
            return match.start()
    return None


def _names_a_source(inside: str) -> bool:
    if _PICTURE_WORD.search(inside) or _patterns()[0].fullmatch(inside):
        return True
    return "/" in inside and bool(agencies_in(inside.replace("/", " ")))


def labelled_caption(line: str) -> tuple[int, int] | None:
    """Where the caption lies in a line such as "[Photo: The ministers at dinner.]"; not in "Photo: A. Name"."""
    match = _LABELLED_LINE.fullmatch(line)
    if match is None or len(match["caption"].split()) < 6 or _patterns()[0].match(match["caption"]):
        return None
    return match.span("caption")


def picture_number(sentence: str) -> int:
    """How many characters the picture's number at the head of a caption takes ("5 Protesters ...")."""
    match = _NUMBER.match(sentence)
    return match.end() if match else 0


def is_caption(sentence: str) -> bool:
    """Tell whether a sentence describes a picture, by its own words."""
    return _patterns()[2].search(sentence) is not None
