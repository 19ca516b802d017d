"""What the environment says about the database."""

from __future__ import annotations

from pathlib import Path

import pytest

from database import read_settings
from database.endpoint import configured_endpoint
from database.errors import SettingError


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NEO4J_URI", "NEO4J_PASSWORD", "NEO4J_PORT", "HOME", "JARS", "MAVEN_URL"):
        monkeypatch.delenv(f"GOODOFFICES_{name}", raising=False)


def test_without_an_address_the_local_neo4j_is_meant() -> None:
    assert configured_endpoint(read_settings()) is None


def test_an_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODOFFICES_NEO4J_URI", "")
    assert read_settings().neo4j_uri is None


def test_a_configured_neo4j_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODOFFICES_NEO4J_URI", "bolt://db.example:7687")
    monkeypatch.setenv("GOODOFFICES_NEO4J_PASSWORD", "s3cret")
    endpoint = configured_endpoint(read_settings())
    assert endpoint is not None
    assert (endpoint.uri, endpoint.local) == ("bolt://db.example:7687", False)


def test_an_address_without_a_password_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODOFFICES_NEO4J_URI", "bolt://db.example:7687")
    with pytest.raises(SettingError, match="GOODOFFICES_NEO4J_PASSWORD is not"):
        configured_endpoint(read_settings())


def test_a_wrong_value_is_named_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODOFFICES_NEO4J_PORT", "bolt")
    with pytest.raises(SettingError, match=r"GOODOFFICES_NEO4J_PORT: .* integer"):
        read_settings()


@pytest.mark.parametrize("name", ["NEO4J_JAVA_OPTIONS", "NEO4J_CONFIGURATION"])
def test_a_value_that_is_no_json_is_named_by_its_variable(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"GOODOFFICES_{name}", "-Xss1m")
    with pytest.raises(SettingError, match=f"GOODOFFICES_{name}: .* no JSON"):
        read_settings()


def test_options_for_java_are_a_json_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODOFFICES_NEO4J_JAVA_OPTIONS", '["-Xss1m"]')
    assert read_settings().neo4j_java_options == ("-Xss1m",)


def test_a_home_may_begin_with_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODOFFICES_HOME", "~/news")
    assert read_settings().home == Path.home() / "news"


def test_a_local_neo4j_elsewhere_shares_the_program_files(tmp_path: Path) -> None:
    settings = read_settings()
    assert settings.local_at(tmp_path).jar_folder == settings.jar_folder


def test_a_local_neo4j_elsewhere_is_never_the_configured_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GOODOFFICES_NEO4J_URI", "bolt://db.example:7687")
    assert read_settings().local_at(tmp_path).neo4j_uri is None
