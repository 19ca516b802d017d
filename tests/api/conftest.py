"""A small story in a real Neo4j, written as a load would write it, and ways to ask about it.

Four articles tell of the talks of Ukraine and Russia in Istanbul: two rounds that were held (the second told
twice, mediated by Turkey), one that is planned, a mediation that Switzerland denies, and a columnist's claim.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from asking import Ask

import graph_schema
from app.api import Api, open_api
from app.settings import Settings
from database import AsyncDatabase, Database, DatabaseSettings
from loaders.graph import project, write_reading
from loaders.identity import digest
from loaders.records import (
    ActorRef,
    Article,
    Attribution,
    Content,
    DateInterval,
    Extractor,
    Mention,
    Participant,
    Passage,
    Place,
    Quantity,
    Reading,
    Sentence,
    Span,
)

UKRAINE = ActorRef("Q212", "Ukraine", "state", "UKR", ("Kyiv",))
RUSSIA = ActorRef("Q159", "Russia", "state", "RUS", ("Russian Federation", "Moscow"))
TURKEY = ActorRef("Q43", "Turkey", "state", "TUR", ("Türkiye", "Ankara"))
SWITZERLAND = ActorRef("Q39", "Switzerland", "state", "CHE")
UMEROV = ActorRef("Q1", "Rustem Umerov", "person", "UKR", ("Umerov",))
ISTANBUL = Place("Istanbul", "TUR")
EXTRACTOR = Extractor("by hand", "1", "test")


@dataclass
class Telling:
    """An article in the making: each sentence told adds itself, and a mention where it reports an event."""

    outlet: str
    title: str
    published: date
    genre: str = "news"
    text: str = ""
    sentences: list[Sentence] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    @property
    def id(self) -> str:
        return digest("test", self.outlet, self.title)

    def tell(self, words: str, kind: str, trigger: str, **more: Any) -> Telling:
        """Add a sentence with its mention; roles are ``role=[(words, actor, actor acted for)]``."""
        start = len(self.text)
        self.text += words + " "
        index = len(self.sentences)
        span = Span(words, start, start + len(words))
        self.sentences.append(Sentence(self.id, "v1", index, words, span.start, span.end, genre=self.genre))
        at = start + words.index(trigger)
        roles: dict[str, list[tuple[str, ActorRef, ActorRef | None]]] = more.pop("roles", {})
        statuses: dict[str, str] = more.pop("statuses", {})
        participants = tuple(
            Participant(role, self._span(named, words, start), actor, acts_for, statuses.get(role))
            for role, people in roles.items()
            for named, actor, acts_for in people
        )
        self.mentions.append(
            Mention(
                id=digest(self.id, str(at), kind),
                article_id=self.id,
                article_version="v1",
                sentence_index=index,
                type=kind,
                status=more.pop("status", "happened"),
                trigger=Span(trigger, at, at + len(trigger)),
                evidence=span,
                extractor=EXTRACTOR,
                participants=participants,
                genre=self.genre,
                confidence=more.pop("confidence", 0.8),
                **more,
            )
        )
        return self

    def reading(self) -> Reading:
        """Give what a loader writes."""
        day = DateInterval(self.published, self.published, "day")
        passages = (Passage("body", 0, len(self.text)),)
        article = Article(
            self.id, "v1", self.text, passages, self.title, self.outlet, published=day, genre=self.genre
        )
        return Reading(article, tuple(self.sentences), tuple(self.mentions))

    @staticmethod
    def _span(named: str, words: str, start: int) -> Span:
        at = start + words.index(named)
        return Span(named, at, at + len(named))


def on(year: int, month: int, day: int) -> DateInterval:
    """Give a day that the text states."""
    return DateInterval(date(year, month, day), date(year, month, day), "day")


def sides(ukraine: str = "Ukraine", russia: str = "Russia") -> list[tuple[str, ActorRef, None]]:
    """Give the two parties under the words that name them."""
    return [(ukraine, UKRAINE, None), (russia, RUSSIA, None)]


def story() -> Iterator[Reading]:
    """Give the four articles."""
    talks: dict[str, Any] = {"kind": "CONSULT", "mode": "negotiate", "place": ISTANBUL}
    yield (
        Telling("Daily Ledger", "Second round in Istanbul", date(2025, 6, 3))
        .tell(
            "Ukraine and Russia held talks in Istanbul on June 2, mediated by Turkey.",
            trigger="talks",
            date=on(2025, 6, 2),
            roles={"party": sides(), "mediator": [("Turkey", TURKEY, None)]},
            attribution=(Attribution("Interfax", "outlet"),),
            quantities=(Quantity("delegation_size", 14.0, Span("talks", 24, 29)),),
            **talks,
        )
        .tell(
            "Another round of talks between Ukraine and Russia is due in Istanbul on June 20.",
            trigger="round",
            date=on(2025, 6, 20),
            status="planned",
            roles={"party": sides()},
            **talks,
        )
        .reading()
    )
    yield (
        Telling("Evening Post", "Talks end without truce", date(2025, 6, 5))
        .tell(
            "Kyiv and Moscow met for talks in Istanbul on June 2, with Rustem Umerov leading for Ukraine.",
            trigger="met",
            date=on(2025, 6, 2),
            roles={
                "party": sides("Kyiv", "Moscow"),
                "delegation_lead": [("Rustem Umerov", UMEROV, UKRAINE)],
            },
            **talks,
        )
        .tell(
            "Switzerland denied that it had mediated between Ukraine and Russia on June 4.",
            kind="CONSULT",
            mode="mediate",
            trigger="mediated",
            status="denied",
            date=on(2025, 6, 4),
            roles={"party": sides(), "mediator": [("Switzerland", SWITZERLAND, None)]},
        )
        .reading()
    )
    yield (
        Telling("Daily Ledger", "Prisoner swap agreed", date(2025, 5, 17))
        .tell(
            "Ukraine and Russia held talks in Istanbul on May 16.",
            trigger="talks",
            date=on(2025, 5, 16),
            roles={"party": sides()},
            **talks,
        )
        .tell(
            "Ukraine and Russia agreed on May 16 to exchange prisoners.",
            kind="AGREE",
            trigger="agreed",
            date=on(2025, 5, 16),
            of=(Content("RETREAT", "exchange"),),
            roles={"party": sides()},
        )
        .reading()
    )
    yield (
        Telling("Daily Ledger", "Our columnist: a farce", date(2025, 6, 6), genre="opinion")
        .tell(
            "Turkey secretly brokered a meeting of Ukraine and Russia on June 5.",
            kind="CONSULT",
            mode="meet",
            trigger="meeting",
            date=on(2025, 6, 5),
            roles={"party": sides(), "mediator": [("Turkey", TURKEY, None)]},
        )
        .reading()
    )


@pytest.fixture(scope="module")
def story_graph(database: Database) -> Database:
    """The story in the graph; tests only read it."""
    database.run("MATCH (n) DETACH DELETE n")
    graph_schema.apply(database)
    for reading in story():
        write_reading(database, reading)
    project(database)
    return database


@pytest.fixture
async def api(story_graph: Database, database_settings: DatabaseSettings) -> AsyncIterator[Api]:
    """The API on the story."""
    async with AsyncDatabase(story_graph.endpoint) as reader:
        yield open_api(Settings(database=database_settings, query_timeout=120), reader)


@pytest.fixture
def ask(api: Api) -> Ask:
    """Ask a document, which must be answered without errors; gives the data."""

    async def answered(document: str, **variables: Any) -> Any:
        result = await api.execute(document, variables)
        assert result.errors is None, result.errors
        return result.data

    return answered


@pytest.fixture
def complain(api: Api) -> Ask:
    """Ask a document that must be refused; gives the messages."""

    async def refused(document: str, **variables: Any) -> list[str]:
        result = await api.execute(document, variables)
        assert result.errors
        return [error.message for error in result.errors]

    return refused
