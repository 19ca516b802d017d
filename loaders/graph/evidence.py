"""Writing what was read: articles, sentences, mentions and the actors they name.

An article is written in one transaction with the mark that its mentions wait to be projected, so that it is in
the graph whole or not at all. Several articles may share a transaction: a commit costs as much as the rows of
an article. Writing a version again, a superseded one too, changes nothing; a new version withdraws the mentions
of the one before. There may be many extractors, and several writers, which take turns. What comes in for an
article that is retracted is written, but has no say until the retraction is undone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from database import Database, Executor
from graph_schema import merge_nodes, schema
from loaders.erasure import Register, read_register
from loaders.graph.changes import Change, write_changes
from loaders.graph.finding import finding_row
from loaders.graph.outlets import outlet_actor
from loaders.graph.recollection import Recollection
from loaders.graph.rereading import Rereading, Revision, StoredMentions, date_new_mentions, write_rereadings
from loaders.graph.rows import (
    WITHHELD,
    Row,
    actor_row,
    argument_rows,
    article_row,
    mention_row,
    page_id,
    page_row,
    published_days,
    sentence_id,
    sentence_row,
)
from loaders.graph.stored_text import StoredText
from loaders.graph.writing import take_turn, write_relationships
from loaders.judgements.judgements import fullest, named
from loaders.records import ActorRef, Mention, Reading
from loaders.resolution.antecedents import resolve_back
from loaders.resolution.profiles import Profile

_STATE = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a.id AS id, a.version AS version, a.versions AS versions, coalesce(a.extractors, []) AS extractors,
       a.ingested AS ingested,
       NOT coalesce(a.current, true) AS retracted, [(a)-[:ON_PAGE]->(p:Page) | p.id] AS pages
"""
_WITHDRAW_ALL = """
UNWIND $ids AS id
MATCH (m:Mention {article_id: id})
WHERE m.active OR m.retracted
SET m.active_until = CASE WHEN m.active THEN coalesce(m.active_until, []) + $now ELSE m.active_until END,
    m.active = false, m.retracted = null
"""
_ACTORS = """
UNWIND $ids AS id
MATCH (a:Actor {id: id})
RETURN a.id AS id, a.name AS name, a.kind AS kind, a.country AS country, a.aliases AS aliases, a.local AS local
"""
_LEAVE_OUTLET = "UNWIND $ids AS id MATCH (:Article {id: id})-[r:PUBLISHED_BY]->() DELETE r"
_LEAVE_LOAD = "UNWIND $ids AS id MATCH (:Article {id: id})-[r:LOADED_BY]->() DELETE r"


@dataclass(frozen=True, slots=True)
class Written:
    """What a write changed."""

    articles: int = 0
    mentions: int = 0
    unchanged: int = 0
    retracted: int = 0
    """Articles among them that are retracted: what they say has no say."""
    purged: int = 0
    """Articles that stay out, for they were erased."""

    def __add__(self, other: Written) -> Written:
        return Written(
            self.articles + other.articles,
            self.mentions + other.mentions,
            self.unchanged + other.unchanged,
            self.retracted + other.retracted,
            self.purged + other.purged,
        )


def write_reading(db: Database, reading: Reading, *, load_id: str | None = None) -> Written:
    """Write one article with its sentences and mentions in one transaction."""
    return EvidenceWriter(db, load_id).write([reading])


class EvidenceWriter:
    """Writes readings, several in one transaction, and each actor once.

    Parameters
    ----------
    db, load_id
        Where to, and the run of the loader to name.
    anew
        Whether what an extractor reads takes the place of what it read before even under one version of it.
    keep
        How much of the texts is stored.
    revised
        Called, once it is written, with what became of each mention of an article that was read anew.

    """

    def __init__(
        self,
        db: Database,
        load_id: str | None = None,
        *,
        anew: bool = False,
        keep: StoredText = StoredText.FULL,
        revised: Callable[[Revision], None] = lambda revision: None,
    ) -> None:
        self.recollection = Recollection()
        """What was written, for the projection that follows."""
        self._db = db
        self._load_id = load_id
        self._anew = anew
        self._keep = keep
        self._revised = revised
        self._register: Register | None = None
        self._actors: dict[str, ActorRef] = {}
        """The actors that this writer has written, for states come up in every article."""

    def write(self, readings: Sequence[Reading]) -> Written:
        """Write readings in one transaction, all or none of them.

        Parameters
        ----------
        readings
            Of different articles: of two versions of one article the second must see the first.

        """
        now = datetime.now(UTC)

        def work(transaction: Executor) -> tuple[_Batch, int | None, Register]:
            turn = take_turn(transaction)
            alone = self.recollection.follows(turn)
            register = self._register if alone and self._register is not None else read_register(transaction)
            admitted = [reading for each in readings if (reading := register.admit(each))]
            batch = _Batch(transaction, admitted, now, self._load_id, anew=self._anew, keep=self._keep)
            # Somebody else may have erased actors that were written before.
            batch.write(self._actors if alone else {})
            return batch, turn, register

        batch, turn, self._register = self._db.write(work)
        self.recollection.catch_up(turn)
        self._actors.update(batch.actors)
        for article_id in batch.changed:
            self.recollection.forget(article_id)
        for article_id, profiles in batch.new.items():
            self.recollection.remember(article_id, profiles)
        for rereading in batch.rereadings:
            for revision in rereading.revisions:
                self._revised(revision)
        return batch.written + Written(purged=len(readings) - batch.admitted)


class _Batch:
    """The rows of some readings, sorted by the statements that write them."""

    def __init__(
        self,
        transaction: Executor,
        readings: Sequence[Reading],
        now: datetime,
        load_id: str | None,
        *,
        anew: bool,
        keep: StoredText,
    ) -> None:
        self._transaction = transaction
        self._now = now
        self._load_id = load_id
        self._keep = keep
        self._nodes: defaultdict[str, list[Row]] = defaultdict(list)
        self._edges: defaultdict[str, list[Row]] = defaultdict(list)
        self._superseded: list[str] = []
        self._unchanged = 0
        self._retracted = 0
        self.admitted = len(readings)
        self.new: dict[str, Sequence[Profile]] = {}
        """Articles that were not in the graph before, with what their mentions are compared by."""
        self.changed: list[str] = []
        """Articles that were, and whose mentions change."""
        self.actors: dict[str, ActorRef] = {}
        self.rereadings: list[Rereading] = []
        self._homes: dict[str, str] = {}
        """The articles of local actors."""
        self._sort(readings, anew)

    @property
    def written(self) -> Written:
        """What the batch changes."""
        mentions = len(self._nodes["Mention"]) + sum(len(each.changed) for each in self.rereadings)
        return Written(len(self._nodes["Article"]), mentions, self._unchanged, self._retracted)

    def write(self, known_actors: Mapping[str, ActorRef]) -> None:
        """Write the rows and the actors that are not known to be written; withdraw first."""
        run = self._transaction.run
        if self._superseded:
            run(_WITHDRAW_ALL, ids=self._superseded, now=self._now)
            run(_supersede(), ids=self._superseded, now=self._now)
            run(_LEAVE_LOAD, ids=self._superseded)
        if self.changed:
            run(_LEAVE_OUTLET, ids=self.changed)
        fresh = [actor for key, actor in self.actors.items() if known_actors.get(key) != actor]
        actors = [actor_row(actor, self._homes.get(actor.id)) for actor in fresh]
        write_changes(self._transaction, list(self._renamed(actors)))
        run(merge_nodes("Actor"), rows=actors)
        write_rereadings(self._transaction, self.rereadings, self._now)
        for label, rows in self._nodes.items():
            run(merge_nodes(label), rows=rows, now=self._now)
        for kind, rows in self._edges.items():
            write_relationships(self._transaction, kind, rows)
        date_new_mentions(self._transaction, self.rereadings)

    def _renamed(self, actors: Sequence[Row]) -> Iterator[Change]:
        """Tell which actors of the graph get another name or kind: they are told of wherever they take part."""
        names = {row["id"]: row for row in actors}
        for known in self._transaction.run(_ACTORS, ids=sorted(names)):
            row = names[known["id"]]
            if any(row[name] != value for name, value in known.items()):
                yield Change("changed", "Actor", row["id"], (), "new_article")

    def _sort(self, readings: Sequence[Reading], anew: bool) -> None:
        """Tell new articles, new versions, other extractors' readings, and what is in the graph already."""
        states = self._states(readings)
        again: list[Reading] = []
        for reading in readings:
            article, state = reading.article, states.get(reading.article.id)
            if state is None:
                self._add_article(reading)
            elif article.version not in state["versions"]:
                self._add_correction(reading, state)
            elif article.version == state["version"] and (
                anew or {*reading.readers} - {*state["extractors"]}
            ):
                again.append(reading)
            else:
                self._unchanged += 1
                self._retracted += state["retracted"]
        stored = StoredMentions(self._transaction, [reading.article.id for reading in again])
        for reading in again:
            state = states[reading.article.id]
            self._add_rereading(Rereading(reading, stored, state, self._keep), state)

    def _states(self, readings: Sequence[Reading]) -> dict[str, Row]:
        ids = [reading.article.id for reading in readings]
        return {row["id"]: row for row in self._transaction.run(_STATE, ids=ids)}

    def _add_article(self, reading: Reading) -> None:
        article = reading.article
        self.new[article.id] = resolve_back(reading)
        row = article_row(article, [article.version], reading.readers)
        self._nodes["Article"].append(self._keep.article_row(row))
        self._add_version(reading, pages=(), retracted=False)

    def _add_correction(self, reading: Reading, state: Row) -> None:
        article = reading.article
        self.changed.append(article.id)
        self._superseded.append(article.id)
        row = article_row(article, [*state["versions"], article.version], reading.readers, "corrected")
        self._nodes["Article"].append(self._keep.article_row(row) | {"current": not state["retracted"]})
        self._retracted += state["retracted"]
        self._add_version(reading, state["pages"], state["retracted"])

    def _add_version(self, reading: Reading, pages: Sequence[str], retracted: bool) -> None:
        article = reading.article
        sentences = self._keep.sentences(reading, [sentence_row(each) for each in reading.sentences])
        self._nodes["Sentence"].extend(sentences)
        self._edges["OF"].extend({"from": row["id"], "to": article.id} for row in sentences)
        if self._load_id:
            self._edges["LOADED_BY"].append({"from": article.id, "to": self._load_id})
        self._add_surroundings(reading, pages)
        self._add_mentions(reading, reading.mentions, WITHHELD if retracted else {})

    def _add_surroundings(self, reading: Reading, pages: Sequence[str]) -> None:
        """Add the page, unless the article was read from it before, and the outlet."""
        article = reading.article
        if article.source and page_id(article) not in pages:
            self._nodes["Page"].append(page_row(article))
            self._edges["ON_PAGE"].append({"from": article.id, "to": page_id(article)})
        if article.outlet:
            outlet = outlet_actor(article.outlet)
            self.actors[outlet.id] = outlet
            self._edges["PUBLISHED_BY"].append({"from": article.id, "to": outlet.id})

    def _add_rereading(self, rereading: Rereading, state: Row) -> None:
        self.changed.append(rereading.article.id)
        self.rereadings.append(rereading)
        self._nodes["Article"].append(self._keep.article_row(rereading.article_row))
        self._add_surroundings(rereading.reading, state["pages"])
        self._retracted += rereading.retracted
        self._add_mentions(rereading.reading, rereading.new, rereading.standing)

    def _add_mentions(self, reading: Reading, mentions: Sequence[Mention], standing: Row) -> None:
        actors = fullest(named(reading))
        self.actors.update(actors)
        self._homes.update({key: reading.article.id for key, actor in actors.items() if actor.local})
        found_by = {profile.id: finding_row(profile) for profile in self.new.get(reading.article.id, ())}
        days = published_days(reading)
        for mention in mentions:
            row = mention_row(mention, days.get(mention.sentence_index, reading.article.published))
            self._nodes["Mention"].append(row | found_by.get(mention.id, {}) | standing)
            stated_in = sentence_id(mention.article_id, mention.article_version, mention.sentence_index)
            self._edges["IN"].append({"from": mention.id, "to": stated_in})
            self._edges["ARGUMENT"].extend(argument_rows(mention))


@cache
def _supersede() -> str:
    """The statement that keeps what articles were, before the next version takes its place."""
    nodes = schema().nodes
    shared = {item.name for item in nodes["Article"].properties} - {"id"}
    kept = ", ".join(f".{item.name}" for item in nodes["ArticleVersion"].properties if item.name in shared)
    return f"""
    UNWIND $ids AS id
    MATCH (a:Article {{id: id}})
    CREATE (a)-[:SUPERSEDES]->(v:ArticleVersion {{id: id + '@' + a.version}})
    SET v += a {{{kept}}}, v.superseded = $now
    """
