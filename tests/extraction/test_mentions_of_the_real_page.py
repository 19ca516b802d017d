"""What is read from the scraped page that the project was given as its measure, dated and undated.

Only what the page states counts, on the day it gives, by whom it says; what it leaves open stays open.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.extraction import Extractor
from loaders.pages import read_articles
from loaders.records import Article, Mention, Reading
from loaders.resolution import Resolution, resolve

PAGE = next(iter(sorted((Path(__file__).parents[3] / "shared/data/seed").glob("*.txt"))), None)
pytestmark = pytest.mark.skipif(PAGE is None, reason="../shared/data/seed is not on this machine")
KYIV, NEWSWEEK, LOS_ANGELES, NEW_YORK = range(4)

type Page = list[Reading]


def read_page(extractor: Extractor, published: str | None) -> Page:
    found = read_articles(str(PAGE), published=published)
    return list(extractor.read(item for item in found if isinstance(item, Article)))


@pytest.fixture(scope="module", params=["2025-06-02", None], ids=["dated", "undated"])
def page(request: pytest.FixtureRequest, extractor: Extractor) -> Page:
    return read_page(extractor, request.param)


@pytest.fixture(scope="module")
def resolution(page: Page) -> Resolution:
    return resolve(page)


def mentions(page: Page, article: int, type: str, *parts: str) -> list[Mention]:
    """Return an article's mentions of a type whose sentence holds all of these parts."""
    return [
        mention
        for mention in page[article].mentions
        if mention.type == type and all(part in mention.evidence.text for part in parts)
    ]


def only(page: Page, article: int, type: str, *parts: str) -> Mention:
    found = mentions(page, article, type, *parts)
    assert len(found) == 1, [(mention.trigger.text, mention.status) for mention in found]
    return found[0]


def who(mention: Mention, role: str) -> set[str]:
    return {p.actor.name for p in mention.participants if p.role == role}


def of(mention: Mention) -> list[str]:
    return [f"{part.type}.{part.mode}" if part.mode else part.type for part in mention.of]


def day(mention: Mention) -> str | None:
    return str(mention.date.start) if mention.date and mention.date.precision == "day" else None


def test_every_span_quotes_its_article(page: Page) -> None:
    for reading in page:
        for mention in reading.mentions:
            spans = [mention.trigger, mention.evidence, *(p.span for p in mention.participants)]
            assert [reading.article.text[s.start : s.end] for s in spans] == [s.text for s in spans]


class TestTheTalksInIstanbul:
    """The first article: two rounds in one negotiation, and an earlier one."""

    def test_nobody_is_said_to_mediate(self, page: Page) -> None:
        assert [m.trigger.text for m in page[KYIV].mentions if who(m, "mediator")] == []

    def test_nobody_is_said_to_host(self, page: Page) -> None:
        assert [m.trigger.text for m in page[KYIV].mentions if who(m, "host")] == []

    def test_the_round_of_june_2_is_planned_when_the_delegation_arrives(self, page: Page) -> None:
        mention = only(page, KYIV, "CONSULT", "Ukrinform reported")
        assert (mention.status, day(mention), mention.mode) == ("planned", "2025-06-02", "negotiate")
        assert who(mention, "party") == {"Ukraine", "Russia"}
        assert mention.place is not None
        assert mention.place.name == "Istanbul"

    def test_its_spokesman_is_cited_by_an_agency(self, page: Page) -> None:
        mention = only(page, KYIV, "CONSULT", "Ukrinform reported")
        assert [(link.name, link.kind) for link in mention.attribution] == [
            ("Heorhii Tykhyi", "speaker"),
            ("Ukrinform", "outlet"),
        ]

    def test_the_round_of_may_16_happened(self, page: Page) -> None:
        found = mentions(page, KYIV, "CONSULT", "which concluded on")
        assert ("happened", "2025-05-16") in [(mention.status, day(mention)) for mention in found]

    def test_it_ended_with_the_agreement_on_prisoners(self, page: Page) -> None:
        mention = only(page, KYIV, "AGREE", "largest prisoner exchange")
        assert (day(mention), of(mention)) == ("2025-05-16", ["RETREAT.exchange"])
        assert who(mention, "party") == {"Ukraine", "Russia"}

    def test_umerov_leads_a_delegation_of_14(self, page: Page) -> None:
        mention = next(m for m in mentions(page, KYIV, "CONSULT", "14-member") if who(m, "delegation_lead"))
        assert who(mention, "delegation_lead") == {"Rustem Umerov"}
        assert [(q.what, q.value) for q in mention.quantities] == [("delegation_size", 14)]

    def test_medinsky_leads_three_times(self, page: Page) -> None:
        found = mentions(page, KYIV, "CONSULT", "Russian delegates")
        assert [who(mention, "delegation_lead") for mention in found] == [{"Vladimir Medinsky"}] * 3
        assert [(m.date.precision, m.date.start.year) for m in found if m.date and m.date.start] == [
            ("year", 2022),
            ("month", 2025),
        ]

    def test_four_states_plan_to_observe_according_to_kellogg(self, page: Page) -> None:
        mention = only(page, KYIV, "CONSULT", "Security advisors")
        assert who(mention, "observer") == {"United States", "United Kingdom", "France", "Germany"}
        assert mention.status == "planned"
        assert [link.name for link in mention.attribution] == ["Keith Kellogg"]

    def test_the_rounds_of_2025_are_one_negotiation(self, resolution: Resolution) -> None:
        events = {event.id: event for event in resolution.events}
        (negotiation,) = (n for n in resolution.negotiations if n.start and n.start.year == 2025)
        rounds = {r.number: events[r.event_id].date for r in negotiation.rounds if r.number}
        assert {number: str(when and when.start) for number, when in rounds.items()} == {
            1: "2025-05-16",
            2: "2025-06-02",
        }

    def test_the_talks_of_2022_are_another_that_precedes_it(self, resolution: Resolution) -> None:
        found = {
            n.name[-4:]: n for n in resolution.negotiations if {p.name for p in n.parties} >= {"Ukraine"}
        }
        assert found["2025"].preceded_by == found["2022"].id


class TestTheWarAroundThem:
    """The first article: what is told beside the talks."""

    def test_the_drone_attack_is_the_sbus_on_russia(self, page: Page) -> None:
        mention = only(page, KYIV, "ASSAULT", "drone attack")
        assert who(mention, "source") == {"Security Service of Ukraine"}
        assert who(mention, "target") == {"Russia"}
        assert mention.status == "happened"

    def test_its_41_bombers_are_alleged(self, page: Page) -> None:
        (quantity,) = only(page, KYIV, "ASSAULT", "drone attack").quantities[:1]
        assert (quantity.what, quantity.value, quantity.status) == ("hit", 41, "alleged")

    def test_it_was_the_day_before_the_talks(self, extractor: Extractor) -> None:
        mention = only(read_page(extractor, "2025-06-02"), KYIV, "ASSAULT", "drone attack")
        assert day(mention) == "2025-06-01"

    def test_the_kremlin_rejects_the_ceasefire_that_others_push_for(self, page: Page) -> None:
        wish = only(page, KYIV, "REQUEST", "unconditional ceasefire")
        refusal = only(page, KYIV, "REJECT", "unconditional ceasefire")
        assert who(wish, "source") == who(refusal, "target") == {"United States", "Ukraine"}
        assert who(refusal, "source") == {"Russia"}
        assert of(wish) == of(refusal) == ["RETREAT.ceasefire"]

    def test_nebenzya_states_a_condition(self, page: Page) -> None:
        mention = only(page, KYIV, "REQUEST", "Nebenzya")
        assert (who(mention, "source"), who(mention, "target")) == ({"Russia"}, {"Ukraine"})
        assert (mention.status, day(mention)) == ("happened", "2025-05-30")
        assert [link.name for link in mention.attribution] == ["Vasily Nebenzya"]

    def test_the_ceasefire_of_the_condition_did_not_happen(self, page: Page) -> None:
        assert mentions(page, KYIV, "RETREAT", "Nebenzya") == []

    def test_trump_refuses_sanctions_and_none_are_imposed(self, page: Page) -> None:
        mention = only(page, KYIV, "REJECT", "additional sanctions")
        assert who(mention, "source") == {"Donald Trump"}
        assert who(mention, "target") == {"Russia"}
        assert of(mention) == ["SANCTION"]
        assert mentions(page, KYIV, "SANCTION") == []

    def test_nothing_of_the_roadmap_has_happened(self, page: Page) -> None:
        told = [m for m in page[KYIV].mentions if "30-day ceasefire" in m.evidence.text]
        assert {m.status for m in told} <= {"proposed", "planned", "hypothetical"}

    def test_the_memorandum_has_not_been_handed_over(self, page: Page) -> None:
        found = mentions(page, KYIV, "CONSULT", "has not", "memorandum")
        assert {m.status for m in found if m.mode == "write" and who(m, "source") == {"Russia"}} == {"denied"}


class TestTheExchangeOfBodies:
    """The second article."""

    def test_zelensky_accuses_russia(self, page: Page) -> None:
        mention = only(page, NEWSWEEK, "ACCUSE", "accusing Moscow")
        assert (who(mention, "source"), who(mention, "target")) == ({"Volodymyr Zelensky"}, {"Russia"})

    def test_the_exchange_was_agreed_upon_in_istanbul(self, page: Page) -> None:
        mention = only(page, NEWSWEEK, "AGREE", "body exchange agreement")
        assert (mention.status, of(mention)) == ("happened", ["RETREAT.exchange"])
        assert mention.place is not None
        assert mention.place.name == "Istanbul"

    def test_its_year_is_not_guessed(self, page: Page) -> None:
        date = only(page, NEWSWEEK, "AGREE", "body exchange agreement").date
        assert date is None or (str(date.start), date.basis) == ("2025-06-02", "inferred")

    def test_medinsky_counts_the_bodies(self, page: Page) -> None:
        found = mentions(page, NEWSWEEK, "RETREAT", "Medinsky")
        counted = {
            (next(iter(who(m, "target"))), q.what, q.value, q.attributed_to)
            for m in found
            for q in m.quantities
        }
        assert counted == {
            ("Ukraine", "bodies", 6057, "Vladimir Medinsky"),
            ("Russia", "bodies", 78, "Vladimir Medinsky"),
        }

    def test_migrants_are_recruited_according_to_military_intelligence(self, page: Page) -> None:
        mention = only(page, NEWSWEEK, "MOBILIZE", "HUR")
        assert who(mention, "source") == {"Russia"}
        assert [link.name for link in mention.attribution] == ["Main Directorate of Intelligence of Ukraine"]


class TestThePrisonersOfMinsk:
    """The third article."""

    def test_lukashenko_meets_kellogg_in_minsk(self, page: Page) -> None:
        mention = only(page, LOS_ANGELES, "CONSULT", "met with")
        assert who(mention, "party") == {"Alexander Lukashenko", "Keith Kellogg"}
        assert mention.place is not None
        assert mention.place.name == "Minsk"

    def test_belarus_frees_tsikhanouski(self, page: Page) -> None:
        for mention in mentions(page, LOS_ANGELES, "RETREAT", "Siarhei Tsikhanouski"):
            assert (who(mention, "source"), who(mention, "target")) == ({"Belarus"}, {"Siarhei Tsikhanouski"})

    def test_karnei_is_freed(self, page: Page) -> None:
        assert who(only(page, LOS_ANGELES, "RETREAT", "Karnei, the U.S."), "target") == {"Ihar Karnei"}

    def test_roio_was_detained_and_sentenced(self, page: Page) -> None:
        found = mentions(page, LOS_ANGELES, "COERCE", "Roio")
        assert [who(mention, "target") for mention in found] == [{"Allan Roio"}] * 2
        assert [q.value for mention in found for q in mention.quantities] == [6.5]

    def test_tsikhanouski_was_jailed_in_2020(self, page: Page) -> None:
        mention = only(page, LOS_ANGELES, "COERCE", "jailed in 2020")
        assert who(mention, "target") == {"Siarhei Tsikhanouski"}
        assert mention.date is not None
        assert (mention.date.precision, mention.date.start and mention.date.start.year) == ("year", 2020)

    def test_her_husband_was_sentenced(self, page: Page) -> None:
        mention = only(page, LOS_ANGELES, "COERCE", "Her husband")
        assert who(mention, "target") == {"Siarhei Tsikhanouski"}
        assert [(q.what, q.value) for q in mention.quantities] == [("duration", 19.5)]

    def test_karnei_was_arrested_in_july_2023(self, page: Page) -> None:
        found = mentions(page, LOS_ANGELES, "COERCE", "July 2023")
        assert ("Ihar Karnei", "month") in [
            (name, m.date.precision) for m in found if m.date for name in who(m, "target")
        ]

    @pytest.mark.parametrize("name", ["Bialiatski", "Babaryka", "Kolesnikova"])
    def test_is_not_freed(self, page: Page, name: str) -> None:
        freed = [who(m, "target") for m in page[LOS_ANGELES].mentions if m.type == "RETREAT"]
        assert [names for names in freed if any(name in one for one in names)] == []


class TestTheOpinion:
    """The fourth article."""

    def test_all_it_tells_is_marked_opinion(self, page: Page) -> None:
        assert {mention.genre for mention in page[NEW_YORK].mentions} == {"opinion"}

    def test_no_americans_have_been_attacked(self, page: Page) -> None:
        assert only(page, NEW_YORK, "ASSAULT", "no Americans").status == "denied"

    def test_the_caption_of_april_7_is_a_meeting(self, page: Page) -> None:
        mention = only(page, NEW_YORK, "CONSULT", "greets")
        assert (mention.kind, day(mention), mention.mode) == ("caption", "2025-04-07", "meet")
        assert who(mention, "party") == {"Donald Trump", "Benjamin Netanyahu"}

    def test_the_declaration_of_war_keeps_its_day(self, page: Page) -> None:
        assert day(only(page, NEW_YORK, "ASSAULT", "declared war")) == "1941-12-11"


def test_an_undated_page_has_no_relative_dates(extractor: Extractor) -> None:
    dates = [m.date for reading in read_page(extractor, None) for m in reading.mentions if m.date]
    assert {date.basis for date in dates} == {"stated", "inferred"}


def test_the_given_day_dates_the_first_article_alone(extractor: Extractor) -> None:
    page = read_page(extractor, "2025-06-02")
    assert "relative" not in {m.date.basis for reading in page[1:] for m in reading.mentions if m.date}
