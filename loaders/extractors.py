"""The extractors, in one table keyed by name. Each turns articles into readings of its own mentions."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Protocol

from loaders.records import Article, Extractor, Reading, Rejection

FRAMES, OPENAI = "frames", "openai"
BOTH = "both"
"""Not an extractor but a choice: the frames, and beside them the model."""


MODEL_ANSWERS = "model-answers.sqlite3"
"""The file in the service's home that keeps what a model has answered."""


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


def readers_named(name: str) -> tuple[str, ...]:
    """Return the names and versions under which a choice of :data:`CHOICES` reads, without loading what it needs."""
    readers = (FRAMES, OPENAI) if name == BOTH else (name,)
    return tuple(f"{reader.name} {reader.version}" for reader in (_IDENTITIES[each]() for each in readers))


def _frames_identity() -> Extractor:
    from loaders.extraction.mentions import IDENTITY  # noqa: PLC0415

    return IDENTITY


def _model_identity() -> Extractor:
    from loaders.model_extraction.extractor import identity  # noqa: PLC0415
    from loaders.model_extraction.settings import read_model_settings  # noqa: PLC0415

    return identity(read_model_settings())


_IDENTITIES: Mapping[str, Callable[[], Extractor]] = {FRAMES: _frames_identity, OPENAI: _model_identity}


@cache
def extractor_named(name: str) -> ArticleReader:
    """Return the process's extractor of a name; the first call loads what it needs."""
    extractor = EXTRACTORS[name]()
    # What it knows, a million objects, stays to the end: looking through them took a tenth of the reading.
    gc.freeze()
    return extractor
