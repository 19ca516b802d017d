"""Steps in the graph as it was known at a time: the texts that take the place of plain patterns under ``asOf``.

What was known as it is known now is read from the same nodes. What was known otherwise comes in the parameter
``$then`` (:mod:`app.api.past`), as maps with the properties that the nodes had, so that columns and conditions are
the same for both. Each step finds the one and the other by id:

- ``@event_kept(found)`` holds for a node that counts as it is, ``$then.event[id]`` is the map in another's place;
- as-of role edges are maps, with their ``role``.
"""

from __future__ import annotations

import re

_AS_MAP = "@r {.*, role: $role_names[type(@r)]}"

EVENTS = """CALL () {
  MATCH (@found:Event) WHERE @event_kept(found) RETURN @found AS @event
  UNION ALL UNWIND $then.events AS @found RETURN @found AS @event
}"""
NEGOTIATIONS = """CALL () {
  MATCH (@found:Negotiation) WHERE @negotiation_kept(found) RETURN @found AS @negotiation
  UNION ALL UNWIND $then.negotiations AS @found RETURN @found AS @negotiation
}"""
EDGES = f"""CALL () {{
  MATCH (@found:Event)<-[@r:@edges]-(@who:Actor) WHERE @event_kept(found)
  RETURN @found AS @event, @who AS @actor, {_AS_MAP} AS @edge
  UNION ALL
  UNWIND $then.events AS @found UNWIND $then.edges_of[@found.id] AS @r
  WITH @found, @r WHERE @r.role IN @roles
  MATCH (@who:Actor {{id: @r.actor}})
  RETURN @found AS @event, @who AS @actor, @r AS @edge
}}"""

EVENT_BY_ID = """CALL () {
  MATCH (@found:Event {id: $id}) WHERE @event_kept(found) RETURN @found AS @event
  UNION UNWIND $then.event[$id] AS @found RETURN @found AS @event
  UNION MATCH (@told:Mention {event_key: $id})-[:REPORTS]->(@found:Event) WHERE @event_kept(found)
  RETURN @found AS @event
  UNION MATCH (@told:Mention {event_key: $id}) UNWIND $then.event[$then.event_of[@told.id]] AS @found
  RETURN @found AS @event
}"""
NEGOTIATION_BY_ID = """CALL () {
  MATCH (@found:Negotiation {id: $id}) WHERE @negotiation_kept(found) RETURN @found AS @negotiation
  UNION ALL UNWIND $then.negotiation[$id] AS @found RETURN @found AS @negotiation
}"""
EVENT_OF_MENTION = """CALL (@mention) {
  MATCH (@mention)-[:REPORTS]->(@found:Event) WHERE @event_kept(found) RETURN @found AS @event
  UNION ALL UNWIND $then.event[$then.event_of[@mention.id]] AS @found RETURN @found AS @event
}"""

EDGES_OF_EVENT = f"""CALL (@event) {{
  MATCH (:Event {{id: @event.id}})<-[@r:@edges]-(@who:Actor) WHERE $then.event[@event.id] IS NULL
  RETURN @who AS @actor, {_AS_MAP} AS @edge
  UNION ALL
  UNWIND $then.edges_of[@event.id] AS @r
  WITH @r WHERE @r.role IN @roles
  MATCH (@who:Actor {{id: @r.actor}})
  RETURN @who AS @actor, @r AS @edge
}}"""
EDGES_OF_ACTOR = f"""CALL (@actor) {{
  MATCH (@actor)-[@r:@edges]->(@found:Event) WHERE @event_kept(found)
  RETURN @found AS @event, {_AS_MAP} AS @edge
  UNION ALL
  UNWIND $then.parts_of[@actor.id] AS @r
  WITH @r WHERE @r.role IN @roles
  UNWIND $then.event[@r.event] AS @found
  RETURN @found AS @event, @r AS @edge
}}"""
PARTS_OF_SIDE = f"""CALL (@actor) {{
  MATCH (@actor)-[@r:@edges]->(@found:Event) WHERE @event_kept(found)
  RETURN @actor AS @side, {_AS_MAP} AS @edge, @found AS @event
  UNION
  MATCH (@side:Actor)-[@r:@edges {{for: @actor.id}}]->(@found:Event) WHERE @event_kept(found)
  RETURN @side, {_AS_MAP} AS @edge, @found AS @event
  UNION
  UNWIND $then.events AS @found UNWIND $then.edges_of[@found.id] AS @r
  WITH @found, @r WHERE @r.role IN @roles AND (@r.actor = @actor.id OR @r.for = @actor.id)
  MATCH (@side:Actor {{id: @r.actor}})
  RETURN @side, @r AS @edge, @found AS @event
}}"""
MENTIONS_OF_EVENT = """CALL (@event) {
  MATCH (:Event {id: @event.id})<-[:REPORTS]-(@told:Mention) WHERE $then.event[@event.id] IS NULL
  RETURN @told AS @mention
  UNION ALL UNWIND $then.reports[@event.id] AS @key MATCH (@told:Mention {id: @key}) RETURN @told AS @mention
}"""
EVIDENCE = """CALL (@event, @edge, @actor) {
  MATCH (:Event {id: @event.id})<-[:REPORTS]-(@told:Mention)-[@names:ARGUMENT {role: @edge.role}]->(@who:Actor)
  WHERE @edge.told_in IS NULL AND @names.rejected IS NULL
    AND (@who = @actor OR EXISTS { (@who)-[:SAME_AS]->(@actor) })
  RETURN DISTINCT @told AS @mention
  UNION ALL UNWIND @edge.told_in AS @key MATCH (@told:Mention {id: @key}) RETURN @told AS @mention
}"""
PLACE_OF_EVENT = """CALL (@event) {
  MATCH (:Event {id: @event.id})-[:AT]->(@where:Place) WHERE $then.event[@event.id] IS NULL
  RETURN @where AS @place
  UNION ALL UNWIND $then.event[@event.id].place AS @where RETURN @where AS @place
}"""
EVENTS_AT = """CALL (@place) {
  MATCH (:Place {id: @place.id})<-[:AT]-(@found:Event) WHERE @event_kept(found) RETURN @found AS @event
  UNION ALL
  UNWIND $then.events AS @found WITH @found WHERE @found.place.id = @place.id RETURN @found AS @event
}"""
PLACES = """CALL () {
  MATCH (@found:Event)-[:AT]->(@where:Place) WHERE @event_kept(found)
  RETURN DISTINCT @where {.id, .name, .country} AS @place
  UNION
  UNWIND $then.events AS @found
  WITH @found.place AS @where WHERE @where IS NOT NULL
  RETURN DISTINCT @where {.id, .name, .country} AS @place
}"""
NEGOTIATION_OF_EVENT = """CALL (@event) {
  MATCH (:Event {id: @event.id})-[@r:ROUND_OF]->(@found:Negotiation) WHERE @negotiation_kept(found)
  RETURN @found AS @negotiation, @r {.*} AS @round
  UNION ALL
  UNWIND $then.round_of[@event.id] AS @r UNWIND $then.negotiation[@r.negotiation] AS @found
  RETURN @found AS @negotiation, @r {.*} AS @round
}"""
EVENTS_OF_NEGOTIATION = """CALL (@negotiation) {
  MATCH (:Negotiation {id: @negotiation.id})<-[@r:ROUND_OF]-(@found:Event)
  WHERE $then.negotiation[@negotiation.id] IS NULL
  RETURN @found AS @event, @r {.*} AS @round
  UNION ALL
  UNWIND $then.rounds_of[@negotiation.id] AS @r
  MATCH (@found:Event {id: @r.event}) WHERE $then.event[@r.event] IS NULL
  RETURN @found AS @event, @r {.*} AS @round
  UNION ALL
  UNWIND $then.rounds_of[@negotiation.id] AS @r UNWIND $then.event[@r.event] AS @found
  RETURN @found AS @event, @r {.*} AS @round
}"""
PRINCIPALS = """CALL (@negotiation) {
  MATCH (:Negotiation {id: @negotiation.id})<-[:PRINCIPAL_IN]-(@who:Actor)
  WHERE $then.negotiation[@negotiation.id] IS NULL
  RETURN @who AS @actor
  UNION ALL
  UNWIND $then.negotiation[@negotiation.id].principals AS @key MATCH (@who:Actor {id: @key}) RETURN @who AS @actor
}"""
NEGOTIATIONS_OF_TWO = """CALL (@actor, @other) {
  MATCH (@actor)-[:PRINCIPAL_IN]->(@found:Negotiation)<-[:PRINCIPAL_IN]-(@other) WHERE @negotiation_kept(found)
  RETURN @found AS @negotiation
  UNION ALL
  UNWIND $then.negotiations AS @found
  WITH @found WHERE @actor.id IN @found.principals AND @other.id IN @found.principals
  RETURN @found AS @negotiation
}"""
_OTHER = """
CALL (@key) {
  MATCH (@found:Negotiation {id: @key}) WHERE @negotiation_kept(found) RETURN @found AS @other
  UNION ALL UNWIND $then.negotiation[@key] AS @found RETURN @found AS @other
}"""
# The later of two negotiations tells whether it has a predecessor.
EARLIER = f"""CALL (@negotiation) {{
  MATCH (:Negotiation {{id: @negotiation.id}})-[:PRECEDED_BY]->(@near:Negotiation)
  WHERE $then.negotiation[@negotiation.id] IS NULL
  RETURN @near.id AS @key
  UNION ALL UNWIND $then.negotiation[@negotiation.id].preceded_by AS @near RETURN @near AS @key
}}{_OTHER}"""
LATER = f"""CALL (@negotiation) {{
  MATCH (:Negotiation {{id: @negotiation.id}})<-[:PRECEDED_BY]-(@near:Negotiation) WHERE @negotiation_kept(near)
  RETURN @near.id AS @key
  UNION ALL UNWIND $then.followed_by[@negotiation.id] AS @near RETURN @near AS @key
}}{_OTHER}"""


def renamed(step: str, **names: str) -> str:
    """Give a step with other variables: a type that has these itself asks too.

    Examples
    --------
    >>> renamed("RETURN @who AS @actor", actor="other")
    'RETURN @who AS @other'

    """
    return re.sub(r"@(\w+)", lambda found: f"@{names.get(found[1], found[1])}", step)
