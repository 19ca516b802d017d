"""How suggested pairs are shown in a terminal, with the commands to copy."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.graph.suggestions import Suggestion


def suggestion_lines(suggestion: Suggestion) -> Iterator[str]:
    """Give the lines of one pair."""
    yield f"{suggestion.score:.2f}  {suggestion.told[0]}"
    yield f"      {suggestion.told[1]}"
    yield f"      for: {'; '.join(suggestion.speaks_for) or 'nothing'}"
    yield f"      against: {'; '.join(suggestion.speaks_against) or 'nothing'}"
    for verdict in ("same", "different"):
        yield f"      goodoffices judge {verdict} {suggestion.ids[0]} {suggestion.ids[1]}"
