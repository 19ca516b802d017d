"""Who mediated which negotiation: the question this service is for, answered from the graph."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from app.settings import LEAST_CONFIDENCE
from database import Executor
from graph_schema import schema

# One statement: what a negotiation's events add up to, with the sentence that proves the mediation best
# (body before caption before headline, then the surest), or the talks where no mediator is reported.
STATEMENT = """
MATCH (n:Negotiation)
WHERE any(genre IN n.genres WHERE genre IN $genres)
CALL (n) {
  MATCH (a:Actor)-[:PRINCIPAL_IN]->(n)
  RETURN collect(a.name) AS parties
}
CALL (n) {
  MATCH (e:Event)-[r:ROUND_OF]->(n)
  OPTIONAL MATCH (e)-[:AT]->(p:Place)
  RETURN count(DISTINCT CASE WHEN r.number IS NOT NULL AND e.status IN $held THEN e END) AS held,
         count(DISTINCT CASE WHEN r.number IS NOT NULL AND e.status = 'planned' THEN e END) AS planned,
         collect(DISTINCT p.name) AS places
}
CALL (n) {
  MATCH (e:Event)-[r:ROUND_OF]->(n), (a:Actor)-[part:MEDIATED]->(e)
  WHERE part.confidence >= $least AND any(genre IN part.genres WHERE genre IN $genres)
  WITH a.name AS name, collect(DISTINCT part.status) AS statuses,
       collect(DISTINCT CASE WHEN part.status <> 'denied' THEN r.number END) AS rounds
  RETURN collect({name: name, statuses: statuses, rounds: rounds}) AS mediators
}
CALL (n) {
  MATCH (e:Event)-[:ROUND_OF]->(n), (a:Actor)-[part:HOSTED]->(e)
  WHERE part.status IN $held AND part.confidence >= $least AND any(genre IN part.genres WHERE genre IN $genres)
  RETURN collect(DISTINCT a.name) AS hosts
}
CALL (n) {
  MATCH (m:Mention {active: true})-[:REPORTS]->(:Event)-[:ROUND_OF]->(n)
  MATCH (m)-[:IN]->(s:Sentence)-[:OF]->(article:Article)
  WHERE m.genre IN $genres
  WITH m, s, article
  ORDER BY EXISTS { (m)-[:ARGUMENT {role: 'mediator'}]->() } DESC,
           m.status IN $held DESC, m.kind, m.confidence DESC, m.id
  RETURN collect(DISTINCT article.outlet) AS outlets,
         collect({sentence: s.text, outlet: article.outlet,
                  published: article.published_start})[0] AS evidence
}
RETURN n.name AS name, n.stage AS stage, n.outcome AS outcome, n.unreported AS unreported, n.start AS start,
       n.end AS end, parties, held, planned, places, mediators, hosts, outlets, evidence
ORDER BY size(mediators) = 0, n.sort_key DESC
LIMIT $limit
"""


@dataclass(frozen=True, slots=True)
class Mediator:
    """Who mediated, or is said to have offered to, to be about to, or not to have."""

    name: str
    status: str
    """The first of its statuses in the schema's order of precedence."""
    held: bool
    """True: did mediate, or does."""
    rounds: tuple[int, ...]
    """The numbers of the rounds that it mediated, or is to."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One negotiation, who mediated it, and the sentence that says so."""

    name: str
    stage: str | None
    outcome: str | None
    """What came of it last; ``unknown`` where no report tells."""
    start: date | None
    end: date | None
    parties: tuple[str, ...]
    mediators: tuple[Mediator, ...]
    hosts: tuple[str, ...]
    places: tuple[str, ...]
    held: int
    planned: int
    unreported: tuple[int, ...]
    """Rounds of which there is no report, by the numbers that texts give to others."""
    outlets: tuple[str, ...]
    sentence: str | None
    outlet: str | None
    published: date | None


def mediated_negotiations(
    db: Executor, *, limit: int = 100, least_confidence: float = LEAST_CONFIDENCE
) -> list[Answer]:
    """Give negotiations with their mediators, newest first, then those for which none is reported.

    What only opinion pieces say is left out, and mediators and hosts told of less surely than asked for.
    """
    words = schema().vocabularies
    rows = db.run(
        STATEMENT,
        genres=list(words["genre"].marked("default")),
        held=list(words["status"].marked("held")),
        limit=limit,
        least=least_confidence,
    )
    return [_answer(row) for row in rows]


def _mediator(name: str, statuses: list[str], rounds: list[int]) -> Mediator:
    declared = schema().vocabularies["status"]
    status = min(statuses, key=declared.names.index)
    return Mediator(name, status, held=status in declared.marked("held"), rounds=tuple(sorted(rounds)))


def _answer(row: dict[str, Any]) -> Answer:
    evidence = row["evidence"] or {}
    return Answer(
        name=row["name"],
        stage=row["stage"],
        outcome=row["outcome"],
        start=row["start"],
        end=row["end"],
        parties=tuple(sorted(row["parties"])),
        mediators=tuple(_mediator(**one) for one in sorted(row["mediators"], key=itemgetter("name"))),
        hosts=tuple(sorted(row["hosts"])),
        places=tuple(sorted(row["places"])),
        held=row["held"],
        planned=row["planned"],
        unreported=tuple(row["unreported"] or ()),
        outlets=tuple(sorted(row["outlets"])),
        sentence=evidence.get("sentence"),
        outlet=evidence.get("outlet"),
        published=evidence.get("published"),
    )
