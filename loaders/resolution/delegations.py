"""Who sat at the table for each side of talks: heads, members and sizes of delegations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.records import ActorRef, Event, Mention, Participant, Quantity
from loaders.resolution.merging import Cluster
from loaders.resolution.sides import principal, principal_key

_SENT = frozenset({"delegation_lead", "delegate"})
_AT_THE_TABLE = _SENT | {"party"}


@dataclass(frozen=True, slots=True)
class Delegation:
    """One side's people at talks, as far as reports name or count them."""

    side: ActorRef
    heads: tuple[ActorRef, ...] = ()
    members: tuple[ActorRef, ...] = ()
    sizes: tuple[int, ...] = ()
    """The numbers of members that reports give, from the smallest: they may differ."""


@dataclass
class _Gathered:
    side: ActorRef
    heads: dict[str, ActorRef] = field(default_factory=dict)
    members: dict[str, ActorRef] = field(default_factory=dict)
    sizes: set[int] = field(default_factory=set)


def delegations(event: Event, cluster: Cluster) -> tuple[Delegation, ...]:
    """Return the delegations to an event, in the order of their sides' keys; none where nobody tells of them."""
    found: dict[str, _Gathered] = {}
    for part in event.participations:
        if part.role in _SENT and part.acts_for and part.status != "denied":
            side = found.setdefault(principal_key(part.acts_for), _Gathered(part.acts_for))
            people = side.heads if part.role == "delegation_lead" else side.members
            people[part.actor.id] = part.actor
    for profile in cluster:
        for sender, size in _sizes(profile.mention):
            found.setdefault(principal_key(sender), _Gathered(sender)).sizes.add(size)
    return tuple(_delegation(found[key]) for key in sorted(found))


def _delegation(gathered: _Gathered) -> Delegation:
    return Delegation(
        side=gathered.side,
        heads=tuple(gathered.heads[key] for key in sorted(gathered.heads)),
        members=tuple(gathered.members[key] for key in sorted(gathered.members)),
        sizes=tuple(sorted(gathered.sizes)),
    )


def _sizes(mention: Mention) -> Iterator[tuple[ActorRef, int]]:
    """Give the sizes that a mention tells, each with the side that is named next to it."""
    if mention.type != "CONSULT":
        return
    sent = [part for part in mention.participants if part.role in _AT_THE_TABLE]
    for quantity in mention.quantities:
        if quantity.what != "delegation_size" or isinstance(quantity.value, tuple) or not sent:
            continue
        nearest = min(_distance(part, quantity) for part in sent)
        senders = [principal(part) for part in sent if _distance(part, quantity) == nearest]
        if len({principal_key(sender) for sender in senders}) == 1:
            yield senders[0], int(quantity.value)


def _distance(part: Participant, quantity: Quantity) -> int:
    """How many characters stand between an actor's words and a number's; none where one holds the other."""
    return max(part.span.start - quantity.span.end, quantity.span.start - part.span.end, 0)
