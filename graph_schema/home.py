"""Where this project keeps what is the user's own: the local Neo4j's data, imported dictionaries."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

VARIABLE = "GOODOFFICES_HOME"


def default_home() -> Path:
    """Give the platform's folder for this project's data."""
    return platformdirs.user_data_path("goodoffices", appauthor=False)


def home() -> Path:
    """Give the folder that ``GOODOFFICES_HOME`` names, else the platform's own."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser().absolute() if named else default_home()
