"""Armed groups from the UCDP actor list (CC BY 4.0): those that the hand-written files do not have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from loaders.actors.bodies import read_bodies
from loaders.actors.names import fold, is_acronym, normalise
from loaders.actors.tables import DataFolder
from tools.build_actors.countries import Countries
from tools.build_actors.tables import Row, read_rows, write_rows

FILE = "groups_ucdp.csv"
_HERE = Path(__file__).parent
_ORGANISED_GROUP = "1"
# Where the list names a place by its government in the conflict, or by a name of its own.
_COUNTRIES = {
    "DR Congo": "COD", "Israel": "PSE", "Myanmar": "MMR", "Russia": "RUS", "Serbia": "SRB", "Yemen": "YEM",
    "South Yemen": "YEM", "Vietnam": "VNM", "South Vietnam": "VNM", "Hyderabad": "IND", "Ivory Coast": "CIV",
    "Congo": "COG", "Zimbabwe": "ZWE", "Cambodia": "KHM", "Madagascar": "MDG", "United States of America": "USA",
    "Bosnia-Herzegovina": "BIH", "North Macedonia": "MKD", "Gambia": "GMB",
}  # fmt: skip


_NO_NAMES = frozenset({"", "n/a"})


def build_groups(sources: Path, data: Path, countries: Countries) -> None:
    """Write ``groups_ucdp.csv``; its own earlier version does not count as known."""
    (data / FILE).write_text("key,kind,country,name,aliases,part_of,since,until\n", encoding="utf-8")
    known = {normalise(phrase) for entry in read_bodies(DataFolder(data)) for phrase, _ in entry.names}
    rules = yaml.safe_load((_HERE / "groups_not_matched.yaml").read_text(encoding="utf-8"))
    left_out = re.compile("|".join(rules["left_out"]))
    groups = [row for row in _groups(sources) if not any(map(left_out.search, _forms(row)))]
    groups = [row for row in groups if known.isdisjoint(map(normalise, _forms(row)))]
    shared = Counter(normalise(form) for row in groups for form in set(_forms(row)))
    weak = {normalise(name) for name in rules["weak"]}
    rows = [_row(row, countries, shared, weak) for row in groups]
    write_rows(data / FILE, _distinct(rows, weak), "country", "name")


def _groups(sources: Path) -> Iterator[Row]:
    for row in read_rows(sources / "armed_groups_ucdp_actor_22.1.csv"):
        if row["org_type"].strip() == _ORGANISED_GROUP:
            yield {key: " ".join(value.replace("’", "'").split()) for key, value in row.items()}


def _forms(row: Row) -> list[str]:
    """Give the names, the best first: in full and in English where the short one is initials."""
    short, full, original = row["name"], row["name_full_english"], row["name_original_language"]
    initials = is_acronym(short.replace("/", "").replace(" ", "")) or "/" in short
    ordered = [full, short, original] if initials else [short, full, original]
    plain = (re.sub(r"\s*\([^)]*\)", "", form).strip() for form in ordered)
    return list(
        dict.fromkeys(
            form for form in plain if form.isprintable() and fold(form).isascii() and form not in _NO_NAMES
        )
    )


def _row(row: Row, countries: Countries, shared: Counter[str], weak: set[str]) -> Row:
    name, *others = _forms(row)
    aliases = [_marked(other, weak) for other in others if shared[normalise(other)] == 1]
    return {
        "key": f"ucdp-{row['actor_id']}",
        "kind": "armed_group",
        "country": _country(row["location"], countries) or "",
        "name": name,
        "aliases": ";".join(aliases),
        "part_of": "",
        "since": "",
        "until": "",
    }


def _marked(name: str, weak: set[str]) -> str:
    """Mark ordinary words, and initials so short that they stand for something else somewhere."""
    short = is_acronym(name) and len(name.replace(".", "")) <= 4
    return f"{name}?" if short or normalise(name) in weak else name


def _country(location: str, countries: Countries) -> str | None:
    first = re.sub(r"\s*\(.*", "", location.partition(",")[0]).strip()
    return _COUNTRIES.get(first) or countries.from_name(first)


def _distinct(rows: list[Row], weak: set[str]) -> list[Row]:
    """Leave out groups whose name is borne by several, or is an ordinary word."""
    counts = Counter(normalise(row["name"]) for row in rows)
    return [row for row in rows if counts[normalise(row["name"])] == 1 and normalise(row["name"]) not in weak]
