"""The named query ``who-mediated``: round by round, on whose word, and who denies it, in one statement."""

from __future__ import annotations

from typing import Any

import pytest
from asking import Ask
from typer.testing import CliRunner

from app.api import open_api
from app.api.named_queries import named_query
from app.api.rows import rows_of
from app.cli import app
from app.settings import Settings
from database import AsyncDatabase, Database, Row

QUERY = named_query("who-mediated")


class Counting:
    """A reader that counts the statements it runs."""

    def __init__(self, reader: AsyncDatabase) -> None:
        self.statements = 0
        self._reader = reader

    async def run(self, statement: Any, /, **parameters: Any) -> list[Row]:
        self.statements += 1
        return await self._reader.run(statement, **parameters)

    async def one(self, statement: Any, /, **parameters: Any) -> Row | None:
        self.statements += 1
        return await self._reader.one(statement, **parameters)


async def rows(ask: Ask, **variables: Any) -> list[dict[str, Any]]:
    return rows_of(await ask(QUERY.document, **variables), QUERY.rows)[1]


async def test_it_is_one_statement(story_graph: Database) -> None:
    async with AsyncDatabase(story_graph.endpoint) as database:
        reader = Counting(database)
        result = await open_api(Settings(query_timeout=120), reader).execute(
            QUERY.document, {"details": True}
        )
    assert (result.errors, reader.statements) == (None, 1)


async def test_each_round_has_a_row_whether_or_not_a_mediator_is_reported(ask: Ask) -> None:
    told = [
        (row["round"], row["mediatorReport"], row.get("mediator.name"), row.get("status"))
        for row in await rows(ask)
    ]
    assert told == [
        (1, "none", None, None),
        (2, "named", "Turkey", "happened"),
        (None, "denied", "Switzerland", "denied"),
        (3, "none", None, None),
    ]


async def test_a_row_names_the_origins_and_who_denies_it(ask: Ask) -> None:
    _, held, denied, _ = await rows(ask)
    assert (held["origins"], held["toldBy"]) == (1, "Interfax")
    assert denied["claims.denied"].startswith("Evening Post, Evening Post, 2025-06-05, Switzerland denied")


@pytest.mark.parametrize("name", ["russia-ukraine talks", "Istanbul"])
async def test_it_is_asked_for_one_negotiation_and_one_round(ask: Ask, name: str) -> None:
    [row] = await rows(ask, negotiation=name, round=2)
    assert row["mediator.name"] == "Turkey"


async def test_it_is_asked_for_a_negotiation_by_its_id(ask: Ask) -> None:
    talks = await ask("{ negotiations { nodes { id } } }")
    assert await rows(ask, negotiation=talks["negotiations"]["nodes"][0]["id"])
    assert not await rows(ask, negotiation="no such talks")


async def test_before_the_denial_was_published_nobody_denied(ask: Ask) -> None:
    told = await rows(ask, asOf={"published": "2025-06-04"})
    assert [row.get("mediator.name") for row in told] == [None, "Turkey", None]


def test_the_command_prints_a_row_for_each_round_and_mediator(
    story_graph: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint = story_graph.endpoint
    monkeypatch.setenv("GOODOFFICES_NEO4J_URI", endpoint.uri)
    monkeypatch.setenv("GOODOFFICES_NEO4J_USER", endpoint.user)
    monkeypatch.setenv("GOODOFFICES_NEO4J_PASSWORD", endpoint.password.get_secret_value())
    variables = '{"negotiation": "Istanbul", "round": 2}'
    told = CliRunner().invoke(
        app,
        [
            "query",
            "--named",
            "who-mediated",
            "--variables",
            variables,
            "--format",
            "csv",
            "--as-of",
            "2025-06-03",
        ],
    )
    assert told.exit_code == 0, told.stderr
    head, *lines = told.stdout.splitlines()
    assert (head.split(",")[:2], len(lines), "Turkey" in lines[0]) == (["negotiation", "round"], 1, True)
