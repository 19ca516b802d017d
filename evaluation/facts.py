"""What an event's sentence says besides who took part: contents, dates, places, quantities, attribution."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from evaluation.actors import is_alike
from evaluation.alignment import Alignment
from evaluation.figures import Score, total
from evaluation.gold import GoldEvent, GoldQuantity
from loaders.actors import knowledge
from loaders.actors.knowledge import UnknownActorError
from loaders.actors.names import normalise
from loaders.records import Attribution, Mention, Place, Quantity


def fact_scores(aligned: Iterable[Alignment]) -> dict[str, Score]:
    """Score each kind of fact; those of missed events count as missed, a false event is fault enough."""
    aligned = list(aligned)
    pairs = [pair for one in aligned for pair in one.pairs]
    missed = [event for one in aligned for event in one.missed]
    return {
        name: total(score(*pair) for pair in pairs) + Score(gold=sum(map(counted, missed)))
        for name, (score, counted) in _FACTS.items()
    }


def _content(event: GoldEvent, mention: Mention) -> Score:
    gold, told = {part.type for part in event.of}, {part.type for part in mention.of}
    return Score(len(gold & told), len(told), len(gold))


def _date(event: GoldEvent, mention: Mention) -> Score:
    """Right are the first and the last day, whatever they are computed from."""
    gold = (event.date.start, event.date.end) if event.date else None
    told = _days(mention)
    return Score(int(gold is not None and gold == told), int(told is not None), int(gold is not None))


def _days(mention: Mention) -> tuple[date, date | None] | None:
    if mention.date is None or mention.date.start is None:
        return None
    return mention.date.start, mention.date.end


def _place(event: GoldEvent, mention: Mention) -> Score:
    hit = event.place is not None and mention.place is not None and _is_same_place(event.place, mention.place)
    return Score(int(hit), int(mention.place is not None), int(event.place is not None))


def _is_same_place(gold: Place, told: Place) -> bool:
    if gold.country and told.country and gold.country != told.country:
        return False
    return _one_in_other(gold.name, told.name)


def _quantity(event: GoldEvent, mention: Mention) -> Score:
    """Gold need not have the numbers of no kind of their own: "a six-point plan"."""
    right = {one for one in mention.quantities for gold in event.quantities if _is_same_number(gold, one)}
    told = right | {one for one in mention.quantities if one.what != "other"}
    return Score(min(len(right), len(event.quantities)), len(told), len(event.quantities))


def _is_same_number(gold: GoldQuantity, told: Quantity) -> bool:
    low, high = told.value if isinstance(told.value, tuple) else (told.value, told.value)
    return (gold.what, gold.low, gold.high) == (told.what, low, high)


def _attribution(event: GoldEvent, mention: Mention) -> Score:
    hits = sum(any(_is_called(link, name) for link in mention.attribution) for name in event.attributed_to)
    return Score(min(hits, len(mention.attribution)), len(mention.attribution), len(event.attributed_to))


def _is_called(link: Attribution, name: str) -> bool:
    others = (link.name, *_aliases(link.actor_id))
    return any(_one_in_other(name, other) or is_alike(name, other) for other in others)


def _aliases(actor_id: str | None) -> tuple[str, ...]:
    if actor_id is None:
        return ()
    try:
        actor = knowledge().actor(actor_id)
    except UnknownActorError:
        return ()  # local to its article
    return (actor.name, *actor.aliases)


def _one_in_other(one: str, other: str) -> bool:
    """Compare whole words: "Lavrov" is in "Sergei Lavrov", "Oman" is not in "Romania"."""
    one, other = f" {normalise(one)} ", f" {normalise(other)} "
    return one in other or other in one


_FACTS: dict[str, tuple[Callable[[GoldEvent, Mention], Score], Callable[[GoldEvent], int]]] = {
    "content": (_content, lambda event: len({part.type for part in event.of})),
    "date": (_date, lambda event: int(event.date is not None)),
    "place": (_place, lambda event: int(event.place is not None)),
    "quantity": (_quantity, lambda event: len(event.quantities)),
    "attribution": (_attribution, lambda event: len(event.attributed_to)),
}
"""How each kind is scored in an event that was found, and how many an event has."""
