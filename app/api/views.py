"""What counts in an answer: the genres asked for, what is sure enough, what was known at the time of ``asOf``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph_schema import schema

# `@` stands for the variable. All of these read what the projection keeps for the present.
_SOME_GENRE = "any(genre IN @.genres WHERE genre IN $genres)"
_SURE = " AND @.confidence >= $least"
_NOW: Mapping[str, str] = {
    "mention": "@.active AND @.rejected IS NULL AND @.genre IN $genres",
    "event": _SOME_GENRE + _SURE,
    "edge": _SOME_GENRE + _SURE,
    "part": _SOME_GENRE + _SURE,
    "negotiation": _SOME_GENRE,
    "article": "coalesce(@.current, true) AND @.genre IN $genres",
    "sentence": "@.genre IN $genres AND EXISTS { MATCH (@)-[:OF]->(of:Article) "
    "WHERE of.version = @.version AND coalesce(of.current, true) }",
}
_STATUS_NOW = "@.status"

_ACTIVE_THEN = (
    "any(i IN range(0, size(@.active_since) - 1) WHERE @.active_since[i] <= $ingested "
    "AND (i >= size(coalesce(@.active_until, [])) OR @.active_until[i] > $ingested))"
)
_PUBLISHED = "coalesce(@.published_end, date(@.ingested)) <= $published"
_REPORTED = "EXISTS { MATCH (@)%s<-[:REPORTS]-(report:Mention) WHERE %s }"


@dataclass(frozen=True, slots=True)
class View:
    """Which evidence counts in the answer of a root field, in the names of the statement's parameters."""

    genres: str
    least: str
    """The least confidence of the events and roles that count; as of a time, of the mentions."""
    published: str | None = None
    ingested: str | None = None

    @property
    def as_of(self) -> bool:
        """Whether the answer is read from mentions, as known at a time."""
        return bool(self.published or self.ingested)

    def seen(self, kind: str, variable: str) -> str:
        """Give the condition under which what a variable holds counts."""
        return self._filled(self._then(kind) if self.as_of else _NOW[kind], variable)

    def status(self, variable: str) -> str:
        """Give an event's status."""
        if not self.as_of:
            return self._filled(_STATUS_NOW, variable)
        report = f"{self._mention('report')} AND report.status = word"
        exists = f"EXISTS {{ MATCH (@)<-[:REPORTS]-(report:Mention) WHERE {report} }}"
        return self._filled(f"head([word IN $statuses WHERE {exists}])", variable)

    def role(self, variable: str) -> str:
        """Give the role that a role edge stands for; as-of edges are maps that hold it."""
        return f"{variable}.role" if self.as_of else f"$role_names[type({variable})]"

    def _then(self, kind: str) -> str:
        match kind:
            case "mention":
                return self._mention("@")
            case "event":
                return _REPORTED % ("", self._mention("report"))
            case "negotiation":
                return _REPORTED % ("<-[:ROUND_OF]-(:Event)", self._mention("report"))
            case "article" if self.published:
                return f"{_NOW['article']} AND {_PUBLISHED}"
            case "edge" | "part":
                return "true"  # made of mentions that count
        return _NOW[kind]

    def _mention(self, variable: str) -> str:
        active = _ACTIVE_THEN if self.ingested else "@.active"
        parts = [active, f"@.genre IN $genres{_SURE}", *([_PUBLISHED] if self.published else [])]
        return " AND ".join(parts).replace("@", variable)

    def _filled(self, template: str, variable: str) -> str:
        text = template.replace("@", variable).replace("$genres", self.genres).replace("$least", self.least)
        return text.replace("$published", self.published or "").replace("$ingested", self.ingested or "")


CONSTANTS: Mapping[str, object] = {
    "held": list(schema().vocabularies["status"].marked("held")),
    "statuses": list(schema().words("status")),
    "role_names": {role.relationship: role.name for role in schema().roles.values()},
}
"""Parameters that every statement may use."""

DEFAULT_GENRES = schema().vocabularies["genre"].marked("default")
ALL_GENRES = schema().words("genre")
