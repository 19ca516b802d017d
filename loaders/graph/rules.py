"""By which rules the events of a store were put together, and whether these are the ones in force.

A store that was put together by other rules, or with another longest pause, answers as it did then; what is loaded
into it is put together by today's. ``rebuild`` makes it one again.
"""

from __future__ import annotations

from database import Executor
from loaders.resolution.negotiations import PAUSE_DAYS

RULES = 2
"""Raise it when the same mentions and judgements give other events or negotiations than before.
2: who "the two leaders" are, for how many sides talks are said to be, places within one country."""

# A store that holds events and lacks the numbers was put together before they were kept.
_NOTE_FIRST = """
MATCH (s:Schema)
WHERE NOT EXISTS { MATCH (:Event) }
SET s.rules = $rules, s.pause_days = $pause
"""
_NOTE = "MATCH (s:Schema) SET s.rules = $rules, s.pause_days = $pause"
_NOTED = """
MATCH (s:Schema)
WHERE EXISTS { MATCH (:Event) }
RETURN coalesce(s.rules, 1) AS rules, s.pause_days AS pause
"""


def note_rules(db: Executor, pause_days: int, *, anew: bool = False) -> None:
    """Keep with a store that holds no events yet by which rules they will be put together.

    ``anew``: all of them have just been.
    """
    db.run(_NOTE if anew else _NOTE_FIRST, rules=RULES, pause=pause_days)


def read_pause(db: Executor) -> int:
    """Return the longest pause by which the negotiations of a store were told apart."""
    return next((row["pause"] for row in db.run(_NOTED) if row["pause"]), PAUSE_DAYS)


def why_outdated(db: Executor, pause_days: int) -> str | None:
    """Say why what is stored ought to be put together anew; ``None`` where it need not."""
    for row in db.run(_NOTED):
        if row["rules"] > RULES:
            return (
                f"The events of this database were put together by newer rules (number {row['rules']}) than this "
                f"service's ({RULES}). Upgrade the service, or run `goodoffices rebuild`."
            )
        if row["rules"] < RULES:
            return (
                f"The events of this database were put together by older rules (number {row['rules']}) than this "
                f"service's ({RULES}), and may not be joined with what is loaded now. Run `goodoffices rebuild`."
            )
        if row["pause"] not in (None, pause_days):
            return (
                f"The negotiations of this database were told apart by pauses of more than {row['pause']} days, and "
                f"GOODOFFICES_PAUSE_DAYS is {pause_days}. Run `goodoffices rebuild`."
            )
    return None
