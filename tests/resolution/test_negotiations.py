"""Which talks are one negotiation, and how its rounds are numbered."""

from __future__ import annotations

import pytest
from negotiating import SIDES, each_alone, negotiations, numbers, talks
from storytelling import (
    CAIRO,
    DOHA,
    EGYPT,
    HAMAS,
    ISRAEL,
    ISTANBUL,
    KELLOGG,
    MEDINSKY,
    QATAR,
    RUSSIA,
    TURKEY,
    UKRAINE,
    UMEROV,
    USA,
    article,
    told,
)

from loaders.records import ActorRef, Place
from loaders.resolution import resolve


def test_rounds_are_numbered_by_date() -> None:
    found = numbers(resolve(each_alone(talks("2025-06-02"), talks("2025-05-16"))))
    assert found == {"2025-05-16": 1, "2025-06-02": 2}


def test_a_pause_of_more_than_180_days_begins_another() -> None:
    found = negotiations(talks("2025-01-01"), talks("2025-07-01"))
    assert len(found) == 2


def test_a_pause_of_180_days_does_not() -> None:
    found = negotiations(talks("2025-01-01"), talks("2025-06-30"))
    assert len(found) == 1


def test_the_pause_is_a_setting() -> None:
    readings = each_alone(talks("2025-01-01"), talks("2025-03-01"))
    assert len(resolve(readings, pause_days=30).negotiations) == 2


def test_the_later_is_preceded_by_the_earlier() -> None:
    found = {each.name: each for each in negotiations(talks("2022"), talks("2025-05-16"))}
    earlier, later = found["Russia-Ukraine talks, 2022"], found["Russia-Ukraine talks, 2025"]
    assert (earlier.preceded_by, later.preceded_by) == (None, earlier.id)


def test_a_planned_round_is_numbered_and_stays_planned() -> None:
    resolution = resolve(each_alone(talks("2025-05-16"), talks("2025-06-02", status="planned")))
    assert numbers(resolution)["2025-06-02"] == 2
    assert [
        event.status for event in resolution.events if str(event.date and event.date.start) == "2025-06-02"
    ] == ["planned"]


@pytest.mark.parametrize("status", ["proposed", "denied", "hypothetical", "alleged"])
def test_talks_that_nobody_holds_are_no_round(status: str) -> None:
    assert (
        numbers(resolve(each_alone(talks("2025-05-16"), talks("2025-06-02", status=status))))["2025-06-02"]
        is None
    )


def test_proposed_talks_alone_are_no_negotiation() -> None:
    assert negotiations(talks("2025-06-02", status="proposed")) == ()


def test_a_mediation_effort_joins_without_a_number() -> None:
    effort = talks("2025-05-20", mode="mediate", mediator=[TURKEY])
    assert numbers(resolve(each_alone(talks("2025-05-16"), effort)))["2025-05-20"] is None


def test_a_mediation_effort_alone_is_a_negotiation() -> None:
    (found,) = negotiations(talks(None, mode="mediate", mediator=[TURKEY]))
    assert [party.name for party in found.parties] == ["Russia", "Ukraine"]


def test_an_agreement_joins_without_a_number() -> None:
    deal = told("They agreed", "agreed", "AGREE", party=SIDES, when="2025-05-17", of=["RETREAT/exchange"])
    assert numbers(resolve(each_alone(talks("2025-05-16"), deal)))["2025-05-17"] is None


def test_a_mediated_agreement_alone_is_a_negotiation() -> None:
    deal = told("A truce", "truce", "AGREE", party=[ISRAEL, HAMAS], mediator=[QATAR], of=["RETREAT"])
    assert len(negotiations(deal)) == 1


def test_an_agreement_without_talks_is_none() -> None:
    assert negotiations(told("They agreed", "agreed", "AGREE", party=SIDES)) == ()


def test_an_offer_to_mediate_joins_the_talks_of_the_two() -> None:
    offer = told(
        "Turkey offered to mediate",
        "offered",
        "AGREE",
        status="proposed",
        mediator=[TURKEY],
        target=SIDES,
        of=["CONSULT/mediate"],
        when="2025-05-20",
    )
    assert numbers(resolve(each_alone(talks("2025-05-16"), offer)))["2025-05-20"] is None


def test_an_undated_proposal_joins_the_latest_talks() -> None:
    proposal = told(
        "Kyiv proposed a truce", "proposed", "AGREE", status="proposed", source=[UKRAINE], target=[RUSSIA]
    )
    found = {
        each.name: len(each.rounds) for each in negotiations(talks("2022"), talks("2025-05-16"), proposal)
    }
    assert found == {"Russia-Ukraine talks, 2022": 1, "Russia-Ukraine talks, 2025": 2}


def test_a_meeting_without_a_dispute_is_no_negotiation() -> None:
    assert negotiations(told("They met", "met", "CONSULT", mode="meet", party=[RUSSIA, USA])) == ()


def test_a_meeting_with_a_mediator_is_a_round() -> None:
    found = told("They met", "met", "CONSULT", mode="meet", party=SIDES, mediator=[TURKEY], when="2025-05-16")
    assert numbers(resolve(each_alone(found))) == {"2025-05-16": 1}


def test_a_mediator_is_no_party() -> None:
    (found,) = negotiations(talks("2025-05-16", party=[*SIDES, TURKEY], mediator=[TURKEY]))
    assert [party.name for party in found.parties] == ["Russia", "Ukraine"]


def test_persons_count_as_their_states() -> None:
    (found,) = negotiations(
        talks("2025-05-16", party=[(UMEROV, UKRAINE), (MEDINSKY, RUSSIA)]), talks("2025-06-02")
    )
    assert len(found.rounds) == 2


def test_observers_are_no_parties() -> None:
    (found,) = negotiations(talks("2025-05-16", observer=[(KELLOGG, USA)]))
    assert [party.name for party in found.parties] == ["Russia", "Ukraine"]


def test_other_parties_are_another_negotiation() -> None:
    assert len(negotiations(talks("2025-05-16"), talks("2025-05-16", party=[RUSSIA, USA]))) == 2


def test_talks_of_some_day_of_the_year_are_no_round_of_their_own() -> None:
    found = numbers(resolve(each_alone(talks("2025-05-16"), talks("2025"))))
    assert found["2025-01-01"] is None


def test_talks_without_any_date_are_one_round_as_far_as_known() -> None:
    found = resolve(each_alone(talks(None), talks(None, "Again they held talks")))
    assert sorted(each.number or 0 for each in found.negotiations[0].rounds) == [0, 1]


def test_numbered_talks_without_any_date_are_rounds() -> None:
    found = resolve(each_alone(talks(None, ordinal=1), talks(None, "Again they held talks", ordinal=2)))
    assert [each.number for each in found.negotiations[0].rounds] == [1, 2]


def test_a_round_whose_parties_only_other_sentences_name_is_theirs() -> None:
    page = article(
        "A",
        talks("2025-06-02", "The sides open talks"),
        talks("2025-05-16", "The first round of talks ended on May 16", party=[], place=ISTANBUL),
    )
    assert numbers(resolve([page])) == {"2025-05-16": 1, "2025-06-02": 2}


def test_a_name_has_parties_place_and_year() -> None:
    (found,) = negotiations(talks("2025-05-16", place=ISTANBUL))
    assert found.name == "Russia-Ukraine talks, Istanbul, 2025"


def test_a_name_has_two_places_and_two_years() -> None:
    gaza = {"party": [ISRAEL, HAMAS], "mediator": [QATAR, EGYPT]}
    (found,) = negotiations(talks("2024-12-15", place=DOHA, **gaza), talks("2025-01-08", place=CAIRO, **gaza))
    assert found.name == "Israel-Hamas talks, Cairo and Doha, 2024-2025"


def test_a_year_gives_no_first_of_january() -> None:
    (found,) = negotiations(talks("2022"))
    assert (found.start, found.end) == (None, None)


def test_the_numbers_of_texts_stand_beside_those_by_date() -> None:
    (found,) = negotiations(talks("2025-05-16", ordinal=1), talks("2025-06-02", ordinal=3))
    assert [(each.number, each.told) for each in found.rounds] == [(1, (1,)), (2, (3,))]


def test_rounds_that_others_imply_are_named_as_unreported() -> None:
    (found,) = negotiations(
        talks("2025-05-16", ordinal=1), talks("2025-06-02", ordinal=2), talks("2025-07-23", ordinal=5)
    )
    assert found.unreported == (3, 4)


def test_a_round_told_without_a_number_may_be_the_missing_one() -> None:
    (found,) = negotiations(
        talks("2025-05-16", ordinal=1), talks("2025-06-02"), talks("2025-07-23", ordinal=3)
    )
    assert found.unreported == ()


def test_other_mediators_are_another_track() -> None:
    (found,) = negotiations(
        talks("2025-05-16", mediator=[TURKEY], place=ISTANBUL),
        talks("2025-05-20", mediator=[QATAR], place=DOHA),
        talks("2025-06-02", mediator=[TURKEY]),
        talks("2025-06-20", place=DOHA),
        talks("2025-06-25", place=CAIRO),
    )
    assert [each.track for each in found.rounds] == [1, 2, 1, 2, None]


def test_those_who_once_mediated_together_are_of_one_track() -> None:
    (found,) = negotiations(
        talks("2025-05-16", mediator=[QATAR]),
        talks("2025-05-20", mediator=[EGYPT]),
        talks("2025-06-02", mediator=[QATAR, EGYPT]),
    )
    assert {each.track for each in found.rounds} == {1}


def test_an_event_says_why_it_is_in_the_negotiation() -> None:
    (found,) = negotiations(
        talks("2025-05-16", mediator=[TURKEY], place=ISTANBUL),
        talks("2025-06-02", mediator=[TURKEY], place=ISTANBUL),
    )
    assert found.rounds[0].because == ("parties_named", "date_stated", "same_mediator", "same_place")


def test_it_says_so_where_only_the_article_names_the_parties() -> None:
    page = article(
        "A",
        talks("2025-06-02", "The sides open talks"),
        talks("2025-05-16", "The first round of talks ended on May 16", party=[], place=ISTANBUL),
    )
    (found,) = resolve([page]).negotiations
    assert found.rounds[0].because[0] == "parties_of_article"


def test_a_year_is_kept_as_a_year() -> None:
    (found,) = negotiations(talks("2022"))
    assert found.period is not None
    assert (str(found.period.start), str(found.period.end), found.period.precision) == (
        "2022-01-01",
        "2022-12-31",
        "year",
    )


def test_states_come_before_groups_which_go_by_their_initials() -> None:
    farc = ActorRef(
        "Q511", "Revolutionary Armed Forces of Colombia", "armed_group", "COL", ("F.A.R.C.", "FARC")
    )
    colombia = ActorRef("Q739", "Colombia", "state", "COL")
    (found,) = negotiations(talks("2012-11-29", party=[farc, colombia]))
    assert found.name == "Colombia-FARC talks, 2012"


def test_two_palaces_of_one_city_are_that_city() -> None:
    (found,) = negotiations(
        talks(
            "2025-05-16",
            "They held talks at the Dolmabahce Palace in Istanbul",
            place=Place("Dolmabahce Palace", "TUR"),
        ),
        talks("2025-06-02", place=ISTANBUL),
        talks(
            "2025-07-23",
            "They held talks at the Ciragan Palace in Istanbul",
            place=Place("Ciragan Palace", "TUR"),
        ),
    )
    assert found.name == "Russia-Ukraine talks, Istanbul, 2025"


def test_a_round_that_only_a_column_tells_of_has_no_number() -> None:
    column = article(
        "A",
        talks("2025-06-05", genre="opinion"),
        published="2025-06-06",
        outlet="Daily Ledger",
        genre="opinion",
    )
    (found,) = resolve([*each_alone(talks("2025-05-16")), column]).negotiations
    assert [each.number for each in found.rounds] == [1, None]
