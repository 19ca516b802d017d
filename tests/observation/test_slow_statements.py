"""A slow statement is told with its plan, once an hour, and without the values that were asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from prometheus_client import CollectorRegistry

from app.observation import Metrics, StatementWatch
from database.errors import DatabaseDownError


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


async def plan(_: str, parameters: Mapping[str, Any]) -> str:
    return "+AllNodesScan+"


async def no_plan(_: str, parameters: Mapping[str, Any]) -> str:
    raise DatabaseDownError("bolt://db", "refused", "Start it.")


def counted(registry: CollectorRegistry, name: str) -> float | None:
    return registry.get_sample_value(name)


async def test_a_slow_statement_is_told_with_its_plan(
    metrics: Metrics, caplog: pytest.LogCaptureFixture
) -> None:
    watch = StatementWatch(metrics, 0)
    with watch.watch("MATCH (n) RETURN n", {"p1": "a secret"}, plan):
        pass
    await watch.close()
    (record,) = caplog.records
    assert (record.__dict__["statement"], record.__dict__["plan"]) == ("MATCH (n) RETURN n", "+AllNodesScan+")
    assert record.__dict__["parameters"] == ["p1"]
    assert "a secret" not in str(record.__dict__)


async def test_its_plan_is_told_once(metrics: Metrics, caplog: pytest.LogCaptureFixture) -> None:
    watch = StatementWatch(metrics, 0)
    for _ in range(3):
        with watch.watch("RETURN 1", {}, plan):
            pass
    await watch.close()
    assert sum("plan" in record.__dict__ for record in caplog.records) == 1
    assert counted(metrics.registry, "goodoffices_slow_statements_total") == 3


async def test_a_slow_statement_is_told_where_its_plan_is_not_to_be_had(
    metrics: Metrics, caplog: pytest.LogCaptureFixture
) -> None:
    watch = StatementWatch(metrics, 0)
    with watch.watch("RETURN 1", {}, no_plan):
        pass
    await watch.close()
    assert caplog.records[0].__dict__["plan"].startswith("not to be had")


async def test_a_quick_statement_is_not_told(metrics: Metrics, caplog: pytest.LogCaptureFixture) -> None:
    with StatementWatch(metrics, 60).watch("RETURN 1", {}, plan):
        pass
    assert not caplog.records
    assert counted(metrics.registry, "goodoffices_database_up") == 1


async def test_a_statement_that_is_not_answered_tells_that_the_database_is_down(metrics: Metrics) -> None:
    with (
        pytest.raises(DatabaseDownError),
        StatementWatch(metrics, 60).watch("RETURN 1", {}, plan),
    ):
        await no_plan("", {})
    assert counted(metrics.registry, "goodoffices_database_up") == 0
    assert counted(metrics.registry, "goodoffices_statement_failures_total") == 1
