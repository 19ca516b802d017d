"""Talking to a real Neo4j, and what is said when it cannot be talked to."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from neo4j.exceptions import CypherSyntaxError, Neo4jError, TransientError
from pydantic import SecretStr

from database import AsyncDatabase, Database, Endpoint, Executor, Transaction
from database.driver import explained
from database.errors import (
    AddressError,
    DatabaseDownError,
    PasswordError,
    ServerFaultError,
    UnknownDatabaseError,
)


def count_nodes(executor: Executor) -> int:
    (row,) = executor.run("MATCH (n) RETURN count(n) AS nodes")
    return int(row["nodes"])


# -- statements --------------------------------------------------------------------------------------


def test_run_gives_rows(db: Database) -> None:
    rows = db.run("UNWIND $names AS name RETURN name", names=["Oslo", "Doha"])
    assert rows == [{"name": "Oslo"}, {"name": "Doha"}]


def test_a_parameter_is_a_value_and_never_a_statement(db: Database) -> None:
    db.run("CREATE (:Actor {name: $name})", name="'}) MATCH (n) DETACH DELETE n //")
    assert count_nodes(db) == 1


def test_a_parameter_may_be_called_as_the_argument_before_it(db: Database) -> None:
    assert db.run("RETURN $statement AS said", statement="no comment") == [{"said": "no comment"}]


def test_dates_are_pythons_own(db: Database) -> None:
    day, moment = date(2025, 6, 2), datetime(2025, 6, 2, 13, tzinfo=UTC)
    assert db.run("RETURN $day AS day, [$moment] AS moments", day=day, moment=moment) == [
        {"day": day, "moments": [moment]}
    ]


def test_a_node_is_its_properties(db: Database) -> None:
    assert db.run("CREATE (n:Actor {name: 'Qatar'}) RETURN {node: n} AS found") == [
        {"found": {"node": {"name": "Qatar"}}}
    ]


def test_stream_gives_more_rows_than_one_fetch(db: Database) -> None:
    rows = db.stream("UNWIND range(1, $n) AS i RETURN i", n=2500)
    assert sum(row["i"] for row in rows) == 2500 * 2501 // 2


def test_an_error_in_a_statement_is_the_programmers(db: Database) -> None:
    with pytest.raises(CypherSyntaxError):
        db.run("RETRUN 1")


# -- transactions ------------------------------------------------------------------------------------


def test_write_gives_what_the_work_returns(db: Database) -> None:
    assert db.write(count_nodes) == 0


def test_a_failed_write_leaves_nothing(db: Database) -> None:
    def work(transaction: Transaction) -> None:
        transaction.run("CREATE (:Actor)")
        raise ValueError("the second half failed")

    with pytest.raises(ValueError, match="second half"):
        db.write(work)
    assert count_nodes(db) == 0


def test_a_write_that_another_got_in_the_way_of_is_tried_again(db: Database) -> None:
    attempts = []

    def work(transaction: Transaction) -> None:
        transaction.run("CREATE (:Actor)")
        attempts.append(1)
        if len(attempts) == 1:
            raise TransientError("deadlock")

    db.write(work)
    assert (len(attempts), count_nodes(db)) == (2, 1)


# -- asynchronous reading ----------------------------------------------------------------------------


async def test_async_run_gives_rows(db: Database) -> None:
    async with AsyncDatabase(db.endpoint) as database:
        assert await database.run("UNWIND [1, 2] AS i RETURN i") == [{"i": 1}, {"i": 2}]


async def test_one_gives_the_first_row(db: Database) -> None:
    async with AsyncDatabase(db.endpoint) as database:
        assert await database.one("UNWIND range(1, 5000) AS i RETURN i") == {"i": 1}


async def test_one_gives_none_where_there_is_no_row(db: Database) -> None:
    async with AsyncDatabase(db.endpoint) as database:
        assert await database.one("MATCH (n:Nobody) RETURN n") is None


async def test_async_errors_are_explained(db: Database) -> None:
    async with AsyncDatabase(replace(db.endpoint, database="other")) as database:
        with pytest.raises(UnknownDatabaseError):
            await database.check()


# -- what is said when it cannot be talked to --------------------------------------------------------


def test_a_wrong_password_is_named_with_its_remedy(db: Database) -> None:
    endpoint = replace(db.endpoint, password=SecretStr("guessed"), local=False)
    with (
        Database(endpoint) as database,
        pytest.raises(PasswordError, match=r"does not accept .* Correct .* GOODOFFICES_NEO4J_PASSWORD"),
    ):
        database.check()


def test_an_unknown_database_is_named(db: Database) -> None:
    with (
        Database(replace(db.endpoint, database="other")) as database,
        pytest.raises(UnknownDatabaseError, match="has no database 'other'"),
    ):
        database.check()


def test_a_database_that_is_down_is_named_with_the_reason() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # bound, but nobody listens
        endpoint = configured(f"bolt://127.0.0.1:{unused.getsockname()[1]}")
        with (
            Database(endpoint) as database,
            pytest.raises(DatabaseDownError, match=rf"{endpoint.uri} \(Connection refused\)\. Start it"),
        ):
            database.check()


def test_an_unknown_host_is_named_with_the_reason() -> None:
    with (
        Database(configured("bolt://nowhere.invalid:7687")) as database,
        pytest.raises(DatabaseDownError, match=r"nowhere.invalid:7687"),
    ):
        database.check()


@pytest.mark.parametrize(
    "code",
    [
        "Neo.DatabaseError.Transaction.TransactionCommitFailed",
        "Neo.TransientError.General.MemoryPoolOutOfMemoryError",
        "Neo.TransientError.Database.DatabaseUnavailable",
    ],
)
def test_a_fault_of_the_server_is_no_fault_of_the_statement(code: str) -> None:
    error = Neo4jError._hydrate_neo4j(code=code, message="No space left on device.")
    with (
        pytest.raises(ServerFaultError, match=r"at bolt://db failed: No space left on device\. .* disk"),
        explained(configured("bolt://db")),
    ):
        raise error


@pytest.mark.parametrize(
    ("uri", "reason"),
    [
        ("http://localhost:7474", "does not begin with"),
        ("localhost:7687", "does not begin with"),
        ("bolt://", "names no host"),
        ("bolt://localhost:bolt", "Port"),
        ("bolt://[::1", "IPv6"),
        ("bolt://neo4j:s3cret@localhost", "carries user and password"),
        ("bolt://localhost?policy=eu", "neo4j://"),
    ],
)
def test_an_address_that_cannot_be_one_is_refused(uri: str, reason: str) -> None:
    with pytest.raises(AddressError, match=reason) as raised:
        Database(configured(uri))
    assert "s3cret" not in str(raised.value)


def test_an_endpoint_never_shows_its_password() -> None:
    assert "s3cret" not in repr(configured("bolt://localhost"))


def configured(uri: str) -> Endpoint:
    return Endpoint(uri, "neo4j", SecretStr("s3cret"))
