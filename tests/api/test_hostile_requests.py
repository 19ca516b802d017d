"""Requests that are meant to break the service are refused at once, with a reason; or they are just words."""

from __future__ import annotations

import time

import pytest
from asking import Ask, Serve

from bench.hostile import HARMLESS, HOSTILE, Hostile

SECONDS = 1
"""A refusal takes 2 to 45 ms; what grows without bounds takes minutes."""


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda each: each.name)
async def test_a_hostile_request_is_refused_at_once_with_a_reason(serve: Serve, hostile: Hostile) -> None:
    async with serve() as client:
        start = time.process_time()
        response = await client.post("/graphql", content=hostile.body, headers=hostile.headers)
        seconds = time.process_time() - start
    assert (response.status_code, hostile.message in response.text) == (hostile.status, True), response.text
    assert response.headers["content-type"] == "application/json"
    assert "data" not in response.json() or response.json()["data"] is None
    assert "Traceback" not in response.text
    assert seconds < SECONDS


@pytest.mark.parametrize("words", HARMLESS)
async def test_words_that_look_like_a_statement_are_words(ask: Ask, words: str) -> None:
    answer = await ask(
        """query ($words: String!, $id: ID!) {
          actor(id: $id) { id } event(id: $id) { id } negotiation(id: $id) { id } article(id: $id) { id }
          events(filter: {actor: $words}) { nodes { id } }
          mediations(filter: {mediator: $words}) { nodes { mediator { id } } }
          actors(filter: {name: $words}) { nodes { id } }
        }""",
        words=words,
        id=words,
    )
    assert not any(answer[name] for name in ("actor", "event", "negotiation", "article"))


@pytest.mark.parametrize("words", [each for each in HARMLESS if any(map(str.isalnum, each))])
async def test_words_that_look_like_a_full_text_query_are_words(ask: Ask, words: str) -> None:
    await ask("query ($text: String!) { search(text: $text) { score } }", text=words)


async def test_the_graph_stands_after_all_this(ask: Ask) -> None:
    assert await ask('{ actor(id: "Q43") { name } }') == {"actor": {"name": "Turkey"}}
