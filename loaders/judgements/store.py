"""Judgements in the graph: reading and writing them. What follows from one is :mod:`loaders.graph.judging`'s."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from database import Executor
from graph_schema import merge_nodes
from loaders.judgements.judgements import Judgements
from loaders.judgements.records import Judgement

type Row = dict[str, Any]

_ALL = """
MATCH (j:Judgement)
RETURN j {.verdict, .about, .subjects, .by, .by_rule, .reason, .score, .valid_since, .valid_until} AS judgement
ORDER BY j.id
"""
_ONE = _ALL.replace("(j:Judgement)", "(j:Judgement) WHERE j.id STARTS WITH $id")


def read_all(db: Executor) -> list[Judgement]:
    """Read all judgements, those that were undone too."""
    return [_judgement(row["judgement"]) for row in db.run(_ALL)]


def read_judgements(db: Executor, at: datetime | None = None) -> Judgements:
    """Read the judgements in force, now or at a moment."""
    return Judgements(read_all(db), at)


def find_judgements(db: Executor, beginning: str) -> list[Judgement]:
    """Read the judgements whose id begins so."""
    return [_judgement(row["judgement"]) for row in db.run(_ONE, id=beginning)]


def write_judgements(db: Executor, judgements: Iterable[Judgement]) -> None:
    """Write judgements as they are, over what is stored of them."""
    db.run(merge_nodes("Judgement"), rows=[judgement_row(each) for each in judgements])


def judgement_row(judgement: Judgement) -> Row:
    """Return a judgement as a node."""
    return {
        "id": judgement.id,
        "verdict": judgement.verdict,
        "about": judgement.about,
        "subjects": list(judgement.subjects),
        "by": judgement.by,
        "by_rule": judgement.by_rule,
        "reason": judgement.reason,
        "score": judgement.score,
        "valid_since": list(judgement.since),
        "valid_until": list(judgement.until),
    }


def _judgement(row: Row) -> Judgement:
    return Judgement(
        verdict=row["verdict"],
        about=row["about"],
        subjects=tuple(row["subjects"]),
        by=row["by"],
        by_rule=bool(row["by_rule"]),
        reason=row["reason"],
        score=row["score"],
        since=tuple(row["valid_since"] or ()),
        until=tuple(row["valid_until"] or ()),
    )
