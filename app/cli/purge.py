"""``goodoffices purge``: erase articles, or a person's data, for good."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from getpass import getuser
from typing import Annotated

import typer

from app.cli.outputs import shown
from app.cli.plans import SHOWN_ONE_BY_ONE, ByWhom, DryRun, article_lines, counted, support_lines
from app.cli.progress import slow_progress
from database import Database, connect
from graph_schema import apply
from loaders.erasure import make_key, read_key
from loaders.graph.purging import allow as allow_again
from loaders.graph.purging import purge_articles
from loaders.graph.purging_persons import PersonPlan, plan_person, purge_person
from loaders.graph.retraction_plan import find_articles, plan_for
from loaders.graph.stored_text import StoredText, erase_texts, read_stored_text
from loaders.resolution.settings import read_pause_days

_CANNOT = (
    "This cannot be undone. It does not reach backups, exported files, and Neo4j's transaction logs until they are "
    "rotated."
)


def purge(
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ARTICLE...]", help="Ids or addresses of articles, pages, or ids of loads."),
    ] = None,
    person: Annotated[
        str | None, typer.Option(metavar="ACTOR", help="A person's id or full name, instead of articles.")
    ] = None,
    allow: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WHAT", help="Let an article (id or address) or a person (name or id) in again."
        ),
    ] = None,
    texts: Annotated[
        bool, typer.Option("--texts", help="Of all stored texts, what GOODOFFICES_STORE_TEXT does not keep.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Erase a holder of a public office, too.")] = False,
    by: ByWhom = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Erase articles, or a person's data, for good; what was erased stays out when it is loaded again.

    Of an article nothing stays but what others say. Of a person nothing stays, and the articles that name it keep
    blanks in place of the name. What remains is a record that something was erased, and hashes that nobody can turn
    back. If the command is stopped, run it again.
    """
    if sum(bool(each) for each in (articles, person, allow, texts)) != 1:
        raise typer.BadParameter("Name articles, or give --person, --texts or --allow.", param_hint="purge")
    with connect() as db:
        apply(db)
        if allow:
            _allow(db, allow)
        elif texts:
            _purge_texts(db, yes=yes, dry_run=dry_run)
        elif person:
            _purge_person(db, person, force=force, by=by, yes=yes, dry_run=dry_run)
        else:
            _purge_articles(db, articles or [], by=by, yes=yes, dry_run=dry_run)


def _purge_articles(db: Database, names: list[str], *, by: str | None, yes: bool, dry_run: bool) -> None:
    ids = find_articles(db, names)
    plan = plan_for(db, ids)
    for line in (*article_lines(plan.articles), *support_lines(plan)):
        typer.echo(line)
    if _meant(yes, dry_run):
        done = _erase(partial(purge_articles, db, ids), by)
        typer.echo(f"Erased {counted(done, 'article')}.")


def _purge_person(db: Database, name: str, *, force: bool, by: str | None, yes: bool, dry_run: bool) -> None:
    plan = plan_person(db, name, force=force)
    _show(plan)
    if _meant(yes, dry_run):
        done = _erase(partial(purge_person, db, plan), by)
        typer.echo(f"Erased a person's data from {counted(done, 'article')}.")


def _erase(purge: Callable[..., int], by: str | None) -> int:
    """Erase under the register's key, and say how far it is; gives the number of articles."""
    with slow_progress("Erasing") as say:
        return purge(
            make_key(),
            by=by or getuser(),
            progress=lambda n, of: say(f"{n} of {of} articles put together"),
            pause_days=read_pause_days(),
        )


def _purge_texts(db: Database, *, yes: bool, dry_run: bool) -> None:
    keep = read_stored_text()
    if keep is StoredText.FULL:
        raise typer.BadParameter(
            "GOODOFFICES_STORE_TEXT keeps whole texts; set it to `sentences` or `evidence`.",
            param_hint="--texts",
        )
    kept = "sentences that state something" if keep is StoredText.EVIDENCE else "sentences"
    typer.echo(f"Of all articles the {kept} are kept; none can be read anew from the graph afterwards.")
    if _meant(yes, dry_run):
        with slow_progress("Erasing texts"):
            done = erase_texts(db, keep)
        typer.echo(f"Erased the texts of {counted(done, 'article')}.")


def _show(plan: PersonPlan) -> None:
    for actor in plan.actors[:SHOWN_ONE_BY_ONE]:
        others = f", also {', '.join(actor.aliases)}" if actor.aliases else ""
        typer.echo(shown(f"{actor.id}  {actor.name} ({actor.country or 'no country known'}{others})"))
    if len(plan.actors) > SHOWN_ONE_BY_ONE:
        typer.echo(f"... and {len(plan.actors) - SHOWN_ONE_BY_ONE} more of that name.")
    typer.echo(
        f"Words are blanked in {counted(len(plan.articles), 'article')}; everybody of this name whom the actor data "
        "does not know stays out from then on."
    )


def _meant(yes: bool, dry_run: bool) -> bool:
    """Whether to go on: not with ``--dry-run``, else with ``--yes`` or when it is confirmed."""
    if dry_run:
        typer.echo("Nothing was changed (--dry-run).")
        return False
    typer.echo(_CANNOT)
    if not yes:
        typer.confirm("Erase it?", abort=True)
    return True


def _allow(db: Database, names: list[str]) -> None:
    key = read_key()
    found = allow_again(db, names, key) if key else 0
    if not found:
        typer.echo("Nothing that was erased is known by that: nothing was changed.")
        raise typer.Exit(1)
    typer.echo(
        f"{counted(found, 'erasure')} no longer keeps it out. Load it again to have it back; where words were blanked, "
        "erase and allow the article first."
    )
