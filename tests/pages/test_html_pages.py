import json
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
THIRD = (
    "Norway has offered to host another round, a spokesman for the foreign ministry in Oslo told reporters."
)
BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"


def articles(html: str, **given: str) -> tuple[Article, ...]:
    return split_articles(Page("page.html", html, "html", **given))  # type: ignore[arg-type]  # test shorthand


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def texts(article: Article, kind: str = "body") -> list[str]:
    return [sentence.text for sentence in split_sentences(article) if sentence.kind == kind]


def test_an_article_element_gives_title_byline_and_date() -> None:
    (article,) = articles(
        page(
            '<article><span class="kicker">World</span><h1>Fish and peace</h1><p class="byline">By Ana Ruiz</p>'
            f'<time datetime="2025-06-03T22:30:00-05:00">Tuesday</time>{BODY}</article>'
        )
    )
    assert (article.title, article.byline) == ("Fish and peace", "Ana Ruiz")
    assert article.published.start == date(2025, 6, 4)  # in UTC


def test_json_ld_says_what_the_page_does_not_print() -> None:
    described = {
        "@graph": [
            {
                "@type": "OpinionNewsArticle",
                "headline": "Fish and peace",
                "datePublished": "2025-06-03",
                "author": [{"name": "Ana Ruiz"}],
                "publisher": {"name": "The Andes Herald"},
            }
        ]
    }
    head = f'<script type="application/ld+json">{json.dumps(described)}</script>'
    (article,) = articles(page(f"<article>{BODY}</article>", head))
    assert (article.title, article.byline, article.outlet, article.genre) == (
        "Fish and peace",
        "Ana Ruiz",
        "The Andes Herald",
        "opinion",
    )
    assert article.published.start == date(2025, 6, 3)


def test_broken_json_ld_costs_nothing() -> None:
    head = '<script type="application/ld+json">{"@type": </script><meta property="og:site_name" content="Andes Herald">'
    (article,) = articles(page(f"<article><h1>Fish</h1>{BODY}</article>", head))
    assert article.outlet == "Andes Herald"


def test_a_figures_caption_is_a_caption_without_its_credit() -> None:
    figure = (
        "<figure><img><figcaption>Ana Ruiz and Tom Lee in Lima. Photo: Bo Nilsson/AP</figcaption></figure>"
    )
    (article,) = articles(page(f"<article><h1>Fish</h1><p>{FIRST}</p>{figure}<p>{SECOND}</p></article>"))
    assert texts(article, "caption") == ["Ana Ruiz and Tom Lee in Lima."]
    assert article.text.index("Ana Ruiz and Tom Lee") > article.text.index(FIRST)


FURNITURE = [
    f"<nav><p>{THIRD}</p></nav>",
    f"<aside><p>{THIRD}</p></aside>",
    f'<div class="related-stories"><p>{THIRD}</p></div>',
    f'<section id="comments"><p>{THIRD}</p></section>',
    f'<div class="newsletterSignup"><p>{THIRD}</p></div>',
    f'<div role="dialog"><p>{THIRD}</p></div>',
    f"<script>{THIRD}</script>",
    f"<!-- {THIRD} -->",
    f"<footer><p>{THIRD}</p></footer>",
    f"<table><tr><td>{THIRD}</td></tr></table>",
]


@pytest.mark.parametrize("furniture", FURNITURE)
def test_furniture_elements_are_taken_out(furniture: str) -> None:
    (article,) = articles(page(f"<article><h1>Fish</h1><p>{FIRST}</p>{furniture}<p>{SECOND}</p></article>"))
    assert texts(article) == [FIRST, SECOND]


def test_what_was_taken_out_is_kept_for_inspection() -> None:
    (article,) = articles(page(f"<nav>{THIRD}</nav><article><h1>Fish</h1>{BODY}</article>"))
    assert ("html_nav", THIRD) in [(piece.rule, piece.text) for piece in article.removed]


def test_text_behind_a_removed_element_stays() -> None:
    (article,) = articles(page(f"<article><h1>Fish</h1><p>{FIRST}</p><aside>x</aside>{SECOND}</article>"))
    assert texts(article) == [FIRST, SECOND]


def test_a_container_whose_class_sounds_like_furniture_is_kept() -> None:
    (article,) = articles(page(f'<article><div class="share-enabled"><h1>Fish</h1>{BODY}</div></article>'))
    assert texts(article) == [FIRST, SECOND]


def test_a_list_page_gives_each_article_its_own_address_and_date() -> None:
    items = "".join(
        f'<article><h2><a href="/{n}">Story number {n}</a></h2><time datetime="2025-06-0{n}"></time>{BODY}</article>'
        for n in (1, 2)
    )
    found = articles(page(items), url="https://example.org/list")
    assert [(a.url, a.published.start) for a in found] == [
        ("https://example.org/1", date(2025, 6, 1)),
        ("https://example.org/2", date(2025, 6, 2)),
    ]


def test_blocks_that_repeat_are_articles() -> None:
    blocks = "".join(f'<div class="item"><h3>Story number {n}</h3>{BODY}</div>' for n in (1, 2, 3))
    assert [a.title for a in articles(page(f"<div>{blocks}</div>"))] == [
        f"Story number {n}" for n in (1, 2, 3)
    ]


def test_cards_of_other_stories_do_not_make_an_article_page_a_list() -> None:
    head = '<meta property="og:type" content="article">'
    card = f"<article><h3>Another story</h3><p>{THIRD} {THIRD}</p></article>"
    found = articles(page(f"<article><h1>Fish</h1>{BODY}{BODY}</article>{card}", head))
    assert [a.title for a in found] == ["Fish"]


def test_a_page_without_article_elements_is_read_by_its_main_text() -> None:
    html = page(
        f'<div><a href="/">Home</a></div><div><h1>Fish and peace</h1><div>By Ana Ruiz</div>{BODY}<p>{THIRD}</p></div>',
        "<title>Fish and peace | Andes Herald</title>",
    )
    (article,) = articles(html)
    assert (article.title, article.outlet, article.byline) == ("Fish and peace", "Andes Herald", "Ana Ruiz")
    assert texts(article) == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "html", ["<html><body><div id=app></div></body></html>", "<!-- x -->", "<p>Loading</p>"]
)
def test_html_without_an_article_is_an_error(html: str) -> None:
    with pytest.raises(ItemError, match=r"page\.html"):
        articles(html)
