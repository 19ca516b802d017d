"""What a model claims is held against its sentence: kept where the words bear it out, else dropped and told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from fake_endpoint import FakeEndpoint
from plain_articles import article_of

from loaders.identity import digest
from loaders.records import Content, Mention, Rejection

TEXT = (
    "Chad and Sudan held a second round of talks in Doha on Friday, mediated by Qatar, "
    "but Chad refused to free 12 prisoners, Reuters reported."
)
type Read = Callable[..., tuple[list[Mention], list[Rejection]]]


def told(trigger: str = "talks", type: str = "CONSULT", **parts: Any) -> dict[str, Any]:
    """An event as a model tells it."""
    return {"trigger": trigger, "type": type, "status": "happened", **parts}


def who(**roles: str) -> list[dict[str, str]]:
    return [{"role": role, "text": text} for role, text in roles.items()]


@pytest.fixture
def claiming(endpoint: FakeEndpoint, read: Read) -> Callable[..., tuple[list[Mention], list[str]]]:
    """Read a text of one sentence of which the model claims some events: mentions, and reasons for rejections."""

    def claim(*events: Any, text: str = TEXT, **settings: Any) -> tuple[list[Mention], list[str]]:
        endpoint.answers[text] = list(events)
        mentions, rejections = read(article_of(text), **settings)
        return mentions, [rejection.reason for rejection in rejections]

    return claim


def the_one(claimed: tuple[list[Mention], list[str]]) -> Mention:
    mentions, reasons = claimed
    assert (len(mentions), reasons) == (1, [])
    return mentions[0]


# -- what is kept ------------------------------------------------------------------------------------


def test_actors_are_those_our_own_resolution_tells(claiming: Any) -> None:
    mention = the_one(claiming(told(participants=who(mediator="Qatar"))))
    [qatar] = mention.participants
    assert (qatar.role, qatar.actor.country, qatar.actor.local, qatar.because) == (
        "mediator", "QAT", False, "named Qatar",
    )  # fmt: skip


def test_a_quote_of_two_actors_gives_both(claiming: Any) -> None:
    mention = the_one(claiming(told(participants=who(party="Chad and Sudan"))))
    assert [p.actor.name for p in mention.participants] == ["Chad", "Sudan"]


def test_a_description_is_who_held_the_office_on_the_day(claiming: Any) -> None:
    text = "The Turkish president spoke with Putin by phone."
    mention = the_one(claiming(told("spoke", participants=who(party="The Turkish president")), text=text))
    assert [p.actor.name for p in mention.participants] == ["Recep Tayyip Erdoğan"]


def test_a_pronoun_is_who_the_article_spoke_of_before(endpoint: FakeEndpoint, read: Read) -> None:
    text = "Keith Kellogg arrived in Kyiv on Monday. He met Zelensky."
    endpoint.answers["He met Zelensky."] = [told("met", participants=who(party="He"))]
    mentions, _ = read(article_of(text))
    assert [p.actor.name for p in mentions[0].participants] == ["Keith Kellogg"]


def test_dates_are_reckoned_from_the_quoted_words(claiming: Any) -> None:
    mention = the_one(claiming(told(date="on Friday")))
    assert mention.date is not None
    assert (mention.date.start, mention.date.basis) == (date(2025, 5, 30), "relative")


def test_what_is_dated_after_publication_is_planned(claiming: Any) -> None:
    text = "The presidents of Chad and Sudan meet in Doha on June 20."
    mention = the_one(claiming(told("meet", date="June 20", participants=who(host="Chad")), text=text))
    assert mention.status == "planned"


def test_a_place_has_its_country(claiming: Any) -> None:
    mention = the_one(claiming(told(place="in Doha")))
    assert mention.place is not None
    assert (mention.place.name, mention.place.country) == ("Doha", "QAT")


def test_numbers_are_read_from_the_quoted_words(claiming: Any) -> None:
    quantity = {"what": "released", "text": "12 prisoners", "status": "denied"}
    [number] = the_one(claiming(told("refused", "REJECT", quantities=[quantity]))).quantities
    assert (number.value, number.unit, number.span.text, number.status) == (
        12,
        "prisoner",
        "12 prisoners",
        "denied",
    )


def test_attribution_names_whom_the_words_mean(claiming: Any) -> None:
    source = {"text": "Reuters", "kind": "outlet", "verb": "reported"}
    [link] = the_one(claiming(told(attribution=[source]))).attribution
    assert (link.name, link.kind, link.verb, link.actor_id is not None) == (
        "Reuters",
        "outlet",
        "report",
        True,
    )


def test_what_an_act_is_about_is_kept(claiming: Any) -> None:
    of = [{"type": "RETREAT", "mode": "release"}]
    assert the_one(claiming(told("refused", "REJECT", of=of))).of == (Content("RETREAT", "release"),)


def test_the_rounds_number_is_read_from_the_sentence(claiming: Any) -> None:
    assert the_one(claiming(told())).ordinal == 2


def test_the_key_is_the_noun_that_a_verb_only_carries(claiming: Any) -> None:
    text = "Chad and Sudan held talks."
    mention = the_one(claiming(told("held talks"), text=text))
    article = article_of(text)
    assert mention.id == digest("mention", article.id, article.version, "openai", "20", "CONSULT")


def test_two_events_told_with_one_word_each_have_their_own(claiming: Any) -> None:
    mentions, _ = claiming(told(), told(), text="The talks in May led to talks in June.")
    assert [mention.trigger.start for mention in mentions] == [4, 24]


def test_offsets_quote_the_article_where_the_model_wrote_other_marks(claiming: Any) -> None:
    text = "Qatar’s  envoy met Sudan’s army chief."
    mention = the_one(claiming(told("met", participants=who(party="Qatar's envoy")), text=text))
    span = mention.participants[0].span
    assert text[span.start : span.end] == span.text


def test_every_mention_says_which_model_and_prompt_read_it(claiming: Any) -> None:
    extractor = the_one(claiming(told(), model="org/some-model")).extractor
    assert (extractor.name, extractor.version.startswith("org/some-model/")) == ("openai", True)


def test_what_one_word_tells_of_twice_is_told_apart_by_its_dates(claiming: Any) -> None:
    text = "Chad and Sudan held talks in 2022 and again in May 2024."
    mentions, reasons = claiming(told(date="2022"), told(date="May 2024"), text=text)
    assert ([str(m.date.start) for m in mentions if m.date], reasons) == (["2022-01-01", "2024-05-01"], [])


def test_who_signs_for_a_side_is_its_signatory_and_the_side_the_party(claiming: Any) -> None:
    text = "Libyan leader Muammar Gaddafi signed a treaty with Chad."
    people = [*who(party="Muammar Gaddafi", signatory="Muammar Gaddafi"), *who(party="Chad")]
    mention = the_one(claiming(told("treaty", "AGREE", participants=people), text=text))
    assert {(p.role, p.actor.name) for p in mention.participants} == {
        ("party", "Libya"), ("party", "Chad"), ("signatory", "Muammar Gaddafi"),
    }  # fmt: skip


def test_the_two_sides_are_the_parties_of_talks_told_before(endpoint: FakeEndpoint, read: Read) -> None:
    first, second = "Qatar hosted talks between Chad and Sudan.", "The two sides met again on Friday."
    endpoint.answers[first] = [told(participants=[*who(party="Chad"), *who(party="Sudan")])]
    endpoint.answers[second] = [told("met", participants=who(party="The two sides"))]
    mentions, _ = read(article_of(f"{first} {second}"))
    assert [p.actor.name for p in mentions[1].participants] == ["Chad", "Sudan"]


# -- what is dropped ---------------------------------------------------------------------------------


def test_an_event_whose_trigger_was_invented_is_dropped(claiming: Any) -> None:
    mentions, [reason] = claiming(told("airstrikes", "ASSAULT"))
    assert (mentions, "The trigger “airstrikes” of the ASSAULT does not stand" in reason) == ([], True)


def test_a_participant_who_was_invented_is_dropped_alone(claiming: Any) -> None:
    mentions, [reason] = claiming(told(participants=who(party="Chad", mediator="Norway")))
    assert [p.actor.name for p in mentions[0].participants] == ["Chad"]
    assert "“Norway”, mediator of the CONSULT “talks”, does not stand in the sentence" in reason


def test_an_event_of_invented_participants_alone_is_dropped(claiming: Any) -> None:
    mentions, reasons = claiming(told(participants=who(party="Norway", mediator="Oman")))
    assert (mentions, "No participant" in reasons[-1]) == ([], True)


def test_a_name_within_a_longer_word_is_no_quote(claiming: Any) -> None:
    text = "Nigerian envoys met Qatar's emir."
    mentions, [reason] = claiming(told("met", participants=who(source="Niger", host="Qatar")), text=text)
    assert [p.actor.country for p in mentions[0].participants] != []
    assert "“Niger”" in reason


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"type": "PARLEY"}, "“PARLEY”, which is none"),
        ({"status": "finished"}, "“finished”, which is none"),
        ({"trigger": ""}, "malformed (trigger"),
        ({"participants": "Chad"}, "malformed (participants"),
    ],
)
def test_an_event_outside_the_schema_is_dropped(claiming: Any, wrong: dict[str, Any], complaint: str) -> None:
    mentions, [reason] = claiming({**told(), **wrong})
    assert (mentions, complaint in reason) == ([], True)


def test_an_event_that_is_no_object_is_dropped(claiming: Any) -> None:
    mentions, [reason] = claiming("talks")
    assert (mentions, "malformed" in reason) == ([], True)


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"mode": "air_strike"}, "“air_strike”"),
        ({"of": [{"type": "PEACE"}]}, "“PEACE”"),
        ({"participants": who(broker="Qatar", party="Chad")}, "a role that there is not"),
        ({"date": "on Thursday"}, "“on Thursday”, the date"),
        ({"date": "second round"}, "names no time"),
        ({"place": "Cairo"}, "“Cairo”, the place"),
        ({"quantities": [{"what": "killed", "text": "40 soldiers"}]}, "“40 soldiers”"),
        ({"quantities": [{"what": "heads", "text": "12 prisoners"}]}, "“12 prisoners”"),
        ({"attribution": [{"text": "the BBC", "kind": "outlet"}]}, "“the BBC”"),
        ({"attribution": [{"text": "Reuters", "kind": "agency"}]}, "of no kind “agency”"),
    ],
)
def test_a_part_that_is_not_borne_out_is_dropped_alone(
    claiming: Any, wrong: dict[str, Any], complaint: str
) -> None:
    mentions, [reason] = claiming(told(**wrong))
    assert (len(mentions), complaint in reason) == (1, True), reason


def test_somebody_whom_nobody_can_tell_is_left_out(claiming: Any) -> None:
    text = "The weather met Qatar."
    mentions, [reason] = claiming(told("met", participants=who(party="The weather")), text=text)
    assert (mentions[0].participants, "nobody whom our actor resolution can tell" in reason) == ((), True)


def test_an_event_told_twice_counts_once(claiming: Any) -> None:
    mentions, [reason] = claiming(told(), told())
    assert (len(mentions), "is told already" in reason) == (1, True)


def test_a_rejection_says_where(endpoint: FakeEndpoint, read: Read) -> None:
    endpoint.answers[TEXT] = [told("airstrikes", "ASSAULT")]
    _, [rejection] = read(article_of(TEXT))
    assert (TEXT in rejection.where, rejection.stage) == (True, "model")


def test_a_model_s_many_words_are_shortened_in_messages(claiming: Any) -> None:
    _, [reason] = claiming(told(participants=who(party="Chad", mediator="Norway " * 9_999)))
    assert len(reason) < 300


def test_broken_characters_of_a_model_drop_their_event_alone(claiming: Any) -> None:
    mentions, reasons = claiming(told("\ud83d"), told(participants=who(mediator="Nor\ud800way")), told())
    assert (len(mentions), len(reasons)) == (1, 2)
