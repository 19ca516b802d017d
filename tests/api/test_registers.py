"""What the graph was made from: mentions, outlets, places, loads, rejections, statistics."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from asking import Ask

from database import Database

AS_OF = pytest.mark.parametrize(
    "as_of", ["", ', asOf: {published: "2100-01-01"}'], ids=["now", "as of a day"]
)


@pytest.fixture
def a_load(story_graph: Database) -> Iterator[None]:
    """A run of the loader that wrote an article and could not read an item."""
    story_graph.run(
        "MATCH (a:Article {title: 'Prisoner swap agreed'}) "
        "CREATE (a)-[:LOADED_BY]->(l:Load {id: 'l1', started: $at, sources: ['pages/one.html'], articles: 1, "
        "mentions: 2, unchanged: 0, rejections: 1})"
        "<-[:REJECTED_BY]-(:Rejection {id: 'r1', where: 'pages/two.html', stage: 'read', reason: 'no text', "
        "remedy: 'look', at: $at})",
        at=datetime(2025, 7, 1, tzinfo=UTC),
    )
    yield
    story_graph.run("MATCH (n:Load|Rejection) DETACH DELETE n")


@AS_OF
async def test_mentions_are_a_list(ask: Ask, as_of: str) -> None:
    answer = await ask(
        f'{{ mentions(filter: {{attributedTo: "interfax"}}, order: confidence {as_of}) '
        "{ totalCount nodes { trigger article { outlet } } } }"
    )
    assert answer["mentions"] == {
        "totalCount": 1,
        "nodes": [{"trigger": "talks", "article": {"outlet": "Daily Ledger"}}],
    }


async def test_a_mention_is_found_by_its_id(ask: Ask) -> None:
    (mention,) = (await ask("{ mentions(first: 1) { nodes { id sentence } } }"))["mentions"]["nodes"]
    again = await ask("query ($id: ID!) { mention(id: $id) { id sentence } }", id=mention["id"])
    assert again["mention"] == mention


@AS_OF
async def test_outlets_have_their_articles(ask: Ask, as_of: str) -> None:
    answer = await ask(
        f"{{ outlets(order: articles {as_of}) {{ nodes {{ name articles {{ totalCount }} }} }} }}"
    )
    assert [(each["name"], each["articles"]["totalCount"]) for each in answer["outlets"]["nodes"]] == [
        ("Daily Ledger", 2),
        ("Evening Post", 1),
    ]


@AS_OF
async def test_places_have_their_events(ask: Ask, as_of: str) -> None:
    answer = await ask(
        f'{{ places(filter: {{country: "TUR"}} {as_of}) {{ nodes {{ name events {{ totalCount }} }} }} }}'
    )
    assert answer["places"]["nodes"] == [{"name": "Istanbul", "events": {"totalCount": 3}}]


@pytest.mark.usefixtures("a_load")
async def test_loads_tell_what_they_wrote_and_what_not(ask: Ask) -> None:
    answer = await ask("""{ loads(filter: {source: "one.html", finished: false, rejections: 1}) { nodes {
      id written { nodes { title } } rejections { nodes { where reason loads { id } } } } } }""")
    assert answer["loads"]["nodes"] == [
        {
            "id": "l1",
            "written": {"nodes": [{"title": "Prisoner swap agreed"}]},
            "rejections": {
                "nodes": [{"where": "pages/two.html", "reason": "no text", "loads": [{"id": "l1"}]}]
            },
        }
    ]


@pytest.mark.usefixtures("a_load")
@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ('stage: ["read"]', 1),
        ('stage: ["write"]', 0),
        ('text: "two.html"', 1),
        ('load: "l1"', 1),
        ('not: {load: "l1"}', 0),
    ],
)
async def test_rejections_are_filtered(ask: Ask, filters: str, count: int) -> None:
    answer = await ask(f"{{ rejections(filter: {{{filters}}}) {{ totalCount }} }}")
    assert answer["rejections"]["totalCount"] == count


@pytest.mark.usefixtures("a_load")
async def test_a_load_is_not_known_before_it_began(ask: Ask) -> None:
    answer = await ask('{ loads(asOf: {ingested: "2025-06-30T00:00:00Z"}) { totalCount } }')
    assert answer["loads"]["totalCount"] == 0


@AS_OF
async def test_statistics_tell_how_much_there_is(ask: Ask, as_of: str) -> None:
    given = f"({as_of.removeprefix(', ')})" if as_of else ""
    answer = await ask(f"{{ statistics{given} {{ articles events negotiations outlets firstDay lastDay }} }}")
    assert answer["statistics"] == {
        "articles": 3,
        "events": 5,
        "negotiations": 1,
        "outlets": 2,
        "firstDay": "2025-05-17",
        "lastDay": "2025-06-05",
    }
