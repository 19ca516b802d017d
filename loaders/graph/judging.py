"""Judging in the graph: a judgement is written with the marks of all that it touches, then these are projected.

A command and a mutation call the same functions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from database import Database, Executor
from loaders.graph.identities import articles_naming, lead_to_actors, mark_articles, settle_actors
from loaders.graph.neighbours import Surveyor
from loaders.graph.projection import project
from loaders.graph.recollection import Recollection
from loaders.graph.writing import take_turn
from loaders.judgements.judgements import Judgements
from loaders.judgements.records import ACTOR, JOINING, Judgement, JudgementError
from loaders.judgements.store import find_judgements, read_all, write_judgements
from loaders.resolution.negotiations import PAUSE_DAYS


@dataclass(frozen=True, slots=True)
class Judged:
    """What judging did."""

    written: tuple[Judgement, ...]
    """Judgements that came into force, or were undone."""
    articles: int
    """Articles that were put together anew."""


def judge(
    db: Database,
    judgements: Iterable[Judgement],
    *,
    at: datetime | None = None,
    pause_days: int = PAUSE_DAYS,
) -> Judged:
    """Bring judgements into force and put together anew what they touch; what is in force stays as it is.

    Parameters
    ----------
    db
        The database; whoever else writes at the same time takes turns with it.
    judgements
        What is judged. Those that say when they were made and undone, as exported ones do, keep their times.
    at
        The moment from which the others are in force; now where not given.
    pause_days
        The longest pause between two rounds of one negotiation.

    """
    wanted = list(judgements)
    moment = at or datetime.now(UTC)

    def work(transaction: Executor) -> Sequence[Judgement]:
        take_turn(transaction)
        stored = {each.id: each for each in read_all(transaction)}
        changed = [each for each in (_in_force(one, stored.get(one.id), moment) for one in wanted) if each]
        return _write(transaction, changed)

    written = db.write(work)
    return Judged(tuple(written), project(db, pause_days=pause_days).articles if written else 0)


def undo(
    db: Database, ids: Iterable[str], *, at: datetime | None = None, pause_days: int = PAUSE_DAYS
) -> Judged:
    """Take judgements out of force and put together anew what they touch: the graph is as if nobody had judged.

    Parameters
    ----------
    db, pause_days
        As for :func:`judge`.
    ids
        Ids of judgements, or how they begin.
    at
        The moment from which they are no longer in force; now where not given.

    Raises
    ------
    JudgementError
        There is no such judgement, or there are several, or it was undone before.

    """
    moment = at or datetime.now(UTC)

    def work(transaction: Executor) -> Sequence[Judgement]:
        take_turn(transaction)
        found = {each.id: each for each in (_one(transaction, key) for key in ids)}
        return _write(transaction, [replace(each, until=(*each.until, moment)) for each in found.values()])

    written = db.write(work)
    return Judged(tuple(written), project(db, pause_days=pause_days).articles)


def _in_force(judgement: Judgement, stored: Judgement | None, moment: datetime) -> Judgement | None:
    """Return a judgement as it is to be stored; ``None`` where it is stored so already."""
    if judgement.since:
        return judgement if judgement != stored else None
    if stored is None:
        return replace(judgement, since=(moment,))
    if stored.in_force():
        return None
    return replace(judgement, since=(*stored.since, moment), until=stored.until)


def _one(db: Executor, beginning: str) -> Judgement:
    found = find_judgements(db, beginning)
    if len(found) != 1:
        how_many = "no judgement has" if not found else f"{len(found)} judgements have"
        raise JudgementError(
            f"{how_many.capitalize()} an id that begins with '{beginning}'. See `goodoffices judge list`."
        )
    if not found[0].in_force():
        raise JudgementError(f"The judgement {found[0].id} was undone before.")
    return found[0]


def _write(db: Executor, judgements: Sequence[Judgement]) -> Sequence[Judgement]:
    """Write judgements, settle who is who, and mark the articles that they touch."""
    if not judgements:
        return judgements
    actors = {each for one in judgements if one.about == ACTOR for each in one.subjects}
    # Found before anything changes: what a mention no longer says may have kept others apart.
    neighbours = _neighbours(db, articles_naming(db, actors) | _articles_of(judgements))
    write_judgements(db, judgements)
    after = Judgements(read_all(db))
    joined = {
        each for one in judgements if one.about == ACTOR and one.verdict in JOINING for each in one.subjects
    }
    if joined:
        settle_actors(db, joined, after)
    lead_to_actors(db, actors)
    single = {each for one in judgements if one.verdict not in JOINING for each in one.subjects} & actors
    mark_articles(db, articles_naming(db, single) | _articles_of(judgements) | neighbours)
    return judgements


def _neighbours(db: Executor, articles: Collection[str]) -> set[str]:
    """Return the articles whose mentions are compared with those of some articles, as these are judged now."""
    if not articles:
        return set()
    found = Surveyor(db, sorted(articles), Recollection()).survey()
    return {profile.origin.article_id for profile in found.standing.values()}


def _articles_of(judgements: Collection[Judgement]) -> set[str]:
    return {
        subject.partition("|")[0] for each in judgements if each.about != ACTOR for subject in each.subjects
    }
