"""Fetching a page that somebody else named, who may mean harm.

Each hop of a redirection is a request of its own: its address is looked up once, looked at, and connected to as
it is. So a name that leads to a public address when it is looked at and to a private one when it is connected to
(DNS rebinding) leads nowhere. TLS still proves the name, not the address.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import httpx

from loaders.fetching.addresses import Resolve, is_public, resolve
from loaders.fetching.errors import FetchError

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is fetched at most."""

    bytes: int = 10_000_000
    seconds: float = 30
    """For all hops together, with looking names up."""
    wait: float = 10
    """Seconds for one connection or one silence."""
    hops: int = 5
    """Redirections that are followed."""
    ports: frozenset[int] = frozenset({80, 443})
    types: frozenset[str] = frozenset(
        {"application/atom+xml", "application/rss+xml", "application/xhtml+xml", "application/xml"}
        | {"text/html", "text/markdown", "text/plain", "text/xml"}
    )
    """The content types of pages."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched."""

    url: str
    """Where it was found, after redirections."""
    content: bytes
    type: str
    """Its content type, as the server says."""
    charset: str | None = None
    """Its encoding, where the server says one."""


class Fetcher:
    """Fetches pages from public addresses; close it, or use ``async with``.

    Parameters
    ----------
    bounds
        How much is fetched at most.
    resolve
        Gives the addresses of a host.
    allowed
        Tells whether an address may be connected to.
    transport
        What carries requests, in tests.

    """

    def __init__(
        self,
        bounds: Bounds | None = None,
        *,
        resolve: Resolve = resolve,
        allowed: Callable[[str], bool] = is_public,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._bounds = bounds or Bounds()
        self._resolve = resolve
        self._allowed = allowed
        # No proxy of the environment: it would look names up by itself. No cookies: pages know nothing of each other.
        self._client = httpx.AsyncClient(
            transport=transport,
            trust_env=False,
            follow_redirects=False,
            timeout=self._bounds.wait,
            headers={"User-Agent": "good-offices", "Accept-Encoding": "identity"},
        )

    async def fetch(self, url: str) -> Fetched:
        """Fetch a page.

        Raises
        ------
        FetchError
            It must not be fetched, or cannot be.

        """
        try:
            async with asyncio.timeout(self._bounds.seconds):
                return await self._follow(url)
        except TimeoutError:
            raise FetchError(
                url, f"it takes longer than {self._bounds.seconds:g} s.", "Try again later."
            ) from None

    async def _follow(self, url: str) -> Fetched:
        at = url
        for _ in range(self._bounds.hops + 1):
            response = await self._ask(at)
            try:
                location = response.headers.get("location")
                if not (response.is_redirect and location):
                    return await self._read(response, at)
                at = str(_parsed(at).join(location))
            except httpx.InvalidURL as error:
                raise FetchError(at, f"it leads to what is no address ({error}).", _OTHER) from None
            finally:
                await response.aclose()
        raise FetchError(
            url, f"it leads on more than {self._bounds.hops} times.", "Give the page's own address."
        )

    # -- one hop -------------------------------------------------------------------------------------

    async def _ask(self, url: str) -> httpx.Response:
        """Send the request to an address that was looked at, under the host's name."""
        asked = _parsed(url)
        host, port = asked.host, asked.port or _PORTS[asked.scheme]
        if port not in self._bounds.ports:
            raise FetchError(url, f"port {port} is not one of the web's.", "Give a page on port 80 or 443.")
        for address in await self._addresses(url, host, port):
            self._client.cookies.clear()
            request = self._client.build_request(
                "GET",
                asked.copy_with(host=address, fragment=None),
                headers={"Host": asked.netloc.decode("ascii")},
                extensions={"sni_hostname": host},
            )
            try:
                return await self._client.send(request, stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failed: Exception = error
            except httpx.HTTPError as error:
                raise _broken(url, error) from None
        raise _broken(url, failed)

    async def _addresses(self, url: str, host: str, port: int) -> list[str]:
        """Look a host up; one address that is not public spoils all, for the next look would give another."""
        try:
            found = list(await asyncio.to_thread(self._resolve, host, port))
        except (OSError, UnicodeError):
            found = []
        if not found:
            raise FetchError(url, f"there is no host '{host}'.", "Check the address.")
        if any(not self._allowed(address) for address in found):
            raise FetchError(
                url,
                f"'{host}' is not of the public internet.",
                "Save the page and load the file, if it is meant to be read.",
            )
        return found

    async def _read(self, response: httpx.Response, url: str) -> Fetched:
        """Read an answer as far as it is allowed to go."""
        kind = response.headers.get("content-type", "text/html")
        essence = kind.partition(";")[0].strip().lower()
        if response.status_code != httpx.codes.OK:
            raise FetchError(url, f"the server answers {response.status_code}.", _OTHER)
        if essence not in self._bounds.types:
            raise FetchError(url, f"it is no page but '{essence}'.", "Give the address of a page.")
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise FetchError(url, "it is packed, though it was asked for as it is.", _OTHER)
        parts, size = [], 0
        try:
            async for part in response.aiter_bytes():
                size += len(part)
                if size > self._bounds.bytes:
                    raise FetchError(url, f"it is larger than {self._bounds.bytes:,} bytes.", _OTHER)
                parts.append(part)
        except httpx.HTTPError as error:
            raise _broken(url, error) from None
        return Fetched(url, b"".join(parts), kind, response.charset_encoding)

    async def close(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


_OTHER = "Save the page and load the file."


def _parsed(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchError(
            url, f"it is no address ({error}).", "Give one such as https://example.org/page."
        ) from None
    if parsed.scheme not in _PORTS or not parsed.host:
        raise FetchError(
            url or "''", "it is no address of the web.", "Give one that begins with https:// or http://."
        )
    if parsed.userinfo:
        raise FetchError(url, "it holds a password.", "Give the address without it, or save the page.")
    return parsed


def _broken(url: str, error: Exception) -> FetchError:
    reason = error.__cause__ if isinstance(error.__cause__, socket.gaierror) else error
    return FetchError(
        url, f"the server does not answer ({reason or type(error).__name__}).", "Try again later."
    )
