"""Who asks, and the one place where that is held against what is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from strawberry.permission import BasePermission
from strawberry.types import Info

from app.access.errors import KeyNeededError, MissingScopeError
from app.access.keys import ApiKey, Scope


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the bearer of a key, somebody without one, or the user of this machine."""

    name: str
    scopes: frozenset[Scope]
    key_id: str | None = None
    """None where no key was sent."""

    @classmethod
    def bearing(cls, key: ApiKey) -> Caller:
        """Give the bearer of a key."""
        return cls(key.name, frozenset(key.scopes), key.id)

    def may(self, scope: Scope) -> bool:
        """Tell whether the caller has a scope."""
        return scope in self.scopes or Scope.ADMIN in self.scopes

    def require(self, scope: Scope) -> None:
        """Let the caller pass who has a scope.

        Raises
        ------
        KeyNeededError
            Nobody knows who asks.
        MissingScopeError
            The key is for other things.

        """
        if self.may(scope):
            return
        raise KeyNeededError(scope) if self.key_id is None else MissingScopeError(self.name, scope)


NOBODY = Caller("anonymous", frozenset())
ANONYMOUS_READER = Caller("anonymous", frozenset({Scope.READ}))
LOCAL = Caller("local", frozenset(Scope))
"""Who asks without HTTP has the database's password already."""


def caller_of(context: dict[str, Any]) -> Caller:
    """Give who asks, as a request's context tells it."""
    caller: Caller = context.get("caller", NOBODY)
    return caller


def require(scope: Scope | str) -> type[BasePermission]:
    """Give the permission of a field that takes a scope.

    Examples
    --------
    A mutation that only those may call who bring news in::

        @strawberry.mutation(permission_classes=[require("ingest")])
        async def ingest_article(self, article: ArticleInput) -> Ingested: ...

    A resolver may also ask at once: ``caller_of(info.context).require(Scope.CURATE)``.

    """
    return _PERMISSIONS[Scope(scope)]


class _Permission(BasePermission):
    scope: Scope

    def has_permission(self, source: Any, info: Info[Any, Any], **_: Any) -> bool:
        """Let the caller pass who has the scope."""
        caller_of(info.context).require(self.scope)
        return True


_PERMISSIONS: dict[Scope, type[BasePermission]] = {
    scope: type(f"Requires{scope.title()}", (_Permission,), {"scope": scope}) for scope in Scope
}
