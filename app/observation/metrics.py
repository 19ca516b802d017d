"""What is counted and timed, for Prometheus.

Labels take few values each: routes, not paths; codes, not messages; never a caller.
"""

from __future__ import annotations

from importlib.metadata import version

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    generate_latest,
)

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """The metrics of one service, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        Info("goodoffices", "The service.", registry=self.registry).info({"version": version("goodoffices")})
        self.requests = Counter(
            "goodoffices_requests",
            "Requests that were answered.",
            ("route", "method", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "goodoffices_request_seconds",
            "How long requests took.",
            ("route",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.in_flight = Gauge(
            "goodoffices_requests_in_flight", "Requests that are being answered.", registry=self.registry
        )
        self.connections = Gauge(
            "goodoffices_connections", "WebSocket connections that are open.", registry=self.registry
        )
        self.subscriptions = Gauge(
            "goodoffices_subscriptions", "Subscriptions that are followed.", registry=self.registry
        )
        self.messages = Counter(
            "goodoffices_subscription_messages",
            "Messages that subscriptions told.",
            ("field",),
            registry=self.registry,
        )
        self.failures = Counter(
            "goodoffices_failures",
            "Requests that were refused or failed, by the code that was told.",
            ("code",),
            registry=self.registry,
        )
        self.statement_seconds = Histogram(
            "goodoffices_statement_seconds",
            "How long statements took in Neo4j.",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.statement_failures = Counter(
            "goodoffices_statement_failures", "Statements that failed in Neo4j.", registry=self.registry
        )
        self.slow_statements = Counter(
            "goodoffices_slow_statements",
            "Statements that took longer than GOODOFFICES_SLOW_QUERY.",
            registry=self.registry,
        )
        self.database_up = Gauge(
            "goodoffices_database_up",
            "1 where the last statement reached Neo4j, else 0.",
            registry=self.registry,
        )

    def render(self) -> bytes:
        """Write all metrics as Prometheus reads them."""
        return generate_latest(self.registry)
