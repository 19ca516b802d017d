"""What must never be told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from golden_events import event, score
from storytelling import QATAR, RUSSIA, TURKEY, UKRAINE, USA, Told, article, told

from evaluation import forbidden
from evaluation.gold import GoldEvent

PLANNED = told("Talks are due.", "Talks", "CONSULT"), event("CONSULT", "Talks", status="planned")
REFUSED = (
    told("The United States refused to impose sanctions.", "sanctions", "SANCTION", source=[USA]),
    event("REJECT", "refused", of=["SANCTION"], source=[USA]),
)
FIGURATIVE = (told("A war of words.", "war", "ASSAULT"),)


@pytest.mark.parametrize(
    ("case", "kind"),
    [(PLANNED, forbidden.NOT_HELD), (REFUSED, forbidden.WISHED), (FIGURATIVE, forbidden.NO_EVENT)],
)
def test_what_did_not_happen_is_forbidden(case: tuple[Told, *tuple[GoldEvent, ...]], kind: str) -> None:
    mention, *events = case
    assert [one.kind for one in score(article("a", mention), *events).forbidden] == [kind]


def test_a_denied_part_told_as_taken_is_forbidden() -> None:
    text = "Turkey denied that it mediated talks of Russia and Ukraine."
    reading = article("a", told(text, "talks", "CONSULT", party=[RUSSIA, UKRAINE], mediator=[TURKEY]))
    gold = event("CONSULT", "talks", party=[RUSSIA, UKRAINE], mediator=[TURKEY])
    denied = tuple(
        type(one)(one.role, one.text, one.actor, "denied") if one.role == "mediator" else one
        for one in gold.participants
    )
    gold = GoldEvent(gold.type, gold.status, gold.trigger, participants=denied)
    assert [one.kind for one in score(reading, gold).forbidden] == [forbidden.NO_PART]


def test_opinion_told_as_news_is_forbidden() -> None:
    reading = article("a", told("Qatar met Turkey.", "met", "CONSULT", party=[QATAR, TURKEY]))
    report = score(reading, event("CONSULT", "met", party=[QATAR, TURKEY]), genre="opinion")
    assert [one.kind for one in report.forbidden] == [forbidden.OPINION]


def test_opinion_told_as_opinion_is_allowed() -> None:
    reading = article(
        "a", told("Qatar met Turkey.", "met", "CONSULT", party=[QATAR, TURKEY], genre="opinion")
    )
    report = score(reading, event("CONSULT", "met", party=[QATAR, TURKEY]), genre="opinion")
    assert report.forbidden == ()


def test_a_false_event_beside_true_ones_lowers_precision_only() -> None:
    text = "Qatar met Turkey and praised Russia."
    reading = article(
        "a",
        told(text, "met", "CONSULT", party=[QATAR, TURKEY]),
        told(text, "praised", "ASSAULT", source=[QATAR], target=[RUSSIA]),
    )
    report = score(reading, event("CONSULT", "met", party=[QATAR, TURKEY]))
    assert (report.forbidden, report.scores["event"].precision.value) == ((), 0.5)


def quoted(gold: GoldEvent, quote: str) -> GoldEvent:
    return replace(gold, quote=quote)


def test_true_events_of_an_article_under_a_wrong_title_are_false_but_not_forbidden() -> None:
    reading = article("a", told("Qatar met Turkey.", "met", "CONSULT", party=[QATAR, TURKEY]))
    report = score(reading, lost=[quoted(event("CONSULT", "met", party=[QATAR, TURKEY]), "Qatar met")])
    assert (report.forbidden, report.scores["event"].precision.value) == ((), 0.0)


def test_under_a_wrong_title_too_a_sentence_that_tells_nothing_gives_no_event() -> None:
    reading = article("a", told("Qatar met Turkey.", "met", "CONSULT", party=[QATAR, TURKEY]), *FIGURATIVE)
    report = score(reading, lost=[quoted(event("CONSULT", "met", party=[QATAR, TURKEY]), "Qatar met")])
    assert [one.kind for one in report.forbidden] == [forbidden.NO_EVENT]


def test_under_a_wrong_title_too_what_is_planned_has_not_happened() -> None:
    mention, gold = PLANNED
    report = score(article("a", mention), lost=[quoted(gold, "Talks are due")])
    assert [one.kind for one in report.forbidden] == [forbidden.NOT_HELD]
