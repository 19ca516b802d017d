"""Which mentions of one article report one event."""

from __future__ import annotations

from clustering import KARNEI, SIDES, TSIKHANOUSKI, talks, together, triggers
from storytelling import (
    BELARUS,
    ISTANBUL,
    KELLOGG,
    LUKASHENKO,
    RUSSIA,
    TRUMP,
    UKRAINE,
    UMEROV,
    USA,
    article,
    told,
)

from loaders.records import Extractor
from loaders.resolution import cluster_mentions


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
