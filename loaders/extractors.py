"""The extractors, in one table keyed by name. Each turns articles into readings of its own mentions."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Protocol

from loaders.records import Article, Reading, Rejection

FRAMES, OPENAI = "frames", "openai"
BOTH = "both"
"""Not an extractor but a choice: the frames, and beside them the model."""


class ArticleReader(Protocol):
    """What an extractor is: it reads articles in their order, and rejects what it cannot read."""

    def read(self, articles: Iterable[Article], /) -> Iterator[Reading | Rejection]:
        """Yield a reading for each article that can be read."""
        ...


def _frames_extractor() -> ArticleReader:
    # Imported when it is asked for: spaCy takes more than a second to import, which no help should wait for.
    from loaders.extraction import Extractor  # noqa: PLC0415

    return Extractor()


def _model_extractor() -> ArticleReader:
    # Imported when it is asked for: the package openai is an extra, and takes a second to import.
    from loaders.model_extraction import ModelExtractor  # noqa: PLC0415

    return ModelExtractor()


EXTRACTORS: Mapping[str, Callable[[], ArticleReader]] = {
    FRAMES: _frames_extractor,
    OPENAI: _model_extractor,
}
CHOICES = (*EXTRACTORS, BOTH)
"""What a user may choose."""


@cache
def extractor_named(name: str) -> ArticleReader:
    """Return the process's extractor of a name; the first call loads what it needs."""
    extractor = EXTRACTORS[name]()
    # What it knows, a million objects, stays to the end: looking through them took a tenth of the reading.
    gc.freeze()
    return extractor
