"""What counts in an answer: the genres asked for, what is sure enough, what was known at the time of ``asOf``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph_schema import schema

# `@` stands for the variable.
_SOME_GENRE = "any(genre IN @.genres WHERE genre IN $genres)"
_SURE = " AND @.confidence >= $least"
_NOW: Mapping[str, str] = {
    "mention": "@.active AND @.rejected IS NULL AND @.genre IN $genres",
    "event": _SOME_GENRE + _SURE,
    "edge": _SOME_GENRE + _SURE,
    "part": _SOME_GENRE + _SURE,
    "negotiation": _SOME_GENRE,
    "actor": "true",
    "article": "coalesce(@.current, true) AND @.genre IN $genres",
    "sentence": "@.genre IN $genres AND EXISTS { MATCH (@)-[:OF]->(of:Article) "
    "WHERE of.version = @.version AND coalesce(of.current, true) }",
    "change": "true",
}

_STOOD = (
    "any(i IN range(0, size(@.active_since) - 1) "
    "WHERE @.active_since[i] <= $ingested AND coalesce(@.active_until[i] > $ingested, true))"
)
_PUBLISHED = "coalesce(@.published_end, date(@.ingested)) <= $published"
_LATER = "coalesce(later.published_end, date(later.ingested)) > $published"
_OLDER = "MATCH (@)-[:SUPERSEDES]->(old:ArticleVersion) WHERE old.ingested <= $ingested"
_RETRACTED = (
    "MATCH (r:Retraction)-[:RETRACTS]->(@) WHERE r.since <= $ingested AND coalesce(r.until > $ingested, true)"
)
_LOADED = f"(@.ingested <= $ingested OR EXISTS {{ {_OLDER} }})"
_STANDING = f"{_LOADED} AND NOT EXISTS {{ {_RETRACTED} }}"
_VERSION = (
    f"head(COLLECT {{ {_OLDER} AND old.superseded > $ingested RETURN old.version LIMIT 1 }} + [@.version])"
)


@dataclass(frozen=True, slots=True)
class View:
    """Which evidence counts in the answer of a root field, in the names of the statement's parameters."""

    genres: str
    least: str
    """The least confidence of the events and roles that count."""
    then: str = ""
    """What was known at the time that is asked about (:mod:`app.api.past`)."""
    published: str = ""
    ingested: str = ""
    left_out: str = ""
    """The only genre that does not count, in a list: to compare with it takes half the time of going through genres."""

    @property
    def as_of(self) -> bool:
        """Whether the answer is what was known at a time."""
        return bool(self.then)

    def seen(self, kind: str, variable: str) -> str:
        """Give the condition under which what a variable holds counts."""
        known = self._known(kind)
        if self.left_out:
            known = known.replace(_SOME_GENRE, "@.genres <> $left_out")
        return self._filled(known, variable)

    def kept(self, kind: str, variable: str) -> str:
        """Give the condition under which an event or negotiation was known just as it is now."""
        if self.ingested:
            return "false"  # all comes in `$then`
        way = "<-[:REPORTS]-" if kind == "event" else "<-[:ROUND_OF]-(:Event)<-[:REPORTS]-"
        return self._filled(f"NOT EXISTS {{ MATCH (@){way}(later:Mention) WHERE {_LATER} }}", variable)

    def role(self, variable: str) -> str:
        """Give the role that a role edge stands for; as-of edges are maps that hold it."""
        return f"{variable}.role" if self.as_of else f"$role_names[type({variable})]"

    def _known(self, kind: str) -> str:
        published = [_PUBLISHED] if self.published else []
        match kind:
            case "mention":
                stood = _STOOD if self.ingested else "@.active AND @.rejected IS NULL"
                return " AND ".join([stood, "@.genre IN $genres", *published])
            case "article" if self.as_of:
                there = [_STANDING, "@.genre IN $genres"] if self.ingested else [_NOW[kind]]
                return " AND ".join([*there, *published])
            case "sentence" if self.as_of:
                version = _VERSION if self.ingested else "@.version"
                known = " AND ".join([f"sentence_version = {version}", *published])
                known += f" AND {_STANDING}" if self.ingested else " AND coalesce(@.current, true)"
                of = known.replace("@", "of").replace("sentence_version", "@.version")
                return f"@.genre IN $genres AND EXISTS {{ MATCH (@)-[:OF]->(of:Article) WHERE {of} }}"
            case "actor" if self.as_of:
                return self._known_actor()
            case "change" if self.ingested:
                return "@.at <= $ingested"
        return _NOW[kind]

    def _known_actor(self) -> str:
        """Somebody is known from the first mention, and an outlet from the first article, on."""
        clocks = [_PUBLISHED] if self.published else []
        told = " AND ".join(clocks + (["@.ingested <= $ingested"] if self.ingested else []))
        ran = " AND ".join(clocks + ([_LOADED] if self.ingested else []))
        return (
            "(EXISTS { MATCH (@)<-[:SAME_AS*0..1]-(:Actor)<-[:ARGUMENT]-(told:Mention) "
            f"WHERE {told.replace('@', 'told')} }} "
            "OR @.id IN $then.acted_for "
            f"OR EXISTS {{ MATCH (@)<-[:PUBLISHED_BY]-(ran:Article) WHERE {ran.replace('@', 'ran')} }})"
        )

    def _filled(self, template: str, variable: str) -> str:
        text = template.replace("@", variable)
        for name in ("genres", "least", "then", "published", "ingested", "left_out"):
            text = text.replace(f"${name}", getattr(self, name))
        return text


CONSTANTS: Mapping[str, object] = {
    "held": list(schema().vocabularies["status"].marked("held")),
    "disputed": list(schema().vocabularies["status"].marked("disputed")),
    "statuses": list(schema().words("status")),
    "role_names": {role.relationship: role.name for role in schema().roles.values()},
}
"""Parameters that every statement may use."""

DEFAULT_GENRES = schema().vocabularies["genre"].marked("default")
ALL_GENRES = schema().words("genre")
