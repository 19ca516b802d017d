"""What was judged, and who stands for whom, over GraphQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from asking import Ask
from storytelling import RUSSIA, TURKEY, UKRAINE, article, told

from database import Database
from loaders.graph import judge, project, undo, write_reading
from loaders.identity import digest
from loaders.judgements import Judgement
from loaders.judgements.records import address_of, argument_address
from loaders.judgements.store import read_judgements
from loaders.records import ActorRef

BROKER = ActorRef(
    digest("actor", digest("article", "Local"), "agency", "Ankara office"),
    "Ankara office",
    "agency",
    "TUR",
    local=True,
)
READING = article(
    "Local",
    told(
        "The Ankara office brokered talks",
        "talks",
        "CONSULT",
        mode="negotiate",
        party=[UKRAINE, RUSSIA],
        mediator=[BROKER],
        when="2025-07-02",
    ),
    published="2025-07-03",
)
SAME = Judgement("same", "actor", (BROKER.id, TURKEY.id), "anna", reason="It is Turkey's.")


@pytest.fixture
def judged(story_graph: Database) -> Iterator[Database]:
    """The story with another article, and an office that is judged to be Turkey; all verdicts are undone again."""
    write_reading(story_graph, READING)
    project(story_graph)
    judge(story_graph, [SAME])
    yield story_graph
    undo(story_graph, [each.id for each in read_judgements(story_graph).in_force])


@pytest.mark.parametrize("name", [BROKER.id, "Ankara office", "ankara OFFICE"])
async def test_an_old_id_or_name_leads_to_the_actor_that_stands_for_it(
    judged: Database, ask: Ask, name: str
) -> None:
    answer = await ask("query ($id: ID!) { actor(id: $id) { id sameAs { id } } }", id=name)
    assert answer["actor"] == {"id": TURKEY.id, "sameAs": [{"id": BROKER.id}]}


async def test_a_filter_by_an_old_name_finds_what_the_other_did(judged: Database, ask: Ask) -> None:
    answer = await ask(
        '{ mediations(filter: {mediator: "Ankara office"}) { nodes { mediator { id } date { start } } } }'
    )
    assert [row["mediator"]["id"] for row in answer["mediations"]["nodes"]] == [TURKEY.id, TURKEY.id]


async def test_the_sentences_of_the_other_prove_it(judged: Database, ask: Ask) -> None:
    answer = await ask('{ mediations(filter: {since: "2025-07-01"}) { nodes { evidence { sentence } } } }')
    assert answer["mediations"]["nodes"] == [{"evidence": [{"sentence": "The Ankara office brokered talks"}]}]


async def test_an_actor_whom_another_stands_for_is_not_listed(judged: Database, ask: Ask) -> None:
    answer = await ask('{ actors(filter: {country: "TUR"}) { nodes { id } } }')
    assert answer["actors"]["nodes"] == [{"id": TURKEY.id}]


async def test_judgements_tell_who_judged_what_and_why(judged: Database, ask: Ask) -> None:
    answer = await ask(
        '{ judgements(filter: {inForce: true, actor: "Turkey"}) '
        "{ nodes { verdict about by byRule reason inForce actors { name } } } }"
    )
    assert answer["judgements"]["nodes"] == [
        {
            "verdict": "same",
            "about": "actor",
            "by": "anna",
            "byRule": False,
            "reason": "It is Turkey's.",
            "inForce": True,
            "actors": [{"name": "Ankara office"}, {"name": "Turkey"}],
        }
    ]


async def test_a_rejected_mention_is_in_no_list(judged: Database, ask: Ask) -> None:
    judge(judged, [Judgement("reject", "mention", (str(address_of(READING.mentions[0])),), "anna")])
    answer = await ask(
        "query ($id: ID!) { article(id: $id) { mentions { nodes { id } } } }", id=READING.article.id
    )
    assert answer["article"]["mentions"]["nodes"] == []


async def test_a_judgement_leads_to_its_mentions(judged: Database, ask: Ask) -> None:
    mention = READING.mentions[0]
    mediator = next(each for each in mention.participants if each.role == "mediator")
    judge(
        judged,
        [Judgement("reject", "argument", (str(argument_address(address_of(mention), mediator)),), "anna")],
    )
    answer = await ask("{ judgements(filter: {about: [argument]}) { nodes { mentions { id } } } }")
    assert answer["judgements"]["nodes"] == [{"mentions": [{"id": mention.id}]}]
