"""What the extractor reads from the sample pages, against `samples/expected.yaml`.

The number of facts found may only rise: raise the floor with it. No trap may spring but those listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph_schema import schema
from loaders.pipeline import read
from loaders.records import Mention, Participant, Reading

SAMPLES = Path(__file__).parents[2] / "samples"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((SAMPLES / "expected.yaml").read_text(encoding="utf-8"))

FACTS_FOUND = 67
KNOWN_FAULTS: set[str] = set()
"""Quotes of traps that spring, each a fault to mend."""


@pytest.fixture(scope="module")
def mentions() -> dict[str, list[Mention]]:
    """All mentions of each page."""
    return {page: list(_mentions_of(page)) for page in EXPECTED}


def test_no_fewer_facts_are_found_than_before(mentions):
    found = [
        fact["quote"]
        for page, expected in EXPECTED.items()
        for fact in expected["facts"]
        if any(_states(mention, fact) for mention in mentions[page])
    ]
    assert len(found) >= FACTS_FOUND


@pytest.mark.parametrize("page", EXPECTED)
def test_no_trap_springs(page, mentions):
    sprung = {
        trap["quote"]
        for trap in EXPECTED[page]["traps"]
        if any(_states(mention, trap) and mention.status != "denied" for mention in mentions[page])
    }
    assert sprung - KNOWN_FAULTS == set()


def _mentions_of(page: str) -> Iterator[Mention]:
    for result in read([str(SAMPLES / page)]):
        assert isinstance(result, Reading), result
        yield from result.mentions


def _states(mention: Mention, claim: dict[str, Any]) -> bool:
    """Whether a mention states what a fact or trap says, in a sentence that holds its quote."""
    plain = {name: claim[name] for name in ("type", "mode", "status") if name in claim}
    return (
        claim["quote"] in " ".join(mention.evidence.text.split())
        and all(getattr(mention, name) == value for name, value in plain.items())
        and _is_on(mention, claim.get("date"))
        and ("place" not in claim or (mention.place is not None and mention.place.name == claim["place"]))
        and all(_has_role(mention, role, claim.get(role, ())) for role in schema().roles)
    )


def _is_on(mention: Mention, day: object) -> bool:
    if day is None:
        return True
    start = mention.date.start if mention.date else None
    return start is not None and start.isoformat().startswith(str(day))


def _has_role(mention: Mention, role: str, actors: list[str]) -> bool:
    named = {
        name
        for one in mention.participants
        if one.role == role and one.status != "denied"
        for name in _names(one)
    }
    return named.issuperset(actors)


def _names(one: Participant) -> set[str]:
    """All names of a participant, and of whom it acts for."""
    actors = [one.actor, *([one.acts_for] if one.acts_for else [])]
    return {name for actor in actors for name in (actor.name, *actor.aliases)}
