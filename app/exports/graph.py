"""The graph that notebooks and graph files hold, put together node by node and edge by edge.

It is one :class:`networkx.MultiDiGraph` whether it comes from records in memory or from Neo4j:

- nodes are actors, events and negotiations, under their ids, with ``kind`` (``actor``, ``event`` or
  ``negotiation``), ``label`` (a text to show) and the properties that the schema declares for them;
- an edge from an actor to an event is the actor's role in it, under the key of its relationship type
  (``graph[actor][event]["MEDIATED"]``); it says how well supported it is and holds the sentences that prove
  it, the best first;
- ``PRINCIPAL_IN`` leads from an actor to a negotiation, ``ROUND_OF`` from an event to its negotiation,
  ``PRECEDED_BY`` from a negotiation to an earlier one.

Attributes are text, numbers, booleans, lists and dictionaries of these. Dates are ISO 8601 text. What is not
known is absent: there is no ``None`` and no empty text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

type Attributes = dict[str, Any]
type Evidence = dict[str, Any]
"""A sentence that proves an edge: ``sentence``, ``mention`` (id), ``article`` (id), ``title``, ``outlet``,
``published`` (see :func:`date_text`), ``genre``."""
type Graph = nx.MultiDiGraph[str]


class GraphBuilder:
    """Fills a :class:`networkx.MultiDiGraph` from rows of schema properties.

    The adjacency is filled directly: for 95,540 events that takes 0.39 s where ``add_edges_from`` takes
    0.56 s. Successors and predecessors share one dictionary of keys, as networkx keeps them.
    """

    def __init__(self) -> None:
        # Imported when a graph is built: most commands build none, and need not wait 0.3 s for it.
        import networkx as nx  # noqa: PLC0415

        self.graph: Graph = nx.MultiDiGraph()
        inside: dict[str, Any] = vars(self.graph)
        self._nodes: dict[str, Attributes] = inside["_node"]
        self._successors: dict[str, dict[str, dict[str, Attributes]]] = inside["_succ"]
        self._predecessors: dict[str, dict[str, dict[str, Attributes]]] = inside["_pred"]

    def add_actor(self, row: Mapping[str, Any]) -> None:
        """Add an actor from the properties of ``Actor``."""
        attributes = present(row)
        attributes["actor_kind"] = attributes.pop("kind")
        self._add_node("actor", attributes, attributes["name"])

    def add_event(self, row: Mapping[str, Any]) -> None:
        """Add an event from the properties of ``Event``, and ``place`` where it has one."""
        attributes = present(row)
        self._add_node("event", attributes, event_label(attributes))

    def add_negotiation(self, row: Mapping[str, Any]) -> None:
        """Add a negotiation from the properties of ``Negotiation``."""
        attributes = present(row)
        self._add_node("negotiation", attributes, attributes["name"])

    def add_role(self, actor: str, event: str, attributes: Attributes) -> None:
        """Add an actor's role in an event: the known properties of its role edge, and ``relationship``."""
        self._add_edge(actor, event, attributes["relationship"], attributes)

    def add_principal(self, actor: str, negotiation: str) -> None:
        """Make an actor a principal party of a negotiation."""
        self._add_edge(actor, negotiation, "PRINCIPAL_IN", {"relationship": "PRINCIPAL_IN"})

    def add_round(self, event: str, negotiation: str, facts: Mapping[str, Any]) -> None:
        """Make an event part of a negotiation, from the properties of ``ROUND_OF``."""
        attributes = {"relationship": "ROUND_OF", **facts}
        self._add_edge(event, negotiation, "ROUND_OF", present(attributes))

    def add_predecessor(self, negotiation: str, earlier: str) -> None:
        """Let a negotiation follow an earlier one."""
        self._add_edge(negotiation, earlier, "PRECEDED_BY", {"relationship": "PRECEDED_BY"})

    def __contains__(self, node: str) -> bool:
        return node in self._nodes

    def _add_node(self, kind: str, attributes: Attributes, label: str) -> None:
        node = attributes.pop("id")
        attributes["kind"] = kind
        attributes["label"] = label
        if node not in self._nodes:
            self._successors[node] = {}
            self._predecessors[node] = {}
        self._nodes[node] = attributes

    def _add_edge(self, start: str, end: str, key: str, attributes: Attributes) -> None:
        edges = self._successors[start].get(end)
        if edges is None:
            edges = self._successors[start][end] = self._predecessors[end][start] = {}
        edges[key] = attributes


def present(row: Mapping[str, Any]) -> Attributes:
    """Keep what is known: neither ``None`` nor an empty list or text.

    Examples
    --------
    >>> present({"country": None, "aliases": [], "local": False, "mentions": 0})
    {'local': False, 'mentions': 0}

    """
    return {name: value for name, value in row.items() if value is not None and value not in ("", [])}


def event_label(event: Mapping[str, Any]) -> str:
    """Say in a few words which event this is.

    Examples
    --------
    >>> when = {"start": "2024-08-01", "end": "2024-08-31", "precision": "month"}
    >>> event_label({"type": "CONSULT", "mode": "negotiate", "place": "Doha", **when})
    'CONSULT negotiate, Doha, 2024-08'

    """
    act = " ".join(event[name] for name in ("type", "mode") if name in event)
    where_and_when = (event.get("place"), date_text(event))
    return ", ".join((act, *filter(None, where_and_when)))


def date_text(date: Mapping[str, Any], prefix: str = "") -> str | None:
    """Write a date no more precisely than it is known; ``None`` where it is not.

    Examples
    --------
    >>> date_text({"start": "2023-04-01", "end": "2023-04-30", "precision": "month"})
    '2023-04'
    >>> date_text({"start": "1978-09-05", "end": "1978-09-17", "precision": "range"})
    '1978-09-05/1978-09-17'

    """
    start, end = date.get(f"{prefix}start"), date.get(f"{prefix}end")
    precision = date.get(f"{prefix}precision")
    if start is None and end is None:
        return None
    if start is not None and precision in _LENGTHS:
        return str(start)[: _LENGTHS[precision]]
    return f"{start or '..'}/{end or '..'}"


_LENGTHS = {"day": 10, "month": 7, "year": 4}
"""How much of an ISO date a precision leaves; a range keeps both days."""
