"""What mutations do, by the functions that the commands call; each gives what it did as a map.

Whatever reads or writes for long runs in a thread. Loads and judgements take turns in the database already; here
one at a time is read, since a language model takes a whole core.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Protocol
from urllib.parse import urlsplit

import orjson

from app.access.callers import Caller
from app.api.filtering import plain
from app.api.named_queries import NamedQuery, rows_of_table
from app.api.saved_queries import delete_query, save_query
from database import Database
from graph_schema import GoodOfficesError
from graph_schema.errors import ItemError
from loaders.fetching import Fetched, Fetcher
from loaders.graph.judging import Judged, judge, undo
from loaders.graph.retraction import Retracted, restore, retract
from loaders.graph.retraction_plan import find_articles
from loaders.graph.subjects import find_subjects
from loaders.identity import digest
from loaders.ingesting import Keeping, ingest
from loaders.judgements.records import Judgement
from loaders.load import LoadReport
from loaders.outlets import say_of_outlet
from loaders.pages.dates import given_date
from loaders.pages.files import format_of, text_of
from loaders.records import Page

type Arguments = Mapping[str, Any]
type Made = Mapping[str, Any]
"""What a mutation did: the variable ``@made`` of the type it gives."""


class NoWriterError(GoodOfficesError):
    """The API was opened to read only."""

    def __init__(self) -> None:
        super().__init__("This service only reads its database: ask one that was started to write, too.")


class Fetches(Protocol):
    """Fetches pages that somebody names."""

    def __call__(self) -> Fetcher:
        """Give a fetcher to be closed."""
        ...


@dataclass(frozen=True, slots=True)
class Writing:
    """What it takes to change the graph."""

    database: Callable[[], Database] | None = None
    keeping: Keeping = field(default_factory=Keeping)
    fetcher: Fetches = Fetcher
    check_query: Callable[[NamedQuery], None] = lambda query: None
    """Raises what is wrong with a query that is to be saved."""
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def _db(self) -> Database:
        if self.database is None:
            raise NoWriterError
        return self.database()

    async def ingest_page(self, given: Arguments, caller: Caller) -> Made:
        """Load a page that is sent."""
        content = given["content"]
        source = given.get("url") or given.get("source") or f"a page sent by {caller.name}: {digest(content)}"
        return await self._ingest(_page(given, source, content, plain(given["format"])))

    async def ingest_article(self, given: Arguments, caller: Caller) -> Made:
        """Load an article that is sent; a date that cannot be read is refused, for who sends it can mend it."""
        try:
            given_date((given["article"].get("publishedAt") or "").strip() or None)
        except ValueError as error:
            remedy = "Write the day itself, the year first, or leave it out."
            raise ItemError("The article's `publishedAt`", f"{error}.", remedy) from None
        article = {name: value for name, value in _line(given["article"]).items() if value is not None}
        content = orjson.dumps(article).decode()
        source = article.get("url") or f"an article sent by {caller.name}: {digest(content)}"
        return await self._ingest(Page(source, content, "jsonl"))

    async def ingest_url(self, given: Arguments, caller: Caller) -> Made:
        """Fetch a page from a public address, and load it."""
        async with self.fetcher() as fetcher:
            found = await fetcher.fetch(given["url"])
        return await self._beside(
            lambda: _loaded(ingest(self._db, _fetched_page(given, found), self.keeping))
        )

    async def retract(self, given: Arguments, caller: Caller) -> Made:
        """Take articles back."""

        def work() -> Made:
            ids = find_articles(self._db, given["articles"])
            pause = self.keeping.pause_days
            done = retract(self._db, ids, reason=given["reason"], by=caller.name, pause_days=pause)
            return _retracted(done, ids)

        return await self._beside(work)

    async def restore(self, given: Arguments, caller: Caller) -> Made:
        """Undo retractions."""

        def work() -> Made:
            ids = find_articles(self._db, given["articles"])
            reason, pause = given.get("reason"), self.keeping.pause_days
            return _retracted(restore(self._db, ids, reason=reason, by=caller.name, pause_days=pause), ids)

        return await self._beside(work)

    async def judge(self, given: Arguments, caller: Caller) -> Made:
        """Judge who is who, what is one event, and what is wrong."""

        def work() -> Made:
            verdict, role = plain(given["verdict"]), plain(given.get("role"))
            meant = find_subjects(self._db, given["subjects"], verdict, role=role, words=given.get("words"))
            judgement = Judgement(
                verdict, meant.about, meant.subjects, caller.name, reason=given.get("reason")
            )
            done = judge(self._db, [judgement], pause_days=self.keeping.pause_days)
            return _judged(done, [judgement.id])

        return await self._beside(work)

    async def undo(self, given: Arguments, caller: Caller) -> Made:
        """Take judgements back."""

        def work() -> Made:
            done = undo(self._db, given["judgements"], pause_days=self.keeping.pause_days)
            return _judged(done, [each.id for each in done.written])

        return await self._beside(work)

    async def save_query(self, given: Arguments, caller: Caller) -> Made:
        """Save a question under a name."""
        rows = rows_of_table(given["document"])
        query = NamedQuery(given["name"], given["description"].strip(), given["document"], rows)
        self.check_query(query)  # before the thread begins, for the loop keeps the documents that are known

        def work() -> Made:
            changed = save_query(self._db, query, caller.name, replace=given["replace"])
            return {"name": query.name, "changed": changed}

        return await self._beside(work)

    async def delete_query(self, given: Arguments, caller: Caller) -> Made:
        """Delete a saved question."""

        def work() -> Made:
            delete_query(self._db, given["name"])
            return {"name": given["name"]}

        return await self._beside(work)

    async def set_outlet_reliability(self, given: Arguments, caller: Caller) -> Made:
        """Say how reliable an outlet is held to be."""

        def work() -> Made:
            if self.database is None:
                raise NoWriterError
            said = say_of_outlet(
                given["outlet"], by=caller.name, reliability=plain(given.get("reliability")) or ""
            )
            return {
                "outlet": said.outlet,
                "reliability": said.reliability or None,
                "by": said.by,
                "at": said.at,
            }

        return await self._beside(work)

    async def _ingest(self, page: Page) -> Made:
        return await self._beside(lambda: _loaded(ingest(self._db, page, self.keeping)))

    async def _beside(self, work: Callable[[], Made]) -> Made:
        await self._turn.acquire()
        working = asyncio.ensure_future(asyncio.to_thread(work))
        # A thread goes on where nobody waits for it any more, and keeps its turn.
        working.add_done_callback(lambda _: self._turn.release())
        return await asyncio.shield(working)


def _page(given: Arguments, source: str, content: str, form: str, url: str | None = None) -> Page:
    published = given_date(given.get("published"))
    return Page(source, content, form, url or given.get("url"), published, given.get("outlet"))


def _fetched_page(given: Arguments, found: Fetched) -> Page:
    """Read what was fetched as a file of these bytes would be; the server's word counts for what it may know."""
    text = text_of(found.content, found.url, found.charset)
    essence = found.type.partition(";")[0].strip().lower()
    form = _FORMATS.get(essence) or format_of(PurePosixPath(urlsplit(found.url).path), text)
    return _page(given, found.url, text, form, url=found.url)


_FORMATS = {"application/xhtml+xml": "html", "text/html": "html", "text/markdown": "markdown"}
"""What the content types that leave no doubt are read as."""

_LINE = {"publishedAt": "published_at"}


def _line(article: Arguments) -> dict[str, Any]:
    """Give an article as a line of JSON Lines names its parts."""
    return {_LINE.get(name, name): plain(value) for name, value in article.items()}


def _loaded(report: LoadReport) -> Made:
    numbers = ("articles", "mentions", "unchanged", "events", "negotiations", "retracted", "purged")
    return {"load": report.load_id} | {name: getattr(report, name) for name in numbers}


def _retracted(done: Retracted, ids: Any) -> Made:
    return {
        "ids": list(ids),
        "articles": done.articles,
        "events": done.events,
        "negotiations": done.negotiations,
    }


def _judged(done: Judged, ids: list[str]) -> Made:
    return {"ids": ids, "changed": bool(done.written), "articles": done.articles}
