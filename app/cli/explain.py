"""``goodoffices explain``: how a sentence is read, from its parse to its mentions, and what was rejected and why."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Annotated, Any, Literal

import orjson
import typer
from rich.console import Console

from app.cli.explanation_lines import lines_of
from app.cli.outputs import output
from app.cli.sources import Outlet, Published, tell_rejections
from app.settings import read_service_settings
from loaders.extraction import Extractor
from loaders.extraction.explanation import Explanation
from loaders.pages import split_page
from loaders.records import UNKNOWN_DATE, Article, Page, Rejection

_STDIN = "-"


def explain(
    sentence: Annotated[
        str, typer.Argument(metavar="SENTENCE", help="What to explain; - or nothing reads standard input.")
    ] = _STDIN,
    published: Published = None,
    outlet: Outlet = None,
    format: Annotated[
        Literal["text", "json"], typer.Option(help="For people, or one JSON object a sentence.")
    ] = "text",
) -> None:
    """Explain how a sentence is read: parse, names, frames, roles, status, dates, and what was rejected and why.

    Several sentences are read as one article, so that the later ones may speak of those before.
    """
    text = sys.stdin.read() if sentence == _STDIN else sentence
    if not text.strip():
        raise typer.BadParameter("There is no text. Give a sentence, or write it to standard input.")
    record = orjson.dumps({"text": text}).decode()
    page = Page("the sentence", record, "jsonl", published=published or UNKNOWN_DATE, outlet=outlet)
    found = split_page(page)
    rejections = [item for item in found if isinstance(item, Rejection)]
    tell_rejections(rejections)
    if rejections:
        raise typer.Exit(1)
    least = read_service_settings().least_confidence
    explanations = Extractor().explain(item for item in found if isinstance(item, Article))
    if format == "json":
        _write_json(explanations, least)
    else:
        _print(explanations, least)


def _print(explanations: Iterable[Explanation], least: float) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for explanation in explanations:
        for line in lines_of(explanation, least):
            console.print(line)


def _write_json(explanations: Iterable[Explanation], least: float) -> None:
    with output(None) as file:
        for explanation in explanations:
            file.write(orjson.dumps(dict(_record(explanation, least))) + b"\n")


def _record(explanation: Explanation, least: float) -> Iterator[tuple[str, Any]]:
    for field in fields(explanation):
        yield field.name, getattr(explanation, field.name)
    doubtful = [told.mention.id for told in explanation.mentions if told.mention.confidence < least]
    yield "below_default_confidence", doubtful
