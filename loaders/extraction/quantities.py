"""Numbers that the text gives of an event: how many killed, captured, exchanged; how much; how long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from math import isfinite

from loaders.extraction.parses import Parse, Word
from loaders.extraction.scenes import Scene, Trigger
from loaders.extraction.standing import Standing
from loaders.extraction.words import word_class
from loaders.records import Quantity, Span

_NUMBER = re.compile(r"(?P<whole>\d[\d,]*(?:\.\d+)?)(?P<half>½)?")
_WORDS = {
    word: float(i)
    for i, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty""".split()  # noqa: SIM905
    )
} | {"thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0,
     "dozen": 12.0, "hundred": 100.0, "thousand": 1000.0}  # fmt: skip
_SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_BY_VERB = {
    "kill": "killed", "slay": "killed", "murder": "killed", "massacre": "killed", "die": "killed",
    "execute": "killed", "assassinate": "killed", "wound": "wounded", "injure": "wounded",
    "capture": "captured", "arrest": "captured", "detain": "captured", "seize": "captured", "kidnap": "captured",
    "release": "released", "free": "released", "exchange": "exchanged", "swap": "exchanged", "hit": "hit",
    "strike": "hit", "destroy": "destroyed", "disable": "hit", "damage": "hit", "displace": "displaced",
}  # fmt: skip
_BY_NOUN = {"body": "bodies", "remains": "bodies", "member": "delegation_size", "delegate": "delegation_size"}
_CURRENCIES = frozenset(
    {"$", "€", "£", "dollar", "euro", "pound", "rouble", "ruble", "yuan", "yen", "franc", "shilling"}
)
_UNITS_OF_TIME = frozenset({"minute", "hour", "day", "week", "month", "year"})


def quantities_of(
    trigger: Trigger, scene: Scene, standing: Standing, speaker: str | None, dated: Set[int]
) -> tuple[Quantity, ...]:
    """Return the quantities that stand in a trigger's own clause.

    Parameters
    ----------
    speaker
        Who the clause is attributed to, if anybody.
    dated
        The words that are parts of dates.

    """
    found: list[Quantity] = []
    for word in _clause(trigger, scene):
        if word.i in dated:
            continue
        if word.pos == "NUM" or word.lower in _SCALES or _NUMBER.fullmatch(word.text):
            quantity = _quantity(word, trigger, scene, standing, speaker)
            if quantity is not None and all(q.span.start != quantity.span.start for q in found):
                found.append(quantity)
    return tuple(found)


def _clause(trigger: Trigger, scene: Scene) -> Iterator[Word]:
    """Yield the words below an event that belong to no other event."""
    waiting = [trigger.anchor] if trigger.anchor is trigger.word else [trigger.anchor, trigger.word]
    seen: set[int] = set()
    while waiting:
        word = waiting.pop()
        if word.i in seen:
            continue
        seen.add(word.i)
        yield word
        for child in word.children:
            other = scene.by_word.get(child.i)
            if child.dep in ("advcl", "parataxis") and other not in trigger.consequences:
                continue
            if (other is None or other is trigger or other in trigger.consequences) and not (
                child.dep == "conj" and child.pos == "VERB"
            ):
                waiting.append(child)


def _quantity(
    number: Word, trigger: Trigger, scene: Scene, standing: Standing, speaker: str | None
) -> Quantity | None:
    if number.head.pos == "NUM" and number.dep in ("compound", "quantmod"):
        return None
    value = value_of(number)
    if value is None:
        return None
    noun = number.head if number.dep in ("nummod", "quantmod", "compound") else number
    what = _what(number, noun, trigger, scene)
    if what is None:
        return None
    first = _first(number)
    unit = noun.lemma if noun is not number else None
    verb = next((w for w in number.ancestors() if w.pos == "VERB"), None)
    if verb is not None and any(c.lower in word_class("alleged") for c in verb.children):
        status: str | None = "alleged"
    else:
        status = standing.status if standing.status not in ("happened", "ongoing") else None
    return Quantity(what, value, _span(scene.parse, first, noun), unit, status, speaker)


def value_of(number: Word) -> float | None:
    """Return the number that a numeral with its modifiers says: "two million"."""
    scale = 1.0
    for child in number.children:
        if child.dep in ("compound", "nummod") and child.i < number.i and number.lower in _SCALES:
            base = _plain(child.lower)
            return base * _SCALES[number.lower] if base is not None else None
    if number.lower in _SCALES and number.lower != "dozen":
        return None
    plain = _plain(number.lower)
    return plain * scale if plain is not None else None


def _plain(text: str) -> float | None:
    if text in _WORDS:
        return _WORDS[text]
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    value = float(match["whole"].replace(",", "")) + (0.5 if match["half"] else 0.0)
    return value if isfinite(value) else None  # hundreds of digits: no number of anything, and none in JSON


def _first(number: Word) -> Word:
    return min([number, *(c for c in number.children if c.dep in ("compound", "nummod") or c.lower in _CURRENCIES)],
               key=lambda w: w.i)  # fmt: skip


def _counted_before(number: Word, scene: Scene) -> str | None:
    """Return what a bare number counts: "recovered 6,057 bodies while Russia took back only 78"."""
    for word in reversed(scene.parse.words[: number.i]):
        if word.lemma in _BY_NOUN:
            return _BY_NOUN[word.lemma]
    return None


def _what(number: Word, noun: Word, trigger: Trigger, scene: Scene) -> str | None:
    """Tell what is counted: money and time by their units, people and things by the act done to them."""
    if any(c.lower in _CURRENCIES for c in number.children) or noun.lemma in _CURRENCIES:
        return "money"
    if noun.lemma in _UNITS_OF_TIME:
        return "duration" if _is_duration(noun, trigger) else None
    whole = noun.head.head if noun.dep == "pobj" and noun.head.lower == "of" else noun
    if noun.lemma in _BY_NOUN or whole.lemma in _BY_NOUN:
        return _BY_NOUN.get(noun.lemma) or _BY_NOUN[whole.lemma]  # "the bodies of four hostages"
    if noun is number:
        if number.dep not in ("dobj", "nsubj", "nsubjpass", "pobj"):
            return None
        counted = _counted_before(number, scene)
        if counted is not None:
            return counted
    governor = noun.head
    while governor.pos not in ("VERB", "AUX") and governor.head is not governor:
        if governor is trigger.word:
            break
        governor = governor.head
    if governor.lemma in _BY_VERB:
        return _BY_VERB[governor.lemma]
    if trigger.word.lemma in _BY_VERB:
        return _BY_VERB[trigger.word.lemma]
    return "other" if noun is not number and noun.pos in ("NOUN", "PROPN") else None


def _is_duration(noun: Word, trigger: Trigger) -> bool:
    """Tell "a 30-day ceasefire" and "jailed for six years" from "two days ago"."""
    if noun.dep in ("compound", "nmod", "amod"):
        return True
    return (
        noun.dep == "pobj"
        and noun.head.lower in ("to", "for")
        and noun.head.head in (trigger.word, trigger.anchor)
    )


def _span(parse: Parse, first: Word, last: Word) -> Span:
    return parse.span(first, last) if first.i <= last.i else parse.span(last, first)
