"""Why a page is not fetched."""

from __future__ import annotations

from graph_schema.errors import ItemError


class FetchError(ItemError):
    """A page cannot, or must not, be fetched; what else is to be loaded is not touched by it."""
