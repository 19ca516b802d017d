"""Cities, places of diplomacy and territories: where talks are held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from loaders.actors.names import normalise
from loaders.actors.records import City, Sense
from loaders.actors.tables import DataFolder

type Cities = dict[str, tuple[City, ...]]
type CityNames = list[tuple[str, Sense]]


def read_places(folder: DataFolder, ids: Mapping[str, str]) -> tuple[Cities, CityNames]:
    """Read the places by normalised name, and the names that may be matched in running text."""
    cities: dict[str, list[City]] = defaultdict(list)
    names: CityNames = []
    for file in ("cities.csv", "places_of_diplomacy.csv"):
        for row in folder.rows(file):
            population = int(row["population"]) if row["population"] else None
            city = City(row["name"], row["country"] or None, row["capital"] == "yes", population)
            for name in (row["name"], *filter(None, row["aliases"].split(";"))):
                cities[normalise(name)].append(city)
                if row["matched"] and city.country in ids:
                    names.append((name, Sense(ids[city.country], row["matched"], weak=True)))
    return {name: tuple(sorted(found, key=_importance)) for name, found in cities.items()}, names


def _importance(city: City) -> tuple[bool, int]:
    return not city.capital, -(city.population or 0)
