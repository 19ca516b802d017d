"""Writing what was read: articles, sentences, mentions and the actors they name.

An article is written in one transaction with the mark that its mentions wait to be projected, so that it is in
the graph whole or not at all. Several articles may share a transaction: a commit costs as much as the rows of
an article. Writing a version again, a superseded one too, changes nothing; a new version withdraws the mentions
of the one before. There may be many extractors, and several writers, which take turns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from database import Database, Executor
from graph_schema import merge_nodes
from loaders.graph.changes import Change, write_changes
from loaders.graph.finding import finding_row
from loaders.graph.outlets import outlet_actor
from loaders.graph.recollection import Recollection
from loaders.graph.rows import (
    Row,
    actor_row,
    actors_of,
    argument_rows,
    article_row,
    mention_row,
    page_id,
    page_row,
    sentence_id,
    sentence_row,
)
from loaders.graph.writing import take_turn, write_relationships
from loaders.records import ActorRef, Reading
from loaders.resolution.antecedents import resolve_back
from loaders.resolution.profiles import Profile

_STATE = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a.id AS id, a.version AS version, a.versions AS versions, coalesce(a.extractors, []) AS extractors,
       a.title AS title, a.text AS text, a.ingested AS ingested, [(a)-[:ON_PAGE]->(p:Page) | p.id] AS pages
"""
_KNOWN_MENTIONS = "UNWIND $ids AS id MATCH (m:Mention {id: id}) RETURN collect(id) AS ids"
_WITHDRAW = """
UNWIND $rows AS row
MATCH (m:Mention {article_id: row.article_id})
WHERE m.active AND (row.extractor IS NULL OR m.extractor = row.extractor) AND NOT m.id IN row.kept
SET m.active = false, m.active_until = coalesce(m.active_until, []) + $now
"""
_RESTORE = """
UNWIND $ids AS id
MATCH (m:Mention {id: id})
WHERE NOT m.active
SET m.active = true, m.active_since = m.active_since + $now
"""
_ACTORS = """
UNWIND $ids AS id
MATCH (a:Actor {id: id})
RETURN a.id AS id, a.name AS name, a.kind AS kind, a.country AS country, a.aliases AS aliases, a.local AS local
"""
_LEAVE_OUTLET = "UNWIND $ids AS id MATCH (:Article {id: id})-[r:PUBLISHED_BY]->() DELETE r"


@dataclass(frozen=True, slots=True)
class Written:
    """What a write changed."""

    articles: int = 0
    mentions: int = 0
    unchanged: int = 0

    def __add__(self, other: Written) -> Written:
        return Written(
            self.articles + other.articles, self.mentions + other.mentions, self.unchanged + other.unchanged
        )


def write_reading(db: Database, reading: Reading, *, load_id: str | None = None) -> Written:
    """Write one article with its sentences and mentions in one transaction."""
    return EvidenceWriter(db, load_id).write([reading])


class EvidenceWriter:
    """Writes readings, several in one transaction, and each actor once."""

    def __init__(self, db: Database, load_id: str | None = None) -> None:
        self.recollection = Recollection()
        """What was written, for the projection that follows."""
        self._db = db
        self._load_id = load_id
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

        def work(transaction: Executor) -> tuple[_Batch, int | None]:
            turn = take_turn(transaction)
            batch = _Batch(transaction, readings, now, self._load_id)
            batch.write(self._actors)
            return batch, turn

        batch, turn = self._db.write(work)
        self.recollection.catch_up(turn)
        self._actors.update(batch.actors)
        for article_id in batch.changed:
            self.recollection.forget(article_id)
        for article_id, profiles in batch.new.items():
            self.recollection.remember(article_id, profiles)
        return batch.written


class _Batch:
    """The rows of some readings, sorted by the statements that write them."""

    def __init__(
        self, transaction: Executor, readings: Sequence[Reading], now: datetime, load_id: str | None
    ) -> None:
        self._transaction = transaction
        self._now = now
        self._load_id = load_id
        self._nodes: defaultdict[str, list[Row]] = defaultdict(list)
        self._edges: defaultdict[str, list[Row]] = defaultdict(list)
        self._withdrawn: list[Row] = []
        self._restored: list[str] = []
        self._corrected: list[str] = []
        self._unchanged = 0
        self.new: dict[str, Sequence[Profile]] = {}
        """Articles that were not in the graph before, with what their mentions are compared by."""
        self.changed: list[str] = []
        """Articles that were, and whose mentions change."""
        self.actors: dict[str, ActorRef] = {}
        states = self._states(readings)
        known = self._known_mentions(readings, states)
        for reading in readings:
            self._add(reading, states.get(reading.article.id), known)

    @property
    def written(self) -> Written:
        """What the batch changes."""
        return Written(len(self._nodes["Article"]), len(self._nodes["Mention"]), self._unchanged)

    def write(self, known_actors: Mapping[str, ActorRef]) -> None:
        """Write the rows and the actors that are not known to be written; withdraw first."""
        run = self._transaction.run
        if self._withdrawn:
            run(_WITHDRAW, rows=self._withdrawn, now=self._now)
        if self._restored:
            run(_RESTORE, ids=self._restored, now=self._now)
        if self._corrected:
            run(_LEAVE_OUTLET, ids=self._corrected)
        fresh = [actor for key, actor in self.actors.items() if known_actors.get(key) != actor]
        actors = [actor_row(actor) for actor in fresh]
        write_changes(self._transaction, list(self._renamed(actors)))
        run(merge_nodes("Actor"), rows=actors)
        for label, rows in self._nodes.items():
            run(merge_nodes(label), rows=rows, now=self._now)
        for kind, rows in self._edges.items():
            write_relationships(self._transaction, kind, rows)

    def _renamed(self, actors: Sequence[Row]) -> Iterator[Change]:
        """Tell which actors of the graph get another name or kind: they are told of wherever they take part."""
        names = {row["id"]: row for row in actors}
        for known in self._transaction.run(_ACTORS, ids=sorted(names)):
            row = names[known["id"]]
            if any(row[name] != value for name, value in known.items()):
                yield Change("changed", "Actor", row["id"], (), "new_article")

    def _states(self, readings: Sequence[Reading]) -> dict[str, Row]:
        ids = [reading.article.id for reading in readings]
        return {row["id"]: row for row in self._transaction.run(_STATE, ids=ids)}

    def _known_mentions(self, readings: Sequence[Reading], states: dict[str, Row]) -> set[str]:
        """Which mentions of articles read before are in the graph already."""
        ids = [m.id for reading in readings if reading.article.id in states for m in reading.mentions]
        return set(self._transaction.run(_KNOWN_MENTIONS, ids=ids)[0]["ids"]) if ids else set()

    def _add(self, reading: Reading, state: Row | None, known: set[str]) -> None:
        article, extractors = reading.article, _extractors(reading)
        if state is None:
            self.new[article.id] = resolve_back(reading)
            self._add_version(reading, [article.version], pages=())
        elif article.version not in state["versions"]:
            self._supersede(reading, state)
            self._add_version(reading, [*state["versions"], article.version], pages=state["pages"])
        elif article.version == state["version"] and set(extractors) - set(state["extractors"]):
            self._add_extractor(reading, state, known)
        else:
            self._unchanged += 1

    def _add_version(self, reading: Reading, versions: Sequence[str], *, pages: Sequence[str]) -> None:
        article = reading.article
        because = "corrected" if len(versions) > 1 else "new_article"
        self._nodes["Article"].append(article_row(article, versions, _extractors(reading), because))
        sentences = [sentence_row(sentence) for sentence in reading.sentences]
        self._nodes["Sentence"].extend(sentences)
        self._edges["OF"].extend({"from": row["id"], "to": article.id} for row in sentences)
        if self._load_id:
            self._edges["LOADED_BY"].append({"from": article.id, "to": self._load_id})
        self._add_surroundings(reading, pages)
        self._add_mentions(reading, set())

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

    def _supersede(self, reading: Reading, state: Row) -> None:
        self.changed.append(reading.article.id)
        old = f"{state['id']}@{state['version']}"
        self._nodes["ArticleVersion"].append(
            {
                "id": old,
                "version": state["version"],
                "title": state["title"],
                "text": state["text"],
                "ingested": state["ingested"],
                "superseded": self._now,
            }
        )
        self._edges["SUPERSEDES"].append({"from": state["id"], "to": old})
        self._withdrawn.append({"article_id": reading.article.id, "extractor": None, "kept": []})
        self._corrected.append(reading.article.id)

    def _add_extractor(self, reading: Reading, state: Row, known: set[str]) -> None:
        """Add what another extractor, or another version of one, reads in the current version.

        A newer version of an extractor takes the place of the older; other extractors' mentions stay. What it
        finds as the older did is not written again; what only a version before that found is restored.
        """
        self.changed.append(reading.article.id)
        names = {mention.extractor.name for mention in reading.mentions}
        others = [each for each in state["extractors"] if each.rpartition(" ")[0] not in names]
        kept = [mention.id for mention in reading.mentions if mention.id in known]
        self._withdrawn.extend(
            {"article_id": reading.article.id, "extractor": name, "kept": kept} for name in sorted(names)
        )
        self._restored.extend(kept)
        extractors = [*others, *_extractors(reading)]
        row = article_row(reading.article, state["versions"], extractors, "re_extraction")
        self._nodes["Article"].append(row | {"ingested": state["ingested"]})
        self._add_mentions(reading, known)

    def _add_mentions(self, reading: Reading, known: set[str]) -> None:
        self.actors.update({actor.id: actor for actor in actors_of(reading)})
        found_by = {profile.id: finding_row(profile) for profile in self.new.get(reading.article.id, ())}
        days = {sentence.index: sentence.published for sentence in reading.sentences}
        for mention in reading.mentions:
            if mention.id in known:
                continue
            day = days.get(mention.sentence_index) or reading.article.published
            row = mention_row(mention, day)
            self._nodes["Mention"].append(row | found_by.get(mention.id, {}))
            stated_in = sentence_id(mention.article_id, mention.article_version, mention.sentence_index)
            self._edges["IN"].append({"from": mention.id, "to": stated_in})
            self._edges["ARGUMENT"].extend(argument_rows(mention))


def _extractors(reading: Reading) -> list[str]:
    return sorted({f"{m.extractor.name} {m.extractor.version}" for m in reading.mentions})
