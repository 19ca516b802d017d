"""The annotated set: every line can be scored, and the README counts what is there."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph_schema import schema

ANNOTATED = Path(__file__).parents[2] / "annotated"
SETS = sorted([*ANNOTATED.glob("*.jsonl"), *ANNOTATED.glob("set_aside/*.jsonl")])
PAGES = sorted(ANNOTATED.rglob("pages/*.jsonl"))
REGIONS = ("africa", "americas", "asia", "europe", "mideast", "global")

Row = dict[str, Any]


def name(path: Path) -> str:
    return str(path.relative_to(ANNOTATED))


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def words(text: str) -> str:
    return " ".join(text.split())


def page_text(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return words(html.unescape(re.sub(r"<[^>]+>", " ", text)) if path.suffix == ".html" else text)


def told(path: Path) -> Iterator[tuple[str, str, Row]]:
    """Give each event with where it stands and the text that tells it."""
    for row in rows(path):
        text = words(row["text"]) if "text" in row else page_text(path.with_name(row["page"]))
        for event in row["events"]:
            yield f"{row.get('id', row.get('article'))}, {event['trigger']['text']}", text, event


def quoted(event: Row) -> Iterator[str]:
    """Give every string that the annotation says stands in the text."""
    yield event["trigger"]["text"]
    yield from event["trigger"].get("also", [])
    yield from (item["text"] for item in [*event["participants"], *event["quantities"]])
    if "quote" in event:
        yield event["quote"]


def vocabulary_faults(event: Row) -> Iterator[str]:
    """Give each word of an event that the schema does not have."""
    declared = schema()
    for content in [event, *event["of"]]:
        if content["type"] not in declared.event_types:
            yield content["type"]
        elif content.get("mode") and content["mode"] not in declared.modes(content["type"]):
            yield f"{content['type']}/{content['mode']}"
    checked = [("status", event["status"])]
    for item in event["participants"]:
        checked += [("role", item["role"]), ("actor_kind", item["actor"]["kind"])]
        checked += [("status", item["status"])] if item.get("status") else []
    checked += [("quantity_kind", item["what"]) for item in event["quantities"]]
    if event["date"]:
        checked += [("precision", event["date"]["precision"]), ("basis", event["date"]["basis"])]
    yield from (f"{kind} {word}" for kind, word in checked if word not in declared.words(kind))


def country_faults(event: Row) -> Iterator[str]:
    places = [event["location"]] if event["location"] else []
    for item in [*places, *(each["actor"] for each in event["participants"])]:
        if item["country"] is not None and not re.fullmatch("[A-Z]{3}", item["country"]):
            yield item["country"]


@pytest.mark.parametrize("path", [*SETS, *PAGES], ids=name)
def test_what_is_quoted_stands_in_the_text(path: Path) -> None:
    missing = [
        (at, quote) for at, text, event in told(path) for quote in quoted(event) if words(quote) not in text
    ]
    assert missing == []


@pytest.mark.parametrize("path", [*SETS, *PAGES], ids=name)
def test_every_word_is_one_of_the_schema(path: Path) -> None:
    assert [(at, fault) for at, _, event in told(path) for fault in vocabulary_faults(event)] == []


@pytest.mark.parametrize("path", [*SETS, *PAGES], ids=name)
def test_countries_are_alpha_3_codes(path: Path) -> None:
    assert [(at, fault) for at, _, event in told(path) for fault in country_faults(event)] == []


@pytest.mark.parametrize("path", [*SETS, *PAGES], ids=name)
def test_days_are_in_order(path: Path) -> None:
    dates = [(at, event["date"]) for at, _, event in told(path) if event["date"]]
    ends = [(at, day["start"], day["end"]) for at, day in dates if day["start"] and day["end"]]
    assert [at for at, start, end in ends if date.fromisoformat(start) > date.fromisoformat(end)] == []


@pytest.mark.parametrize("path", SETS, ids=name)
def test_items_say_where_and_when_they_belong(path: Path) -> None:
    strange = [
        row["id"]
        for row in rows(path)
        if row["region"] not in REGIONS or row["decade"] % 10
        or (row["published_at"] and not row["published_at"].startswith(str(row["decade"])[:3]))
        or (row.get("genre") or "news") not in schema().words("genre")
    ]  # fmt: skip
    assert strange == []


def test_no_id_is_given_twice() -> None:
    ids = [row["id"] for path in SETS for row in rows(path)]
    assert sorted({each for each in ids if ids.count(each) > 1}) == []


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_s_events_quote_the_sentence_that_tells_them(path: Path) -> None:
    assert [at for at, _, event in told(path) if not event.get("quote")] == []


# -- the open half's README --------------------------------------------------------------------------


def words_of(row: Row) -> set[str]:
    """Give the words of an item that the README counts: types, statuses and roles of its events."""
    return {
        word
        for event in row["events"]
        for word in (event["type"], event["status"], *(item["role"] for item in event["participants"]))
    } or {"no event"}


def counts() -> dict[str, tuple[str, ...]]:
    """Give what the README's tables must hold, by the first cell of the line."""
    sentences = rows(ANNOTATED / "open.jsonl")
    articles = [row for path in sorted((ANNOTATED / "pages").glob("*.jsonl")) for row in rows(path)]

    def having(word: str) -> tuple[str, str]:
        return str(sum(word in words_of(row) for row in sentences)), str(
            sum(word in words_of(row) for row in articles)
        )

    main = [row["events"][0]["type"] for row in sentences if row["events"]]
    table: dict[str, tuple[str, ...]] = {"all": (str(len(sentences)), str(len(articles)))}
    table |= {kind: (*having(kind), str(main.count(kind))) for kind in schema().event_types}
    table |= {word: having(word) for word in (*schema().words("status"), *schema().roles, "no event")}
    table |= {region: (str(sum(row["region"] == region for row in sentences)),) for region in REGIONS}
    decades = range(1970, 2030, 10)
    return table | {f"{each}s": (str(sum(row["decade"] == each for row in sentences)),) for each in decades}


def test_the_readme_counts_what_the_open_half_holds() -> None:
    text = (ANNOTATED / "README.md").read_text(encoding="utf-8").split("## What it holds")[1]
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if "|" in line
    ]
    stated = {first: tuple(rest) for first, *rest in lines if rest and rest[0].isdigit()}
    assert stated == counts()


def test_every_type_is_the_main_event_of_some_items() -> None:
    rare = [kind for kind in schema().event_types if int(counts()[kind][2]) < 6]
    assert rare == []
