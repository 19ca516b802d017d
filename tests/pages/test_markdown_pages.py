from datetime import date

import pytest

from graph_schema.errors import ItemError
from loaders.pages import split_articles, split_sentences
from loaders.records import Article, Page

FIRST = (
    "Envoys of Chile and Peru met in Lima on Tuesday to settle a quarrel over fishing rights in the north."
)
SECOND = (
    "Both sides called the first day of talks useful, and agreed to meet again before the summer is over."
)


def articles(text: str) -> tuple[Article, ...]:
    return split_articles(Page("page.md", text, "markdown"))


def bodies(article: Article) -> list[str]:
    return [sentence.text for sentence in split_sentences(article) if sentence.kind == "body"]


def test_front_matter_tells_of_the_article() -> None:
    (article,) = articles(
        "---\ntitle: Fish and peace\nsite: Andes Herald\nauthor: [Ana Ruiz, Tom Lee]\ndate: 2025-06-03\n---\n\n"
        f"{FIRST}\n"
    )
    assert (article.title, article.outlet, article.byline) == (
        "Fish and peace",
        "Andes Herald",
        "Ana Ruiz and Tom Lee",
    )
    assert article.published.start == date(2025, 6, 3)


def test_markup_is_taken_off() -> None:
    (article,) = articles(f"# Fish\n\n**Envoys** of [Chile](/c) and _Peru_{FIRST[24:]}\n")
    assert bodies(article) == [FIRST]


def test_lines_of_a_paragraph_are_joined() -> None:
    (article,) = articles(f"# Fish\n\n{FIRST.replace(' to settle', chr(10) + 'to settle')}\n")
    assert bodies(article) == [FIRST]


def test_a_year_before_a_full_stop_is_no_list_item() -> None:
    (article,) = articles(f"# Fish\n\n{FIRST} They first met in 2016. It failed.\n")
    assert bodies(article)[1] == "They first met in 2016."


def test_subheads_are_furniture() -> None:
    (article,) = articles(f"# Fish\n\n{FIRST}\n\n## A long dispute\n\n{SECOND}\n")
    assert bodies(article) == [FIRST, SECOND]


def test_two_top_headings_are_two_articles() -> None:
    assert [a.title for a in articles(f"# Fish and peace\n\n{FIRST}\n\n# Peru waits\n\n{SECOND}\n")] == [
        "Fish and peace",
        "Peru waits",
    ]


def test_a_lower_heading_with_a_byline_is_an_article() -> None:
    found = articles(
        f"# The Andes Dispatch\n\n## Fish\n\n*By Ana Ruiz*\n\n{FIRST}\n\n## Peru waits\n\n*By Tom Lee*\n\n{SECOND}\n"
    )
    assert [(a.title, a.byline) for a in found][1] == ("Peru waits", "Tom Lee")


@pytest.mark.parametrize(
    "furniture",
    [
        "[Home](/) · [World](/w)",
        "> **Subscribe** — four issues a year",
        "![A boat](b.jpg)",
        "[RSS](#) © Herald",
    ],
)
def test_links_boxes_and_pictures_are_no_sentences(furniture: str) -> None:
    (article,) = articles(f"# Fish\n\n{FIRST}\n\n{furniture}\n\n{SECOND}\n")
    assert bodies(article) == [FIRST, SECOND]


def test_an_italic_line_with_a_credit_is_a_caption() -> None:
    (article,) = articles(
        f"# Fish\n\n{FIRST}\n\n*Ana Ruiz at the port of Lima. Photo: Bo Nilsson*\n\n{SECOND}\n"
    )
    assert [s.text for s in split_sentences(article) if s.kind == "caption"] == [
        "Ana Ruiz at the port of Lima."
    ]


def test_broken_front_matter_is_an_error() -> None:
    with pytest.raises(ItemError, match="front matter"):
        articles(f"---\ntitle: [a\n---\n\n{FIRST}\n")
