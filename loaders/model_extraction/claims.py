"""What a model claims of a sentence, in the shape of the answer's schema; none of it is held against the text yet."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from graph_schema import schema

_SHORT = 80
"""Characters of a quote that a message shows."""
_NOTHING = frozenset({"", "null", "none", "n/a"})


class ClaimError(Exception):
    """A claim that cannot be a claim of an event; the message is a sentence."""


def _nothing(value: Any) -> Any:
    """Read the ways in which models say "none" as ``None``."""
    return None if isinstance(value, str) and value.strip().lower() in _NOTHING else value


def _list(value: Any) -> Any:
    return [] if value is None else value


Quote = Annotated[str, Field(min_length=1)]
Optional = Annotated[str | None, BeforeValidator(_nothing)]


class _Claim(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class ClaimedContent(_Claim):
    """What an act is about."""

    type: str
    mode: Optional = None


class ClaimedParticipant(_Claim):
    """Somebody in a role, quoted."""

    role: str
    text: Quote
    status: Optional = None


class ClaimedQuantity(_Claim):
    """A number with what it counts, quoted."""

    what: str
    text: Quote
    status: Optional = None


class ClaimedAttribution(_Claim):
    """Who says so, quoted."""

    text: Quote
    kind: str
    verb: Optional = None


class ClaimedEvent(_Claim):
    """An event."""

    trigger: Quote
    type: str
    status: str
    mode: Optional = None
    of: Annotated[tuple[ClaimedContent, ...], BeforeValidator(_list)] = ()
    participants: Annotated[tuple[ClaimedParticipant, ...], BeforeValidator(_list)] = ()
    date: Optional = None
    place: Optional = None
    quantities: Annotated[tuple[ClaimedQuantity, ...], BeforeValidator(_list)] = ()
    attribution: Annotated[tuple[ClaimedAttribution, ...], BeforeValidator(_list)] = ()


def read_claim(answer: object) -> ClaimedEvent:
    """Read one event of an answer.

    Raises
    ------
    ClaimError
        It lacks a part, or its type or status is none that is declared.

    """
    try:
        claim = ClaimedEvent.model_validate(answer)
    except ValidationError as error:
        first = error.errors()[0]
        part = ".".join(map(str, first["loc"])) or "the whole"
        raise ClaimError(f"An event of the model's answer is malformed ({part}: {first['msg']}).") from None
    for word, vocabulary in ((claim.type, "event_type"), (claim.status, "status")):
        if not is_declared(word, vocabulary):
            raise ClaimError(
                f"The model gives “{short(claim.trigger)}” the {vocabulary} “{short(word)}”, which is none."
            )
    return claim


def is_declared(word: str | None, vocabulary: str) -> bool:
    """Tell whether a word is one of a vocabulary; no word is, too."""
    return word is None or word in schema().words(vocabulary)


def is_mode_of(mode: str | None, event_type: str) -> bool:
    """Tell whether a mode is one of an event type; no mode is, too."""
    return mode is None or mode in schema().modes(event_type)


def short(text: str | None) -> str:
    """Shorten a model's words for a message: it may have many."""
    text = " ".join((text or "").split())
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
