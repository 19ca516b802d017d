"""The README's table of answers, from a run on the sample pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from app.answers import Answer, Said, mediated_negotiations
from database import Database

README = Path(__file__).parent.parent / "README.md"
TABLE = re.compile(r"^\| negotiation .*?\n(?!\|)", re.MULTILINE | re.DOTALL)
ROWS = 6
LONGEST_SENTENCE = 260
"""Characters: longer ones make the table hard to read, and the demo prints them all."""


def answer_table(answers: Sequence[Answer]) -> str:
    """Lay out the first answers with a mediator as a Markdown table."""
    short = [answer for answer in answers if _is_short_answer(answer)]
    contested = [answer for answer in short if _denials(answer)]
    rows = [answer for answer in short if answer in short[:ROWS] or answer in contested[:1]]
    head = "| negotiation | mediated by | where | rounds held | the sentence that says so | who denies it |"
    return "\n".join([head, "| --- " * 6 + "|", *map(_row, rows), ""])


def _is_short_answer(answer: Answer) -> bool:
    sentence = answer.reports[0].sentence if answer.reports else None
    return any(one.held for one in answer.mediators) and 0 < len(sentence or "") <= LONGEST_SENTENCE


def _row(answer: Answer) -> str:
    mediators = ", ".join(one.name for one in answer.mediators if one.held)
    where = ", ".join([*(f"hosted by {host}" for host in answer.hosts), *answer.places])
    denials = " ".join(map(_quoted, _denials(answer)))
    cells = (answer.name, mediators, where, answer.held or "", _quoted(answer.reports[0]), denials)
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _denials(answer: Answer) -> list[Said]:
    return list(dict.fromkeys(said for one in answer.mediators if one.held for said in one.denied))


def _quoted(said: Said) -> str:
    by = f"{said.by}, " if said.by and said.by != said.outlet else ""
    return f"“{said.sentence}” {by}{said.where}"


def write_table(db: Database) -> None:
    """Write the table anew from a graph of the sample pages."""
    table = answer_table(mediated_negotiations(db))
    text = README.read_text(encoding="utf-8")
    README.write_text(TABLE.sub(lambda _: table, text, count=1), encoding="utf-8")
