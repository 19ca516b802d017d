"""A fake endpoint for each test, and extractors that ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_endpoint import FakeEndpoint, running

from loaders.actors.knowledge import knowledge
from loaders.extraction.frames import load_frames
from loaders.extraction.language_model import load_model
from loaders.extraction.parsing import ArticleParser
from loaders.model_extraction import ModelExtractor
from loaders.model_extraction.settings import ModelSettings
from loaders.records import Article, Mention, Reading, Rejection


@pytest.fixture
def endpoint() -> Iterator[FakeEndpoint]:
    """An endpoint that answers no sentence with any event, until a test tells it otherwise."""
    with running() as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def parser() -> ArticleParser:
    """The parser that the service uses, loaded once."""
    return ArticleParser(load_model(), knowledge(), load_frames())


@pytest.fixture
def asking(
    endpoint: FakeEndpoint, tmp_path: Path, parser: ArticleParser
) -> Iterator[Callable[..., ModelExtractor]]:
    """Make an extractor that asks the endpoint; two of one test share their kept answers, as two runs do."""
    made: list[ModelExtractor] = []

    def make(**settings: Any) -> ModelExtractor:
        wanted = {"base_url": endpoint.url, "model": "a-model", "tries": 3, **settings}
        chosen = ModelSettings(**wanted)
        made.append(ModelExtractor(chosen, tmp_path, parser=parser, first_pause=0.01))
        return made[-1]

    yield make
    for extractor in made:
        extractor.close()


@pytest.fixture
def read(asking: Callable[..., ModelExtractor]) -> Callable[..., tuple[list[Mention], list[Rejection]]]:
    """Read articles: ``read(article, concurrency=1)`` gives mentions and rejections."""

    def read_some(*articles: Article, **settings: Any) -> tuple[list[Mention], list[Rejection]]:
        results = list(asking(**settings).read(articles))
        mentions = [mention for one in results if isinstance(one, Reading) for mention in one.mentions]
        return mentions, [one for one in results if isinstance(one, Rejection)]

    return read_some
