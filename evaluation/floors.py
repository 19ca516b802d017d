"""Pinned scores: what a set of gold once scored is a floor below which no change may go unnoticed.

Floors rise with :func:`raised` and fall only with :func:`lowered`, each asked for by a flag of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import floor
from pathlib import Path

import yaml

from evaluation.reports import Report
from graph_schema.errors import GoodOfficesError

PINNED = (
    "event.f1",
    "type.f1",
    "type.macro_f1",
    "source_country.f1",
    "target_country.f1",
    "triple.f1",
    "country.f1",
    "mediator.precision",
    "mediator.recall",
    "all_roles.f1",
    "status",
    "date.f1",
    "place.f1",
    "attribution.f1",
    "nothing_forbidden",
    "events.precision",
    "events.f1",
    "all_events.f1",
    "actors.f1",
    "all_actors.f1",
    "rounds_kept_apart",
    "reprints_counted_once",
)
"""Figures that get a floor when a set is first pinned, as far as it has them; none that a single case moves far."""

_HEAD = """\
# Figures below which the scores of a gold set may not fall, by the set's name; a test holds them.
# Raise what has risen: goodoffices eval GOLD --floors {file} --update-floors
# Lower what must fall, and say why in the commit: the same with --lower-floors
"""

type Floors = dict[str, dict[str, float]]


class FloorError(GoodOfficesError):
    """Scores have fallen below their floors, or the file of floors cannot be read."""


def read_floors(path: Path) -> Floors:
    """Read the floors of all sets; a file that is not there has none."""
    if not path.exists():
        return {}
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        return {name: {key: float(value) for key, value in pins.items()} for name, pins in found.items()}
    except (yaml.YAMLError, AttributeError, TypeError, ValueError) as error:
        raise FloorError(
            f"{path}: the floors cannot be read ({error}). Write `set: {{figure: 0.9}}`."
        ) from error


def write_floors(path: Path, floors: Floors) -> None:
    """Write the floors of all sets."""
    body = yaml.safe_dump({name: floors[name] for name in sorted(floors)}, sort_keys=False)
    path.write_text(_HEAD.format(file=path) + body, encoding="utf-8")


def check_floors(report: Report, floors: Floors, path: Path) -> None:
    """Hold a report against its set's floors.

    Raises
    ------
    FloorError
        With every figure that fell, and what to do.

    """
    figures = report.figures()
    fallen = [
        f"  {name} is {figures.get(name, 0.0):.4f}, its floor {least:.2f}"
        for name, least in floors.get(report.gold, {}).items()
        if figures.get(name, 0.0) < least
    ]
    if fallen:
        raise FloorError(
            f"{report.gold}: scores fell below {path}:\n" + "\n".join(fallen) + "\n"
            "Look at the worst texts (`goodoffices eval GOLD --out DIR`) and mend what broke. If the fall is "
            "meant, add --lower-floors and say why in the commit."
        )


def raised(report: Report, floors: Floors) -> Floors:
    """Give the floors with those of the report's set raised to what it scored, where that is higher."""
    pins = floors.get(report.gold, {})
    return {
        **floors,
        report.gold: {name: max(pins.get(name, 0.0), value) for name, value in _pinned(report, pins).items()},
    }


def lowered(report: Report, floors: Floors) -> Floors:
    """Give the floors with those of the report's set at what it scored, be that higher or lower."""
    return {**floors, report.gold: _pinned(report, floors.get(report.gold, {}))}


def _pinned(report: Report, pins: Mapping[str, float]) -> dict[str, float]:
    """Give what the pinned figures are, rounded down to whole per cents: one sentence trips no floor."""
    figures = report.figures()
    names = [*pins, *(name for name in PINNED if name not in pins)]
    # The tiny addition keeps 0.29 * 100, which is 28.999..., at 29.
    return {name: floor(figures[name] * 100 + 1e-9) / 100 for name in names if name in figures}
