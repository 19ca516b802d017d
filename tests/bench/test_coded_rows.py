"""The rows of a store that is filled in bulk, beside those that a load writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from bench.coded_rows import Entry, actor_entries, copied, ends_of, event_entries, evidence_entries
from bench.importing import property_types
from bench.unwind import Rows, read_rows
from database import Database
from database.values import plain
from loaders.coded.rows import CodedRow, read_day
from loaders.load import load
from loaders.records import Reading

MOMENTS = {"ingested", "active_since"}


def reading() -> Reading:
    day = date(2018, 2, 1)
    rows = [
        CodedRow(day, "Kenya", "Make a visit", "Uganda", "042"),
        CodedRow(day, "Police (Kenya)", "Arrest", "Citizen (Uganda)", "173"),
        CodedRow(day, "Norway", "Mediate", "Sudan", "045"),
    ]
    return read_day("ours", rows)


def entries() -> list[Entry]:
    one = reading()
    projected = [entry for event in event_entries(one) for entry in event]
    return [*actor_entries([one]), *evidence_entries(one), *projected]


def own(found: Iterable[Entry]) -> dict[str, list[dict[str, Any]]]:
    """Give the rows of our own model as they would be stored, by label and relationship type."""
    kinds: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for kind, row in found:
        if not kind.casefold().startswith("peer"):
            names = (*(("from", "to") if ends_of(kind) else ()), *property_types(kind))
            kinds[kind].append({name: row[name] for name in names if row.get(name) is not None})
    return kinds


def stored(rows: Rows) -> dict[str, list[dict[str, Any]]]:
    kinds: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for labels, nodes in rows.nodes.items():
        kinds[labels[0]] += [{name: plain(value) for name, value in node.items()} for node in nodes]
    for (kind, *_), edges in rows.relationships.items():
        for edge in edges:
            properties = {name: plain(value) for name, value in edge["properties"].items()}
            kinds[kind].append({"from": edge["from"], "to": edge["to"], **properties})
    return kinds


def comparable(rows: Iterable[dict[str, Any]], without: Iterable[str] = ()) -> list[str]:
    left_out = {*MOMENTS, *without}
    return sorted(
        repr(sorted((name, value) for name, value in row.items() if name not in left_out and value != []))
        for row in rows
    )


def test_bulk_rows_are_those_that_a_load_writes(db: Database) -> None:
    load(db, [reading()])
    loaded, made = stored(read_rows(db)), own(entries())
    # Texts are left out of bulk stores; pages, loads and negotiations come of no event alone.
    for kind in made:
        without = ("text", "passages") if kind == "Article" else ()
        assert comparable(made[kind], without) == comparable(loaded[kind], without), kind


def test_a_copy_is_of_the_same_actors_at_another_time() -> None:
    event = event_entries(reading())[0]
    rows = dict(copied(event, 2, timedelta(days=31)))
    assert rows["Event"]["start"] == date(2018, 1, 1)
    assert rows["Event"]["sort_key"] == f"2018-01-01 {rows['Event']['id']}"
    assert rows["Event"]["id"].endswith("~2")
    assert (rows["SOURCE_OF"]["from"], rows["SOURCE_OF"]["to"]) == ("Q114", rows["Event"]["id"])
    assert rows["PEER_TARGETED"]["from"] == rows["PeerEvent"]["id"] == rows["Event"]["id"]


def test_every_property_of_a_row_has_a_column() -> None:
    for kind, row in entries():
        known = {*property_types(kind), "from", "to", "label", "kind"}
        assert set(row) <= known, kind
