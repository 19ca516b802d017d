"""How fast requests that are meant to break the service are refused, and what others notice of them.

The service runs as a process of its own, with its usual limits, on generated news. First each request of
:mod:`bench.hostile` is sent a few times, alone. Then others ask at a steady pace, while in every second round somebody
sends the hostile ones one after the other, as often as the limit lets one caller: 20 a second.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles

import httpx

from app.access.key_file import VARIABLE as KEYS_VARIABLE
from app.access.key_file import KeyFile
from app.access.keys import Scope
from app.settings import RATE_PER_MINUTE
from bench.figures import figure, say_machine
from bench.hostile import HOSTILE, Hostile
from bench.news import generate_news
from bench.servers import our_service
from database import connect, read_settings
from loaders.load import load

ARTICLES = 400
TIMES = 5
"""How often each hostile request is sent alone; its time is the median."""
ROUNDS = 6
"""Pairs of a quiet round and one with hostile requests."""
SECONDS = 10.0
"""A round."""
OTHERS_A_SECOND = 10
HOSTILE_A_SECOND = RATE_PER_MINUTE / 60

NORMAL = (
    "{ mediations(first: 20) { nodes { mediator { name } parties { name } date { start } } } }",
    '{ events(first: 20, filter: {actor: "State XAL"}) { nodes { type date { start } parties { name } } } }',
    "{ negotiations(first: 10) { nodes { name parties { name } rounds { number } } } }",
    "{ counts(by: [month, type], first: 50) { nodes { month type number } } }",
    '{ search(text: "met", first: 10) { score } }',
)


def main() -> None:
    say_machine()
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with (
        tempfile.TemporaryDirectory() as home,
        connect(read_settings().local_at(Path(home))) as database,
    ):
        load(database, generate_news(ARTICLES))
        keys = KeyFile(Path(home) / "api_keys.json")
        others, hostile = (keys.add(name, (Scope.READ,)) for name in ("others", "hostile"))
        with our_service(database.endpoint, **{KEYS_VARIABLE: str(keys.file)}) as port:
            asyncio.run(_measure(f"http://127.0.0.1:{port}", others, hostile, rounds))


async def _measure(address: str, others: str, hostile: str, rounds: int) -> None:
    async with _client(address, others) as client, _client(address, hostile) as breaker:
        await _round(client, 2 * SECONDS)  # Neo4j plans each statement, and compiles itself
        slowest = await _slowest(breaker)
        ratios = [ratio async for ratio in _ratios(client, breaker, rounds)]
    figure("hostile_requests", len(HOSTILE))
    figure("hostile_slowest_ms", slowest * 1000)
    figure("hostile_p95_ratio", median(ratios))


async def _slowest(breaker: httpx.AsyncClient) -> float:
    """Send each hostile request alone; give the seconds of the slowest, and print the five slowest."""
    taken = {}
    for hostile in HOSTILE:
        taken[hostile.name] = median([await _refused(breaker, hostile) for _ in range(TIMES)])
        await asyncio.sleep(TIMES / HOSTILE_A_SECOND)
    for name, seconds in sorted(taken.items(), key=lambda item: -item[1])[:5]:
        print(f"alone    {seconds * 1000:6.1f} ms  {name}")
    return max(taken.values())


async def _ratios(client: httpx.AsyncClient, breaker: httpx.AsyncClient, rounds: int) -> AsyncIterator[float]:
    """Give, for each pair of rounds, what the others' 95th percentile is of that of the quiet round."""
    for number in range(1, rounds + 1):
        quiet = _p95(await _round(client, SECONDS))
        breaking = asyncio.create_task(_break(breaker))
        busy = _p95(await _round(client, SECONDS))
        breaking.cancel()
        print(f"round {number:2} p95 {quiet * 1000:6.1f} ms, beside hostile requests {busy * 1000:6.1f} ms")
        yield busy / quiet


async def _round(client: httpx.AsyncClient, seconds: float) -> list[float]:
    """Ask at a steady pace, whoever is still waiting for an answer; give the seconds of each answer."""
    documents = cycle(NORMAL)
    begun = time.perf_counter()
    asked = []
    for number in range(int(seconds * OTHERS_A_SECOND)):
        await asyncio.sleep(max(0.0, begun + number / OTHERS_A_SECOND - time.perf_counter()))
        asked.append(asyncio.create_task(_answered(client, next(documents))))
    return await asyncio.gather(*asked)


async def _break(breaker: httpx.AsyncClient) -> None:
    for hostile in cycle(HOSTILE):
        begun = time.perf_counter()
        await _refused(breaker, hostile)
        await asyncio.sleep(max(0.0, begun + 1 / HOSTILE_A_SECOND - time.perf_counter()))


async def _answered(client: httpx.AsyncClient, document: str) -> float:
    begun = time.perf_counter()
    response = await client.post("/graphql", json={"query": document})
    seconds = time.perf_counter() - begun
    if response.status_code != 200 or "errors" in response.json():
        raise SystemExit(f"Others are not answered any more: {response.text[:300]}")
    return seconds


async def _refused(breaker: httpx.AsyncClient, hostile: Hostile) -> float:
    begun = time.perf_counter()
    response = await breaker.post("/graphql", content=hostile.body, headers=hostile.headers)
    seconds = time.perf_counter() - begun
    if response.status_code != hostile.status or hostile.message not in response.text:
        raise SystemExit(f"'{hostile.name}' is not refused as it should be: {response.text[:300]}")
    return seconds


def _p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1]


def _client(address: str, key: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=address, headers={"Authorization": f"Bearer {key}"}, timeout=60)


if __name__ == "__main__":
    main()
