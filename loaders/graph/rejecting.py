"""Marking what judgements reject, so that no question meets it, and leading judgements to what they speak of."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from database import Executor
from loaders.judgements.judgements import Judgements
from loaders.judgements.records import (
    ACTOR,
    ARGUMENT,
    MENTION,
    ArgumentAddress,
    argument_words,
    mention_address,
)

type Row = dict[str, Any]

_MENTIONS = """
UNWIND $articles AS id
MATCH (m:Mention {article_id: id})
RETURN m {.id, .article_id, .evidence, .trigger, .active, offset: m.trigger_start - m.evidence_start} AS mention,
       [(m)-[r:ARGUMENT]->(a:Actor) | {id: elementId(r), role: r.role, text: r.text, actor: a.id}] AS arguments
"""
_MARK_REJECTED = """
UNWIND $articles AS id
MATCH (m:Mention {article_id: id})
SET m.rejected = CASE WHEN m.id IN $mentions THEN true END
WITH m
MATCH (m)-[r:ARGUMENT]->()
SET r.rejected = CASE WHEN elementId(r) IN $arguments THEN true END
"""
_JUDGE_MENTIONS = """
UNWIND $rows AS row
MATCH (m:Mention {id: row.mention})
MATCH (j:Judgement) WHERE j.about IN ['mention', 'argument'] AND row.subject IN j.subjects
MERGE (j)-[:JUDGES]->(m)
"""


def mark_rejected(db: Executor, articles: Collection[str], judgements: Judgements) -> None:
    """Mark what has no say among the mentions of these articles, and take away marks that no longer hold."""
    if not articles:
        return
    mentions, arguments = set[str](), set[str]()
    addresses = []
    for mention, subject, argument in subjects_in(db, articles):
        addresses.append({"mention": mention, "subject": subject})
        if argument is None and judgements.verdict(MENTION, subject) == "reject":
            mentions.add(mention)
        elif argument is not None and (
            judgements.verdict(ARGUMENT, subject) == "reject"
            or judgements.verdict(ACTOR, argument["actor"]) == "reject"
        ):
            arguments.add(argument["id"])
    db.run(_MARK_REJECTED, articles=sorted(articles), mentions=sorted(mentions), arguments=sorted(arguments))
    judged = judgements.addresses
    if rows := [row for row in addresses if row["subject"] in judged]:
        db.run(_JUDGE_MENTIONS, rows=rows)


def subjects_in(db: Executor, articles: Collection[str]) -> Iterator[tuple[str, str, Row | None]]:
    """Give the addresses of the articles' mentions, and of their arguments: mention, address, argument."""
    for row in db.run(_MENTIONS, articles=sorted(articles)):
        mention = row["mention"]
        address = mention_address(
            mention["article_id"], mention["evidence"], mention["trigger"], mention["offset"]
        )
        yield mention["id"], str(address), None
        for argument in row["arguments"]:
            own = ArgumentAddress(address, argument["role"], argument_words(argument["text"]))
            yield mention["id"], str(own), argument
