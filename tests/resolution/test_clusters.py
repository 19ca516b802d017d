"""Which mentions report one event, and which do not."""

from __future__ import annotations

from itertools import permutations

import pytest
from storytelling import (
    BELARUS,
    CAIRO,
    DOHA,
    EGYPT,
    HAMAS,
    ISRAEL,
    ISTANBUL,
    KELLOGG,
    LUKASHENKO,
    PUTIN,
    QATAR,
    RUSSIA,
    TRUMP,
    TURKEY,
    UKRAINE,
    UMEROV,
    USA,
    Told,
    article,
    told,
)

from loaders.records import ActorRef, Extractor, Reading
from loaders.resolution import cluster_mentions

SIDES = [UKRAINE, RUSSIA]
TSIKHANOUSKI = ActorRef("local-1", "Siarhei Tsikhanouski", "person", local=True)
KARNEI = ActorRef("local-2", "Ihar Karnei", "person", local=True)


def talks(text: str, trigger: str = "talks", **facts: object) -> Told:
    return told(text, trigger, "CONSULT", **{"mode": "negotiate", "party": SIDES, **facts})  # type: ignore[arg-type]


def triggers(*readings: Reading) -> set[frozenset[str]]:
    """Each event as the set of sentences that report it."""
    texts = {mention.id: mention.evidence.text for reading in readings for mention in reading.mentions}
    return {frozenset(texts[key] for key in event.mentions) for event in cluster_mentions(readings)}


def together(*readings: Reading) -> bool:
    return len(cluster_mentions(readings)) == 1


class TestOneArticle:
    def test_headline_body_and_the_talks_are_one_event(self) -> None:
        page = article(
            "A",
            talks("Kyiv and Moscow to hold talks", status="planned", kind="headline"),
            talks(
                "The talks in Istanbul are due on June 2", status="planned", when="2025-06-02", place=ISTANBUL
            ),
            told(
                "The talks are to begin in the afternoon", "talks", "CONSULT", definite=True, status="planned"
            ),
        )
        assert together(page)

    def test_two_dated_rounds_stay_two(self) -> None:
        page = article(
            "A",
            talks("They met for talks in Istanbul on May 16", when="2025-05-16", place=ISTANBUL),
            talks("A round of talks took place in Istanbul on June 2", when="2025-06-02", place=ISTANBUL),
        )
        assert len(cluster_mentions([page])) == 2

    def test_numbered_rounds_stay_two(self) -> None:
        page = article(
            "A", talks("The first talks failed", ordinal=1), talks("The second talks did not", ordinal=2)
        )
        assert len(cluster_mentions([page])) == 2

    def test_a_vague_mention_does_not_chain_two_rounds(self) -> None:
        page = article(
            "A",
            talks("Talks were held on May 16", "Talks", when="2025-05-16"),
            talks("In May the talks had gone on", when="2025-05"),
            talks("Talks were held again on May 23", "Talks", when="2025-05-23"),
        )
        assert len(cluster_mentions([page])) > 1

    def test_the_talks_are_the_nearest_before(self) -> None:
        page = article(
            "A",
            talks("Talks were held on May 16", "Talks", when="2025-05-16"),
            talks("Talks were held on June 2", "Talks", when="2025-06-02"),
            told("The talks lasted an hour", "talks", "CONSULT", definite=True),
        )
        assert frozenset({"Talks were held on June 2", "The talks lasted an hour"}) in triggers(page)

    def test_the_talks_still_to_come_are_not_those_held(self) -> None:
        page = article(
            "A",
            talks("Talks are due on June 2", "Talks", when="2025-06-02", status="planned"),
            talks("Talks were held on May 16", "Talks", when="2025-05-16"),
            told("A minister is to lead the team", "lead", "CONSULT", party=[RUSSIA], status="planned"),
        )
        assert frozenset({"Talks are due on June 2", "A minister is to lead the team"}) in triggers(page)

    def test_a_delegation_of_the_talks_to_come_is_not_of_those_that_its_members_missed(self) -> None:
        text = "Umerov is leading a team whose members missed the May 16 negotiations"
        page = article(
            "A",
            talks("Talks are due on June 2", "Talks", when="2025-06-02", status="planned"),
            talks(text, "leading", status="ongoing", delegation_lead=[(UMEROV, UKRAINE)]),
            talks(text, "negotiations", when="2025-05-16", definite=True),
        )
        assert {len(event.mentions) for event in cluster_mentions([page])} == {1, 2}
        assert frozenset({"Talks are due on June 2", text}) in triggers(page)

    def test_the_proposal_is_not_the_agreement_before_it(self) -> None:
        page = article(
            "A",
            told("They reached an agreement", "agreement", "AGREE", party=SIDES, when="2025-05-16"),
            told("The proposal has three parts", "proposal", "AGREE", definite=True, status="proposed"),
        )
        assert len(cluster_mentions([page])) == 2

    def test_what_one_article_denies_is_not_what_it_tells(self) -> None:
        page = article(
            "A", talks("They held talks"), talks("No talks were mediated by anybody", status="denied")
        )
        assert len(cluster_mentions([page])) == 2

    def test_the_agreement_without_an_antecedent_is_kept(self) -> None:
        page = article("A", told("The agreement holds", "agreement", "AGREE", definite=True))
        assert len(cluster_mentions([page])) == 1

    def test_a_definite_noun_with_its_date_is_the_event_of_that_day(self) -> None:
        page = article(
            "A",
            talks("A round of talks ended on May 16", when="2025-05-16"),
            talks("Talks are due on June 2", "Talks", when="2025-06-02", status="planned"),
            told(
                "He missed the May 16 negotiations",
                "negotiations",
                "CONSULT",
                definite=True,
                when="2025-05-16",
            ),
        )
        assert frozenset(
            {"A round of talks ended on May 16", "He missed the May 16 negotiations"}
        ) in triggers(page)

    def test_one_sentence_tells_of_two_events_of_a_type(self) -> None:
        text = "Moscow was there for talks in 2022 and for negotiations in May 2025"
        page = article(
            "A",
            talks(text, "talks", when="2022"),
            talks(text, "negotiations", when="2025-05", place=ISTANBUL),
        )
        assert len(cluster_mentions([page])) == 2

    def test_the_same_person_freed_is_told_twice(self) -> None:
        page = article(
            "A",
            told(
                "Belarus frees a dissident",
                "frees",
                "RETREAT",
                source=[BELARUS],
                target=[TSIKHANOUSKI],
                kind="headline",
            ),
            told(
                "Belarus has freed Tsikhanouski", "freed", "RETREAT", source=[BELARUS], target=[TSIKHANOUSKI]
            ),
        )
        assert together(page)

    def test_two_persons_freed_are_two_events(self) -> None:
        page = article(
            "A",
            told(
                "Belarus has freed Tsikhanouski", "freed", "RETREAT", source=[BELARUS], target=[TSIKHANOUSKI]
            ),
            told("Belarus has freed Karnei", "freed", "RETREAT", source=[BELARUS], target=[KARNEI]),
        )
        assert len(cluster_mentions([page])) == 2

    def test_an_arrest_is_not_a_sentence(self) -> None:
        page = article(
            "A",
            told("He was arrested", "arrested", "COERCE", source=[BELARUS], target=[TSIKHANOUSKI]),
            told("He was sentenced", "sentenced", "COERCE", source=[BELARUS], target=[TSIKHANOUSKI]),
        )
        assert len(cluster_mentions([page])) == 2

    def test_offers_by_either_side_are_two(self) -> None:
        page = article(
            "A",
            told(
                "Kyiv offered a truce",
                "offered",
                "AGREE",
                status="proposed",
                source=[UKRAINE],
                target=[RUSSIA],
            ),
            told(
                "Moscow offered a truce",
                "offered",
                "AGREE",
                status="proposed",
                source=[RUSSIA],
                target=[UKRAINE],
            ),
        )
        assert len(cluster_mentions([page])) == 2

    def test_talks_and_the_agreement_reached_at_them_are_two(self) -> None:
        text = "At talks on May 16 Ukraine and Russia agreed on an exchange"
        page = article(
            "A",
            talks(text, when="2025-05-16"),
            told(text, "agreed", "AGREE", party=SIDES, when="2025-05-16", of=["RETREAT/exchange"]),
        )
        assert len(cluster_mentions([page])) == 2

    def test_two_meetings_of_other_people_are_two(self) -> None:
        page = article(
            "A",
            told(
                "Lukashenko met Kellogg",
                "met",
                "CONSULT",
                mode="meet",
                party=[(LUKASHENKO, BELARUS), (KELLOGG, USA)],
            ),
            told(
                "Lukashenko met Trump",
                "met",
                "CONSULT",
                mode="meet",
                party=[(LUKASHENKO, BELARUS), (TRUMP, USA)],
            ),
        )
        assert len(cluster_mentions([page])) == 2

    def test_two_extractors_read_one_event(self) -> None:
        other = Extractor("reader", "2")
        text = "Ukraine and Russia held talks"
        page = article("A", talks(text), talks(text, trigger="held talks", extractor=other))
        assert together(page)


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
