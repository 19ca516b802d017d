"""What writing readings leaves in the graph, whatever is written again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from storytelling import EXTRACTOR, ISTANBUL, TURKEY, UKRAINE, UMEROV, article, talks, told

from database import Database
from loaders.graph import EvidenceWriter, Written, snapshot, write_reading
from loaders.graph.writing import LostRowsError
from loaders.records import Extractor, Reading


@pytest.fixture
def reading() -> Reading:
    lead = told("Umerov is in Istanbul", "is", "CONSULT", delegation_lead=[(UMEROV, UKRAINE)], place=ISTANBUL)
    return article("A", talks(), lead, published="2025-06-03", outlet="The Daily")


def active(graph: Database) -> list[str]:
    rows = graph.run("MATCH (m:Mention {active: true}) RETURN m.evidence AS evidence ORDER BY evidence")
    return [row["evidence"] for row in rows]


def test_every_mention_leads_to_its_outlet(graph: Database, reading: Reading) -> None:
    write_reading(graph, reading)
    (row,) = graph.run(
        """
        MATCH (m:Mention)-[:IN]->(s:Sentence)-[:OF]->(a:Article)-[:PUBLISHED_BY]->(o:Actor:Outlet)
        WHERE m.evidence = s.text
        RETURN count(m) AS mentions, collect(DISTINCT o.name) AS outlets
        """
    )
    assert row == {"mentions": 2, "outlets": ["The Daily"]}


def test_an_argument_says_whom_a_person_acts_for(graph: Database, reading: Reading) -> None:
    write_reading(graph, reading)
    (row,) = graph.run(
        """
        MATCH (:Mention)-[r:ARGUMENT {role: 'delegation_lead'}]->(p:Person), (s:State {id: r.for})
        RETURN p.name AS person, r.text AS text, s.name AS state
        """
    )
    assert row == {"person": "Rustem Umerov", "text": "Umerov", "state": "Ukraine"}


def test_an_article_waits_for_its_projection(graph: Database, reading: Reading) -> None:
    write_reading(graph, reading)
    assert graph.run("MATCH (a:Article {dirty: true}) RETURN a.id AS id") == [{"id": reading.article.id}]


def test_writing_twice_changes_nothing(graph: Database, reading: Reading) -> None:
    write_reading(graph, reading)
    before = snapshot(graph)
    assert (write_reading(graph, reading), snapshot(graph)) == (Written(unchanged=1), before)


def test_a_new_version_withdraws_the_old_mentions(graph: Database) -> None:
    write_reading(graph, article("A", talks("They held talks")))
    write_reading(graph, article("A", talks("They held no talks")))
    assert active(graph) == ["They held no talks"]


def test_what_the_old_version_said_stays(graph: Database) -> None:
    write_reading(graph, article("A", talks("They held talks")))
    write_reading(graph, article("A", talks("They held no talks")))
    (row,) = graph.run(
        """
        MATCH (a:Article)-[:SUPERSEDES]->(v:ArticleVersion), (m:Mention {active: false})-[:IN]->(:Sentence)-[:OF]->(a)
        RETURN v.text AS text, m.evidence AS evidence, size(m.active_since) AS began, size(m.active_until) AS ended
        """
    )
    assert row == {"text": "They held talks", "evidence": "They held talks", "began": 1, "ended": 1}


def test_loading_a_superseded_version_again_changes_nothing(graph: Database) -> None:
    old, new = article("A", talks("They held talks")), article("A", talks("They held no talks"))
    write_reading(graph, old)
    write_reading(graph, new)
    before = snapshot(graph)
    write_reading(graph, old)
    assert snapshot(graph) == before


def test_another_extractor_adds_its_mentions(graph: Database) -> None:
    write_reading(graph, article("A", talks()))
    other = Extractor("reader", "1")
    write_reading(graph, article("A", talks(), replace(talks(), extractor=other, trigger="held")))
    assert graph.run("MATCH (m:Mention {active: true}) RETURN m.extractor AS name ORDER BY name") == [
        {"name": "frames"},
        {"name": "reader"},
    ]


def test_another_extractor_alone_leaves_the_first_ones_mentions(graph: Database) -> None:
    write_reading(graph, article("A", talks()))
    write_reading(graph, article("A", replace(talks(), extractor=Extractor("reader", "1"))))
    assert len(active(graph)) == 2


def test_a_newer_version_of_an_extractor_takes_the_place_of_the_older(graph: Database) -> None:
    text = "Kyiv and Moscow held talks and met"
    write_reading(graph, article("A", talks(text)))
    newer = replace(talks(text), extractor=replace(EXTRACTOR, version="2"), trigger="met")
    write_reading(graph, article("A", newer))
    assert graph.run("MATCH (m:Mention {active: true}) RETURN m.trigger AS trigger") == [{"trigger": "met"}]


def test_what_an_extractor_finds_again_is_restored(graph: Database) -> None:
    text = "Kyiv and Moscow held talks and met"
    for version, trigger in (("1", "talks"), ("2", "met"), ("3", "talks")):
        again = replace(talks(text), extractor=replace(EXTRACTOR, version=version), trigger=trigger)
        write_reading(graph, article("A", again))
    (row,) = graph.run(
        """
        MATCH (m:Mention {active: true})
        RETURN m.trigger AS trigger, size(m.active_since) AS began, size(m.active_until) AS ended
        """
    )
    assert row == {"trigger": "talks", "began": 2, "ended": 1}


def test_a_correction_may_name_another_outlet(graph: Database) -> None:
    write_reading(graph, article("A", talks(), outlet="The Daily"))
    write_reading(graph, article("A", talks("They held no talks"), outlet="The Weekly"))
    assert graph.run("MATCH (:Article)-[:PUBLISHED_BY]->(o) RETURN o.name AS outlet") == [
        {"outlet": "The Weekly"}
    ]


def test_a_correction_from_another_page_leads_to_both(graph: Database) -> None:
    first, second = article("A", talks()), article("A", talks("They held no talks"))
    write_reading(graph, first)
    write_reading(graph, replace(second, article=replace(second.article, source="later.txt")))
    rows = graph.run("MATCH (:Article)-[:ON_PAGE]->(p) RETURN p.source AS page ORDER BY page")
    assert rows == [{"page": "A.txt"}, {"page": "later.txt"}]


def test_a_correction_on_the_same_page_leads_to_it_once(graph: Database) -> None:
    for text in ("They held talks", "They held no talks"):
        write_reading(graph, article("A", talks(text)))
    assert graph.run("MATCH ()-[r:ON_PAGE]->() RETURN count(r) AS edges") == [{"edges": 1}]


def test_a_mention_of_a_sentence_that_is_not_there_is_not_lost_in_silence(
    graph: Database, reading: Reading
) -> None:
    with pytest.raises(LostRowsError, match="IN: 2 of 2 relationships"):
        write_reading(graph, replace(reading, sentences=()))
    assert graph.run("MATCH (n:Article) RETURN n") == []


def test_articles_that_share_a_transaction_are_all_written(graph: Database, reading: Reading) -> None:
    written = EvidenceWriter(graph).write([reading, article("B", talks())])
    assert written == Written(articles=2, mentions=3)


def test_an_actor_is_written_once_for_all_articles(graph: Database, reading: Reading) -> None:
    writer = EvidenceWriter(graph)
    writer.write([reading])
    writer.write([article("B", talks(mediator=[TURKEY]))])
    assert graph.run("MATCH (a:State) RETURN a.name AS name ORDER BY name") == [
        {"name": "Russia"},
        {"name": "Turkey"},
        {"name": "Ukraine"},
    ]
