"""API keys: what one looks like, and the record that is kept of it, which is not the key.

A key is ``go_ID_SECRET``. The id finds its record; of the secret only a hash is kept. The secret has 256 random
bits, so that one round of SHA-256 is enough: nobody tries them all, and a slow hash would cost every request
what it is made to cost a thief (decision 0029).
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Self

_PREFIX = "go"
_ID_BYTES = 6
_SECRET_BYTES = 32


class Scope(StrEnum):
    """What a key is good for."""

    READ = "read"
    """Ask whatever does not change anything."""
    INGEST = "ingest"
    """Bring pages and articles in."""
    CURATE = "curate"
    """Judge, retract, and undo that."""
    ADMIN = "admin"
    """All of these."""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """What is kept of a key."""

    id: str
    name: str
    """Whom or what it was made for; it stands in logs."""
    scopes: tuple[Scope, ...]
    hash: str
    """SHA-256 of the secret, in hexadecimal digits."""
    made: datetime
    expires: datetime | None = None
    revoked: datetime | None = None

    @classmethod
    def make(
        cls, name: str, scopes: tuple[Scope, ...], *, now: datetime, expires: datetime | None = None
    ) -> tuple[Self, str]:
        """Make a key; the second is the key itself, which is told once and kept nowhere."""
        key_id, secret = secrets.token_hex(_ID_BYTES), secrets.token_urlsafe(_SECRET_BYTES)
        return cls(key_id, name, scopes, _hash(secret), now, expires), f"{_PREFIX}_{key_id}_{secret}"

    def opened_by(self, key: str) -> bool:
        """Tell whether this is the record of a key, in a time that does not tell how much of it is right."""
        _, secret = split_key(key)
        return hmac.compare_digest(self.hash, _hash(secret))

    def counts(self, now: datetime) -> bool:
        """Tell whether the key is good at a time."""
        return self.revoked is None and (self.expires is None or now < self.expires)

    def revoke(self, now: datetime) -> Self:
        """Give the record of the key after it was revoked."""
        return replace(self, revoked=self.revoked or now)

    def state(self, now: datetime) -> str:
        """Tell in words whether the key is good."""
        if self.revoked:
            return f"revoked on {self.revoked:%Y-%m-%d}"
        if self.expires:
            return f"{'expires' if self.counts(now) else 'expired'} on {self.expires:%Y-%m-%d}"
        return "in force"


def split_key(key: str) -> tuple[str, str]:
    """Give a key's id and secret; both are empty where it has not the form of one.

    Examples
    --------
    >>> split_key("go_0a1b2c_the_secret")
    ('0a1b2c', 'the_secret')
    >>> split_key("password")
    ('', '')

    """
    prefix, _, rest = key.partition("_")
    key_id, _, secret = rest.partition("_")
    return (key_id, secret) if prefix == _PREFIX and key_id and secret else ("", "")


def utc_now() -> datetime:
    """Give the time."""
    return datetime.now(UTC)


def _hash(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
