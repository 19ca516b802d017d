"""What was known at a moment stays what it was, whatever is loaded, corrected, taken back, judged or reread later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storytelling import EXTRACTOR, ISTANBUL, QATAR, RUSSIA, TURKEY, UKRAINE, article, told

from database import Database
from loaders.graph import EvidenceWriter, judge, project, undo
from loaders.graph.past import AsOf, recall_past
from loaders.graph.retraction import restore, retract
from loaders.judgements import Judgement
from loaders.judgements.records import address_of, argument_address
from loaders.records import Reading

HOMES = "ABC"
PUBLISHED = {"A": "2025-06-03", "B": "2025-06-05", "C": None}
BEFORE_ALL, BETWEEN = date(2025, 6, 1), date(2025, 6, 4)

type Step = Callable[[Database], Any]


def reading(home: str, version: str, extractor: str, **facts: Any) -> Reading:
    """One article's report of talks, in one of its versions, read by one version of the extractor."""
    plain = {"mode": "negotiate", "party": [UKRAINE, RUSSIA], "mediator": [TURKEY], **facts}
    held = told("Turkey brokered talks", "talks", "CONSULT", **plain)
    mention = replace(held, extractor=replace(EXTRACTOR, version=extractor))
    return article(home, mention, published=PUBLISHED[home], outlet=home, version=version)


def loading(one: Reading) -> Step:
    return lambda graph: (EvidenceWriter(graph).write([one]), project(graph))


def judging(verdict: Judgement) -> Step:
    """Judge so; where it was judged so before, undo it."""

    def step(graph: Database) -> None:
        if not judge(graph, [verdict]).written:
            undo(graph, [verdict.id])

    return step


PLAIN = {home: reading(home, "1", "1", when="2025-06-02") for home in HOMES}
PLACES = {home: str(address_of(PLAIN[home].mentions[0])) for home in HOMES}
MEDIATED = PLAIN["A"].mentions[0]

loads = st.builds(
    lambda home, version, extractor, when, place: loading(
        reading(home, version, extractor, when=when, place=place)
    ),
    st.sampled_from(HOMES),
    st.sampled_from("12"),
    st.sampled_from("12"),
    st.sampled_from(["2025-06-02", "2025-06-20", None]),
    st.sampled_from([ISTANBUL, None]),
)
retractions = st.builds(
    lambda home, back: (
        lambda graph: (restore if back else retract)(graph, [PLAIN[home].article.id], reason="A test.")
    ),
    st.sampled_from(HOMES),
    st.booleans(),
)
judgements = st.sampled_from(
    [
        Judgement("reject", "mention", (PLACES["A"],), "anna"),
        Judgement("same", "mention", (PLACES["A"], PLACES["B"]), "anna"),
        Judgement("different", "mention", (PLACES["A"], PLACES["B"]), "ben"),
        Judgement("reject", "actor", (TURKEY.id,), "anna"),
        Judgement("same", "actor", tuple(sorted((TURKEY.id, QATAR.id))), "anna"),
        Judgement(
            "reject",
            "argument",
            (str(argument_address(address_of(MEDIATED), MEDIATED.participants[-1])),),
            "anna",
        ),
    ]
).map(judging)
steps = st.lists(st.one_of(loads, loads, retractions, judgements), min_size=2, max_size=5)

FEW = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def start(graph: Database) -> None:
    graph.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    loading(PLAIN["A"])(graph)
    loading(PLAIN["B"])(graph)


def known(graph: Database, **as_of: Any) -> list[Any]:
    """All that was known: events with their parts, and negotiations with their rounds."""
    past = recall_past(graph, AsOf(**as_of))
    return [*(each.event for each in past.events), *past.negotiations]


def told_of(graph: Database, day: date) -> set[str]:
    past = recall_past(graph, AsOf(published=day))
    return {profile.mention.article_id for each in past.events for profile in each.cluster}


@FEW
@given(steps)
def test_what_was_known_at_a_moment_stays(graph: Database, taken: list[Step]) -> None:
    start(graph)
    remembered = []
    for step in taken:
        moment = datetime.now(UTC)
        remembered.append((moment, known(graph, ingested=moment)))
        step(graph)
    for moment, then in remembered:
        assert known(graph, ingested=moment) == then


@FEW
@given(steps)
def test_what_is_known_now_is_what_the_graph_holds(graph: Database, taken: list[Step]) -> None:
    start(graph)
    for step in taken:
        step(graph)
    events = {row["id"] for row in graph.run("MATCH (e:Event) RETURN e.id AS id")}
    talks = {row["id"] for row in graph.run("MATCH (n:Negotiation) RETURN n.id AS id")}
    assert {each.id for each in known(graph, ingested=datetime.now(UTC))} == events | talks


@FEW
@given(steps)
def test_before_the_first_report_nothing_was_known(graph: Database, taken: list[Step]) -> None:
    before = datetime.now(UTC)
    start(graph)
    for step in taken:
        step(graph)
    assert known(graph, published=BEFORE_ALL) == []
    assert known(graph, ingested=before) == []


@FEW
@given(steps)
def test_a_later_article_adds_nothing_to_what_had_been_published(graph: Database, taken: list[Step]) -> None:
    start(graph)
    for step in taken:
        step(graph)
    before = told_of(graph, BETWEEN)
    loading(reading("B", "3", "1", when="2025-06-02", place=ISTANBUL))(graph)
    loading(reading("C", "3", "1", when="2025-06-02"))(graph)
    assert told_of(graph, BETWEEN) == before
