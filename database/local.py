"""The local Neo4j: started without Docker or a system's Java, on a folder under the service's home.

Two modes: *owned*, it dies with the process that started it; *detached*, it lives until it is stopped.
Whoever needs the database shares the one that runs, of whichever mode.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from database.endpoint import Endpoint
from database.errors import FolderInUseError, NoSuchServerError, usable
from database.instance import RunningServer, instance_of
from database.lock import became_free, folder_lock, holder
from database.process import SECONDS_TO_STOP, kill_session, tell_to_stop
from database.server import LocalServer
from database.settings import DatabaseSettings


@contextmanager
def local_server(settings: DatabaseSettings) -> Iterator[Endpoint]:
    """Give the local Neo4j: the one that runs already, else one of this process's own.

    Where another process is just starting it, that start is waited for and then shared.
    """
    instance = instance_of(settings)
    server = LocalServer(settings)
    deadline = time.monotonic() + settings.neo4j_start_timeout
    while (running := instance.running()) is None:
        try:
            server.start()
        except FolderInUseError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
    try:
        yield instance.endpoint(running)
    finally:
        server.stop()


def stop_detached(settings: DatabaseSettings) -> RunningServer:
    """Stop the server that ``start_detached`` left running."""
    instance = instance_of(settings)
    running = instance.running()
    if running is None:
        raise NoSuchServerError(f"No Neo4j runs on {instance.folder}, so there is none to stop.")
    if running.mode == "owned":
        owner = holder(instance.lock_file)
        raise FolderInUseError(instance.folder, f"process {owner}, with which its Neo4j ends")
    instance.withdraw()
    tell_to_stop(running.pid)
    if not became_free(instance.lock_file, SECONDS_TO_STOP):
        kill_session(running.pid)
    return running


def discard_data(settings: DatabaseSettings) -> None:
    """Delete the local Neo4j's data, password and logs, after stopping a detached server."""
    instance = instance_of(settings)
    if instance.running() is not None:
        stop_detached(settings)
    with folder_lock(instance.lock_file), usable(instance.folder):
        instance.discard()
