"""The servers of the comparison, each a process that ends with the bench."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from database.endpoint import Endpoint
from database.process import accepts_connections, choose_port

_PEER_SOURCES = Path(__file__).parent / "peer_graphql"
_SECONDS_TO_START = 60


@contextmanager
def our_service(endpoint: Endpoint, **settings: str) -> Iterator[int]:
    """Give the port of the service, run on a database as a user runs it; settings by their variables' names."""
    port = choose_port(0)
    named = _named(endpoint, "GOODOFFICES_NEO4J")
    command = [sys.executable, "-c", "from app.cli import main; main()", "serve", "--port", str(port)]
    with _running(command, named | {"GOODOFFICES_LOG_LEVEL": "error"} | settings, port):
        yield port


@contextmanager
def peer_service(endpoint: Endpoint, folder: Path) -> Iterator[int | None]:
    """Give the port of @neo4j/graphql on the same database; ``None``, and why, where there is no Node.

    ``folder`` is where its packages are installed, once.
    """
    if not (shutil.which("node") and shutil.which("npm")):
        print("No node and npm: without @neo4j/graphql there are no ratios to it.")
        yield None
        return
    shutil.copytree(_PEER_SOURCES, folder, dirs_exist_ok=True)
    if not (folder / "node_modules").is_dir():
        command = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(command, cwd=folder, check=True)  # noqa: S603
    port = choose_port(0)
    with _running(["node", str(folder / "server.mjs"), str(port)], _named(endpoint, "NEO4J"), port):
        yield port


def _named(endpoint: Endpoint, prefix: str) -> dict[str, str]:
    """Name a database in environment variables."""
    password = endpoint.password.get_secret_value()
    return {f"{prefix}_URI": endpoint.uri, f"{prefix}_USER": endpoint.user, f"{prefix}_PASSWORD": password}


@contextmanager
def _running(command: list[str], environment: Mapping[str, str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, env={**os.environ, **environment})  # noqa: S603
    try:
        deadline = time.monotonic() + _SECONDS_TO_START
        while not accepts_connections(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"{command[0]} does not listen on port {port}: see what it says above.")
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()
