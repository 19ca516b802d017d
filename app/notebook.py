"""The graph in a notebook: as a networkx graph, or as flat rows.

Examples
--------
>>> from app.notebook import connect
>>> with connect() as graph_store:                                                 # doctest: +SKIP
...     graph = graph_store.graph(types=["CONSULT", "AGREE"], since="2022-01-01")
...     rows = graph_store.frame("triples", actors=["Russia"])

"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Any, Self

from app.exports.flat_values import ExportError
from app.exports.graph import Graph
from app.exports.selection import Selection
from app.exports.store import read_known
from app.exports.tables import TABLES, Row
from app.settings import read_service_settings
from database import Database, DatabaseSettings
from database import connect as connect_database
from loaders.graph.past import AsOf

type Day = date | str
"""A day, one as ISO 8601 text (``2025-06-02``), or a moment, of which the day counts (``pandas.Timestamp``)."""


class GraphStore:
    """The stored graph; close it, or use ``with``."""

    def __init__(self, database: Database) -> None:
        """Read from an open database, which :meth:`close` closes."""
        self._database = database

    def graph(
        self,
        *,
        actors: Collection[str] = (),
        types: Collection[str] = (),
        statuses: Collection[str] = (),
        genres: Collection[str] = (),
        confidence: float | None = None,
        since: Day | None = None,
        until: Day | None = None,
        as_of: Day | None = None,
        as_ingested: datetime | str | None = None,
        evidence: bool = True,
    ) -> Graph:
        """Read a part of the graph into a :class:`networkx.MultiDiGraph`.

        What its nodes and edges are is told in :mod:`app.exports.graph`.

        Parameters
        ----------
        actors
            Names or ids: events in which one of them has a role.
        types, statuses
            Events of these types (``CONSULT``) and statuses (``happened``).
        genres
            Events that a passage of one of these genres reports; all but opinion where none is given.
        confidence
            Events and roles that are at least so sure; where not given, ``GOODOFFICES_LEAST_CONFIDENCE``.
        since, until
            Events that may have happened between these days, both included.
        as_of
            Only what had been published by the end of this day.
        as_ingested
            As the graph stood at this moment; one without an offset is UTC.
        evidence
            Whether edges bring the sentences that prove them; without, large graphs come faster.

        Raises
        ------
        ExportError
            An actor, a word or a day is unknown.

        Examples
        --------
        Who mediated most?

        >>> from collections import Counter
        >>> with connect() as graph_store:                                         # doctest: +SKIP
        ...     graph = graph_store.graph(statuses=["happened", "ongoing"])
        ...     Counter(
        ...         graph.nodes[actor]["label"]
        ...         for actor, _, role in graph.edges(keys=True)
        ...         if role == "MEDIATED"
        ...     ).most_common(2)
        [('Qatar', 4), ('United States', 4)]

        """
        selection = Selection(
            actors=actors,
            types=types,
            statuses=statuses,
            genres=genres,
            confidence=read_service_settings().least_confidence if confidence is None else confidence,
            since=_day(since),
            until=_day(until),
            evidence=evidence,
        )
        return read_known(self._database, AsOf(_day(as_of), _moment(as_ingested)), selection)

    def frame(self, table: str = "triples", **selection: Any) -> list[Row]:
        """Read a part of the graph as flat rows, one dictionary each, all with the same keys.

        ``pandas.DataFrame(rows)`` and ``polars.DataFrame(rows)`` take them as they are.

        Parameters
        ----------
        table
            ``triples``, a row for each role of an actor in an event, or ``events``, a row for each event.
        **selection
            What :meth:`graph` takes.

        """
        if table not in TABLES:
            raise ExportError(f"There is no table '{table}'. Choose from {', '.join(TABLES)}.")
        columns, rows = TABLES[table]
        return list(_filled(columns(), rows(self.graph(**selection))))

    def close(self) -> None:
        """Close the connection, and end the local Neo4j if it was started for it."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def connect(settings: DatabaseSettings | None = None) -> GraphStore:
    """Open the graph store: the configured Neo4j, or the local one, which is started where none runs."""
    return GraphStore(connect_database(settings))


def _filled(columns: Iterable[str], rows: Iterable[Row]) -> Iterable[Row]:
    names = tuple(columns)
    return ({name: row.get(name) for name in names} for row in rows)


def _day(day: Day | None) -> date | None:
    if isinstance(day, datetime):  # a day, too, but not one that a database compares with a day
        return day.date()
    if day is None or isinstance(day, date):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise ExportError(f"'{day}' is no day. Write it like 2025-06-02.") from error


def _moment(moment: datetime | str | None) -> datetime | None:
    if isinstance(moment, str):
        try:
            moment = datetime.fromisoformat(moment)
        except ValueError as error:
            raise ExportError(f"'{moment}' is no moment. Write it like 2025-06-02T12:00:00Z.") from error
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment
