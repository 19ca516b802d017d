"""``goodoffices eval``: how right the extraction is, against gold."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.table import Table

from app.cli.outputs import output, shown
from app.cli.progress import slow_progress
from app.cli.sources import Workers
from evaluation import Report, evaluate, read_gold
from evaluation.floors import FloorError, check_floors, lowered, raised, read_floors, write_floors
from evaluation.markdown import report_markdown, share_text
from evaluation.reports import report_json
from loaders.extractors import EXTRACTORS
from loaders.reading import readings_of

EXAMPLES = 20


def _extractor(name: str) -> str:
    if name not in EXTRACTORS:
        raise typer.BadParameter(f"'{name}' is none of {', '.join(EXTRACTORS)}.")
    return name


def _folder(path: Path | None) -> Path | None:
    if path is not None and path.exists() and not path.is_dir():
        raise typer.BadParameter(f"'{path}' is a file. Name a folder; it is made where there is none.")
    return path


def eval(  # noqa: A001  # the command is called so
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="A file of gold, or a folder of them and of pages.")
    ],
    extractor: Annotated[
        str, typer.Option(callback=_extractor, metavar="|".join(EXTRACTORS), help="What to score.")
    ] = "frames",
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", callback=_folder, help="Where to write report.md and report.json."),
    ] = None,
    floors: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", dir_okay=False, help="Floors; the exit code is 1 where a score fell below."
        ),
    ] = None,
    update_floors: Annotated[
        bool, typer.Option("--update-floors", help="Raise the floors to the scores that are higher.")
    ] = False,
    lower_floors: Annotated[
        bool, typer.Option("--lower-floors", help="Set the floors to the scores, lower ones too.")
    ] = False,
    figures_only: Annotated[
        bool, typer.Option("--figures-only", help="Show no text of the gold: for a part that stays unseen.")
    ] = False,
    workers: Workers = 1,
) -> None:
    """Score the extraction against gold: types, roles, statuses, facts; of stories, which mentions are one event."""
    if (update_floors or lower_floors) and floors is None:
        raise typer.BadParameter("Name the file of floors to change with --floors.")
    with slow_progress("Reading the gold's texts"):
        read = partial(readings_of, workers=workers, extractor=extractor)
        report = evaluate(read_gold(gold), read)
    _show(report)
    if out is not None:
        _write(report, out, examples=0 if figures_only else EXAMPLES)
    if floors is not None:
        _hold(report, floors, raise_them=update_floors, lower_them=lower_floors)


def _hold(report: Report, path: Path, *, raise_them: bool, lower_them: bool) -> None:
    known = read_floors(path)
    if lower_them:
        write_floors(path, lowered(report, known))
        return
    if raise_them:
        write_floors(path, raised(report, known))
    elif report.gold not in known:
        raise FloorError(f"{path} has no floors of {report.gold}. Set them with --update-floors.")
    check_floors(report, known, path)


def _show(report: Report) -> None:
    console = Console()
    scores = Table(title=f"{shown(report.gold)}: {report.texts} texts", title_justify="left")
    for name in ("", "precision", "recall", "F1", "told", "gold"):
        scores.add_column(name, justify="right" if name else "left", no_wrap=True)
    for part in (report.scores, report.by_role):
        for name, score in part.items():
            figures = (share_text(score.precision), share_text(score.recall), f"{score.f1:.3f}")
            scores.add_row(name, *figures, str(score.told), str(score.gold))
        scores.add_section()
    console.print(scores)
    others = Table("", "share", "of")
    for name, share in report.shares.items():
        others.add_row(name, share_text(share), str(share.n))
    for name, value in report.numbers.items():
        others.add_row(name, f"{value:.3f}", "")
    console.print(others)


def _write(report: Report, folder: Path, *, examples: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with output(folder / "report.md") as file:
        file.write(report_markdown(report, examples=examples).encode())
    with output(folder / "report.json") as file:
        file.write(orjson.dumps(report_json(report, examples=examples), option=orjson.OPT_INDENT_2))
