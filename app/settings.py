"""What a user can set about the service, read once from the environment and passed on explicitly."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from database import DatabaseSettings
from database.settings import PREFIX, Folder, from_environment

LEAST_CONFIDENCE = 0.3
"""The least confidence in default answers; docs/evaluation.md shows how right what lies below is."""

RATE_PER_MINUTE = 1_200
"""What a caller may ask a minute where nothing else is set: twenty documents a second."""


def _split(value: Any) -> Any:
    return [word.strip() for word in value.split(",") if word.strip()] if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]
"""Words with commas between them."""


class Settings(BaseSettings):
    """The API's address and limits; each field is ``GOODOFFICES_<FIELD>``."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    host: str = "127.0.0.1"
    """Where the service listens; only this machine reaches the default."""
    port: int = Field(default=8000, ge=1, le=65535)
    least_confidence: float = Field(default=LEAST_CONFIDENCE, ge=0, le=1)
    """Events and roles told less surely are in answers that ask for them only."""
    query_timeout: float = Field(default=30, gt=0)
    """Seconds after which the database gives a query up."""
    poll_changes: float = Field(default=1, gt=0)
    """Seconds between two looks, for all subscriptions together, for changes that other processes made."""
    max_depth: int = Field(default=14, ge=1)
    """Levels of fields in a document."""
    max_aliases: int = Field(default=30, ge=0)
    """Fields under another name in a document."""
    max_fields: int = Field(default=500, ge=1)
    """Fields of a document, its fragments spread."""
    max_tokens: int = Field(default=1_000, ge=1)
    """Words and signs in a document."""
    max_body: int = Field(default=100_000, ge=1)
    """Bytes of a request."""
    max_ingest_body: int = Field(default=10_000_000, ge=1)
    """Bytes of a request with a key that may bring pages in."""
    max_table_rows: int = Field(default=100_000, ge=1)
    """Rows of a table that is downloaded."""
    table_timeout: float = Field(default=300, gt=0)
    """Seconds after which a table is given up."""
    api_keys: Folder | None = None
    """The file of API keys; unset: ``api_keys.json`` in the home."""
    anonymous_read: bool = True
    """Whether who sends no key may read."""
    rate_per_minute: int | None = Field(default=None, ge=0)
    """Requests a minute of each key, and of each address without one; 0: as many as they want. Unset: 1,200, and
    as many as they want for who asks from this machine without a key."""
    max_subscriptions: int = Field(default=1_000, ge=0)
    """Subscriptions that are open at once, and connections; 0: none is taken."""
    max_subscriptions_each: int = Field(default=50, ge=1)
    """The same of one key, or of one address without one."""
    cors_origins: Words = ()
    """Origins whose pages may ask from a browser, such as ``https://maps.example.org``; ``*`` for all."""
    allowed_hosts: Words = ()
    """Names that the service answers to; unset: this machine's where only this machine reaches it, else all."""
    slow_query: float = Field(default=1, gt=0)
    """Seconds after which a query is logged with its plan."""
    log_format: Literal["auto", "json", "console"] = "auto"
    """How log lines are written; auto: for people on a terminal, as JSON elsewhere."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """The least of what is logged."""
    database: DatabaseSettings = Field(default_factory=DatabaseSettings)
    """Which Neo4j."""

    @property
    def key_file(self) -> Path:
        """Where the API keys are kept."""
        return self.api_keys or self.database.home / "api_keys.json"


def read_service_settings() -> Settings:
    """Read the settings from the environment, or say which variable is wrong and how."""
    return from_environment(Settings)
