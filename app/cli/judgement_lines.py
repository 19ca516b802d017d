"""How judgements are shown in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.graph.subjects import Listed
from loaders.judgements.records import JOINING, Judgement, Overruled


def judgement_lines(listed: Listed, overruled: Overruled | None) -> Iterator[str]:
    """Give the lines of one judgement: what, on whose word, why, and what stands against it."""
    judgement = listed.judgement
    joint = " | " if judgement.verdict in JOINING else "; "
    yield f"{judgement.id}  {judgement.verdict} {judgement.about}: {joint.join(listed.told)}"
    yield f"    {_by_whom(judgement)}{f': {judgement.reason}' if judgement.reason else ''}"
    if overruled is not None:
        yield f"    without effect, for it contradicts {', '.join(each.id for each in overruled.by)}"
    for subject in listed.unmatched:
        yield f"    not in the graph: {subject}"


def _by_whom(judgement: Judgement) -> str:
    score = f" (score {judgement.score:.2f})" if judgement.score is not None else ""
    made = f" on {judgement.made:%Y-%m-%d %H:%M}" if judgement.made else ""
    undone = "" if judgement.in_force() else f", undone on {judgement.until[-1]:%Y-%m-%d %H:%M}"
    return f"by {'the rule ' if judgement.by_rule else ''}{judgement.by}{score}{made}{undone}"
