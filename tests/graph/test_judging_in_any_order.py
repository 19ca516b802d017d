"""Whatever is judged, in whatever order: the graph is what is resolved in memory, and an undo restores it."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from judged_stories import NOON, difference, empty, events, load, local, meets, place_of, verdict
from storytelling import ISRAEL, ISTANBUL, QATAR, TURKEY, article

from database import Database
from loaders.graph import judge, rebuild, snapshot, undo
from loaders.judgements import Judgement, Judgements
from loaders.judgements.records import address_of, argument_address
from loaders.records import Reading
from loaders.resolution import resolve

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
