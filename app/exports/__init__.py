"""Files and networkx graphs from what was read or from the database."""

from app.exports.as_of import read_graph_as_of
from app.exports.corpus import Corpus
from app.exports.files import whole_file
from app.exports.flat_values import ExportError
from app.exports.formats import EXPORTERS, STORE_FORMATS, Exporter
from app.exports.json_lines import event_line, event_lines, mention_line, mention_lines
from app.exports.record_graph import build_graph
from app.exports.selection import Selection
from app.exports.stored_graph import read_graph

__all__ = [
    "EXPORTERS",
    "STORE_FORMATS",
    "Corpus",
    "ExportError",
    "Exporter",
    "Selection",
    "build_graph",
    "event_line",
    "event_lines",
    "mention_line",
    "mention_lines",
    "read_graph",
    "read_graph_as_of",
    "whole_file",
]
