"""Erasing for good: what must stay out, known by keyed hashes alone, and the blanking of names in texts."""

from loaders.erasure.blanking import BLANK, Blanking, fold, names_in
from loaders.erasure.key import PurgeKey, PurgeKeyError, make_key, read_key
from loaders.erasure.register import Register, read_register

__all__ = [
    "BLANK",
    "Blanking",
    "PurgeKey",
    "PurgeKeyError",
    "Register",
    "fold",
    "make_key",
    "names_in",
    "read_key",
    "read_register",
]
