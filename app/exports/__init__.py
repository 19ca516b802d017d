"""Files and networkx graphs from what was read or from the database."""

from app.exports.corpus import Corpus
from app.exports.files import whole_file
from app.exports.flat_values import ExportError
from app.exports.formats import EXPORTERS, STORE_FORMATS, Exporter
from app.exports.json_lines import event_line, event_lines, mention_line, mention_lines
from app.exports.record_graph import build_graph

__all__ = [
    "EXPORTERS",
    "STORE_FORMATS",
    "Corpus",
    "ExportError",
    "Exporter",
    "build_graph",
    "event_line",
    "event_lines",
    "mention_line",
    "mention_lines",
    "whole_file",
]
