"""What a user can set about negotiations, read from the environment and passed on explicitly."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from database.settings import PREFIX, from_environment
from loaders.resolution.negotiations import PAUSE_DAYS


class ResolutionSettings(BaseSettings):
    """How talks are put together; each field is ``GOODOFFICES_<FIELD>``."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    pause_days: int = Field(default=PAUSE_DAYS, ge=1)
    """A longer pause between two rounds begins another negotiation. It holds for a whole graph: after a change,
    ``goodoffices rebuild`` puts what was loaded before together by it."""


def read_pause_days() -> int:
    """Read the longest pause within a negotiation, or say how the variable is wrong."""
    return from_environment(ResolutionSettings).pause_days
