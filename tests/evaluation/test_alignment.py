"""Which told event is which gold event."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from golden_events import event, local, score
from storytelling import EGYPT, HAMAS, ISRAEL, QATAR, RUSSIA, TURKEY, UKRAINE, USA, article, told

from evaluation.figures import Score


def test_two_events_of_one_type_go_to_those_who_took_part() -> None:
    text = "Turkey met Russia and the United States met Ukraine."
    reading = article(
        "a",
        told(text, "met Ukraine", "CONSULT", mode="meet", party=[USA, UKRAINE]),
        told(text, "met Russia", "CONSULT", mode="meet", party=[TURKEY, RUSSIA]),
    )
    report = score(
        reading,
        event("CONSULT", "met", party=[TURKEY, RUSSIA]),
        event("CONSULT", "met", party=[USA, UKRAINE]),
    )
    assert report.by_role["party"] == Score(4, 4, 4)


def test_the_assignment_is_the_best_of_all_not_of_each() -> None:
    # Taken by itself, the first gold event agrees best with the mention that alone can be the second.
    text = "Egypt hosted talks of Israel and Hamas after talks in Doha."
    reading = article(
        "a",
        told(text, "talks of", "CONSULT", mode="negotiate", party=[ISRAEL, HAMAS], host=[EGYPT]),
        told(text, "talks in", "CONSULT", mode="meet", status="planned"),
    )
    report = score(
        reading,
        event("CONSULT", "talks", party=[ISRAEL, HAMAS]),
        event("CONSULT", "talks of Israel", party=[ISRAEL, HAMAS], host=[EGYPT]),
    )
    assert report.scores["event"] == Score(2, 2, 2)


def test_what_tells_of_an_event_once_more_is_no_false_event() -> None:
    talks = partial(
        told, trigger="talks", type="CONSULT", mode="negotiate", when="2025-06-02", party=[RUSSIA, UKRAINE]
    )
    reading = article(
        "a",
        talks("Russia and Ukraine held talks."),
        talks("The talks, which Turkey mediated, ended.", definite=True, mediator=[TURKEY]),
    )
    report = score(reading, event("CONSULT", "held talks", party=[RUSSIA, UKRAINE], mediator=[TURKEY]))
    assert (report.scores["event"], report.by_role["mediator"]) == (Score(1, 1, 1), Score(1, 1, 1))


def test_further_words_for_an_event_are_no_false_event() -> None:
    text = "Russia and Ukraine met. Their envoys shook hands after the session."
    reading = article(
        "a",
        told(text, "met", "CONSULT", mode="meet", party=[RUSSIA, UKRAINE]),
        told(text, "session", "CONSULT", mode="negotiate", status="planned"),
    )
    gold = replace(event("CONSULT", "met", party=[RUSSIA, UKRAINE]), also=("session",))
    assert score(reading, gold).scores["event"] == Score(1, 1, 1)


def test_an_optional_event_counts_on_neither_side() -> None:
    reading = article("a", told("Qatar met Egypt.", "met", "CONSULT", mode="meet", party=[QATAR, EGYPT]))
    optional = [
        replace(event("CONSULT", word, party=[QATAR, EGYPT]), optional=True) for word in ("met", "talks")
    ]
    assert score(reading, *optional).scores["event"] == Score(0, 0, 0)


def test_an_optional_participant_counts_on_neither_side() -> None:
    reading = article(
        "a", told("Russia met Ukraine.", "met", "CONSULT", mode="meet", party=[RUSSIA, UKRAINE])
    )
    gold = event("CONSULT", "met", party=[RUSSIA, UKRAINE], host=[QATAR])
    parts = [replace(one, optional=one.actor.name != "Russia") for one in gold.participants]
    report = score(reading, replace(gold, participants=tuple(parts)))
    assert report.scores["all roles"] == Score(1, 1, 1)


def test_an_event_elsewhere_in_the_text_by_others_is_not_the_missed_one() -> None:
    reading = article("a", told("Qatar met Egypt.", "met", "CONSULT", mode="meet", party=[QATAR, EGYPT]))
    report = score(reading, event("CONSULT", "talks", party=[RUSSIA, UKRAINE]))
    assert report.scores["event"] == Score(0, 1, 1)


def test_the_same_words_told_as_another_type_are_a_confusion() -> None:
    reading = article("a", told("Russia attacked the plan.", "attacked", "ASSAULT", source=[RUSSIA]))
    report = score(reading, event("ACCUSE", "attacked", source=[RUSSIA]))
    assert dict(report.confusions["type"]) == {("ACCUSE", "ASSAULT"): 1}


def test_an_actor_in_the_wrong_role_counts_against_both_roles() -> None:
    reading = article(
        "a", told("Qatar hosted talks.", "talks", "CONSULT", mode="negotiate", mediator=[QATAR])
    )
    report = score(reading, event("CONSULT", "talks", host=[QATAR]))
    assert (report.by_role["mediator"], report.by_role["host"]) == (Score(0, 1, 0), Score(0, 0, 1))
    assert dict(report.confusions["role"]) == {("host", "mediator"): 1}


def test_a_nameless_actor_is_known_by_its_words() -> None:
    reading = article("a", told("Police beat protesters.", "beat", "ASSAULT", target=[local("protesters")]))
    report = score(reading, event("ASSAULT", "beat", target=[local("protesters")]))
    assert report.by_role["target"] == Score(1, 1, 1)
