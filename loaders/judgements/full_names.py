"""Full names: what tells that two articles speak of one actor whom the actor data does not know.

Contract, section 3: local actors of different articles may be judged the same where full name, kind and country
agree. "Two people with nearly one name" stay two: letters, accents aside, must agree.
"""

from __future__ import annotations

from functools import cache

from loaders.actors import knowledge
from loaders.actors.names import normalise
from loaders.judgements.data import name_words
from loaders.records import ActorRef


def name_key(actor: ActorRef) -> str | None:
    """Return what a local actor has in common with all that are judged to be the same by name alone.

    ``None`` for actors of the data, and for a name that is not full: a single word, a description ("Fijian rebels",
    "two leaders"), and, unless a person bears it, a name of no known country ("Defense Ministry").

    Examples
    --------
    >>> name_key(ActorRef("1", "Rubén Alzate", "person", "COL", local=True))
    'person COL ruben alzate'
    >>> name_key(ActorRef("2", "foreign minister of Serbia", "person", "SRB", local=True)) is None
    True

    """
    if not actor.local or actor.kind in name_words().described or not _is_full(actor.name, actor.kind):
        return None
    if actor.kind not in name_words().known_everywhere and actor.country is None:
        return None
    return f"{actor.kind} {actor.country or '-'} {normalise(actor.name)}"


def _is_full(name: str, kind: str) -> bool:
    words = [word for word in name.replace("-", " ").split() if word.lower() not in name_words().particles]
    # Descriptions are written small: "a senior official". What is no word ("&", "17,000") tells nothing.
    if not words or not all(word[0].isupper() for word in words):
        return False
    if kind != "person":
        return True
    names = [word for word in words if len(word.rstrip(".")) > 1]
    return len(names) > 1 and not any(_is_title(word) for word in words)


@cache
def _is_title(word: str) -> bool:
    """Whether it says what somebody is, as headlines write it: "Iranian President"."""
    plain = word.strip(".,’'").lower()
    return plain in _title_words() or any(sense.kind == "adjective" for sense in knowledge().senses(word))


@cache
def _title_words() -> frozenset[str]:
    return frozenset(word for title in knowledge().titles for word in title.lower().split())
