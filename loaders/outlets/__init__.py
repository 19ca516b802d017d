"""Outlets as they stand behind the news: their one name, their owner, and how far their reader relies on them."""

from loaders.outlets.outlets import (
    RELIABILITY,
    OutletLine,
    Outlets,
    OutletsError,
    outlets,
    user_file,
    write_line,
)

__all__ = ["RELIABILITY", "OutletLine", "Outlets", "OutletsError", "outlets", "user_file", "write_line"]
