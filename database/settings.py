"""What a user can set about the database, read once from the environment and passed on explicitly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, SettingsError

from database.errors import SettingError
from graph_schema.home import default_home

PREFIX = "GOODOFFICES_"


def _absolute(path: Path) -> Path:
    return path.expanduser().absolute()


def _without_slash(url: str) -> str:
    return url.rstrip("/")


def _read_json(value: Any) -> Any:
    """Read what the environment holds as text; pydantic-settings by itself would name no variable."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except json.JSONDecodeError as error:
        raise ValueError(f"it is no JSON ({error})") from None


Folder = Annotated[Path, AfterValidator(_absolute)]
Memory = Annotated[str, Field(pattern=r"^[1-9][0-9]*[kmgKMG]$")]


class DatabaseSettings(BaseSettings):
    """Which Neo4j to use and, for the local one, how to run it; each field is ``GOODOFFICES_<FIELD>``."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    neo4j_uri: str | None = None
    """The address of a Neo4j that somebody else runs; unset: the local one under ``home``."""
    neo4j_user: str = "neo4j"
    neo4j_password: SecretStr | None = None
    """The password for ``neo4j_uri``; the local Neo4j has one of its own."""
    neo4j_database: str = "neo4j"

    home: Folder = Field(default_factory=default_home, validate_default=True)
    """Where the local Neo4j, its data, logs and program files live."""
    jars: Folder | None = None
    """Where Neo4j's program files are kept, to share them between homes; unset: ``home/jars``."""
    maven_url: Annotated[str, AfterValidator(_without_slash)] = "https://repo1.maven.org/maven2"
    """Where they are fetched from: Maven Central, or a mirror of it."""

    neo4j_port: int = Field(default=0, ge=0, le=65535)
    """The local Neo4j's Bolt port on the loopback interface; 0: any free one."""
    neo4j_heap: Memory = "512m"
    neo4j_page_cache: Memory = "256m"
    neo4j_start_timeout: float = Field(default=90, gt=0)
    """Seconds to wait until the local Neo4j answers."""
    neo4j_java_options: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_read_json)] = (
        "-XX:+UseSerialGC",
    )
    """Options for its Java, as a JSON list. The default collector suits small heaps: beside Java's own choice
    a start takes 10.8 instead of 14.4 CPU seconds, and the idle server 410 instead of 570 MB."""
    neo4j_configuration: Annotated[dict[str, str], NoDecode, BeforeValidator(_read_json)] = Field(
        default_factory=dict
    )
    """Further lines for the local Neo4j's ``neo4j.conf``, as a JSON object."""

    @property
    def jar_folder(self) -> Path:
        """Where Neo4j's program files are kept, one folder a version."""
        return self.jars or self.home / "jars"

    def local_at(self, home: Path) -> DatabaseSettings:
        """Settings for a local Neo4j of its own in another home, which shares the program files."""
        changes = {"home": _absolute(home), "jars": self.jar_folder, "neo4j_uri": None, "neo4j_port": 0}
        return self.model_copy(update=changes)


def read_settings() -> DatabaseSettings:
    """Read the settings from the environment, or say which variable is wrong and how."""
    return from_environment(DatabaseSettings)


def from_environment[Settings: BaseSettings](kind: type[Settings]) -> Settings:
    """Read settings of a kind from the environment.

    Raises
    ------
    SettingError
        A value cannot be used; the message names its variable.
    """
    try:
        return kind()
    except ValidationError as error:
        prefix = kind.model_config.get("env_prefix", PREFIX)
        complaints = ", ".join(
            f"{prefix}{'.'.join(map(str, item['loc'])).upper()}: {item['msg']}" for item in error.errors()
        )
        raise SettingError(complaints) from None
    except SettingsError as error:
        raise SettingError(str(error)) from None
