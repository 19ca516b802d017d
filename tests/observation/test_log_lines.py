"""A log line is one JSON object with its request's id, whoever logged it."""

from __future__ import annotations

import logging
import sys

import orjson
import pytest
from structlog.contextvars import bound_contextvars

from app.observation.logs import log_formatter, set_up_logs


def line(message: str = "request", *, console: bool = False, failed: bool = False, **extra: object) -> str:
    record = logging.LogRecord("app.api", logging.WARNING, "file.py", 1, message, None, None)
    record.__dict__.update(extra)
    if failed:
        try:
            secret = "the password"  # noqa: F841, S105
            raise ValueError("broken")
        except ValueError:
            record.exc_info = sys.exc_info()
    return log_formatter(console).format(record)


def test_a_line_is_json_with_what_was_said_beside_it() -> None:
    told = orjson.loads(line(status=200, seconds=0.1))
    assert told.pop("timestamp").endswith("Z")
    assert told == {
        "event": "request",
        "level": "warning",
        "logger": "app.api",
        "status": 200,
        "seconds": 0.1,
    }


def test_a_line_bears_the_id_of_its_request() -> None:
    with bound_contextvars(request_id="r1"):
        assert orjson.loads(line())["request_id"] == "r1"


def test_a_line_break_in_a_message_makes_no_second_line() -> None:
    assert len(line('one\n{"event": "forged"}').splitlines()) == 1


def test_a_trace_is_told_without_the_values_of_variables() -> None:
    told = orjson.loads(line(failed=True))
    assert "ValueError: broken" in told["exception"]
    assert '"the password"' not in told["exception"].replace('secret = "the password"', "")


def test_people_on_a_terminal_get_no_json() -> None:
    assert "status=200" in line(console=True, status=200).replace("\x1b[0m", "").replace(
        "\x1b[36m", ""
    ).replace("\x1b[35m", "")


def test_what_is_below_the_level_is_not_logged(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", root.level)
    set_up_logs("json", "warning")
    logging.getLogger("app").info("quiet")
    logging.getLogger("app").warning("loud")
    assert [orjson.loads(each)["event"] for each in capsys.readouterr().err.splitlines()] == ["loud"]
