"""Role nouns: "foreign minister", "envoys", "troops"."""

from __future__ import annotations

from loaders.actors.records import Title
from loaders.actors.tables import DataFolder


def read_titles(folder: DataFolder) -> dict[str, Title]:
    """Read the titles by each of their forms, as they stand in running text ("UN ambassadors")."""
    titles: dict[str, Title] = {}
    for row in folder.rows("titles.csv"):
        name, kind, role = row["singular"], row["kind"], row["role"] or None
        titles[name] = Title(name, kind, role, plural=False)
        if row["plural"]:
            titles[row["plural"]] = Title(name, kind, role, plural=True)
    return titles
