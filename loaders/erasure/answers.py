"""Forgetting what a language model has answered about what is erased."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from database.settings import read_settings
from loaders.extractors import MODEL_ANSWERS


def forget_answers(sentences: Collection[Mapping[str, Any]]) -> None:
    """Forget the answers, kept on this machine, about sentences that the graph held; given as its rows of them."""
    path = read_settings().home / MODEL_ANSWERS
    if sentences and path.exists():
        # Imported when there is something to forget: the package takes a second to import.
        from loaders.model_extraction.answers import forget_answers as forget  # noqa: PLC0415
        from loaders.model_extraction.question import keys_of  # noqa: PLC0415

        forget(path, keys_of(sentences))
