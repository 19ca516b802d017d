"""How this project is tested.

Real parts, small fixtures: the database in tests is a real Neo4j, started once a run and only when a test
asks for it; only the outside world (web servers, other people's clocks) is mocked. ``db`` is empty at the
start of each test. Warnings are errors.

The Neo4j is a throw-away one in a temporary folder, run with the program files of the user's own home
(fetched there where they are missing). ``GOODOFFICES_TEST_NEO4J_URI``, ``_USER`` and ``_PASSWORD`` name
another one to use instead; **all it holds is deleted**.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from database import Database, DatabaseSettings, connect
from database.emptying import empty_database

TEST_PREFIX = "GOODOFFICES_TEST_"

# Dictionaries that the user of this machine imported are no part of what is tested.
os.environ["GOODOFFICES_ACTORS"] = os.devnull


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that writes what comes out where golden files lie."""
    parser.addoption("--update-golden", action="store_true", help="rewrite golden files from what comes out")


def throw_away_settings(home: Path) -> DatabaseSettings:
    """Settings of a small local Neo4j with the user's program files, in a home whose name has a space.

    Java compiles quickly rather than well: a start takes 7 CPU seconds instead of 11.
    """
    changes = {
        "neo4j_heap": "256m",
        "neo4j_page_cache": "32m",
        "neo4j_java_options": ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
    }
    return DatabaseSettings().local_at(home / "a home").model_copy(update=changes)


@pytest.fixture(scope="session")
def make_local_settings(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], DatabaseSettings]:
    """Make settings of a local Neo4j in a new folder, which is not started."""
    return lambda: throw_away_settings(tmp_path_factory.mktemp("local"))


@pytest.fixture
def local_settings(make_local_settings: Callable[[], DatabaseSettings]) -> DatabaseSettings:
    """Settings of a local Neo4j of the test's own, which is not started."""
    return make_local_settings()


@pytest.fixture(scope="session")
def database_settings(make_local_settings: Callable[[], DatabaseSettings]) -> DatabaseSettings:
    """Settings of the run's Neo4j."""
    if f"{TEST_PREFIX}NEO4J_URI" in os.environ:
        return DatabaseSettings(_env_prefix=TEST_PREFIX)  # type: ignore[call-arg]  # pydantic-settings' own
    return make_local_settings()


@pytest.fixture(scope="session")
def database(database_settings: DatabaseSettings) -> Iterator[Database]:
    """The run's connection to a real Neo4j."""
    with connect(database_settings) as database:
        yield database


@pytest.fixture
def db(database: Database) -> Database:
    """A database without data, constraints or indexes."""
    empty_database(database)
    return database
