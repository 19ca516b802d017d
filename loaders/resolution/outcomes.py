"""What an event is within a negotiation, what came of it, and how far an agreement goes.

All of it is read from the event's own mentions: a judgement that takes a mention away takes its word away too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from graph_schema import schema
from loaders.records import Event, Mention
from loaders.resolution.data import outcome_words
from loaders.resolution.profiles import Profile

_NEAR = 160
"""Characters around the words that name talks in which it is said what came of them."""
_CLAUSE = re.compile(r"[;:\u2014\u201c\u201d\"]|\.\s")
_AHEAD = frozenset({"planned", "proposed", "hypothetical"})
_ENDS = ("broke_down", "suspended")


def held_statuses() -> frozenset[str]:
    """Return the statuses of what happened or goes on."""
    return frozenset(schema().vocabularies["status"].marked("held"))


def part_of_thread(event: Event) -> str:
    """Return what an event is within a negotiation, of the vocabulary ``thread_part``."""
    match event.type, event.mode:
        case "CONSULT", "mediate":
            return "mediation"
        case "CONSULT", _:
            return "session" if event.status != "proposed" else "proposal"
        case "AGREE", _:
            return "agreement" if event.status in held_statuses() else "proposal"
        case "RETREAT", _:
            return "implementation"
        case "REJECT", "walk_out" | "boycott":
            return "breakdown"
        case "REJECT", _:
            return "refusal"
    return "proposal"


def outcome_of(event: Event, cluster: Sequence[Profile]) -> str | None:
    """Return what its mentions say came of an event: of talks, or of what ends them; ``None`` where none does."""
    match part_of_thread(event):
        case "session":
            return _end_of_session(event, cluster)
        case "agreement":
            return "agreed"
        case "breakdown" if event.status in held_statuses():
            return "broke_down"
    return None


def _end_of_session(event: Event, cluster: Sequence[Profile]) -> str | None:
    """A session ended as the latest report that says so has it; one still to come may be called off."""
    if event.status not in held_statuses():
        return "called_off" if _called_off(cluster) else None
    told = [(_told_on(profile), end) for profile in cluster if (end := _told_end(profile.mention))]
    latest = max((day for day, _ in told), default="")
    ends = {end for day, end in told if day == latest}
    return next((end for end in _ENDS if end in ends), None)


def _called_off(cluster: Sequence[Profile]) -> bool:
    """Whether the last reports of a round that was planned say that it does not take place."""
    latest = max(_told_on(profile) for profile in cluster)
    last = [profile.mention for profile in cluster if _told_on(profile) == latest]
    planned = any(profile.mention.status in _AHEAD for profile in cluster)
    return planned and any(mention.status == "denied" or _says(mention, "called_off") for mention in last)


def _told_on(profile: Profile) -> str:
    return str(profile.origin.published.end or "")


def _told_end(mention: Mention) -> str | None:
    """Return how talks ended, by the words around those that name them; only of talks that began."""
    if mention.status in _AHEAD:
        return None
    return next((end for end in _ENDS if _says(mention, end)), None)


def _says(mention: Mention, end: str) -> bool:
    before, after = around(mention)
    known = outcome_words()
    return bool(known.ends[end].search(after) or known.ended[end].search(before))


def around(mention: Mention) -> tuple[str, str]:
    """Return the words of the same clause before and after a trigger, in lower case."""
    text = mention.evidence.text
    start = max(mention.trigger.start - mention.evidence.start, 0)
    end = max(mention.trigger.end - mention.evidence.start, 0)
    before = _CLAUSE.split(text[max(start - _NEAR, 0) : start])[-1]
    after = _CLAUSE.split(text[end : end + _NEAR])[0]
    return before.casefold(), after.casefold()


def agreed_stage(event: Event, cluster: Sequence[Profile]) -> str | None:
    """Return how far what was agreed goes; ``None`` where nothing was agreed.

    A truce or an exchange that takes place must have been agreed upon.
    """
    if event.status not in held_statuses():
        return None
    if event.type == "RETREAT":
        return "ceasefire" if event.mode == "ceasefire" else "partial"
    if event.type != "AGREE":
        return None
    if any(content.mode == "ceasefire" for content in event.of):
        return "ceasefire"
    if event.of and all(content.type == "CONSULT" for content in event.of):
        return "pre_negotiation"
    return furthest(_stage_told(profile.mention) for profile in cluster) or "partial"


def _stage_told(mention: Mention) -> str:
    before, after = around(mention)
    near = f"{' '.join(before.split()[-4:])} {mention.trigger.text.casefold()} {' '.join(after.split()[:8])}"
    return next(stage for stage, told in outcome_words().stages.items() if told.search(near))


def furthest(stages: Iterable[str | None]) -> str | None:
    """Return the furthest of some stages, in the order of the vocabulary.

    Examples
    --------
    >>> furthest(["partial", "ceasefire", None])
    'partial'

    """
    order: Mapping[str, int] = {stage: rank for rank, stage in enumerate(schema().words("negotiation_stage"))}
    return max((stage for stage in stages if stage), key=order.__getitem__, default=None)
