"""Reports of other articles that date, place or name one happening differently, and those that are of another."""

from __future__ import annotations

import pytest
from storytelling import HAMAS, ISRAEL, ISTANBUL, RUSSIA, TURKEY, UKRAINE, Told, article, told

from loaders.records import ActorRef, Place, Reading
from loaders.resolution import cluster_mentions, resolve

SIDES = [UKRAINE, RUSSIA]
PALACE = Place("Ciragan Palace", "TUR")
UNIT = ActorRef("local-1", "an army unit", "agency", local=True)
TROOPS = ActorRef("local-2", "Russian troops", "agency", "RUS", local=True)
BASES = ActorRef("local-3", "four air bases", "population", "RUS", local=True)
PETROV = ActorRef("local-4", "Ivan Petrov", "person", "RUS", local=True)
PETROV_AGAIN = ActorRef("local-5", "Ivan Petrov", "person", "RUS", local=True)
SIDOROV = ActorRef("local-6", "Oleg Sidorov", "person", "RUS", local=True)


def talks(text: str, **facts: object) -> Told:
    return told(text, "talks", "CONSULT", **{"mode": "negotiate", "party": SIDES, **facts})  # type: ignore[arg-type]


def attack(text: str, **facts: object) -> Told:
    return told(text, "attacked", "ASSAULT", **{"source": [UKRAINE], "when": "2025-06-01", **facts})  # type: ignore[arg-type]


def events(*readings: Reading) -> int:
    return len(cluster_mentions(readings))


class TestDaysOfOneRound:
    def test_the_day_on_which_talks_open_and_that_on_which_they_end(self) -> None:
        opened = talks("They opened talks in Istanbul on Monday", when="2025-06-02", place=ISTANBUL)
        ended = talks("The two ended talks in Istanbul on Thursday", when="2025-06-05", place=ISTANBUL)
        assert (
            events(article("A", opened, published="2025-06-02"), article("B", ended, published="2025-06-06"))
            == 1
        )

    def test_a_planned_round_and_the_day_on_which_it_ended(self) -> None:
        planned = talks("They will hold talks on Monday", status="planned", when="2025-06-02")
        ended = talks("Their talks concluded on Wednesday", when="2025-06-04")
        (event,) = cluster_mentions(
            [article("A", planned, published="2025-05-30"), article("B", ended, published="2025-06-05")]
        )
        assert event.status == "happened"

    def test_talks_held_on_two_days_are_two(self) -> None:
        one = talks("They held talks on Monday", when="2025-06-02")
        other = talks("They held talks on Thursday", when="2025-06-05")
        assert events(article("A", one), article("B", other)) == 2

    def test_talks_of_thirteen_days_were_planned_for_the_first(self) -> None:
        planned = talks(
            "They will hold talks at the palace", status="planned", when="2025-06-02", place=PALACE
        )
        ended = talks("A deal ended thirteen days of talks at the palace", place=PALACE)
        assert (
            events(article("A", planned, published="2025-05-30"), article("B", ended, published="2025-06-16"))
            == 1
        )

    def test_a_numbered_round_that_was_put_off_for_days(self) -> None:
        planned = talks("A second round of talks is due", status="planned", when="2025-06-02", ordinal=2)
        held = talks("They held a second round of talks", when="2025-06-05", ordinal=2)
        assert events(article("A", planned), article("B", held)) == 1

    def test_a_round_months_later_under_the_same_number_is_another(self) -> None:
        one = talks("They held a second round of talks", when="2025-03-01", ordinal=2)
        other = talks("They held a second round of talks again", when="2025-06-05", ordinal=2)
        assert events(article("A", one), article("B", other)) == 2

    def test_talks_that_go_on_and_are_due_to_end(self) -> None:
        page = article(
            "A",
            talks("They began talks on Monday", when="2025-06-02"),
            talks("The talks are due to end on Friday", status="planned", when="2025-06-06", definite=True),
            published="2025-06-02",
        )
        assert events(page) == 1


class TestPlaces:
    def test_a_palace_and_its_city(self) -> None:
        one = talks("They held talks at the Ciragan Palace in Istanbul", when="2025-06-02", place=PALACE)
        other = talks("They held talks in Istanbul", when="2025-06-02", place=ISTANBUL)
        assert events(article("A", one), article("B", other)) == 1

    def test_towns_hit_on_one_day_are_hit_one_by_one(self) -> None:
        one = attack("Ukraine attacked Russian troops in Kursk on Sunday", target=[RUSSIA])
        other = attack("Ukraine attacked Russian troops near Bryansk on Sunday", target=[RUSSIA])
        assert events(article("A", one), article("B", other)) == 2

    def test_a_town_that_both_name(self) -> None:
        one = attack("Ukraine attacked Russian troops in Kursk", target=[RUSSIA], when="2025-06-01")
        other = attack("Ukraine attacked in Kursk on Sunday", when="2025-06-01")
        assert events(article("A", one), article("B", other)) == 1


class TestSides:
    def test_a_nameless_unit_may_be_the_troops_of_another_report(self) -> None:
        one = attack("Hamas attacked an army unit", source=[HAMAS], target=[UNIT])
        other = attack("Hamas attacked Russian troops", source=[HAMAS], target=[TROOPS])
        assert events(article("A", one), article("B", other)) == 1

    def test_what_is_hit_in_a_country_is_the_country_s(self) -> None:
        one = attack("Ukrainian drones attacked four air bases", target=[BASES])
        other = attack("Ukraine attacked Russian air bases with drones", target=[RUSSIA])
        assert events(article("A", one), article("B", other)) == 1

    @pytest.mark.parametrize(("whom", "number"), [(PETROV_AGAIN, 1), (SIDOROV, 2)])
    def test_people_of_no_data_are_told_apart_by_their_full_names(self, whom: ActorRef, number: int) -> None:
        one = told(
            "Russia arrested a man", "arrested", "COERCE", source=[RUSSIA], target=[PETROV], when="2025-06-01"
        )
        other = told(
            "Russia arrested one", "arrested", "COERCE", source=[RUSSIA], target=[whom], when="2025-06-01"
        )
        assert events(article("A", one), article("B", other)) == number

    def test_a_round_without_sides_is_of_the_sides_of_its_story(self) -> None:
        clash = attack("Ukraine attacked Russian troops", target=[RUSSIA])
        opened = talks(
            "The third round of talks opened", party=[], ordinal=3, when="2025-06-02", place=ISTANBUL
        )
        known = talks("A third round of talks is due", ordinal=3, when="2025-06-02", status="planned")
        assert events(article("A", clash, opened), article("B", known)) == 2

    def test_sides_of_a_story_make_no_negotiation(self) -> None:
        clash = told("Israel attacked Hamas", "attacked", "ASSAULT", source=[ISRAEL], target=[HAMAS])
        opened = talks("The third round of talks opened", party=[], ordinal=3, when="2025-06-02")
        assert resolve([article("A", clash, opened)]).negotiations == ()


class TestTellings:
    def test_an_apposition_says_the_same_again(self) -> None:
        text = "They held talks on Friday, their first direct meeting in years"
        page = article("A", talks(text, when="2025-05-16"), told(text, "meeting", "CONSULT", party=SIDES))
        assert events(page) == 1

    def test_who_mediated_between_the_same_people_is_of_their_meeting(self) -> None:
        one = talks(
            "Fidan mediated talks", party=[(PETROV, RUSSIA), UKRAINE], when="2025-06-02", mediator=[TURKEY]
        )
        other = told(
            "He mediated there in June",
            "mediated",
            "CONSULT",
            mode="mediate",
            party=[(PETROV, RUSSIA), UKRAINE],
            when="2025-06",
            mediator=[TURKEY],
        )
        assert events(article("A", one), article("B", other)) == 1


LEADERS = ActorRef("local-7", "two leaders", "person", local=True)
REBELS = ActorRef("local-8", "rebels", "armed_group", local=True)
VILLAGERS = ActorRef("local-9", "village leaders", "person", local=True)
MALAYSIA = Place("Malaysia", "MYS")
KUALA_LUMPUR = Place("Kuala Lumpur", "MYS")


class TestWhoSitsAtTheTable:
    STRUCK = told(
        "Russia struck Kyiv", "struck", "ASSAULT", source=[RUSSIA], target=[UKRAINE], when="2025-06-01"
    )
    HELD = article("Held", talks("They held talks", when="2025-06-03", place=ISTANBUL))

    def test_the_two_leaders_are_those_of_the_story(self) -> None:
        told_of = talks(
            "New talks of the two leaders are due",
            status="planned",
            when="2025-06-03",
            party=[LEADERS],
            place=ISTANBUL,
        )
        assert events(article("Ahead", self.STRUCK, told_of, published="2025-06-02"), self.HELD) == 2

    def test_leaders_of_villages_are_not(self) -> None:
        told_of = talks(
            "New talks of village leaders are due",
            status="planned",
            when="2025-06-03",
            party=[VILLAGERS],
            place=ISTANBUL,
        )
        assert events(article("Ahead", self.STRUCK, told_of, published="2025-06-02"), self.HELD) == 3

    def test_a_trilateral_and_a_bilateral_of_one_day_are_two(self) -> None:
        three = talks("They held trilateral talks", when="2025-06-02", party=[*SIDES, TURKEY], place=ISTANBUL)
        two = talks("The two also had bilateral talks", when="2025-06-02", place=ISTANBUL)
        assert events(article("A", three), article("B", two)) == 2

    def test_three_sides_do_not_sit_at_a_bilateral(self) -> None:
        three = talks("They held talks", when="2025-06-02", party=[*SIDES, TURKEY], place=ISTANBUL)
        two = talks("The two also had bilateral talks", when="2025-06-02", place=ISTANBUL)
        assert events(article("A", three), article("B", two)) == 2

    def test_two_of_three_sides_are_of_one_round_where_nothing_parts_them(self) -> None:
        three = talks("They held talks", when="2025-06-02", party=[*SIDES, TURKEY], place=ISTANBUL)
        two = talks("The two had talks", when="2025-06-02", place=ISTANBUL)
        assert events(article("A", three), article("B", two)) == 1


class TestWhatIsSaidAgain:
    def test_a_sentence_on_it_says_again_what_was_told_before(self) -> None:
        page = article(
            "A",
            talks("They held talks in Istanbul on Monday", when="2025-06-02", place=ISTANBUL),
            told(
                "It was their third meeting this year",
                "meeting",
                "CONSULT",
                mode="meet",
                party=SIDES,
                when="2025",
            ),
            published="2025-06-03",
        )
        assert events(page) == 1

    def test_a_day_of_its_own_makes_it_another(self) -> None:
        page = article(
            "A",
            talks("They held talks in Istanbul on Monday", when="2025-06-02", place=ISTANBUL),
            told(
                "It was the first meeting since the talks of May 16",
                "talks",
                "CONSULT",
                mode="negotiate",
                party=SIDES,
                when="2025-05-16",
            ),
            published="2025-06-03",
        )
        assert events(page) == 2

    def test_a_headline_says_neither_whether_talks_go_on_nor_in_which_town(self) -> None:
        page = article(
            "A",
            talks("Peace talks resume in Malaysia", kind="headline", place=MALAYSIA),
            talks("They resumed talks", status="ongoing", when="2025-06-02", place=KUALA_LUMPUR),
            published="2025-06-02",
        )
        assert events(page) == 1

    def test_talks_of_two_towns_of_one_country_are_two(self) -> None:
        one = talks("They held talks in Penang", place=Place("Penang", "MYS"))
        other = talks("The two sides had talks", when="2025-06-02", place=KUALA_LUMPUR)
        assert events(article("A", one, published="2025-06-03"), article("B", other)) == 2

    def test_a_week_of_talks_began_on_its_first_day(self) -> None:
        opened = talks("The third round of talks opened", when="2025-06-02", party=[], ordinal=3)
        clash = told("They fought", "fought", "ASSAULT", mode="clash", party=SIDES, when="2025-05-30")
        ended = talks("They ended a week of talks", when="2025-06-08")
        assert events(article("A", clash, opened, published="2025-06-03"), article("B", ended)) == 2

    def test_news_without_a_day_is_of_the_latest_round(self) -> None:
        earlier = article("A", talks("They held talks on Tuesday", when="2025-06-03"))
        latest = article("B", talks("They held talks again on Thursday", when="2025-06-05"))
        undated = article("C", talks("A deal came after talks"), published="2025-06-06")
        found = cluster_mentions([earlier, latest, undated])
        (told_twice,) = [event for event in found if event.articles == 2]
        assert latest.mentions[0].id in told_twice.mentions

    def test_what_rebels_did_is_sought_among_the_deeds_of_the_sides_at_the_table(self) -> None:
        clash = told(
            "Rebels clashed in Bireuen",
            "clashed",
            "ASSAULT",
            mode="clash",
            party=[REBELS],
            when="2025-06-01",
            place=Place("Bireuen", "IDN"),
        )
        other = told(
            "They clashed with troops in Bireuen",
            "clashed",
            "ASSAULT",
            mode="clash",
            party=SIDES,
            when="2025-06-01",
            place=Place("Bireuen", "IDN"),
        )
        page = article("A", talks("They held talks", when="2025-06-03"), clash)
        assert events(page, article("B", other)) == 2

    def test_gunmen_who_begin_a_sentence_are_whoever_another_article_names(self) -> None:
        nobody = ActorRef("local-10", "Gunmen", "armed_group", local=True)
        place = Place("Bireuen", "IDN")
        unnamed = attack("Gunmen attacked a post", source=[nobody], target=[UKRAINE], place=place)
        named = attack("Hamas attacked soldiers", source=[HAMAS], target=[UKRAINE], place=place)
        assert events(article("A", unnamed), article("B", named)) == 1

    def test_a_headline_without_sides_sums_its_article_up(self) -> None:
        page = article(
            "A",
            talks("Turkey hosts trilateral talks", kind="headline", party=[]),
            talks("They held trilateral talks", when="2025-06-02", party=[*SIDES, TURKEY], place=ISTANBUL),
            published="2025-06-03",
        )
        assert events(page) == 1
