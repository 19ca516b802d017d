"""Build the derived files of ``loaders/actors/data`` from the folder of public sources.

Run ``python -m tools.build_actors SOURCES``; the hand-written files are read, never written.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tools.build_actors.cabinets import read_cabinets
from tools.build_actors.cities import build_cities
from tools.build_actors.countries import read_countries
from tools.build_actors.factbook import read_factbook
from tools.build_actors.groups import build_groups
from tools.build_actors.organizations import build_organization_qids
from tools.build_actors.people import build_people, with_sightings
from tools.build_actors.phoenix import read_phoenix
from tools.build_actors.states import build_states
from tools.build_actors.uk_ministers import read_uk_ministers

DATA = Path(__file__).parents[2] / "loaders" / "actors" / "data"


def main() -> None:
    """Read the command line and build every file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, help="the folder with the public sources")
    build(parser.parse_args().sources, DATA)


def build(sources: Path, data: Path) -> None:
    """Write every derived file into a folder that holds the hand-written ones."""
    build_states(sources, data)
    build_cities(sources, data)
    build_organization_qids(sources, data)
    countries = read_countries(sources, data)
    build_groups(sources, data, countries)
    cabinets = list(read_cabinets(sources, countries))
    build_people(
        data,
        {
            "officeholders.csv": [*with_sightings(read_factbook(sources, countries), cabinets), *cabinets],
            "officeholders_uk.csv": list(read_uk_ministers(sources)),
            "officeholders_phoenix.csv": list(read_phoenix(sources, countries)),
        },
    )


if __name__ == "__main__":
    main()
