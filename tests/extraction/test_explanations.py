"""An explanation gives the reason of each part of a mention, and of each thing that became none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from plain_articles import PUBLISHED, article_of

from loaders.extraction import Extractor
from loaders.extraction.explanation import (
    Argument,
    ExplainedMention,
    Explanation,
    NoArgument,
    TriggerPassed,
    WeighedPhrase,
    WordPassed,
)

type Explain = Callable[..., Explanation]

TALKS = "Chad and Sudan held talks in Doha on Friday, mediated by Qatar."
REFUSAL = "Norway refused to meet Fiji's ambassador."


@pytest.fixture(scope="module")
def explain(extractor: Extractor) -> Explain:
    """Explain the last sentence of a text."""

    def explain_last(text: str, published: str | None = PUBLISHED) -> Explanation:
        return list(extractor.explain([article_of(text, published)]))[-1]

    return explain_last


def only(explanation: Explanation, type: str) -> ExplainedMention:
    (found,) = (told for told in explanation.mentions if told.mention.type == type)
    return found


def argument(told: ExplainedMention, role: str, text: str) -> Argument:
    (found,) = (one for one in told.arguments if (one.role, one.text) == (role, text))
    return found


def no_argument(told: ExplainedMention, text: str) -> NoArgument:
    return next(one for one in told.no_arguments if one.text == text)


def phrase(explanation: Explanation, text: str) -> WeighedPhrase:
    return next(one for one in explanation.phrases if one.phrase.text == text)


def untold(explanation: Explanation, text: str) -> TriggerPassed:
    (found,) = (one for one in explanation.untold if one.trigger.text == text)
    return found


def word(explanation: Explanation, text: str) -> WordPassed:
    (found,) = (one for one in explanation.words_passed if one.word.text == text)
    return found


def test_the_mentions_are_those_that_are_read(extractor: Extractor) -> None:
    article = article_of(
        "Protesters in Lima burned cars. President Putin said he would meet Xi. Chad and Mali held talks."
    )
    (reading,) = extractor.read([article])
    explained = [told.mention for one in extractor.explain([article]) for told in one.mentions]
    assert explained == list(reading.mentions)


class TestAMention:
    def test_its_frame_is_named_with_file_and_entry(self, explain: Explain) -> None:
        told = only(explain(TALKS), "CONSULT")
        assert (told.mention.extractor.frame, told.file, told.entry) == (
            "consult.noun.talk",
            "consult.yaml",
            "talk",
        )

    def test_its_carriers_are_named_with_what_they_lend(self, explain: Explain) -> None:
        carriers = {one.verb.text: one.roles for one in only(explain(TALKS), "CONSULT").carriers}
        assert "agent: subject" in carriers["held"]

    def test_an_argument_tells_its_slot(self, explain: Explain) -> None:
        told = only(explain(TALKS), "CONSULT")
        assert argument(told, "mediator", "Qatar").way == "subject of “mediated”"

    def test_an_argument_tells_its_path_through_the_parse(self, explain: Explain) -> None:
        told = only(explain(TALKS), "CONSULT")
        assert argument(told, "party", "Chad").path == "talks <-dobj- held -nsubj-> Chad"

    def test_a_party_that_was_a_source_says_so(self, explain: Explain) -> None:
        told = only(explain("Chad and Mali agreed to hold talks."), "AGREE")
        assert argument(told, "party", "Chad").way.endswith("as source first")

    def test_a_third_party_tells_its_construction(self, explain: Explain) -> None:
        told = only(explain("Togo persuaded Chad and Mali to sign a treaty."), "AGREE")
        assert argument(told, "mediator", "Togo").way == "who persuades others to it"

    def test_who_acts_for_another_has_a_reason(self, explain: Explain) -> None:
        told = only(explain("Foreign Minister Sergei Lavrov criticized Chad."), "ACCUSE")
        assert "office" in told.arguments[0].acts_because or "title" in told.arguments[0].acts_because

    def test_who_was_taken_out_of_a_role_is_told(self, explain: Explain) -> None:
        told = only(explain("President Trump and President Putin signed a treaty."), "AGREE")
        assert any("signs for a side" in one.because for one in told.no_arguments)

    def test_what_names_no_actor_in_a_slot_is_told(self, explain: Explain) -> None:
        told = only(explain("Chad and an asteroid held talks with Mali."), "CONSULT")
        assert "names no actor" in no_argument(told, "asteroid").because

    def test_its_cues_say_what_they_tell(self, explain: Explain) -> None:
        told = only(explain("Norway may shell Fiji."), "ASSAULT")
        assert [(cue.text, cue.says) for cue in told.cues] == [("may", "hypothetical")]

    def test_a_negation_is_a_cue(self, explain: Explain) -> None:
        told = only(explain("Norway did not shell Fiji."), "ASSAULT")
        assert ("not", "negated") in [(cue.text, cue.says) for cue in told.cues]

    def test_its_date_and_place_give_their_words(self, explain: Explain) -> None:
        told = only(explain(TALKS), "CONSULT")
        assert (told.date_words, told.place_words) == ("Friday", "Doha")

    def test_a_change_of_type_gives_its_reason(self, explain: Explain) -> None:
        told = only(explain("Norway will release two pilots of Fiji."), "AGREE")
        assert told.turns == (
            "RETREAT reads as AGREE: cooperation that is only intended is an agreement to it",
        )

    def test_what_it_is_about_is_named(self, explain: Explain) -> None:
        assert [one.trigger.text for one in only(explain(REFUSAL), "REJECT").about] == ["meet"]

    def test_its_features_add_up_to_its_confidence(self, explain: Explain) -> None:
        told = only(explain(TALKS), "CONSULT")
        assert sum(told.features.values()) == pytest.approx(told.mention.confidence)

    def test_narrower_frames_say_what_they_missed(self, explain: Explain) -> None:
        told = only(explain("Norway lifted its sanctions on Fiji."), "RETREAT")
        assert any("there stands sanctions" in one.because for one in told.asked_before)


class TestAPhrase:
    def test_a_name_of_one_sense_is_taken(self, explain: Explain) -> None:
        (sense,) = phrase(explain(TALKS), "Sudan").senses
        assert (sense.actor, sense.taken) == ("Sudan", True)

    def test_a_weak_sense_without_support_is_not_taken(self, explain: Explain) -> None:
        found = phrase(explain("Georgia Congresswoman Ann Poe praised Chad."), "Georgia")
        assert [sense.taken for sense in found.senses] == [False] * len(found.senses)

    def test_a_pronoun_tells_whom_it_cannot_mean(self, explain: Explain) -> None:
        text = "Vladimir Putin met Giorgia Meloni in Rome. She criticized Chad."
        senses = {one.actor: (one.taken, one.because) for one in phrase(explain(text), "She").senses}
        assert senses["Vladimir Putin"] == (False, "differs in number, gender or kind")
        assert senses["Giorgia Meloni"][0]

    def test_a_title_before_a_name_is_that_persons(self, explain: Explain) -> None:
        found = phrase(explain("President Vladimir Putin criticized Chad."), "President")
        assert (found.kind, found.meant) == ("title", ("Vladimir Putin",))


class TestWhatTellsNothing:
    def test_a_content_is_named_with_what_it_is_the_content_of(self, explain: Explain) -> None:
        assert untold(explain(REFUSAL), "meet").because == "what “refused” is about (REJECT)"

    def test_a_part_is_named_with_its_whole(self, explain: Explain) -> None:
        found = untold(explain("Rebels attacked a convoy in Chad, killing 12 soldiers."), "killing")
        assert found.because == "a part of what “attacked” tells"

    def test_a_verb_that_carries_a_noun_is_named_with_it(self, explain: Explain) -> None:
        assert untold(explain(TALKS), "mediated").because == "carries “talks” (consult.noun.talk)"

    def test_a_topic_is_called_one(self, explain: Explain) -> None:
        found = untold(explain("Chad and Mali held talks on the release of prisoners."), "release")
        assert found.because == "the topic of what is said or discussed"

    def test_an_act_of_nobody_says_so(self, explain: Explain) -> None:
        found = untold(explain("It was criticized."), "criticized")
        assert found.because == "nobody takes part in it"

    def test_a_mere_aim_says_so(self, explain: Explain) -> None:
        found = untold(explain("Chad and Mali worked together to free the hostages."), "free")
        assert found.because == "an aim: it says what something else is done for"

    def test_a_frame_names_the_role_it_cannot_do_without(self, explain: Explain) -> None:
        found = untold(explain("Afghan negotiators sat across from a lamp."), "sat")
        assert found.because == "the frame tells nothing without parties"

    def test_a_word_says_which_condition_of_its_frames_failed(self, explain: Explain) -> None:
        frames = {one.frame: one.because for one in word(explain("Norway held a lamp."), "held").frames}
        assert frames["coerce.verb.hold"] == "needs as object: an actor; there stands lamp"

    def test_an_idiom_names_the_frame_that_claims_it(self, explain: Explain) -> None:
        assert "tells of no event" in word(explain("The storm struck Paris."), "struck").because

    def test_a_time_on_a_content_dates_no_mention(self, explain: Explain) -> None:
        (time,) = explain("Norway agreed to meet Fiji's envoy on Friday.").times_passed
        assert (time.text, time.because) == ("Friday", "stands on “meet”")

    def test_a_month_is_part_of_a_date(self, explain: Explain) -> None:
        assert word(explain("Chad met Mali in March."), "March").because == "part of a date or time"

    def test_a_verb_that_describes_says_so(self, explain: Explain) -> None:
        found = word(explain("The exiled leader of Chad met Togo's king."), "exiled")
        assert found.because == "describes and tells nothing"
