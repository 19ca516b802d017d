"""How fast the API answers beside @neo4j/graphql and beside the bare driver, on one Neo4j with the same events."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from statistics import median
from time import perf_counter

from app.api.pages import write_cursor
from bench.clients import AnswerError, BoltClient, Client, GraphQLClient
from bench.coded_store import fill_store
from bench.figures import figure, say_machine
from bench.graphql_queries import DEEP, DEEP_PAGE, PAGE, PAGES, QUESTIONS, Question
from bench.servers import our_service, peer_service
from bench.statements import statements_of
from database import Database, connect, read_settings

ROOT = Path(__file__).parents[1]
EVENTS = 95_540
ROUNDS = 3
OURS, PEER, GENERATED, BOLT, OWN = "ours", "peer", "peer, generated", "raw Bolt", "our statement"


@dataclass(frozen=True, slots=True)
class Measured:
    """What one side took for one question."""

    p50: float
    """Seconds."""
    p95: float
    rate: float
    """Answers a second with eight clients."""


def main() -> None:
    options = _options()
    say_machine()
    if not options.data.is_dir():
        print(f"{options.data} is missing: name the folder of ICEWS18 with --data. Nothing was measured.")
        return
    suffix = "" if options.copies == 1 else f"_{EVENTS * options.copies // 1000}k"
    with ExitStack() as stack:
        home = options.store or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        db = stack.enter_context(_store(home, options.data, EVENTS * options.copies))
        port = stack.enter_context(our_service(db.endpoint))
        peer = stack.enter_context(peer_service(db.endpoint, ROOT / "build" / "peer_graphql"))
        for question in _asked(db, options.questions):
            measured = _measure(_clients(db, question, port, peer), options.seconds)
            _tell(question, measured)
            _tell_figures(question.name, suffix, measured)


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--copies", type=int, default=1, help=f"times {EVENTS:,} events; 10: the ten-fold store"
    )
    options.add_argument(
        "--data", type=Path, default=ROOT.parent / "shared/data/icews18", help="where ICEWS18 lies"
    )
    options.add_argument(
        "--store", type=Path, help="a folder to keep the filled store in, and to find it in again"
    )
    options.add_argument("--seconds", type=float, default=2.0, help="for each side of each question")
    options.add_argument("--questions", nargs="*", default=[question.name for question in QUESTIONS])
    return options.parse_args()


def _store(home: Path, data: Path, events: int) -> Database:
    """Open a store with so many events, filled unless it is there."""
    # Twice what a user's own has by default: the ten-fold store takes 2 GB.
    settings = (
        read_settings().local_at(home).model_copy(update={"neo4j_heap": "1g", "neo4j_page_cache": "1g"})
    )
    if (home / "neo4j" / "filled").exists():
        return connect(settings)
    home.mkdir(parents=True, exist_ok=True)
    started = perf_counter()
    db = fill_store(
        settings, data, events, lambda text: print(f"  {perf_counter() - started:5.0f} s  {text}")
    )
    (home / "neo4j" / "filled").touch()
    return db


def _asked(db: Database, names: Sequence[str]) -> Iterator[Question]:
    for question in QUESTIONS:
        if question.name in names:
            yield _with_cursors(db, question) if question is DEEP_PAGE else question


def _with_cursors(db: Database, question: Question) -> Question:
    """Give the cursors of the pages that a client which goes through the list comes to."""
    statement = (
        "MATCH (e:Event) WHERE e.sort_key IS NOT NULL"
        " RETURN e.sort_key AS key ORDER BY e.sort_key DESC SKIP $skip LIMIT 1"
    )
    skips = [DEEP + PAGE * page - 1 for page in range(PAGES)]
    keys = [db.run(statement, skip=skip)[0]["key"] for skip in skips]
    cursors = [{"after": write_cursor("Event", [key, ""])} for key in keys]
    return replace(question, variables=cursors, bolt_variables=[{"after": key} for key in keys])


def _clients(db: Database, question: Question, port: int, peer: int | None) -> Iterator[Client]:
    yield BoltClient(BOLT, db.endpoint, [(question.bolt, each) for each in question.bolt_variables])
    own = statements_of(db.endpoint, question.ours, question.variables)
    yield BoltClient(OWN, db.endpoint, own)
    yield GraphQLClient(OURS, port, "/graphql", question.ours, question.variables)
    if peer:
        yield GraphQLClient(PEER, peer, "/graphql", question.peer, question.peer_variables)
        if question.generated:
            yield GraphQLClient(GENERATED, peer, "/graphql", question.generated, question.peer_variables)


def _measure(clients: Iterator[Client], seconds: float) -> dict[str, Measured]:
    """Let all sides take turns, so that a slow minute of the machine is everybody's."""
    latencies: dict[Client, list[list[float]]] = {}
    with ExitStack() as stack:
        for client in clients:
            if isinstance(client, BoltClient):
                stack.callback(client.close)
            try:
                client.latencies(seconds / 2)  # plans are made, and Java and Node compile themselves
                latencies[client] = []
            except AnswerError as error:
                print(f"  left out: {error}")
        for _ in range(ROUNDS):
            for client, taken in latencies.items():
                taken.append(client.latencies(seconds / ROUNDS))
        rates = {
            client: max(client.throughput(max(1, int(seconds / 2))) for _ in range(2)) for client in latencies
        }
    return {
        client.name: Measured(
            median(map(median, taken)), _p95(list(chain.from_iterable(taken))), rates[client]
        )
        for client, taken in latencies.items()
    }


def _p95(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)]


def _tell(question: Question, measured: Mapping[str, Measured]) -> None:
    print(f"\n{question.name}: {question.what}\n{'':18}   p50 ms   p95 ms   answers/s of 8 clients")
    for name, one in measured.items():
        print(f"{name:18} {one.p50 * 1000:8.2f} {one.p95 * 1000:8.2f} {one.rate:8.0f}")


def _tell_figures(name: str, suffix: str, measured: Mapping[str, Measured]) -> None:
    """Print the ratios; above 1 the service is ahead."""
    ours, bolt, own = measured[OURS], measured[BOLT], measured[OWN]
    figure(f"{name}_vs_bolt{suffix}", bolt.p50 / ours.p50)
    figure(f"{name}_ms_over_bolt{suffix}", (ours.p50 - bolt.p50) * 1000)
    figure(f"{name}_statement_share{suffix}", own.p50 / ours.p50)
    if PEER in measured:
        figure(f"{name}_vs_neo4j_graphql{suffix}", measured[PEER].p50 / ours.p50)
        figure(f"{name}_clients8_vs_neo4j_graphql{suffix}", ours.rate / measured[PEER].rate)
    if GENERATED in measured:
        figure(f"{name}_vs_neo4j_graphql_generated{suffix}", measured[GENERATED].p50 / ours.p50)


if __name__ == "__main__":
    main()
