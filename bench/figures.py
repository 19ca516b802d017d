"""How benches measure and print: the best of alternated runs, and ``figure NAME VALUE`` lines."""

from __future__ import annotations

import gc
import os
import platform
import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter


def best_of(
    rounds: int, *runs: Callable[[], object], before: Callable[[], object] = lambda: None
) -> list[float]:
    """Time callables in turn, ``rounds`` times each, and give the best seconds of each.

    ``before`` runs ahead of each, untimed.

    Alternating puts a slow minute of the machine on all of them alike; the best run is the one that
    was disturbed least.
    """
    seconds = [float("inf")] * len(runs)
    for _ in range(rounds):
        for index, run in enumerate(runs):
            before()
            gc.collect()
            started = perf_counter()
            run()
            seconds[index] = min(seconds[index], perf_counter() - started)
    return seconds


def timed_in_turn(
    rounds: int, *runs: Callable[[], object], before: Callable[[], object] = lambda: None
) -> Iterator[tuple[float, ...]]:
    """Time callables in turn, ``rounds`` times each; give the seconds of each round as it ends.

    For ratios: what is taken within one round saw the same machine.
    """
    for _ in range(rounds):
        yield tuple(best_of(1, *runs, before=before))


def peak_rss_mb() -> float:
    """Give the most memory this process ever held, in MB (10^6 bytes)."""
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    # Not from getrusage: Linux starts a process at the peak of the one that started it.
    return _of_status("VmHWM") * 1024 / 1e6


def rss_bytes() -> int:
    """Give the memory this process holds, on Linux; elsewhere the most it ever held."""
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return _of_status("VmRSS") * 1024


def _of_status(key: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{key}:"))


def say_machine() -> None:
    """Print what the figures were measured on."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")


def figure(name: str, value: float) -> None:
    """Print one figure in the form that other tools read."""
    print(f"figure {name} {value:.3f}" if value < 100 else f"figure {name} {value:.0f}")
