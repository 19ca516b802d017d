"""Numbers that the text gives of an event: how many killed, captured, exchanged; how much; how long."""

from __future__ import annotations

from collections.abc import Iterator, Set

from loaders.extraction.numbers import Number
from loaders.extraction.parses import Word
from loaders.extraction.scenes import Scene, Trigger
from loaders.extraction.standing import Standing
from loaders.extraction.syntax import is_passive
from loaders.extraction.words import word_class
from loaders.records import Quantity

_BY_VERB = {
    "kill": "killed", "slay": "killed", "murder": "killed", "massacre": "killed", "die": "killed",
    "execute": "killed", "assassinate": "killed", "wound": "wounded", "injure": "wounded",
    "behead": "killed", "abduct": "captured",
    "capture": "captured", "arrest": "captured", "detain": "captured", "seize": "captured", "kidnap": "captured",
    "maim": "wounded", "hurt": "wounded", "dead": "killed", "wounded": "wounded", "injured": "wounded",
    "release": "released", "free": "released", "pardon": "released", "exchange": "exchanged", "swap": "exchanged",
    "hit": "hit", "strike": "hit", "destroy": "destroyed", "disable": "hit", "damage": "hit", "displace": "displaced",
}  # fmt: skip
_BY_NOUN = {"body": "bodies", "remains": "bodies", "member": "delegation_size", "delegate": "delegation_size"}
_WITH_DELEGATIONS = frozenset({"CONSULT", "AGREE", "REJECT"})
_TAKING_LIVES = frozenset({"claim", "cost", "take"})
_CURRENCIES = frozenset(
    {"$", "€", "£", "dollar", "euro", "pound", "rouble", "ruble", "yuan", "yen", "franc", "shilling"}
)
_NAMES = frozenset({"ORG", "PERSON", "FAC", "PRODUCT", "LAW", "WORK_OF_ART", "EVENT"})
_MEASURES = frozenset(
    {"ton", "tonne", "kilo", "kilogram", "kilogramme", "litre", "liter", "barrel", "hectare", "acre"}
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
    numbers = [n for n in (*scene.numbers, *_single_units(scene)) if not any(w.i in dated for w in n.words)]
    if not numbers:
        return ()
    own = {word.i for word in _clause(trigger, scene)}
    found = (_quantity(n, trigger, scene, standing, speaker) for n in numbers if n.top.i in own)
    return tuple(quantity for quantity in found if quantity is not None)


def _single_units(scene: Scene) -> Iterator[Number]:
    """Yield the one of "met for an hour" and "a week of talks", which no number word tells."""
    for word in scene.parse.words:
        article = word.child("det") if word.lemma in _UNITS_OF_TIME and word.tag == "NN" else None
        if article is not None and article.lower in ("a", "an") and article.i + 1 == word.i:
            yield Number((article,), 1.0)


def _clause(trigger: Trigger, scene: Scene) -> Iterator[Word]:
    """Yield the words below an event that belong to no other event."""
    noun = trigger.word
    waiting = [trigger.anchor] if trigger.anchor is noun else [trigger.anchor, noun]
    if noun.dep == "pobj" and noun.head.lower == "of" and noun.head.head.lemma in _UNITS_OF_TIME:
        waiting.append(noun.head.head)  # "after four days of talks"
    elif noun.pos == "VERB" and noun.dep == "acl" and is_passive(noun):
        waiting.extend(noun.head.all("nummod"))  # "five Japanese kidnapped by"
    seen: set[int] = set()
    while waiting:
        word = waiting.pop()
        if word.i in seen:
            continue
        seen.add(word.i)
        yield word
        for child in word.children:
            other = scene.by_word.get(child.i)
            harm = child.tag == "VBG" and child.lemma in word_class(
                "harming"
            )  # "opened fire, leaving 34 dead"
            aside = child.dep in ("advcl", "parataxis") and not (harm and other is None)
            if aside and other not in trigger.consequences:
                continue
            further = child.dep == "conj" and child.pos == "VERB" and child.lemma not in _BY_VERB
            if (other is None or other is trigger or other in trigger.consequences) and not further:
                waiting.append(child)


def _quantity(
    number: Number, trigger: Trigger, scene: Scene, standing: Standing, speaker: str | None
) -> Quantity | None:
    top = number.top
    if top.dep == "pobj" and top.head.dep in ("nmod", "quantmod"):
        top = top.head  # "between 20 and 30 soldiers"
    noun = top.head if top.dep in ("nummod", "quantmod", "compound", "nmod", "det") else top
    what = _what(number, noun, trigger, scene)
    if what is None or noun.lemma == "time" or any(w.entity in _NAMES for w in number.words):
        return None  # "met 64 times", "Charter 77"
    if (what == "other" and _is_definite(noun)) or _is_whole(noun, scene):
        return None
    first = _first(number)
    unit = noun.lemma if noun not in number.words else None
    verb = next((w for w in number.top.ancestors() if w.pos == "VERB"), None)
    if verb is not None and any(c.lower in word_class("alleged") for c in verb.children):
        status: str | None = "alleged"
    else:
        status = standing.status if standing.status not in ("happened", "ongoing") else None
    last = max((noun, number.words[-1]), key=lambda w: w.i)
    return Quantity(what, number.value, scene.parse.span(first, last), unit, status, speaker)


def _is_definite(noun: Word) -> bool:
    """Tell "the two leaders", who are who they are, from "two leaders"."""
    return any(c.lower in ("the", "these", "those", "both") for c in noun.all("det"))


def _is_whole(noun: Word, scene: Scene) -> bool:
    """Tell the four of "three of the four hijackers", who are those of whom a part is counted."""
    part = noun.head.head if noun.dep == "pobj" and noun.head.lower == "of" else None
    return part is not None and _is_definite(noun) and any(part in n.words for n in scene.numbers)


def _first(number: Number) -> Word:
    signs = (c for word in number.words for c in word.children if c.lower in _CURRENCIES)
    return min((number.words[0], *signs), key=lambda w: w.i)


def _counted_before(number: Number, scene: Scene) -> str | None:
    """Return what a bare number counts: "recovered 6,057 bodies while Russia took back only 78"."""
    for word in reversed(scene.parse.words[: number.words[0].i]):
        if word.lemma in _BY_NOUN:
            return _BY_NOUN[word.lemma]
    return None


def _said_behind(number: Number, noun: Word, scene: Scene) -> str | None:
    """Return what is said of those counted: "left 8 dead", "left nine people wounded"."""
    for last in (number.words[-1].i, noun.i):
        for word in scene.parse.words[last + 1 : last + 2]:
            if word.lower in _BY_VERB:
                return _BY_VERB[word.lower]
    return None


def _what(number: Number, noun: Word, trigger: Trigger, scene: Scene) -> str | None:
    """Tell what is counted: money and time by their units, people and things by the act done to them."""
    if any(c.lower in _CURRENCIES for w in number.words for c in w.children) or noun.lemma in _CURRENCIES:
        return "money"
    if noun.lemma in _UNITS_OF_TIME:
        return "duration" if _is_duration(noun, trigger) else None
    if noun.lemma in _MEASURES:
        return "other"
    if noun in number.words and noun.dep not in ("dobj", "nsubj", "nsubjpass", "pobj", "conj"):
        return None
    counted = _by_noun(number, noun, trigger, scene) or _said_behind(number, noun, scene)
    counted = counted or _by_act(noun, trigger)
    if counted is not None:
        return counted
    return "other" if noun not in number.words and noun.pos in ("NOUN", "PROPN") else None


def _by_noun(number: Number, noun: Word, trigger: Trigger, scene: Scene) -> str | None:
    """Return what those counted are by their own name: bodies, lives, members of a delegation."""
    if noun.lemma == "life" and noun.head.lemma in _TAKING_LIVES:
        return "killed"
    if noun in number.words:
        return _counted_before(number, scene)
    whole = noun.head.head if noun.dep == "pobj" and noun.head.lower == "of" else noun
    what = _BY_NOUN.get(noun.lemma) or _BY_NOUN.get(whole.lemma)  # "the bodies of four hostages"
    sent = trigger.frame.type in _WITH_DELEGATIONS
    return what if what != "delegation_size" or sent else None  # "detained 40 members of the party"


def _by_act(noun: Word, trigger: Trigger) -> str | None:
    """Return what the act makes of those counted."""
    governor = noun.head
    while governor.pos not in ("VERB", "AUX") and governor.head is not governor:
        if governor is trigger.word:
            break
        governor = governor.head
    if governor.lemma == "shoot" and any(w.lower == "dead" for w in governor.subtree()):
        return "killed"
    return _BY_VERB.get(governor.lemma) or _BY_VERB.get(trigger.word.lemma)


def _is_duration(noun: Word, trigger: Trigger) -> bool:
    """Tell "a 30-day ceasefire", "jailed for six years" and "four days of talks" from "two days ago"."""
    if noun.dep in ("compound", "nmod", "amod"):
        return True  # but "a 12-year-old boy" hangs it on "old"
    if trigger.word.dep == "pobj" and trigger.word.head.lower == "of" and trigger.word.head.head is noun:
        return True
    if noun.dep == "dobj" and noun.head.lemma == "give" and noun.head in (trigger.word, trigger.anchor):
        return True  # "gave the junta a week to"
    return (
        noun.dep == "pobj"
        and noun.head.lower in ("to", "for")
        and noun.head.head in (trigger.word, trigger.anchor)
    )
