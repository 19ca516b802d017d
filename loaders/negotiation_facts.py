"""What a negotiation and its rounds say of themselves, alike in the graph and in exports from memory."""

from __future__ import annotations

from typing import Any

from loaders.records import Negotiation, Round

type Row = dict[str, Any]


def negotiation_facts(negotiation: Negotiation) -> Row:
    """Return what a negotiation says of itself, without what its events add up to."""
    period = negotiation.period
    return {
        "id": negotiation.id,
        "name": negotiation.name,
        "stage": negotiation.stage,
        "outcome": negotiation.outcome,
        "outcome_event": negotiation.outcome_event,
        "start": negotiation.start,
        "end": negotiation.end,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "period_precision": period.precision if period else None,
        "unreported": list(negotiation.unreported) or None,
    }


def round_facts(part: Round) -> Row:
    """Return what is told of an event as a part of its negotiation: the properties of ``ROUND_OF``."""
    return {
        "number": part.number,
        "told": list(part.told) or None,
        "part": part.part,
        "outcome": part.outcome,
        "stage": part.stage,
        "track": part.track,
        "because": list(part.because),
    }
