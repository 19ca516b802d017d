"""Why somebody is turned away; each message says what to do about it."""

from __future__ import annotations

from pathlib import Path

from graph_schema import GoodOfficesError


class AccessError(GoodOfficesError):
    """A request is turned away before it is answered."""


class UnknownKeyError(AccessError):
    """A request bears a key that is none of ours, or no longer."""

    def __init__(self) -> None:
        # The same words for all reasons: who guesses keys learns nothing from them.
        super().__init__(
            "This API key is unknown, expired or revoked. Send one that `goodoffices keys add` gave as "
            "`Authorization: Bearer KEY`, or none to ask anonymously."
        )


class KeyNeededError(AccessError):
    """An anonymous request asks for what takes a key."""

    def __init__(self, scope: str) -> None:
        super().__init__(
            f"This takes an API key with the scope '{scope}'. Send one as `Authorization: Bearer KEY`; "
            f"whoever runs the service makes it with `goodoffices keys add NAME --scope {scope}`."
        )


class MissingScopeError(AccessError):
    """A key is good, but not for this."""

    def __init__(self, name: str, scope: str) -> None:
        super().__init__(
            f"The API key '{name}' has not the scope '{scope}' that this takes. Ask whoever runs the service "
            f"for one that has: `goodoffices keys add NAME --scope {scope}`."
        )


class TooManyRequestsError(AccessError):
    """Somebody asks more often than they may; ``seconds`` tells when to come back."""

    def __init__(self, allowed: int, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(
            f"More than {allowed:,} requests a minute. Wait for the seconds that `Retry-After` tells, ask for more "
            "in one document, or have GOODOFFICES_RATE_PER_MINUTE raised."
        )


class ForeignPageError(AccessError):
    """A web page of another site sent the request through somebody's browser."""

    def __init__(self, origin: str) -> None:
        super().__init__(
            f"Pages of {origin} may not ask this service. Name their origin in GOODOFFICES_CORS_ORIGINS "
            "if they are meant to."
        )


class ForeignHostError(AccessError):
    """A request was sent to a name that is none of this service's."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"This service does not answer as '{host}'. Ask it by the address that it listens on, or name "
            "the host in GOODOFFICES_ALLOWED_HOSTS."
        )


class KeyFileError(AccessError):
    """The file of API keys cannot be read, so that nobody with a key can be let in."""

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(
            f"The API keys in {file} cannot be read: {reason}. Mend the file, put a copy back, or set "
            "GOODOFFICES_API_KEYS to another one."
        )


class KeyNameError(AccessError):
    """A key of that name is there already, or is not there."""


class NoSeatError(AccessError):
    """Too many connections or subscriptions stay open."""

    def __init__(self, what: str, allowed: int, whose: str) -> None:
        self.allowed = allowed
        self.whose = "yours" if whose == "you" else "all callers"
        remedy = (
            "Close some first, or follow several things in one with a filter"
            if whose == "you"
            else "Try again later"
        )
        super().__init__(f"There are {allowed:,} open {what} of {self.whose}, and no more may be. {remedy}.")
