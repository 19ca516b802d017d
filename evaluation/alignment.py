"""Which told event is which gold event: one to one, within a text, so that all agree as well as they can.

A gold event and a mention may be one where the same words of the text tell of them, or where they are of
one type and share an actor; in a whole article the mention's sentence must hold the gold's quote. For each
such pair the agreement is summed: type 40, the same telling words 30, up to 30 for participants in the same
role and up to 10 for their being there at all, status 6, mode 3, content 3, date 3. Of all one-to-one
assignments the one with the greatest sum is taken (Edmonds' matching, as networkx has it).

A mention that is left over, but is of the same event as one that was assigned, or stands on words that the gold
says tell of that event also, tells it once more: what it says is added to that one. A mention left over otherwise
is a false event; several of one event count once. Last, what is optional leaves both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import networkx as nx

from evaluation.actors import is_same_part
from evaluation.gold import GoldEvent, GoldParticipant, GoldText
from loaders.actors.names import normalise
from loaders.records import Mention, Participant


@dataclass(frozen=True, slots=True)
class Alignment:
    """What of a text's gold was told, what was not, and what was told besides."""

    text: GoldText
    pairs: tuple[tuple[GoldEvent, Mention], ...]
    missed: tuple[GoldEvent, ...]
    false: tuple[Mention, ...]

    @property
    def gold(self) -> tuple[GoldEvent, ...]:
        """All that was to be told."""
        return (*(event for event, _ in self.pairs), *self.missed)

    @property
    def told(self) -> tuple[Mention, ...]:
        """All that was told, an event once."""
        return (*(mention for _, mention in self.pairs), *self.false)


def align(text: GoldText, mentions: Sequence[Mention], event_of: Mapping[str, str]) -> Alignment:
    """Assign a text's mentions to its gold events; ``event_of`` gives the event of each mention's id."""
    places = [_places(event, text.text) for event in text.events]
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    for i, event in enumerate(text.events):
        for j, mention in enumerate(mentions):
            agreement = _agreement(event, mention, places[i])
            if agreement:
                graph.add_edge(("gold", i), ("told", j), weight=agreement)
    assigned = dict(_in_order(*pair) for pair in nx.max_weight_matching(graph))
    others = [mention for j, mention in enumerate(mentions) if j not in assigned.values()]
    pairs = []
    for i, j in sorted(assigned.items()):
        again = [one for one in others if event_of[one.id] == event_of[mentions[j].id]]
        again += [
            one for one in others if one.kind == "headline" and _agreement(text.events[i], one, places[i])
        ]
        again += [one for one in others if _tells_also(text.events[i], one, text.text)]
        others = [one for one in others if one not in again]
        if not text.events[i].optional:
            pairs.append(_demanded(text.events[i], _together(mentions[j], again)))
    return Alignment(
        text=text,
        pairs=tuple(pairs),
        missed=tuple(
            _required(event)
            for i, event in enumerate(text.events)
            if i not in assigned and not event.optional
        ),
        false=tuple({event_of[one.id]: one for one in reversed(others)}.values())[::-1],
    )


def matched_parts(
    gold: Iterable[GoldParticipant], told: Iterable[Participant]
) -> list[tuple[GoldParticipant, Participant]]:
    """Pair participants that are the same actor, each once."""
    left = list(told)
    pairs = []
    for one in gold:
        same = next((other for other in left if is_same_part(one, other)), None)
        if same is not None:
            left.remove(same)
            pairs.append((one, same))
    return pairs


def parts_by_role(
    event: GoldEvent, mention: Mention
) -> list[tuple[str, list[GoldParticipant], list[Participant]]]:
    """Give, for each role that either side has, who takes it on both."""
    roles = sorted({one.role for one in event.participants} | {one.role for one in mention.participants})
    return [
        (
            role,
            [one for one in event.participants if one.role == role],
            [one for one in mention.participants if one.role == role],
        )
        for role in roles
    ]


def _tells_also(event: GoldEvent, mention: Mention, text: str) -> bool:
    """Tell whether a mention stands on words of an event that is told in several ways."""
    words = (event.trigger, *event.also) if event.also else ()
    places = [place for each in words for place in _found(each, text)]
    return event.type == mention.type and any(_overlaps(place, mention) for place in places)


def _required(event: GoldEvent) -> GoldEvent:
    return replace(event, participants=tuple(one for one in event.participants if not one.optional))


def _demanded(event: GoldEvent, mention: Mention) -> tuple[GoldEvent, Mention]:
    """Take optional participants out of a gold event, and whoever was found for them out of the mention."""
    found = {
        id(part)
        for _, gold, told in parts_by_role(event, mention)
        for one, part in matched_parts(sorted(gold, key=lambda one: one.optional), told)
        if one.optional
    }
    parts = tuple(part for part in mention.participants if id(part) not in found)
    return _required(event), replace(mention, participants=parts)


def _overlaps(place: range, mention: Mention) -> bool:
    return place.start < mention.trigger.end and mention.trigger.start < place.stop


def _in_order(one: tuple[str, int], other: tuple[str, int]) -> tuple[int, int]:
    """Give the numbers of the gold event and the mention of a pair."""
    return (one[1], other[1]) if one[0] == "gold" else (other[1], one[1])


def _agreement(event: GoldEvent, mention: Mention, places: Sequence[range]) -> int:
    same_type = event.type == mention.type
    same_words = any(_overlaps(place, mention) for place in places)
    elsewhere = event.quote and mention.kind != "headline" and not _holds(mention.evidence.text, event.quote)
    if elsewhere and not (event.also and same_words):
        return 0
    anywhere = len(matched_parts(event.participants, mention.participants))
    bare = not event.participants or not mention.participants
    if not same_words and not (same_type and (anywhere or bare)):
        return 0
    in_role = sum(len(matched_parts(gold, told)) for _, gold, told in parts_by_role(event, mention))
    parts = len(event.participants) + len(mention.participants)
    return (
        40 * same_type
        + 30 * same_words
        + (30 * 2 * in_role // parts if parts else 15)
        + (10 * 2 * anywhere // parts if parts else 0)
        + 6 * (event.status == mention.status)
        + 3 * (event.mode == mention.mode)
        + 3 * ({part.type for part in event.of} == {part.type for part in mention.of})
        + 3 * (event.date == mention.date)
        + 1
    )


def _places(event: GoldEvent, text: str) -> list[range]:
    """Give where the text has the words that tell of an event, within the quote if there is one."""
    start, end = 0, len(text)
    if event.quote and (quoted := _found(event.quote, text)):
        start, end = quoted[0].start, quoted[0].stop
        # The quote is a distinctive part of a sentence; the telling words may stand beside it.
        start, end = max(0, start - 400), end + 400
    told = [place for place in _found(event.trigger, text) if start <= place.start < end]
    return told + [place for words in event.also for place in _found(words, text)]


def _found(words: str, text: str) -> list[range]:
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [range(*match.span()) for match in re.finditer(pattern, text)] if pattern else []


def _holds(sentence: str, quote: str) -> bool:
    sentence, quote = normalise(sentence), normalise(quote)
    return quote in sentence or sentence in quote


def _together(mention: Mention, again: Sequence[Mention]) -> Mention:
    """Add to a mention what other mentions of the same event say."""
    if not again:
        return mention
    parts = {
        (one.role, one.actor.id): one for other in reversed([mention, *again]) for one in other.participants
    }
    quantities = {(one.what, one.value): one for other in (mention, *again) for one in other.quantities}
    return replace(
        mention,
        participants=tuple(parts.values()),
        quantities=tuple(quantities.values()),
        date=mention.date or next((one.date for one in again if one.date), None),
        place=mention.place or next((one.place for one in again if one.place), None),
        of=tuple(dict.fromkeys(part for one in (mention, *again) for part in one.of)),
    )
