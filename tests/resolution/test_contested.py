"""What is said and denied is one event with two sides, whichever comes first; what one voice says twice is two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from storytelling import ISTANBUL, RUSSIA, TURKEY, UKRAINE, USA, Told, article, told

from loaders.claims import Claim, figures_of, two_sides
from loaders.records import Attribution, Quantity, Reading, Span
from loaders.resolution import cluster_mentions

SIDES = [RUSSIA, UKRAINE]


def talks(text: str, **facts: object) -> Told:
    given = {"mode": "negotiate", "party": SIDES, "place": ISTANBUL, "mediator": [TURKEY], **facts}
    return told(text, "talks", "CONSULT", **given)  # type: ignore[arg-type]


def denial(text: str = "Turkey denied that it had mediated", **facts: object) -> Told:
    given = {"mode": "mediate", "status": "denied", "party": SIDES, "mediator": [TURKEY], **facts}
    return told(text, "mediated", "CONSULT", **given)  # type: ignore[arg-type]


def raid(text: str, killed: float | None = None, **facts: object) -> Told:
    given = {
        "source": [UKRAINE],
        "target": [RUSSIA],
        "quantities": {"killed": killed} if killed else None,
        **facts,
    }
    return told(text, "raid", "ASSAULT", **given)  # type: ignore[arg-type]


def said_by(reading: Reading, *speakers: str | None) -> Reading:
    """Attribute what an article says, mention by mention."""
    return replace(
        reading,
        mentions=tuple(
            replace(mention, attribution=(Attribution(name, "speaker"),) if name else ())
            for mention, name in zip(reading.mentions, speakers, strict=True)
        ),
    )


def events(*readings: Reading) -> int:
    return len(cluster_mentions(readings))


HELD = article("Held", talks("Turkey mediated the talks", when="2025-06-02"), published="2025-06-03")


@pytest.mark.parametrize("denied_first", [True, False])
def test_an_undated_denial_of_a_mediation_is_of_the_talks_that_are_told_of(denied_first: bool) -> None:
    refuted = article("Denied", denial(), published="2025-06-04")
    assert events(*((refuted, HELD) if denied_first else (HELD, refuted))) == 1


def test_somebody_elses_denial_is_of_another_mediation() -> None:
    refuted = article(
        "Denied", denial("The US denied that it had mediated", mediator=[USA]), published="2025-06-04"
    )
    assert events(HELD, refuted) == 2


def test_a_denial_that_fits_two_rounds_equally_well_is_of_neither() -> None:
    later = article("Later", talks("Turkey mediated more talks", when="2025-06-05"), published="2025-06-06")
    assert events(HELD, later, article("Denied", denial(), published="2025-06-06")) == 3


def test_in_one_article_a_denial_by_another_voice_is_of_the_same_act() -> None:
    page = article("Raid", raid("Kyiv told of a raid"), raid("Moscow denied the raid", status="denied"))
    assert events(said_by(page, "Kyiv", "Moscow")) == 1


def test_in_one_article_what_one_voice_tells_and_denies_are_two_acts() -> None:
    page = article("Raid", raid("Kyiv told of a raid"), raid("Kyiv denied a raid", status="denied"))
    assert events(said_by(page, "Kyiv", "Kyiv")) == 2


@pytest.mark.parametrize(
    ("speakers", "expected"), [(("Kyiv", "Moscow"), 1), (("Kyiv", "Kyiv"), 2), ((None, None), 2)]
)
def test_tolls_far_apart_are_of_one_raid_where_two_sides_count(
    speakers: tuple[str | None, str | None], expected: int
) -> None:
    one, other = (
        said_by(
            article(
                f"{killed}",
                raid(f"A raid killed {killed}", killed, when="2025-06-01"),
                published="2025-06-02",
            ),
            who,
        )
        for killed, who in zip((41.0, 7.0), speakers, strict=True)
    )
    assert events(one, other) == expected


def claim(mention: str, status: str = "happened", published: date | None = None, by: str = "Kyiv") -> Claim:
    return Claim(
        mention, f"article {mention}", status, (Attribution(by, "speaker"),), "Ledger", published, None, 0.8
    )


def number(value: float | tuple[float, float], what: str = "killed", **facts: str) -> Quantity:
    return Quantity(what, value, Span("", 0, 0), **facts)


def test_each_side_is_in_the_order_of_publication_the_undated_last() -> None:
    sides = two_sides(
        [
            claim("undated"),
            claim("late", published=date(2025, 6, 3)),
            claim("early", published=date(2025, 6, 2)),
        ]
    )
    assert [each.mention for each in sides.asserted] == ["early", "late", "undated"]


def test_a_possibility_is_on_neither_side() -> None:
    sides = two_sides([claim("a", "hypothetical"), claim("b", "denied")])
    assert (sides.asserted, len(sides.denied), sides.contested) == ((), 1, False)


def test_a_number_is_the_word_of_whoever_counts() -> None:
    [figure] = figures_of([(number(41, attributed_to="Moscow", status="alleged"), claim("a"))])
    [given] = figure.values[0].claims.asserted
    assert (given.status, given.chain) == ("alleged", ("Moscow", "Kyiv", "Ledger"))


def test_ranges_that_meet_are_no_contradiction() -> None:
    [figure] = figures_of([(number((40, 50)), claim("a")), (number(41), claim("b"))])
    assert ([value.low for value in figure.values], figure.contested) == ([40, 41], False)


def test_what_one_sentence_counts_twice_is_no_contradiction() -> None:
    [figure] = figures_of([(number(3), claim("a")), (number(5), claim("a"))])
    assert not figure.contested


def test_a_number_that_is_denied_is_contested() -> None:
    [figure] = figures_of([(number(41), claim("a")), (number(41), claim("b", "denied"))])
    assert figure.contested


def test_another_value_that_is_only_denied_or_supposed_contradicts_nothing() -> None:
    [figure] = figures_of(
        [
            (number(7), claim("a")),
            (number(41), claim("b", "denied")),
            (number(90), claim("c", "hypothetical")),
        ]
    )
    assert ([value.low for value in figure.values], figure.contested) == ([7, 41], False)


def test_a_denied_mediation_takes_nothing_from_the_talks_but_from_their_mediator() -> None:
    [event] = cluster_mentions([HELD, article("Denied", denial(), published="2025-06-04")])
    denied = {part.role for part in event.participations if any(ground.denies for ground in part.grounds)}
    assert (event.mode, [ground.denies for ground in event.grounds], denied) == (
        "negotiate",
        [False],
        {"mediator"},
    )
