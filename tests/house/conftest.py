"""The sample pages in the graph, loaded once however many test files ask about them."""

from __future__ import annotations

import pytest

from app.samples import sample_pages
from database import Database
from database.emptying import empty_database
from loaders.load import load
from loaders.pipeline import read

_LOADS = "MATCH (l:Load) RETURN collect(l.id) AS ids"


class _Loaded:
    """What the last test file that asked for the samples loaded."""

    ids: tuple[str, ...] = ()


@pytest.fixture(scope="module")
def samples(database: Database) -> Database:
    """A graph of the sample pages; tests only read it."""
    if not _Loaded.ids or tuple(database.run(_LOADS)[0]["ids"]) != _Loaded.ids:
        empty_database(database)
        _Loaded.ids = (load(database, read(sample_pages())).load_id,)
    return database
