"""What lists can be filtered by: one class a list, each entry with the Cypher it stands for."""

from __future__ import annotations

import re
from typing import Any

from app.api.past_parts import (
    EDGES_OF_ACTOR,
    EDGES_OF_EVENT,
    EVENTS_OF_NEGOTIATION,
    NEGOTIATION_OF_EVENT,
    PLACE_OF_EVENT,
    PRINCIPALS,
    renamed,
)
from app.api.plans import condition, filter_type
from app.api.words import ActorKind, Day, EventType, Genre, Mode, Role, Stage, Status

# By id, or by any name in any case: the full-text index finds the candidates, the comparison decides. Who is judged
# to be another one is found as that one.
NAMED = """CALL () {
  MATCH (candidate:Actor {id: $value.text})
  OPTIONAL MATCH (candidate)-[:SAME_AS]->(known:Actor) RETURN coalesce(known, candidate) AS @somebody
  UNION
  CALL db.index.fulltext.queryNodes('actor_names', $value.phrase) YIELD node AS candidate
  WHERE toLower(candidate.name) = toLower($value.text)
    OR any(alias IN candidate.aliases WHERE toLower(alias) = toLower($value.text))
  OPTIONAL MATCH (candidate)-[:SAME_AS]->(known:Actor) RETURN coalesce(known, candidate) AS @somebody
}
"""
_TAKES_PART = (
    NAMED + "MATCH (@somebody)-[@part:@edges]->(@event:Event) WHERE @seen(part) WITH DISTINCT @event\n"
)
_PARTIES = f"CALL () {{\nRETURN COLLECT {{\n{NAMED}RETURN @somebody\n}} AS @parties\n}}\n"
_IN_TALKS = (
    NAMED
    + """CALL (@somebody) {
  MATCH (@somebody)-[@part:@edges]->(:Event)-[:ROUND_OF]->(found:Negotiation) WHERE @seen(part)
  RETURN found AS @negotiation
  UNION
  MATCH (@somebody)-[:PRINCIPAL_IN]->(found:Negotiation) WHERE 'party' IN @roles
  RETURN found AS @negotiation
}
WITH DISTINCT @negotiation
"""
)
# As of a time, whoever goes by the name is looked for first, once for the whole list.
_WANTED = _PARTIES.replace("@parties", "@wanted")
_PARTS = renamed(EDGES_OF_EVENT, actor="other", edge="part")
_TALKING = f"{EVENTS_OF_NEGOTIATION}\n{_PARTS} WITH * WHERE @seen(part)"

_SINCE = "Not over before this day; leaves out the undated."
_UNTIL = "Begun by this day; leaves out the undated."
_GENRE = "Said in passages of these genres; opinion must be asked for."
_COUNTRY = "ISO 3166-1 alpha-3."
# The key's bound lets the index on it find the first row: a day's keys are all smaller than the day with `~`.
_BY_DAY = "@event.start <= $value AND @event.sort_key < toString($value) + '~'"


def named(text: str) -> dict[str, str]:
    """Give the parameter of :data:`NAMED`: the text, and it as a phrase of the full-text index.

    Examples
    --------
    >>> named('the "Quartet"')
    {'text': 'the "Quartet"', 'phrase': '"the Quartet"'}

    """
    words = " ".join(re.findall(r"\w+", text))
    return {"text": text, "phrase": f'"{words}"'}


def _someone(description: str, start: str, as_of: str | None = None) -> Any:
    """Give an entry for an actor by name; ``as_of`` is what must hold of ``@wanted`` then."""
    then = _WANTED if as_of else start
    return condition(description, start=start, start_as_of=then, as_of=as_of, convert=named)


def _anybody(description: str, *, who: str = "", then: str = "") -> Any:
    """Give an entry for events in which somebody takes part, of whom the properties ``who`` are asked."""
    return condition(
        description,
        f"EXISTS {{ MATCH (@event)<-[@part:@edges]-(:Actor{who}) WHERE @seen(part) }}",
        as_of=f"EXISTS {{ {_PARTS} WITH * WHERE @seen(part){then} }}",
    )


def _at_least(what: str, value: str) -> Any:
    default = "; where not given, the service's own least" if what == "this confidence" else ""
    return condition(f"At least {what}{default}.", f"{value} >= $value")


def _type() -> Any:
    return condition(
        "What was done.", "@event.type IN $value", single="@event.type = $value", leads="@event.type DESC"
    )


@filter_type
class EventFilter:
    """Events that meet all entries given."""

    actor: str | None = _someone(
        "This actor, by id or any name, takes part.",
        _TAKES_PART,
        f"EXISTS {{ {_PARTS} WITH * WHERE @other IN @wanted AND @seen(part) }}",
    )
    role: list[Role] | None = _anybody(
        "`actor` takes part in one of these roles; without `actor`, anybody does."
    )
    country: str | None = _anybody(
        f"Somebody of this country takes part. {_COUNTRY}",
        who=" {country: $value}",
        then=" AND @other.country = $value",
    )
    type: list[EventType] | None = _type()
    mode: list[Mode] | None = condition("How it was done.", "@event.mode IN $value")
    status: list[Status] | None = condition("Whether it happened.", "@event.status IN $value")
    genre: list[Genre] | None = condition(_GENRE)
    since: Day | None = condition(_SINCE, "@event.end >= $value")
    until: Day | None = condition(_UNTIL, _BY_DAY)
    place: str | None = condition(
        "It happened in this place.",
        "EXISTS { MATCH (@event)-[:AT]->(@place:Place) WHERE toLower(@place.name) = toLower($value) }",
        as_of=f"EXISTS {{ {PLACE_OF_EVENT} WITH * WHERE toLower(@place.name) = toLower($value) }}",
    )
    place_country: str | None = condition(
        f"It happened in this country. {_COUNTRY}", "@event.country = $value"
    )
    confidence: float | None = _at_least("this confidence", "@event.confidence")
    origins: int | None = _at_least("this many independent origins", "@event.origins")


@filter_type
class PartFilter:
    """Parts in events that meet all entries given."""

    role: list[Role] | None = condition("In one of these roles.")
    type: list[EventType] | None = condition("What was done.", "@event.type IN $value")
    mode: list[Mode] | None = condition("How it was done.", "@event.mode IN $value")
    status: list[Status] | None = condition("Whether the actor took this part.", "@edge.status IN $value")
    genre: list[Genre] | None = condition(_GENRE)
    since: Day | None = condition(_SINCE, "@event.end >= $value")
    until: Day | None = condition(_UNTIL, _BY_DAY)
    confidence: float | None = _at_least("this confidence", "@edge.confidence")
    origins: int | None = _at_least("this many independent origins", "@edge.origins")


@filter_type
class TripleFilter(PartFilter):
    """Triples that meet all entries given."""

    actor: str | None = _someone(
        "This actor, by id or any name.", NAMED.replace("@somebody", "@actor"), "@actor IN @wanted"
    )
    country: str | None = condition(f"An actor of this country. {_COUNTRY}", "@actor.country = $value")
    kind: list[ActorKind] | None = condition("An actor of one of these kinds.", "@actor.kind IN $value")


@filter_type
class MediationFilter:
    """Mediations that meet all entries given."""

    mediator: str | None = _someone(
        "This mediator, by id or any name.", NAMED.replace("@somebody", "@actor"), "@actor IN @wanted"
    )
    party: str | None = condition(
        "This actor, by id or any name, is a party.",
        "EXISTS { MATCH (@event)<-[:PARTY_TO]-(@other:Actor) WHERE @other IN @parties }",
        as_of=f"EXISTS {{ {_PARTS.replace('@roles', "['party']").replace('@edges', 'PARTY_TO')} "
        "WITH * WHERE @other IN @parties }",
        start=_PARTIES,
        start_as_of=_PARTIES,
        convert=named,
    )
    negotiation: str | None = condition(
        "In this negotiation, by id.",
        "EXISTS { (@event)-[:ROUND_OF]->(:Negotiation {id: $value}) }",
        as_of=f"EXISTS {{ {NEGOTIATION_OF_EVENT} WITH * WHERE @negotiation.id = $value }}",
    )
    country: str | None = condition(f"A mediator of this country. {_COUNTRY}", "@actor.country = $value")
    type: list[EventType] | None = condition("What was mediated.", "@event.type IN $value")
    status: list[Status] | None = condition(
        "Whether the mediation took place; where not given, `happened` and `ongoing`: a planned, offered or "
        "denied mediation is none.",
        "@edge.status IN $value",
    )
    genre: list[Genre] | None = condition(_GENRE)
    since: Day | None = condition(_SINCE, "@event.end >= $value")
    until: Day | None = condition(_UNTIL, _BY_DAY)
    confidence: float | None = _at_least("this confidence", "@edge.confidence")
    origins: int | None = _at_least("this many independent origins", "@edge.origins")


@filter_type
class NegotiationFilter:
    """Negotiations that meet all entries given."""

    actor: str | None = _someone(
        "This actor, by id or any name, takes part.",
        _IN_TALKS,
        f"(EXISTS {{ {_TALKING} AND @other IN @wanted }} "
        f"OR ('party' IN @roles AND EXISTS {{ {PRINCIPALS} WITH * WHERE @actor IN @wanted }}))",
    )
    role: list[Role] | None = condition(
        "`actor` takes part in one of these roles; without `actor`, anybody does.",
        "EXISTS { MATCH (@negotiation)<-[:ROUND_OF]-(:Event)<-[@part:@edges]-() WHERE @seen(part) }",
        as_of=f"EXISTS {{ {_TALKING} }}",
    )
    country: str | None = condition(
        f"A principal party is of this country. {_COUNTRY}",
        "EXISTS { (@negotiation)<-[:PRINCIPAL_IN]-(:Actor {country: $value}) }",
        as_of=f"EXISTS {{ {PRINCIPALS} WITH * WHERE @actor.country = $value }}",
    )
    stage: list[Stage] | None = condition("How far it has come.", "@negotiation.stage IN $value")
    genre: list[Genre] | None = condition(_GENRE)
    since: Day | None = condition(_SINCE, "coalesce(@negotiation.end, @negotiation.start) >= $value")
    until: Day | None = condition(_UNTIL, "@negotiation.start <= $value")


@filter_type
class ActorFilter:
    """Actors that meet all entries given."""

    name: str | None = _someone(
        "With this id or any of its names, in any case of letters.", NAMED.replace("@somebody", "@actor")
    )
    kind: list[ActorKind] | None = condition("Of one of these kinds.", "@actor.kind IN $value")
    country: str | None = condition(f"Of this country. {_COUNTRY}", "@actor.country = $value")
    role: list[Role] | None = condition(
        "Having one of these roles in any event.",
        "EXISTS { MATCH (@actor)-[@part:@edges]->() WHERE @seen(part) }",
        as_of=f"EXISTS {{ {renamed(EDGES_OF_ACTOR, edge='part')} WITH * WHERE @seen(part) }}",
    )
    local: bool | None = condition(
        "True: only names that are not in the actor data; false: without these.",
        "coalesce(@actor.local, false) = $value",
    )


@filter_type
class ArticleFilter:
    """Articles that meet all entries given."""

    outlet: str | None = condition("Published by this outlet.", "toLower(@article.outlet) = toLower($value)")
    genre: list[Genre] | None = condition("Of these genres; opinion must be asked for.")
    language: str | None = condition("In this language (ISO 639-1).", "@article.language = $value")
    since: Day | None = condition("Published on or after this day.", "@article.published_end >= $value")
    until: Day | None = condition("Published by this day.", "@article.published_start <= $value")
