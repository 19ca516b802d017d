"""Judgements change the graph as they change what is resolved in memory, and an undo takes all of it back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storytelling import (
    HAMAS,
    ISRAEL,
    ISTANBUL,
    QATAR,
    RUSSIA,
    TURKEY,
    UKRAINE,
    Told,
    article,
    told,
)

from database import Database
from loaders.graph import Snapshot, judge, project, rebuild, snapshot, undo, write_reading
from loaders.identity import digest
from loaders.judgements import Judgement, Judgements
from loaders.judgements.records import address_of, argument_address
from loaders.judgements.store import read_judgements
from loaders.records import ActorRef, Mention, Reading
from loaders.resolution import resolve

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def local(name: str, home: str, country: str | None = "COL", kind: str = "person") -> ActorRef:
    """An actor whom the data does not know, as an article names it."""
    return ActorRef(digest("actor", digest("article", home), kind, name), name, kind, country, local=True)


def meets(home: str, name: str = "Juan Pablo Mora", when: str | None = "2025-06-02", **facts: object) -> Told:
    guest = local(name, home)
    text = f"{name} met Turkey's minister for talks"
    plain = {"mode": "meet", "party": [guest, TURKEY], "when": when, **facts}
    return told(text, "talks", "CONSULT", **plain)  # type: ignore[arg-type]


def talks(text: str = "They held talks", when: str | None = "2025-06-02", **facts: object) -> Told:
    given = {"mode": "negotiate", "party": [UKRAINE, RUSSIA], "when": when, **facts}
    return told(text, "talks", "CONSULT", **given)  # type: ignore[arg-type]


def load(graph: Database, *readings: Reading) -> None:
    for reading in readings:
        write_reading(graph, reading)
    project(graph)


def difference(one: Snapshot, other: Snapshot) -> set[object]:
    """What only one of two graphs holds: a few lines, where the graphs are hundreds."""
    return {*one.nodes, *one.edges} ^ {*other.nodes, *other.edges}


def empty(graph: Database) -> None:
    graph.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")


def verdict(word: str, about: str, *subjects: object, by: str = "anna", **facts: object) -> Judgement:
    return Judgement(word, about, tuple(str(each) for each in subjects), by, **facts)  # type: ignore[arg-type]


def place_of(reading: Reading, number: int = 0) -> str:
    return str(address_of(reading.mentions[number]))


def argument_of(mention: Mention, role: str) -> str:
    participant = next(each for each in mention.participants if each.role == role)
    return str(argument_address(address_of(mention), participant))


def events(graph: Database) -> list[str]:
    return [row["id"] for row in graph.run("MATCH (e:Event) RETURN e.id AS id ORDER BY id")]


def mediators(graph: Database) -> set[str]:
    return {row["name"] for row in graph.run("MATCH (a:Actor)-[:MEDIATED]->() RETURN a.name AS name")}


# -- the rule of full names --------------------------------------------------------------------------


def test_one_full_name_in_two_articles_is_one_actor(graph: Database) -> None:
    load(graph, article("A", meets("A")), article("B", meets("B")))
    assert graph.run("MATCH (a:Actor {local: true})-[:PARTY_TO]->(e) RETURN count(DISTINCT a) AS n") == [
        {"n": 1}
    ]


def test_reports_of_one_person_are_of_one_event(graph: Database) -> None:
    load(graph, article("A", meets("A")), article("B", meets("B")))
    assert len(events(graph)) == 1


def test_nearly_one_name_is_two_people(graph: Database) -> None:
    load(graph, article("A", meets("A", "Siarhei Tsikhanouski")))
    load(graph, article("B", meets("B", "Siarhei Tsikhanouskaya")))
    assert graph.run("MATCH ()-[s:SAME_AS]->() RETURN s") == []


def test_the_members_stay_in_the_evidence(graph: Database) -> None:
    load(graph, article("A", meets("A")), article("B", meets("B")))
    rows = graph.run("MATCH (:Mention)-[:ARGUMENT]->(a:Actor {local: true}) RETURN DISTINCT a.id")
    assert len(rows) == 2


def test_a_correction_that_drops_the_name_leaves_the_other_alone(graph: Database) -> None:
    load(graph, article("A", meets("A")), article("B", meets("B")))
    for home in "AB":
        load(graph, article(home, talks("The sides held talks"), version="2"))
        assert graph.run("MATCH ()-[s:SAME_AS]->() RETURN s") == []


def test_a_verdict_stops_the_rule(graph: Database) -> None:
    load(graph, article("A", meets("A")), article("B", meets("B")))
    judge(graph, [verdict("different", "actor", *(local("Juan Pablo Mora", home).id for home in "AB"))])
    assert graph.run("MATCH ()-[s:SAME_AS]->() RETURN s") == []


# -- verdicts of people ------------------------------------------------------------------------------


def test_an_actor_of_the_data_takes_the_place_of_a_local_one(graph: Database) -> None:
    load(graph, article("A", talks(mediator=[local("Doha", "A", "QAT", "agency")])))
    load(graph, article("B", talks("Qatar brokered talks", "2024-01-02", mediator=[QATAR])))
    judge(graph, [verdict("same", "actor", QATAR.id, local("Doha", "A", "QAT", "agency").id)])
    assert mediators(graph) == {"Qatar"}


def test_two_reports_are_judged_one_event(graph: Database) -> None:
    one, other = article("A", talks()), article("B", talks("Other talks", "2025-07-20"))
    load(graph, one, other)
    judge(graph, [verdict("same", "mention", place_of(one), place_of(other))])
    assert len(events(graph)) == 1


def test_two_reports_are_judged_two_events(graph: Database) -> None:
    one, other = article("A", talks()), article("B", talks("Both held talks"))
    load(graph, one, other)
    judge(graph, [verdict("different", "mention", place_of(one), place_of(other))])
    assert len(events(graph)) == 2


def test_a_rejected_mention_has_no_say(graph: Database) -> None:
    one, other = article("A", talks()), article("B", talks("Turkey brokered talks", mediator=[TURKEY]))
    load(graph, one, other)
    judge(graph, [verdict("reject", "mention", place_of(other))])
    assert mediators(graph) == set()


def test_the_old_link_of_a_rejected_mention_leads_to_its_event(graph: Database) -> None:
    one, other = article("A", talks()), article("B", talks("Turkey brokered talks", mediator=[TURKEY]))
    load(graph, one, other)
    judge(graph, [verdict("reject", "mention", place_of(other))])
    found = graph.run(
        "MATCH (:Mention {id: $id})-[:REPORTED]->(e) RETURN e.id AS id", id=other.mentions[0].id
    )
    assert [row["id"] for row in found] == events(graph)


def test_a_rejected_argument_has_no_say(graph: Database) -> None:
    one = article("A", talks("Turkey brokered talks", mediator=[TURKEY]))
    load(graph, one)
    judge(graph, [verdict("reject", "argument", argument_of(one.mentions[0], "mediator"))])
    assert mediators(graph) == set()
    assert len(events(graph)) == 1


def test_who_is_no_rival_any_more_sets_others_free(graph: Database) -> None:
    undated = article("A", meets("A", when=None, place=ISTANBUL), published="2025-06-11")
    between = article("E", meets("E", when=None, place=ISTANBUL))
    dated = article("B", meets("B", place=ISTANBUL), published="2025-06-03")
    load(graph, undated, between, dated)
    assert len(events(graph)) == 3
    turkey = argument_of(undated.mentions[0], "party").replace("Juan Pablo Mora", "Turkey")
    judge(graph, [verdict("reject", "argument", turkey)])
    judged = snapshot(graph)
    rebuild(graph)
    assert difference(judged, snapshot(graph)) == set()


def test_a_confirmed_mention_is_sure(graph: Database) -> None:
    one = article("A", talks())
    load(graph, one)
    judge(graph, [verdict("confirm", "mention", place_of(one))])
    assert graph.run("MATCH (e:Event) RETURN e.confidence AS sure") == [{"sure": 0.99}]


def test_a_confirmed_argument_makes_its_role_sure(graph: Database) -> None:
    one = article("A", talks("Turkey brokered talks", mediator=[TURKEY]))
    load(graph, one)
    judge(graph, [verdict("confirm", "argument", argument_of(one.mentions[0], "mediator"))])
    rows = graph.run(
        "MATCH ()-[r]->(e:Event) WHERE r.confidence > 0.9 RETURN type(r) AS role, e.confidence AS event"
    )
    assert rows == [{"role": "MEDIATED", "event": 0.8}]


def test_a_verdict_holds_for_a_new_version(graph: Database) -> None:
    text = "Turkey brokered talks"
    load(graph, article("A", talks(text, mediator=[TURKEY])))
    judge(graph, [verdict("reject", "mention", place_of(article("A", talks(text, mediator=[TURKEY]))))])
    load(graph, article("A", talks(text, mediator=[TURKEY]), talks("More talks", "2024-01-01"), version="2"))
    assert mediators(graph) == set()


def test_a_verdict_made_before_the_article_is_loaded_holds(graph: Database) -> None:
    one = article("A", talks("Turkey brokered talks", mediator=[TURKEY]))
    judge(graph, [verdict("reject", "mention", place_of(one))])
    load(graph, one)
    assert mediators(graph) == set()


def test_judging_again_changes_nothing(graph: Database) -> None:
    one = article("A", talks())
    load(graph, one)
    said = verdict("confirm", "mention", place_of(one))
    judge(graph, [said])
    assert judge(graph, [said]).written == ()


def test_judged_again_after_an_undo_it_has_two_intervals(graph: Database) -> None:
    one = article("A", talks())
    load(graph, one)
    said = verdict("confirm", "mention", place_of(one))
    judge(graph, [said], at=NOON)
    undo(graph, [said.id], at=NOON + timedelta(hours=1))
    judge(graph, [said], at=NOON + timedelta(hours=2))
    hours = [read_judgements(graph, NOON + timedelta(minutes=30 + 60 * hour)) for hour in range(3)]
    assert [bool(each) for each in hours] == [True, False, True]


# -- properties --------------------------------------------------------------------------------------

NAMES = ["Juan Pablo Mora", "Ana Mora", "Ana María Mora"]
HOMES = "ABCDE"


@st.composite
def stories(draw: st.DrawFn) -> list[Reading]:
    return [
        article(
            home,
            *(
                meets(
                    home,
                    name,
                    draw(st.sampled_from(["2025-06-02", "2025-06-10", None])),
                    place=draw(st.sampled_from([ISTANBUL, None])),
                    mediator=draw(st.sampled_from([[], [QATAR], [local("Ana Mora", home)]])),
                )
                for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True))
            ),
            published=draw(st.sampled_from(["2025-06-03", "2025-06-11", None])),
        )
        for home in draw(st.lists(st.sampled_from(HOMES), min_size=2, max_size=5, unique=True))
    ]


@st.composite
def verdicts(draw: st.DrawFn, story: list[Reading]) -> list[Judgement]:
    actors = [QATAR.id, TURKEY.id, ISRAEL.id, *(local(name, home).id for name in NAMES[:2] for home in HOMES)]
    mentions = sorted({place_of(each, number) for each in story for number in range(len(each.mentions))})
    arguments = sorted(
        str(argument_address(address_of(m), p))
        for each in story
        for m in each.mentions
        for p in m.participants
    )
    subjects = {"actor": actors, "mention": mentions, "argument": arguments}
    found = []
    for number in range(draw(st.integers(1, 5))):
        about = draw(st.sampled_from(["actor", "actor", "mention", "mention", "argument"]))
        words = ["confirm", "reject"] if about == "argument" else ["same", "same", "different", "reject"]
        word = draw(st.sampled_from(words))
        least = 2 if word in ("same", "different") else 1
        if len(set(subjects[about])) < least:
            continue
        chosen = draw(st.lists(st.sampled_from(subjects[about]), min_size=least, max_size=least, unique=True))
        since = (NOON + timedelta(minutes=draw(st.integers(0, 3)), seconds=number),)
        found.append(verdict(word, about, *chosen, by=draw(st.sampled_from(["anna", "ben"])), since=since))
    return list({each.id: each for each in found}.values())


@st.composite
def judged_stories(draw: st.DrawFn) -> tuple[list[Reading], list[Judgement]]:
    story = draw(stories())
    return story, draw(verdicts(story))


MANY = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@MANY
@given(judged_stories())
def test_the_graph_holds_what_is_resolved_in_memory(
    graph: Database, judged: tuple[list[Reading], list[Judgement]]
) -> None:
    story, said = judged
    empty(graph)
    load(graph, *story)
    for each in said:
        judge(graph, [each])
    expected = resolve(story, judgements=Judgements(said))
    told_in_graph = {
        row["id"]: sorted(row["actors"])
        for row in graph.run("MATCH (e:Event)<--(a:Actor) RETURN e.id AS id, collect(a.id) AS actors")
    }
    assert told_in_graph == {
        event.id: sorted(part.actor.id for part in event.participations)
        for event in expected.events
        if event.participations
    }
    assert events(graph) == [event.id for event in expected.events]


@MANY
@given(judged_stories())
def test_an_undo_restores_the_graph(graph: Database, judged: tuple[list[Reading], list[Judgement]]) -> None:
    story, said = judged
    empty(graph)
    load(graph, *story)
    before = [snapshot(graph)]
    for each in said:
        judge(graph, [each])
        before.append(snapshot(graph))
    for each in reversed(said):
        before.pop()
        undo(graph, [each.id])
        assert difference(snapshot(graph), before[-1]) == set()


@MANY
@given(judged_stories(), st.randoms())
def test_the_order_of_judging_and_loading_does_not_matter(
    graph: Database, judged: tuple[list[Reading], list[Judgement]], shuffle: object
) -> None:
    story, said = judged
    empty(graph)
    load(graph, *story)
    judge(graph, said)
    before = snapshot(graph)
    empty(graph)
    steps = [*story, *said]
    shuffle.shuffle(steps)  # type: ignore[attr-defined]  # a Random
    for step in steps:
        if isinstance(step, Reading):
            load(graph, step)
        else:
            judge(graph, [step])
    assert difference(snapshot(graph), before) == set()
    rebuild(graph)
    assert difference(snapshot(graph), before) == set()


def test_a_name_of_many_articles_costs_no_reading_of_all(graph: Database) -> None:
    load(
        graph,
        *(
            article(f"{number}", meets(f"{number}", party=[HAMAS, local("Ana Mora", f"{number}")]))
            for number in range(30)
        ),
    )
    assert graph.run("MATCH ()-[s:SAME_AS]->() RETURN count(s) AS n, count(DISTINCT endNode(s)) AS to") == [
        {"n": 29, "to": 1}
    ]
