"""``goodoffices judge``: verdicts on who is who, what is one event, and what is wrong."""

from __future__ import annotations

from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer

from app.cli.judgement_lines import judgement_lines
from app.cli.outputs import Out, output, shown
from app.cli.plans import ByWhom, counted
from app.cli.progress import slow_progress
from app.cli.suggestion_lines import suggestion_lines
from database import connect
from graph_schema import apply, schema
from loaders.graph.judging import Judged
from loaders.graph.judging import judge as judge_all
from loaders.graph.judging import undo as undo_all
from loaders.graph.subjects import find_subjects, list_subjects
from loaders.graph.suggestions import suggest_actors, suggest_events
from loaders.judgements.files import read_lines, write_lines
from loaders.judgements.judgements import Judgements
from loaders.judgements.records import Judgement
from loaders.judgements.store import read_all
from loaders.resolution.settings import read_pause_days

app = typer.Typer(
    no_args_is_help=True,
    help="Judge who is who, what is one event, and what is wrong; undo it; get suggestions.",
)

Several = Annotated[
    list[str],
    typer.Argument(metavar="SUBJECT SUBJECT...", help="Actors (id or name), mentions or events (id)."),
]
Each = Annotated[
    list[str], typer.Argument(metavar="SUBJECT...", help="Mentions or events (id), or actors (id or name).")
]
Reason = Annotated[str | None, typer.Option(help="Why, for those who read it later.")]


def _role(word: str) -> str:
    roles = schema().roles
    if word not in roles:
        raise typer.BadParameter(f"'{word}' is none of {', '.join(roles)}.")
    return word


OfRole = Annotated[
    str | None,
    typer.Option(
        "--role", parser=_role, metavar="ROLE", help="Judge the arguments in this role, not the mention."
    ),
]
Words = Annotated[str | None, typer.Option(help="With --role: only the argument that these words name.")]


@app.command()
def same(subjects: Several, reason: Reason = None, by: ByWhom = None) -> None:
    """Judge actors to be one, or mentions to report one event.

    An actor of the data takes the place of local ones, everywhere. Events are named by their first mention.
    """
    _judge("same", subjects, reason, by)


@app.command()
def different(subjects: Several, reason: Reason = None, by: ByWhom = None) -> None:
    """Judge actors to be different, or mentions to report different events."""
    _judge("different", subjects, reason, by)


@app.command()
def confirm(
    subjects: Each, role: OfRole = None, words: Words = None, reason: Reason = None, by: ByWhom = None
) -> None:
    """Judge mentions or arguments to be right: they count as sure."""
    _judge("confirm", subjects, reason, by, role, words)


@app.command()
def reject(
    subjects: Each, role: OfRole = None, words: Words = None, reason: Reason = None, by: ByWhom = None
) -> None:
    """Judge mentions, arguments or actors to be wrong: they have no say."""
    _judge("reject", subjects, reason, by, role, words)


@app.command()
def undo(
    judgements: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids that `judge list` gives.")],
) -> None:
    """Take judgements back: the graph is as if nobody had judged."""
    with connect() as db, slow_progress("Undoing"):
        apply(db)
        done = undo_all(db, judgements, pause_days=read_pause_days())
    for each in done.written:
        typer.echo(f"Undone: {each.id}")
    _tell_articles(done)


@app.command(name="list")
def list_(
    unmatched: Annotated[
        bool, typer.Option("--unmatched", help="Only those of which a subject is not in the graph.")
    ] = False,
    all: Annotated[bool, typer.Option("--all", help="Also those that were undone.")] = False,
) -> None:
    """List judgements, the latest last, with those that contradict each other."""
    with connect() as db:
        judgements = [each for each in read_all(db) if all or each.in_force()]
        listed = list_subjects(db, sorted(judgements, key=lambda each: (each.since, each.id)))
    wanted = [each for each in listed if each.unmatched or not unmatched]
    overruled = {each.judgement.id: each for each in Judgements(judgements).overruled}
    for each in wanted:
        for line in judgement_lines(each, overruled.get(each.judgement.id)):
            typer.echo(shown(line))
    if not wanted:
        typer.echo("No judgement is unmatched." if unmatched else "Nothing was judged.")


@app.command()
def suggest(
    what: Annotated[
        str, typer.Argument(metavar="actors|events", help="What to suggest pairs of.")
    ] = "actors",
    limit: Annotated[int, typer.Option(min=1, help="How many pairs to show.")] = 20,
) -> None:
    """Suggest pairs that may be one and were not judged, with what speaks for and against it."""
    if what not in ("actors", "events"):
        raise typer.BadParameter(f"'{what}' is none of actors, events.")
    with connect() as db, slow_progress("Comparing"):
        found = (suggest_actors if what == "actors" else suggest_events)(db, limit)
    for each in found:
        for line in suggestion_lines(each):
            typer.echo(shown(line))
        typer.echo()
    if not found:
        typer.echo(f"No two {what} are near each other, or all that are were judged.")


@app.command()
def export(out: Out = None) -> None:
    """Write all judgements as JSON Lines, those that were undone too."""
    with connect() as db:
        judgements = read_all(db)
    with output(out) as file:
        write_lines(judgements, file)


@app.command(name="import")
def import_(
    file: Annotated[
        Path, typer.Argument(help="A file that `judge export` wrote.", exists=True, dir_okay=False)
    ],
) -> None:
    """Bring judgements of a file into force, with their times; what is not loaded yet is judged when it comes."""
    with file.open("rb") as lines:
        judgements = list(read_lines(lines, str(file)))
    with connect() as db, slow_progress("Judging"):
        apply(db)
        done = judge_all(db, judgements, pause_days=read_pause_days())
    typer.echo(
        f"{counted(len(done.written), 'judgement')} imported; {len(judgements) - len(done.written)} were there."
    )
    _tell_articles(done)


def _judge(
    verdict: str,
    subjects: list[str],
    reason: str | None,
    by: str | None,
    role: str | None = None,
    words: str | None = None,
) -> None:
    if words and not role:
        raise typer.BadParameter("Say the role of these words too.", param_hint="--role")
    with connect() as db, slow_progress("Judging"):
        apply(db)
        meant = find_subjects(db, subjects, verdict, role=role, words=words)
        judgement = Judgement(verdict, meant.about, meant.subjects, by or getuser(), reason=reason)
        done = judge_all(db, [judgement], pause_days=read_pause_days())
    if not done.written:
        typer.echo(f"You have judged so before ({judgement.id}): nothing changed.")
        return
    _tell_articles(done)
    typer.echo(f"To undo it: goodoffices judge undo {judgement.id}")


def _tell_articles(done: Judged) -> None:
    typer.echo(f"{counted(done.articles, 'article')} put together anew.")
