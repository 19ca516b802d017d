"""A folder of actor data that holds next to nothing, for a test to add its few rows to."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from loaders.actors.tables import DATA

_WHOLE = ("roles.csv", "sources.csv")


class SmallFolder:
    """The shipped files with their headers alone, and one state."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for file in DATA.glob("*.csv"):
            if file.name in _WHOLE:
                shutil.copy(file, path)
            else:
                header = file.read_text(encoding="utf-8").partition("\n")[0]
                (path / file.name).write_text(f"{header}\n", encoding="utf-8")
        self.add("states.csv", iso3="NOR", name="Norway", qid="Q20")
        self.add("state_words.csv", iso3="NOR", names="Norway", adjectives="Norwegian", capitals="Oslo")

    def add(self, file: str, **values: str) -> None:
        """Append a row; columns that are not given are empty."""
        path = self.path / file
        header = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
        with path.open("a", encoding="utf-8", newline="") as stream:
            csv.DictWriter(stream, header, restval="", lineterminator="\n").writerow(values)


@pytest.fixture
def small(tmp_path: Path) -> SmallFolder:
    """Give a folder of its own to each test."""
    return SmallFolder(tmp_path)
