"""British ministers since 1979 from the Institute for Government's database (CC BY 4.0), to the day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tools.build_actors.printed_names import PrintedName
from tools.build_actors.tables import read_rows
from tools.build_actors.tenures import Post, Tenure

_LAST_DAY = "2026-06-19"
_POSTS = {
    "Prime Minister": Post("head_of_government", "Prime Minister"),
    "Deputy Prime Minister": Post("deputy_head", "Deputy Prime Minister"),
    "Secretary of State for Foreign and Commonwealth Affairs": Post("foreign_minister", "Foreign Secretary"),
    "Secretary of State for Foreign, Commonwealth and Development Affairs": Post(
        "foreign_minister", "Foreign Secretary"
    ),
    "Secretary of State for Defence": Post("defence_minister", "Defence Secretary"),
    "Secretary of State for the Home Department": Post("interior_minister", "Home Secretary"),
    "Secretary of State for Northern Ireland": Post("minister", "Northern Ireland Secretary"),
    "Chancellor of the Exchequer": Post("minister", "Chancellor of the Exchequer"),
}


def read_uk_ministers(sources: Path) -> Iterator[Tenure]:
    """Read the holders of the offices that meet other states."""
    for row in read_rows(sources / "uk_ministers_ifg_1979_2026.csv"):
        post = _POSTS.get(row["post"].strip())
        if post is None:
            continue
        person = PrintedName(row["person"], row["person"].split()[-1])
        seen = None if row["end"] else (row["start"], _LAST_DAY)
        yield Tenure("GBR", person, post, row["start"], row["end"], seen)
