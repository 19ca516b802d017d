"""What an answer of 10,000 objects costs between the record that Neo4j gives and the JSON that is sent.

Beside it, on the same rows: orjson alone on objects that are there already, the same with a comprehension that makes
them of the rows, written by hand for this one document, and the walk of graphql-core's executor. And what a document
that is known costs before anything is asked of Neo4j. Medians of ratios within rounds.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import orjson
from graphql import ExecutionResult, execute, parse

import graph_schema
from app.api import Api, open_api
from app.api.answering import Question
from app.settings import Settings
from bench.figures import best_of, figure, say_machine, timed_in_turn
from bench.readings import generate_readings
from database import AsyncDatabase, connect, read_settings
from loaders.load import load

ARTICLES = 600
ROUNDS = 15
_EVENTS = """{ nodes {
  id type mode status confidence date { start end }
  triples { role status mentions actor { id name kind country } evidence(first: 2) {
    id sentence article { title outlet }
  } }
} }"""
DOCUMENT = f"""query Events($type: [EventType!], $since: Date) {{
  newest: events(first: 500, filter: {{type: $type, since: $since}}) {_EVENTS}
  oldest: events(first: 500, order: oldest, filter: {{type: $type, since: $since}}) {_EVENTS}
}}"""
VARIABLES: dict[str, Any] = {"since": "1990-01-01"}


def main() -> None:
    say_machine()
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    with (
        tempfile.TemporaryDirectory() as home,
        connect(read_settings().local_at(Path(home))) as db,
    ):
        graph_schema.apply(db)
        load(db, generate_readings(articles))
        asyncio.run(_measure(AsyncDatabase(db.endpoint)))


async def _measure(reader: AsyncDatabase) -> None:
    async with reader:
        api = open_api(Settings(), reader)
        result = await api.execute(DOCUMENT, VARIABLES)
        if result.errors:
            raise SystemExit(f"The document is refused: {result.errors}")
        question = api.known_question(DOCUMENT, VARIABLES)
        if question is None:
            raise SystemExit("The document was asked, and is not known.")
        record = await api.answering.record(question)
    _compare_answers(api, question, record)
    _time_questions(api)


def _compare_answers(api: Api, question: Question, record: list[Any]) -> None:
    exact, walk = question.statement.shaper.exact, question.statement.shaper.unchecked
    made = exact(record)
    if not exact(record) == _by_hand(record) == _walked(api, walk(record)):
        raise SystemExit("The ways differ in what they answer.")
    print(f"{_objects(made):,} objects, {len(orjson.dumps(made)):,} bytes")
    rounds = [
        *timed_in_turn(
            ROUNDS,
            lambda: orjson.dumps({"data": exact(record)}),
            lambda: orjson.dumps({"data": made}),
            lambda: orjson.dumps({"data": _by_hand(record)}),
        )
    ]
    ours, bare, by_hand = ([seconds[at] for seconds in rounds] for at in range(3))
    (walking,) = best_of(1, lambda: orjson.dumps({"data": _walked(api, walk(record))}))
    print(
        f"record to JSON {min(ours) * 1e3:.1f} ms, by hand {min(by_hand) * 1e3:.1f} ms, orjson alone "
        f"{min(bare) * 1e3:.1f} ms, the executor's walk {walking * 1e3:.0f} ms"
    )
    figure("json_10k_vs_orjson", median(one / other for one, other in zip(ours, by_hand, strict=True)))
    figure("json_10k_vs_orjson_alone", median(one / other for one, other in zip(ours, bare, strict=True)))
    figure("json_10k_vs_executor", min(ours) / walking)


def _time_questions(api: Api) -> None:
    """Print what comes before Bolt: a known document's parameters, and a new one's parsing, checks and Cypher."""
    times = 200
    (known,) = best_of(5, lambda: [api.known_question(DOCUMENT, VARIABLES) for _ in range(times)])
    print(f"a known document costs {known / times * 1e6:.0f} µs before Neo4j is asked")
    figure("known_document_us", known / times * 1e6)


def _walked(api: Api, data: dict[str, Any]) -> dict[str, Any] | None:
    result = execute(api.schema._schema, parse(DOCUMENT), data, variable_values=VARIABLES)
    if not isinstance(result, ExecutionResult) or result.errors:
        raise SystemExit(f"The executor refuses the record: {result}")
    return result.data


def _by_hand(record: list[Any]) -> dict[str, Any]:
    newest, oldest = ([row[2] for row in page["rows"][:500]] for page in record)
    return {"newest": {"nodes": _events(newest)}, "oldest": {"nodes": _events(oldest)}}


def _events(rows: list[Any]) -> list[dict[str, Any]]:
    return [
        {
            "id": id_,
            "type": type_,
            "mode": mode,
            "status": status,
            "confidence": confidence,
            "date": None if date is None else {"start": date[0], "end": date[1]},
            "triples": [
                {
                    "role": role,
                    "status": status,
                    "mentions": mentions,
                    "actor": {"id": actor[0], "name": actor[1], "kind": actor[2], "country": actor[3]},
                    "evidence": [
                        {
                            "id": mention,
                            "sentence": sentence,
                            "article": article and {"title": article[0], "outlet": article[1]},
                        }
                        for mention, sentence, article in evidence
                    ],
                }
                for role, status, mentions, actor, evidence in triples
            ],
        }
        for id_, type_, mode, status, confidence, date, triples in rows
    ]


def _objects(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + sum(map(_objects, value.values()))
    return sum(map(_objects, value)) if isinstance(value, list) else 0


if __name__ == "__main__":
    main()
