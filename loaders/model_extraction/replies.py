"""A model's reply, read into what it says of each sentence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from loaders.model_extraction.answers import Events

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion


class UnreadableReply(Exception):  # noqa: N818  # says what the reply is; what is done about it is decided elsewhere
    """A reply that is not what was asked for; the message is a clause: "the reply ...".

    ``cut_off`` says that its form was right as far as it went.
    """

    def __init__(self, reason: str, *, cut_off: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.cut_off = cut_off


def read_reply(completion: ChatCompletion | object) -> dict[int, Events]:
    """Return the events that a reply gives each sentence, by the number the sentence was given.

    Raises
    ------
    UnreadableReply
        It is cut off, refused, or no JSON of the form that was asked for.

    """
    choices = getattr(completion, "choices", None)
    if not choices:
        raise UnreadableReply("the reply holds no answer")
    message = choices[0].message
    if getattr(message, "refusal", None):
        raise UnreadableReply(f"the model refused to answer: {message.refusal}")
    calls = message.tool_calls or []
    text = calls[0].function.arguments if calls else message.content or ""
    try:
        return _by_number(json.loads(_between_braces(text)))
    except (ValueError, RecursionError):  # no JSON, a number of 5,000 digits, brackets without end
        if choices[0].finish_reason == "length":
            raise UnreadableReply("the reply was cut off at the longest allowed", cut_off=True) from None
        # Some servers cut off without saying so: what begins as an object and never ends was of the right form.
        raise UnreadableReply("the reply is no JSON", cut_off=text.lstrip().startswith("{")) from None


def _between_braces(text: str) -> str:
    """Leave out what models put around their JSON: words of their own, and fences."""
    start, end = text.find("{"), text.rfind("}")
    return text[start : end + 1] if 0 <= start < end else text


def _by_number(reply: Any) -> dict[int, Events]:
    sentences = reply.get("sentences") if isinstance(reply, dict) else None
    if not isinstance(sentences, list):
        raise UnreadableReply("the reply lists no sentences")
    found: dict[int, Events] = {}
    for sentence in sentences:
        if isinstance(sentence, dict) and isinstance(sentence.get("events"), list):
            number = str(sentence.get("n"))
            if number.isdecimal():
                found.setdefault(int(number), sentence["events"])
    return found
