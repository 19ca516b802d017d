"""The graph in Neo4j: evidence written from readings, events and negotiations projected from it."""

from loaders.graph.evidence import EvidenceWriter, Written, write_reading
from loaders.graph.judging import Judged, judge, undo
from loaders.graph.projection import Projected, project
from loaders.graph.rebuilding import rebuild
from loaders.graph.rereading import Revision
from loaders.graph.snapshot import Snapshot, snapshot

__all__ = [
    "EvidenceWriter",
    "Judged",
    "Projected",
    "Revision",
    "Snapshot",
    "Written",
    "judge",
    "project",
    "rebuild",
    "snapshot",
    "undo",
    "write_reading",
]
