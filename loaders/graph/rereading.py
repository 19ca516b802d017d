"""Writing what extractors read anew in an article's current version, and what that changes.

The mentions of these extractors are replaced; those of others stay. A mention that says the same is kept, one that
is found no more is withdrawn, and one that says something else keeps its id, and with it the ids of its events: what
it said before is set apart as a withdrawn mention of its own, so that history can be read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal, NamedTuple

from database import Executor
from graph_schema import merge_nodes, overwrite_nodes
from loaders.graph.finding import FOUND_BY
from loaders.graph.rows import (
    WITHHELD,
    Row,
    argument_rows,
    article_row,
    mention_row,
    published_days,
    sentence_row,
)
from loaders.graph.stored_text import StoredText
from loaders.graph.writing import write_relationships
from loaders.identity import digest
from loaders.records import Article, Mention, Reading

# Moments are left out: turning them into Python's takes longer than all the rest.
_STORED = """
UNWIND $ids AS id
MATCH (m:Mention {article_id: id})
RETURN m {.*, active_since: null, active_until: null, ingested: null} AS mention,
       [(m)-[r:ARGUMENT]->(a:Actor) | r {.*, to: a.id}] AS arguments
"""
_WITHDRAW = """
UNWIND $ids AS id
MATCH (m:Mention {id: id})
SET m.active_until = CASE WHEN m.active THEN coalesce(m.active_until, []) + $now ELSE m.active_until END,
    m.active = false, m.retracted = null
"""
_RESTORE = """
UNWIND $rows AS row
MATCH (m:Mention {id: row.id})
SET m.active = NOT row.retracted, m.retracted = CASE WHEN row.retracted THEN true END,
    m.active_since = CASE WHEN row.retracted THEN m.active_since ELSE m.active_since + $now END
"""
_SET_APART = """
UNWIND $rows AS row
MATCH (m:Mention {id: row.id})-[:IN]->(s:Sentence)
CREATE (f:Mention)-[:IN]->(s)
SET f = m {.*, id: row.former, former_of: row.id, active: false, retracted: null,
  active_until: CASE WHEN m.active THEN coalesce(m.active_until, []) + $now ELSE m.active_until END}
WITH m, f
CALL (m, f) {
  MATCH (m)-[r:ARGUMENT]->(a:Actor)
  CREATE (f)-[c:ARGUMENT]->(a) SET c = properties(r) DELETE r
}
CALL (m, f) {
  MATCH (m)-[r:REPORTS]->(e:Event)
  CREATE (f)-[:REPORTS]->(e) DELETE r
}
"""
_LEAVE_ARGUMENTS = "UNWIND $ids AS id MATCH (:Mention {id: id})-[r:ARGUMENT]->(:Actor) DELETE r"
_READ_BY = """
UNWIND $rows AS row
MATCH (m:Mention {id: row.id})
SET m.extractor_version = row.extractor_version, m.frame = row.frame
"""
_OF_THEIR_ARTICLE = """
UNWIND $ids AS id
MATCH (m:Mention {id: id})
MATCH (a:Article {id: m.article_id})
SET m.ingested = a.ingested
"""
_UNLIKE = """
UNWIND $rows AS row
OPTIONAL MATCH (s:Sentence {id: row.id})
WITH row, s WHERE s IS NULL OR s.text <> row.text OR s.start <> row.start
RETURN row.id AS id, s IS NULL AS missing
"""

_BY_WHOM = frozenset(
    {"extractor_version", "frame", "active", "active_since", "active_until", "because", "rejected"}
)
"""What may differ between two mentions that say the same."""
_ASPECTS = ("date", "place", "trigger", "evidence", "published", "attribut")
"""How the names of properties begin that tell of one thing."""
_UNTOLD = frozenset(
    (
        *("id", "event_key", "article_id", "version", "sentence_index"),
        *("active", "active_until", "retracted", "rejected", *FOUND_BY),
    )
)
"""What is no word of a mention but its place in the graph."""

type Kind = Literal["kept", "new", "gone", "changed"]


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of one mention when its article was read anew."""

    kind: Kind
    article: Article
    before: Row | None
    """What it said, in the words of the graph; ``None`` of a new one."""
    after: Row | None
    """What it says; ``None`` of one that is gone."""
    differs: tuple[str, ...] = ()
    """In what the two differ, such as ``status`` or ``participants``."""

    @property
    def told(self) -> Row:
        """What it says, or said last."""
        told = self.after or self.before
        assert told is not None  # noqa: S101  # a revision is of something
        return told


class Stored(NamedTuple):
    """A mention as the graph holds it."""

    mention: Row
    arguments: Sequence[Row]

    @property
    def stands(self) -> bool:
        """Whether it has a say, or would have if its article were not retracted."""
        return bool(self.mention["active"] or self.mention.get("retracted"))


class StoredMentions:
    """The mentions of some articles as the graph holds them."""

    def __init__(self, db: Executor, article_ids: Sequence[str]) -> None:
        self._of: defaultdict[str, dict[str, Stored]] = defaultdict(dict)
        self._formers: Counter[str] = Counter()
        for row in db.run(_STORED, ids=list(article_ids)) if article_ids else []:
            mention = row["mention"]
            if "former_of" in mention:
                self._formers[mention["former_of"]] += 1
            else:
                self._of[mention["article_id"]][mention["id"]] = Stored(mention, row["arguments"])

    def of(self, article: Article, extractors: Iterable[str]) -> dict[str, Stored]:
        """Return the mentions that extractors of these names read in the article's version, by id."""
        names = set(extractors)
        return {
            key: stored
            for key, stored in self._of[article.id].items()
            if stored.mention["version"] == article.version and stored.mention["extractor"] in names
        }

    def former_id(self, mention_id: str) -> str:
        """Return an id for what a mention has said until now."""
        return digest("former mention", mention_id, str(self._formers[mention_id]))


class Rereading:
    """What is to be written where extractors have read an article's current version anew."""

    def __init__(
        self, reading: Reading, stored: StoredMentions, state: Row, keep: StoredText = StoredText.FULL
    ) -> None:
        self.reading = reading
        self._keep = keep
        self.article = reading.article
        self.retracted: bool = state["retracted"]
        self.standing: Row = WITHHELD if self.retracted else {}
        names = {reader.rpartition(" ")[0] for reader in reading.readers}
        others = [each for each in state["extractors"] if each.rpartition(" ")[0] not in names]
        row = article_row(self.article, state["versions"], [*others, *reading.readers], "re_extraction")
        self.article_row = row | {"current": not self.retracted, "ingested": state["ingested"]}
        self.new: list[Mention] = []
        """Not in the graph yet."""
        self.changed: list[tuple[str, Row, Sequence[Row]]] = []
        """Those that say something else, each with the id of what it said, its own row and its arguments."""
        self.restored: list[str] = []
        self.read_by: list[Row] = []
        self.explained_anew: dict[str, Sequence[Row]] = {}
        """The arguments of mentions that say the same of the same actors for other reasons."""
        self.revisions: list[Revision] = []
        self._days = published_days(reading)
        before = stored.of(self.article, names)
        for mention in reading.mentions:
            self._compare(mention, before.pop(mention.id, None), stored)
        self.gone = [key for key, each in before.items() if each.stands]
        self.revisions += [self._revision("gone", before[key], None, ()) for key in self.gone]

    @cached_property
    def sentences(self) -> list[Row]:
        """The sentences as they were split this time, as far as they are stored."""
        rows = [sentence_row(sentence) for sentence in self.reading.sentences]
        return self._keep.sentences(self.reading, rows)

    def _compare(self, mention: Mention, before: Stored | None, stored: StoredMentions) -> None:
        day = self._days.get(mention.sentence_index, self.article.published)
        after = Stored(mention_row(mention, day), list(argument_rows(mention)))
        if before is None:
            self.new.append(mention)
            self.revisions.append(self._revision("new", None, after, ()))
            return
        differs = _differences(before, after)
        kind: Kind = "new" if not before.stands else "changed" if differs else "kept"
        self.revisions.append(self._revision(kind, before, after, differs))
        if differs:
            row = after.mention | self.standing
            self.changed.append((stored.former_id(mention.id), row, after.arguments))
            return
        if not before.stands:
            self.restored.append(mention.id)
        if any(before.mention.get(name) != after.mention[name] for name in ("extractor_version", "frame")):
            self.read_by.append({name: after.mention[name] for name in ("id", "extractor_version", "frame")})
        if _reasons(before.arguments) != _reasons(after.arguments):
            self.explained_anew[mention.id] = after.arguments

    def _revision(
        self, kind: Kind, before: Stored | None, after: Stored | None, differs: tuple[str, ...]
    ) -> Revision:
        return Revision(kind, self.article, _told(before), _told(after), differs)


def write_rereadings(db: Executor, rereadings: Sequence[Rereading], now: datetime) -> None:
    """Withdraw, restore and alter the mentions of articles that were read anew; new ones are yet to be written."""
    changed = [change for each in rereadings for change in each.changed]
    explained = {key: rows for each in rereadings for key, rows in each.explained_anew.items()}
    restored = [{"id": key, "retracted": each.retracted} for each in rereadings for key in each.restored]
    _run(db, _WITHDRAW, ids=[key for each in rereadings for key in each.gone], now=now)
    _run(db, _SET_APART, rows=[{"id": row["id"], "former": former} for former, row, _ in changed], now=now)
    _run(db, overwrite_nodes("Mention"), rows=[row for _, row, _ in changed], now=now)
    _run(db, _OF_THEIR_ARTICLE, ids=[row["id"] for _, row, _ in changed])
    _run(db, _RESTORE, rows=restored, now=now)
    _run(db, _READ_BY, rows=[row for each in rereadings for row in each.read_by])
    _run(db, _LEAVE_ARGUMENTS, ids=list(explained))
    arguments = [row for _, _, rows in changed for row in rows]
    arguments += [row for rows in explained.values() for row in rows]
    write_relationships(db, "ARGUMENT", arguments)
    for each in rereadings:
        _write_sentences(db, each)


def date_new_mentions(db: Executor, rereadings: Sequence[Rereading]) -> None:
    """Let mentions that were found later count, where their article is undated, from its own loading."""
    _run(db, _OF_THEIR_ARTICLE, ids=[mention.id for each in rereadings for mention in each.new])


def _write_sentences(db: Executor, rereading: Rereading) -> None:
    """Write the sentences that are not in the graph as they were split this time."""
    unlike = {row["id"]: row["missing"] for row in db.run(_UNLIKE, rows=rereading.sentences)}
    rows = [row for row in rereading.sentences if row["id"] in unlike]
    missing = [row for row in rows if unlike[row["id"]]]
    _run(db, merge_nodes("Sentence"), rows=missing)
    _run(db, overwrite_nodes("Sentence"), rows=[row for row in rows if not unlike[row["id"]]])
    write_relationships(db, "OF", [{"from": row["id"], "to": rereading.article.id} for row in missing])


def _run(db: Executor, statement: str, **parameters: object) -> None:
    """Run a statement unless there is nothing to run it for."""
    if parameters.get("rows") or parameters.get("ids"):
        db.run(statement, **parameters)


def _differences(before: Stored, after: Stored) -> tuple[str, ...]:
    unlike = {
        _aspect(name)
        for name, value in after.mention.items()
        if name not in _BY_WHOM and before.mention.get(name) != value
    }
    if _told_of(before.arguments) != _told_of(after.arguments):
        unlike.add("participants")
    return tuple(sorted(unlike))


def _aspect(name: str) -> str:
    beginning = next((each for each in _ASPECTS if name.startswith(each)), name)
    return {"attribut": "attribution", "evidence": "sentence"}.get(beginning, beginning)


def _told_of(arguments: Iterable[Row]) -> list[tuple[tuple[str, str], ...]]:
    return sorted(_facts(argument, leave=_BY_WHOM | {"from"}) for argument in arguments)


def _reasons(arguments: Iterable[Row]) -> list[tuple[tuple[str, str], ...]]:
    return sorted(_facts(argument, leave=frozenset({"from", "rejected"})) for argument in arguments)


def _facts(row: Mapping[str, object], leave: frozenset[str]) -> tuple[tuple[str, str], ...]:
    known = (name for name, value in row.items() if value is not None and name not in leave)
    return tuple((name, str(row[name])) for name in sorted(known))


def _told(stored: Stored | None) -> Row | None:
    if stored is None:
        return None
    told = {k: value for k, value in stored.mention.items() if value is not None and k not in _UNTOLD}
    roles = [{k: v for k, v in each.items() if v is not None and k != "from"} for each in stored.arguments]
    return told | {"participants": sorted(roles, key=lambda role: (role["start"], role["role"]))}
