"""Cities of 100,000 and more, and capitals, from Natural Earth (public domain), under the names news uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from loaders.actors.names import fold
from tools.build_actors.tables import Row, read_rows, write_rows

_HERE = Path(__file__).parent
# Natural Earth's own codes where they are not ISO 3166-1.
_COUNTRY = {"ALD": "ALA", "CYN": "CYP", "KOS": "XKX", "PSX": "PSE", "SAH": "ESH", "SOL": "SOM"}
# Smaller than this, a name in running text is rather somebody's or a word; the lookup by name knows it still.
_MATCHED_POPULATION = 100_000
# Countries with hundreds of cities in the source, whose lesser ones are rarely in the news of the world.
_MANY_CITIES = frozenset({"BRA", "CHN", "COL", "IND", "JPN", "MEX", "PER", "PHL", "USA", "VEN"})
_MATCHED_POPULATION_OF_MANY = 300_000
_SHORTEST_MATCHED = 4


def build_cities(sources: Path, data: Path) -> None:
    """Write ``cities.csv``."""
    corrections = {
        (row["country"], row["natural_earth"]): row for row in read_rows(_HERE / "city_corrections.csv")
    }
    places = list(read_rows(sources / "cities_natural_earth.csv"))
    unmatched = _unmatched_names()
    rows = [_city(place, corrections.get((place["adm0_a3"], place["name"])), unmatched) for place in places]
    used = Counter((place["adm0_a3"], place["name"]) for place in places)
    if stale := [key for key in corrections if key not in used]:
        raise SystemExit(f"city_corrections.csv corrects what Natural Earth does not have: {stale}")
    write_rows(data / "cities.csv", _merged(rows), "country", "name")


def _unmatched_names() -> frozenset[str]:
    lists = yaml.safe_load((_HERE / "city_names_not_matched.yaml").read_text(encoding="utf-8"))
    return frozenset(fold(str(name)) for names in lists.values() for name in names)


def _city(place: Row, correction: Row | None, unmatched: frozenset[str]) -> Row:
    name = correction["name"] if correction else place["ascii"] or place["name"].strip("\u200e ")
    capital = place["class"].startswith("Admin-0 capital")
    aliases = dict.fromkeys(
        alias for alias in _spellings(place, correction) if fold(alias).lower() != fold(name).lower()
    )
    return {
        "name": name,
        "country": _COUNTRY.get(place["adm0_a3"], place["adm0_a3"]),
        "capital": "yes" if capital else "",
        "population": str(max(int(place["pop_max"]), 0) or ""),
        "aliases": ";".join(aliases),
        "matched": "city" if _is_matched(name, place, capital) and fold(name) not in unmatched else "",
    }


def _spellings(place: Row, correction: Row | None) -> Iterator[str]:
    if correction:
        yield from filter(None, correction["aliases"].split(";"))
        yield place["ascii"] or place["name"]
    for spelling in (*place["alt"].split("|"), *place["parenthetical"].split("/")):
        plain = spelling.partition(",")[0].partition(" (")[0].strip()
        # Some alternatives lost a letter to a wrong encoding, some name a metropolitan area.
        if len(plain) > 2 and plain.isascii() and "-" not in plain.removeprefix("Al-"):
            yield plain


def _is_matched(name: str, place: Row, capital: bool) -> bool:
    least = _MATCHED_POPULATION_OF_MANY if place["adm0_a3"] in _MANY_CITIES else _MATCHED_POPULATION
    return len(name) >= _SHORTEST_MATCHED and (capital or int(place["pop_max"]) >= least)


def _merged(rows: list[Row]) -> list[Row]:
    """Keep the largest of several cities of one name in one country."""
    largest: dict[tuple[str, str], Row] = {}
    for row in sorted(rows, key=lambda row: -int(row["population"] or 0)):
        largest.setdefault((row["country"], row["name"]), row)
    return list(largest.values())
