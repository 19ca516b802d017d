"""What a user can set about the service, read once from the environment and passed on explicitly."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from database import DatabaseSettings
from database.settings import PREFIX, from_environment

LEAST_CONFIDENCE = 0.3
"""The least confidence in default answers; docs/evaluation.md shows how right what lies below is."""


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
    max_depth: int = Field(default=14, ge=1)
    """Levels of fields in a document."""
    max_aliases: int = Field(default=30, ge=0)
    """Fields under another name in a document."""
    max_tokens: int = Field(default=2_000, ge=1)
    """Words and signs in a document."""
    max_body: int = Field(default=100_000, ge=1)
    """Bytes of a request."""
    database: DatabaseSettings = Field(default_factory=DatabaseSettings)
    """Which Neo4j."""


def read_service_settings() -> Settings:
    """Read the settings from the environment, or say which variable is wrong and how."""
    return from_environment(Settings)
