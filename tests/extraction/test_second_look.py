"""Sentences whose first parse betrays itself are reworded and read again; what is quoted stays as printed."""

from __future__ import annotations

from collections.abc import Callable

from loaders.records import Mention, Reading

type Told = Callable[..., Mention]


def who(mention: Mention) -> set[tuple[str, str]]:
    return {(one.role, one.actor.name) for one in mention.participants}


def test_a_plain_verb_that_looks_like_a_noun_is_the_headlines_verb(told: Told) -> None:
    assert ("source", "Police") in who(told("Police fire on marchers in Lome", "ASSAULT"))


def test_a_verb_is_found_behind_a_noun_that_could_be_one(told: Told) -> None:
    mention = told("Militants free kidnapped engineers in Nigeria delta", "RETREAT")
    assert (mention.trigger.text, mention.status) == ("free", "happened")


def test_a_comma_between_names_is_an_and(told: Told) -> None:
    mention = told("Kenya, Somalia restore ties", "SUPPORT")
    assert {name for _, name in who(mention)} == {"Kenya", "Somalia"}


def test_a_list_of_names_has_its_and_at_the_last_comma(told: Told) -> None:
    mention = told("Paraguay, Bolivia, Peru condemn coup", "ACCUSE")
    assert {name for role, name in who(mention) if role == "source"} == {"Paraguay", "Bolivia", "Peru"}


def test_an_apposition_in_a_headline_is_no_list(told: Told) -> None:
    sources = {
        one for one in who(told("Aoun, Lebanon's president, visits Riyadh", "CONSULT")) if one[0] == "source"
    }
    assert sources == {("source", "Joseph Aoun")}


def test_an_infinitive_in_a_headline_is_planned(told: Told) -> None:
    mention = told("Swiss to host Cyprus talks in January", "CONSULT")
    assert mention.status == "planned"
    assert [one.actor.country for one in mention.participants if one.role == "host"] == ["CHE"]


def test_a_plural_noun_behind_a_single_name_stays_a_noun(read: Callable[..., Reading]) -> None:
    [mention] = read("US strikes in Yemen").mentions
    assert (mention.trigger.text, mention.extractor.frame) == ("strikes", "assault.noun.attack")


def test_what_was_suffered_is_not_done(told: Told) -> None:
    mention = told("Two UN peacekeepers killed in Mali ambush", "ASSAULT")
    assert ("target", "United Nations") in who(mention)


def test_a_headline_in_title_case_is_read_in_small_letters_and_quoted_as_printed(told: Told) -> None:
    mention = told("Thai Troops Cross Into Cambodia", "ASSAULT")
    assert [one.span.text for one in mention.participants if one.role == "source"] == ["Thai Troops"]


def test_a_name_with_a_particle_is_one_name(told: Told) -> None:
    text = "Angolan President Jose Eduardo dos Santos on Monday ordered the expulsion of three diplomats."
    assert ("source", "José Eduardo dos Santos") in who(told(text, "COERCE"))


def test_a_name_that_the_parser_hung_on_its_sentence_by_two_words_is_one_name(told: Told) -> None:
    text = "Tajik President Imomali Rakhmonov and rebel leader Said Abdullo Nuri signed a peace agreement."
    signed = {name for role, name in who(told(text, "AGREE")) if role == "signatory"}
    assert signed == {"Emomali Rahmon", "Said Abdullo Nuri"}
