"""Write the tables of ``docs/evaluation.md`` anew, from runs on the gold (``make evaluation``).

A table whose gold is not there, such as the coded sentences outside the repository, stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from evaluation import Report, evaluate, read_gold
from evaluation.failures import failures
from evaluation.gold import Gold
from evaluation.markdown import confusion_table, feature_table, score_table, share_table, table
from tools.ablate import ablation_table

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "evaluation.md"
GOLD = {"open": ROOT / "annotated", "coded": ROOT.parent / "shared" / "data" / "gsr" / "dev.jsonl"}
"""By what the page's marks call it."""


def tables(name: str, gold: Gold) -> Iterator[tuple[str, str]]:
    """Give the name of each table's mark, and the table."""
    report = evaluate(gold)
    yield f"{name} scores", _scores(report)
    if report.by_role:
        yield f"{name} roles", score_table(report.by_role)
        yield f"{name} statuses", confusion_table(report.confusions["status"])
        yield f"{name} confidence", share_table(report.confidence)
        yield f"{name} features", feature_table(report.features)
        yield f"{name} failures", _failures(report)
    yield f"{name} ablations", ablation_table(gold)


def _scores(report: Report) -> str:
    means = table(("mean", "value"), ((name, f"{value:.3f}") for name, value in report.numbers.items()))
    parts = [f"{report.texts} texts.", score_table(report.scores), share_table(report.shares), means]
    return "\n\n".join(filter(None, parts))


def _failures(report: Report) -> str:
    rows = []
    for kind, found in groupby(failures(report), key=lambda one: one[0]):
        counted = [(what, n) for _, what, n in found]
        rows.append((kind, sum(n for _, n in counted), ", ".join(f"{what} {n}" for what, n in counted)))
    return table(("", "in all", "of which"), rows)


def written(page: str, name: str, body: str) -> str:
    """Put a table between its marks."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    marked = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    if not marked.search(page):
        raise SystemExit(f"{PAGE} has no marks {begin} ... {end}. Put them where the table belongs.")
    return marked.sub(lambda _: f"{begin}\n{body}\n{end}", page)


def main() -> None:
    """Score every gold set that is there, whole and without each part."""
    page = PAGE.read_text(encoding="utf-8")
    for name, path in GOLD.items():
        if path.exists():
            for mark, body in tables(name, read_gold(path)):
                page = written(page, mark, body)
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
