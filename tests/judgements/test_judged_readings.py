"""What judgements make of readings in memory: the same as in the graph, and no more the second time."""

from __future__ import annotations

from datetime import UTC, datetime

from storytelling import RUSSIA, TURKEY, UKRAINE, article, told

from loaders.identity import digest
from loaders.judgements import Judgement, Judgements, judge_readings
from loaders.judgements.records import address_of, argument_address
from loaders.records import ActorRef, Reading
from loaders.resolution import resolve

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def local(home: str) -> ActorRef:
    name = "Juan Pablo Mora"
    return ActorRef(
        digest("actor", digest("article", home), "person", name), name, "person", "COL", local=True
    )


def report(home: str) -> Reading:
    text = "Juan Pablo Mora brokered talks"
    parties = [UKRAINE, RUSSIA]
    event = told(
        text, "talks", "CONSULT", mode="negotiate", party=parties, mediator=[local(home)], when="2025-06-02"
    )
    return article(home, event, published="2025-06-03")


STORY = (report("A"), report("B"))
FIRST = STORY[0].mentions[0]
MEDIATOR = str(argument_address(address_of(FIRST), FIRST.participants[2]))


def said(verdict: str, about: str, *subjects: str) -> Judgements:
    return Judgements([Judgement(verdict, about, subjects, "anna", since=(NOON,))])


def mediators(readings: tuple[Reading, ...]) -> set[str]:
    return {
        each.actor.id
        for reading in readings
        for mention in reading.mentions
        for each in mention.participants
        if each.role == "mediator"
    }


def test_one_person_of_two_articles_is_one_actor() -> None:
    assert mediators(judge_readings(STORY)) == {min(local("A").id, local("B").id)}


def test_judged_again_they_stay_as_they_are() -> None:
    judgements = said("same", "actor", local("A").id, TURKEY.id)
    once = judge_readings(STORY, judgements)
    assert judge_readings(once, judgements) == once


def test_who_is_not_named_stands_for_nobody() -> None:
    assert TURKEY.id not in mediators(judge_readings(STORY, said("same", "actor", local("A").id, TURKEY.id)))


def test_a_rejected_argument_is_left_out_of_its_own_mention_alone() -> None:
    assert mediators(judge_readings(STORY, said("reject", "argument", MEDIATOR))) == {local("B").id}


def test_a_rejected_mention_makes_no_event() -> None:
    address = str(address_of(FIRST))
    (event,) = resolve(STORY, judgements=said("reject", "mention", address)).events
    assert event.mentions == (STORY[1].mentions[0].id,)


def test_a_confirmed_argument_makes_its_role_surer_than_its_event() -> None:
    (event,) = resolve(STORY[:1], judgements=said("confirm", "argument", MEDIATOR)).events
    assert {part.role: part.confidence for part in event.participations} == {"party": 0.8, "mediator": 0.99}
    assert event.confidence == 0.8
