"""Whom an act is directed at, where the sentence names him beside the act."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Reading


@pytest.mark.parametrize(
    ("text", "type", "targets"),
    [
        ("The African Union condemned Sudan's bombing of Chad on Friday.", "ACCUSE", {"Sudan"}),
        ("Egypt and Jordan condemned the Israeli raid on Nablus.", "ACCUSE", {"Israel"}),
        ("Poland rejected the plan that Germany and Italy had put forward.", "REJECT", {"Germany", "Italy"}),
        ("Syria rejected President Jimmy Carter's plan for Lebanese autonomy.", "REJECT", {"Jimmy Carter"}),
        ("China vetoed a Security Council resolution.", "REJECT", {"United Nations Security Council"}),
        ("A Libyan gunboat hit an Italian trawler, wounding two of its crew.", "ASSAULT", {"Italy"}),
    ],
)
def test_whom_an_act_is_directed_at(
    read: Callable[..., Reading], text: str, type: str, targets: set[str]
) -> None:
    (mention,) = (m for m in read(text).mentions if m.type == type)

    assert {p.actor.name for p in mention.participants if p.role == "target"} == targets
