"""What ``extract`` and ``load`` share: how sources are named, and how rejections are told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from app.cli.outputs import shown
from loaders.extractors import CHOICES
from loaders.pages.dates import given_date
from loaders.records import DateInterval, Rejection

TOLD_ONE_BY_ONE = 20
"""Rejections shown with their reasons; of more, the number."""


def _published(text: str) -> DateInterval:
    try:
        return given_date(text)
    except ValueError as error:
        raise typer.BadParameter(f"{error}.") from None


def _extractor(name: str) -> str:
    if name not in CHOICES:
        raise typer.BadParameter(f"'{name}' is none of {', '.join(CHOICES)}.")
    return name


Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE...", help="Files or folders; - reads standard input.")
]
Format = Annotated[
    Literal["auto", "page", "html", "markdown", "jsonl"],
    typer.Option(help="What the sources hold; auto looks at each."),
]
Published = Annotated[
    DateInterval | None,
    typer.Option(
        parser=_published,
        metavar="DATE",
        help="When a page's first article was published, if it does not say: 2025-06-02, 2025-06 or 2025.",
    ),
]
Outlet = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Who published a page's first article, if it does not say."),
]
Workers = Annotated[int, typer.Option(min=1, help="Processes that read; each takes about 0.6 GB.")]
ExtractorChoice = Annotated[
    str,
    typer.Option(
        "--extractor",
        metavar="|".join(CHOICES),
        callback=_extractor,
        help="What reads: the built-in frames, a model behind an OpenAI-compatible endpoint, or both.",
    ),
]


def tell_rejections(rejections: Sequence[Rejection]) -> None:
    """Say on standard error what could not be read, why, and what to do."""
    for rejection in rejections[:TOLD_ONE_BY_ONE]:
        line = f"Rejected {rejection.where}: {rejection.reason} {rejection.remedy}"
        typer.echo(shown(line), err=True)
    if len(rejections) > TOLD_ONE_BY_ONE:
        typer.echo(f"... and {len(rejections) - TOLD_ONE_BY_ONE} more.", err=True)
