"""Bringing one page into the graph that somebody sends: the way of a load, without a file."""

from __future__ import annotations

from dataclasses import dataclass

from database import Database
from loaders.graph.stored_text import StoredText
from loaders.load import LoadReport, load
from loaders.pages import split_page
from loaders.reading import readings_of
from loaders.records import Page
from loaders.resolution.negotiations import PAUSE_DAYS


@dataclass(frozen=True, slots=True)
class Keeping:
    """What of the user's settings counts when news is written."""

    text: StoredText = StoredText.FULL
    """How much of the texts is stored."""
    pause_days: int = PAUSE_DAYS
    """The longest pause between two rounds of one negotiation."""


def ingest(db: Database, page: Page, keeping: Keeping) -> LoadReport:
    """Load the articles of a page; what cannot be read is recorded as a rejection, as in any load."""
    readings = readings_of(split_page(page))
    return load(db, readings, sources=[page.source], keep=keeping.text, pause_days=keeping.pause_days)
