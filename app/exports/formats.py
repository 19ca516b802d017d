"""The formats of ``goodoffices extract`` and ``goodoffices export``, in one table.

To add one, write a function that takes a graph (or a corpus) and an open file, and name it here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from app.exports.corpus import Corpus
from app.exports.flat_values import to_json
from app.exports.gexf import write_gexf
from app.exports.graph import Graph
from app.exports.graphml import write_graphml
from app.exports.json_lines import event_lines, mention_lines
from app.exports.node_link import write_node_link
from app.exports.record_graph import build_graph
from app.exports.tables import write_events, write_triples

type GraphWriter = Callable[[Graph, BinaryIO], None]
type RecordWriter = Callable[[Corpus, BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Exporter:
    """How one format is written: from the graph, or from the records that hold more than the graph does."""

    description: str
    suffix: str
    """Of file names, with its dot."""
    media_type: str
    write_graph: GraphWriter | None = None
    write_records: RecordWriter | None = None

    def write(self, corpus: Corpus, out: BinaryIO, *, genres: Collection[str] | None = None) -> None:
        """Write what was read; formats of the graph leave out opinion unless ``genres`` asks for it."""
        if self.write_records is not None:
            self.write_records(corpus, out)
        elif self.write_graph is not None:
            self.write_graph(build_graph(corpus, genres=genres), out)


def _write_mentions(corpus: Corpus, out: BinaryIO) -> None:
    _write_lines(mention_lines(corpus), out)


def _write_event_lines(corpus: Corpus, out: BinaryIO) -> None:
    _write_lines(event_lines(corpus), out)


def _write_lines(lines: Iterable[object], out: BinaryIO) -> None:
    out.writelines(to_json(line) + b"\n" for line in lines)


EXPORTERS: Mapping[str, Exporter] = {
    "jsonl": Exporter(
        "JSON Lines, one line per mention",
        ".jsonl",
        "application/jsonl",
        write_records=_write_mentions,
    ),
    "events": Exporter(
        "JSON Lines, one line per event",
        ".jsonl",
        "application/jsonl",
        write_records=_write_event_lines,
    ),
    "triples": Exporter(
        "CSV, one row per (actor, relationship, event) with its evidence",
        ".csv",
        "text/csv",
        write_graph=write_triples,
    ),
    "csv": Exporter(
        "CSV, one row per event with a column for each role",
        ".csv",
        "text/csv",
        write_graph=write_events,
    ),
    "graphml": Exporter(
        "GraphML, for Gephi, yEd, igraph and networkx",
        ".graphml",
        "application/graphml+xml",
        write_graph=write_graphml,
    ),
    "gexf": Exporter("GEXF, for Gephi", ".gexf", "application/gexf+xml", write_graph=write_gexf),
    "node-link": Exporter(
        "Node-link JSON, for D3 and networkx",
        ".json",
        "application/json",
        write_graph=write_node_link,
    ),
}
