"""Reads one line of JSON Lines: an article given with its text, whose offsets stay as they are."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import Any

import orjson

from graph_schema.errors import ItemError
from loaders.pages.dates import given_date, is_age
from loaders.pages.drafts import Draft
from loaders.pages.genres import genre_named, genres
from loaders.records import UNKNOWN_DATE, DateInterval, Page

_log = logging.getLogger(__name__)

FIELDS = ("id", "url", "title", "text", "outlet", "byline", "published_at", "language", "genre")
_FORM = (
    'Write one object a line: {"text": "...", "title": "...", "outlet": "...", "published_at": "2025-06-02"}.'
)


def draft_json_line(page: Page) -> list[Draft]:
    """Draft the article of one line.

    Only a record without a text, or with a field of the wrong type, is refused. A field that is not in the
    contract, a genre that is not ours and a date that cannot be read are left aside with a warning:
    archives carry fields of their own, and refusing them would lose their articles.
    """
    record = _parsed(page)
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ItemError(
            page.source, 'The record has no text: the field "text" is missing, empty or no string.', _FORM
        )
    for name in sorted(set(record) - set(FIELDS)):
        _warn_once(name, page.source.partition(":line ")[0])
    values = {name: _string(record, name, page) for name in FIELDS if name != "text"}
    byline = values["byline"]
    draft = Draft(
        title=values["title"],
        outlet=values["outlet"],
        byline=re.sub(r"^[Bb][Yy]\s+", "", byline) if byline else None,
        url=values["url"],
        given_id=values["id"],
        language=values["language"],
        given_text=text,
        printed=values["published_at"] or "",
    )
    draft.genre = _genre(values["genre"], page)
    draft.published = _date(values["published_at"], page)
    return [draft]


def _parsed(page: Page) -> dict[str, Any]:
    try:
        record = orjson.loads(page.content)
    except orjson.JSONDecodeError as error:
        raise ItemError(page.source, f"The line is no valid JSON ({error}).", _FORM) from error
    if not isinstance(record, dict):
        raise ItemError(page.source, f"The line holds a JSON {type(record).__name__}, not an object.", _FORM)
    return record


def _string(record: dict[str, Any], name: str, page: Page) -> str | None:
    value = record.get(name)
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if not isinstance(value, str):
        raise ItemError(page.source, f'The field "{name}" is a {type(value).__name__}, not a string.', _FORM)
    return value.strip()


def _genre(name: str | None, page: Page) -> str | None:
    genre = genre_named(name)
    if name and genre is None:
        known = ", ".join(sorted(genres()))
        _log.warning("%s: the genre %r is none of %s; it is judged by the text.", page.source, name, known)
    return genre


def _date(value: str | None, page: Page) -> DateInterval:
    try:
        return given_date(value)
    except ValueError as error:
        if not is_age(value or ""):
            _log.warning("%s: the date of publication stays unknown: %s.", page.source, error)
        return UNKNOWN_DATE


@cache
def _warn_once(name: str, source: str) -> None:
    _log.warning("%s: the field %r is not read; known are %s.", source, name, ", ".join(FIELDS))
