"""GraphiQL in a real browser, which reaches nothing but the service."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import Serve
from browsing import opened_browser
from playwright.sync_api import Page, Request, expect

from app.access import Scope
from app.access.key_file import KeyFile
from app.api.graphiql import PAGE, graphiql_files
from app.api.named_queries import named_queries
from app.settings import Settings

EDITOR = "document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror"
LINKED = re.compile(r'(?:src|href)="graphql/graphiql/([^"]+)" integrity="sha256-([^"]+)"')


def sha256_of(file: Path) -> str:
    return base64.b64encode(hashlib.sha256(file.read_bytes()).digest()).decode()


class Opened:
    """The page as the browser shows it, and all that went wrong on it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        page.on("console", lambda told: told.type == "error" and self.complaints.append(told.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._look)

    def _look(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.foreign.append(request.url)

    def open(self, fragment: str = "") -> Page:
        self.page.goto(f"{self.address}/graphql{fragment}")
        return self.page

    def run(self) -> str:
        """Run what is in the editor; gives the answer."""
        self.page.get_by_role("button", name="Execute query").click()
        answer = self.page.locator(".result-window .CodeMirror")
        expect(answer).to_contain_text("{", timeout=30_000)
        return str(answer.evaluate("element => element.CodeMirror.getValue()"))


@pytest.fixture
def opened(address: str) -> Iterator[Opened]:
    with opened_browser() as browser:
        yield Opened(browser.new_page(), address)


def test_the_first_example_is_answered_without_a_network(opened: Opened) -> None:
    opened.open()
    answer = opened.run()
    assert '"name": "Turkey"' in answer
    assert (opened.foreign, opened.complaints) == ([], [])


def test_every_named_query_is_an_example(opened: Opened) -> None:
    page = opened.open()
    page.get_by_role("button", name="Show Examples").click()
    expect(page.locator(".examples button")).to_have_count(len(named_queries()))


def test_an_example_that_is_chosen_is_asked(opened: Opened) -> None:
    page = opened.open()
    page.get_by_role("button", name="Show Examples").click()
    page.locator(".examples button", has_text="who-mediated").click()
    while page.evaluate(f"{EDITOR}.operationName") != "WhoMediated":  # GraphiQL sees it 0.1 s later
        page.wait_for_timeout(50)
    assert '"mediatorReport"' in opened.run()


def test_a_link_names_an_example(opened: Opened) -> None:
    opened.open("#who-mediated")
    assert '"mediatorReport"' in opened.run()


def test_a_key_is_sent_with_what_is_asked(opened: Opened, service_settings: Settings) -> None:
    key = KeyFile(service_settings.key_file).add("desk", (Scope.READ,))
    page = opened.open()
    page.get_by_label("API key").fill(key)
    with page.expect_request(lambda request: request.method == "POST") as asked:
        page.get_by_label("API key").press("Tab")
    assert asked.value.headers["authorization"] == f"Bearer {key}"


def test_the_documentation_shows_what_fields_are(opened: Opened) -> None:
    page = opened.open()
    page.get_by_role("button", name="Show Documentation Explorer").click()
    page.get_by_role("link", name="Query", exact=True).click()
    expect(page.locator(".graphiql-doc-explorer")).to_contain_text("mediations")


def test_a_subscription_is_followed(opened: Opened) -> None:
    told: list[str] = []
    opened.page.on(
        "websocket", lambda socket: socket.on("framereceived", lambda frame: told.append(str(frame)))
    )
    page = opened.open()
    page.evaluate(f"{EDITOR}.setValue('subscription Follow {{ changes {{ seq }} }}')")
    while page.evaluate(f"{EDITOR}.operationName") != "Follow":
        page.wait_for_timeout(50)
    page.get_by_role("button", name="Execute query").click()
    expect(page.get_by_role("button", name="Stop query")).to_be_visible()
    for _ in range(200):
        if any("connection_ack" in frame for frame in told):
            break
        page.wait_for_timeout(100)
    else:
        pytest.fail(f"The service does not take the subscription: {told}")
    assert opened.complaints == []


async def test_the_page_runs_nothing_that_is_not_served_here(serve: Serve) -> None:
    async with serve() as client:
        response = await client.get("/graphql", headers={"Accept": "text/html"})
    policy = response.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


def test_the_files_are_those_that_browsers_are_told_to_expect() -> None:
    linked = dict(LINKED.findall((PAGE / "page.html").read_text(encoding="utf-8")))
    files = graphiql_files()
    assert files
    assert {name: sha256_of(files / name) for name in linked} == linked
    assert len(linked) == 7


async def test_without_its_files_a_browser_is_told_what_to_install(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.api.graphiql._PACKAGE", "no_such_package")
    async with serve() as client:
        response = await client.get("/graphql", headers={"Accept": "text/html"})
    assert (response.status_code, response.json()["code"]) == (500, "EDITOR_MISSING")
    assert "pip install" in response.json()["message"]


async def test_the_page_is_shown_to_those_who_have_still_to_give_a_key(serve: Serve) -> None:
    async with serve(anonymous_read=False) as client:
        page = await client.get("/graphql", headers={"Accept": "text/html"})
        script = await client.get("/graphql/page/page.js")
    assert (page.status_code, script.status_code) == (200, 200)
