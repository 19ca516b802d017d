from pathlib import Path

import pytest
import yaml

from loaders.pages.genres import find_cues, genre_named, genre_of, genres


def genre(**places: str) -> str:
    return genre_of(find_cues(places, sentences=10))


@pytest.mark.parametrize(
    ("place", "words", "expected"),
    [
        ("section", "Opinion", "opinion"),
        ("section", "Our view", "opinion"),
        ("section", "World", "news"),
        ("title", "Editorial: Now comes the hard part", "opinion"),
        ("title", "Analysis: What Lima wants", "analysis"),
        ("title", "Border talks: live updates", "live"),
        ("title", "Fishing rights, explained", "analysis"),
        ("title", "Interview: Ana Ruiz on fish", "interview"),
        ("url", "https://example.org/opinion/2025/fish", "opinion"),
        ("url", "https://example.org/world/2025/fish", "news"),
        ("byline", "the editorial board", "opinion"),
        ("removed", "The views expressed are the author's own.", "opinion"),
    ],
)
def test_a_label_decides(place: str, words: str, expected: str) -> None:
    assert genre(**{place: words}) == expected


def test_a_report_that_quotes_opinions_is_news() -> None:
    text = (
        'The minister said "we must act and we should act now." Envoys met on Tuesday. "I am glad," she said. '
        "The talks will resume in June. Both sides have asked Norway to host them."
    )
    assert genre(text=text) == "news"


def test_a_column_is_known_by_its_style_alone() -> None:
    text = (
        "Let us not be naive. Why should we trust them? I have watched three of these talks, and I would not. "
        "Perhaps they will sign. But we must not pay for it. Should we stay? We ought to leave. I say so again."
    )
    assert genre(text=text, first=text) == "opinion"


def test_every_cue_shows_the_words_that_give_it() -> None:
    (cue,) = find_cues({"section": "Opinion"}, sentences=1)
    assert (cue.genre, cue.place, cue.quote) == ("opinion", "section", "Opinion")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Editorial", "opinion"),
        ("OpinionNewsArticle", "opinion"),
        ("news", "news"),
        ("sport", None),
        (None, None),
    ],
)
def test_other_names_of_genres_are_understood(name: str | None, expected: str | None) -> None:
    assert genre_named(name) == expected


def test_the_genres_are_those_of_the_schema() -> None:
    vocabularies = yaml.safe_load(
        (Path(__file__).parents[2] / "graph_schema/declarations/vocabularies.yaml").read_text("utf-8")
    )
    declared = next(item for item in vocabularies if item["name"] == "genre")
    assert genres() <= set(declared["words"])
