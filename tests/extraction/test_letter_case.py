"""Text in capitals is read as if it were written in mixed case; what is quoted stays as printed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.actors.knowledge import knowledge
from loaders.extraction.language_model import load_model
from loaders.extraction.letter_case import LetterCase, is_capitals
from loaders.records import Reading


@pytest.fixture(scope="module")
def restore() -> Callable[[str], str]:
    return LetterCase(load_model(), knowledge()).restore


def test_names_get_their_capitals_back(restore: Callable[[str], str]) -> None:
    printed = "THE CUBAN GOVERNMENT TOLD US THAT PRESIDENT JIMMY CARTER MAY VISIT HAVANA IN MAY."
    written = "The Cuban government told us that president Jimmy Carter may visit Havana in May."
    assert restore(printed) == written


def test_an_acronym_keeps_its_capitals(restore: Callable[[str], str]) -> None:
    assert (
        restore("THE PLO AND NATO HAVE CONTACTS, THE US SAID.")
        == "The PLO and NATO have contacts, the US said."
    )


def test_a_common_word_that_is_also_an_acronym_is_a_word(restore: Callable[[str], str]) -> None:
    assert restore("THE REBELS TOOK A CAR IN NAIROBI.") == "The rebels took a car in Nairobi."


def test_mixed_case_is_left_alone(restore: Callable[[str], str]) -> None:
    assert restore("The PLO met NATO in BRUSSELS.") == "The PLO met NATO in BRUSSELS."


@pytest.mark.parametrize("text", ["", "UN", "1982 - 14:30", "İSTANBUL AND ANKARA AGREED TO A TRUCE."])
def test_the_length_never_changes(restore: Callable[[str], str], text: str) -> None:
    assert len(restore(text)) == len(text)


@pytest.mark.parametrize("text", ["NATO", "The UN and the EU", "U.N. CHIEF in Geneva"])
def test_what_is_not_printed_in_capitals(text: str) -> None:
    assert not is_capitals(text)


def test_capitals_are_read_and_quoted_as_printed(read: Callable[..., Reading]) -> None:
    text = "ALGERIA MEDIATED TALKS BETWEEN IRAN AND THE UNITED STATES IN ALGIERS."
    [mention] = read(text, "1981-01-10").mentions
    found = {(one.role, one.actor.name, one.span.text) for one in mention.participants}
    assert found == {
        ("mediator", "Algeria", "ALGERIA"),
        ("party", "Iran", "IRAN"),
        ("party", "United States", "UNITED STATES"),
    }


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        (
            "Brazil Urges Venezuela To Free Opposition Leader",
            "Brazil urges Venezuela to free opposition leader",
        ),
        ("Rice Visits Beirut As Bush Urges Restraint", "Rice visits Beirut as Bush urges restraint"),
        ("Burma Junta Extends Suu Kyi Detention", "Burma junta extends Suu Kyi detention"),
        (
            "Bolivian President Accuses U.S. Of Plotting Coup",
            "Bolivian president accuses U.S. of plotting coup",
        ),
    ],
)
def test_a_headline_with_every_word_capitalised_is_written_as_a_sentence(
    restore: Callable[[str], str], printed: str, written: str
) -> None:
    assert restore(printed) == written


@pytest.mark.parametrize(
    "text", ["Foreign Minister Wang Yi Said So.", "Aung San Suu Kyi", "Rebels attack Goma Airport"]
)
def test_what_is_no_headline_with_every_word_capitalised(restore: Callable[[str], str], text: str) -> None:
    assert restore(text) == text
