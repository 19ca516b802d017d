"""Asking a server or the database, one after the other or eight at once."""

from __future__ import annotations

import http.client
import json
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol

import neo4j

from database.endpoint import Endpoint

CLIENTS = 8
_LUA = """local bodies, at = {{}}, 0
init = function()
  wrk.headers["Content-Type"] = "application/json"
  for line in io.lines("{bodies}") do bodies[#bodies + 1] = wrk.format("POST", nil, nil, line) end
end
request = function() at = at % #bodies + 1; return bodies[at] end
done = function(summary)
  local failed = summary.errors.status + summary.errors.read + summary.errors.timeout
  io.write(string.format("RESULT %d %d %d\\n", summary.requests, summary.duration, failed))
end
"""


class AnswerError(Exception):
    """A server did not answer what it was asked."""


class Client(Protocol):
    """Whoever can be asked one question again and again."""

    name: str

    def latencies(self, seconds: float) -> list[float]:
        """Ask one after the other for so long; give the seconds of each answer."""
        ...

    def throughput(self, seconds: int) -> float:
        """Ask by eight at once for so long; give the answers a second."""
        ...


class GraphQLClient:
    """Asks a GraphQL server one document, with each set of variables in turn, on one kept connection."""

    def __init__(
        self, name: str, port: int, path: str, document: str, variables: Sequence[Mapping[str, Any]]
    ) -> None:
        self.name = name
        self._port, self._path = port, path
        self._bodies = [json.dumps({"query": document, "variables": each}).encode() for each in variables]

    def ask(self, connection: http.client.HTTPConnection, body: bytes) -> bytes:
        """Ask once and give the answer's bytes."""
        connection.request("POST", self._path, body, {"Content-Type": "application/json"})
        answer = connection.getresponse().read()
        if b'"errors":' in answer[:20] or b'"errors":' in answer[-2000:]:
            raise AnswerError(f"{self.name}: {answer[:300].decode(errors='replace')}")
        return answer

    def latencies(self, seconds: float) -> list[float]:
        """Ask one after the other for so long; give the seconds of each answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        try:
            return _timed(seconds, self._bodies, lambda body: self.ask(connection, body))
        finally:
            connection.close()

    def throughput(self, seconds: int) -> float:
        """Ask by eight at once for so long; give the answers a second."""
        return self._by_wrk(seconds) if shutil.which("wrk") else _by_threads(self, seconds)

    def _by_wrk(self, seconds: int) -> float:
        with tempfile.TemporaryDirectory() as folder:
            bodies, script = Path(folder) / "bodies", Path(folder) / "script.lua"
            bodies.write_bytes(b"\n".join(self._bodies))
            script.write_text(_LUA.format(bodies=bodies))
            url = f"http://127.0.0.1:{self._port}{self._path}"
            done = subprocess.run(  # noqa: S603
                ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", "--timeout", "30s", "-s", str(script), url],  # noqa: S607
                capture_output=True,
                text=True,
                check=True,
            )
        requests, microseconds, failed = map(int, done.stdout.split("RESULT ")[1].split())
        if failed:
            raise AnswerError(f"{self.name}: {failed} of {requests} requests failed under load.")
        # Where none came in time, there were fewer than one.
        return max(1, requests) / microseconds * 1e6


class BoltClient:
    """Runs statements with their parameters by the driver, one after the other, each in a transaction of its own."""

    def __init__(
        self, name: str, endpoint: Endpoint, statements: Sequence[tuple[str, Mapping[str, Any]]]
    ) -> None:
        self.name = name
        auth = endpoint.user, endpoint.password.get_secret_value()
        self._driver = neo4j.GraphDatabase.driver(endpoint.uri, auth=auth, notifications_min_severity="OFF")
        self._statements = statements

    def latencies(self, seconds: float) -> list[float]:
        """Ask one after the other for so long; give the seconds of each answer."""
        return _timed(seconds, self._statements, self._run)

    def throughput(self, seconds: int) -> float:
        """Ask by eight at once for so long; give the answers a second."""
        return _by_threads(self, seconds)

    def close(self) -> None:
        """Close the driver."""
        self._driver.close()

    def _run(self, asked: tuple[str, Mapping[str, Any]]) -> object:
        statement, parameters = asked
        with self._driver.session(default_access_mode=neo4j.READ_ACCESS, fetch_size=-1) as session:
            return session.run(statement, parameters).values()  # type: ignore[arg-type]  # our own


def _timed(seconds: float, asked: Sequence[Any], ask: Any) -> list[float]:
    taken: list[float] = []
    end = perf_counter() + seconds
    while perf_counter() < end or len(taken) < len(asked):
        started = perf_counter()
        ask(asked[len(taken) % len(asked)])
        taken.append(perf_counter() - started)
    return taken


def _by_threads(client: Client, seconds: float) -> float:
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda: answers.append(len(client.latencies(seconds))))
        for _ in range(CLIENTS)
    ]
    started = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(answers) / (perf_counter() - started)
