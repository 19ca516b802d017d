"""Judgements as JSON Lines, so that a team's verdicts survive a new database and can be shared and reviewed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, BinaryIO

import orjson

from loaders.judgements.records import Judgement, JudgementError

_FIELDS = ("verdict", "about", "subjects", "by", "by_rule", "reason", "score", "since", "until")


def write_lines(judgements: Iterable[Judgement], file: BinaryIO) -> None:
    """Write judgements, one a line, in the order in which they were made."""
    for each in sorted(judgements, key=lambda one: (one.since, one.id)):
        row = {name: getattr(each, name) for name in _FIELDS}
        known = {name: value for name, value in row.items() if value not in (None, ())}
        file.write(orjson.dumps(known, option=orjson.OPT_APPEND_NEWLINE))


def read_lines(lines: Iterable[str | bytes], source: str) -> Iterator[Judgement]:
    """Read judgements back; ``source`` is named in messages.

    Raises
    ------
    JudgementError
        A line is no judgement.

    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _judgement(orjson.loads(line))
            except (orjson.JSONDecodeError, JudgementError, TypeError, ValueError, KeyError) as error:
                raise JudgementError(
                    f"{source}, line {number} is no judgement: {error}. Nothing was imported; correct the line."
                ) from error


def _judgement(row: dict[str, Any]) -> Judgement:
    if unknown := row.keys() - set(_FIELDS):
        raise JudgementError(f"unknown field {', '.join(sorted(unknown))}")
    moments = {name: tuple(map(datetime.fromisoformat, row.get(name, ()))) for name in ("since", "until")}
    if any(moment.tzinfo is None for times in moments.values() for moment in times):
        raise JudgementError("a time without its zone: write 2026-01-31T12:00:00+00:00")
    given = {"by_rule": False, "reason": None, "score": None} | row
    return Judgement(**{**given, "subjects": tuple(row["subjects"]), **moments})
