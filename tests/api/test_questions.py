"""The questions, asked of the story."""

from __future__ import annotations

import pytest
from asking import Ask

from database import Database

SECOND_ROUND = "2025-06-02"


def names(people: list[dict[str, str]]) -> set[str]:
    return {person["name"] for person in people}


async def test_who_mediated_which_negotiation(ask: Ask) -> None:
    answer = await ask(
        """{ mediations { nodes {
             mediator { name } parties { name } place { name } date { start precision } status held round
             negotiation { name parties { name } }
             evidence { sentence article { title outlet published { start } } } } } }"""
    )
    (row,) = answer["mediations"]["nodes"]
    assert row["mediator"] == {"name": "Turkey"}
    assert names(row["parties"]) == {"Russia", "Ukraine"}
    assert row["place"] == {"name": "Istanbul"}
    assert row["date"] == {"start": SECOND_ROUND, "precision": "day"}
    assert (row["status"], row["held"], row["round"]) == ("happened", True, 2)
    assert names(row["negotiation"]["parties"]) == {"Russia", "Ukraine"}
    assert row["evidence"] == [
        {
            "sentence": "Ukraine and Russia held talks in Istanbul on June 2, mediated by Turkey.",
            "article": {
                "title": "Second round in Istanbul",
                "outlet": "Daily Ledger",
                "published": {"start": "2025-06-03"},
            },
        }
    ]


async def test_a_denied_mediation_is_told_only_where_asked_for(ask: Ask) -> None:
    answer = await ask("{ mediations(filter: {status: [denied]}) { nodes { mediator { name } held } } }")
    assert answer["mediations"]["nodes"] == [{"mediator": {"name": "Switzerland"}, "held": False}]


async def test_who_is_said_not_to_have_mediated_is_no_mediator_of_the_negotiation(ask: Ask) -> None:
    answer = await ask("{ negotiations { nodes { mediators { name } } } }")
    assert [names(each["mediators"]) for each in answer["negotiations"]["nodes"]] == [{"Turkey"}]


async def test_opinion_is_left_out_unless_asked_for(ask: Ask) -> None:
    counts = await ask(
        """{ default: mediations { totalCount }
             asked: mediations(filter: {genre: [news, opinion]}) { totalCount } }"""
    )
    assert counts == {"default": {"totalCount": 1}, "asked": {"totalCount": 2}}


async def test_evidence_of_opinion_comes_with_the_genre_asked_for(ask: Ask) -> None:
    answer = await ask("{ mediations(filter: {genre: [opinion]}) { nodes { evidence { genre } } } }")
    assert answer["mediations"]["nodes"] == [{"evidence": [{"genre": "opinion"}]}]


async def test_a_planned_round_is_not_counted_as_held(ask: Ask) -> None:
    answer = await ask(
        "{ negotiations { nodes { roundsHeld roundsPlanned rounds { held event { date { start } } } } } }"
    )
    (talks,) = answer["negotiations"]["nodes"]
    assert (talks["roundsHeld"], talks["roundsPlanned"]) == (2, 1)
    held = [(round_["event"]["date"]["start"], round_["held"]) for round_ in talks["rounds"]]
    assert held == [("2025-05-16", True), (SECOND_ROUND, True), ("2025-06-20", False)]


async def test_one_round_told_twice_is_one_event_with_two_mentions(ask: Ask) -> None:
    answer = await ask(
        """{ events(filter: {mode: [negotiate], since: "2025-06-02", until: "2025-06-02"}) {
             nodes { articles mentions { nodes { article { outlet } } } } } }"""
    )
    (event,) = answer["events"]["nodes"]
    outlets = {mention["article"]["outlet"] for mention in event["mentions"]["nodes"]}
    assert (event["articles"], outlets) == (2, {"Daily Ledger", "Evening Post"})


async def test_every_role_reaches_its_sentences(ask: Ask) -> None:
    answer = await ask("{ triples { nodes { actor { name } role mentions evidence { sentence } } } }")
    for triple in answer["triples"]["nodes"]:
        assert len(triple["evidence"]) == triple["mentions"] > 0


async def test_a_person_acts_for_a_state(ask: Ask) -> None:
    answer = await ask(
        "{ triples(filter: {role: [delegation_lead]}) { nodes { actor { name } role actsFor { name } } } }"
    )
    assert answer["triples"]["nodes"] == [
        {"actor": {"name": "Rustem Umerov"}, "role": "delegation_lead", "actsFor": {"name": "Ukraine"}}
    ]


async def test_what_is_agreed_on_is_content(ask: Ask) -> None:
    answer = await ask("{ events(filter: {type: [AGREE]}) { nodes { of { type mode } status } } }")
    assert answer["events"]["nodes"] == [
        {"of": [{"type": "RETREAT", "mode": "exchange"}], "status": "happened"}
    ]


@pytest.mark.parametrize("name", ["Q43", "Turkey", "türkiye", "ANKARA"])
async def test_an_actor_is_found_by_id_and_by_any_name(ask: Ask, name: str) -> None:
    answer = await ask("query ($id: ID!) { actor(id: $id) { id } }", id=name)
    assert answer["actor"] == {"id": "Q43"}


async def test_nobody_is_null(ask: Ask) -> None:
    assert await ask('{ actor(id: "Atlantis") { name } }') == {"actor": None}


async def test_an_event_is_found_under_the_id_of_any_of_its_mentions(ask: Ask, story_graph: Database) -> None:
    told_twice = "MATCH (e:Event {mentions: 2})<-[:REPORTS]-(m) RETURN e.id AS id, m.event_key AS key"
    rows = story_graph.run(told_twice)
    assert len({row["key"] for row in rows}) == 2
    for row in rows:
        assert await ask("query ($id: ID!) { event(id: $id) { id } }", id=row["key"]) == {
            "event": {"id": row["id"]}
        }


async def test_attribution_and_numbers_are_records(ask: Ask) -> None:
    answer = await ask(
        """{ mediations { nodes { evidence { attribution { name kind verb }
             quantities { what low high unit } } } } }"""
    )
    (evidence,) = answer["mediations"]["nodes"][0]["evidence"]
    assert evidence == {
        "attribution": [{"name": "Interfax", "kind": "outlet", "verb": None}],
        "quantities": [{"what": "delegation_size", "low": 14.0, "high": 14.0, "unit": None}],
    }


async def test_an_article_tells_its_sentences_and_what_they_report(ask: Ask) -> None:
    answer = await ask(
        """{ articles(filter: {outlet: "evening post"}) { nodes { title
             sentences { nodes { index mentions { trigger } } } } } }"""
    )
    assert answer["articles"]["nodes"] == [
        {
            "title": "Talks end without truce",
            "sentences": {
                "nodes": [
                    {"index": 0, "mentions": [{"trigger": "met"}]},
                    {"index": 1, "mentions": [{"trigger": "mediated"}]},
                ]
            },
        }
    ]


async def test_search_finds_actors_articles_and_sentences(ask: Ask) -> None:
    answer = await ask(
        """{ search(text: "Istanbul (Switzerland", first: 20) {
             actor { name } article { title } sentence { text } negotiation { name } } }"""
    )
    kinds = {kind for hit in answer["search"] for kind, found in hit.items() if found}
    assert {"actor", "article", "sentence"} <= kinds
    assert all(sum(found is not None for found in hit.values()) == 1 for hit in answer["search"])


async def test_a_search_without_words_is_an_error(complain: Ask) -> None:
    assert await complain('{ search(text: "(*)") { score } }') == ["`text`: '(*)' holds no word to look for."]
