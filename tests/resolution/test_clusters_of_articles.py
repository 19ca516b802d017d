"""Which mentions of several articles report one event, and that their order plays no part."""

from __future__ import annotations

from itertools import permutations

import pytest
from clustering import talks, together, triggers
from storytelling import (
    CAIRO,
    DOHA,
    EGYPT,
    HAMAS,
    ISRAEL,
    PUTIN,
    QATAR,
    RUSSIA,
    TRUMP,
    TURKEY,
    UKRAINE,
    USA,
    article,
    told,
)

from loaders.records import Reading
from loaders.resolution import cluster_mentions


class TestArticles:
    def test_two_outlets_tell_one_event(self) -> None:
        first = article("A", talks("They held talks on June 2", when="2025-06-02"), published="2025-06-03")
        second = article("B", talks("Talks took place on June 2", "Talks", when="2025-06-02"))
        assert together(first, second)

    def test_an_undated_report_of_these_days_is_the_same_event(self) -> None:
        first = article("A", talks("They held talks on June 2", when="2025-06-02"), published="2025-06-03")
        second = article("B", talks("The sides held talks"), published="2025-06-04")
        assert together(first, second)

    def test_an_undated_report_of_another_month_is_not(self) -> None:
        first = article("A", talks("They held talks on June 2", when="2025-06-02"), published="2025-06-03")
        second = article("B", talks("The sides held talks"), published="2025-08-04")
        assert not together(first, second)

    def test_daily_undated_reports_do_not_chain_into_one_event(self) -> None:
        days = [f"2025-06-{day:02}" for day in range(1, 13)]
        events = cluster_mentions(
            [article(day, talks(f"The sides held talks {day}"), published=day) for day in days]
        )
        assert max(event.articles for event in events) <= 4

    def test_articles_without_any_date_do_not_merge_on_the_parties_alone(self) -> None:
        assert not together(
            article("A", talks("They held talks")), article("B", talks("The sides held talks"))
        )

    def test_a_planned_round_then_held_is_one_event_that_happened(self) -> None:
        before = article(
            "A",
            talks("Talks are due on Monday", "Talks", when="2025-06-02", status="planned"),
            published="2025-06-01",
        )
        after = article(
            "B", talks("Talks were held on Monday", "Talks", when="2025-06-02"), published="2025-06-03"
        )
        (event,) = cluster_mentions([before, after])
        assert event.status == "happened"

    def test_what_an_article_still_expects_is_not_what_was_over_before(self) -> None:
        past = article("A", talks("Talks were held in May", "Talks", when="2025-05"), published="2025-06-20")
        ahead = article("B", talks("Talks are planned", "Talks", status="planned"), published="2025-06-21")
        assert not together(past, ahead)

    def test_a_denial_joins_the_event_it_denies(self) -> None:
        claim = article("A", talks("They held talks on June 2", when="2025-06-02"))
        denial = article("B", talks("No talks were held on June 2", when="2025-06-02", status="denied"))
        (event,) = cluster_mentions([claim, denial])
        assert event.status == "happened"

    def test_the_same_day_in_two_countries_is_two_events(self) -> None:
        gaza = {"party": [ISRAEL, HAMAS], "when": "2024-08-15"}
        first = article("A", talks("They held talks in Doha", place=DOHA, **gaza))
        second = article("B", talks("They held talks in Cairo", place=CAIRO, **gaza))
        assert not together(first, second)

    def test_a_mediation_effort_is_not_a_round(self) -> None:
        round_ = article("A", talks("They held talks on June 2", when="2025-06-02"), published="2025-06-03")
        effort = article(
            "B",
            talks("Turkey is mediating", "mediating", mode="mediate", mediator=[TURKEY]),
            published="2025-06-03",
        )
        assert not together(round_, effort)

    def test_mediation_on_the_day_of_the_round_is_the_rounds(self) -> None:
        round_ = article("A", talks("They held talks on June 2", when="2025-06-02"))
        effort = article(
            "B",
            talks(
                "Turkey mediated on June 2", "mediated", mode="mediate", mediator=[TURKEY], when="2025-06-02"
            ),
        )
        (event,) = cluster_mentions([round_, effort])
        assert [part.actor.name for part in event.participations if part.role == "mediator"] == ["Turkey"]

    def test_talks_of_others_on_the_same_day_are_another_event(self) -> None:
        first = article("A", talks("They held talks", when="2025-06-02"))
        second = article("B", talks("They held talks", when="2025-06-02", party=[RUSSIA, USA]))
        assert not together(first, second)

    def test_an_act_and_a_shared_day_are_not_enough_for_an_attack(self) -> None:
        sides = {"source": [RUSSIA], "target": [UKRAINE], "when": "2025-06-02"}
        first = article("A", told("Russia shelled a town", "shelled", "ASSAULT", **sides))  # type: ignore[arg-type]
        second = article("B", told("Russia killed a mayor", "killed", "ASSAULT", **sides))  # type: ignore[arg-type]
        assert not together(first, second)

    def test_tolls_that_differ_widely_are_of_two_attacks(self) -> None:
        sides = {"source": [RUSSIA], "target": [UKRAINE], "when": "2025-06-02"}
        first = article("A", told("An attack", "attack", "ASSAULT", quantities={"killed": 3}, **sides))  # type: ignore[arg-type]
        second = article("B", told("An attack", "attack", "ASSAULT", quantities={"killed": 40}, **sides))  # type: ignore[arg-type]
        assert not together(first, second)


class TestSets:
    @pytest.fixture
    def readings(self) -> list[Reading]:
        gaza = {"party": [ISRAEL, HAMAS], "mediator": [QATAR, EGYPT]}
        return [
            article(
                "A", talks("Talks were held on May 16", "Talks", when="2025-05-16"), published="2025-05-17"
            ),
            article("B", talks("Talks were held in May", "Talks", when="2025-05"), published="2025-06-20"),
            article(
                "C", talks("Talks were held on May 23", "Talks", when="2025-05-23"), published="2025-05-24"
            ),
            article("D", talks("Talks were held", "Talks", **gaza), published="2025-05-24"),
        ]

    def test_the_order_of_readings_does_not_matter(self, readings: list[Reading]) -> None:
        assert len({cluster_mentions(order) for order in permutations(readings)}) == 1

    def test_a_mention_that_fits_two_rounds_equally_stays_alone(self, readings: list[Reading]) -> None:
        assert frozenset({"Talks were held in May"}) in triggers(*readings)

    def test_an_event_without_mentions_does_not_exist(self) -> None:
        assert cluster_mentions([]) == ()

    def test_a_person_stands_for_its_state(self) -> None:
        first = article(
            "A",
            told(
                "Putin met Trump",
                "met",
                "CONSULT",
                mode="meet",
                when="2025-08-15",
                party=[(PUTIN, RUSSIA), (TRUMP, USA)],
            ),
        )
        second = article(
            "B",
            told(
                "Russia and the U.S. met",
                "met",
                "CONSULT",
                mode="meet",
                when="2025-08-15",
                party=[RUSSIA, USA],
            ),
        )
        assert together(first, second)
