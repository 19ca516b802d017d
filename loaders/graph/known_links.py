"""Links that a load has found already: a story that goes on is not searched through again at every step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from loaders.resolution.merging import Links

MENTIONS_KEPT = 100_000
"""Mentions whose links are held in memory, about 1 kB each; beyond, all are found anew."""


class KnownLinks:
    """All links of mentions that were searched from, as long as nobody else writes.

    A mention that is written later is searched from itself, and adds its links to those of its neighbours.
    """

    def __init__(self) -> None:
        self._links: dict[str, dict[str, float]] = {}
        self._articles: dict[str, str] = {}

    def __contains__(self, mention_id: str) -> bool:
        return mention_id in self._links

    def of(self, mention_id: str) -> Mapping[str, float]:
        """Return what a mention is linked to, with the scores."""
        return self._links[mention_id]

    def article_of(self, mention_id: str) -> str:
        """Return the article that states a mention to which links lead."""
        return self._articles[mention_id]

    def keep(self, links: Links, *, searched: Iterable[str], articles: Mapping[str, str]) -> None:
        """Keep the links found by searching from some mentions: all of theirs, and a part of their neighbours'.

        ``articles`` tells the article of each mention.
        """
        if len(self._links) > MENTIONS_KEPT:
            self.clear()
        self._articles.update(articles)
        self._links.update({key: {} for key in searched})
        for key, scores in links.items():
            if key in self._links:
                self._links[key].update(scores)

    def forget(self, mention_ids: Iterable[str]) -> None:
        """Forget the links of some mentions, which have changed: they will be searched from again."""
        for key in mention_ids:
            for other in self._links.pop(key, {}):
                self._links.get(other, {}).pop(key, None)

    def clear(self) -> None:
        """Forget all links: mentions have changed."""
        self._links.clear()
        self._articles.clear()
