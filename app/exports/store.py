"""Exports of what is stored, now or as known at a time, in any format."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from app.exports.as_of import read_graph_as_of, recall_corpus
from app.exports.formats import Exporter
from app.exports.graph import Graph
from app.exports.selection import Selection
from app.exports.stored_graph import read_graph
from database import Executor
from graph_schema import GoodOfficesError
from loaders.graph.past import AsOf

type Write = Callable[[BinaryIO], None]


def read_known(db: Executor, as_of: AsOf, selection: Selection | None = None) -> Graph:
    """Build the graph of what is stored: what is known now, or was at a time."""
    return read_graph_as_of(db, as_of, selection) if as_of else read_graph(db, selection)


def read_for(exporter: Exporter, db: Executor, as_of: AsOf, selection: Selection) -> Write:
    """Read what a format holds; return what writes it to a file, for which nothing need be read any more."""
    if exporter.write_records is not None:
        return partial(exporter.write_records, recall_corpus(db, as_of, selection))
    if exporter.write_graph is not None:
        return partial(exporter.write_graph, read_known(db, as_of, selection))
    raise GoodOfficesError(
        f"{exporter.description}: it cannot be written. Give it a writer in app.exports.formats."
    )
