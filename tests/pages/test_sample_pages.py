"""The sample pages give the articles that samples/expected.yaml lists."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from loaders.pages import read_articles, split_sentences
from loaders.records import Article

SAMPLES = Path(__file__).parents[2] / "samples"
EXPECTED: dict[str, Any] = yaml.safe_load((SAMPLES / "expected.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_page_gives_its_articles(name: str) -> None:
    found = [item for item in read_articles(SAMPLES / name) if isinstance(item, Article)]
    assert [
        {"title": a.title, "outlet": a.outlet, "genre": a.genre, "published": a.published.start}
        for a in found
    ] == EXPECTED[name]["articles"]


@pytest.mark.parametrize("name", EXPECTED)
def test_no_sentence_that_a_fact_needs_is_lost(name: str) -> None:
    articles = [item for item in read_articles(SAMPLES / name) if isinstance(item, Article)]
    sentences = [sentence.text for article in articles for sentence in split_sentences(article)]
    lost = [
        fact["quote"] for fact in EXPECTED[name]["facts"] if not any(fact["quote"] in s for s in sentences)
    ]
    assert lost == []
