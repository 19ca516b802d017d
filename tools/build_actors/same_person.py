"""Whether two printed names are one person's, within one country."""

from __future__ import annotations

from functools import cache

from tools.build_actors.printed_names import PrintedName
from tools.build_actors.spellings import sound, sound_words

_NO_NAMES = frozenset(sound(word) for word in ("bin", "ibn", "de", "da", "van", "ben"))


def same_person(one: PrintedName, other: PrintedName) -> bool:
    """Tell whether a full form is shared, or the family name with every given name of the shorter form."""
    if not _sounds(one).isdisjoint(_sounds(other)):
        return True
    if sound(one.surname) != sound(other.surname):
        return False
    mine, theirs = _given(one), _given(other)
    shorter = min(mine, theirs, key=len)
    return bool(shorter) and shorter <= mine and shorter <= theirs


@cache
def _sounds(name: PrintedName) -> frozenset[str]:
    return frozenset(sound(form) for form in name.forms if " " in form) or frozenset({sound(name.name)})


@cache
def _given(name: PrintedName) -> frozenset[str]:
    rest = name.name.removesuffix(name.surname).removeprefix(name.surname)
    return frozenset(sound(word) for word in sound_words(rest) if len(word) > 1) - _NO_NAMES
