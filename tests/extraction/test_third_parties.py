"""Who stands between the parties: mediators, hosts, guarantors and observers, however the sentence tells it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Mention, Reading

Mentions = Callable[[str], list[Mention]]


@pytest.fixture
def mentions_of(read: Callable[..., Reading]) -> Mentions:
    """Read one text into its mentions."""
    return lambda text: list(read(text).mentions)


@pytest.mark.parametrize(
    ("text", "mediators", "parties"),
    [
        ("With the mediation of Oman, Yemen and Qatar held talks on Saturday.", {"OMN"}, {"YEM", "QAT"}),
        ("Chad and Sudan resumed Saudi- and US-brokered talks in Jeddah.", {"SAU", "USA"}, {"TCD", "SDN"}),
        (
            "Egyptian, Qatari and U.S.-mediated talks between Chad and Sudan resumed.",
            {"EGY", "QAT", "USA"},
            {"TCD", "SDN"},
        ),
        ("Peru and Chile signed a truce on Monday under Brazilian auspices.", {"BRA"}, {"PER", "CHL"}),
        ("Indirect talks between Peru and Chile through Omani mediators began.", {"OMN"}, {"PER", "CHL"}),
        ("Indirect talks between Peru and Chile via Norway began.", {"NOR"}, {"PER", "CHL"}),
        ("Kenya persuaded Serbia and Croatia to sign the accord.", {"KEN"}, {"SRB", "HRV"}),
        ("Peru and Chile reached an agreement in Lima with Cuba facilitating.", {"CUB"}, {"PER", "CHL"}),
        ("Peru and Chile signed a deal after months of Cuban-led mediation.", {"CUB"}, {"PER", "CHL"}),
        ("Peru and Chile restored ties in March in a deal brokered by Cuba.", {"CUB"}, {"PER", "CHL"}),
        ("Cuba acted as go-between for Oslo and Lima for decades.", {"CUB"}, {"NOR", "PER"}),
        ("Cuba brokered the nuclear deal with Iran.", {"CUB"}, {"IRN"}),
        ("Peru and Chile agreed, with Cuba as facilitator, to meet.", {"CUB"}, {"PER", "CHL"}),
        ("Cuba, a key mediator between Peru and Chile, said a deal was near.", {"CUB"}, {"PER", "CHL"}),
        ("Cuba acted as a facilitator in talks between Peru and Chile.", {"CUB"}, {"PER", "CHL"}),
        (
            "Peru and Chile held talks in Lima with Cuba presiding.",
            {"CUB"},
            {"PER", "CHL"},
        ),
        ("Cuban diplomats relayed Peru's reply to Chile on Tuesday.", {"CUB"}, {"PER", "CHL"}),
        ("Cuba, which had won a prize, mediated between Peru and Chile.", {"CUB"}, {"PER", "CHL"}),
        ("Norway mediated talks between Peru and Chile in Oslo.", {"NOR"}, {"PER", "CHL"}),
        ("The Vatican mediated negotiations between Peru and Chile.", {"VAT"}, {"PER", "CHL"}),
        ("Turkey brokered talks between Peru and Chile in Istanbul.", {"TUR"}, {"PER", "CHL"}),
        ("Cuba convened a meeting between Peru and Chile.", {"CUB"}, {"PER", "CHL"}),
        ("A truce negotiated by Cuba between Peru and Chile fell apart.", {"CUB"}, {"PER", "CHL"}),
    ],
)
def test_who_mediates_between_whom(mentions_of: Mentions, text: str, mediators: set[str], parties: set[str]):
    told = [(_countries(m, "mediator"), _countries(m, "party")) for m in mentions_of(text)]
    assert (mediators, parties) in told


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Uganda hosted but did not mediate the talks between Chad and Sudan.", "denied"),
        ("Uganda offered to mediate between Chad and Sudan.", "proposed"),
        ("Uganda denied that it had mediated between Chad and Sudan.", "denied"),
    ],
)
def test_who_did_not_mediate_is_told_so(mentions_of: Mentions, text: str, status: str):
    (mediator,) = [p for m in mentions_of(text) for p in m.participants if p.role == "mediator"]
    assert mediator.status == status


@pytest.mark.parametrize(
    "text",
    [
        "Uganda hosted talks between Chad and Sudan.",
        "Uganda ruled out mediating between Chad and Sudan.",
        "Uganda refused to mediate in the row between Chad and Sudan.",
        "Chad called on Uganda to mediate an end to the war.",
        "Chad said there was no mediator in its talks with Sudan.",
        "Uganda's mediators, Chad said, were never asked.",
        "Uganda said it had no intention of mediating between Chad and Sudan.",
        "Chad said it would no longer accept Uganda as a mediator.",
        "Uganda never proposed itself as a mediator.",
        "Mr. Carter signed the documents as a witness.",
    ],
)
def test_no_mediation_is_read_where_none_is_told(mentions_of: Mentions, text: str):
    assert [p.actor.name for m in mentions_of(text) for p in m.participants if p.role == "mediator"] == []


@pytest.mark.parametrize(
    "text",
    [
        "The arbitrator mediated a pay dispute between the airline and its pilots.",
        "Manchester United held talks with the striker's agent on Tuesday.",
        "A federal judge brokered a settlement between the bank and its customers.",
        "Talks between the two airlines broke down late on Thursday.",
    ],
)
def test_private_business_is_no_diplomacy(mentions_of: Mentions, text: str):
    assert mentions_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Kremlin said that talks with Turkey would resume.",
        "Russia rejoined the grain deal after calls with Ankara.",
        "President Putin discussed the truce in a call with President Erdogan.",
        "President Putin and President Erdogan spoke by phone on Sunday.",
    ],
)
def test_who_speaks_of_its_talks_is_party_to_them(mentions_of: Mentions, text: str):
    assert {"RUS", "TUR"} in [_countries(m, "party") for m in mentions_of(text)]


@pytest.mark.parametrize(
    ("text", "role", "who"),
    [
        (
            "Brazil, Argentina, Chile and Cuba are guarantors of the deal.",
            "guarantor",
            {"BRA", "ARG", "CHL", "CUB"},
        ),
        (
            "Peru and Chile agreed to a truce with President Ortega of Nicaragua as a witness.",
            "observer",
            {"NIC"},
        ),
        ("Norway will send observers to the talks between Peru and Chile.", "observer", {"NOR"}),
        ("President Carter signed both documents as a witness.", "observer", {"USA"}),
    ],
)
def test_witnesses_observers_and_guarantors(mentions_of: Mentions, text: str, role: str, who: set[str]):
    assert who in [_countries(m, role) for m in mentions_of(text)]


def test_who_announces_a_truce_of_others_is_no_party(mentions_of: Mentions):
    (truce,) = [
        m for m in mentions_of("Cuba announced a truce between Peru and Chile.") if m.mode == "ceasefire"
    ]
    assert _countries(truce, "party") == {"PER", "CHL"}


def test_the_mediators_are_those_named_before(mentions_of: Mentions):
    *_, later = mentions_of(
        "Talks between Chad and Sudan, mediated by Qatar and Egypt, opened in Doha. "
        "The mediators will meet the two sides again in Cairo."
    )
    assert (later.status, _countries(later, "mediator")) == ("planned", {"QAT", "EGY"})


def test_observers_who_plan_to_attend_are_planned(mentions_of: Mentions):
    (talks,) = mentions_of("Observers from Chad plan to attend the talks.")
    assert [(p.role, p.status) for p in talks.participants] == [("observer", "planned")]


def test_a_scheduled_round_has_its_day_and_number(mentions_of: Mentions):
    (talks,) = mentions_of("A second round of Iran-US talks is due in Rome on June 7.")
    assert (talks.status, talks.ordinal, str(talks.date and talks.date.start)) == ("planned", 2, "2025-06-07")


def _countries(mention: Mention, role: str) -> set[str | None]:
    return {p.actor.country for p in mention.participants if p.role == role}


def test_talks_inside_the_clause_that_describes_them_are_read(mentions_of):
    text = (
        "After ten hours of negotiations in Rome mediated by Sergei Lavrov, Chad and Sudan agreed to a ceasefire "
        "from noon on May 10."
    )
    assert [mention.type for mention in mentions_of(text)] == ["CONSULT", "AGREE"]
