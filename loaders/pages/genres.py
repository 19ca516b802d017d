"""The genre of an article, by weighted cues that can be shown; the cues lie in ``data/genres.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from loaders.pages.data import load

_MOST_HITS_PER_TEN_SENTENCES = 3.0
_FEWEST_SENTENCES = 4  # the share of hits in a text of one or two sentences says nothing


@dataclass(frozen=True, slots=True)
class Cue:
    """One reason for a genre."""

    genre: str
    place: str
    quote: str
    weight: float


@dataclass(frozen=True, slots=True)
class _Rule:
    genre: str
    place: str
    pattern: re.Pattern[str]
    weight: float


@cache
def _rules() -> tuple[_Rule, ...]:
    # Cues of the text itself are case-sensitive ("US" is not "us"); names of sections and titles are not.
    return tuple(
        _Rule(
            genre,
            cue["place"],
            re.compile(cue["pattern"], 0 if cue["place"] in ("text", "first", "bio") else re.IGNORECASE),
            cue["weight"],
        )
        for genre, cues in load("genres.yaml")["cues"].items()
        for cue in cues
    )


def genres() -> frozenset[str]:
    """The genres that can be found or given."""
    return frozenset(load("genres.yaml")["cues"]) | {"news"}


@cache
def _names() -> dict[str, str]:
    """Our genre by every other name that it goes under."""
    return {
        name.strip(): genre
        for genre, names in load("genres.yaml")["names"].items()
        for name in names.split("|")
    }


def genre_named(name: str | None) -> str | None:
    """Our genre for what a page or a record calls one; ``None`` for a name that says nothing to us."""
    key = (name or "").strip().casefold()
    found = _names().get(key, key)
    return found if found in genres() else None


def names_genre(label: str, genre: str) -> bool:
    """Tell whether a title or a section's name is one of a genre ("Border talks: live updates", "World briefs")."""
    return any(
        rule.genre == genre
        and (
            rule.pattern.search(label)
            if rule.place == "title"
            else rule.place == "section" and rule.pattern.fullmatch(label.strip())
        )
        for rule in _rules()
        if rule.weight >= load("genres.yaml")["threshold"]
    )


def genre_of_label(label: str) -> str | None:
    """The genre that a heading claims for what stands below it ("Analysis: Why Lima matters")."""
    return next((genre for genre in ("opinion", "analysis") if names_genre(label, genre)), None)


def find_cues(places: Mapping[str, str | Iterable[str]], sentences: int) -> tuple[Cue, ...]:
    """Find every cue in the places of an article (its section, address, title, byline, bio, text, ...)."""
    return tuple(
        cue
        for rule in _rules()
        for text in _texts(places.get(rule.place))
        if (cue := _apply(rule, text, sentences)) is not None
    )


def genre_of(cues: Iterable[Cue]) -> str:
    """The genre whose cues weigh most, ``news`` where none reaches the threshold."""
    weights: dict[str, float] = {}
    for cue in cues:
        weights[cue.genre] = weights.get(cue.genre, 0.0) + cue.weight
    best = max(sorted(weights), key=lambda genre: weights[genre], default="news")
    return best if weights.get(best, 0.0) >= load("genres.yaml")["threshold"] else "news"


def _texts(value: str | Iterable[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _apply(rule: _Rule, text: str, sentences: int) -> Cue | None:
    if rule.place != "text":
        match = rule.pattern.search(text)
        return Cue(rule.genre, rule.place, match[0], rule.weight) if match else None
    matches = list(rule.pattern.finditer(text))
    if not matches:
        return None
    share = min(10 * len(matches) / max(sentences, _FEWEST_SENTENCES), _MOST_HITS_PER_TEN_SENTENCES)
    return Cue(rule.genre, "text", matches[0][0].strip(), round(rule.weight * share, 2))
