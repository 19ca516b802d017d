"""Mentions read back from the graph compare as they did when they were written."""

from __future__ import annotations

from dataclasses import replace

from storytelling import EXTRACTOR, ISTANBUL, KELLOGG, MEDINSKY, RUSSIA, TURKEY, UKRAINE, USA, article, told

from database import Database
from loaders.graph import write_reading
from loaders.graph.recollection import Recollection
from loaders.records import Reading
from loaders.resolution.antecedents import resolve_back

READING = article(
    "A",
    told(
        "Medinsky led Moscow's team at the second round of talks in Istanbul",
        "talks",
        "CONSULT",
        mode="negotiate",
        when="2025-06-02",
        place=ISTANBUL,
        party=[RUSSIA, UKRAINE],
        delegation_lead=[(MEDINSKY, RUSSIA)],
        mediator=[TURKEY],
        denied=["mediator"],
        observer=[(KELLOGG, USA)],
        ordinal=2,
        cites="Reuters",
        quantities={"delegation_size": 14},
    ),
    told("They agreed on a swap", "agreed", "AGREE", of=["RETREAT/exchange", "CONSULT"], genre="opinion"),
    told("The talks went on", "talks", "CONSULT", definite=True, extractor=replace(EXTRACTOR, frame=None)),
    published="2025-06-03",
    outlet="The Daily",
    credits=["AP"],
)


def test_what_was_written_is_what_is_read_back(graph: Database) -> None:
    write_reading(graph, READING)
    recalled = Recollection().of(graph, [READING.article.id])[READING.article.id]
    assert sorted((each.profile for each in recalled), key=by_id) == sorted(in_order(READING), key=by_id)


def test_the_moment_of_withdrawal_does_not_change_what_was_said(graph: Database) -> None:
    write_reading(graph, READING)
    write_reading(graph, article("A", told("All was void", "void", "REJECT"), version="2"))
    recalled = Recollection().of(graph, [READING.article.id])[READING.article.id]
    assert {each.profile.mention.evidence.text: each.stands for each in recalled} == {
        "Medinsky led Moscow's team at the second round of talks in Istanbul": False,
        "They agreed on a swap": False,
        "The talks went on": False,
        "All was void": True,
    }


def by_id(profile: object) -> str:
    return profile.id  # type: ignore[attr-defined, no-any-return]  # a profile


def in_order(reading: Reading) -> list[object]:
    """Profile a reading with the participants in the order of the text, as the graph gives them."""
    mentions = [
        replace(
            mention,
            participants=tuple(
                sorted(mention.participants, key=lambda p: (p.span.start, p.role, p.actor.id))
            ),
        )
        for mention in reading.mentions
    ]
    return list(resolve_back(replace(reading, mentions=tuple(mentions))))
