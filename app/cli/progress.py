"""A progress line for what takes longer than two seconds, on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

DELAY_SECONDS = 2.0


@contextmanager
def slow_progress(text: str, *, delay: float = DELAY_SECONDS) -> Iterator[Callable[[str], None]]:
    """Show a line once the work has taken ``delay`` seconds; the function given changes what it says."""
    console = Console(stderr=True)
    progress = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
    task = progress.add_task(text, total=None)
    timer = Timer(delay, progress.start)
    # Nothing is drawn into a log file or a pipe.
    if console.is_terminal:
        timer.start()
    try:
        yield lambda text: progress.update(task, description=text)
    finally:
        timer.cancel()
        if timer.is_alive():
            timer.join()
        if progress.live.is_started:  # else Rich prints an empty line into the log file
            progress.stop()
