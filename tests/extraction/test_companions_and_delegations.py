"""Who guarantees, looks on, heads a delegation or belongs to it, told beside the event itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Mention, Reading

Read = Callable[..., Reading]


def _in_role(mention: Mention, role: str) -> set[str | None]:
    return {
        p.actor.country if p.actor.kind == "state" else p.actor.name
        for p in mention.participants
        if p.role == role
    }


@pytest.mark.parametrize(
    ("text", "role", "who"),
    [
        ("Sudan and Chad opened talks, with Kenya and Fiji as guarantors.", "guarantor", {"KEN", "FJI"}),
        ("Botswana vouched for the ceasefire between Lesotho and Malawi.", "guarantor", {"BWA"}),
        (
            "Sudan and Chad opened talks, with Kenya as guarantor and Fiji and Peru as observers.",
            "observer",
            {"FJI", "PER"},
        ),
        ("Peru and Ecuador signed a treaty as President Clinton looked on.", "observer", {"Bill Clinton"}),
        (
            "Bosnia and Croatia signed a pact, with President Clinton looking on.",
            "observer",
            {"Bill Clinton"},
        ),
        ("Sudan and Chad signed a truce, watched by President Clinton.", "observer", {"Bill Clinton"}),
        ("Sudan and Chad signed a truce before observers from Fiji and Peru.", "observer", {"FJI", "PER"}),
        (
            "John Bolton was a member of the US delegation at the talks with North Korea.",
            "delegate",
            {"John Bolton"},
        ),
        (
            "Ernest Moniz joined the talks between John Kerry and Mohammad Javad Zarif.",
            "delegate",
            {"Ernest Moniz"},
        ),
    ],
)
def test_third_parties_and_delegates_beside_an_event(read: Read, text: str, role: str, who: set[str]) -> None:
    (mention,) = read(text).mentions

    assert _in_role(mention, role) == who


def test_who_is_beside_an_event_as_guarantor_is_no_party(read: Read) -> None:
    (talks,) = read("Sudan and Chad opened talks, with Kenya and Fiji as guarantors.").mentions

    assert _in_role(talks, "party") == {"SDN", "TCD"}


def test_a_delegation_led_by_somebody_is_told_of_its_talks(read: Read) -> None:
    (visit,) = read("A delegation led by Senator John McCain visited Georgia on Friday.").mentions

    assert (visit.mode, _in_role(visit, "delegation_lead")) == ("visit", {"John McCain"})


def test_both_delegations_have_their_leaders_where_one_verb_serves_two(read: Read) -> None:
    text = "The Cuban delegation was headed by Jorge Risquet and the South African one by Pik Botha."

    (headed,) = read(text).mentions

    leads = {
        p.actor.name: p.acts_for.country
        for p in headed.participants
        if p.role == "delegation_lead" and p.acts_for
    }
    assert leads == {"Jorge Risquet": "CUB", "Pik Botha": "ZAF"}


def test_who_heads_a_mediation_team_is_a_mediator(read: Read) -> None:
    (led,) = read("Thabo Mbeki led the African Union's mediation team.").mentions

    assert (led.mode, _in_role(led, "mediator")) == ("mediate", {"Thabo Mbeki"})
