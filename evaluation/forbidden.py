"""What must never be told, because it poisons answers; anything else that is false only lowers precision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evaluation.alignment import Alignment, align, matched_parts, parts_by_role
from evaluation.gold import GoldEvent
from evaluation.lines import told_line
from evaluation.reports import Forbidden
from graph_schema import schema
from loaders.actors.names import normalise
from loaders.records import Mention

NOT_HELD = "not happened, told as happened"
WISHED = "refused, wished or threatened, told as happened"
NO_EVENT = "told where the text tells nothing"
NO_PART = "a part not taken, told as taken"
OPINION = "opinion, told as news"
KINDS = (NOT_HELD, WISHED, NO_EVENT, NO_PART, OPINION)


def forbidden_in(alignment: Alignment) -> list[Forbidden]:
    """Give what is forbidden in what was told of a text, an event at most once."""
    if alignment.text.lost:
        alignment = _with_the_lost(alignment)
    text = alignment.text
    found = [(mention, _of_pair(event, mention)) for event, mention in alignment.pairs]
    found += [(mention, _of_false(mention, alignment)) for mention in alignment.false]
    if _is_opinion(text.genre):
        found = [
            (mention, kind or (None if _is_opinion(mention.genre) else OPINION)) for mention, kind in found
        ]
    return [Forbidden(kind, text.id, told_line(mention)) for mention, kind in found if kind]


def _with_the_lost(alignment: Alignment) -> Alignment:
    """Compare an article that was read under a wrong title with what the gold says of its words.

    A wrong title makes its events false and the gold's missed, but they do not tell what the text does not.
    """
    text = replace(alignment.text, events=alignment.text.lost, lost=())
    return align(text, alignment.told, {mention.id: mention.id for mention in alignment.told})


def _of_pair(event: GoldEvent, mention: Mention) -> str | None:
    if _is_held(mention.status):
        if event.type != mention.type and mention.type in _contents(event):
            return WISHED
        if not _is_held(event.status):
            return NOT_HELD
    return NO_PART if any(_parts_not_taken(event, mention)) else None


def _parts_not_taken(event: GoldEvent, mention: Mention) -> Iterator[bool]:
    for _, gold, told in parts_by_role(event, mention):
        for expected, found in matched_parts(gold, told):
            taken = _is_held(expected.status or event.status)
            yield _is_held(found.status or mention.status) and not taken


def _of_false(mention: Mention, alignment: Alignment) -> str | None:
    if not _is_held(mention.status):
        return None
    if any(mention.type in _contents(event) for event in alignment.text.events):
        return WISHED
    return NO_EVENT if not _tells_anything(mention, alignment) else None


def _tells_anything(mention: Mention, alignment: Alignment) -> bool:
    """Tell whether the gold has any event in the mention's sentence; in a short text, in the text."""
    quotes = [event.quote for event in alignment.text.events]
    sentence = normalise(mention.evidence.text)
    return any(quote is None or normalise(quote) in sentence for quote in quotes)


def _contents(event: GoldEvent) -> set[str]:
    return {part.type for part in event.of}


def _is_held(status: str) -> bool:
    return status in schema().vocabularies["status"].marked("held")


def _is_opinion(genre: str) -> bool:
    return genre not in schema().vocabularies["genre"].marked("default")
