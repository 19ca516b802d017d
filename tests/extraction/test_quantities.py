"""How many, of what: numbers on their events."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Reading


def told(reading: Reading) -> list[tuple[str, object]]:
    return [(q.what, q.value) for mention in reading.mentions for q in mention.quantities]


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("Egyptian troops killed 12 Sudanese soldiers.", [("killed", 12)]),
        ("Twelve Sudanese soldiers were killed by Egypt.", [("killed", 12)]),
        ("The raid by Egypt wounded 1,200 Sudanese.", [("wounded", 1200)]),
        ("Egypt captured three Sudanese pilots.", [("captured", 3)]),
        ("Egypt freed 40 Sudanese prisoners.", [("released", 40)]),
        ("Sudan recovered 6,057 bodies.", [("bodies", 6057)]),
        ("Egypt gave Sudan 3 million dollars in aid.", [("money", 3e6)]),
        ("Egypt jailed a Sudanese blogger for 19½ years.", [("duration", 19.5)]),
        ("A Sudanese editor was jailed for six years in Egypt.", [("duration", 6)]),
        ("Egypt and Sudan ended four days of talks.", [("duration", 4)]),
        ("Egypt met Sudan's envoys for an hour.", [("duration", 1)]),
        ("Egypt gave Sudan a week to withdraw its troops or face air strikes.", [("duration", 1)]),
        (
            "Police in Egypt opened fire on miners, leaving 34 dead and 78 hurt.",
            [("killed", 34), ("wounded", 78)],
        ),
        ("Egypt's navy seized 8.3 tonnes of cocaine.", [("other", 8.3)]),
        ("Egypt and Sudan met 64 times.", []),
        ("Egypt's raid on Sudan cost 14 lives.", [("killed", 14)]),
        ("Five Sudanese kidnapped by Egyptian agents came home.", [("captured", 5)]),
        ("Egyptian troops stormed a Sudanese jet, killing three of the four gunmen.", [("killed", 3)]),
        ("General Burhan led Sudan's 14-member delegation.", [("delegation_size", 14)]),
        ("Egypt killed between 20 and 30 Sudanese soldiers.", [("killed", (20, 30))]),
        ("Egypt arrested 20-30 Sudanese students.", [("captured", (20, 30))]),
        ("Egypt arrested twenty-five Sudanese students.", [("captured", 25)]),
        ("Egypt arrested two hundred and fifty Sudanese students.", [("captured", 250)]),
        ("Egypt arrested two dozen Sudanese students.", [("captured", 24)]),
        ("Egypt expelled half a million Sudanese.", [("other", 5e5)]),
        ("Egyptian troops killed four Sudanese and wounded 11.", [("killed", 4), ("wounded", 11)]),
        ("The attack by Egypt left 8 dead and 23 injured.", [("killed", 8), ("wounded", 23)]),
        ("Egypt arrested dozens of Sudanese students.", []),
        ("Egypt freed one of the Sudanese pilots.", []),
        ("The two countries' leaders met in Egypt.", []),
        ("Egypt attacked Sudan on May 12, 2025.", []),
        ("Egypt attacked Sudan two days ago.", []),
    ],
)
def test_the_quantities_of(
    read: Callable[..., Reading], text: str, quantities: list[tuple[str, float]]
) -> None:
    assert told(read(text)) == quantities


def test_a_quantity_quotes_its_text(read: Callable[..., Reading]) -> None:
    text = "Egyptian troops killed 12 Sudanese soldiers."
    quantity = read(text).mentions[0].quantities[0]
    assert text[quantity.span.start : quantity.span.end] == quantity.span.text == "12 Sudanese soldiers"


def test_what_is_said_to_have_been_hit_is_alleged(read: Callable[..., Reading]) -> None:
    quantities = (
        read("Egypt attacked Sudanese air bases, allegedly hitting 41 bombers.").mentions[0].quantities
    )
    assert [(q.what, q.value, q.status) for q in quantities] == [("hit", 41, "alleged")]


def test_a_number_is_its_speakers(read: Callable[..., Reading]) -> None:
    quantities = read("Egypt freed 40 Sudanese prisoners, according to Sudan.").mentions[0].quantities
    assert [q.attributed_to for q in quantities] == ["Sudan"]


def test_each_number_stays_with_its_own_event(read: Callable[..., Reading]) -> None:
    mentions = read("Egypt freed 40 Sudanese pilots and Sudan freed 7 Egyptian sailors.").mentions
    assert [[q.value for q in m.quantities] for m in mentions] == [[40], [7]]


def test_digits_without_end_are_no_number(read: Callable[..., Reading]) -> None:
    mentions = read(f"Egyptian troops killed {'9' * 400} Sudanese soldiers.").mentions
    assert [quantity for mention in mentions for quantity in mention.quantities] == []
