"""Tells the headline of an article from the other lines above its text: names, labels, a site's sayings of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from loaders.pages import lines as kinds
from loaders.pages.data import load
from loaders.pages.lines import Line, is_name

_LONGEST_LABEL = 4  # words of a label over a title ("War in the Sahel")
_FEWEST_WORDS = 3
_FIRST_PARAGRAPHS = 3
_FEWEST_SHARED = 2  # words that one line shares with the text before another that shares none is passed over
_STEM = 5  # letters by which words of one stem are compared
_ENDS_OF_LISTS = (kinds.BLANK, kinds.META, kinds.SEPARATOR)
_LAST_RANK = 3
_NO_TITLE = 4  # the rank of what is no title even where nothing else is
_LONGEST_STATEMENT = 16  # words of a headline that ends in a full stop
_LONGEST_JOINED = 24  # words of a headline on two lines
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SAID = re.compile(r"[?!:;“”\"‘]|\s[–—-]\s")
_QUOTES = ('"', "“", "‘", "'", "«")
_ARTICLES = ("A ", "An ", "The ", "How ", "Why ", "What ", "When ", "Where ", "Who ")


@cache
def _verbs() -> frozenset[str]:
    """The verbs of headlines with their regular forms."""
    plain = load("headlines.yaml")["verbs"].split()
    return frozenset(form for verb in plain for form in (verb, *_inflected(verb)))


@cache
def _finite_verbs() -> frozenset[str]:
    """The forms in -s, which no name has and no second line of another headline begins with."""
    plain = load("headlines.yaml")["verbs"].split()
    return frozenset(form for verb in plain for form in _inflected(verb) if form.endswith("s"))


def _inflected(verb: str) -> Iterable[str]:
    if verb.endswith("e"):
        return (f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return (f"{verb}es", f"{verb}ed", f"{verb}ing")
    doubled = verb + verb[-1]
    return (f"{verb}s", f"{verb}ed", f"{verb}ing", f"{doubled}ed", f"{doubled}ing")


@cache
def _joining() -> frozenset[str]:
    return frozenset(load("headlines.yaml")["joining"].split())


@cache
def _never() -> re.Pattern[str]:
    return re.compile("|".join(load("headlines.yaml")["never"]), re.IGNORECASE)


def says_something(text: str) -> bool:
    """Tell whether a line holds a verb as headlines do, behind its first word or as it."""
    return any(word.casefold().replace("’", "'") in _verbs() for word in _WORD.findall(text))


def holds_finite_verb(text: str) -> bool:
    """Tell whether a line in capitals says something, which no person's name does ("Eden Meets Mollet")."""
    return any(word.casefold() in _finite_verbs() for word in _WORD.findall(text)[1:])


def common_words(lines: Iterable[Line]) -> frozenset[str]:
    """The words that running text writes small: in a title they are no part of a name."""
    return frozenset(
        word
        for line in lines
        if line.kind == kinds.PROSE
        for word in _WORD.findall(line.text)
        if word.islower() and len(word) > 1
    )


def headlines(
    lines: Sequence[Line], cluster: Iterable[int], common: frozenset[str], *, live: bool = False
) -> list[int]:
    """The lines of a head that may be its headline: those of the best rank, in the order of the page."""
    cluster = _below_links(lines, list(cluster))
    candidates = [n for n in cluster if lines[n].kind == kinds.HEADING]
    shared = _shared_words(lines, candidates, cluster)
    most = max(shared.values(), default=0)
    # What shares its words with the text below goes before what shares none: a film's title, a link, a motto.
    # A quotation may share none, nor need a live blog's title with its latest post.
    strange = {n for n in candidates if not (shared[n] or live or lines[n].text.startswith(_QUOTES))}
    passed = strange if most >= _FEWEST_SHARED else set()
    ranked = [(_rank(lines[n], common, strange=n in passed), n) for n in candidates]
    best = min((rank for rank, _ in ranked), default=_NO_TITLE)
    found = [n for rank, n in ranked if rank == best and best < _NO_TITLE]
    found = [n for n in found if _stands_between_facts(lines, n)] or found
    return found[1:] if not live and _is_kicker(lines, found, shared) else found


def _is_kicker(lines: Sequence[Line], found: Sequence[int], shared: Mapping[int, int]) -> bool:
    """Tell whether the first of several candidates is a label: a few words, facts below it, the text in the next."""
    if len(found) < 2 or len(lines[found[0]].text.split()) > _LONGEST_LABEL:
        return False
    parted = any(line.kind == kinds.META for line in lines[found[0] : found[1]])
    return parted and shared[found[1]] >= shared[found[0]] + _FEWEST_SHARED


def is_headline(line: Line, common: frozenset[str]) -> bool:
    """Tell whether a line reads like a headline rather than like a sub-head, a label or a name."""
    return line.kind == kinds.HEADING and _rank(line, common, strange=False) == 0


def _shared_words(lines: Sequence[Line], candidates: Sequence[int], cluster: Sequence[int]) -> dict[int, int]:
    """How many words each candidate shares with the first paragraphs below the head, endings aside."""
    below = lines[cluster[-1] + 1 :] if cluster else []
    prose = [line.text for line in below if line.kind == kinds.PROSE][:_FIRST_PARAGRAPHS]
    told = {stem for text in prose for stem in _stems(text)}
    return {n: len(_stems(lines[n].text) & told) for n in candidates}


def is_standing(text: str) -> bool:
    """Tell whether a line stands over articles of many days ("Letter from Doha", "In this issue:")."""
    return _never().fullmatch(text.strip(" .!:")) is not None


def _stems(text: str) -> set[str]:
    words = (word.casefold() for word in _WORD.findall(text))
    return {word[:_STEM] for word in words if len(word) > 2 and word not in _joining()}


def _stands_between_facts(lines: Sequence[Line], position: int) -> bool:
    """Tell whether an outlet or a section stands right above a line, and a byline or a date right below it."""
    above = next((line for line in reversed(lines[:position]) if line.kind != kinds.BLANK), None)
    below = next((line for line in lines[position + 1 :] if line.kind != kinds.BLANK), None)
    if above is None or below is None or above.kind != kinds.META or below.kind != kinds.META:
        return False
    return bool(above.outlet or above.section) and bool(below.byline or below.date or below.age)


def _below_links(lines: Sequence[Line], cluster: list[int]) -> list[int]:
    """Leave out the links of a list above an article ("Trending: ..."), which ends with an empty line or a fact."""
    zones = [n for n in cluster if lines[n].kind == kinds.ZONE]
    ended = (n for n in cluster if zones and n > zones[-1] and lines[n].kind in _ENDS_OF_LISTS)
    end = next((n for n in ended if lines[n - 1].kind != kinds.ZONE), None)
    below = [n for n in cluster if end is not None and n >= end]
    return below if any(lines[n].kind == kinds.HEADING for n in below) else cluster


def _rank(line: Line, common: frozenset[str], *, strange: bool) -> int:
    """How little a line looks like a headline: 0 a headline, 1 perhaps a label, 2 a name or an item of a list."""
    text = line.text
    if is_standing(text) or " | " in text or text.endswith(":"):
        return _NO_TITLE
    rank = _plain_rank(line, common)
    return min(rank + 2, _LAST_RANK) if strange else rank


def _plain_rank(line: Line, common: frozenset[str]) -> int:
    text = line.text
    words = text.split()
    verbal = says_something(text)
    if line.bullet or (is_name(text) and not (verbal and _writes_small(text, common))):
        return 2 if len(words) >= _FEWEST_WORDS or (len(words) == 2 and not line.bullet) else 3
    said = verbal or _SAID.search(text) is not None
    if len(words) < _FEWEST_WORDS:
        return 1 if said and len(words) > 1 else 3
    if len(words) <= _LONGEST_LABEL and not said and not text.startswith(_ARTICLES):
        return 1
    return 0


def _writes_small(text: str, common: frozenset[str]) -> bool:
    """Tell whether a line in capitals holds words that are no part of a name: common ones, "Says", "Signs"."""
    words = [word.casefold() for word in _WORD.findall(text)]
    if holds_finite_verb(text):
        return True
    return any(word in common and word not in _joining() for word in words)


# -- headlines that look like something else ---------------------------------------------------------


def with_headlines(lines: Sequence[Line]) -> list[Line]:
    """Read a headline on two lines as one, and one that ends in a full stop as a headline."""
    read = list(lines)
    for n in range(len(read) - 1):
        if _runs_on(read[n], read[n + 1]):
            joined = f"{read[n].text} {read[n + 1].text}"
            read[n : n + 2] = [Line("", kinds.BLANK), Line(joined, kinds.HEADING, number=read[n].number)]
    filled = [n for n, line in enumerate(read) if line.kind != kinds.BLANK]
    untitled = True
    for place, n in enumerate(filled):
        below = [read[m] for m in filled[place + 1 : place + 5]]
        if untitled and _is_statement(read[n]) and _heads_facts(below):
            read[n] = Line(read[n].text, kinds.HEADING)
        untitled = _opens_article(read[n]) or (untitled and read[n].kind not in (kinds.PROSE, kinds.HEADING))
    return read


def _runs_on(line: Line, following: Line) -> bool:
    """Tell whether a headline goes on on the next line."""
    plain = all(each.kind == kinds.HEADING and not (each.bullet or each.level) for each in (line, following))
    if not plain or following.number is not None or following.labelled or line.labelled:
        return False
    if line.text.isupper() != following.text.isupper():
        return False
    words, more = line.text.split(), following.text.split()
    if len(words) < 2 or len(words) + len(more) > _LONGEST_JOINED:
        return False
    # "By" begins a byline rather than a second line.
    begun = more[0].casefold() in _joining() - {"by"} and not following.text.title().startswith(_ARTICLES)
    small = following.text[0].islower() and following.text[0].isalpha()
    ended = words[-1].casefold() in _joining() or line.text.endswith((",", ";", "-", "–", "—"))
    finite = more[0].casefold() in _finite_verbs()
    verb = more[0][0].isupper() and (
        finite or (more[0].casefold() in _verbs() and not says_something(line.text))
    )
    return small or ended or ((begun or verb) and len(words) >= _FEWEST_WORDS)


def _is_statement(line: Line) -> bool:
    short = len(line.text.split()) <= _LONGEST_STATEMENT
    return line.kind == kinds.PROSE and short and not (line.bullet or line.dateline or line.field)


def _opens_article(line: Line) -> bool:
    """Tell whether a head begins with a line: a rule, or the outlet or the age that stand above a title."""
    return line.kind == kinds.SEPARATOR or (line.kind == kinds.META and (line.age or line.outlet is not None))


def _heads_facts(below: Sequence[Line]) -> bool:
    """Tell whether a byline or a date stands below a line, with a standfirst and a name at most between, then text."""
    facts = next((n for n, line in enumerate(below[:3]) if line.kind == kinds.META and line.anchors), None)
    if facts is None or any(not _is_statement(line) and line.kind != kinds.HEADING for line in below[:facts]):
        return False
    return any(line.kind in (kinds.PROSE, kinds.META, kinds.CAPTION) for line in below[facts + 1 :])
