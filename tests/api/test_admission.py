"""Who is let in over HTTP: keys, scopes, rates, other sites' pages, other names."""

from __future__ import annotations

from pathlib import Path

import pytest
from asking import Serve
from starlette.datastructures import Headers

from app.access import ANONYMOUS_READER
from app.access.errors import TooManyRequestsError
from app.access.key_file import KeyFile
from app.access.keys import Scope
from app.access.rates import Rates
from app.api.admission import Door
from app.api.serving import with_hosts
from app.settings import Settings

ASKED = {"query": '{ actor(id: "Q43") { name } }'}
ANSWER = {"data": {"actor": {"name": "Turkey"}}}


@pytest.fixture
def keys(tmp_path: Path) -> KeyFile:
    """The keys of the service."""
    return KeyFile(tmp_path / "api_keys.json")


def bearing(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


# -- keys and scopes ---------------------------------------------------------------------------------


async def test_who_sends_no_key_may_read(serve: Serve) -> None:
    async with serve() as client:
        assert (await client.post("/graphql", json=ASKED)).json() == ANSWER


async def test_where_reading_takes_a_key_it_is_asked_for(serve: Serve) -> None:
    async with serve(anonymous_read=False) as client:
        response = await client.post("/graphql", json=ASKED)
    assert (response.status_code, response.headers["www-authenticate"]) == (401, "Bearer")
    (error,) = response.json()["errors"]
    assert error["extensions"] == {"code": "UNAUTHENTICATED"}
    assert "goodoffices keys add NAME --scope read" in error["message"]


async def test_where_reading_takes_a_key_the_schema_is_not_told_either(serve: Serve) -> None:
    async with serve(anonymous_read=False) as client:
        response = await client.post("/graphql", json={"query": "{ __schema { types { name } } }"})
    assert (response.status_code, response.json()["data"]) == (401, None)


async def test_a_key_reads(serve: Serve, keys: KeyFile) -> None:
    key = keys.add("analyst", (Scope.READ,))
    async with serve(anonymous_read=False) as client:
        assert (await client.post("/graphql", json=ASKED, headers=bearing(key))).json() == ANSWER
        assert (await client.post("/graphql", json=ASKED, headers={"X-API-Key": key})).json() == ANSWER


async def test_a_key_that_was_made_later_opens_too(serve: Serve, keys: KeyFile) -> None:
    async with serve(anonymous_read=False) as client:
        await client.post("/graphql", json=ASKED)
        key = keys.add("analyst", (Scope.READ,))
        assert (await client.post("/graphql", json=ASKED, headers=bearing(key))).status_code == 200


async def test_a_key_for_other_things_does_not_read(serve: Serve, keys: KeyFile) -> None:
    key = keys.add("feeder", (Scope.INGEST,))
    async with serve() as client:
        response = await client.post("/graphql", json=ASKED, headers=bearing(key))
    assert response.status_code == 403
    assert response.json()["errors"][0]["extensions"] == {"code": "FORBIDDEN"}


async def test_who_sends_a_wrong_key_is_not_taken_for_anonymous(serve: Serve) -> None:
    async with serve() as client:
        response = await client.post("/graphql", json=ASKED, headers=bearing("go_1_2"))
    assert (response.status_code, response.json()["code"]) == (401, "UNAUTHENTICATED")


async def test_a_broken_key_file_lets_nobody_with_a_key_in(serve: Serve, keys: KeyFile) -> None:
    key = keys.add("analyst", (Scope.READ,))
    keys.file.write_text("[")
    async with serve() as client:
        response = await client.post("/graphql", json=ASKED, headers=bearing(key))
    assert (response.status_code, response.headers["retry-after"]) == (503, "5")
    assert "api_keys.json" not in response.text


async def test_who_looks_after_the_service_needs_no_key(serve: Serve) -> None:
    async with serve(anonymous_read=False) as client:
        assert (await client.get("/healthz")).status_code == 200
        assert (await client.get("/readyz")).status_code == 200


async def test_who_brings_pages_in_may_send_larger_requests(serve: Serve, keys: KeyFile) -> None:
    large = {"query": "{ __typename } #" + "x" * 5_000}
    feeder, analyst = (
        bearing(keys.add(name, (Scope.READ, *more))) for name, more in (("f", (Scope.INGEST,)), ("a", ()))
    )
    async with serve(max_body=2_000) as client:
        assert (await client.post("/graphql", json=large, headers=analyst)).status_code == 413
        assert (await client.post("/graphql", json=large, headers=feeder)).status_code == 200


async def test_a_length_of_very_many_digits_is_refused(serve: Serve) -> None:
    async with serve() as client:
        headers = {"Content-Length": "9" * 5_000, "Content-Type": "application/json"}
        assert (await client.post("/graphql", content=b"{}", headers=headers)).status_code == 413


# -- rates -------------------------------------------------------------------------------------------


async def test_who_asks_too_often_is_told_when_to_come_back(serve: Serve) -> None:
    async with serve(rate_per_minute=6) as client:
        await client.post("/graphql", json=ASKED)
        response = await client.post("/graphql", json=ASKED)
    assert (response.status_code, response.json()["code"]) == (429, "TOO_MANY_REQUESTS")
    assert 9 <= int(response.headers["retry-after"]) <= 10


async def test_each_key_has_a_rate_of_its_own(serve: Serve, keys: KeyFile) -> None:
    one, other = (bearing(keys.add(name, (Scope.READ,))) for name in ("one", "other"))
    async with serve(rate_per_minute=6) as client:
        statuses = [
            (await client.post("/graphql", json=ASKED, headers=headers)).status_code
            for headers in (one, one, other)
        ]
    assert statuses == [200, 429, 200]


async def test_who_guesses_keys_is_slowed_down(serve: Serve) -> None:
    async with serve(rate_per_minute=6) as client:
        statuses = [
            (await client.post("/graphql", json=ASKED, headers=bearing(f"go_1_{n}"))).status_code
            for n in range(3)
        ]
    assert statuses == [401, 429, 429]


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_the_user_of_this_machine_may_ask_as_often_as_they_want(keys: KeyFile, address: str) -> None:
    door = Door(keys, rates=Rates(6), rate_this_machine=False)
    for _ in range(20):
        assert door.admit(Headers(), address) is ANONYMOUS_READER


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1", ""])
def test_others_may_not_ask_as_often_as_they_want(keys: KeyFile, address: str) -> None:
    door = Door(keys, rates=Rates(6), rate_this_machine=False)
    door.admit(Headers(), address)
    with pytest.raises(TooManyRequestsError):
        door.admit(Headers(), address)


# -- pages of other sites ----------------------------------------------------------------------------


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://[", ""])
async def test_a_page_of_another_site_may_not_ask(serve: Serve, origin: str) -> None:
    async with serve() as client:
        response = await client.post("/graphql", json=ASKED, headers={"Origin": origin})
    assert (response.status_code, response.json()["code"]) == (403, "FOREIGN_ORIGIN")


@pytest.mark.parametrize("name", ["query", "%71uery", "qu%65ry"])
async def test_a_page_of_another_site_may_not_ask_by_an_address_either(serve: Serve, name: str) -> None:
    async with serve() as client:
        headers = {"Sec-Fetch-Site": "cross-site"}
        response = await client.get(f"/graphql?{name}={{__typename}}", headers=headers)
    assert response.status_code == 403


async def test_a_link_of_another_site_to_the_editor_is_followed(serve: Serve) -> None:
    async with serve() as client:
        headers = {"Sec-Fetch-Site": "cross-site", "Accept": "text/html"}
        assert (await client.get("/graphql", headers=headers)).status_code == 200


async def test_the_services_own_page_may_ask(serve: Serve) -> None:
    async with serve() as client:
        headers = {"Origin": "http://test", "Sec-Fetch-Site": "same-origin"}
        assert (await client.post("/graphql", json=ASKED, headers=headers)).json() == ANSWER


async def test_a_page_that_is_named_may_ask(serve: Serve) -> None:
    async with serve(cors_origins=("https://maps.example",)) as client:
        response = await client.post("/graphql", json=ASKED, headers={"Origin": "https://maps.example"})
    assert response.json() == ANSWER
    assert response.headers["access-control-allow-origin"] == "https://maps.example"
    assert "access-control-allow-credentials" not in response.headers


async def test_a_browser_learns_that_it_may_send_a_key(serve: Serve) -> None:
    headers = {
        "Origin": "https://maps.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    async with serve(cors_origins=("https://maps.example",)) as client:
        assert (await client.options("/graphql", headers=headers)).status_code == 200


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
async def test_what_a_form_can_send_is_not_read(serve: Serve, kind: str) -> None:
    async with serve() as client:
        response = await client.post(
            "/graphql", content=b'{"query": "{ __typename }"}', headers={"Content-Type": kind}
        )
    assert (response.status_code, response.json()["code"]) == (415, "UNSUPPORTED_MEDIA_TYPE")


# -- names -------------------------------------------------------------------------------------------


async def test_a_name_that_was_led_here_is_not_answered(serve: Serve) -> None:
    async with serve(allowed_hosts=("localhost",)) as client:
        response = await client.post("/graphql", json=ASKED, headers={"Host": "evil.example:8000"})
    assert (response.status_code, response.json()["code"]) == (421, "FOREIGN_HOST")


async def test_its_own_name_is_answered_on_any_port(serve: Serve) -> None:
    async with serve(allowed_hosts=("localhost",)) as client:
        response = await client.post("/graphql", json=ASKED, headers={"Host": "localhost:8000"})
    assert response.json() == ANSWER


def test_a_service_for_this_machine_answers_to_its_names_alone() -> None:
    assert with_hosts(Settings()).allowed_hosts == ("localhost", "127.0.0.1", "::1")


def test_a_service_for_others_answers_to_all_names() -> None:
    assert with_hosts(Settings(host="0.0.0.0")).allowed_hosts == ()  # noqa: S104
