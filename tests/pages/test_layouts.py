"""Pages of every layout we know, whole: each file of layouts/ holds pages and the articles they should give."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from loaders.pages import split_page, split_sentences
from loaders.pages.dates import given_date
from loaders.records import Article, Page

LAYOUTS = Path(__file__).parent / "layouts"
PAGES: dict[str, dict[str, Any]] = {
    f"{file.stem}: {name}": {"format": "html" if file.stem.startswith("html") else "text", **case}
    for file in sorted(LAYOUTS.glob("*.yaml"))
    for name, case in yaml.safe_load(file.read_text("utf-8")).items()
}


def articles_of(case: dict[str, Any]) -> list[Article]:
    published = given_date(case.get("published"))
    page = Page("page", case["page"], case["format"], url=case.get("url"), published=published)
    return [item for item in split_page(page) if isinstance(item, Article)]


def told(article: Article) -> dict[str, Any]:
    """What a layout's expectation may state of an article."""
    sentences = split_sentences(article)
    return {
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "genre": article.genre,
        "url": article.url,
        "credits": list(article.credits),
        "published": article.published.start,
        "last day": article.published.end,
        "precision": article.published.precision,
        "text": [s.text for s in sentences if s.kind == "body"],
        "captions": [s.text for s in sentences if s.kind == "caption"],
        "opinions": [s.text for s in sentences if s.kind == "body" and s.genre == "opinion"],
        "analysis": [s.text for s in sentences if s.kind == "body" and s.genre == "analysis"],
        "days": [s.published.start if s.published else None for s in sentences if s.kind == "body"],
        "speakers": [s.speaker for s in sentences if s.kind == "body"],
    }


@pytest.mark.parametrize("name", PAGES)
def test_a_page_gives_its_articles(name: str) -> None:
    case = PAGES[name]
    found = [told(article) for article in articles_of(case)]
    expected = case["articles"]
    assert [article["title"] for article in found] == [article.get("title") for article in expected]
    assert [
        {key: article[key] for key in wanted} for article, wanted in zip(found, expected, strict=True)
    ] == expected
