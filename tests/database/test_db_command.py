"""``goodoffices db``."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from database import Database, DatabaseSettings
from database.endpoint import Endpoint
from database.instance import Instance, instance_of


class Command:
    """``goodoffices db`` with settings in its environment."""

    def __init__(self, **environment: str) -> None:
        self._environment = {f"GOODOFFICES_{name}": value for name, value in environment.items()}

    def __call__(self, *words: str, answer: str = "") -> Result:
        return CliRunner().invoke(app, ["db", *words], env=self._environment, input=answer)


@pytest.fixture
def local(local_settings: DatabaseSettings) -> Command:
    """The command on a local Neo4j of its own, which is not running."""
    return Command(
        NEO4J_URI="",
        HOME=str(local_settings.home),
        JARS=str(local_settings.jar_folder),
        NEO4J_HEAP=local_settings.neo4j_heap,
        NEO4J_JAVA_OPTIONS='["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]',
    )


@pytest.fixture
def instance(local_settings: DatabaseSettings) -> Instance:
    return instance_of(local_settings)


def configured_command(endpoint: Endpoint) -> Command:
    return Command(
        NEO4J_URI=endpoint.uri,
        NEO4J_USER=endpoint.user,
        NEO4J_PASSWORD=endpoint.password.get_secret_value(),
        NEO4J_DATABASE=endpoint.database,
    )


@pytest.fixture
def configured(db: Database) -> Command:
    """The command with the run's Neo4j as the one the user configured, holding one node."""
    db.run("CREATE (:Actor)")
    return configured_command(db.endpoint)


def count_nodes(db: Database) -> int:
    (row,) = db.run("MATCH (n) RETURN count(n) AS nodes")
    return int(row["nodes"])


# -- the local Neo4j ---------------------------------------------------------------------------------


def test_a_detached_server_lives_until_it_is_stopped(local: Command, instance: Instance) -> None:
    assert local("start").exit_code == 0
    try:
        assert "detached" in local("status").stdout
        assert "runs already" in local("start").stdout
    finally:
        stopped = local("stop")
    assert "has stopped" in stopped.stdout
    assert instance.running() is None


def test_the_status_of_a_server_that_does_not_run(local: Command, instance: Instance) -> None:
    result = local("status")
    assert (result.exit_code, result.stdout) == (
        1,
        f"The local Neo4j in {instance.folder} is not running.\n",
    )


def test_stopping_what_does_not_run_is_no_failure(local: Command) -> None:
    assert local("stop").exit_code == 0


def test_a_reset_asks_first(local: Command, instance: Instance) -> None:
    instance.password()
    result = local("reset", answer="n\n")
    assert (result.exit_code, instance.password_file.exists()) == (1, True)


def test_a_confirmed_reset_discards_the_folder(local: Command, instance: Instance) -> None:
    instance.password()
    result = local("reset", answer="y\n")
    assert (result.exit_code, instance.password_file.exists()) == (0, False)


def test_a_reset_with_yes_does_not_ask(local: Command, instance: Instance) -> None:
    instance.password()
    assert local("reset", "--yes").exit_code == 0
    assert not instance.password_file.exists()


# -- a configured Neo4j ------------------------------------------------------------------------------


def test_the_status_of_a_configured_neo4j(configured: Command) -> None:
    assert "answers. It holds 1 nodes." in configured("status").stdout


def test_a_configured_neo4j_is_not_reset_without_yes(configured: Command, db: Database) -> None:
    result = configured("reset", answer="y\n")
    assert (result.exit_code, count_nodes(db)) == (2, 1)


def test_a_configured_neo4j_is_reset_with_yes(configured: Command, db: Database) -> None:
    db.run("CREATE CONSTRAINT `an odd ``name``` FOR (a:Actor) REQUIRE a.id IS UNIQUE")
    result = configured("reset", "--yes")
    assert (result.exit_code, count_nodes(db), db.run("SHOW CONSTRAINTS")) == (0, 0, [])


@pytest.mark.parametrize("verb", ["start", "stop"])
def test_a_configured_neo4j_is_neither_started_nor_stopped(verb: str) -> None:
    result = Command(NEO4J_URI="bolt://neo4j:s3cret@db.example")(verb)
    assert result.exit_code == 2
    assert "s3cret" not in result.output


def test_a_configured_neo4j_that_is_down_is_one_message(tmp_path: Path) -> None:
    result = Command(NEO4J_URI="bolt://127.0.0.1:1", NEO4J_PASSWORD="unused")("status")  # noqa: S106
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: No Neo4j answers at bolt://127.0.0.1:1")
    assert "Traceback" not in result.output
