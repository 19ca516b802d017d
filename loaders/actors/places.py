"""Cities, places of diplomacy and territories: where talks are held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from loaders.actors.names import normalise, read_names
from loaders.actors.records import City, Sense
from loaders.actors.tables import DataFolder

type Cities = dict[str, tuple[City, ...]]
type CityNames = list[tuple[str, Sense]]


def read_places(folder: DataFolder, ids: Mapping[str, str]) -> tuple[Cities, CityNames]:
    """Read the places by normalised name, and the names that may be matched in running text."""
    cities: dict[str, dict[City, str]] = defaultdict(dict)
    names: CityNames = []
    for city, spellings, kind in (*_cities(folder), *_territories(folder)):
        for name in spellings:
            cities[normalise(name)].setdefault(city, kind)
            if kind and city.country and city.country in ids:
                names.append((name, Sense(ids[city.country], kind, weak=True)))
    return {name: _by_importance(found) for name, found in cities.items()}, names


def _cities(folder: DataFolder) -> Iterator[tuple[City, list[str], str]]:
    for file in ("cities.csv", "places_of_diplomacy.csv"):
        for row in folder.rows(file):
            population = int(row["population"]) if row["population"] else None
            city = City(row["name"], row["country"] or None, row["capital"] == "yes", population)
            yield city, [city.name, *filter(None, row["aliases"].split(";"))], row["matched"]


def _territories(folder: DataFolder) -> Iterator[tuple[City, list[str], str]]:
    for row in folder.rows("states_former.csv"):
        if row["status"] == "territory":
            names = [
                name.name
                for column in ("names", "adjectives", "demonyms")
                for name in read_names(row[column])
            ]
            yield City(names[0], row["country"] or None), names, "territory"


def _by_importance(found: Mapping[City, str]) -> tuple[City, ...]:
    """Put a territory before its town ("Gaza"), a capital before other cities, the populous before the small."""
    return tuple(
        sorted(
            found, key=lambda city: (found[city] != "territory", not city.capital, -(city.population or 0))
        )
    )
