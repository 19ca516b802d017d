"""Who says so: the chain from the nearest speaker outwards."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Mention, Reading


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "Egypt freed two Sudanese pilots, Foreign Minister Badr Abdelatty said.",
            [("Badr Abdelatty", "speaker")],
        ),
        ("Sudan said that Egypt freed two Sudanese pilots.", [("Sudan", "speaker")]),
        ("According to Sudan, Egypt freed two Sudanese pilots.", [("Sudan", "speaker")]),
        ("Egypt freed two Sudanese pilots, according to Sudan.", [("Sudan", "speaker")]),
        ("Egypt freed two Sudanese pilots, Reuters reported.", [("Reuters", "outlet")]),
        (
            "Egypt freed two Sudanese pilots, Reuters reported, citing the Sudanese army.",
            [("Sudanese Armed Forces", "speaker"), ("Reuters", "outlet")],
        ),
        ("Egypt freed two Sudanese pilots, the report said.", [("report", "document")]),
        ("Egypt freed two Sudanese pilots on Friday.", []),
        ("The pilots, Sudan says, were freed by Egypt.", [("Sudan", "speaker")]),
        ("As Reuters reported, Egypt freed two Sudanese pilots.", [("Reuters", "outlet")]),
        ("Egypt freed two Sudanese pilots, the TASS news agency said.", [("TASS", "outlet")]),
        ("Sudan said in a statement that Egypt freed two Sudanese pilots.", [("Sudan", "speaker")]),
        ("A Sudanese army report says Egypt freed two pilots.", [("Sudanese army report", "document")]),
        ("Sudanese officials said Egypt freed two pilots.", [("Sudanese officials", "officials")]),
        (
            "Egypt freed two Sudanese pilots, TASS quoted Foreign Minister Badr Abdelatty as saying.",
            [("Badr Abdelatty", "speaker"), ("TASS", "outlet")],
        ),
        (
            "Foreign Minister Badr Abdelatty said in an interview with Reuters that Egypt freed two pilots.",
            [("Badr Abdelatty", "speaker"), ("Reuters", "outlet")],
        ),
        (
            "Documents seen by Reuters show that Egypt freed two Sudanese pilots.",
            [("Documents", "document"), ("Reuters", "outlet")],
        ),
    ],
)
def test_the_chain_of(told: Callable[..., Mention], text: str, chain: list[tuple[str, str]]) -> None:
    mention = told(text, "RETREAT")
    assert [(link.name, link.kind) for link in mention.attribution] == chain


def test_a_link_says_by_which_verb_and_where(told: Callable[..., Mention]) -> None:
    text = "Sudan claimed that Egypt freed two Sudanese pilots."
    link = told(text, "RETREAT").attribution[0]
    assert (link.verb, text[link.start : link.end]) == ("claim", "Sudan")


def test_saying_is_no_event(read: Callable[..., Reading]) -> None:
    assert read("Egypt said that Sudan was a friend.").mentions == ()


def test_two_sides_claim_opposite_things_and_both_are_kept(read: Callable[..., Reading]) -> None:
    text = "Egypt said that Sudan attacked its troops. Sudan denied that it had attacked the Egyptian troops."
    found = [(m.status, m.attribution[0].name) for m in read(text).mentions if m.type == "ASSAULT"]
    assert found == [("happened", "Egypt"), ("denied", "Sudan")]


def test_the_speaker_of_a_quotation_that_runs_on(read: Callable[..., Reading]) -> None:
    text = "“Egypt attacked us,” Burhan said. “It was a crime. Egypt also arrested two Sudanese pilots.”"
    arrests = [m for m in read(text).mentions if m.type == "COERCE"]
    assert [[link.name for link in m.attribution] for m in arrests] == [["Abdel Fattah al-Burhan"]]


def test_a_sentence_of_nothing_but_quotation_is_its_last_speakers(read: Callable[..., Reading]) -> None:
    text = "“This is a crime,” Burhan said. “Egypt arrested two Sudanese pilots.”"
    arrest = next(m for m in read(text).mentions if m.type == "COERCE")
    assert [link.name for link in arrest.attribution] == ["Abdel Fattah al-Burhan"]


def test_who_denies_a_charge_does_not_say_what_stands_before_it(read: Callable[..., Reading]) -> None:
    text = "Egypt accused Sudan of attacking its troops, a charge Khartoum denied."
    assert [(m.type, m.status) for m in read(text).mentions] == [
        ("ACCUSE", "happened"),
        ("ASSAULT", "alleged"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Egypt freed two Sudanese pilots, but neither side has said when.",
        "Egypt freed two Sudanese pilots; Sudan did not reply.",
    ],
)
def test_who_says_nothing_of_it_does_not_say_it(read: Callable[..., Reading], text: str) -> None:
    assert read(text).mentions[0].attribution == ()


def test_who_says_it_in_between_has_killed_nobody(read: Callable[..., Reading]) -> None:
    (attack,) = read("Egyptian planes bombed Omdurman, rebels said, killing six patients.").mentions
    assert [(p.role, p.actor.country) for p in attack.participants if p.role == "source"] == [
        ("source", "EGY")
    ]
    assert [link.name for link in attack.attribution] == ["rebels"]


def test_those_who_accuse_say_what_they_accuse_of(read: Callable[..., Reading]) -> None:
    _, attack = read("Egypt accused Sudan of shelling its troops.").mentions
    assert [(link.name, link.verb) for link in attack.attribution] == [("Egypt", "accuse")]
