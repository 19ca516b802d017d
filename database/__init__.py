"""The local Neo4j, and the one place that opens a driver.

>>> from database import connect
>>> with connect() as db:                                    # doctest: +SKIP
...     db.run("MATCH (a:Actor) RETURN a.name AS name LIMIT 3")
"""

from database.access import connect, connect_async
from database.connection import AsyncDatabase, Database, Executor, Row, Transaction
from database.endpoint import Endpoint
from database.errors import DatabaseError
from database.local import local_server
from database.server import LocalServer
from database.settings import DatabaseSettings, read_settings

__all__ = [
    "AsyncDatabase",
    "Database",
    "DatabaseError",
    "DatabaseSettings",
    "Endpoint",
    "Executor",
    "LocalServer",
    "Row",
    "Transaction",
    "connect",
    "connect_async",
    "local_server",
    "read_settings",
]
