"""Who refuses and who is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Reading


@pytest.mark.parametrize(
    "text",
    [
        "Chad said it would not meet Omar al-Bashir.",
        "Chad will not meet with Sudan.",
        "Chad will not negotiate with Sudan.",
        "Chad will not hold talks with Sudan.",
        "Chad will not host Omar al-Bashir.",
        "Chad refused to meet Omar al-Bashir.",
        "Chad ruled out talks with Sudan.",
    ],
)
def test_whom_one_refuses_to_meet_does_not_refuse(read: Callable[..., Reading], text: str) -> None:
    (refusal,) = read(text).mentions
    acting = {
        (one.role, one.acts_for.country if one.acts_for else one.actor.country)
        for one in refusal.participants
        if one.role in ("source", "target", "host", "party")
    }
    assert refusal.type == "REJECT"
    assert acting == {("source", "TCD"), ("target", "SDN")}


def test_those_who_will_not_meet_each_other_both_refuse(read: Callable[..., Reading]) -> None:
    (refusal,) = read("Chad and Sudan said they would not meet.").mentions
    assert [one.role for one in refusal.participants] == ["source", "source"]
