"""An event's support as the one JSON that its node keeps: origins, and the grounds of its own and its roles' figures.

Mentions and articles are written once and named by their places from then on: a role edge needs no more than its
line, and a graph of a million events grows by a few hundred bytes an event.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from loaders.records import Event
from loaders.resolution.merging import Cluster
from loaders.support import Ground, ToldBy

type Line = list[Any]


def write_support(event: Event, cluster: Cluster) -> str:
    """Write the support of an event and of its roles."""
    articles = sorted({article for origin in event.told_by for article in origin.articles})
    article_of = {profile.id: profile.origin.article_id for profile in cluster}
    origin_of = {key: each.name for each in event.told_by for key in each.mentions}
    names = [each.name for each in event.told_by]
    place = {key: number for number, key in enumerate(event.mentions)}
    told = {
        "origins": [[each.name, list(each.outlets), list(each.why)] for each in event.told_by],
        "articles": articles,
        "mentions": [
            [key, articles.index(article_of[key]), names.index(origin_of[key])] for key in event.mentions
        ],
        "grounds": [_line(ground, place) for ground in event.grounds],
        "roles": {
            _role(part.role, part.actor.id): [
                [place[key] for key in part.mentions],
                [_line(ground, place) for ground in part.grounds],
            ]
            for part in event.participations
        },
    }
    return orjson.dumps(told).decode()


class Support:
    """An event's support, read back."""

    def __init__(self, text: str | None) -> None:
        self._told: dict[str, Any] = (
            orjson.loads(text) if text else {"mentions": [], "grounds": [], "roles": {}}
        )

    @property
    def origin_of(self) -> Mapping[str, str]:
        """The name of each mention's origin, by mention id."""
        names = [name for name, *_ in self._told.get("origins", ())]
        return {mention: names[origin] for mention, _, origin in self._told["mentions"]}

    def origins(self, role: str | None = None, actor_id: str | None = None) -> Iterator[ToldBy]:
        """Return the origins of the event, or of an actor's role in it, in the order of names."""
        told = self._told["mentions"]
        if role and actor_id:
            told = [told[number] for number in self._of_role(role, actor_id)[0]]
        for number, (name, outlets, why) in enumerate(self._told.get("origins", ())):
            own = [line for line in told if line[2] == number]
            if own:
                articles = sorted({self._told["articles"][line[1]] for line in own})
                yield ToldBy(
                    name, tuple(outlets), tuple(articles), tuple(line[0] for line in own), tuple(why)
                )

    def grounds(self, role: str | None = None, actor_id: str | None = None) -> Iterator[Ground]:
        """Return what the event's confidence, or that of an actor's role in it, is computed from."""
        own = role and actor_id
        for number, confidence, voice, denies in (
            self._of_role(role or "", actor_id or "")[1] if own else self._told["grounds"]
        ):
            mention, _, origin = self._told["mentions"][number]
            yield Ground(self._told["origins"][origin][0], mention, confidence, voice, bool(denies))

    def _of_role(self, role: str, actor_id: str) -> Sequence[Line]:
        found: Sequence[Line] = self._told["roles"].get(_role(role, actor_id), ([], []))
        return found


def _line(ground: Ground, place: Mapping[str, int]) -> Line:
    return [place[ground.mention], ground.confidence, ground.voice, int(ground.denies)]


def _role(role: str, actor_id: str) -> str:
    return f"{role} {actor_id}"
