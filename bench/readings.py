"""Generated readings for benches of what comes after reading: the sample pages' own, many times over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import cycle

from app.samples import sample_pages
from loaders.identity import digest
from loaders.pipeline import read
from loaders.records import ActorRef, Article, DateInterval, Mention, Participant, Reading

DAYS_APART = 3
"""Days between a reading and its next copy: the same actors, other happenings."""


def generate_readings(number: int) -> list[Reading]:
    """Copy the readings of ``samples/`` until there are so many, each copy an article of its own."""
    originals = [item for item in read(sample_pages()) if isinstance(item, Reading)]
    numbered = zip(range(number), cycle(originals), strict=False)
    return [_copy(original, index // len(originals)) for index, original in numbered]


def _copy(reading: Reading, copy: int) -> Reading:
    if copy == 0:
        return reading
    article = replace(
        reading.article,
        id=digest(reading.article.id, str(copy)),
        version=digest(reading.article.version, str(copy)),
        published=_later(reading.article.published, copy),
        url=None,
    )
    return Reading(
        article=article,
        sentences=tuple(
            replace(sentence, article_id=article.id, article_version=article.version)
            for sentence in reading.sentences
        ),
        mentions=tuple(_copy_mention(mention, copy, article) for mention in reading.mentions),
    )


def _copy_mention(mention: Mention, copy: int, article: Article) -> Mention:
    return replace(
        mention,
        article_id=article.id,
        article_version=article.version,
        id=digest(mention.id, str(copy)),
        date=mention.date and _later(mention.date, copy),
        participants=tuple(_copy_participants(mention.participants, copy)),
    )


def _copy_participants(participants: tuple[Participant, ...], copy: int) -> Iterator[Participant]:
    for one in participants:
        yield replace(
            one,
            actor=_copy_actor(one.actor, copy),
            acts_for=one.acts_for and _copy_actor(one.acts_for, copy),
        )


def _copy_actor(actor: ActorRef, copy: int) -> ActorRef:
    """A name that is local to its article is another actor in another article."""
    return replace(actor, id=digest(actor.id, str(copy))) if actor.local else actor


def _later(interval: DateInterval, copy: int) -> DateInterval:
    days = timedelta(days=copy * DAYS_APART)
    return replace(
        interval,
        start=interval.start and interval.start + days,
        end=interval.end and interval.end + days,
    )
