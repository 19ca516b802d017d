"""How well articles' mentions are resolved: events and actors that are one, rounds kept apart, origins counted.

What was not extracted cannot be resolved: ``events`` and ``actors`` score what was found, ``all events`` and
``all actors`` count the pairs of what was not found as missed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from evaluation.clusterings import Grouped, b_cubed_f1, score_pairs, wrong_pairs
from evaluation.figures import Score, Share
from evaluation.gold import Marked, Stories, Story, Told
from evaluation.reports import Case, Report
from loaders.records import Article, Event, Mention, Reading, Rejection, Span
from loaders.resolution import cluster_mentions


@dataclass(frozen=True, slots=True)
class _Item:
    """Words that were annotated, with what they were resolved to."""

    story: str
    article: str
    words: str
    key: str
    told: Hashable | None
    found: bool

    @property
    def grouped(self) -> Grouped:
        return self.key, self.told

    def __str__(self) -> str:
        return f"{self.key} ({self.article}: {self.words})"


def score_stories(
    gold: Stories, read: Callable[[Iterable[Article]], Iterator[Reading | Rejection]]
) -> Report:
    """Read all articles, resolve them together and compare with what the stories say."""
    current = {told.article.id: told for story in gold.stories for told in story.articles}
    articles = [told.article for told in current.values()]
    readings = {one.article.id: one for one in read(articles) if isinstance(one, Reading)}
    events = cluster_mentions(readings.values())
    holder = {mention: event for event in events for mention in event.mentions}
    event_items: list[_Item] = []
    actor_items: list[_Item] = []
    for story in gold.stories:
        for told in _current(story, current):
            reading = readings.get(told.article.id)
            event_items += _event_items(story, told, reading, holder)
            actor_items += _actor_items(story, told, reading)
    return Report(
        gold=gold.name,
        texts=len(articles),
        scores={
            **_scores("events", event_items),
            **_scores("actors", actor_items),
        },
        shares={
            "event words found": _found(event_items),
            "actor words found": _found(actor_items),
            "rounds kept apart": _rounds_apart(gold, event_items),
            "reprints counted once": _reprints_counted_once(current, readings, events),
        },
        numbers={
            "events.b_cubed_f1": b_cubed_f1([item.grouped for item in event_items]),
            "actors.b_cubed_f1": b_cubed_f1([item.grouped for item in actor_items]),
        },
        cases=tuple(_case(story, event_items, actor_items) for story in gold.stories),
    )


def _current(story: Story, current: Mapping[str, Told]) -> list[Told]:
    """Give the story's articles in their last versions."""
    return [told for told in story.articles if current[told.article.id] is told]


def _scores(name: str, items: Sequence[_Item]) -> dict[str, Score]:
    return {
        name: score_pairs([item.grouped for item in items if item.found]),
        f"all {name}": score_pairs([item.grouped for item in items]),
    }


def _found(items: Sequence[_Item]) -> Share:
    return Share(sum(item.found for item in items), len(items))


# -- what the annotated words were resolved to -------------------------------------------------------


def _event_items(
    story: Story, told: Told, reading: Reading | None, holder: Mapping[str, Event]
) -> Iterator[_Item]:
    mentions = reading.mentions if reading else ()
    for mark in told.events:
        of_type = [mention for mention in mentions if mention.type == story.types[mark.key]]
        best = max(of_type, key=lambda mention: _overlap(mention.trigger, mark.span), default=None)
        if best is None or not _overlap(best.trigger, mark.span):
            best = _beside(mark, told, of_type)
        yield _item(story, told, mark, f"{story.name}/{mark.key}", holder[best.id].id if best else None)


def _beside(mark: Marked, told: Told, mentions: Sequence[Mention]) -> Mention | None:
    """Give the one other mention of the sentence: of "signed an accord" either word may be the trigger."""
    others = [each for each in told.events if each is not mark]
    beside = [
        mention
        for mention in mentions
        if _overlap(mention.evidence, mark.span)
        and not any(_overlap(mention.trigger, each.span) for each in others)
    ]
    return beside[0] if len(beside) == 1 else None


def _actor_items(story: Story, told: Told, reading: Reading | None) -> Iterator[_Item]:
    mentions = reading.mentions if reading else ()
    named = {
        (part.span, part.acts_for.id) for each in mentions for part in each.participants if part.acts_for
    }
    # A side that the words of its person bring in is not named by them.
    parts = [
        part for each in mentions for part in each.participants if (part.span, part.actor.id) not in named
    ]
    for mark in told.actors:
        best = max(parts, key=lambda part: _overlap(part.span, mark.span), default=None)
        found = best is not None and _overlap(best.span, mark.span) > 0
        yield _item(story, told, mark, mark.key, best.actor.id if best is not None and found else None)


def _item(story: Story, told: Told, mark: Marked, key: str, resolved: Hashable | None) -> _Item:
    given = told.article.given_id or told.article.id
    return _Item(story.name, given, mark.span.text, key, resolved, resolved is not None)


def _overlap(one: Span, other: Span) -> float:
    """Characters in both, as a share of those in either."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(0, both) / (max(one.end, other.end) - min(one.start, other.start))


# -- what must hold ----------------------------------------------------------------------------------


def _rounds_apart(gold: Stories, items: Sequence[_Item]) -> Share:
    """Pairs of rounds of one series, both found, of which no words were resolved to one event."""
    events: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
    for item in items:
        if item.told is not None:
            events[item.key].add(item.told)
    pairs = [
        (events[f"{story.name}/{one}"], events[f"{story.name}/{other}"])
        for story in gold.stories
        for rounds in story.rounds.values()
        for one, other in combinations(rounds, 2)
    ]
    both_found = [(one, other) for one, other in pairs if one and other]
    return Share(sum(not one & other for one, other in both_found), len(both_found))


def _reprints_counted_once(
    current: Mapping[str, Told], readings: Mapping[str, Reading], events: Sequence[Event]
) -> Share:
    """Pairs of articles that tell of one event and are annotated as one text, counted as one origin.

    Pairs of other texts are counted too, unless one outlet or agency is behind both: these must be two origins.
    """
    home = {mention.id: key for key, reading in readings.items() for mention in reading.mentions}
    right: list[bool] = []
    for event in events:
        counted = {article: origin.name for origin in event.told_by for article in origin.articles}
        for one, other in combinations(sorted({home[mention] for mention in event.mentions}), 2):
            copied = current[one].origin == current[other].origin
            if copied or _voices(current[one].article).isdisjoint(_voices(current[other].article)):
                right.append((counted[one] == counted[other]) == copied)
    return Share(sum(right), len(right))


def _voices(article: Article) -> set[str]:
    return {name for name in (article.outlet, *article.credits) if name}


def _case(story: Story, event_items: Sequence[_Item], actor_items: Sequence[_Item]) -> Case:
    joined, parted = [], []
    for items in (event_items, actor_items):
        own = [(item, item.grouped) for item in items if item.story == story.name]
        wrong = wrong_pairs(own)
        joined += [f"{one} and {other}" for one, other in wrong[0]]
        parted += [f"{one} and {other}" for one, other in wrong[1]]
    return Case(
        id=story.name,
        text=story.process,
        gold=tuple(f"one: {pair}" for pair in parted),
        told=tuple(f"one: {pair}" for pair in joined),
        faults=len(joined) + len(parted),
    )
