"""Names blanked in texts: which words are meant, and that offsets stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.erasure import BLANK, Blanking, fold

ADA = Blanking(frozenset({"ada obi lind"}))
B = BLANK


@pytest.mark.parametrize(
    ("text", "blanked"),
    [
        ("Ada Obi-Lind left.", f"{B * 12} left."),
        ("ADA OBI LIND, 34,", f"{B * 12}, 34,"),
        ("Ada\nObi Lind's car", f"{B * 12}'s car"),
        ("Áda Obí-Lind left.", f"{B * 12} left."),
        ("said Obi.", f"said {B * 3}."),
        ("an ada lovelace, the obi of a kimono", "an ada lovelace, the obi of a kimono"),
        ("Adar and Linden met", "Adar and Linden met"),
    ],
)
def test_names_are_blanked_and_nothing_else(text: str, blanked: str) -> None:
    assert ADA.text(text) == blanked


def test_words_of_a_name_that_others_bear_are_spared() -> None:
    spared = Blanking(frozenset({"ada lind"}), frozenset({"lind"}))
    assert spared.text("Ada Lind and Bo Lind: Lind, Ada") == f"{B * 8} and Bo Lind: Lind, {B * 3}"


def test_a_name_does_not_go_over_the_end_of_a_sentence() -> None:
    assert (
        Blanking(frozenset({"ada obi"}), frozenset({"ada", "obi"})).text("Met Ada. Obi left")
        == "Met Ada. Obi left"
    )


def test_an_initial_may_have_its_full_stop() -> None:
    assert Blanking(frozenset({"a obi"})).text("A. Obi left") == f"{B * 6} left"


@pytest.mark.parametrize("name", ["https://x.org/ada-obi-lind-held", "ada_obi_lind.txt", "Ada Obi Lind"])
def test_addresses_and_files_hold_a_name_in_any_case(name: str) -> None:
    assert ADA.holds(name)


@given(st.text())
def test_offsets_stay(text: str) -> None:
    assert len(ADA.text(text)) == len(text)


@given(st.lists(st.sampled_from(["Ada", "Obi", "Lind", "obi", "met", "-", ".", " ", "\n", "Áda", "x"])))
def test_blanking_twice_is_blanking_once(parts: list[str]) -> None:
    once = ADA.text("".join(parts))
    assert ADA.text(once) == once


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
