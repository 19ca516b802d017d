"""Stories: what several articles tell of the same happenings, with which words tell of which.

A file is one process. In its texts ``[talks](#june-2)`` says that these words tell of the event ``june-2`` and
``[Mr. Fidan](@fidan)`` that they name the actor ``fidan``; both sorts of keys mean one thing in all articles, those of
actors in all files. An article that comes again under its ``id`` is a new version of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from evaluation.gold import GoldError, Marked, Stories, Story, Told
from loaders.pages import split_page
from loaders.pages.json_lines import FIELDS
from loaders.records import Article, Page, Span

_MARKED = re.compile(r"\[([^\]]+)\]\(([#@])([\w-]+)\)")


def read_stories(path: Path) -> Stories:
    """Read a story file, or all of a folder.

    Raises
    ------
    GoldError
        Where a file is no story, or marks what it does not declare.

    """
    files = [path] if path.is_file() else sorted(path.glob("*.yaml"))
    if not files:
        raise GoldError(f"{path}: it holds no stories. A story is a YAML file with articles.")
    folder = (path if path.is_dir() else path.parent).resolve()
    return Stories("/".join(folder.parts[-2:]), tuple(_story(file) for file in files))


def _story(file: Path) -> Story:
    try:
        known: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
        story = Story(
            name=file.stem,
            process=known["process"],
            types=known["events"],
            rounds=known["rounds"],
            articles=tuple(_told(f"{file}: {each['id']}", file.stem, each) for each in known["articles"]),
        )
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise GoldError(
            f"{file}: it cannot be read as a story ({error!r}). See annotated/README.md."
        ) from error
    undeclared = sorted(_undeclared(story))
    if undeclared:
        raise GoldError(
            f"{file}: {', '.join(undeclared)}: no such event. List it with its type under `events`."
        )
    return story


def _undeclared(story: Story) -> set[str]:
    marked = {each.key for told in story.articles for each in told.events}
    return (marked | {key for keys in story.rounds.values() for key in keys}) - story.types.keys()


def _told(where: str, story: str, line: Mapping[str, Any]) -> Told:
    title, text = line["title"], _unwrapped(line["text"])
    article = _article(where, story, {**line, "title": _plain(title), "text": _plain(text)})
    headline = next((passage for passage in article.passages if passage.kind == "headline"), None)
    marks = list(_marks(where, article, text, 0))
    if headline is not None:
        marks += _marks(where, article, title, headline.start)
    return Told(
        article=article,
        origin=line["origin"],
        events=tuple(mark for sort, mark in marks if sort == "#"),
        actors=tuple(mark for sort, mark in marks if sort == "@"),
    )


def _unwrapped(text: str) -> str:
    """Join the lines of each paragraph."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


def _plain(text: str) -> str:
    return _MARKED.sub(r"\1", text)


def _article(where: str, story: str, line: Mapping[str, Any]) -> Article:
    record = {name: line[name] for name in FIELDS if name in line}
    page = Page(f"{story}.jsonl", json.dumps(record), "jsonl")
    article = next((item for item in split_page(page) if isinstance(item, Article)), None)
    if article is None or not article.text.startswith(line["text"]):
        raise GoldError(f"{where}: its text is not read as it is written. Leave out what is no news text.")
    return article


def _marks(where: str, article: Article, text: str, start: int) -> Iterator[tuple[str, Marked]]:
    """Give what a stretch of the article marks; ``start`` is where it stands there, without its marks."""
    removed = 0
    for found in _MARKED.finditer(text):
        words, sort, key = found.groups()
        at = start + found.start() - removed
        if article.text[at : at + len(words)] != words:
            raise GoldError(f"{where}: '{words}' is not where it is marked. Mark words of the text as it is.")
        yield sort, Marked(key, Span(words, at, at + len(words)))
        removed += len(found.group()) - len(words)
