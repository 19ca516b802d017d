"""What was known when: answers that read the mentions that counted at a time."""

from __future__ import annotations

import pytest
from asking import Ask

ROUNDS = """query ($day: Date) { negotiations(asOf: {published: $day}) {
  nodes { rounds { event { date { start } status } } mediators { name } } } }"""


async def rounds(ask: Ask, day: str) -> list[tuple[str, str]]:
    nodes = (await ask(ROUNDS, day=day))["negotiations"]["nodes"]
    return [(r["event"]["date"]["start"], r["event"]["status"]) for node in nodes for r in node["rounds"]]


async def test_before_the_first_report_nothing_is_known(ask: Ask) -> None:
    answer = await ask(
        """{ events(asOf: {published: "2025-05-16"}) { totalCount }
             negotiations(asOf: {published: "2025-05-16"}) { totalCount }
             triples(asOf: {published: "2025-05-16"}) { totalCount } }"""
    )
    assert {field["totalCount"] for field in answer.values()} == {0}


async def test_the_day_itself_is_included(ask: Ask) -> None:
    assert await rounds(ask, "2025-05-17") == [("2025-05-16", "happened")]


async def test_later_reports_add_rounds(ask: Ask) -> None:
    assert await rounds(ask, "2025-06-03") == [
        ("2025-05-16", "happened"),
        ("2025-06-02", "happened"),
        ("2025-06-20", "planned"),
    ]


async def test_mentions_and_articles_are_those_of_the_day(ask: Ask) -> None:
    document = """query ($day: Date) { triples(filter: {actor: "Ukraine", role: [party], since: "2025-06-02",
      until: "2025-06-02"}, asOf: {published: $day}) { nodes { mentions articles evidence { id } } } }"""
    counts = []
    for day in ("2025-06-03", "2025-06-05"):
        (triple,) = (await ask(document, day=day))["triples"]["nodes"]
        counts.append((triple["mentions"], triple["articles"], len(triple["evidence"])))
    assert counts == [(1, 1, 1), (2, 2, 2)]


async def test_everything_up_to_now_is_the_present(ask: Ask) -> None:
    fields = "nodes { role status mentions articles actor { id } event { id status date { start } } }"
    answer = await ask(
        f"""{{ now: triples {{ {fields} }}
               then: triples(asOf: {{published: "2100-01-01", ingested: "2100-01-01T00:00:00Z"}}) {{ {fields} }} }}"""
    )
    assert answer["then"] == answer["now"]


async def test_before_the_load_nothing_had_been_ingested(ask: Ask) -> None:
    answer = await ask('{ events(asOf: {ingested: "2020-01-01T00:00:00Z"}) { totalCount } }')
    assert answer["events"]["totalCount"] == 0


async def test_mediations_are_read_from_mentions(ask: Ask) -> None:
    document = """query ($day: Date) { mediations(filter: {status: [happened, denied]},
      asOf: {published: $day}) { nodes { mediator { name } status } } }"""
    found = {
        day: [(row["mediator"]["name"], row["status"]) for row in answer["mediations"]["nodes"]]
        for day in ("2025-06-02", "2025-06-04", "2025-06-05")
        if (answer := await ask(document, day=day))
    }
    assert found == {
        "2025-06-02": [],
        "2025-06-04": [("Turkey", "happened")],
        "2025-06-05": [("Switzerland", "denied"), ("Turkey", "happened")],
    }


@pytest.mark.parametrize("clock", ['published: "June"', 'ingested: "2025-06-02 noon"'])
async def test_a_clock_that_cannot_be_read_is_an_error(complain: Ask, clock: str) -> None:
    assert "write it as" in (await complain(f"{{ events(asOf: {{{clock}}}) {{ totalCount }} }}"))[0]
