"""``--extractor both``: where the two extractors differ, as a table and, if asked for, as JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.table import Table

from app.cli.outputs import output, writable
from loaders.differences import Agreement, Comparison, Difference
from loaders.extractors import BOTH, FRAMES, OPENAI, extractor_named
from loaders.reading import Compare
from loaders.records import Mention, Reading

Differences = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        callback=writable,
        help="With --extractor both: write the sentences that the two read differently, as JSON Lines.",
    ),
]


@contextmanager
def comparing(extractor: str, differences: Path | None) -> Iterator[Compare | None]:
    """Give what compares two extractors (of one: ``None``); tell on standard error what came of it, and its cost."""
    if extractor != BOTH:
        if differences is not None:
            raise typer.BadParameter("--differences needs --extractor both: one alone differs from nobody.")
        yield None
    else:
        comparison = Comparison()
        with output(differences) if differences is not None else nullcontext() as file:

            def compare(frames: Reading, model: Reading) -> None:
                for difference in comparison.compare(frames, model):
                    if file is not None:
                        file.write(orjson.dumps(difference_line(difference)) + b"\n")

            yield compare
        Console(stderr=True).print(table_of(comparison))
    if extractor != FRAMES:
        from loaders.model_extraction import ModelExtractor  # noqa: PLC0415  # an extra, imported where it is used

        model = extractor_named(OPENAI)
        if isinstance(model, ModelExtractor):
            typer.echo(model.spending.summary(), err=True)


def table_of(comparison: Comparison) -> Table:
    """Lay out how the extractors agree: events by type, then of the events both found the statuses and roles."""
    title = f"Of {comparison.sentences} sentences with events, {comparison.alike} were read alike"
    table = Table(title=title, title_justify="left")
    for name in ("", "both", f"only {FRAMES}", f"only {OPENAI}", "agreement"):
        table.add_column(name, justify="right" if name else "left", no_wrap=True)
    parts: Mapping[str, Mapping[str, Agreement]] = {
        "": comparison.types,
        "status ": comparison.statuses,
        "role ": comparison.roles,
    }
    for prefix, counted in parts.items():
        for name, found in sorted(counted.items()):
            figures = (str(found.both), str(found.only_one), str(found.only_other), f"{found.share:.2f}")
            table.add_row(f"{prefix}{name}", *figures)
        table.add_section()
    return table


def difference_line(difference: Difference) -> dict[str, Any]:
    """Give the line of one sentence: what each extractor says of it."""
    article, sentence = difference.reading.article, difference.sentence
    return {
        "article_id": article.given_id or article.id,
        "title": article.title,
        "sentence": sentence.text,
        "start": sentence.start,
        "end": sentence.end,
        "differs": difference.differs,
        FRAMES: [_told(mention) for mention in difference.one],
        OPENAI: [_told(mention) for mention in difference.other],
    }


def _told(mention: Mention) -> dict[str, Any]:
    return {
        "type": mention.type,
        "mode": mention.mode,
        "status": mention.status,
        "trigger": mention.trigger.text,
        "participants": [
            {"role": p.role, "text": p.span.text, "name": p.actor.name, "country": p.actor.country}
            for p in mention.participants
        ],
    }
