"""Which verdicts hold where some contradict each other, and whom they make one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from loaders.judgements import Judgement, Judgements
from loaders.judgements.identities import Candidate, identities
from loaders.judgements.records import ArgumentAddress, JudgementError, MentionAddress

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def said(verdict: str, *actors: str, hour: int = 0, by: str = "anna", by_rule: bool = False) -> Judgement:
    return Judgement(verdict, "actor", actors, by, by_rule, since=(NOON + timedelta(hours=hour),))


def overruled(*judgements: Judgement) -> list[tuple[str, tuple[str, ...]]]:
    found = Judgements(judgements).overruled
    return [(each.judgement.verdict, each.judgement.subjects) for each in found]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_earliest_of_three_that_cannot_all_hold_has_no_effect(order: tuple[int, ...]) -> None:
    verdicts = [said("same", "a", "b"), said("same", "b", "c", hour=1), said("different", "a", "c", hour=2)]
    assert overruled(*(verdicts[number] for number in order)) == [("same", ("a", "b"))]


def test_those_that_contradict_it_are_told() -> None:
    verdicts = [said("same", "a", "b", hour=1), said("same", "b", "c", hour=2), said("different", "a", "c")]
    (found,) = Judgements(verdicts).overruled
    assert {each.subjects for each in found.by} == {("a", "b"), ("b", "c")}


def test_a_person_prevails_over_a_later_rule() -> None:
    rule = said("different", "a", "b", hour=5, by="names", by_rule=True)
    assert overruled(said("same", "a", "b"), rule) == [("different", ("a", "b"))]


def test_the_earlier_of_one_person_holds_again_once_the_later_is_undone() -> None:
    later = Judgement(
        "different",
        "actor",
        ("a", "b"),
        "anna",
        since=(NOON + timedelta(hours=1),),
        until=(NOON + timedelta(hours=2),),
    )
    assert Judgements([said("same", "a", "b"), later]).actors.group("b") == "a"


def test_of_confirmed_and_rejected_the_later_holds() -> None:
    address = str(MentionAddress("article", "hash", 0, "talks"))
    verdicts = [
        Judgement(word, "mention", (address,), "anna", since=(NOON + timedelta(hours=hour),))
        for hour, word in enumerate(["reject", "confirm"])
    ]
    assert Judgements(verdicts).verdict("mention", address) == "confirm"


def canonical(candidates: list[Candidate], *judgements: Judgement) -> dict[str, str]:
    found = identities(candidates, Judgements(judgements).actors)
    return {key: each.canonical for key, each in found.items()}


NAMESAKES = [Candidate(each, local=True, key="mora") for each in "abcd"]


def test_namesakes_are_one() -> None:
    assert canonical(NAMESAKES) == {"b": "a", "c": "a", "d": "a"}


def test_two_told_apart_leave_the_other_namesakes_together() -> None:
    assert canonical(NAMESAKES, said("different", "a", "b")) == {"d": "c"}


def test_an_actor_of_wikidata_stands_for_all_of_its_name() -> None:
    known = [*NAMESAKES, Candidate("Q7", local=False)]
    assert canonical(known, said("same", "b", "Q7")) == dict.fromkeys("abcd", "Q7")


def test_a_name_joins_no_two_actors_of_the_data() -> None:
    known = [*NAMESAKES, Candidate("Q7", local=False), Candidate("Q8", local=False)]
    found = canonical(known, said("same", "a", "Q7"), said("same", "b", "Q8"))
    assert found == {"a": "Q7", "b": "Q8", "d": "c"}


def test_who_no_longer_stands_stands_for_nobody() -> None:
    known = [Candidate("a", local=True, stands=False), Candidate("b", local=True)]
    assert canonical(known, said("same", "a", "b")) == {"a": "b"}


@pytest.mark.parametrize("address", ["a|b|0|talks | of both", "a|b|12|talks"])
def test_an_address_of_a_mention_is_read_back(address: str) -> None:
    assert str(MentionAddress.read(address)) == address


def test_an_address_of_an_argument_is_read_back() -> None:
    assert str(ArgumentAddress.read("a|b|0|party|the sides|talks")) == "a|b|0|party|the sides|talks"


@pytest.mark.parametrize(
    ("verdict", "about", "subjects"),
    [
        ("same", "actor", ("a",)),
        ("same", "argument", ("a|b|0|party|x|talks", "a|b|0|party|y|talks")),
        ("reject", "mention", ("no address",)),
        ("merge", "actor", ("a", "b")),
    ],
)
def test_what_cannot_be_judged_is_refused(verdict: str, about: str, subjects: tuple[str, ...]) -> None:
    with pytest.raises(JudgementError):
        Judgement(verdict, about, subjects, "anna")
