"""GraphQL types of who says what and who denies it, side by side (:mod:`loaders.claims`).

Claims are read from the mentions that count for the request: what is retracted or rejected says nothing, and
under ``asOf`` only what was known then does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import strawberry

from app.api import past_parts as past
from app.api.evidence import Attribution, read_json
from app.api.plans import Records, Variant, planned, record_type, said
from app.api.words import Day, QuantityKind, Status
from loaders import claims as told
from loaders.actors import knowledge
from loaders.actors.knowledge import UnknownActorError
from loaders.graph.recollection import read_quantity
from loaders.graph.support import Support
from loaders.records import Attribution as Link


@record_type
class Capacity:
    """An office in which somebody speaks."""

    title: str = said("The office, such as `Foreign Minister`.")
    of: str = said("The state or body.")


@record_type
class Claim:
    """What one mention says, and on whose word."""

    status: Status = said("What it says: that it happened, is planned, is alleged, did not happen.")
    by: str | None = said("Whose word it is: the speaker's, else the outlet's own.")
    speaker: Attribution | None = said(
        "Who is quoted or cited, nearest first; null where the outlet says it itself."
    )
    capacity: list[Capacity] = said(
        "The offices that the speaker held on the day of publication, as far as the actor data knows them."
    )
    chain: list[str] = said("Through whom it came: from the speaker to the outlet.")
    outlet: str | None = said("The outlet that published it.")
    published: Day | None = said("The first day on which it may have been published; null where unknown.")
    sentence: str | None = said("The sentence that proves it.")
    origin: str | None = said("The independent origin that its article counts as (`toldBy`).")
    confidence: float = said("How sure the reading of the sentence is.")
    article: strawberry.ID = said("Id of the article.")
    mention: strawberry.ID = said("Id of the mention.")


@record_type
class Claims:
    """The two sides, neither of which wins; each in the order of publication."""

    contested: bool = said("Whether there are two sides.")
    asserted: list[Claim] = said("Who says that it was, goes on or will be so; `status` tells which.")
    denied: list[Claim] = said("Who says that it was not so.")


@record_type
class FigureValue:
    """One value that a number is given; `low` and `high` are equal unless it is a range."""

    low: float = said("The number, or the least of a range.")
    high: float = said("The number, or the most of a range.")
    claims: Claims = said("Who gives it, and who denies it.")


@record_type
class Figure:
    """A number that reports of one event give, with all values they give it."""

    what: QuantityKind = said("What is counted.")
    unit: str | None = said("The unit or currency.")
    contested: bool = said(
        "Whether values that exclude each other are given, or one is denied. What one sentence counts twice is no "
        "contradiction."
    )
    values: list[FigureValue] = said("The values, from the lowest.")


_ROW = """{
  mention: coalesce(@mention.former_of, @mention.id), article: @mention.article_id, status: {status},
  mode: @mention.mode, told: @mention.status,
  attribution: @mention.attribution, quantities: @mention.quantities, sentence: @mention.evidence,
  published: toString(@mention.published_start), confidence: @mention.confidence, outlet: @article.outlet
}"""
_ARTICLE = "MATCH (@article:Article {id: @mention.article_id})"
_REPORTS = "MATCH (@event)<-[:REPORTS]-(@mention:Mention)"
# The part's own status, by the actor's words or those of somebody judged to be the same.
_OWN_STATUS = """coalesce([(@mention)-[@own:ARGUMENT {role: @role(edge)}]->(@whose:Actor)
  WHERE @own.status IS NOT NULL AND (@whose = @actor OR EXISTS { (@whose)-[:SAME_AS]->(@actor) }) | @own.status][0],
  @mention.status)"""
_NAMES_IT = """-[@argument:ARGUMENT {role: @role(edge)}]->(@named:Actor)
WHERE @argument.rejected IS NULL AND (@named = @actor OR EXISTS { (@named)-[:SAME_AS]->(@actor) })
WITH DISTINCT @event, @actor, @edge, @mention"""


def claims_of_event() -> Any:
    """Give the field of who says that an event happened, and who denies it."""
    plan = _plan(_REPORTS, past.MENTIONS_OF_EVENT, _two_sides, status="@mention.status")
    return planned(plan, "Who says that it happened, and who denies it, side by side.")


def claims_of_part() -> Any:
    """Give the field of who says that an actor took a part, and who denies it."""
    plan = _plan(_REPORTS + _NAMES_IT, past.EVIDENCE, _two_sides, status=_OWN_STATUS, role="@role(edge)")
    return planned(plan, "Who says that the actor took this part, and who denies it, side by side.")


def figures_of_event() -> Any:
    """Give the field of the numbers that reports of an event give."""
    plan = _plan(_REPORTS, past.MENTIONS_OF_EVENT, _figures, status="@mention.status")
    return planned(plan, "The numbers that its reports give, each value with who gives it.")


def _plan(
    match: str, as_of: str, read: Callable[[list[Any]], Any], *, status: str, role: str = "null"
) -> Variant:
    def records(source: str) -> Records:
        row = _ROW.replace("{status}", status)
        told = f"{source} WITH * WHERE @seen(mention) {_ARTICLE} RETURN {row}"
        return Records(f"[@event.support, @event.mode, {role}, COLLECT {{ {told} }}]", read)

    return Variant(records(match), records(as_of))


def _claims(value: list[Any]) -> Iterator[tuple[Mapping[str, Any], told.Claim]]:
    support, event_mode, role, rows = value
    origin_of = Support(support).origin_of
    for row in rows:
        if role != "mediator" and told.denies_only_mediation(row["mode"], row["told"], event_mode):
            continue
        yield (
            row,
            told.Claim(
                mention=row["mention"],
                article=row["article"],
                status=row["status"],
                said_by=tuple(Link(**link) for link in read_json(row["attribution"])),
                outlet=row["outlet"],
                published=date.fromisoformat(row["published"]) if row["published"] else None,
                sentence=row["sentence"],
                confidence=row["confidence"],
                origin=origin_of.get(row["mention"]),
            ),
        )


def _two_sides(value: list[Any]) -> dict[str, Any]:
    return _sides_record(told.two_sides(claim for _, claim in _claims(value)))


def _figures(value: list[Any]) -> list[dict[str, Any]]:
    figures = told.figures_of(
        (read_quantity(fields), claim)
        for row, claim in _claims(value)
        for fields in read_json(row["quantities"])
    )
    return [
        {
            "what": figure.what,
            "unit": figure.unit,
            "contested": figure.contested,
            "values": [
                {"low": each.low, "high": each.high, "claims": _sides_record(each.claims)}
                for each in figure.values
            ],
        }
        for figure in figures
    ]


def _sides_record(claims: told.Claims) -> dict[str, Any]:
    return {
        "contested": claims.contested,
        "asserted": _claim_records(claims.asserted),
        "denied": _claim_records(claims.denied),
    }


def _claim_records(claims: Sequence[told.Claim]) -> list[dict[str, Any]]:
    return [
        {
            "status": claim.status,
            "by": claim.by,
            "speaker": claim.speaker and _link_record(claim.speaker),
            "capacity": partial(_capacity, claim),
            "chain": list(claim.chain),
            "outlet": claim.outlet,
            "published": claim.published and claim.published.isoformat(),
            "sentence": claim.sentence,
            "origin": claim.origin,
            "confidence": claim.confidence,
            "article": claim.article,
            "mention": claim.mention,
        }
        for claim in claims
    ]


def _capacity(claim: told.Claim) -> list[dict[str, str]]:
    """Name the speaker's offices; the actor data takes a second to read, so it is read where this is asked."""
    known = knowledge()
    if not (claim.speaker and claim.speaker.actor_id and claim.published):
        return []
    try:
        offices = known.offices(claim.speaker.actor_id, claim.published)
    except UnknownActorError:
        return []  # a name that only its article knows
    return [{"title": office.title, "of": known.actor(office.body).name} for office in offices]


def _link_record(link: Link) -> dict[str, Any]:
    return {"name": link.name, "kind": link.kind, "actor_id": link.actor_id, "verb": link.verb}
