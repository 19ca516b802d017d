"""How actors are related: numbers of events, pairs, paths, neighbourhoods; now and as of a later day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from asking import Ask

from database import Database

WHEN = pytest.mark.parametrize(
    "as_of",
    ["", ', asOf: {published: "2100-01-01"}', ', asOf: {ingested: "2100-01-01T00:00:00Z"}'],
    ids=["now", "as of a day", "as of a moment"],
)


def numbers(nodes: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [tuple(node.values()) for node in nodes]


@WHEN
async def test_events_are_counted_by_what_is_asked(ask: Ask, as_of: str) -> None:
    answer = await ask(f"""{{
      types: counts(by: [type] {as_of}) {{ totalCount nodes {{ type number month }} }}
      months: counts(by: [month, status] {as_of}) {{ nodes {{ month status number }} }}
      origins: counts(by: [origin], order: number, first: 1 {as_of}) {{ nodes {{ origin number }} }}
      outlets: counts(by: [outlet], order: number {as_of}) {{ nodes {{ outlet number }} }}
    }}""")
    assert answer["types"]["totalCount"] == 2
    assert numbers(answer["types"]["nodes"]) == [("AGREE", 1, None), ("CONSULT", 4, None)]
    assert numbers(answer["months"]["nodes"]) == [
        ("2025-05", "happened", 2),
        ("2025-06", "denied", 1),
        ("2025-06", "happened", 1),
        ("2025-06", "planned", 1),
    ]
    assert answer["origins"]["nodes"][0]["number"] >= 2
    assert numbers(answer["outlets"]["nodes"]) == [("Daily Ledger", 4), ("Evening Post", 2)]


@WHEN
async def test_who_mediated_most_is_one_question(ask: Ask, as_of: str) -> None:
    answer = await ask(
        "{ counts(by: [actor], filter: {role: [mediator], held: true}, order: number "
        f"{as_of}) {{ nodes {{ actor {{ name }} number }} }} }}"
    )
    assert answer["counts"]["nodes"] == [{"actor": {"name": "Turkey"}, "number": 1}]


async def test_groups_come_in_pages(ask: Ask) -> None:
    document = """query ($after: String) { counts(by: [month, status], first: 1, after: $after, order: number) {
      nodes { month status number } pageInfo { hasNextPage endCursor } } }"""
    found, after, more = [], None, True
    while more:
        page = (await ask(document, after=after))["counts"]
        found += page["nodes"]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert [each["number"] for each in found] == [2, 1, 1, 1]


async def test_an_actors_parts_are_counted(ask: Ask) -> None:
    answer = await ask("""{ actor(id: "Ukraine") { counts(by: [role, year], filter: {status: [happened]}) {
      nodes { role year number } } } }""")
    assert numbers(answer["actor"]["counts"]["nodes"]) == [("party", "2025", 3)]


@WHEN
async def test_two_actors_meet(ask: Ask, as_of: str) -> None:
    answer = await ask(f"""{{ dyad(of: "Kyiv", with: "Moscow" {as_of}) {{
      actor {{ name }} other {{ name }} number
      counts(by: [month, role, other_role]) {{ nodes {{ month role otherRole number }} }}
      encounters(first: 1, filter: {{type: [CONSULT], status: [happened]}}) {{ nodes {{ event {{ date {{ start }} }}
        role part {{ actor {{ name }} evidence {{ sentence }} }} otherPart {{ actor {{ name }} }} }} }}
      negotiations {{ totalCount }} }} }}""")
    dyad = answer["dyad"]
    assert (dyad["actor"]["name"], dyad["other"]["name"], dyad["number"]) == ("Ukraine", "Russia", 5)
    assert ("2025-05", "party", "party", 2) in numbers(dyad["counts"]["nodes"])
    assert ("2025-06", "delegation_lead", "party", 1) in numbers(dyad["counts"]["nodes"])
    (encounter,) = dyad["encounters"]["nodes"]
    assert encounter["event"]["date"]["start"] == "2025-06-02"
    assert encounter["part"]["evidence"]
    assert encounter["otherPart"]["actor"]["name"] == "Russia"
    assert dyad["negotiations"]["totalCount"] == 1


async def test_nobody_is_a_pair_with_itself_or_with_an_unknown_name(ask: Ask) -> None:
    answer = await ask("""{ self: dyad(of: "Kyiv", with: "Ukraine") { number }
      none: dyad(of: "Kyiv", with: "Nobody at all") { number } }""")
    assert answer == {"self": None, "none": None}


@WHEN
async def test_an_actor_has_counterparts(ask: Ask, as_of: str) -> None:
    answer = await ask(f"""{{ actor(id: "Ukraine" {as_of}) {{
      counterparts {{ nodes {{ other {{ name }} number }} }}
      mediators: counterparts(filter: {{otherRole: [mediator]}}) {{ nodes {{ other {{ name }} }} }}
      states: counterparts(who: {{name: "Turkey"}}) {{ totalCount }} }}
      turkey: actor(id: "Turkey" {as_of}) {{ coMediators {{ totalCount }} }} }}""")
    met = {each["other"]["name"]: each["number"] for each in answer["actor"]["counterparts"]["nodes"]}
    assert met == {"Russia": 5, "Turkey": 1, "Switzerland": 1}
    assert [each["other"]["name"] for each in answer["actor"]["mediators"]["nodes"]] == [
        "Switzerland",
        "Turkey",
    ]
    assert answer["actor"]["states"]["totalCount"] == 1
    assert answer["turkey"]["coMediators"]["totalCount"] == 0


async def test_a_counterpart_and_its_dyad_agree(ask: Ask) -> None:
    answer = await ask("""{ actor(id: "Russia") { counterparts { nodes { other { id } number
      encounters { nodes { event { id } } } } } } }""")
    for dyad in answer["actor"]["counterparts"]["nodes"]:
        assert len({each["event"]["id"] for each in dyad["encounters"]["nodes"]}) == dyad["number"]


async def test_too_many_keys_are_refused(complain: Ask) -> None:
    (message,) = await complain("{ counts(by: [type, mode, status, year, month]) { totalCount } }")
    assert message == "`by` must name from 1 to 4 keys, not 5."


@WHEN
async def test_paths_join_two_actors(ask: Ask, as_of: str) -> None:
    answer = await ask(f"""{{
      near: paths(from: "Ukraine", to: "Russia", longest: 1 {as_of}) {{ length strength actors {{ name }} }}
      far: paths(from: "Turkey", to: "Switzerland" {as_of}) {{ length actors {{ name }}
        hops {{ number actor {{ name }} other {{ name }}
          encounters(first: 1) {{ nodes {{ part {{ evidence {{ sentence }} }} }} }} }} }} }}""")
    assert answer["near"] == [
        {"length": 1, "strength": 5, "actors": [{"name": "Ukraine"}, {"name": "Russia"}]}
    ]
    assert [[actor["name"] for actor in path["actors"]] for path in answer["far"]] == [
        ["Turkey", "Russia", "Switzerland"],
        ["Turkey", "Ukraine", "Switzerland"],
    ]
    hop = answer["far"][0]["hops"][0]
    assert (hop["actor"]["name"], hop["other"]["name"], hop["number"]) == ("Turkey", "Russia", 1)
    assert "mediated by Turkey" in hop["encounters"]["nodes"][0]["part"]["evidence"][0]["sentence"]


@pytest.fixture
def a_distant_actor(story_graph: Database) -> Iterator[None]:
    """Somebody whom Switzerland alone meets."""
    story_graph.run(
        """MATCH (s:Actor {name: 'Switzerland'})
        CREATE (far:Actor {id: 'far', name: 'Farland', kind: 'state', aliases: [], sort_key: 'farland far'})
        CREATE (e:Event {id: 'e', genres: ['news'], confidence: 0.9, sort_key: '2025-01-01 e'})
        CREATE (far)-[:PARTY_TO {genres: ['news'], confidence: 0.9}]->(e)
        CREATE (s)-[:PARTY_TO {genres: ['news'], confidence: 0.9}]->(e)
        """
    )
    yield
    story_graph.run("MATCH (n) WHERE n.id IN ['far', 'e'] DETACH DELETE n")


@pytest.mark.usefixtures("a_distant_actor")
async def test_longer_paths_are_found_where_none_is_shorter(ask: Ask) -> None:
    answer = await ask("""{ short: paths(from: "Turkey", to: "Farland") { length }
      long: paths(from: "Turkey", to: "Farland", longest: 3) { length strength actors { name } }
      near: paths(from: "Turkey", to: "Switzerland", longest: 3) { length } }""")
    assert answer["short"] == []
    assert [[actor["name"] for actor in path["actors"]] for path in answer["long"]] == [
        ["Turkey", "Russia", "Switzerland", "Farland"],
        ["Turkey", "Ukraine", "Switzerland", "Farland"],
    ]
    assert [path["length"] for path in answer["near"]] == [2, 2]


async def test_paths_keep_to_their_days(ask: Ask) -> None:
    answer = await ask(
        """{ paths(from: "Ukraine", to: "Russia", longest: 1, until: "2025-05-31") { strength } }"""
    )
    assert answer["paths"] == [{"strength": 2}]


@WHEN
async def test_a_neighbourhood_has_actors_and_links(ask: Ask, as_of: str) -> None:
    answer = await ask(f"""{{ neighbourhood(of: "Turkey" {as_of}) {{ centre {{ name }} actors {{ name }}
      links {{ actor {{ name }} other {{ name }} number }} }} }}""")
    found = answer["neighbourhood"]
    assert found["centre"] == {"name": "Turkey"}
    assert {actor["name"] for actor in found["actors"]} >= {"Russia", "Ukraine"}
    pairs = {
        frozenset((each["actor"]["name"], each["other"]["name"])): each["number"] for each in found["links"]
    }
    assert pairs[frozenset(("Russia", "Ukraine"))] == 5
    assert pairs[frozenset(("Turkey", "Ukraine"))] == 1


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ('{ paths(from: "a", to: "b", longest: 9) { length } }', "`longest` must be from 1 to 3, not 9."),
        ('{ neighbourhood(of: "a", size: 999) { actors { id } } }', "`size` must be from 1 to 100, not 999."),
    ],
)
async def test_what_would_cost_too_much_is_refused(complain: Ask, document: str, message: str) -> None:
    assert await complain(document) == [message]
