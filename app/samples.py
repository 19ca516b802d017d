"""Where the sample pages lie: in the repository, beside the packages."""

from __future__ import annotations

from pathlib import Path

from graph_schema.errors import GoodOfficesError

FOLDER = Path(__file__).parent.parent / "samples"
ABOUT = frozenset({"README.md", "expected.yaml"})
"""What speaks of the pages and is none."""


def sample_pages() -> list[str]:
    """Give the paths of the sample pages, in the order of their names."""
    if not FOLDER.is_dir():
        raise GoodOfficesError(
            f"There are no sample pages at {FOLDER}: they come with the repository, not with the installed "
            "package. Clone it, and run `make demo` there."
        )
    return sorted(str(path) for path in FOLDER.iterdir() if path.name not in ABOUT)
