"""`samples/expected.yaml` agrees with the pages it speaks of: whoever edits a page is told here."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from graph_schema import schema

SAMPLES = Path(__file__).parents[2] / "samples"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((SAMPLES / "expected.yaml").read_text(encoding="utf-8"))
PAGES = sorted(path.name for path in SAMPLES.iterdir() if path.name not in {"README.md", "expected.yaml"})
STATUSES = set(schema().words("status"))
CLAIM_KEYS = {"type", "mode", "of", "status", "date", "place", "quote"} | set(schema().roles)


def visible_text(page: str) -> str:
    """All words of a page on one line, markup left out."""
    raw = (SAMPLES / page).read_text(encoding="utf-8")
    if page.endswith(".html"):
        raw = html.fromstring(raw.encode()).text_content()
    elif page.endswith(".jsonl"):
        raw = " ".join(" ".join(json.loads(line).values()) for line in raw.splitlines())
    return re.sub(r"\s+", " ", raw)


def claims() -> list[tuple[str, dict[str, Any]]]:
    return [(page, claim) for page, e in EXPECTED.items() for claim in (*e["facts"], *e["traps"])]


def test_every_page_is_described():
    assert sorted(EXPECTED) == PAGES


def test_every_page_is_described_in_the_readme():
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert [page for page in PAGES if f"`{page}`" not in readme] == []


@pytest.mark.parametrize("page", PAGES)
def test_titles_and_outlets_are_on_the_page(page):
    text = visible_text(page).casefold()
    articles = EXPECTED[page]["articles"]
    missing = [a[k] for a in articles for k in ("title", "outlet") if a[k].casefold() not in text]
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_quotes_are_on_the_page_once(page):
    """Once per telling: an agency text printed in two outlets may hold the same words twice."""
    text = visible_text(page)
    tellings = 2 if "one_origin" in EXPECTED[page] else 1
    quotes = {claim["quote"] for name, claim in claims() if name == page}
    assert {quote: text.count(quote) for quote in quotes if not 1 <= text.count(quote) <= tellings} == {}


def test_claims_are_well_formed():
    wrong = [claim for _, claim in claims() if not set(claim) <= CLAIM_KEYS | {"why"}]
    wrong += [claim for _, claim in claims() if claim.get("status", "happened") not in STATUSES]
    assert wrong == []


def test_every_trap_says_why():
    assert [trap for e in EXPECTED.values() for trap in e["traps"] if not trap.get("why")] == []


def test_pages_do_not_say_that_they_are_samples():
    telling = re.compile(r"\b(sample|fixture|fictional|test page|synthetic)\b", re.IGNORECASE)
    assert {page: found for page in PAGES if (found := telling.findall(visible_text(page)))} == {}
