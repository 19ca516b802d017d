"""``goodoffices retract``: take articles back, and undo that."""

from __future__ import annotations

from getpass import getuser
from typing import Annotated

import typer

from app.cli.outputs import shown
from app.cli.plans import ByWhom, DryRun, article_lines, counted, support_lines
from app.cli.progress import slow_progress
from database import connect
from graph_schema import apply
from loaders.graph.retraction import restore
from loaders.graph.retraction import retract as retract_articles
from loaders.graph.retraction_plan import Plan, find_articles, plan_for, retracted_articles
from loaders.resolution.settings import read_pause_days


def retract(
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="ARTICLE...", help="Ids or addresses of articles, pages, or ids of loads."),
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Why; shown wherever the article is.")] = None,
    by: ByWhom = None,
    undo: Annotated[bool, typer.Option("--undo", help="Let them count again.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="List the articles that are retracted now.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Take articles back: nothing that they alone say counts any more, but it stays, and the step can be undone.

    What comes in for a retracted article, new versions too, is kept and has no say until the retraction is undone.
    If the command is stopped, run it again.
    """
    if listed:
        _list()
        return
    if not articles:
        raise typer.BadParameter("Name at least one article, page or load.", param_hint="ARTICLE...")
    if not reason and not undo and not dry_run:
        raise typer.BadParameter("Say why, so that others can judge it.", param_hint="--reason")
    with connect() as db, slow_progress("Finding the articles") as say:
        apply(db)
        ids = find_articles(db, articles)
        plan = plan_for(db, ids)
        _show(plan, undo)
        if dry_run:
            typer.echo("Nothing was changed (--dry-run).")
            return
        who, pause = by or getuser(), read_pause_days()
        told = lambda done, of: say(f"{done} of {of} articles put together")  # noqa: E731  # one line of progress
        if undo:
            done = restore(db, ids, reason=reason, by=who, progress=told, pause_days=pause)
        else:
            done = retract_articles(db, ids, reason=str(reason), by=who, progress=told, pause_days=pause)
    verb = "Restored" if undo else "Retracted"
    typer.echo(
        f"{verb} {counted(done.articles, 'article')}: {counted(done.events, 'event')} and "
        f"{counted(done.negotiations, 'negotiation')} put together anew."
    )
    if not undo:
        typer.echo(shown(f"To undo it: goodoffices retract --undo {' '.join(articles)}"))


def _list() -> None:
    with connect() as db:
        plan = retracted_articles(db)
    for line in article_lines(plan.articles):
        typer.echo(line)
    if not plan.articles:
        typer.echo("No article is retracted.")


def _show(plan: Plan, undo: bool) -> None:
    meant = [each for each in plan.articles if each.retracted == undo]
    for line in article_lines(plan.articles):
        typer.echo(line)
    if len(meant) < len(plan.articles):
        already = "not retracted" if undo else "retracted already"
        typer.echo(f"{counted(len(plan.articles) - len(meant), 'article')} of them: {already}, left as is.")
    if not undo:
        for line in support_lines(plan):
            typer.echo(line)
