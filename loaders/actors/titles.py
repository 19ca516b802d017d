"""Role nouns: "foreign minister", "envoys", "troops"."""

from __future__ import annotations

from loaders.actors.records import Title
from loaders.actors.tables import DataFolder


def read_titles(folder: DataFolder) -> dict[str, Title]:
    """Read the titles by each of their forms, as they stand in running text ("UN ambassadors")."""
    titles: dict[str, Title] = {}
    for row in folder.rows("titles.csv"):
        name, kind = row["singular"], row["kind"]
        role, state = (part or None for part in row["role"].partition(":")[::2])
        titles[name] = Title(name, kind, role, plural=False, state=state)
        if row["plural"]:
            titles[row["plural"]] = Title(name, kind, role, plural=True, state=state)
    return titles
