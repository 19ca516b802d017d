"""The parts of one actor, which are read off an index: the same as those of an actor in a list, which are not."""

from __future__ import annotations

from typing import Any

import pytest
from asking import Ask

from database import Database

LISTS = {
    "events": "id",
    "triples": "role actor { id } event { id }",
}
ARGUMENTS = [
    "",
    "order: oldest",
    "filter: {type: [CONSULT]}",
    'filter: {actor: "Russia"}',
    'filter: {since: "2025-06-01", until: "2025-06-10"}',
    "filter: {or: [{status: [planned]}, {origins: 2}]}",
    "filter: {participant: {role: [mediator]}}",
]
OF_EVENTS_ONLY = ('filter: {actor: "Russia"}', "filter: {participant: {role: [mediator]}}")


async def of_one(ask: Ask, field: str, given: str, actor: str = "Ukraine") -> Any:
    answer = await ask(f'{{ actor(id: "{actor}") {{ {field}{given} {{ nodes {{ {LISTS[field]} }} }} }} }}')
    return answer["actor"][field]["nodes"]


async def of_one_in_a_list(ask: Ask, field: str, given: str, actor: str = "Ukraine") -> Any:
    answer = await ask(
        f'{{ actors(first: 2, filter: {{name: "{actor}"}}) '
        f"{{ nodes {{ {field}{given} {{ nodes {{ {LISTS[field]} }} }} }} }} }}"
    )
    (found,) = answer["actors"]["nodes"]
    return found[field]["nodes"]


@pytest.mark.parametrize("arguments", ARGUMENTS)
@pytest.mark.parametrize("field", LISTS)
async def test_one_actor_has_the_same_parts_as_in_a_list(ask: Ask, field: str, arguments: str) -> None:
    if field == "triples" and arguments in OF_EVENTS_ONLY:
        arguments = arguments.replace("filter: ", "filter: {event: ") + "}"
    given = f"({arguments})" if arguments else ""
    found = await of_one(ask, field, given)
    assert found
    assert found == await of_one_in_a_list(ask, field, given)


@pytest.mark.parametrize(
    ("actor", "role", "roles"),
    [
        ("Ukraine", "party", {"party"}),
        ("Ukraine", "mediator", set()),
        ("Rustem Umerov", "delegation_lead", {"delegation_lead"}),
        ("Turkey", "mediator", {"mediator"}),
    ],
)
async def test_parts_of_one_role_are_of_that_role(ask: Ask, actor: str, role: str, roles: set[str]) -> None:
    given = f"(filter: {{role: [{role}]}})"
    found = await of_one(ask, "triples", given, actor)
    assert {each["role"] for each in found} == roles
    assert found == await of_one_in_a_list(ask, "triples", given, actor)


@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize("field", LISTS)
async def test_pages_of_one_actors_parts_hold_each_once(ask: Ask, field: str, order: str) -> None:
    document = (
        f'query ($after: String) {{ actor(id: "Ukraine") {{ {field}(first: 1, after: $after, order: {order}) '
        f"{{ nodes {{ {LISTS[field]} }} pageInfo {{ hasNextPage endCursor }} }} }} }}"
    )
    found, after, more = [], None, True
    while more:
        page = (await ask(document, after=after))["actor"][field]
        found += page["nodes"]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert found == await of_one(ask, field, f"(order: {order})")


@pytest.mark.parametrize(("role", "kinds"), [("", ""), ("(role: [party, mediator])", ":PARTY_TO|MEDIATED")])
async def test_parts_are_counted(ask: Ask, story_graph: Database, role: str, kinds: str) -> None:
    (stored,) = story_graph.run(f"MATCH (:Actor {{id: 'Q212'}})-[r{kinds}]->(:Event) RETURN count(r) AS n")
    answer = await ask(f'{{ actor(id: "Ukraine") {{ partCount{role} }} }}')
    assert answer == {"actor": {"partCount": stored["n"]}}


async def test_a_search_among_some_finds_nothing_else(ask: Ask) -> None:
    hits = "{ actor { name } negotiation { id } article { id } sentence { id } }"
    document = f'{{ search(text: "Ukraine", among: [actor, negotiation]) {hits} }}'
    found = (await ask(document))["search"]
    kinds = {kind for hit in found for kind, what in hit.items() if what}
    assert kinds == {"actor", "negotiation"}
