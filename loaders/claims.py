"""Who says it and who denies it, side by side: of an event, of somebody's part in it, of a number.

A claim is what one mention says. None wins: claims are put on two sides by their status and in the order of the
days they were published, and numbers are grouped by value. All of it is a function of the mentions that stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Protocol

from graph_schema import schema
from loaders.records import Attribution, DateInterval, Mention, Quantity


class Publication(Protocol):
    """Where a mention was published: its article, or what is kept of it."""

    @property
    def outlet(self) -> str | None:
        """The outlet."""

    @property
    def published(self) -> DateInterval:
        """When."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one mention says, and whose word that is."""

    mention: str
    article: str
    status: str
    said_by: tuple[Attribution, ...]
    """Who says so, nearest first; empty where the outlet says it itself."""
    outlet: str | None
    published: date | None
    sentence: str | None
    """The sentence that proves it; ``None`` where texts are not stored."""
    confidence: float
    origin: str | None = None
    """The independent origin that its article counts as."""

    @property
    def speaker(self) -> Attribution | None:
        """Whose words they are; ``None``: the outlet's own."""
        return self.said_by[0] if self.said_by else None

    @property
    def chain(self) -> tuple[str, ...]:
        """Through whom it came, from the speaker to the outlet, such as ``Turkey, Interfax, Daily Ledger``."""
        names = [link.name for link in self.said_by] + ([self.outlet] if self.outlet else [])
        return tuple(dict.fromkeys(names))

    @property
    def by(self) -> str | None:
        """Whose word it is: the speaker's, else the outlet's own."""
        return next(iter(self.chain), None)

    @property
    def denies(self) -> bool:
        """Whether it says that it was not so."""
        return self.status in schema().vocabularies["status"].marked("denies")

    @property
    def asserts(self) -> bool:
        """Whether it says that it was, is or will be so; a condition or possibility is on neither side."""
        return self.status in schema().vocabularies["status"].marked("asserts")


@dataclass(frozen=True, slots=True)
class Claims:
    """The two sides of one thing, each in the order of publication."""

    asserted: tuple[Claim, ...]
    denied: tuple[Claim, ...]

    @property
    def contested(self) -> bool:
        """Whether there are two sides."""
        return bool(self.asserted and self.denied)


@dataclass(frozen=True, slots=True)
class FigureValue:
    """One value that a number is given, or a range, and by whom."""

    low: float
    high: float
    claims: Claims


@dataclass(frozen=True, slots=True)
class Figure:
    """What reports of one event give a number of, such as the killed, with all values given."""

    what: str
    unit: str | None
    values: tuple[FigureValue, ...]
    """From the lowest."""

    @property
    def contested(self) -> bool:
        """Whether values that exclude each other are given, or one is denied.

        What one sentence counts twice are two groups of people or things, and no contradiction.
        """
        if any(value.claims.contested for value in self.values):
            return True
        if self.what not in schema().vocabularies["quantity_kind"].marked("comparable"):
            return False
        asserted = [value for value in self.values if value.claims.asserted]
        return any(_exclude(one, other) for one, other in combinations(asserted, 2))


def claim_of(
    mention: Mention, where: Publication, status: str | None = None, origin: str | None = None
) -> Claim:
    """Give what a mention claims; ``status`` is that of somebody's part, where it has its own."""
    return Claim(
        mention=mention.id,
        article=mention.article_id,
        status=status or mention.status,
        said_by=mention.attribution,
        outlet=where.outlet,
        published=where.published.start,
        sentence=mention.evidence.text,
        confidence=mention.confidence,
        origin=origin,
    )


def denies_only_mediation(mode: str | None, status: str, event_mode: str | None) -> bool:
    """Whether a report of talks denies no more than that somebody mediated them.

    Who says "we did not mediate" of talks says nothing against the talks, nor against their parties.
    """
    denies = status in schema().vocabularies["status"].marked("denies")
    return denies and mode == "mediate" and event_mode != "mediate"


def two_sides(claims: Iterable[Claim]) -> Claims:
    """Put claims on their sides."""
    ordered = sorted(claims, key=_publication)
    return Claims(
        tuple(claim for claim in ordered if claim.asserts), tuple(claim for claim in ordered if claim.denies)
    )


def figures_of(told: Iterable[tuple[Quantity, Claim]]) -> tuple[Figure, ...]:
    """Group the numbers that claims give of one event by what they count, and by value."""
    found: defaultdict[tuple[str, str | None], defaultdict[tuple[float, float], list[Claim]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for quantity, claim in told:
        number = _claim_of_number(quantity, claim)
        if number.asserts or number.denies:
            found[quantity.what, quantity.unit][_bounds(quantity)].append(number)
    return tuple(
        Figure(
            what,
            unit,
            tuple(
                FigureValue(*bounds, two_sides(claims))
                for bounds, claims in sorted(found[what, unit].items())
            ),
        )
        for what, unit in sorted(found, key=lambda key: (key[0], key[1] or ""))
    )


def _bounds(quantity: Quantity) -> tuple[float, float]:
    value = quantity.value
    return value if isinstance(value, tuple) else (value, value)


def _claim_of_number(quantity: Quantity, claim: Claim) -> Claim:
    """A number may be another's word than the rest of its sentence: "41, by Kyiv's count"."""
    said_by, source = claim.said_by, quantity.attributed_to
    if source and source not in {link.name for link in said_by[:1]}:
        known = next((link for link in said_by if link.name == source), Attribution(source, "speaker"))
        said_by = (known, *(link for link in said_by if link != known))
    return replace(claim, status=quantity.status or claim.status, said_by=said_by)


def _exclude(one: FigureValue, other: FigureValue) -> bool:
    if one.low <= other.high and other.low <= one.high:
        return False
    return _sayers(one).isdisjoint(_sayers(other))


def _sayers(value: FigureValue) -> frozenset[str]:
    return frozenset(claim.mention for claim in (*value.claims.asserted, *value.claims.denied))


def _publication(claim: Claim) -> tuple[str, str, str]:
    return str(claim.published or "9999"), claim.outlet or "", claim.mention
