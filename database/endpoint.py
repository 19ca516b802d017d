"""Where a Neo4j answers, and as whom to talk to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import SecretStr

from database.errors import AddressError, SettingError
from database.settings import DatabaseSettings

SCHEMES = frozenset({"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address with its credentials; printing it never shows the password."""

    uri: str
    user: str
    password: SecretStr
    database: str = "neo4j"
    local: bool = False
    """True for the Neo4j this program runs itself."""

    @property
    def where(self) -> str:
        """The address as messages show it, without a password somebody put into it."""
        return mask_password(self.uri)


def mask_password(uri: str) -> str:
    """Replace what stands between ``//`` and ``@``, where some put credentials.

    >>> mask_password("bolt://neo4j:s3cret@db.example:7687")
    'bolt://***@db.example:7687'
    """
    return re.sub(r"//[^/]*@", "//***@", uri)


def check_address(uri: str) -> None:
    """Raise what is wrong with an address, before the driver says so at greater length.

    Raises
    ------
    AddressError
        It has no or another scheme, no host, no numeric port, or carries user and password.
    """
    try:
        parts = urlsplit(uri)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise AddressError(mask_password(uri), str(error)) from None
    if parts.scheme not in SCHEMES:
        raise AddressError(mask_password(uri), "it does not begin with bolt:// or neo4j://")
    if not has_host:
        raise AddressError(mask_password(uri), "it names no host")
    if parts.username is not None:
        raise AddressError(mask_password(uri), "it carries user and password")
    if parts.query and parts.scheme.startswith("bolt"):
        raise AddressError(mask_password(uri), "only a neo4j:// address can have a part after '?'")


def configured_endpoint(settings: DatabaseSettings) -> Endpoint | None:
    """Return the Neo4j the user named, or None where the local one is to be used."""
    if settings.neo4j_uri is None:
        return None
    if settings.neo4j_password is None:
        raise SettingError("GOODOFFICES_NEO4J_URI is set, GOODOFFICES_NEO4J_PASSWORD is not")
    return Endpoint(settings.neo4j_uri, settings.neo4j_user, settings.neo4j_password, settings.neo4j_database)
