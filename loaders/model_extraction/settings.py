"""What a user can set about the model's endpoint, read once from the environment."""

from __future__ import annotations

import os
from typing import Annotated

from pydantic import AfterValidator, Field, HttpUrl, SecretStr, TypeAdapter, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from database.settings import PREFIX, from_environment
from graph_schema.errors import GoodOfficesError


def _web_address(url: str) -> str:
    TypeAdapter(HttpUrl).validate_python(url)
    return url.rstrip("/")


def _one_word(name: str) -> str:
    if not name or any(c.isspace() for c in name):
        raise ValueError("a model's name holds no spaces")
    return name


class ModelSettings(BaseSettings):
    """Which model to ask, how fast, and for how much; each field is ``GOODOFFICES_OPENAI_<FIELD>``."""

    model_config = SettingsConfigDict(
        env_prefix=f"{PREFIX}OPENAI_", env_ignore_empty=True, extra="ignore", frozen=True
    )

    base_url: Annotated[str, AfterValidator(_web_address)]
    """Where the sentences are sent; there is no default, so that no text leaves the machine by accident."""
    model: Annotated[str, AfterValidator(_one_word)]
    api_key: SecretStr = SecretStr("none")
    """Servers of one's own often want none."""

    concurrency: int = Field(default=4, ge=1, le=100)
    """Questions under way at a time."""
    requests_per_minute: float | None = Field(default=None, gt=0)
    timeout: float = Field(default=120, gt=0)
    """Seconds to wait for an answer."""
    tries: int = Field(default=6, ge=1)
    """How often a question is put where the endpoint is busy or out of reach."""
    sentences: int = Field(default=10, ge=1, le=100)
    """Sentences in one question: more share the instruction's cost, fewer are lost with a broken answer."""
    max_tokens: int = Field(default=8_192, ge=256)
    """The longest answer that is paid for."""

    cost_in: float = Field(default=0, ge=0)
    """What 1,000 tokens of a question cost, in any currency."""
    cost_out: float = Field(default=0, ge=0)
    """What 1,000 tokens of an answer cost."""
    budget: float | None = Field(default=None, ge=0)
    """What one run may cost; unset: no limit."""

    @field_validator("budget")
    @classmethod
    def _needs_prices(cls, budget: float | None, info: ValidationInfo) -> float | None:
        if budget is not None and not (info.data.get("cost_in") or info.data.get("cost_out")):
            raise ValueError(
                f"set {PREFIX}OPENAI_COST_IN and {PREFIX}OPENAI_COST_OUT, by which it is counted"
            )
        return budget


class NoModelError(GoodOfficesError):
    """It is not said which model is to be asked."""


def read_model_settings() -> ModelSettings:
    """Read the settings.

    Raises
    ------
    NoModelError
        It is not said which model is to be asked, or where.
    SettingError
        A value cannot be used; the message names its variable.

    """
    needed = [f"{PREFIX}OPENAI_BASE_URL", f"{PREFIX}OPENAI_MODEL"]
    missing = [name for name in needed if not os.environ.get(name)]
    if missing:
        raise NoModelError(
            f"The extractor openai does not know whom to ask: {' and '.join(missing)} not set. "
            "Name an OpenAI-compatible endpoint, such as http://127.0.0.1:8080/v1, and its model."
        )
    return from_environment(ModelSettings)
