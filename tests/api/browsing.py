"""A real browser for the tests: the distribution's Chromium, for the package playwright brings none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_browser() -> str:
    """Give the browser's path; without one the test is skipped, in CI it fails."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say(f"There is no browser ({', '.join(NAMES)}): apt install chromium.")
    return found


@contextmanager
def opened_browser() -> Iterator[Browser]:
    """Open a browser without a window."""
    # Its sandbox needs rights that containers and root do not have; it sees our own pages only.
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"]) as browser,
    ):
        yield browser
