"""Who wrote it and where: bylines, datelines and the author's note at the end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.actors.knowledge import knowledge
from loaders.pages.agencies import agencies_in, agency_pattern

_MONTH = r"(?i:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?)"
_WEEKDAY = r"(?i:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )"
_DATE = rf"(?:{_WEEKDAY}?(?:{_MONTH} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}(?:,? \d{{4}})?))"
_FULL_DATE = rf"(?:{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {_MONTH} \d{{4}})"
_NAME = r"[A-Z][\w.'’-]*(?:\s+(?:(?:al|bin|de|del|der|di|el|la|van|von)[\s-])?[A-Z][\w.'’-]*){0,4}"
_NAMES = rf"{_NAME}(?:(?:,? and|,? &|,|,? with)\s+{_NAME})*"
_PERSON = re.compile(r"(?:[A-ZÀ-Þ][^\W\d_]*[.'’-]?[^\W\d_]*\.? ){1,3}[A-ZÀ-Þ][^\W\d_]*['’-]?[^\W\d_]+")
_PLACED = re.compile(
    rf"(?P<names>{_PERSON.pattern}(?:(?:,| and) {_PERSON.pattern})*) in {_NAME}(?:(?:,| and) {_NAME}(?: in {_NAME})?)*"
)
_BYLINE = re.compile(
    rf"(?:(?:(?:A|The) (?:\w+ )?(?:column|commentary|essay|analysis|report)|Story|Words|Text|Analysis|News Analysis"
    rf"|Comment|Opinion|[Ww]ritten|Reported|Report|Posted|Published|Submitted|Filed)\s+)?(?:(?:[Bb][Yy]|Por|Par):?|Authors?:)\s+"
    rf"(?P<names>(?:the )?{_NAMES}(?: staff|(?:,? and|,? with) (?:news )?(?:agencies|wires|wire services|staff))?)"
    rf"(?P<rest>(?:\s+(?:in|for|at|from|on)\s|,|\s*[|·•(–—-]|$).{{0,80}})?"
)
# "By GAVIN POLE Political Editor", "By Yara Nassar, Middle East Correspondent"
_ROLES = r"(?i:editor|correspondent|reporter|writer|analyst|columnist|chief)"
_POST = re.compile(
    rf",\s+(?:[\w.&’'-]+ ){{0,4}}(?:{_ROLES}|(?i:staff))$"
    rf"|\s+(?:(?i:chief|senior|deputy|political|foreign|diplomatic|defen[cs]e|world|bureau|security)\s+)*{_ROLES}$"
)
_AFTER_NAMES = re.compile(
    rf"[\s,|•·-]+(?:(?:Published|Updated|Posted|Last updated|Edited)\b|(?:on )?{_FULL_DATE}).*"
)
_ROLE_LINE = re.compile(
    r"[A-Z][\w.'’& -]{0,50}\b(?:bureau|correspondent|staff writer|staff|reporter|reporters|editor|columnist|writer"
    r"|contributor|news service|news desk|desk|newsroom)\b[\w ,.-]{0,30}",
    re.IGNORECASE,
)

_CAPITALS = r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’]+(?:[ /-][A-ZÀ-Þ][A-ZÀ-Þ.'’]*)*)"
_REGION = r"(?:, (?:[A-Z][\w.'’]*)(?: (?:of |and |the )?[A-Z][\w.'’]*){0,3})"
_AGENCY = (
    rf"(?:\((?:[^()]{{0,30}}\b)?(?:{agency_pattern()}"
    r"|[A-Z][\w ]{2,30}(?i:Agency|Service|Press|News|Wire|International)|[A-Z]{2,5}(?=\)))[^()]{0,20}\))"
)
# Behind a place in capitals, any name in brackets is who reports from there: "JUBA (Daily Monitor) - ".
_PAPER = r"(?:\([A-Z][\w'’-]*(?: (?:of |and |the )?[A-Z][\w'’-]*){0,3}\))"
_DASH = r"\.?\s*(?:—|–|--|-|:|\||_)\s*"
_PLAIN_CITY = rf"(?:[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{0,3}}{_REGION}?)"
_DATELINE = re.compile(
    rf"(?:By (?P<by>[A-Z][\w.'’-]+ (?:[A-Z][\w.'’-]+ )?[A-Z][\w'’-]*[a-z]) )?"
    rf"(?:(?P<place>{_CAPITALS}{_REGION}?)(?:,? {_DATE})?(?:,? ?(?:{_AGENCY}|{_PAPER}))?(?:,? {_DATE})?{_DASH}"
    rf"|(?P<city>{_PLAIN_CITY})(?:,? {_DATE},? ?{_AGENCY}|,? ?{_AGENCY}(?:,? {_DATE})?|, {_DATE}){_DASH}"
    # "MOSCOW, April 30, 2025. /TASS/. ", "YEREVAN, MAY 2, ARMENPRESS. ", and the day alone: "Feb 24, 2008 — ".
    rf"|{_CAPITALS}{_REGION}?, {_DATE}(?:\.? /[A-Z][\w ]+/\.?|,? [A-Z][A-Z ]{{2,20}}\.)\s+|{_FULL_DATE}\s+[—–·-]+\s+"
    # "Port Sudan — The head of the council ...": a town in small letters, before a dash between spaces.
    rf"|(?P<town>{_PLAIN_CITY}) (?:—|–|--|-) (?=[\"“‘]?[A-Z])"
    rf"|{_AGENCY}{_DASH}|\({_PLAIN_CITY}\)(?:{_DASH}|\s+)(?=[\"“‘A-Z]))(?=\S)"
)
# In capitals before a colon, but no place.
_KICKERS = frozenset(
    ("BREAKING", "EXCLUSIVE", "LIVE", "WATCH", "UPDATE", "UPDATED", "OPINION", "ANALYSIS", "VIDEO")
)

_BIO_ROLE = (
    r"(?:professor|fellow|author|columnist|editor|correspondent|reporter|writer|director|chair(?:man|woman|person)?"
    r"|president|founder|co-founder|lecturer|analyst|scholar|historian|researcher|contributor|journalist|diplomat"
    r"|ambassador|strategist|commentator|adviser|advisor|consultant|expert|officer|minister|secretary|senator|general"
    r"|worker|lawyer|economist|chief executive)"
)
_BIO = re.compile(
    rf"(?:(?P<the>The (?:writer|author))|(?P<name>{_NAME})),?\s"
    rf"(?:(?:is|was|served as|has been) (?:an?|the|our)?\s?.{{0,90}}?\b{_BIO_ROLE}\b"
    rf"|(?:an?|the|our) .{{0,60}}?\b{_BIO_ROLE}\b.{{0,60}}, (?:writes|teaches|covers"
    rf"|is (?:an?|the|our|also|now|currently|based))\b"
    rf"|(?:writes|teaches|covers|reports|has covered|served|lectures)\b)"
    rf".*"
)
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof)\.? (?P<name>[A-Z][\w'’-]+)\s")
_PRESENT = re.compile(r"\b(?:is|writes|teaches|covers|lectures)\b")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place, agency and date before an article's first sentence."""

    text: str
    byline: str | None = None


def byline_of(line: str) -> str | None:
    """The names of a line that is a byline ("By A. Name and B. Name"), else ``None``."""
    text = _AFTER_NAMES.sub("", line.strip(" *_•·|\t"))
    if len(text) > 160 or (match := _BYLINE.fullmatch(text)) is None:
        return None
    if re.search(r"[a-z]{4}\.$", text):
        return None  # "By Monday, the talks had failed."
    names = _POST.sub("", match["names"].strip())
    agency = agencies_in(match["rest"] or "")
    names = names.title() if names.isupper() else names
    return f"{names} ({agency[0]})" if agency and agency[0] not in names else names


def person_named(line: str) -> str | None:
    """The name of a line that may be an author's and nothing else ("Ana Ruiz", "ANA RUIZ"), else ``None``."""
    text = line.strip(" *_•·|\t")
    if not _PERSON.fullmatch(text):
        return None
    return text.title() if text.isupper() else text


def placed_author(line: str) -> str | None:
    """The author of a line that names the place of writing too ("Ana Ruiz and Tom Lee in Lima"), else ``None``."""
    match = _PLACED.fullmatch(line.strip())
    return match["names"] if match else None


def is_town(name: str) -> bool:
    """Tell whether a name is that of a city or of a place of diplomacy that the actor data knows."""
    return bool(knowledge().city(name))


def is_role_line(line: str) -> bool:
    """Tell whether a line names the post or bureau of the author above it."""
    return len(line) < 70 and not line.endswith((".", "?", "!")) and bool(_ROLE_LINE.fullmatch(line.strip()))


def dateline_of(text: str) -> Dateline | None:
    """The dateline at the head of an article's first paragraph ("TALLINN, Estonia — ")."""
    match = _DATELINE.match(text)
    if match is None or len(match[0]) > 120:
        return None
    place = match["place"] or ""
    colon = match[0].rstrip().endswith(":")
    letters = sum(character.isalpha() for character in place.split(",")[0])
    if place and (letters < 4 or place.split()[0].rstrip(":") in _KICKERS or (colon and " " in place[25:])):
        return None
    if match["town"] and not is_town(match["town"].partition(",")[0]):
        return None
    plain = place and not re.search(r"[(\d]", match[0])
    if plain and text[match.end() :].isupper():
        return None  # "TALKS - THE FIRST SINCE MAY - FAILED": in upper case any words look like a place
    return Dateline(match[0], match["by"])


def dateline_agency(text: str) -> str | None:
    """The agency that a dateline names in brackets ("NICOSIA, Jan 17 (UPN) - "), known or not."""
    dateline = dateline_of(text)
    match = re.search(r"(?P<place>.*)\((?P<agency>[^()]+)\)", dateline.text) if dateline else None
    if match is None:
        return None
    known = next(iter(agencies_in(match["agency"])), None)
    # "(Kingstown) The presidents": a place may stand in brackets too, but not behind another.
    return known or (match["agency"].strip() if match["place"] or match["agency"].isupper() else None)


def author_note(sentence: str, body: str, byline: str | None, *, last: bool) -> str | None:
    """The author whom a sentence at an article's end introduces, if that is what it does.

    A person of the story is named before; an author is not, unless in the byline. A name from nowhere is
    taken for the author's only in the very last sentence, and in the present tense.
    """
    surname = _TITLED.match(sentence)
    if surname and byline and byline.casefold().split(" (")[0].endswith(surname["name"].casefold()):
        return byline
    match = _BIO.fullmatch(sentence)
    if match is None:
        return None
    if match["the"]:
        return byline or match["the"]
    name = match["name"]
    if len(name.split()) < 2:
        return None
    if byline and name.casefold() in byline.casefold():
        return name
    known = (
        name in body or name.split()[-1] in body or (byline is not None and person_named(byline) is not None)
    )
    return name if last and not known and _PRESENT.search(sentence) else None
