"""Wikidata ids of organisations, from the Supraverden list (CC BY-SA 4.0), in a file of their own."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from loaders.actors.names import normalise, read_names
from tools.build_actors.tables import Row, read_rows, write_rows

FILE = "qids_organizations.csv"
_FILES = ("organizations.csv", "non_governmental.csv")
# Full names only: one abbreviation may be two organisations'.
_COLUMNS = ("name_en", "name_other_en", "name_other_2_en")


def build_organization_qids(sources: Path, data: Path) -> None:
    """Write the ids of the hand-written organisations whose full name the list has once."""
    qids: dict[str, set[str]] = defaultdict(set)
    for row in read_rows(sources / "international_orgs_supraverden.csv"):
        for column in _COLUMNS:
            if row[column] and row["wikidata_code"]:
                qids[normalise(row[column])].add(row["wikidata_code"])
    rows = [
        {"key": row["key"], "qid": found.pop()}
        for file in _FILES
        for row in read_rows(data / file)
        if len(found := _found(row, qids)) == 1
    ]
    write_rows(data / FILE, rows, "key")


def _found(row: Row, qids: dict[str, set[str]]) -> set[str]:
    """Give the ids under an organisation's name, else under its aliases."""
    own = set(qids.get(normalise(row["name"]), set()))
    aliases = (name.name for name in read_names(row["aliases"]) if not name.weak and not name.until.end)
    return own or set().union(*(qids.get(normalise(alias), set()) for alias in aliases))
