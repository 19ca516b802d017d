"""Judgements change the graph as they change what is resolved in memory, and an undo takes all of it back."""

from __future__ import annotations

from datetime import timedelta

from judged_stories import (
    NOON,
    argument_of,
    difference,
    events,
    load,
    local,
    mediators,
    meets,
    place_of,
    verdict,
)
from storytelling import HAMAS, ISTANBUL, QATAR, TURKEY, article, talks

from database import Database
from loaders.graph import judge, rebuild, snapshot, undo
from loaders.judgements.store import read_judgements

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
