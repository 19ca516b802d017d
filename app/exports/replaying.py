"""Putting a change feed into an earlier export: what comes out is today's export, byte for byte.

An export holds the events of its selection and what hangs on them: an actor is in it where somebody's part or a
negotiation names it, a negotiation where one of its events is. So events, negotiations and actors are replaced by
their states, and what nothing names any more falls away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

import orjson

from app.exports.flat_values import ExportError, to_json
from app.exports.node_link import write_items

type Item = dict[str, Any]

_ROUND_OF, _PRECEDED_BY, _PRINCIPAL_IN = "ROUND_OF", "PRECEDED_BY", "PRINCIPAL_IN"
_ENDS = frozenset({"relationship", "source", "target", "key"})
"""What an edge says besides its properties."""


def replay(export: bytes, feed: Iterable[bytes], out: BinaryIO) -> None:
    """Put a feed into an export of JSON Lines of events or of node-link JSON, and write it.

    Raises
    ------
    ExportError
        The one is no such export, or the other no feed.

    """
    states = list(_states(feed))
    first = export.lstrip()[:40]
    if first.startswith(b'{"directed"'):
        earlier = _EarlierGraph(_read(export, "export"))
        earlier.put(states)
        write_items(earlier.attributes, earlier.nodes(), earlier.edges(), out)
        return
    lines = _EarlierLines([_read(line, "export") for line in export.splitlines()])
    lines.put(states)
    out.writelines(to_json(line) + b"\n" for line in lines.lines())


def _read(text: bytes, what: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise ExportError(
            f"This is no {what} ({error}). An export must be of `--to events` or `--to node-link`, "
            "and a feed what `goodoffices changes` wrote."
        ) from None


def _states(feed: Iterable[bytes]) -> Iterator[tuple[str, str, Item | None]]:
    """Give label, id and state of each object that changed."""
    for text in feed:
        line = _read(text, "feed")
        if not isinstance(line, dict) or not {"seq", "label", "key"} <= line.keys():
            raise ExportError("This is no feed: give the file that `goodoffices changes` wrote.")
        if "state" in line:
            yield line["label"], line["key"], line["state"]


def _threads(states: list[tuple[str, str, Item | None]]) -> dict[str, Item | None]:
    """Return the negotiations that changed, and those that changed events belong to."""
    found: dict[str, Item | None] = {}
    for label, key, state in states:
        if label == "Event" and state and (thread := state["negotiation"]):
            found[thread["node"]["id"]] = thread
        elif label == "Negotiation":
            found[key] = state
    return found


class _EarlierLines:
    """JSON Lines of events, by id."""

    def __init__(self, lines: Iterable[Item]) -> None:
        self._events = {line["id"]: line for line in lines}

    def put(self, states: list[tuple[str, str, Item | None]]) -> None:
        for label, key, state in states:
            if label == "Event":
                self._events.pop(key, None)
                if state and state["line"]:
                    self._events[key] = state["line"]
        self._thread(_threads(states))
        self._rename({key: state["actor"] for label, key, state in states if label == "Actor" and state})

    def _thread(self, threads: Mapping[str, Item | None]) -> None:
        for line in self._events.values():
            if line["negotiation"] and line["negotiation"]["id"] in threads:
                line["negotiation"] = None
        for thread in filter(None, threads.values()):
            for event in thread["rounds"]:
                if event in self._events:
                    node = thread["node"]
                    self._events[event]["negotiation"] = {"id": node["id"], "name": node["name"]}

    def _rename(self, actors: Mapping[str, Item]) -> None:
        for line in self._events.values() if actors else ():
            for one in line["participants"]:
                one["actor"] = actors.get(one["actor"]["id"], one["actor"])

    def lines(self) -> Iterator[Item]:
        return (line for _, line in sorted(self._events.items()))


class _EarlierGraph:
    """A node-link graph, by what its nodes and edges are of."""

    def __init__(self, graph: Item) -> None:
        self.attributes = graph["graph"]
        by_kind: dict[str, dict[str, Item]] = {"actor": {}, "event": {}, "negotiation": {}}
        for node in graph["nodes"]:
            by_kind[node["kind"]][node["id"]] = node
        self._actors, self._events, self._threads = by_kind.values()
        self._roles: defaultdict[str, list[Item]] = defaultdict(list)
        self._rounds: defaultdict[str, dict[str, Item]] = defaultdict(dict)
        self._principals: defaultdict[str, set[str]] = defaultdict(set)
        self._earlier: defaultdict[str, set[str]] = defaultdict(set)
        for edge in graph["edges"]:
            self._sort(edge)

    def _sort(self, edge: Item) -> None:
        source, target = edge["source"], edge["target"]
        match edge["relationship"]:
            case "ROUND_OF":
                self._rounds[target][source] = {name: edge[name] for name in edge if name not in _ENDS}
            case "PRINCIPAL_IN":
                self._principals[target].add(source)
            case "PRECEDED_BY":
                self._earlier[source].add(target)
            case _:
                self._roles[target].append(edge)

    def put(self, states: list[tuple[str, str, Item | None]]) -> None:
        for label, key, state in states:
            if label == "Event":
                self._put_event(key, state["graph"] if state else None)
        for key, thread in _threads(states).items():
            self._put_thread(key, thread)
        for label, key, state in states:
            if label == "Actor" and state:
                self._actors[key] = state["node"]
        self._threads = {
            key: node
            for key, node in self._threads.items()
            if any(event in self._events for event in self._rounds[key])
        }

    def _put_event(self, key: str, state: Item | None) -> None:
        self._events.pop(key, None)
        self._roles.pop(key, None)
        if state:
            self._events[key] = state["node"]
            self._roles[key] = state["roles"]
            self._actors.update({actor["id"]: actor for actor in state["actors"]})

    def _put_thread(self, key: str, state: Item | None) -> None:
        self._threads.pop(key, None)
        if state is None:
            return
        self._threads[key] = state["node"]
        self._actors.update({actor["id"]: actor for actor in state["actors"]})
        self._principals[key] = set(state["principals"])
        self._rounds[key] = dict(state["rounds"])
        self._earlier[key] = set(state["earlier"])
        for later in state["later"]:
            self._earlier[later].add(key)

    def nodes(self) -> Iterator[Item]:
        """Give the nodes in the order of an export: actors, events, negotiations, each by id."""
        named = self._named()
        for part in (self._actors, self._events, self._threads):
            yield from (part[key] for key in sorted(part) if part is not self._actors or key in named)

    def _named(self) -> set[str]:
        """The actors that something names."""
        roles = [role for event in self._events for role in self._roles[event]]
        named = {role["source"] for role in roles} | {role["for"] for role in roles if "for" in role}
        return named.union(*(self._principals[key] for key in self._threads))

    def edges(self) -> Iterator[Item]:
        """Give the edges in the order of an export: by where they come from, then by where they lead to."""
        of_actor: defaultdict[str, list[Item]] = defaultdict(list)
        for event in sorted(self._events):
            for role in sorted(self._roles[event], key=lambda role: str(role["key"])):
                of_actor[role["source"]].append(role)
        for thread in sorted(self._threads):
            for party in sorted(self._principals[thread]):
                of_actor[party].append(_edge(party, thread, _PRINCIPAL_IN))
        for actor in sorted(of_actor):
            yield from of_actor[actor]
        thread_of = {event: key for key in self._threads for event in self._rounds[key]}
        for event in sorted(self._events.keys() & thread_of.keys()):
            facts = self._rounds[thread_of[event]][event]
            yield _edge(event, thread_of[event], _ROUND_OF, facts)
        for thread in sorted(self._threads):
            for earlier in sorted(self._earlier[thread] & self._threads.keys()):
                yield _edge(thread, earlier, _PRECEDED_BY)


def _edge(source: str, target: str, kind: str, more: Mapping[str, Any] | None = None) -> Item:
    return {"relationship": kind, **(more or {}), "source": source, "target": target, "key": kind}
