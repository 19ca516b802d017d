"""Pieces of conditions that several filters share."""

from __future__ import annotations

import re
from typing import Any

from app.api.conditions import condition
from app.api.past_parts import EDGES_OF_EVENT, EVENTS_OF_NEGOTIATION, renamed

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
# Where whoever goes by the name is looked for first, once for the whole list.
WANTED = f"CALL () {{\nRETURN COLLECT {{\n{NAMED}RETURN @somebody\n}} AS @wanted\n}}\n"
# A person's part is that of the state or body it acts for, too.
TAKES_PART = "({actor} IN @wanted OR any(one IN @wanted WHERE one.id = {edge}.for))"

_ACTS = """CALL () {{
{named}CALL (@somebody) {{
  MATCH (@somebody)-[@part:{edges}]->(@to:Event) RETURN @somebody AS @who, @part, @to AS @what
  UNION
  MATCH (@who:Actor)-[@part:{edges} {{for: @somebody.id}}]->(@what:Event) RETURN @who, @part, @what
}}
WITH * WHERE @seen(part)
RETURN DISTINCT {found}
}}
"""


def acts(found: str, edges: str = "@edges") -> str:
    """Give the start of a search among the parts of somebody by name; ``found`` says what it finds.

    It calls the actor ``@who``, its part ``@part`` and the event ``@what``.
    """
    return _ACTS.format(named=NAMED, edges=edges, found=found)


EVENTS_OF_SOMEBODY = acts("@what AS @event")
PARTS_OF_EVENT = renamed(EDGES_OF_EVENT, actor="other", edge="part")
PARTS_OF_TALKS = f"{EVENTS_OF_NEGOTIATION}\n{PARTS_OF_EVENT} WITH * WHERE @seen(part)"
TALKS_OF_SOMEBODY = f"""CALL () {{
{acts("@what AS @event")}MATCH (@event)-[:ROUND_OF]->(found:Negotiation) RETURN found AS @negotiation
  UNION
{NAMED}MATCH (@somebody)-[:PRINCIPAL_IN]->(found:Negotiation) WHERE 'party' IN @roles
  RETURN found AS @negotiation
}}
"""

GENRE = "Said in passages of these genres; opinion must be asked for."
COUNTRY = "ISO 3166-1 alpha-3, such as `TUR`."


def named(text: str) -> dict[str, str]:
    """Give the parameter of :data:`NAMED`: the text, and it as a phrase of the full-text index.

    Examples
    --------
    >>> named('the "Quartet"')
    {'text': 'the "Quartet"', 'phrase': '"the Quartet"'}

    """
    words = " ".join(re.findall(r"\w+", text))
    return {"text": text, "phrase": f'"{words}"'}


def someone(description: str, met: str, as_of: str | None = None, *, start: str | None = None) -> Any:
    """Give an entry for an actor by name: what must hold of ``@wanted``, and a start that finds just what does."""
    return condition(
        description,
        None if start else met,
        start=start or WANTED,
        start_as_of=WANTED,
        within=met,
        as_of=as_of or met,
        convert=named,
    )


def at_least(what: str, value: str) -> Any:
    """Give an entry for the least of a number."""
    default = (
        "; where not given for the whole list, the service's own least" if what == "this confidence" else ""
    )
    return condition(f"At least {what}{default}.", f"{value} >= $value")


def since() -> Any:
    """Give the entry for an event's last day."""
    return condition("Not over before this day; leaves out the undated.", "@event.end >= $value")


def until() -> Any:
    """Give the entry for an event's first day."""
    # The key's bound lets the index on it find the first row: a day's keys are all smaller than the day with `~`.
    within_index = "@event.start <= $value AND @event.sort_key < toString($value) + '~'"
    return condition("Begun by this day; leaves out the undated.", within_index)


def holds(description: str, text: str) -> Any:
    """Give an entry for words within a text, in any case of letters."""
    return condition(description, f"toLower({text}) CONTAINS toLower($value)")
