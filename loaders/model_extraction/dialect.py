"""How an endpoint wants to be asked: which form of constrained output it takes, and which parameters.

"OpenAI-compatible" covers much. A form or parameter that an endpoint refuses is given up for the next one, and what
worked is remembered for the endpoint and model.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from loaders.model_extraction.question import answer_schema, instruction

FORMS = ("json_schema", "tool", "plain")
"""The forms of output, the strictest first."""
TOOL = "report_events"
_PLAIN = "\n\nAnswer with the JSON alone, without any other words.\n"


@dataclass(slots=True)
class Dialect:
    """What one endpoint takes; begins with the strictest form."""

    form: str = FORMS[0]
    temperature: bool = True
    """Some reasoning models refuse to have it set."""
    limit: str = "max_tokens"
    """The parameter that limits the answer's length; newer models want ``max_completion_tokens``."""
    settled: bool = False
    """An answer in this form has been read."""

    def request(self, question: str, max_tokens: int) -> dict[str, Any]:
        """Return the parameters of a request."""
        request: dict[str, Any] = {
            "messages": [
                {"role": "system", "content": instruction() + (_PLAIN if self.form == "plain" else "")},
                {"role": "user", "content": question},
            ],
            self.limit: max_tokens,
        }
        if self.temperature:
            request["temperature"] = 0
        if self.form == "json_schema":
            described = {"name": "events", "strict": True, "schema": answer_schema()}
            request["response_format"] = {"type": "json_schema", "json_schema": described}
        elif self.form == "tool":
            described = {
                "name": TOOL,
                "description": "Report the events of the sentences.",
                "parameters": answer_schema(),
            }
            request["tools"] = [{"type": "function", "function": described}]
            request["tool_choice"] = {"type": "function", "function": {"name": TOOL}}
        return request

    def give_up(self, complaint: str) -> bool:
        """Give up what an endpoint complains of; ``False``: there is nothing left to give up."""
        if "temperature" in complaint and self.temperature:
            self.temperature = False
            return True
        if "max_completion_tokens" in complaint and self.limit == "max_tokens":
            self.limit = "max_completion_tokens"
            return True
        return self.loosen()

    def loosen(self) -> bool:
        """Take the next form, unless this one has worked or is the last."""
        if self.settled or self.form == FORMS[-1]:
            return False
        self.form = FORMS[FORMS.index(self.form) + 1]
        return True

    def kept(self) -> dict[str, Any]:
        """Return what is remembered of it."""
        return asdict(self)
