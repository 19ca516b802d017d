"""Coded event data: rows of somebody else's coding, read as mentions whose evidence is the row itself."""

from loaders.coded.icews18 import read_icews18

__all__ = ["read_icews18"]
