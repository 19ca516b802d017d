"""Each ablation takes away what it says, and only for the length of its run."""

from __future__ import annotations

import json

import pytest

from loaders.extraction import Extractor
from loaders.pages import split_articles
from loaders.records import Mention, Page
from tools.ablate import ABLATIONS

SENTENCES = {
    "without coreference": "Macron spoke on Monday. He criticised Russia.",
    "without frames of nouns and adjectives": "Peace talks between Chad and Sudan opened.",
    "without verbs that carry a noun": "Ethiopia launched an attack on Eritrea.",
    "without people and their offices": "Macron criticised Russia.",
    "without any actor but states": "NATO criticised Russia.",
    "without rules of status": "Chad and Sudan will meet in June.",
}


def read(extractor: Extractor, text: str) -> list[tuple[object, ...]]:
    record = {"text": text, "published_at": "2025-06-02"}
    articles = split_articles(Page("a line", json.dumps(record), "jsonl"))
    return [told for reading in extractor.read(articles) for told in map(facts, reading.mentions)]


def facts(mention: Mention) -> tuple[object, ...]:
    parts = frozenset((one.role, one.actor.name) for one in mention.participants)
    return mention.type, mention.status, parts


@pytest.fixture(scope="module")
def whole() -> Extractor:
    return Extractor()


@pytest.mark.parametrize("name", SENTENCES)
def test_an_ablation_changes_what_it_takes_away(name: str, whole: Extractor) -> None:
    before = read(whole, SENTENCES[name])
    with ABLATIONS[name]() as extractor:
        assert read(extractor, SENTENCES[name]) != before
    assert read(whole, SENTENCES[name]) == before


def test_every_ablation_is_shown_to_change_something() -> None:
    assert set(ABLATIONS) == {"everything", *SENTENCES}
