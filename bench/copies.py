"""Copies of a loaded year of news inside the database, so that a store of a million events takes minutes to build.

A copy is what loading the same news of another year, or of other states in the same year, would have made: nothing in
it has a day and a side in common with the year that it is a copy of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import batched

import neo4j.time

from bench.news import YEAR
from database import Database
from loaders.graph.projection import replace_negotiations
from loaders.resolution.negotiations import PAUSE_DAYS

DYADS_AT_ONCE = 50

_ACTORS = """
MATCH (a:Actor) WHERE a.id STARTS WITH 'bench-' AND NOT a.id CONTAINS '~'
CREATE (b:Actor:State) SET b = a {.*, id: a.id + $suffix, country: a.country + $suffix}
"""
_EVENTS = """
MATCH (e:Event) WHERE e.start >= $first AND NOT e.id CONTAINS '~'
CALL (e) {
  CREATE (f:Event)
  SET f = e {.*, id: e.id + $suffix}
  SET f.start = e.start - $back, f.end = e.end - $back,
      f.dyad = reduce(d = e.dyad, state IN $states | replace(d, state, state + $states_suffix)),
      f.talk = reduce(t = replace(replace(e.talk, e.id, e.id + $suffix), $year + '-', $other_year + '-'),
                      state IN CASE WHEN $states_suffix = '' THEN [] ELSE $states END |
                      replace(t, '"' + state, '"' + state + $states_suffix)),
      f.sort_key = coalesce(toString(e.start - $back), '0000-00-00') + ' ' + e.id + $suffix
  WITH e, f
  CALL (e, f) { MATCH (e)-[:AT]->(p:Place) CREATE (f)-[:AT]->(p) }
  CALL (e, f) {
    MATCH (a:Actor)-[r:PARTY_TO]->(e) MATCH (b:Actor {id: a.id + $states_suffix})
    CREATE (b)-[s:PARTY_TO]->(f) SET s = properties(r), s.actor = b.id, s.start = r.start - $back
  }
  CALL (e, f) {
    MATCH (a:Actor)-[r:SOURCE_OF]->(e) MATCH (b:Actor {id: a.id + $states_suffix})
    CREATE (b)-[s:SOURCE_OF]->(f) SET s = properties(r), s.actor = b.id, s.start = r.start - $back
  }
  CALL (e, f) {
    MATCH (a:Actor)-[r:TARGET_OF]->(e) MATCH (b:Actor {id: a.id + $states_suffix})
    CREATE (b)-[s:TARGET_OF]->(f) SET s = properties(r), s.actor = b.id, s.start = r.start - $back
  }
} IN TRANSACTIONS OF 1000 ROWS
"""
_ARTICLES = """
MATCH (a:Article) WHERE a.published_start >= $first AND NOT a.id CONTAINS '~'
CALL (a) {
  CREATE (b:Article)
  SET b = a {.*, id: a.id + $suffix, text: null}
  SET b.published_start = a.published_start - $back, b.published_end = a.published_end - $back
  WITH a, b
  MATCH (m:Mention {article_id: a.id})
  CREATE (n:Mention)
  SET n = m {.*, id: m.id + $suffix, event_key: m.event_key + $suffix, article_id: b.id}
  SET n.date_start = m.date_start - $back, n.date_end = m.date_end - $back,
      n.published_start = m.published_start - $back, n.published_end = m.published_end - $back,
      n.since = m.since - $back, n.until = m.until - $back, n.anchor = m.anchor + $suffix,
      n.principals = [key IN m.principals | key + $states_suffix],
      n.block = reduce(text = m.block, state IN m.principals | replace(text, state, state + $states_suffix)),
      n.first_side = m.first_side + $states_suffix, n.second_side = m.second_side + $states_suffix
  WITH m, n
  CALL (m, n) {
    MATCH (m)-[r:ARGUMENT]->(a:Actor) MATCH (b:Actor {id: a.id + $states_suffix})
    CREATE (n)-[s:ARGUMENT]->(b) SET s = properties(r)
  }
  MATCH (m)-[:REPORTS]->(e:Event) MATCH (f:Event {id: e.id + $suffix})
  CREATE (n)-[:REPORTS]->(f)
} IN TRANSACTIONS OF 500 ROWS
"""
_DYADS = "MATCH (e:Event) WHERE e.dyad IS NOT NULL RETURN DISTINCT e.dyad AS dyad ORDER BY dyad"

type Tell = Callable[[str], None]


def add_years(db: Database, copies: Iterable[int], tell: Tell) -> None:
    """Add copies, each of as many years before: the same states over a longer time."""
    for back in copies:
        _copy(db, f"~{back}", back=back, states_suffix="")
        tell(f"year {YEAR - back}")
    _thread(db, tell)


def add_crowds(db: Database, copies: Iterable[int], tell: Tell) -> None:
    """Add copies of the same year, each of other states: more news a day."""
    for copy in copies:
        db.run(_ACTORS, suffix=f"~{copy}")
        _copy(db, f"~{copy}", back=0, states_suffix=f"~{copy}")
        tell(f"copy {copy}")
    _thread(db, tell)


def _copy(db: Database, suffix: str, *, back: int, states_suffix: str) -> None:
    states = [
        row["country"]
        for row in db.run(
            "MATCH (a:Actor) WHERE a.id STARTS WITH 'bench-' AND NOT a.id CONTAINS '~'"
            " RETURN a.country AS country ORDER BY country"
        )
    ]
    parameters = {
        "suffix": suffix,
        "back": neo4j.time.Duration(years=back),
        "first": neo4j.time.Date(YEAR, 1, 1),
        "year": str(YEAR),
        "other_year": str(YEAR - back),
        "states": states,
        "states_suffix": states_suffix,
    }
    db.run(_EVENTS, **parameters)
    db.run(_ARTICLES, **parameters)


def _thread(db: Database, tell: Tell) -> None:
    """Thread the talks of all pairs anew, as a projection does."""
    dyads = [row["dyad"] for row in db.run(_DYADS)]
    for number, some in enumerate(batched(dyads, DYADS_AT_ONCE)):
        db.write(partial(replace_negotiations, dyads=some, pause_days=PAUSE_DAYS))
        if number % 100 == 0:
            tell(f"{number * DYADS_AT_ONCE} of {len(dyads)} pairs threaded")
