"""What ``retract`` and ``purge`` share: which articles are meant, what hangs on them, and by whom it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from app.cli.outputs import shown
from loaders.graph.retraction_plan import Plan, PlannedArticle

SHOWN_ONE_BY_ONE = 20
"""Articles shown with their titles; of more, the number."""

ByWhom = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who does it; else the user of this machine.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be done, and do nothing.")]


def article_lines(articles: Sequence[PlannedArticle]) -> Iterator[str]:
    """Give a line for each article, as far as they can be shown one by one."""
    for article in articles[:SHOWN_ONE_BY_ONE]:
        yield shown(_line(article))
    if len(articles) > SHOWN_ONE_BY_ONE:
        yield f"... and {len(articles) - SHOWN_ONE_BY_ONE} more."


def support_lines(plan: Plan) -> Iterator[str]:
    """Say what the events lose that the articles report."""
    yield (
        f"{counted(len(plan.articles), 'article')} with "
        f"{counted(sum(each.mentions for each in plan.articles), 'mention')}: {counted(plan.lost, 'event')} known from "
        f"nothing else, {counted(plan.weakened, 'event')} known from other articles, too."
    )


def counted(number: int, what: str) -> str:
    """Give a number with its noun."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _line(article: PlannedArticle) -> str:
    facts = [article.outlet, str(article.published) if article.published else None]
    versions = f"{article.versions} versions" if article.versions > 1 else None
    told = ", ".join(filter(None, [*facts, versions, counted(article.mentions, "mention")]))
    line = f"{article.id}  {article.title or '(no title)'} ({told})"
    if article.since is not None:
        line += f"; retracted on {article.since:%Y-%m-%d} by {article.by or 'somebody'}: {article.reason}"
    return line
