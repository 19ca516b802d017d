from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.pages.sentences import sentence_spans, split_sentences
from loaders.records import Article, Passage


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def article(text: str, *passages: Passage) -> Article:
    return Article(id="a", version="v", text=text, passages=passages or (Passage("body", 0, len(text)),))


ONE_SENTENCE = [
    "Envoys of the U.S. and the U.K. met Gen. He Weidong and Sen. Ana Lopez in Geneva.",
    "The U.S. Senate heard Lt. Gen. J. D. Orr on Jan. 5 at No. 10, about 3.5 percent of it.",
    "George W. Bush and J.K. Adams signed at 9 p.m. Monday in St. Petersburg.",
    '"Is it over?" Zelensky asked the envoys.',
    'Minister Ana Ruiz: "This shows how little time is left."',
    "The group, e.g. Hamas, and others (incl. Fatah) v. Israel went to court.",
    "1. Ukraine withdraws its troops.",
    "Yahoo.com and Booking.com said so.",
    "We will go on ... but not today.",
    "Prosecutors said “no, never!” and left.",
    "Acme Corp. Chairman Lee met U.S. Secretary of State Ann Poe.",
]


@pytest.mark.parametrize("text", ONE_SENTENCE)
def test_stays_whole(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in the U.S. The talks failed.", ["They met in the U.S.", "The talks failed."]),
        ("He said no. Kyiv agreed.", ["He said no.", "Kyiv agreed."]),
        ("'It is over.' He left.", ["'It is over.'", "He left."]),
        ('"It is over." He left.', ['"It is over."', "He left."]),
        ('He left. "Despite this, we stay," he said.', ["He left.", '"Despite this, we stay," he said.']),
        ('He left."The rest stayed," she said.', ["He left.", '"The rest stayed," she said.']),
        ('She said "it is over."The rest left.', ['She said "it is over."', "The rest left."]),
        ("He left.' Then it rained.", ["He left.'", "Then it rained."]),
        ("'He left.'She stayed.", ["'He left.'", "She stayed."]),
        ("It ended last week.The talks go on.", ["It ended last week.", "The talks go on."]),
        ("Talks ended at 9 p.m. Russia left.", ["Talks ended at 9 p.m.", "Russia left."]),
        ("It began in 2022. In May it ended.", ["It began in 2022.", "In May it ended."]),
        ("He was freed. al-Sharaa thanked them.", ["He was freed.", "al-Sharaa thanked them."]),
        ("They waited… Nobody came.", ["They waited…", "Nobody came."]),
        ("Why not? Because it failed!", ["Why not?", "Because it failed!"]),
        ("(He left.) They stayed.", ["(He left.)", "They stayed."]),
        ("Aid for Kyiv • Troops for Riga", ["Aid for Kyiv", "Troops for Riga"]),
        ("- Aid for Kyiv\n- Troops for Riga", ["Aid for Kyiv", "Troops for Riga"]),
        ("Key points\nThe talks failed.", ["Key points", "The talks failed."]),
        ('Ruiz: "It failed. We try again."', ['Ruiz: "It failed.', 'We try again."']),
        ("They left on Dec. 11. On Jan. 3 they met.", ["They left on Dec. 11.", "On Jan. 3 they met."]),
        ("Backed by the US. Moscow objected.", ["Backed by the US.", "Moscow objected."]),
        ('He said "go." " Then go," she said.', ['He said "go."', '" Then go," she said.']),
    ],
)
def test_splits(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_joins_lines_that_were_wrapped_at_a_width() -> None:
    text = (
        "The foreign ministers of both countries met in the capital on\n"
        "the third day of talks. They agreed to meet again in\nJune."
    )
    assert sentences(text) == [
        "The foreign ministers of both countries met in the capital on\nthe third day of talks.",
        "They agreed to meet again in\nJune.",
    ]


def test_a_sentence_never_crosses_passages_and_takes_their_kind() -> None:
    text = "Ministers meet\nin Oslo Talks went on"
    split = split_sentences(article(text, Passage("caption", 15, 22), Passage("body", 23, len(text))))
    assert [(s.kind, s.text) for s in split] == [("caption", "in Oslo"), ("body", "Talks went on")]


def test_a_passage_of_another_genre_lends_it_to_its_sentences() -> None:
    split = split_sentences(article("We must act.", Passage("body", 0, 12, genre="opinion")))
    assert split[0].genre == "opinion"


@given(st.text(alphabet=st.sampled_from("aBc. \n\"'“”?!…•-(U.S)12"), max_size=120))
def test_offsets_hold_and_no_word_is_lost(text: str) -> None:
    split = split_sentences(article(text))
    assert all(s.text == text[s.start : s.end] == s.text.strip() for s in split)
    assert all(a.end <= b.start for a, b in pairwise(split))
    kept = "".join(s.text for s in split)
    assert sorted(filter(str.isalnum, kept)) == sorted(filter(str.isalnum, text))
