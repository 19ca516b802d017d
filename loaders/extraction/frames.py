"""Frames: which words tell of which event, and who stands where in their constructions.

A frame is data (``frames/*.yaml``, one file per event type): words, the roles of their slots, what they
take as content, and examples that are run as tests. Two tables beside them say which verbs carry a nominal
event ("held talks") and which only colour an act's status ("plans to").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph_schema import schema
from graph_schema.errors import GoodOfficesError
from loaders.records import Content

FOLDER = Path(__file__).with_name("frames")
VOID = "NONE"
"""The type of frames that claim an idiom so that no other frame does: they tell of no event."""
KINDS = {"verbs": "VERB", "nouns": "NOUN", "adjectives": "ADJ"}


class FrameError(GoodOfficesError):
    """A frame file says something that the engine cannot mean."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How some words of one part of speech tell of one kind of event."""

    id: str
    type: str
    pos: str
    file: str
    """Where it is declared, in the folder of frames."""
    words: tuple[str, ...]
    roles: Mapping[str, tuple[str, ...]]
    """Role -> slots of :func:`loaders.extraction.syntax.slot`; for nouns also ``agent`` and ``undergoer``."""
    mode: str | None = None
    content: tuple[str, ...] = ()
    """Slots that hold what the act is about: its events become ``of`` and are no events of their own."""
    content_status: str | None = None
    """Where the content is an event of its own all the same, its status (an accusation's is ``alleged``)."""
    content_source: tuple[str, ...] = ()
    """Slots whose actors do the content's act, if its own clause does not say."""
    of: tuple[Content, ...] = ()
    """What the act is about where no content is found; written ``TYPE`` or ``TYPE.mode``."""
    status: str | None = None
    needs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Slot, or slots as in ``object|on``, -> lemmas one of which must head it; ``*`` is anything, ``@`` an
    actor, ``&`` an actor by name, ``%`` a person, ``$`` a state, ``@armed_group`` and ``@outlet`` one of
    these, ``#`` a bare number, ``!`` any event, ``~troops`` the lemmas of a class of ``frames/_classes.yaml``."""
    lacks: tuple[str, ...] = ()
    """Slots that must be empty."""
    symmetric: bool = False
    """Several sources, or a source "with" another, are parties."""
    contexts: tuple[str, ...] = ()
    factual: bool = False
    """The act is done whatever its verb's mood: who "would only come if" states a condition now."""
    must: tuple[str, ...] = ()
    """Roles that somebody must take, or ``content``, or ``parties`` (two of them, mediators counted), or
    ``several_parties`` (two, mediators not counted): else it tells nothing."""
    bare: bool = False
    """Tells of an event even where nobody is named."""
    examples: tuple[Mapping[str, Any], ...] = ()

    @property
    def mediates(self) -> bool:
        """Whether it tells what a mediator does for others: "mediate", "bring them together"."""
        return self.mode == "mediate" or "subject" in self.roles.get("mediator", ())


def is_pact(type: str, mode: str | None) -> bool:
    """Tell what sides agree upon or keep with each other: agreements, truces, exchanges."""
    return type == "AGREE" or (type == "RETREAT" and mode in ("ceasefire", "exchange"))


@dataclass(frozen=True, slots=True)
class Support:
    """Verbs that carry a nominal event: what their slots mean to the noun, what they say of its status."""

    words: tuple[str, ...]
    event: tuple[str, ...]
    """The slots in which the nominal event stands."""
    roles: Mapping[str, tuple[str, ...]]
    """Role of the event (or ``agent``, ``undergoer``, which the noun's frame translates) -> slots."""
    status: str | None = None
    attending: bool = False
    """The verb tells of taking part: its negation or plan is the participant's, not the event's."""
    types: frozenset[str] = frozenset()
    """Event types it carries; empty for all."""
    beside: bool = False
    """The verb may tell of an event of its own as well: "discussed the border during a visit"."""
    before: bool = False
    """Only where the verb is a participle before the noun: "UN-led talks"."""
    agreed: bool = False
    """What is carried is only agreed upon: who "signed a truce" has not yet stopped shooting."""


@dataclass(frozen=True, slots=True)
class Operator:
    """Words that say how the act they govern stands to the facts."""

    words: tuple[str, ...]
    status: str
    content: tuple[str, ...]
    pos: str | None = None
    """``NOUN`` where only the noun is meant, ``VERB`` where only the verb is; ``None`` for both."""
    new: bool = False
    """Only of acts not known yet: who "supports sanctions" wishes for them, who "supports the sanctions" has them."""


@dataclass(frozen=True, slots=True)
class FrameSet:
    """All frames, found by word."""

    frames: tuple[Frame, ...]
    supports: tuple[Support, ...]
    operators: tuple[Operator, ...]
    by_word: Mapping[tuple[str, str], tuple[tuple[str, Frame], ...]]
    """(part of speech, word) -> (entry, frame), the narrowest first."""
    support_of: Mapping[str, tuple[Support, ...]]
    operator_of: Mapping[str, tuple[Operator, ...]]


@cache
def load_frames(folder: Path = FOLDER) -> FrameSet:
    """Read and index every frame of a folder.

    Raises
    ------
    FrameError
        A file has an unknown key, two frames share an id, or a frame has no words.
    """
    frames: list[Frame] = []
    for file in sorted(folder.glob("*.yaml")):
        if not file.name.startswith("_"):
            frames.extend(_frames_of(file))
    _check_ids(frames)
    _check_words(frames)
    supports = tuple(_support(entry) for entry in _read(folder / "_support.yaml"))
    operators = tuple(_operator(entry) for entry in _read(folder / "_operators.yaml"))
    return FrameSet(
        tuple(frames),
        supports,
        operators,
        _index(frames),
        _index_words((word.split()[0], support) for support in supports for word in support.words),
        _index_words((word.split()[0], operator) for operator in operators for word in operator.words),
    )


def head_word(pos: str, words: str) -> str:
    """Return the word that triggers an entry: a verb leads its particles, a noun ends its modifiers."""
    return words.split()[-1 if pos == "NOUN" else 0]


def _generality(frame: Frame) -> int:
    """Order frames from the narrow to the wide: words that a slot must hold tell more than any actor does."""
    lexical = sum(not words & {"*", "@", "&", "%", "$", "#", "!"} for words in frame.needs.values())
    return -(3 * lexical + len(frame.needs) + (frame.type == VOID))


def _read(file: Path) -> Any:
    """Read a file with every scalar as text: to YAML's taste, the preposition "on" would be true."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506  # makes text only


def _frames_of(file: Path) -> Iterable[Frame]:
    content = _read(file)
    unknown = set(content) - {"type", *KINDS}
    if unknown:
        raise FrameError(f"{file.name}: unknown key {sorted(unknown)}. Use one of {sorted(KINDS)}.")
    for key, pos in KINDS.items():
        for entry in content.get(key, ()):
            yield _frame(content["type"], pos, entry, file.name)


def _frame(event_type: str, pos: str, entry: dict[str, Any], file: str) -> Frame:
    known = set(Frame.__dataclass_fields__) - {"type", "pos", "file"}
    unknown = set(entry) - known
    if unknown or not entry.get("words"):
        raise FrameError(f"{file}, frame {entry.get('id')}: unknown keys {sorted(unknown)} or no words.")
    return Frame(
        id=f"{event_type.lower()}.{pos.lower()}.{entry['id']}",
        type=event_type,
        pos=pos,
        file=file,
        words=_words(entry["words"]),
        roles={role: _tuple(slots) for role, slots in (entry.get("roles") or {}).items()},
        mode=entry.get("mode"),
        content=_tuple(entry.get("content")),
        content_status=entry.get("content_status"),
        content_source=_tuple(entry.get("content_source")),
        of=tuple(Content(*part.split(".")) for part in _tuple(entry.get("of"))),
        status=entry.get("status"),
        needs={slot: _lemmas(words, file) for slot, words in (entry.get("needs") or {}).items()},
        lacks=_tuple(entry.get("lacks")),
        symmetric=entry.get("symmetric") == "true",
        contexts=_tuple(entry.get("contexts")),
        factual=entry.get("factual") == "true",
        must=_tuple(entry.get("must")),
        bare=entry.get("bare") == "true",
        examples=tuple(entry.get("examples", ())),
    )


def _support(entry: dict[str, Any]) -> Support:
    roles = {role: _tuple(slots) for role, slots in (entry.get("roles") or {}).items()}
    return Support(
        _words(entry["words"]),
        _tuple(entry.get("event", "object")),
        roles,
        entry.get("status"),
        entry.get("attending") == "true",
        frozenset(_tuple(entry.get("types"))),
        entry.get("beside") == "true",
        entry.get("before") == "true",
        entry.get("agreed") == "true",
    )


def _operator(entry: dict[str, Any]) -> Operator:
    return Operator(
        _words(entry["words"]),
        entry["status"],
        _tuple(entry.get("content", "xcomp")),
        entry.get("pos"),
        entry.get("new") == "true",
    )


def _words(value: str | list[str]) -> tuple[str, ...]:
    """Read ``"meet, confer, call for"`` or a list."""
    parts = value.split(",") if isinstance(value, str) else value
    return tuple(part.strip() for part in parts if part.strip())


def _lemmas(value: str | list[str], file: str) -> frozenset[str]:
    """Read the lemmas a slot may need, classes such as ``~troops`` spelled out."""
    found: set[str] = set()
    for word in _words(value):
        if not word.startswith("~"):
            found.add(word)
        elif word[1:] in _classes():
            found.update(_classes()[word[1:]].split())
        else:
            raise FrameError(f"{file}: {word} is no class. Declare it in {FOLDER.name}/_classes.yaml.")
    return frozenset(found)


@cache
def _classes() -> Mapping[str, str]:
    classes: Mapping[str, str] = _read(FOLDER / "_classes.yaml")
    return classes


def _tuple(value: str | list[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(part.strip() for part in value.split(",")) if isinstance(value, str) else tuple(value)


def _check_ids(frames: list[Frame]) -> None:
    seen: set[str] = set()
    for frame in frames:
        if frame.id in seen:
            raise FrameError(f"Two frames are called {frame.id}. Rename one.")
        seen.add(frame.id)


def _check_words(frames: list[Frame]) -> None:
    """Hold the frames to the words that the graph declares."""
    declared = schema()
    for frame in frames:
        if frame.type == VOID:
            continue
        if frame.type not in declared.event_types:
            raise FrameError(f"{frame.id}: {frame.type} is no event type. Declare it in graph_schema.")
        if frame.mode is not None and frame.mode not in declared.modes(frame.type):
            known = ", ".join(declared.modes(frame.type))
            raise FrameError(f"{frame.id}: {frame.mode} is no mode of {frame.type}. Use one of {known}.")
        unknown = set(frame.roles) - set(declared.roles)
        if unknown:
            raise FrameError(f"{frame.id}: {sorted(unknown)} are no roles. Declare them in graph_schema.")


def _index(frames: Iterable[Frame]) -> dict[tuple[str, str], tuple[tuple[str, Frame], ...]]:
    index: dict[tuple[str, str], list[tuple[str, Frame]]] = defaultdict(list)
    for frame in frames:
        for entry in frame.words:
            index[frame.pos, head_word(frame.pos, entry)].append((entry, frame))
    # "hunger strike" before "strike", and of one length what asks for more.
    return {
        key: tuple(sorted(found, key=lambda pair: (-len(pair[0].split()), _generality(pair[1]))))
        for key, found in index.items()
    }


def _index_words[T](entries: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    index: dict[str, list[T]] = defaultdict(list)
    for word, entry in entries:
        if not any(entry is known for known in index[word]):
            index[word].append(entry)
    return {key: tuple(found) for key, found in index.items()}
