"""The secret that turns names and ids into hashes which nobody can turn back without it.

It is kept apart from the database: whoever has the database alone cannot try names.
"""

from __future__ import annotations

import os
import secrets
from hashlib import blake2b
from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from database.settings import PREFIX, from_environment, read_settings
from graph_schema.errors import GoodOfficesError

FILE = "purge.key"
_BYTES = 16


class PurgeKeyError(GoodOfficesError):
    """The key is missing or another one: what was erased cannot be told from what was not."""

    def __init__(self, where: Path, reason: str) -> None:
        super().__init__(
            f"Something was erased from this database, and {reason}: it cannot be told what must stay out. Give "
            f"GOODOFFICES_PURGE_KEY the key that it was erased with, or put that key back as {where}."
        )


class KeySettings(BaseSettings):
    """The key, where it is not the one in the home; each field is ``GOODOFFICES_<FIELD>``."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    purge_key: SecretStr | None = None
    """One secret for all machines that load into a database."""


class PurgeKey:
    """A secret for hashing."""

    def __init__(self, secret: str) -> None:
        self._secret = blake2b(secret.encode()).digest()

    def hash(self, kind: str, text: str) -> str:
        """Hash a text of a kind: the same text under another kind has another hash."""
        data = f"{kind}\0{text}".encode("utf-8", "surrogatepass")
        return blake2b(data, key=self._secret, digest_size=_BYTES).hexdigest()

    @property
    def mark(self) -> str:
        """Tells this key from others."""
        return self.hash("key", "")


def key_file() -> Path:
    """Return where the key is kept that this machine made."""
    return read_settings().home / FILE


def read_key() -> PurgeKey | None:
    """Read the key from the environment, else from the home; ``None`` where there is none yet."""
    given = from_environment(KeySettings).purge_key
    if given is not None:
        return PurgeKey(given.get_secret_value())
    file = key_file()
    return PurgeKey(file.read_text(encoding="utf-8").strip()) if file.exists() else None


def make_key() -> PurgeKey:
    """Return the key, made now where there is none yet."""
    if known := read_key():
        return known
    file = key_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(f".{os.getpid()}")
    with os.fdopen(
        os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as out:
        out.write(secrets.token_hex(32))
    try:
        os.link(beside, file)  # of two that make one at the same time, the first wins
    except FileExistsError:
        pass
    finally:
        beside.unlink()
    return PurgeKey(file.read_text(encoding="utf-8").strip())
