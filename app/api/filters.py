"""What lists of happenings and actors can be filtered by: one class a list, each entry with its Cypher."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from app.api import past_parts as past
from app.api.conditions import both, condition, either, filter_type, neither, related
from app.api.filter_parts import (
    COUNTRY,
    EVENTS_OF_SOMEBODY,
    GENRE,
    NAMED,
    PARTS_OF_EVENT,
    PARTS_OF_TALKS,
    TAKES_PART,
    TALKS_OF_SOMEBODY,
    acts,
    at_least,
    holds,
    since,
    someone,
    until,
)
from app.api.words import ActorKind, Day, EventType, Genre, Mode, Outcome, Role, Stage, Status

if TYPE_CHECKING:
    from app.api.evidence_filters import MentionFilter

_evidence = strawberry.lazy("app.api.evidence_filters")  # that module imports this one

_ONE_OTHER = TAKES_PART.format(actor="@other", edge="@part")
_ITSELF = TAKES_PART.format(actor="@actor", edge="@edge")
_AN_OTHER = "MATCH (@event)<-[@part:@edges]-(@other:Actor) WHERE @seen(part)"
_HELD = "(@event.status IN $held) = $value"
_TALKS_OF_EVENT = "EXISTS { (@event)-[:ROUND_OF]->(:Negotiation {id: $value}) }"
_NEGOTIATION = f"EXISTS {{ {past.NEGOTIATION_OF_EVENT} WITH * WHERE @negotiation.id = $value }}"
_PARTY = f"(@other:Actor) WHERE {_ONE_OTHER}"
_PARTIES = PARTS_OF_EVENT.replace("@roles", "['party']").replace("@edges", "PARTY_TO")


@filter_type
class EventFilter:
    """Events that meet all entries given.

    `{type: [CONSULT], or: [{origins: 2}, {participant: {role: [mediator], actor: {kind: [person]}}}]}`
    """

    and_: list[EventFilter] | None = both()
    or_: list[EventFilter] | None = either()
    not_: EventFilter | None = neither()
    actor: str | None = someone(
        "This actor, by id or any name, takes part, or somebody who acts for it.",
        f"EXISTS {{ {_AN_OTHER} AND {_ONE_OTHER} }}",
        f"EXISTS {{ {PARTS_OF_EVENT} WITH * WHERE @seen(part) AND {_ONE_OTHER} }}",
        start=EVENTS_OF_SOMEBODY,
    )
    role: list[Role] | None = condition(
        "`actor` takes part in one of these roles; without `actor`, anybody does.",
        f"EXISTS {{ {_AN_OTHER} }}",
        as_of=f"EXISTS {{ {PARTS_OF_EVENT} WITH * WHERE @seen(part) }}",
    )
    country: str | None = condition(
        f"Somebody of this country takes part. {COUNTRY}",
        start="CALL () { MATCH (@other:Actor {country: $value})-[@part:@edges]->(@event:Event) WHERE @seen(part) "
        "RETURN DISTINCT @event }\n",
        within=f"EXISTS {{ {_AN_OTHER} AND @other.country = $value }}",
        as_of=f"EXISTS {{ {PARTS_OF_EVENT} WITH * WHERE @seen(part) AND @other.country = $value }}",
    )
    participant: ParticipantFilter | None = related(
        "Somebody takes part whose part meets all of these: "
        '`{role: [mediator], actor: {kind: [person]}, actsFor: "Turkey"}`.',
        "MATCH (@event)<-[@edge:@edges]-(@actor:Actor)",
        as_of=past.EDGES_OF_EVENT,
        where=("@seen(edge)",),
        takes={"event": "@event"},
        begins=True,
    )
    type: list[EventType] | None = condition(
        "What was done.", "@event.type IN $value", single="@event.type = $value", leads="@event.type DESC"
    )
    mode: list[Mode] | None = condition("How it was done.", "@event.mode IN $value")
    of: list[EventType] | None = condition(
        "What it is about, such as an AGREE of a RETREAT.",
        "any(word IN @event.of WHERE split(word, '/')[0] IN $value)",
    )
    status: list[Status] | None = condition("Whether it happened.", "@event.status IN $value")
    held: bool | None = condition("True: what happened or goes on; false: all else.", _HELD)
    genre: list[Genre] | None = condition(GENRE)
    since: Day | None = since()
    until: Day | None = until()
    dated: bool | None = condition(
        "True: of a known date; false: undated.", "(@event.start IS NOT NULL) = $value"
    )
    place: str | None = condition(
        "It happened in this place.",
        "EXISTS { MATCH (@event)-[:AT]->(@place:Place) WHERE toLower(@place.name) = toLower($value) }",
        as_of=f"EXISTS {{ {past.PLACE_OF_EVENT} WITH * WHERE toLower(@place.name) = toLower($value) }}",
    )
    place_country: str | None = condition(
        f"It happened in this country. {COUNTRY}", "@event.country = $value"
    )
    confidence: float | None = at_least("this confidence", "@event.confidence")
    origins: int | None = at_least("this many independent origins", "@event.origins")
    origin: str | None = condition(
        "One of its origins has this name, such as `Reuters`.",
        "any(name IN @event.told_by WHERE toLower(name) = toLower($value))",
    )
    articles: int | None = at_least("this many articles", "@event.articles")
    negotiation: NegotiationFilter | None = related(
        "It belongs to a negotiation that meets these; `{}`: to any.",
        "MATCH (@event)-[:ROUND_OF]->(@negotiation:Negotiation)",
        as_of=past.NEGOTIATION_OF_EVENT,
        where=("@seen(negotiation)",),
        takes={"event": "@event"},
    )
    mention: Annotated[MentionFilter, _evidence] | None = related(
        'A sentence that meets these reports it: `{article: {outlet: "Reuters"}}`.',
        "MATCH (@event)<-[:REPORTS]-(@mention:Mention)",
        as_of=past.MENTIONS_OF_EVENT,
        where=("@seen(mention)",),
        takes={"event": "@event"},
    )


@filter_type
class _OfPart:
    """What can be asked of a part in an event."""

    role: list[Role] | None = condition("In one of these roles.", within="@role(edge) IN $value")
    type: list[EventType] | None = condition("What was done.", "@event.type IN $value")
    mode: list[Mode] | None = condition("How it was done.", "@event.mode IN $value")
    status: list[Status] | None = condition("Whether the actor took this part.", "@edge.status IN $value")
    genre: list[Genre] | None = condition(GENRE)
    since: Day | None = since()
    until: Day | None = until()
    confidence: float | None = at_least("this confidence", "@edge.confidence")
    origins: int | None = at_least("this many independent origins", "@edge.origins")
    articles: int | None = at_least("this many articles", "@edge.articles")
    acts_for: str | None = someone(
        "The actor acts for this state or body, by id or any name.",
        "any(one IN @wanted WHERE one.id = @edge.for)",
    )
    event: EventFilter | None = related("The event meets these.", takes={"event": "@event"})


@filter_type
class PartFilter(_OfPart):
    """Parts in events that meet all entries given."""

    and_: list[PartFilter] | None = both()
    or_: list[PartFilter] | None = either()
    not_: PartFilter | None = neither()


@filter_type
class ParticipantFilter(_OfPart):
    """Parts of somebody in an event that meet all entries given."""

    and_: list[ParticipantFilter] | None = both()
    or_: list[ParticipantFilter] | None = either()
    not_: ParticipantFilter | None = neither()
    actor: ActorFilter | None = related("Who takes part meets these.", takes={"actor": "@actor"})


@filter_type
class TripleFilter(_OfPart):
    """Triples that meet all entries given."""

    and_: list[TripleFilter] | None = both()
    or_: list[TripleFilter] | None = either()
    not_: TripleFilter | None = neither()
    actor: str | None = someone(
        "This actor, by id or any name, or who acts for it.",
        _ITSELF,
        start=acts("@who AS @actor, @part AS @edge, @what AS @event"),
    )
    country: str | None = condition(f"An actor of this country. {COUNTRY}", "@actor.country = $value")
    kind: list[ActorKind] | None = condition("An actor of one of these kinds.", "@actor.kind IN $value")
    who: ActorFilter | None = related("The actor meets these.", takes={"actor": "@actor"})


@filter_type
class MediationFilter:
    """Mediations that meet all entries given."""

    and_: list[MediationFilter] | None = both()
    or_: list[MediationFilter] | None = either()
    not_: MediationFilter | None = neither()
    mediator: str | None = someone(
        "This mediator, by id or any name, or who mediates for it.",
        _ITSELF,
        start=acts("@who AS @actor, @part AS @edge, @what AS @event", edges="MEDIATED"),
    )
    party: str | None = someone(
        "This actor, by id or any name, is a party, or somebody who acts for it.",
        f"EXISTS {{ MATCH (@event)<-[@part:PARTY_TO]-{_PARTY} }}",
        f"EXISTS {{ {_PARTIES} WITH * WHERE {_ONE_OTHER} }}",
    )
    negotiation: str | None = condition("In this negotiation, by id.", _TALKS_OF_EVENT, as_of=_NEGOTIATION)
    country: str | None = condition(f"A mediator of this country. {COUNTRY}", "@actor.country = $value")
    type: list[EventType] | None = condition("What was mediated.", "@event.type IN $value")
    status: list[Status] | None = condition(
        "Whether the mediation took place; where not given for the whole list, `happened` and `ongoing`: a planned, "
        "offered or denied mediation is none.",
        "@edge.status IN $value",
    )
    genre: list[Genre] | None = condition(GENRE)
    since: Day | None = since()
    until: Day | None = until()
    confidence: float | None = at_least("this confidence", "@edge.confidence")
    origins: int | None = at_least("this many independent origins", "@edge.origins")
    articles: int | None = at_least("this many articles", "@edge.articles")
    who: ActorFilter | None = related("The mediator meets these.", takes={"actor": "@actor"})
    event: EventFilter | None = related(
        "What was mediated meets these: `{negotiation: {stage: [ceasefire]}}`.", takes={"event": "@event"}
    )


@filter_type
class NegotiationFilter:
    """Negotiations that meet all entries given."""

    and_: list[NegotiationFilter] | None = both()
    or_: list[NegotiationFilter] | None = either()
    not_: NegotiationFilter | None = neither()
    negotiation: str | None = condition(
        "This one, by id, or all whose names hold these words, such as `Russia-Ukraine talks, Istanbul`.",
        "(@negotiation.id = $value OR toLower(@negotiation.name) CONTAINS toLower($value))",
    )
    actor: str | None = someone(
        "This actor, by id or any name, takes part, or somebody who acts for it.",
        "(EXISTS { MATCH (@negotiation)<-[:ROUND_OF]-(:Event)<-[@part:@edges]-(@other:Actor) "
        f"WHERE @seen(part) AND {_ONE_OTHER} }} OR ('party' IN @roles AND EXISTS {{ "
        "MATCH (@negotiation)<-[:PRINCIPAL_IN]-(@other:Actor) WHERE @other IN @wanted }))",
        f"(EXISTS {{ {PARTS_OF_TALKS} AND {_ONE_OTHER} }} "
        f"OR ('party' IN @roles AND EXISTS {{ {past.PRINCIPALS} WITH * WHERE @actor IN @wanted }}))",
        start=TALKS_OF_SOMEBODY,
    )
    role: list[Role] | None = condition(
        "`actor` takes part in one of these roles; without `actor`, anybody does.",
        "EXISTS { MATCH (@negotiation)<-[:ROUND_OF]-(:Event)<-[@part:@edges]-() WHERE @seen(part) }",
        as_of=f"EXISTS {{ {PARTS_OF_TALKS} }}",
    )
    country: str | None = condition(
        f"A principal party is of this country. {COUNTRY}",
        "EXISTS { (@negotiation)<-[:PRINCIPAL_IN]-(:Actor {country: $value}) }",
        as_of=f"EXISTS {{ {past.PRINCIPALS} WITH * WHERE @actor.country = $value }}",
    )
    party: ActorFilter | None = related(
        "A principal party meets these.",
        "MATCH (@negotiation)<-[:PRINCIPAL_IN]-(@actor:Actor)",
        as_of=past.PRINCIPALS,
        takes={"negotiation": "@negotiation"},
    )
    name: str | None = holds("Its name holds these words.", "@negotiation.name")
    stage: list[Stage] | None = condition("How far it has come.", "@negotiation.stage IN $value")
    outcome: list[Outcome] | None = condition("What came of it last.", "@negotiation.outcome IN $value")
    genre: list[Genre] | None = condition(GENRE)
    since: Day | None = condition(
        "Not over before this day; leaves out the undated.",
        "coalesce(@negotiation.end, @negotiation.start) >= $value",
    )
    until: Day | None = condition(
        "Begun by this day; leaves out the undated.", "@negotiation.start <= $value"
    )
    event: EventFilter | None = related(
        "An event of it meets these: `{type: [AGREE], held: true}`.",
        "MATCH (@negotiation)<-[:ROUND_OF]-(@event:Event)",
        as_of=past.EVENTS_OF_NEGOTIATION,
        where=("@seen(event)",),
        takes={"negotiation": "@negotiation"},
    )


@filter_type
class OfficeFilter:
    """Offices held that meet all entries given."""

    title: str | None = holds("The title holds these words, such as `foreign minister`.", "@office.title")
    on: Day | None = condition(
        "Held on this day, as far as its dates are known.",
        "coalesce(@office.since <= $value, true) AND coalesce(@office.until >= $value, true)",
    )
    of: ActorFilter | None = related("An office of such a state or body.", takes={"actor": "@body"})


@filter_type
class ActorFilter:
    """Actors that meet all entries given."""

    and_: list[ActorFilter] | None = both()
    or_: list[ActorFilter] | None = either()
    not_: ActorFilter | None = neither()
    name: str | None = someone(
        "With this id or any of its names, in any case of letters.",
        "@actor IN @wanted",
        start=NAMED.replace("@somebody", "@actor"),
    )
    kind: list[ActorKind] | None = condition("Of one of these kinds.", "@actor.kind IN $value")
    country: str | None = condition(f"Of this country. {COUNTRY}", "@actor.country = $value", indexed=True)
    role: list[Role] | None = condition(
        "Having one of these roles in any event.",
        "EXISTS { MATCH (@actor)-[@part:@edges]->() WHERE @seen(part) }",
        as_of=f"EXISTS {{ {past.renamed(past.EDGES_OF_ACTOR, edge='part')} WITH * WHERE @seen(part) }}",
    )
    part: PartFilter | None = related(
        'Having such a part in an event: `{role: [mediator], since: "2025-01-01", origins: 2}`.',
        "MATCH (@actor)-[@edge:@edges]->(@event:Event)",
        as_of=past.EDGES_OF_ACTOR,
        where=("@seen(edge)",),
        takes={"actor": "@actor"},
    )
    office: OfficeFilter | None = related(
        'Holding or having held such an office: `{title: "foreign minister", on: "2025-06-02"}`.',
        "MATCH (@actor)-[@office:HELD_OFFICE]->(@body:Actor)",
        takes={"actor": "@actor"},
    )
    part_of: ActorFilter | None = related(
        "Part of such a state or body.",
        "MATCH (@whole)-[:PART_OF]->(@actor:Actor)",
        takes={"whole": "@actor"},
    )
    local: bool | None = condition(
        "True: only names that are not in the actor data; false: without these.",
        "coalesce(@actor.local, false) = $value",
    )
