"""Who stands in which slot of a predicate, construction by construction."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.extraction.parses import Parse, Word, move
from loaders.extraction.syntax import conjuncts, is_passive, slot


def word(parse: Parse, text: str) -> Word:
    return next(w for w in parse.words if w.text == text)


@pytest.mark.parametrize(
    ("construction", "sentence", "predicate", "name", "fillers"),
    [
        ("active", "Egypt freed the sailors.", "freed", "subject", ["Egypt"]),
        ("active", "Egypt freed the sailors.", "freed", "object", ["sailors"]),
        ("passive", "The sailors were freed by Egypt.", "freed", "subject", ["Egypt"]),
        ("passive", "The sailors were freed by Egypt.", "freed", "object", ["sailors"]),
        ("passive without agent", "The sailors were freed.", "freed", "subject", []),
        ("reduced relative", "The truce mediated by Qatar has ended.", "mediated", "subject", ["Qatar"]),
        ("reduced relative", "The truce mediated by Qatar has ended.", "mediated", "object", ["truce"]),
        ("relative, subject", "Norway, which hosted the talks, is content.", "hosted", "subject", ["Norway"]),
        ("relative, object", "The envoy whom Norway sent has left.", "sent", "object", ["envoy"]),
        ("relative, subject", "The envoy whom Norway sent has left.", "sent", "subject", ["Norway"]),
        ("control", "Chad agreed to release the pilot.", "release", "subject", ["Chad"]),
        ("object control", "Chad urged Sudan to release the pilot.", "release", "subject", ["Sudan"]),
        ("object control, passive", "Sudan was urged to release the pilot.", "release", "subject", ["Sudan"]),
        ("raising", "The king is expected to visit Oman.", "visit", "subject", ["king"]),
        ("adjective", "Syria is ready to withdraw its troops.", "withdraw", "subject", ["Syria"]),
        ("coordinated subjects", "Ghana, Togo and Benin met.", "met", "subject", ["Ghana", "Togo", "Benin"]),
        ("coordinated verbs", "Ghana met Togo and praised Benin.", "praised", "subject", ["Ghana"]),
        ("shared object", "Kenya proposed and hosted the talks.", "proposed", "object", ["talks"]),
        ("gerund", "Kenya began by freeing the pilot.", "freeing", "subject", ["Kenya"]),
        ("accused of a gerund", "Mali accused France of arming rebels.", "arming", "subject", ["France"]),
        ("participle", "Speaking in Rome, the emir thanked Italy.", "Speaking", "subject", ["emir"]),
        ("infinitive of a noun", "Iran's plan to close the strait stands.", "close", "subject", ["Iran"]),
        ("indirect object", "Norway gave Tanzania a loan.", "gave", "recipient", ["Tanzania"]),
        ("possessor", "Peru's visit to Chile ended.", "visit", "possessor", ["Peru"]),
        ("modifier", "The Ukrainian delegation left.", "delegation", "modifier", ["Ukrainian"]),
        ("preposition", "Talks between Iran and Oman began.", "Talks", "between", ["Iran", "Oman"]),
        ("passive participle before a noun", "The released pilot spoke.", "released", "object", ["pilot"]),
    ],
)
def test_a_slot_is_found_in(
    parse: Callable[[str], Parse],
    construction: str,
    sentence: str,
    predicate: str,
    name: str,
    fillers: list[str],
) -> None:
    found = slot(word(parse(sentence), predicate), name)
    assert [w.text for w in found] == fillers, construction


@pytest.mark.parametrize(
    ("sentence", "verb", "passive"),
    [
        ("The pilot was freed.", "freed", True),
        ("The pilot freed last week has left.", "freed", True),
        ("The pilot was tried and freed.", "freed", True),
        ("Egypt has freed the pilot.", "freed", False),
        ("Egypt freed the pilot.", "freed", False),
        ("Asked about the truce, the emir smiled.", "Asked", True),
    ],
)
def test_voice(parse: Callable[[str], Parse], sentence: str, verb: str, passive: bool) -> None:
    assert is_passive(word(parse(sentence), verb)) is passive


def test_a_list_of_abbreviated_names_is_one_list(parse: Callable[[str], Parse]) -> None:
    sentence = parse("Advisors from the U.S., U.K., France and Germany came.")
    listed = slot(word(sentence, "Advisors"), "from")
    assert [w.text for w in listed] == ["U.S.", "U.K.", "France", "Germany"]


def test_coordination_does_not_reach_into_a_clause(parse: Callable[[str], Parse]) -> None:
    sentence = parse("Kenya left, and Uganda stayed.")
    assert [w.text for w in conjuncts(word(sentence, "Kenya"))] == ["Kenya"]


def test_a_list_gives_a_finite_verb_its_subject_back(parse: Callable[[str], Parse]) -> None:
    sentence = parse("With the mediation of Russia, Armenia and Azerbaijan signed a truce.")
    assert [w.text for w in slot(word(sentence, "signed"), "subject")] == ["Armenia", "Azerbaijan"]
    assert [w.text for w in slot(word(sentence, "mediation"), "of")] == ["Russia"]


def test_a_word_is_never_hung_on_what_hangs_on_it(parse: Callable[[str], Parse]) -> None:
    sentence = parse("Chad freed the pilots of Sudan.")
    above = [w.text for w in word(sentence, "Sudan").ancestors()]
    move(word(sentence, "pilots"), word(sentence, "Sudan"), "nmod")
    assert [w.text for w in word(sentence, "Sudan").ancestors()] == above
