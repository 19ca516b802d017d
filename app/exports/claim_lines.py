"""Who says it and who denies it, as the lines of events hold it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.exports.flat_values import plain_number
from app.exports.line_shapes import ClaimJson, ClaimsJson, FigureJson, SidesJson
from graph_schema import schema
from loaders.claims import Claim, Claims, Figure, Publication, claim_of, denies_only_mediation
from loaders.records import Event, Mention, Participation


def event_claims(event: Event, told: Iterable[tuple[Mention, Publication]]) -> dict[str, Claim]:
    """Give what mentions claim of an event, by mention id; a denial of its mediator alone is none."""
    origin_of = {mention: origin.name for origin in event.told_by for mention in origin.mentions}
    return {
        mention.id: claim_of(mention, where, origin=origin_of.get(mention.id))
        for mention, where in told
        if not denies_only_mediation(mention.mode, mention.status, event.mode)
    }


def part_sides(event: Event, part: Participation, mentions: Sequence[Mention]) -> SidesJson:
    """Give the mentions that say that an actor took a part, and those that deny it, the best evidence first."""
    marked = schema().vocabularies["status"].marked
    own = frozenset(part.mentions)
    statuses = {
        mention.id: _status_of_part(mention, part)
        for mention in mentions
        if mention.id in own
        and (part.role == "mediator" or not denies_only_mediation(mention.mode, mention.status, event.mode))
    }
    return {
        "asserted": [key for key, status in statuses.items() if status in marked("asserts")],
        "denied": [key for key, status in statuses.items() if status in marked("denies")],
    }


def claims_json(claims: Claims) -> ClaimsJson:
    """Give the two sides of one thing."""
    return {
        "asserted": [_claim(one) for one in claims.asserted],
        "denied": [_claim(one) for one in claims.denied],
    }


def figure_json(figure: Figure) -> FigureJson:
    """Give a number with all its values."""
    return {
        "what": figure.what,
        "unit": figure.unit,
        "contested": figure.contested,
        "values": [
            {
                "low": plain_number(each.low),
                "high": plain_number(each.high),
                "claims": claims_json(each.claims),
            }
            for each in figure.values
        ],
    }


def _claim(claim: Claim) -> ClaimJson:
    return {
        "mention_id": claim.mention,
        "status": claim.status,
        "by": claim.by,
        "chain": list(claim.chain),
        "published": claim.published.isoformat() if claim.published else None,
        "origin": claim.origin,
    }


def _status_of_part(mention: Mention, part: Participation) -> str:
    told = (one for one in mention.participants if one.role == part.role and one.actor.id == part.actor.id)
    return next((one.status for one in told if one.status), mention.status)
