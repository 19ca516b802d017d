"""Clusters of mentions that report one event each.

The clusters depend on the set of mentions alone, never on its order: links are pair scores, the mentions
they connect form components, and each component is clustered whole, best link first (see ``merging``), so that
a chain of vague mentions cannot join two rounds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

from loaders.resolution.agreement import ENOUGH, pair_score
from loaders.resolution.blocking import candidate_pairs
from loaders.resolution.merging import Cluster, Links, merge_component
from loaders.resolution.profiles import Profile


def cluster_profiles(profiles: Sequence[Profile], links: Links | None = None) -> Iterator[Cluster]:
    """Group mentions into events, each cluster and the clusters themselves in the order of ids.

    Parameters
    ----------
    profiles
        The mentions, in any order.
    links
        All links among them, where they are known already.

    """
    if links is None:
        links = score_links(profiles)
    clusters = (cluster for part in components(profiles, links) for cluster in merge_component(part, links))
    return iter(sorted(clusters, key=lambda cluster: cluster[0].id))


def score_links(profiles: Sequence[Profile], touching: Set[str] | None = None) -> Links:
    """Score the pairs worth it and keep those that link, in both directions.

    Where ``touching`` is given, only links that one of these mentions has a part in.
    """
    links: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for one, other in candidate_pairs(profiles, touching):
        score = pair_score(one, other)
        if score >= ENOUGH:
            links[one.id][other.id] = links[other.id][one.id] = score
    return links


def components(profiles: Sequence[Profile], links: Links) -> Iterator[list[Profile]]:
    """Split mentions into the parts that links connect."""
    waiting = {profile.id: profile for profile in sorted(profiles, key=lambda profile: profile.id)}
    while waiting:
        first = next(iter(waiting))
        part, frontier = [], [waiting.pop(first)]
        while frontier:
            profile = frontier.pop()
            part.append(profile)
            linked = [waiting.pop(key) for key in sorted(links.get(profile.id, ())) if key in waiting]
            frontier.extend(linked)
        yield part
