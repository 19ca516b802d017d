"""What an id or a name means when judging: an actor, a mention, an argument, or the mentions of an event."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from database import Executor
from loaders.graph.rejecting import subjects_in
from loaders.judgements.records import (
    ACTOR,
    ARGUMENT,
    JOINING,
    MENTION,
    ArgumentAddress,
    Judgement,
    JudgementError,
    MentionAddress,
)

type Row = dict[str, Any]

_ACTORS = """
CALL () {
  MATCH (a:Actor {id: $text}) RETURN a, true AS by_id
  UNION
  MATCH (a:Actor {name: $text}) RETURN a, false AS by_id
}
OPTIONAL MATCH (a)-[:SAME_AS]->(c:Actor)
RETURN a.id AS id, by_id, coalesce(c.id, a.id) AS canonical, a.name AS name, a.kind AS kind, a.country AS country
ORDER BY by_id DESC, id
"""
_MENTIONS = """
CALL () {
  MATCH (m:Mention {id: $text}) RETURN m
  UNION
  MATCH (:Event {id: $text})<-[:REPORTS]-(m:Mention) RETURN m
  UNION
  MATCH (:Mention {event_key: $text})-[:REPORTS]->(:Event)<-[:REPORTS]-(m:Mention) RETURN m
}
RETURN m.id AS id, m.article_id AS article
ORDER BY id
"""
_KNOWN_ACTORS = "UNWIND $ids AS id MATCH (a:Actor {id: id}) RETURN a.id AS id, a.name AS name"
_SENTENCES = """
UNWIND $ids AS id
MATCH (m:Mention {id: id})
RETURN m.id AS id, m.evidence AS sentence
"""


@dataclass(frozen=True, slots=True)
class Subjects:
    """What is to be judged."""

    about: str
    subjects: tuple[str, ...]


def find_subjects(
    db: Executor, texts: Iterable[str], verdict: str, *, role: str | None = None, words: str | None = None
) -> Subjects:
    """Find what texts name: ids or names of actors, ids of mentions or events, or addresses.

    An event stands for its first mention where it is judged to be the same as another or not, else for all of them.

    Parameters
    ----------
    db
        The database.
    texts
        What somebody wrote.
    verdict
        What is judged.
    role, words
        Judge the arguments that the mentions have in this role, those named by these words if any are given.

    Raises
    ------
    JudgementError
        None are given, nothing goes by one of them, or several do, or they are of different kinds.

    """
    if not texts:
        raise JudgementError("There is nothing to judge. Name actors, mentions or events.")
    found = [_find(db, text, verdict in JOINING) for text in texts]
    kinds = sorted({each.about for each in found})
    if len(kinds) != 1:
        raise JudgementError(f"These are of different kinds ({', '.join(kinds)}). Judge one kind at a time.")
    subjects = tuple(subject for each in found for subject in each.subjects)
    if role is None:
        return Subjects(kinds[0], subjects)
    if kinds != [MENTION]:
        raise JudgementError(f"An argument is judged by its mention and its role, not by an {kinds[0]}.")
    return Subjects(ARGUMENT, _arguments(db, subjects, role, words))


def _find(db: Executor, text: str, one: bool) -> Subjects:
    if "|" in text:
        about = MENTION if text.count("|") == 3 else ARGUMENT
        read = MentionAddress.read if about == MENTION else ArgumentAddress.read
        return Subjects(about, (str(read(text)),))
    if mentions := db.run(_MENTIONS, text=text):
        chosen = {row["id"] for row in (mentions[:1] if one else mentions)}
        articles = {row["article"] for row in mentions}
        addresses = [
            subject
            for key, subject, argument in subjects_in(db, articles)
            if key in chosen and argument is None
        ]
        return Subjects(MENTION, tuple(sorted(set(addresses))))
    return Subjects(ACTOR, (_actor(db, text),))


def _actor(db: Executor, text: str) -> str:
    rows = db.run(_ACTORS, text=text)
    if not rows:
        raise JudgementError(
            f"Nothing in the graph goes by '{text}'. Give an actor's id or exact name, the id of a mention or an "
            "event, or an address."
        )
    if rows[0]["by_id"]:
        return str(rows[0]["id"])
    if len({row["canonical"] for row in rows}) > 1:
        told = "; ".join(f"{row['id']} ({row['kind']}, {row['country'] or 'no country'})" for row in rows)
        raise JudgementError(f"Several actors are called '{text}': {told}. Give the id of the one you mean.")
    return str(rows[0]["canonical"])


def _arguments(db: Executor, mentions: Collection[str], role: str, words: str | None) -> tuple[str, ...]:
    articles = {MentionAddress.read(each).article_id for each in mentions}
    found = (
        ArgumentAddress.read(each) for _, each, argument in subjects_in(db, articles) if argument is not None
    )
    own = [each for each in found if str(each.mention) in mentions and each.role == role]
    meant = {str(each) for each in own if words is None or each.words == words}
    if not meant:
        named = ", ".join(sorted({f"'{each.words}'" for each in own})) or "nobody"
        raise JudgementError(f"No argument fits: the mention names {named} as {role}.")
    return tuple(sorted(meant))


@dataclass(frozen=True, slots=True)
class Listed:
    """A judgement as a list shows it."""

    judgement: Judgement
    told: tuple[str, ...]
    """What its subjects are: names of actors, or sentences."""
    unmatched: tuple[str, ...]
    """Subjects that nothing in the graph matches."""


def list_subjects(db: Executor, judgements: Sequence[Judgement]) -> list[Listed]:
    """Tell what judgements are about, as far as it is in the graph."""
    ids = sorted({each for one in judgements if one.about == ACTOR for each in one.subjects})
    told = (
        {row["id"]: f"{row['name']} ({row['id']})" for row in db.run(_KNOWN_ACTORS, ids=ids)} if ids else {}
    )
    told |= dict(_addresses_told(db, judgements))
    return [
        Listed(
            each,
            tuple(told.get(subject, subject) for subject in each.subjects),
            tuple(subject for subject in each.subjects if subject not in told),
        )
        for each in judgements
    ]


def _addresses_told(db: Executor, judgements: Sequence[Judgement]) -> Iterator[tuple[str, str]]:
    addresses = {each for one in judgements if one.about != ACTOR for each in one.subjects}
    articles = {each.partition("|")[0] for each in addresses}
    found = (
        [(key, each) for key, each, _ in subjects_in(db, articles) if each in addresses] if articles else []
    )
    rows = db.run(_SENTENCES, ids=sorted({key for key, _ in found})) if found else []
    sentences = {row["id"]: row["sentence"] for row in rows}
    for key, address in found:
        parts = address.split("|")
        what = f"'{parts[3]}'" if len(parts) == 4 else f"{parts[3]} '{parts[4]}'"
        yield address, f'{what} in "{sentences[key]}"'
