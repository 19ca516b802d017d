"""One extractor a run, and sentences read by it as articles of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from plain_articles import PUBLISHED, article_of

from loaders.extraction import Extractor
from loaders.extraction.language_model import load_model, parse_sentences
from loaders.extraction.parses import Parse
from loaders.records import Mention, Reading, Sentence


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor that the service uses."""
    return Extractor()


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Callable[..., Reading]:
    """Read one text: ``read(text, published="2025-06-02")``."""

    def read_one(text: str, published: str | None = PUBLISHED) -> Reading:
        return next(extractor.read([article_of(text, published)]))

    return read_one


@pytest.fixture(scope="session")
def told(read: Callable[..., Reading]) -> Callable[..., Mention]:
    """Read one text and return its one mention of a type: ``told(text, "CONSULT")``."""

    def told_one(text: str, type: str, published: str | None = PUBLISHED) -> Mention:
        mentions = read(text, published).mentions
        found = [mention for mention in mentions if mention.type == type]
        assert len(found) == 1, [(m.type, m.mode, m.status, m.trigger.text) for m in mentions]
        return found[0]

    return told_one


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Parse]:
    """Parse one sentence that starts its article."""
    model = load_model()

    def parse_one(text: str) -> Parse:
        return next(parse_sentences([Sentence("an article", "1", 0, text, 0, len(text))], model))

    return parse_one
