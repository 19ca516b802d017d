"""The words of a mention's sentence: by which copies are known, and which places and acts are named."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterable
from functools import cache

from loaders.records import ActorRef, Mention
from loaders.resolution.data import common_words, formats, same_acts

_WHERE = re.compile(r"\b(?:in|at|near|on|of|outside|around|into|from|attack\w*|hit|struck)\s+(?:the\s+)?")
_NEXT_WORD = re.compile(r"\s+([a-z]+)")
_NEAR = 8
"""Words on either side of a trigger among which it is said what the deed was done to."""
_NAME = re.compile(r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*")
_APPOSED = re.compile(r",\s+(?:their|its|his|her|the|a|an)\s+(?:[\w-]+\s+){0,4}$")
_ECHO = re.compile(
    r"^\W*(?:it|this|that)\s+(?:was|is|has been|had been|would be|will be)\s+(?:also\s+)?"
    r"(?:their|its|his|her|the|only|a|an|one of the)\s+(?:[\w-]+\s+){0,4}$",
    re.IGNORECASE,
)


def normalise(text: str) -> str:
    """Lower a sentence's case and drop its punctuation.

    Examples
    --------
    >>> normalise("“Talks”, he said, resume – in Doha.")
    'talks he said resume in doha'

    """
    return " ".join(re.findall(r"\w+", text.casefold()))


@cache
def named_act(event_type: str, trigger: str) -> str:
    """Return one name for all triggers that name the same act.

    Examples
    --------
    >>> named_act("RETREAT", "freed") == named_act("RETREAT", "release")
    True
    >>> named_act("COERCE", "arrested") == named_act("COERCE", "sentenced")
    False

    """
    word = trigger.casefold()
    for group in same_acts().get(event_type, ()):
        if any(part.startswith(beginning) for beginning in group for part in word.split()):
            return group[0]
    # Six letters tell verbs apart and still join "negotiate" and "negotiations".
    return word[:6]


def places_named(mention: Mention) -> frozenset[str]:
    """Return the names after a trigger that a preposition of place leads to, actors and days aside."""
    text = mention.evidence.text
    start = max(0, mention.trigger.start - mention.evidence.start)
    found = (_NAME.match(text, where.end()) for where in _WHERE.finditer(text, start))
    named = {normalise(name.group()) for name in found if name and _stands_alone(text, name.end())}
    return frozenset(named - _names(mention) - calendar_words())


def _stands_alone(text: str, end: int) -> bool:
    """Whether a name is one of a place, and not the beginning of "Russian air bases"."""
    after = _NEXT_WORD.match(text, end)
    return after is None or after[1] in common_words("after_a_place")


def distinctive_words(mention: Mention) -> frozenset[str]:
    """Return the words near a trigger that not every deed of its kind is told with."""
    text = mention.evidence.text
    start = max(0, mention.trigger.start - mention.evidence.start)
    before, after = text[:start].split()[-_NEAR:], text[start + len(mention.trigger.text) :].split()[:_NEAR]
    words = (normalise(word).removesuffix("s") for word in (*before, *after) if not word[0].isupper())
    return frozenset(word for word in words if len(word) > 3 and word.isalpha()) - common_words("of_any_deed")


@cache
def calendar_words() -> frozenset[str]:
    """Return the names of months and weekdays, which prepositions lead to as they do to places."""
    return frozenset(name.casefold() for name in (*day_name, *month_name) if name)


def _names(mention: Mention) -> set[str]:
    actors: Iterable[ActorRef] = (
        actor
        for part in mention.participants
        for actor in (part.actor, part.acts_for)
        if actor and not actor.local
    )
    return {normalise(name) for actor in actors for name in (actor.name, *actor.aliases)}


def is_apposed(mention: Mention) -> bool:
    """Whether the trigger's words only say again what stands before the comma: "talks, their first meeting"."""
    start = mention.trigger.start - mention.evidence.start
    return start > 0 and _APPOSED.search(mention.evidence.text[:start]) is not None


@cache
def _seats() -> dict[str, int]:
    return {word: seats for seats, words in formats().items() for word in words}


def seats_told(mention: Mention) -> int | None:
    """Return for how many sides talks are said to be by the words next to their name: "trilateral talks"."""
    if mention.type != "CONSULT":
        return None
    start, end = (at - mention.evidence.start for at in (mention.trigger.start, mention.trigger.end))
    text = mention.evidence.text
    near = f"{text[: max(start, 0)].casefold()[-40:]} {text[max(end, 0) :].casefold()[:20]}"
    return next(
        (_seats()[word] for word in re.findall(r"[a-z]+(?:-[a-z]+)*", near) if word in _seats()), None
    )


def is_echo(mention: Mention) -> bool:
    """Whether the sentence only says again what was told before: "It was their third meeting this year."."""
    start = mention.trigger.start - mention.evidence.start
    return start > 0 and _ECHO.search(mention.evidence.text[:start]) is not None
