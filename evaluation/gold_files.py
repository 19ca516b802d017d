"""Gold from files: sentence sets (JSON Lines), pages with what is in their articles beside them, and stories."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.gold import (
    Annotated,
    Coded,
    CodedActor,
    CodedEvent,
    CodedText,
    Gold,
    GoldError,
    GoldEvent,
    GoldText,
)
from evaluation.gold_lines import gold_event
from evaluation.story_files import read_stories
from loaders.actors.names import normalise
from loaders.pages import read_articles, split_page
from loaders.pages.json_lines import FIELDS
from loaders.records import Article, Page

PAGES = "pages"
"""The folder, beside sentence sets, that holds pages."""


def read_gold(path: Path) -> Gold:
    """Read a file of gold, or all of a folder and of the folder ``pages`` in it, but no other folder below.

    Raises
    ------
    GoldError
        Where there is no gold, or a line is not in one of the two shapes.

    """
    if not path.exists():
        raise GoldError(f"{path}: there is no such file or folder. Name a file of gold, or a folder of them.")
    if _holds_stories(path):
        return read_stories(path)
    files = (
        [path] if path.is_file() else [*sorted(path.glob("*.jsonl")), *sorted(path.glob(f"{PAGES}/*.jsonl"))]
    )
    lines = [(f"{file}:line {n}", file, line) for file in files for n, line in _lines(file)]
    if not lines:
        raise GoldError(
            f"{path}: it holds no gold. Gold is JSON Lines, one object a line (*.jsonl), or stories (*.yaml)."
        )
    name = path.resolve().name if path.is_dir() else f"{path.resolve().parent.name}/{path.stem}"
    if all(_is_coded(line) for _, _, line in lines):
        # An id that comes twice is one sentence, as it was put last.
        coded = {text.id: text for text in (_coded(where, line) for where, _, line in lines)}
        return Coded(name, tuple(coded.values()))
    return Annotated(name, tuple(_annotated(lines)))


def _holds_stories(path: Path) -> bool:
    if path.is_file():
        return path.suffix == ".yaml"
    return any(path.glob("*.yaml")) and not any(path.glob("*.jsonl"))


def _lines(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
        except json.JSONDecodeError as error:
            raise GoldError(f"{file}:line {number}: it is no valid JSON ({error}). Mend the line.") from error
        if not isinstance(line, dict) or not isinstance(line.get("events"), list):
            raise GoldError(f'{file}:line {number}: it has no list "events". Write [] for a text with none.')
        yield number, line


def _is_coded(line: Mapping[str, Any]) -> bool:
    return bool(line["events"]) and all("source" in event for event in line["events"])


def _coded(where: str, line: Mapping[str, Any]) -> CodedText:
    try:
        events = tuple(
            CodedEvent(
                event["type"],
                tuple(CodedActor(one.get("text", ""), one.get("iso3")) for one in event["source"]),
                tuple(CodedActor(one.get("text", ""), one.get("iso3")) for one in event["target"]),
                bool(event.get("reciprocal")),
            )
            for event in line["events"]
        )
        return CodedText(line["id"], _article_of(where, line), line["text"], events)
    except KeyError as error:
        raise GoldError(f"{where}: the field {error} is missing. Give it.") from error


def _annotated(lines: list[tuple[str, Path, dict[str, Any]]]) -> Iterator[GoldText]:
    pages: dict[Path, list[tuple[str, dict[str, Any]]]] = {}
    for where, file, line in lines:
        if "page" in line:
            pages.setdefault(file.with_name(line["page"]), []).append((where, line))
        else:
            yield _sentences(where, line)
    for page, articles in pages.items():
        yield from _page(page, articles)


def _sentences(where: str, line: Mapping[str, Any]) -> GoldText:
    for field in ("id", "text"):
        if not isinstance(line.get(field), str):
            raise GoldError(f'{where}: the field "{field}" is missing. Give it.')
    article = _article_of(where, line)
    return GoldText(
        id=line["id"],
        article=article,
        text=line["text"],
        genre=line.get("genre") or "news",
        events=tuple(gold_event(event, where) for event in line["events"]),
        tags=tuple(
            str(tag) for tag in (line.get("region"), line.get("decade"), *line.get("tests", ())) if tag
        ),
    )


def _article_of(where: str, line: Mapping[str, Any]) -> Article | None:
    record = {name: line[name] for name in FIELDS if name in line and name != "title"}
    page = Page(where, json.dumps(record), "jsonl")
    found = (item for item in split_page(page) if isinstance(item, Article))
    return next(found, None)


def _page(page: Path, lines: list[tuple[str, dict[str, Any]]]) -> Iterator[GoldText]:
    """Give the gold, each with the article read under its title; then the articles that are no gold's."""
    left = [item for item in read_articles(page) if isinstance(item, Article)]
    lost: list[GoldEvent] = []
    for where, line in lines:
        article = next((one for one in left if _is_titled(one, line)), None)
        events = tuple(gold_event(event, where) for event in line["events"])
        if article is not None:
            left.remove(article)
        else:
            lost.extend(events)
        yield GoldText(
            id=f"{page.name}: {line['article']}",
            article=article,
            text=article.text if article else "",
            genre=line.get("genre") or "news",
            events=events,
        )
    for article in left:
        text = normalise(article.text)
        yield GoldText(
            id=f"{page.name}: {article.title} (no such article)",
            article=article,
            text=article.text,
            genre="news",
            events=(),
            lost=tuple(event for event in lost if event.quote and normalise(event.quote) in text),
        )


def _is_titled(article: Article, line: Mapping[str, Any]) -> bool:
    titles = normalise(article.title or ""), normalise(line["article"])
    return all(titles) and (titles[0] in titles[1] or titles[1] in titles[0])
