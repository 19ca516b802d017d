"""``docs/schema.md`` says what the declarations say."""

from __future__ import annotations

from pathlib import Path

from graph_schema.markdown import document

PAGE = Path(__file__).parents[2] / "docs" / "schema.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(), (
        "Run `goodoffices schema docs --out docs/schema.md`."
    )
