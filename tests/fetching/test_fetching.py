"""Pages are fetched from public addresses only, each looked at once and connected to as it is.

The web is mocked; where it matters how bytes come in, a real server on this machine is asked.
"""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from loaders.fetching import Bounds, Fetcher, FetchError

PUBLIC, PRIVATE = "93.184.215.14", "10.0.0.7"
HOSTS = {
    "news.example": [PUBLIC],
    "inside.example": [PRIVATE],
    "both.example": [PUBLIC, PRIVATE],
    "wrapped.example": ["::ffff:169.254.169.254"],
    "two.example": ["203.0.114.9", PUBLIC],
}
PAGE = {"content-type": "text/html; charset=utf-8"}

type Handler = Callable[[httpx.Request], httpx.Response]


def lookup(host: str, port: int) -> Sequence[str]:
    return HOSTS.get(host, [host] if host[0].isdigit() else [])


def page(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, headers=PAGE, content=b"<p>Talks</p>")


def leading_to(location: str) -> Handler:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.headers["host"] == "news.example" and request.url.path == "/":
            return httpx.Response(302, headers={"location": location})
        return page(request)

    return answer


@asynccontextmanager
async def web(handler: Handler = page) -> AsyncIterator[Fetcher]:
    async with Fetcher(resolve=lookup, transport=httpx.MockTransport(handler)) as fetcher:
        yield fetcher


async def refusal(url: str, handler: Handler = page) -> str:
    async with web(handler) as fetcher:
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(url)
    return str(caught.value)


async def test_a_public_page_is_fetched() -> None:
    async with web() as fetcher:
        fetched = await fetcher.fetch("https://news.example/talks?page=2#top")
    assert (fetched.content, fetched.type) == (b"<p>Talks</p>", "text/html; charset=utf-8")


async def test_the_address_that_was_looked_at_is_connected_to_under_the_hosts_name() -> None:
    seen = []

    def remember(request: httpx.Request) -> httpx.Response:
        seen.append((request.url.host, request.headers["host"], request.extensions["sni_hostname"]))
        return page(request)

    async with web(remember) as fetcher:
        await fetcher.fetch("https://news.example/")
    assert seen == [(PUBLIC, "news.example", "news.example")]


async def test_a_name_is_looked_up_once_so_that_it_cannot_change_in_between() -> None:
    answers = iter([[PUBLIC], [PRIVATE]])
    seen = []

    def remember(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.host)
        return page(request)

    async with Fetcher(resolve=lambda *_: next(answers), transport=httpx.MockTransport(remember)) as fetcher:
        await fetcher.fetch("https://news.example/")
    assert (seen, next(answers)) == ([PUBLIC], [PRIVATE])


@pytest.mark.parametrize(
    "url",
    [
        "http://inside.example/",
        "http://both.example/",
        "http://wrapped.example/",
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1:80/",
    ],
)
async def test_what_is_not_public_is_not_fetched(url: str) -> None:
    assert "is not of the public internet" in await refusal(url)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("file:///etc/passwd", "no address of the web"),
        ("gopher://news.example/", "no address of the web"),
        ("news.example", "no address of the web"),
        ("http://", "no address of the web"),
        ("http://user:word@news.example/", "it holds a password"),
        ("http://news.example:6379/", "port 6379 is not one of the web's"),
        ("http://nowhere.example/", "there is no host 'nowhere.example'"),
        ("http://[::1", "it is no address"),
    ],
)
async def test_what_is_no_address_of_a_page_is_named(url: str, message: str) -> None:
    assert message in await refusal(url)


async def test_a_redirection_is_followed_and_told() -> None:
    async with web(leading_to("/talks")) as fetcher:
        assert (await fetcher.fetch("https://news.example/")).url == "https://news.example/talks"


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("http://inside.example/", "'inside.example' is not of the public internet"),
        ("//169.254.169.254/", "is not of the public internet"),
        ("file:///etc/passwd", "no address of the web"),
        ("http://news.example:22/", "port 22"),
        ("http://[", "there is no host"),
    ],
)
async def test_a_redirection_is_looked_at_like_any_address(location: str, message: str) -> None:
    assert message in await refusal("http://news.example/", leading_to(location))


async def test_a_circle_of_redirections_ends() -> None:
    assert "leads on more than 5 times" in await refusal("http://news.example/", leading_to("/"))


async def test_cookies_are_not_kept() -> None:
    seen = []

    def bake(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("cookie"))
        return httpx.Response(200, headers=PAGE | {"set-cookie": "who=you"})

    async with web(bake) as fetcher:
        await fetcher.fetch("http://news.example/")
        await fetcher.fetch("http://news.example/")
    assert seen == [None, None]


@pytest.mark.parametrize("error", [httpx.ConnectError("refused"), httpx.ConnectTimeout("no answer")])
async def test_the_next_address_is_tried_where_one_is_not_reached(error: httpx.TransportError) -> None:
    def first_is_down(request: httpx.Request) -> httpx.Response:
        if request.url.host != PUBLIC:
            raise error
        return page(request)

    async with web(first_is_down) as fetcher:
        assert (await fetcher.fetch("http://two.example/")).content


@pytest.mark.parametrize(
    ("response", "message"),
    [
        (httpx.Response(404), "the server answers 404"),
        (httpx.Response(200, headers={"content-type": "image/png"}), "it is no page but 'image/png'"),
        (httpx.Response(200, headers=PAGE | {"content-encoding": "br"}), "it is packed"),
    ],
)
async def test_what_is_no_page_is_named(response: httpx.Response, message: str) -> None:
    assert message in await refusal("http://news.example/", lambda _: response)


# -- how bytes come in -------------------------------------------------------------------------------


@contextmanager
def server(write: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[int]:
    """Serve what a function writes after the headers; gives the port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            try:
                write(self)
            except OSError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield listening.server_port
        finally:
            listening.shutdown()
            thread.join()


def near(port: int, **bounds: float) -> Fetcher:
    """Give a fetcher that may ask this machine."""
    allowed = Bounds(ports=frozenset({port}), **bounds)  # type: ignore[arg-type]
    return Fetcher(allowed, allowed=lambda _: True)


async def test_a_page_of_a_real_server_is_fetched() -> None:
    with server(lambda handler: _send(handler, b"<p>Talks</p>", 1)) as port:
        async with near(port) as fetcher:
            assert (await fetcher.fetch(f"http://localhost:{port}/")).content == b"<p>Talks</p>"


async def test_a_page_without_an_end_is_cut_off() -> None:
    with server(lambda handler: _send(handler, b"x" * 10_000, 10_000)) as port:
        async with near(port, bytes=100_000) as fetcher:
            with pytest.raises(FetchError, match="larger than 100,000 bytes"):
                await fetcher.fetch(f"http://localhost:{port}/")


async def test_a_server_that_drips_is_left() -> None:
    with server(lambda handler: _send(handler, b"x", 20, pause=0.05)) as port:
        async with near(port, seconds=0.2) as fetcher:
            with pytest.raises(FetchError, match=r"longer than 0\.2 s"):
                await fetcher.fetch(f"http://localhost:{port}/")


async def test_a_server_that_is_silent_is_left() -> None:
    with server(lambda handler: _send(handler, b"", 1, pause=0.5)) as port:
        async with near(port, wait=0.1) as fetcher:
            with pytest.raises(FetchError, match="does not answer"):
                await fetcher.fetch(f"http://localhost:{port}/")


def _send(handler: BaseHTTPRequestHandler, part: bytes, times: int, pause: float = 0) -> None:
    for _ in range(times):
        handler.wfile.write(part)
        time.sleep(pause)
