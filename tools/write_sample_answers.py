"""Write anew what the documentation shows of the sample pages: the README's table, answers of the named queries.

``make docs`` runs it, on a Neo4j of its own.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from app.samples import sample_pages
from database import connect, read_settings
from loaders.load import load
from loaders.pipeline import read
from tools import write_queries, write_readme


def main() -> None:
    """Load the sample pages and write what they answer."""
    with (
        tempfile.TemporaryDirectory() as home,
        connect(read_settings().local_at(Path(home))) as db,
    ):
        load(db, read(sample_pages()))
        write_readme.write_table(db)
        write_queries.PAGE.write_text(write_queries.queries_page(db), encoding="utf-8")


if __name__ == "__main__":
    main()
