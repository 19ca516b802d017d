"""What the model is asked: the instruction, the schema its answer must have, and the sentences.

All words that an answer may use come from :mod:`graph_schema`, so that a new type or role needs no line here. A
change of the instruction or of a declared word changes :func:`prompt_version`, and with it the mentions' version and
what kept answers are found by.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph_schema import schema
from graph_schema.model import EventType
from loaders.identity import digest

_INSTRUCTION = Path(__file__).with_name("instruction.md")

type JsonSchema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence to be read, with the one before it, which it may lean on ("It rejected the offer")."""

    text: str
    before: str | None = None

    @property
    def key(self) -> str:
        """What the answer is kept under: articles that print the same two sentences share it."""
        return digest("question", self.before or "", self.text)


def keys_of(sentences: Iterable[Mapping[str, Any]]) -> set[str]:
    """Return the keys of what is asked about sentences, given as the rows of them that the graph holds."""
    ordered = sorted(sentences, key=lambda row: (row["article_id"], row["version"], row["index"]))
    keys = set[str]()
    for before, row in zip([None, *ordered], ordered, strict=False):
        follows = before is not None and all(before[n] == row[n] for n in ("article_id", "version", "kind"))
        keys.add(Question(row["text"], before["text"] if before is not None and follows else None).key)
    return keys


def written(questions: Sequence[Question]) -> str:
    """Write questions as the JSON that the instruction speaks of, numbered from 1.

    A sentence that directly follows the one it leans on needs no ``before``.
    """
    rows = []
    for n, question in enumerate(questions, start=1):
        follows = n > 1 and questions[n - 2].text == question.before
        rows.append({"n": n, "before": None if follows else question.before, "text": question.text})
    return json.dumps({"sentences": rows}, ensure_ascii=False)


@cache
def instruction() -> str:
    """Return the instruction, with the declared types, modes, statuses and roles in their places."""
    declared = schema()
    text = _INSTRUCTION.read_text(encoding="utf-8")
    fillings = {
        "types": "\n".join(map(_described, declared.event_types.values())),
        "statuses": "\n".join(
            f"- {word.name}: {word.description}" for word in declared.vocabularies["status"].words
        ),
        "roles": "\n".join(f"- {role.name}: {role.description}" for role in declared.roles.values()),
        "quantities": ", ".join(declared.words("quantity_kind")),
        "attributions": ", ".join(declared.words("attribution_kind")),
    }
    for name, filling in fillings.items():
        text = text.replace(f"{{{{{name}}}}}", filling)
    return text


def _described(event_type: EventType) -> str:
    modes = "; ".join(f"{mode.name}: {mode.description}" for mode in event_type.modes)
    return f"- {event_type.name}: {event_type.description} Modes: {modes}"


@cache
def answer_schema() -> JsonSchema:
    """Return the JSON Schema of an answer, as strict endpoints take it: all is required, null is a type."""
    declared = schema()
    modes = sorted(set(declared.words("mode")))
    statuses = list(declared.words("status"))
    text = {"type": "string"}
    content = _object(type=_one_of(declared.words("event_type")), mode=_one_of_or_null(modes))
    participant = _object(role=_one_of(declared.words("role")), text=text, status=_one_of_or_null(statuses))
    quantity = _object(
        what=_one_of(declared.words("quantity_kind")), text=text, status=_one_of_or_null(statuses)
    )
    attribution = _object(text=text, kind=_one_of(declared.words("attribution_kind")), verb=_or_null(text))
    event = _object(
        trigger=text,
        type=_one_of(declared.words("event_type")),
        mode=_one_of_or_null(modes),
        of=_list(content),
        status=_one_of(statuses),
        participants=_list(participant),
        date=_or_null(text),
        place=_or_null(text),
        quantities=_list(quantity),
        attribution=_list(attribution),
    )
    sentence = _object(n={"type": "integer"}, events=_list(event))
    return _object(sentences=_list(sentence))


def _object(**properties: JsonSchema) -> JsonSchema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: JsonSchema) -> JsonSchema:
    return {"type": "array", "items": items}


def _one_of(words: Sequence[str]) -> JsonSchema:
    return {"type": "string", "enum": list(words)}


def _one_of_or_null(words: Sequence[str]) -> JsonSchema:
    return {"type": ["string", "null"], "enum": [*words, None]}


def _or_null(kind: JsonSchema) -> JsonSchema:
    return {"type": [kind["type"], "null"]}


@cache
def prompt_version() -> str:
    """Return a short name for the instruction and the schema, which changes when they do."""
    return digest("prompt", instruction(), json.dumps(answer_schema(), sort_keys=True))[:8]
