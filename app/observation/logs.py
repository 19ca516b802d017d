"""The service's log: one JSON object a line, or lines for people on a terminal, each with its request's id.

The code logs with Python's own ``logging`` and ``extra``; structlog only writes the lines, those of libraries too.
"""

from __future__ import annotations

import logging
import sys
from typing import Any, Literal

import orjson
import structlog
from structlog.typing import Processor

_NOISY = ("neo4j", "httpx", "httpcore", "asyncio")
"""They tell each attempt that they repeat; what comes of them is told once, by us."""


def set_up_logs(form: Literal["auto", "json", "console"] = "auto", level: str = "info") -> None:
    """Write all that is logged from now on to standard error."""
    console = form == "console" or (form == "auto" and sys.stderr.isatty())
    handler = logging.StreamHandler()
    handler.setFormatter(log_formatter(console))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def log_formatter(console: bool) -> logging.Formatter:
    """Give what makes lines of log records: for people, or JSON."""
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Processor] = [structlog.dev.ConsoleRenderer()]
    if not console:
        # The trace as text, without the values of variables: these may be secret.
        last = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(_dumps)]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=before,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
    )


def _dumps(line: dict[str, Any], **_: Any) -> str:
    return orjson.dumps(line, default=str).decode()
