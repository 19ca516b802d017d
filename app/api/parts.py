"""Plans of who took which part in what: from role edges in the present, from mentions as of a time."""

from __future__ import annotations

from app.api.plans import Key, Link
from app.api.words import Role

EVENTS_BY_DATE = Key("@event.sort_key")
# Two role edges of one event have the same first key.
TRIPLES_BY_DATE = Key("@event.sort_key", tie="@role(edge) + ' ' + @actor.id")

_TOLD = """MATCH (@event)<-[:REPORTS]-(@mention:Mention)-[@argument:ARGUMENT {role: @role}]->(@actor)
  WHERE @seen(mention)"""
# Role edges as they would be if only the mentions that count had been read. Counted by subqueries, for Neo4j
# takes an aggregation within a subquery for one of the whole statement.
EDGES_AS_OF = f"""MATCH (@event:Event)<-[:REPORTS]-(@mention:Mention)-[@argument:ARGUMENT]->(@actor:Actor)
WHERE @seen(mention) AND @argument.role IN @roles
WITH DISTINCT @event, @actor, @argument.role AS @role
WITH @event, @actor, {{
  role: @role, sort_key: @event.sort_key,
  for: COLLECT {{ {_TOLD} AND @argument.for IS NOT NULL RETURN @argument.for AS @for ORDER BY @for LIMIT 1 }}[0],
  status: head([word IN $statuses WHERE word IN COLLECT {{
    {_TOLD} RETURN coalesce(@argument.status, @mention.status) }}]),
  mentions: COUNT {{ {_TOLD} RETURN DISTINCT @mention }},
  articles: COUNT {{ {_TOLD} RETURN DISTINCT @mention.article_id }}
}} AS @edge"""

BEST_DATE_AS_OF = Link(
    "MATCH (@event)<-[:REPORTS]-(@mention:Mention)",
    where=("@seen(mention)", "@mention.date_start IS NOT NULL"),
    bindings={part: f"@mention.date_{part}" for part in ("start", "end", "precision", "basis")},
    kind="one",
    order="CASE @mention.date_precision WHEN 'day' THEN 0 WHEN 'range' THEN 1 WHEN 'month' THEN 2 ELSE 3 END, "
    "@mention.id",
)


def in_role(role: Role) -> Link:
    """Give the plan of those who took a part in an event, as surely as the event itself.

    The variables are not ``@actor`` and ``@edge``: a type that has these, such as ``Mediation``, asks too.
    """
    as_of = EDGES_AS_OF.replace("(@event:Event)", "(@event)")
    return Link(
        "MATCH (@event)<-[@part:@edges]-(@other:Actor)",
        as_of=as_of.replace("@actor", "@other").replace("@edge", "@part"),
        where=("@seen(part)", "(@part.status IN $held OR @part.status = @status(event))"),
        bindings={"actor": "@other"},
        order="@part.mentions DESC, @other.id",
        roles=(role,),
    )


def held_in_role(role: Role) -> Link:
    """Give the plan of those who took a part in any event of a negotiation that was held."""
    distinct = "WITH DISTINCT @actor, @negotiation"
    of_events = "MATCH (@negotiation)<-[:ROUND_OF]-(@event:Event)"
    held = "@edge.status IN $held AND @status(event) IN $held"
    return Link(
        f"{of_events}<-[@edge:@edges]-(@actor:Actor) WHERE @seen(edge) AND {held} {distinct}",
        as_of=f"{of_events}\n{EDGES_AS_OF.replace('@event, @actor', '@negotiation, @event, @actor')}\n"
        f"WITH * WHERE {held} {distinct}",
        order="@actor.sort_key",
        roles=(role,),
    )
