"""The scraped page that the project was given as its measure; it lies beside the repository, not in it."""

from pathlib import Path

import pytest

from loaders.pages import read_articles, split_sentences
from loaders.records import Article

PAGE = next(iter(sorted((Path(__file__).parents[3] / "shared/data/seed").glob("*.txt"))), None)
pytestmark = pytest.mark.skipif(PAGE is None, reason="../shared/data/seed is not on this machine")


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    found = list(read_articles(str(PAGE)))
    assert all(isinstance(item, Article) for item in found)
    return [item for item in found if isinstance(item, Article)]


def test_it_holds_four_articles_of_four_outlets(articles: list[Article]) -> None:
    assert [(article.outlet, article.genre) for article in articles] == [
        ("Kyiv Independent", "news"),
        ("Newsweek", "news"),
        ("Los Angeles Times", "news"),
        ("New York Post", "opinion"),
    ]


def test_their_titles_are_the_pages(articles: list[Article]) -> None:
    lines = PAGE.read_text().splitlines() if PAGE else []
    assert [article.title for article in articles] == [lines[0], lines[31], lines[37], lines[44]]


def test_an_age_is_no_date(articles: list[Article]) -> None:
    assert [article.published.precision for article in articles] == ["unknown"] * 4


def test_a_given_date_is_the_first_articles_alone() -> None:
    dated = [a for a in read_articles(str(PAGE), published="2025-06-02") if isinstance(a, Article)]
    assert [str(article.published.start) for article in dated] == ["2025-06-02", "None", "None", "None"]


def test_a_given_date_leaves_the_ids_as_they_are(articles: list[Article]) -> None:
    dated = [a for a in read_articles(str(PAGE), published="2025-06-02") if isinstance(a, Article)]
    assert [article.id for article in dated] == [article.id for article in articles]


@pytest.mark.parametrize(
    "furniture",
    [
        "Advertisement",
        "Getty",
        "REUTERS",
        "Zuma",
        "Read also",
        "Consider supporting",
        "Hashtags",
        "Daily8",
        "Comments",
        "minutes ago",
        "Why It Matters",
        "What To Know",
        "What People Are Saying",
        "in beta",
        "What Happens Next",
        "refer to the original",
        "TALLINN",
        "executive vice chair",
    ],
)
def test_no_sentence_holds_furniture(articles: list[Article], furniture: str) -> None:
    assert not [s.text for a in articles for s in split_sentences(a) if furniture in s.text]


def test_furniture_is_kept_for_inspection(articles: list[Article]) -> None:
    rules = {piece.rule for article in articles for piece in article.removed}
    assert {"advertisement", "subhead", "picture_credit", "dateline", "author_note", "disclaimer"} <= rules


def test_captions_are_captions_once(articles: list[Article]) -> None:
    captions = [[s.text for s in split_sentences(a) if s.kind == "caption"] for a in articles]
    assert [len(found) for found in captions] == [0, 1, 0, 5]
    assert captions[3][0].endswith("at the White House on April 7, 2025.")


def test_a_request_for_comment_is_a_sentence(articles: list[Article]) -> None:
    assert any("has contacted" in s.text for s in split_sentences(articles[1]))


def test_the_author_of_the_column_is_known(articles: list[Article]) -> None:
    assert articles[3].byline == "David Harris"
