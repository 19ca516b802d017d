"""Build the derived files of ``loaders/actors/data`` from the folder of public sources.

Run ``python -m tools.build_actors SOURCES``; the hand-written files are read, never written.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from tools.build_actors.cities import build_cities
from tools.build_actors.states import build_states

DATA = Path(__file__).parents[2] / "loaders" / "actors" / "data"


def main() -> None:
    """Read the command line and build every file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, help="the folder with the public sources")
    sources = parser.parse_args().sources
    build_states(sources, DATA)
    build_cities(sources, DATA)


if __name__ == "__main__":
    main()
