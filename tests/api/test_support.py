"""Which origins tell of an event or a role, and what a confidence is computed from."""

from __future__ import annotations

from math import prod
from pathlib import Path

import pytest
from asking import Ask

ROUND = 'events(filter: {type: CONSULT, since: "2025-06-02", until: "2025-06-02"})'


async def test_an_event_names_its_origins_and_why(ask: Ask) -> None:
    data = await ask(f"{{ {ROUND} {{ nodes {{ origins toldBy {{ name outlets articles why }} }} }} }}")
    (event,) = data["events"]["nodes"]
    assert [(one["name"], one["outlets"], one["why"]) for one in event["toldBy"]] == [
        ("Evening Post", ["Evening Post"], ["Evening Post published it"]),
        ("Interfax", ["Daily Ledger"], ["Daily Ledger cites Interfax"]),
    ]
    assert event["origins"] == len(event["toldBy"])


async def test_a_role_names_only_the_origins_that_say_so(ask: Ask) -> None:
    data = await ask(
        f"{{ {ROUND} {{ nodes {{ triples(role: mediator) {{ origins toldBy {{ name }} }} }} }} }}"
    )
    (mediator,) = data["events"]["nodes"][0]["triples"]
    assert mediator == {"origins": 1, "toldBy": [{"name": "Interfax"}]}


async def test_a_confidence_can_be_computed_again_from_its_reasons(ask: Ask) -> None:
    data = await ask(
        f"{{ {ROUND} {{ nodes {{ confidence confidenceReasons {{ sure denies because }} }} }} }}"
    )
    (event,) = data["events"]["nodes"]
    reasons = event["confidenceReasons"]
    assert not any(reason["denies"] for reason in reasons)
    assert event["confidence"] == round(min(0.99, 1 - prod(1 - reason["sure"] for reason in reasons)), 4)
    assert reasons[1]["because"] == "Interfax says so: 0.8"


async def test_how_reliable_an_outlet_is_stands_beside_and_changes_no_confidence(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = f"{{ {ROUND} {{ nodes {{ confidence toldBy {{ name reliability }} }} }} }}"
    (before,) = (await ask(document))["events"]["nodes"]
    own = tmp_path / "outlets.csv"
    own.write_text("outlet,reliability\nInterfax,D\n")
    monkeypatch.setenv("GOODOFFICES_OUTLETS", str(own))
    (after,) = (await ask(document))["events"]["nodes"]
    assert [one["reliability"] for one in after["toldBy"]] == [None, "D"]
    assert after["confidence"] == before["confidence"]


async def test_the_origins_of_a_day_are_those_known_then(ask: Ask) -> None:
    data = await ask(
        '{ events(filter: {type: CONSULT, since: "2025-06-02", until: "2025-06-02"}, '
        'asOf: {published: "2025-06-03"}) { nodes { origins confidence toldBy { name } confidenceReasons { sure } } } }'
    )
    (event,) = data["events"]["nodes"]
    assert event["toldBy"] == [{"name": "Interfax"}] and event["origins"] == 1
    assert [reason["sure"] for reason in event["confidenceReasons"]] == [event["confidence"]]
