"""Whether two printed names are one person's, within one country."""

from __future__ import annotations

from functools import cache

from tools.build_actors.printed_names import PrintedName
from tools.build_actors.spellings import sound, sound_words

_NO_NAMES = frozenset(sound(word) for word in ("bin", "ibn", "de", "da", "van", "ben"))
_TITLES = frozenset(
    {
        "king",
        "queen",
        "emperor",
        "emir",
        "sultan",
        "pope",
        "prince",
        "princess",
        "crown",
        "sheikh",
        "shah",
        "sir",
    }
    | {"lord", "lady", "ayatollah", "general", "president"}
)


def same_person(one: PrintedName, other: PrintedName) -> bool:
    """Tell whether a form is shared, or the family name and the given names of the shorter one, the first too."""
    if not _sounds(one).isdisjoint(_sounds(other)):
        return True
    if sound(one.surname) != sound(other.surname):
        return False
    mine, theirs = _given(one), _given(other)
    return (
        bool(mine and theirs)
        and mine[0] == theirs[0]
        and (set(mine) <= set(theirs) or set(theirs) <= set(mine))
    )


def alike(one: PrintedName, other: PrintedName) -> bool:
    """Tell whether any part of the names is shared: enough for two who took one office in one year."""
    return not _parts(one).isdisjoint(_parts(other))


@cache
def _parts(name: PrintedName) -> frozenset[str]:
    words = (word for form in name.forms for word in sound_words(form) if len(word) > 2)
    return frozenset(sound(word) for word in words if word not in _TITLES) - _NO_NAMES


@cache
def _sounds(name: PrintedName) -> frozenset[str]:
    """Give the sounds of the full forms; a single word counts if it is the name itself ("Naruhito")."""
    plain = [" ".join(word for word in form.split() if word.lower() not in _TITLES) for form in name.forms]
    return frozenset(sound(form) for form in plain if " " in form or form == plain[0])


@cache
def _given(name: PrintedName) -> tuple[str, ...]:
    rest = name.name.removesuffix(name.surname).removeprefix(name.surname)
    given = (sound(word) for word in sound_words(rest) if len(word) > 1 and word not in _TITLES)
    return tuple(word for word in given if word not in _NO_NAMES)
