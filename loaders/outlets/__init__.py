"""Outlets as they stand behind the news: their one name, their owner, and how far their reader relies on them."""

from loaders.outlets.outlets import Outlets, UnnamedOutletError, outlets, say_of_outlet
from loaders.outlets.own_lines import RELIABILITY, OutletLine, OutletsError, user_file

__all__ = [
    "RELIABILITY",
    "OutletLine",
    "Outlets",
    "OutletsError",
    "UnnamedOutletError",
    "outlets",
    "say_of_outlet",
    "user_file",
]
