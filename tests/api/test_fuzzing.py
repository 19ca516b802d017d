"""Random valid documents are answered, or refused for a reason that the client can mend.

``GOODOFFICES_TEST_FUZZ`` sets how many are asked; in the daily run they are few, for Neo4j plans each anew.
"""

from __future__ import annotations

import os

import pytest
from fuzzing import Fuzz

from app.api import Api

SEEDS = range(int(os.environ.get("GOODOFFICES_TEST_FUZZ", "10")))
NOT_TO_BE_MENDED = {"INTERNAL_ERROR", "DATABASE_UNAVAILABLE"}


@pytest.mark.parametrize("seed", SEEDS)
async def test_no_document_breaks_the_service(api: Api, seed: int) -> None:
    document = Fuzz(api.schema._schema, seed).document()
    result = await api.execute(document)
    codes = {(error.extensions or {}).get("code") for error in result.errors or ()}
    assert not codes & NOT_TO_BE_MENDED, document
