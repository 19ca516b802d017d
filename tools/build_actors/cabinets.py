"""Cabinets of the CIA's World Leaders directory (public domain): who was in office on a day, without terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tools.build_actors.countries import Countries
from tools.build_actors.printed_names import read_printed_name
from tools.build_actors.tables import read_rows
from tools.build_actors.tenures import Tenure, read_posts

# The older copy has one day for all pages, and lagged two weeks behind in a case that was checked.
_OLDER = ("cabinets_cia_world_leaders_2019-06.csv", "2019-05-15")
# Printed under another country than their own.
_MISPLACED = frozenset(
    {
        ("BRA", "Bausili"),
        ("ETH", "Mboweni"),
        ("YEM", "Hussein"),
        ("COD", "Collinet Makosso"),
        ("JAM", "Jean"),
        ("AND", "Macron"),
    }
)
# Where people have one name; elsewhere a single word is the remains of one.
_ONE_NAME = frozenset({"BEL", "IDN", "JPN", "LUX", "THA"})
_NEWER = "cabinets_cia_world_leaders_2026-05.csv"


def read_cabinets(sources: Path, countries: Countries) -> Iterator[Tenure]:
    """Read both copies; an office seen in both was not held throughout for all that is known."""
    older, day = _OLDER
    for file, default in ((older, day), (_NEWER, "")):
        for row in read_rows(sources / file):
            country = countries.from_name(row["country"])
            name = read_printed_name(row["name"], country)
            if country is None or name is None or (country, name.surname) in _MISPLACED:
                continue
            if " " not in name.name and country not in _ONE_NAME:
                continue
            seen = row.get("page_updated", default)
            for post in read_posts(row["title"]):
                acting = "(acting)" in (row["name"] + row["title"]).lower()
                held = replace(post, title=f"Acting {post.title}") if acting else post
                yield Tenure(country, name, held, seen=(seen, seen))
