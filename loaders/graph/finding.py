"""What mentions are found by when others are compared with them: properties with an index in the graph."""

from __future__ import annotations

from datetime import timedelta

from loaders.graph.rows import Row
from loaders.resolution.profiles import Profile
from loaders.resolution.spells import LONGEST_WINDOW

LENGTHS = {
    "days": timedelta(days=4),
    "weeks": timedelta(days=16),
    "month": timedelta(days=45),
    "year": LONGEST_WINDOW,
}
"""Mentions are indexed by how long their days are, so that few vague ones do not widen the search for all."""


def block(profile: Profile) -> str | None:
    """Return what a mention is indexed under; ``None`` for one that only its antecedent links."""
    if profile.around is None or profile.antecedent or not profile.sides:
        return None
    length = profile.around.last - profile.around.first
    return f"{profile.family} {next(name for name, longest in LENGTHS.items() if length <= longest)}"


def finding_row(profile: Profile) -> Row:
    """Return what a mention is found by."""
    own = block(profile)
    return {
        "block": own,
        "since": profile.around.first if profile.around and own else None,
        "until": profile.around.last if profile.around and own else None,
        "principals": sorted(profile.sides) if own else None,
        "anchor": profile.anchor,
    }
