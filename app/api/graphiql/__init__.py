"""GraphiQL, the editor of GraphQL documents in a browser, served by this service alone: it works without a network.

Its files come with the Python package ``graphene-django-graphiql-static`` (decision 0040), whose code is never
imported; browsers check them against the sums in ``page/page.html``. The page and what starts it are our own.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from string import Template
from typing import Final

import orjson
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

from app.api.named_queries import named_queries
from graph_schema import GoodOfficesError

PAGE: Final = Path(__file__).parent / "page"
_PACKAGE = "graphene_django_graphiql_static"

HEADERS: Final = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src data:",
            "img-src data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}
"""Nothing on the page runs, or is asked for, that does not come from here; no other page can hold it in a frame."""


class EditorMissingError(GoodOfficesError):
    """The package with GraphiQL's files is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "GraphiQL's files are not installed. Install the project anew (`make install`), or run "
            "`pip install graphene-django-graphiql-static==0.8`; GraphQL is answered without them."
        )


def add_editor(app: FastAPI, path: str) -> None:
    """Serve the files of the page below the path of GraphQL; without GraphiQL's the service does all else."""
    app.mount(f"{path}/page", StaticFiles(directory=PAGE))
    if files := graphiql_files():
        app.mount(f"{path}/graphiql", StaticFiles(directory=files))


def graphiql_files() -> Path | None:
    """Give the folder of GraphiQL's own files, where they are installed."""
    found = find_spec(_PACKAGE)
    return Path(found.origin).parent / "static" / _PACKAGE if found and found.origin else None


def editor_page() -> HTMLResponse:
    """Give the page, with the named queries as its examples.

    Raises
    ------
    EditorMissingError
        GraphiQL's files are not installed.

    """
    if not graphiql_files():
        raise EditorMissingError
    return HTMLResponse(_page(), headers=HEADERS)


@cache
def _page() -> str:
    examples = [
        {"name": each.name, "description": each.description, "document": each.document}
        for each in named_queries().values()
    ]
    # In a script element only "</script" could end it, and "<!--" confuse it.
    told = orjson.dumps(examples).decode().replace("<", r"\u003c")
    return Template((PAGE / "page.html").read_text(encoding="utf-8")).substitute(examples=told)
