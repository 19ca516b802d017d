"""Who mediated which negotiation: the question this service is for, answered by the named query ``who-mediated``."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.api import open_api
from app.api.named_queries import named_query
from app.settings import LEAST_CONFIDENCE, Settings
from database import AsyncDatabase, Database
from graph_schema import GoodOfficesError, schema

QUERY = "who-mediated"

type Found = Mapping[str, Any]


class UnansweredError(GoodOfficesError):
    """The named query was not answered."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says, and the sentence that proves it."""

    by: str | None
    outlet: str | None
    published: str | None
    sentence: str | None

    @property
    def where(self) -> str:
        """Name outlet and day, such as ``Gulf Ledger, 2019-07-28``."""
        return ", ".join(part for part in (self.outlet, self.published) if part)


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
    told_by: tuple[str, ...] = ()
    """The independent origins that tell of it."""
    asserted: tuple[Said, ...] = ()
    denied: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One negotiation, who mediated it, on whose word, and who denies it."""

    name: str
    stage: str | None
    outcome: str | None
    """What came of it last; ``unknown`` where no report tells."""
    parties: tuple[str, ...]
    mediators: tuple[Mediator, ...]
    hosts: tuple[str, ...]
    places: tuple[str, ...]
    held: int
    planned: int
    unreported: tuple[int, ...]
    """Rounds of which there is no report, by the numbers that texts give to others."""
    reports: tuple[Said, ...]
    """What is said of the mediation, by those who mediated first; of the talks where no mediator is reported."""

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that report it."""
        return tuple(dict.fromkeys(said.outlet for said in self.reports if said.outlet))


def mediated_negotiations(
    db: Database, *, limit: int = 100, least_confidence: float = LEAST_CONFIDENCE
) -> list[Answer]:
    """Give negotiations with their mediators, newest first, then those for which none is reported.

    What only opinion pieces say is left out, and mediators and hosts told of less surely than asked for.
    """

    async def ask() -> dict[str, Any]:
        async with AsyncDatabase(db.endpoint) as reader:
            settings = Settings(least_confidence=least_confidence)
            variables = {"first": limit, "details": True}
            result = await open_api(settings, reader).execute(named_query(QUERY).document, variables)
        if result.errors or result.data is None:
            raise UnansweredError(f"The named query '{QUERY}' was not answered: {result.errors}.")
        return result.data

    answers = [_answer(found) for found in asyncio.run(ask())["negotiations"]["nodes"]]
    return sorted(answers, key=lambda answer: not answer.mediators)


def _answer(found: Found) -> Answer:
    steps = found["timeline"]
    mediators = tuple(_mediators(steps))
    return Answer(
        name=found["negotiation"],
        stage=found["stage"],
        outcome=found["outcome"],
        parties=_names(found["parties"]),
        mediators=mediators,
        hosts=_names(found["hosts"]),
        places=_names(each["event"]["place"] for each in found["places"] if each["event"]["place"]),
        held=found["roundsHeld"],
        planned=found["roundsPlanned"],
        unreported=tuple(found["unreportedRounds"]),
        reports=_reports(mediators, steps),
    )


def _names(nodes: Iterable[Found]) -> tuple[str, ...]:
    return tuple(sorted({node["name"] for node in nodes}))


def _mediators(steps: Iterable[Found]) -> Iterator[Mediator]:
    """Give each mediator once, over all that it is said to have mediated."""
    told: dict[str, list[tuple[int | None, Found]]] = {}
    for step in steps:
        for mediation in step["mediations"]:
            told.setdefault(mediation["mediator"]["name"], []).append((step["round"], mediation))
    declared = schema().vocabularies["status"]
    for name in sorted(told):
        parts = [mediation for _, mediation in told[name]]
        status = min((part["status"] for part in parts), key=declared.names.index)
        rounds = {number for number, part in told[name] if number and part["status"] != "denied"}
        yield Mediator(
            name,
            status,
            held=status in declared.marked("held"),
            rounds=tuple(sorted(rounds)),
            told_by=tuple(sorted({origin["name"] for part in parts for origin in part["toldBy"]})),
            asserted=_said(claim for part in parts for claim in part["claims"]["asserted"]),
            denied=_said(claim for part in parts for claim in part["claims"]["denied"]),
        )


def _reports(mediators: Iterable[Mediator], steps: Iterable[Found]) -> tuple[Said, ...]:
    ranked = sorted(mediators, key=lambda one: not one.held)
    of_mediation = [said for one in ranked for said in (*one.asserted, *one.denied)]
    of_talks = _said(claim for step in steps for claim in step["event"]["claims"]["asserted"])
    return tuple(dict.fromkeys(of_mediation or of_talks))


def _said(claims: Iterable[Found]) -> tuple[Said, ...]:
    return tuple(dict.fromkeys(Said(**claim) for claim in claims))
