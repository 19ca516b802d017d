"""The README tells the truth: its table, query, cell and settings are run, on the sample pages it speaks of."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from app.answers import mediated_negotiations
from app.api import open_api
from app.settings import Settings
from database import AsyncDatabase, Database
from database.settings import PREFIX
from loaders.erasure.key import KeySettings
from loaders.graph.stored_text import TextSettings
from loaders.model_extraction.settings import ModelSettings
from loaders.resolution.settings import ResolutionSettings
from tools.write_readme import TABLE, answer_table

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert found, f"The README holds no block of {language}."
    return found[1]


def test_the_first_query_is_answered_with_a_sentence(samples: Database) -> None:
    async def ask() -> dict[str, Any] | None:
        database = AsyncDatabase(samples.endpoint)
        try:
            result = await open_api(Settings(), database).execute(block("graphql"))
        finally:
            await database.close()
        assert result.errors is None
        return result.data

    data = asyncio.run(ask())
    assert data is not None
    assert data["mediations"]["nodes"][0]["evidence"][0]["sentence"]


def test_the_first_notebook_cell_runs(samples: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}NEO4J_URI", samples.endpoint.uri)
    monkeypatch.setenv(f"{PREFIX}NEO4J_USER", samples.endpoint.user)
    monkeypatch.setenv(f"{PREFIX}NEO4J_PASSWORD", samples.endpoint.password.get_secret_value())
    names: dict[str, Any] = {}
    exec(block("python"), names)  # noqa: S102 - the README's own code
    assert names["mediators"].most_common(1)[0][1] > 0


def test_the_answer_is_what_the_sample_pages_give(samples: Database) -> None:
    found = TABLE.search(README)
    assert found and found[0] == answer_table(mediated_negotiations(samples)), "Run `make docs`."


def test_every_variable_of_the_table_is_a_setting() -> None:
    settings = Settings.model_fields | Settings.model_fields["database"].annotation.model_fields
    for others in (ResolutionSettings, TextSettings, KeySettings):
        settings |= others.model_fields
    settings |= {f"openai_{name}": field for name, field in ModelSettings.model_fields.items()}
    named = re.findall(rf"`{PREFIX}([A-Z0-9_]+)`", README)
    assert [name for name in named if name.lower() not in settings] == []
