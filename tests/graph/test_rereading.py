"""What a newer extractor's reading changes in the graph, and what it leaves."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storytelling import EXTRACTOR, ISTANBUL, QATAR, RUSSIA, TURKEY, UKRAINE, Told, article, told

from database import Database
from loaders.graph import EvidenceWriter, Revision, Snapshot, project, snapshot, write_reading
from loaders.load import load
from loaders.records import Extractor, Reading

TEXT = "Kyiv and Moscow held talks and met"
NEWER = replace(EXTRACTOR, version="2")


def talks(trigger: str = "talks", version: str = "1", **facts: object) -> Told:
    given = {"mode": "negotiate", "party": [UKRAINE, RUSSIA], "when": "2025-06-02", **facts}
    event = told(TEXT, trigger, "CONSULT", **given)  # type: ignore[arg-type]
    return replace(event, extractor=replace(EXTRACTOR, version=version))


def read_by(reading: Reading, *extractors: Extractor) -> Reading:
    return replace(reading, extractors=extractors)


def reread(graph: Database, *readings: Reading, anew: bool = False) -> list[Revision]:
    """Write readings one after the other and give what the last of them changed."""
    revisions: list[Revision] = []
    for reading in readings:
        revisions.clear()
        EvidenceWriter(graph, anew=anew, revised=revisions.append).write([reading])
    return revisions


def standing(graph: Database) -> list[dict[str, object]]:
    return graph.run(
        """
        MATCH (m:Mention {active: true})
        RETURN m.trigger AS trigger, m.status AS status, m.extractor_version AS version ORDER BY trigger
        """
    )


def test_the_difference_is_told_mention_by_mention(graph: Database) -> None:
    first = article("A", talks(), talks("held"), talks("and"))
    second = article("A", talks(version="2"), talks("held", "2", status="planned"), talks("met", "2"))
    told_of = [(each.kind, each.told["trigger"], each.differs) for each in reread(graph, first, second)]
    assert sorted(told_of) == [
        ("changed", "held", ("status",)),
        ("gone", "and", ()),
        ("kept", "talks", ()),
        ("new", "met", ()),
    ]


def test_a_mention_that_is_read_otherwise_says_so(graph: Database) -> None:
    reread(graph, article("A", talks()), article("A", talks(version="2", status="planned")))
    assert standing(graph) == [{"trigger": "talks", "status": "planned", "version": "2"}]


def test_what_it_said_before_is_history(graph: Database) -> None:
    first = article("A", talks(mediator=[TURKEY]))
    reread(graph, first, article("A", talks(version="2", mediator=[QATAR])))
    (row,) = graph.run(
        """
        MATCH (m:Mention {former_of: $id})-[:ARGUMENT {role: 'mediator'}]->(a), (m)-[:IN]->(s)
        RETURN a.name AS mediator, s.text AS sentence, m.active AS active,
               size(m.active_since) AS began, size(m.active_until) AS ended
        """,
        id=first.mentions[0].id,
    )
    assert row == {"mediator": "Turkey", "sentence": TEXT, "active": False, "began": 1, "ended": 1}


def test_it_stood_until_the_other_reading_stands(graph: Database) -> None:
    reread(graph, article("A", talks()), article("A", talks(version="2", status="planned")))
    (row,) = graph.run(
        """
        MATCH (f:Mention), (m:Mention {id: f.former_of})
        RETURN f.active_until = m.active_since AS met, f.ingested = m.ingested AS ingested_alike
        """
    )
    assert row == {"met": True, "ingested_alike": True}


def test_an_extractor_that_finds_nothing_more_leaves_nothing(graph: Database) -> None:
    nothing = read_by(replace(article("A", talks()), mentions=()), Extractor("frames", "2"))
    (gone,) = reread(graph, article("A", talks()), nothing)
    assert (gone.kind, standing(graph)) == ("gone", [])


def test_an_extractor_that_found_nothing_has_read_the_article(graph: Database) -> None:
    nothing = read_by(replace(article("A", talks()), mentions=()), Extractor("frames", "2"))
    reread(graph, nothing)
    assert EvidenceWriter(graph).write([nothing]).unchanged == 1


def test_other_extractors_mentions_stay(graph: Database) -> None:
    by_model = replace(talks("met"), extractor=Extractor("openai", "a-model/1"))
    nothing = read_by(replace(article("A", talks()), mentions=()), Extractor("frames", "2"))
    reread(graph, article("A", talks(), by_model), nothing)
    assert [row["trigger"] for row in standing(graph)] == ["met"]


def test_the_same_version_is_read_anew_where_that_is_asked_for(graph: Database) -> None:
    first, second = article("A", talks()), article("A", talks(status="planned"))
    assert [each.kind for each in reread(graph, first, second)] == []
    assert [each.kind for each in reread(graph, second, anew=True)] == ["changed"]


def test_what_was_found_later_in_an_undated_article_counts_from_its_loading(graph: Database) -> None:
    reread(graph, article("A", talks()), article("A", talks(version="2"), talks("met", "2")))
    rows = graph.run("MATCH (m:Mention), (a:Article) RETURN DISTINCT m.ingested = a.ingested AS alike")
    assert rows == [{"alike": True}]


def test_only_the_first_loading_counts_for_an_article(graph: Database) -> None:
    write_reading(graph, article("A", talks()))
    (before,) = graph.run("MATCH (a:Article) RETURN a.ingested AS at")
    write_reading(graph, article("A", talks(version="2")))
    assert graph.run("MATCH (a:Article) RETURN a.ingested AS at") == [before]


def test_sentences_split_otherwise_still_hold_their_mentions(graph: Database) -> None:
    first = article("A", talks())
    (sentence,) = first.sentences
    parts = (
        replace(sentence, text="Kyiv and Moscow held talks", end=sentence.start + 26),
        replace(sentence, index=1, text="and met", start=27, end=34),
    )
    mention = replace(first.mentions[0], sentence_index=1, extractor=NEWER)
    reread(graph, first, replace(first, sentences=parts, mentions=(mention,)))
    rows = graph.run("MATCH (s:Sentence)-[:OF]->(:Article) RETURN s.text AS text ORDER BY s.index")
    assert [row["text"] for row in rows] == ["Kyiv and Moscow held talks", "and met"]


ARTICLES = ("One", "Two", "Three")
WAYS = st.fixed_dictionaries(
    {
        "when": st.sampled_from(["2025-06-02", "2025-06-03", None]),
        "place": st.sampled_from([None, ISTANBUL]),
        "mediator": st.sampled_from([[], [TURKEY], [QATAR]]),
        "status": st.sampled_from(["happened", "planned"]),
    }
)
READINGS = st.lists(
    st.tuples(st.sampled_from(["talks", "met"]), WAYS), max_size=2, unique_by=lambda way: way[0]
)


def story(ways: list[list[tuple[str, dict[str, object]]]], version: str) -> list[Reading]:
    """Three articles of one text, read in these ways."""
    return [
        read_by(
            replace(
                article(name, talks(), published="2025-06-03", outlet=name),
                mentions=article(
                    name, *(talks(trigger, version, **facts) for trigger, facts in found)
                ).mentions
                if found
                else (),
            ),
            replace(EXTRACTOR, version=version, frame=None),
        )
        for name, found in zip(ARTICLES, ways, strict=True)
    ]


def without_history(whole: Snapshot) -> Snapshot:
    """Leave out what has no say: withdrawn mentions, and the actors that they alone name."""
    standing = {node.key for node in whole.nodes if ("active", "True") in node.properties}
    formers = {node.key for node in whole.nodes if node.label == "Mention"} - standing
    edges = tuple(edge for edge in whole.edges if edge.start not in formers)
    named = {edge.end for edge in edges} | {edge.start for edge in edges}
    nodes = tuple(
        node
        for node in whole.nodes
        if node.key not in formers and (node.label != "Actor" or node.key in named)
    )
    return Snapshot(nodes, edges)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.tuples(READINGS, READINGS, READINGS), after=st.tuples(READINGS, READINGS, READINGS))
def test_the_graph_is_that_of_the_newer_extractor_alone(graph: Database, before: tuple, after: tuple) -> None:  # type: ignore[type-arg]
    graph.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    load(graph, story(list(before), "1"))
    assert load(graph, story(list(after), "2")).rejections == ()
    reread_graph = without_history(snapshot(graph))
    graph.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    load(graph, story(list(after), "2"))
    project(graph)
    assert without_history(snapshot(graph)) == reread_graph
