"""What mentions of one happening add up to."""

from __future__ import annotations

from storytelling import ISTANBUL, RUSSIA, TURKEY, UKRAINE, Told, article, told

from loaders.identity import digest
from loaders.records import Event, Reading
from loaders.resolution import cluster_mentions

WIRE = "Russia and Ukraine held direct talks in Istanbul on June 2 for the second time in a month"


def talks(text: str = "They held talks", **facts: object) -> Told:
    given = {"mode": "negotiate", "party": [UKRAINE, RUSSIA], "when": "2025-06-02", **facts}
    return told(text, "talks", "CONSULT", **given)  # type: ignore[arg-type]


def event_of(*readings: Reading) -> Event:
    (event,) = cluster_mentions(readings)
    return event


def test_the_id_is_the_hash_of_the_smallest_mention_key() -> None:
    event = event_of(article("A", talks()), article("B", talks()))
    assert event.id == digest("event", min(event.mentions))


def test_the_date_is_the_most_precise() -> None:
    event = event_of(article("A", talks(when="2025-06")), article("B", talks()))
    assert event.date is not None and event.date.precision == "day"


def test_roles_of_all_mentions_are_joined() -> None:
    event = event_of(article("A", talks()), article("B", talks(mediator=[TURKEY], place=ISTANBUL)))
    assert {(part.role, part.actor.name) for part in event.participations} == {
        ("party", "Ukraine"),
        ("party", "Russia"),
        ("mediator", "Turkey"),
    }


def test_a_part_has_the_status_its_mentions_give_it() -> None:
    event = event_of(article("A", talks(mediator=[TURKEY], denied=["mediator"])))
    assert [part.status for part in event.participations if part.role == "mediator"] == ["denied"]


def test_a_contested_part_keeps_both_mentions() -> None:
    claim = article("A", talks(mediator=[TURKEY]))
    denial = article("B", talks(mediator=[TURKEY], denied=["mediator"]))
    part = next(part for part in event_of(claim, denial).participations if part.role == "mediator")
    assert (part.status, len(part.mentions)) == ("happened", 2)


def test_a_content_without_a_mode_gives_way_to_one_with() -> None:
    def agreed(*of: str) -> Told:
        return told("They agreed", "agreed", "AGREE", party=[UKRAINE, RUSSIA], when="2025-06-02", of=of)

    event = event_of(article("A", agreed("RETREAT")), article("B", agreed("RETREAT/exchange")))
    assert [(content.type, content.mode) for content in event.of] == [("RETREAT", "exchange")]


def test_opinion_is_marked() -> None:
    event = event_of(article("A", talks()), article("B", talks(genre="opinion")))
    assert event.genres == ("news", "opinion")


def test_two_outlets_are_two_origins() -> None:
    first = article("A", talks(), outlet="One")
    second = article("B", talks("The talks took place"), outlet="Two")
    event = event_of(first, second)
    assert (event.articles, event.origins) == (2, 2)


def test_one_agency_in_two_outlets_is_one_origin() -> None:
    first = article("A", talks(), outlet="One", credits=["AP"])
    second = article("B", talks("The talks took place"), outlet="Two", credits=["AP"])
    assert event_of(first, second).origins == 1


def test_copied_sentences_are_one_origin() -> None:
    first = article("A", talks(WIRE), outlet="One")
    second = article("B", talks(WIRE.replace("second", "2nd")), outlet="Two")
    assert event_of(first, second).origins == 1


def test_the_outlet_that_a_sentence_cites_is_the_origin() -> None:
    first = article("A", talks(cites="Reuters"), outlet="One")
    second = article("B", talks("The talks took place", cites="Reuters"), outlet="Two")
    assert event_of(first, second).origins == 1


def test_independent_origins_raise_confidence() -> None:
    alone = event_of(article("A", talks(), outlet="One"))
    both = event_of(
        article("A", talks(), outlet="One"), article("B", talks("The talks took place"), outlet="Two")
    )
    assert both.confidence > alone.confidence


def test_a_copy_does_not_raise_confidence() -> None:
    alone = event_of(article("A", talks(WIRE), outlet="One"))
    copied = event_of(article("A", talks(WIRE), outlet="One"), article("B", talks(WIRE), outlet="Two"))
    assert copied.confidence == alone.confidence
