"""What mentions are found by when others are compared with them: properties with an index in the graph."""

from __future__ import annotations

from datetime import timedelta

from loaders.graph.rows import Row
from loaders.resolution.profiles import Profile
from loaders.resolution.sides import filed_under
from loaders.resolution.spells import LONGEST_WINDOW

FOUND_BY = ("block", "first_side", "second_side", "since", "until", "principals", "anchor")
"""The properties of a mention that it is found by."""

LENGTHS = {"days": timedelta(days=4), "month": timedelta(days=45), "year": LONGEST_WINDOW}
"""Mentions are indexed by how long their days are, so that few vague ones do not widen the search for all."""


def is_filed(profile: Profile) -> bool:
    """Whether a mention is found by its days; what points back is linked by its antecedent alone."""
    return profile.around is not None and profile.antecedent is None and bool(profile.sides)


def block(family: str, length: str, key: str) -> str:
    """Return what mentions of a kind of act, with days so long and of some sides, are indexed under."""
    return f"{family} {length} {key}"


def finding_row(profile: Profile) -> Row:
    """Return what a mention is found by."""
    row: Row = dict.fromkeys(FOUND_BY)
    row["anchor"] = profile.anchor
    if profile.around is None or not is_filed(profile):
        return row
    days = profile.around.last - profile.around.first
    length = next(name for name, longest in LENGTHS.items() if days <= longest)
    sides = sorted(profile.sides)
    row |= {
        "block": block(profile.family, length, filed_under(profile.sides)),
        "since": profile.around.first,
        "until": profile.around.last,
        "principals": sides,
    }
    if len(sides) == 2:
        row |= {
            "first_side": block(profile.family, length, sides[0]),
            "second_side": block(profile.family, length, sides[1]),
        }
    return row
