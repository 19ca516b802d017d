"""What became of mentions that were read anew: as a table, and as JSON Lines."""

from __future__ import annotations

from collections import Counter
from typing import Any

from rich.table import Table

from loaders.graph import Revision

_KINDS = ("kept", "new", "gone", "changed")


class RevisionCounts:
    """Counts what became of mentions, by type of event."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._differs: Counter[str] = Counter()

    def __bool__(self) -> bool:
        return bool(self._counts)

    def count(self, revision: Revision) -> None:
        """Count one mention."""
        self._counts[revision.told["type"], revision.kind] += 1
        if revision.kind == "changed":
            self._differs.update(revision.differs)

    def table(self) -> Table:
        """Lay the counts out: a row for each type of event, then in what the changed ones differ."""
        table = Table(title="Mentions", title_justify="left")
        for name in ("", *_KINDS):
            table.add_column(name, justify="right" if name else "left", no_wrap=True)
        for event_type in sorted({event_type for event_type, _ in self._counts}):
            table.add_row(event_type, *(str(self._counts[event_type, kind]) for kind in _KINDS))
        table.add_section()
        totals = (sum(n for (_, each), n in self._counts.items() if each == kind) for kind in _KINDS)
        table.add_row("all", *map(str, totals))
        if self._differs:
            table.add_section()
            for aspect, number in self._differs.most_common():
                table.add_row(f"differs in {aspect}", "", "", "", str(number))
        return table


def revision_line(revision: Revision) -> dict[str, Any]:
    """Give the line of one mention: what it said, and what it says."""
    return {
        "change": revision.kind,
        "differs": revision.differs,
        "article_id": revision.article.id,
        "title": revision.article.title,
        "sentence": revision.told["evidence"],
        "before": revision.before,
        "after": revision.after,
    }
