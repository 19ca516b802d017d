"""The endpoint: one question in, one reply out, whatever happens on the way."""

from __future__ import annotations

import json
import logging
import random
import sys
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import Any

from graph_schema.errors import GoodOfficesError
from loaders.model_extraction.answers import AnswerStore, Events
from loaders.model_extraction.dialect import Dialect
from loaders.model_extraction.pace import Pace
from loaders.model_extraction.replies import UnreadableReply, read_reply
from loaders.model_extraction.settings import ModelSettings
from loaders.model_extraction.spending import Spending, tokens_of

try:
    import openai
except ImportError as error:
    raise GoodOfficesError(
        "The extractor openai needs the package openai, which is not installed. "
        f"Run: {sys.executable} -m pip install 'openai>=3' (the extra goodoffices[openai])."
    ) from error

LONGEST_PAUSE = 60.0
"""Seconds; the pause before a question is put again doubles up to this."""
LONGEST_WAIT = 600.0
"""Seconds that an endpoint may ask us to wait; who wants more, such as a day's quota, counts as out of reach."""
_PASSING = frozenset({408, 409, 425, 429})
_COMPLAINTS = frozenset({400, 404, 413, 415, 422})
"""What endpoints say to a parameter they do not know, and to a question they do not like."""
_OF_THE_QUESTION = frozenset({"content_filter", "context_length_exceeded"})
_NO_MONEY = "insufficient_quota"

log = logging.getLogger(__name__)


class EndpointError(GoodOfficesError):
    """The endpoint cannot be used as it is set up; every question would fare the same."""


class OutOfReach(Exception):  # noqa: N818  # says what is; what is done about it is decided elsewhere
    """The endpoint did not answer a question, however often it was put; the message is a clause."""


class Endpoint:
    """An OpenAI-compatible endpoint; several threads may ask it at a time.

    Parameters
    ----------
    first_pause
        Seconds before a question is put again for the first time.

    """

    def __init__(
        self, settings: ModelSettings, store: AnswerStore, spending: Spending, *, first_pause: float = 1.0
    ):
        self._settings = settings
        self._store = store
        self._spending = spending
        self._first_pause = first_pause
        self._pace = Pace(settings.requests_per_minute)
        self._dialect = Dialect(**(store.dialect(settings.base_url) or {}))
        self._finding_out = Lock()
        self._client = openai.OpenAI(
            base_url=settings.base_url,
            api_key=settings.api_key.get_secret_value(),
            timeout=settings.timeout,
            max_retries=0,  # one place decides what is put again, and makes all threads wait
        )

    def ask(self, question: str) -> dict[int, Events]:
        """Put a question and return what the reply says of each of its sentences, by number.

        Raises
        ------
        UnreadableReply, OutOfReach, BudgetSpentError
            There is no answer to this question.
        EndpointError
            There will be none to any other.

        """
        if not self._dialect.settled:
            with self._finding_out:  # one thread finds out how the endpoint wants to be asked
                if not self._dialect.settled:
                    return self._exchange(question)
        return self._exchange(question)

    def stop(self) -> None:
        """Send those home who wait to ask."""
        self._pace.stop()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    # -- one exchange --------------------------------------------------------------------------------

    def _exchange(self, question: str) -> dict[int, Events]:
        while True:
            try:
                answer = read_reply(self._post(question))
            except UnreadableReply as reply:
                if reply.cut_off or not self._dialect.loosen():
                    raise
                log.debug(
                    "%s: %s; asking in the form %s.", self._settings.base_url, reply, self._dialect.form
                )
                continue
            if not self._dialect.settled:
                self._dialect.settled = True
                self._store.keep_dialect(self._settings.base_url, self._dialect.kept())
            return answer

    def _post(self, question: str) -> object:
        """Put a question until there is a reply of any kind."""
        tries = 0
        while True:
            self._pace.wait()
            try:
                return self._paid(question)
            except openai.APIStatusError as error:
                if not _is_passing(error):
                    self._give_in(error)
                    continue
                reason, wait = f"it answered {error.status_code}: {_said(error)}", _wanted_pause(error)
            except openai.APIConnectionError as error:
                reason, wait = _because(error), None
            tries += 1
            if tries >= self._settings.tries or (wait or 0) > LONGEST_WAIT:
                raise OutOfReach(reason)
            log.debug("%s: %s; asking again.", self._settings.base_url, reason)
            self._pause(tries, wait)

    def _paid(self, question: str) -> object:
        request = self._dialect.request(question, self._settings.max_tokens)
        most_in = tokens_of(json.dumps(request, ensure_ascii=False))
        with self._spending.bill(most_in) as bill:
            try:
                reply: Any = self._client.chat.completions.create(model=self._settings.model, **request)
            except openai.APITimeoutError:
                bill.cost = self._spending.cost(most_in, 0)  # it may be charged all the same
                raise
            except openai.APIError:
                bill.cost = 0
                raise
            except ValueError as error:
                raise UnreadableReply(f"the reply is no JSON ({error})") from None
            usage = getattr(reply, "usage", None)
            tokens_in, tokens_out = (
                (usage.prompt_tokens, usage.completion_tokens)
                if usage is not None
                else (most_in, self._settings.max_tokens)
            )
            bill.cost = self._spending.cost(tokens_in, tokens_out)
            self._spending.count(tokens_in, tokens_out)
            return reply

    def _pause(self, tries: int, wanted: float | None) -> None:
        if wanted is not None:
            self._pace.hold(wanted)  # it is busy, so nobody else is served either
            return
        longest = min(LONGEST_PAUSE, self._first_pause * 2 ** (tries - 1))
        self._pace.sleep(longest * random.uniform(0.5, 1))  # noqa: S311  # keeps threads apart, hides nothing

    def _give_in(self, error: openai.APIStatusError) -> None:
        """Change what is asked where the endpoint complains of it.

        Raises
        ------
        UnreadableReply
            It complains of this question alone.
        EndpointError
            It would complain of every question.

        """
        said = _said(error)
        if error.status_code in _COMPLAINTS:
            if error.code in _OF_THE_QUESTION:
                raise UnreadableReply(f"the endpoint refused the question: {said}", cut_off=True)
            if self._dialect.give_up(said):
                return
            if self._dialect.settled and error.status_code != 404:
                raise UnreadableReply(f"the endpoint refused the question: {said}", cut_off=True)
        raise EndpointError(
            f"The model {self._settings.model} at {self._settings.base_url} cannot be asked: "
            f"{error.status_code}, {said}. Check GOODOFFICES_OPENAI_BASE_URL, _MODEL and _API_KEY."
        )


def _is_passing(error: openai.APIStatusError) -> bool:
    """Tell what time mends from what it does not."""
    if error.code == _NO_MONEY:
        return False
    return error.status_code in _PASSING or error.status_code >= 500


def _said(error: openai.APIStatusError) -> str:
    return " ".join(error.message.split())[:300].rstrip(".")


def _because(error: openai.APIConnectionError) -> str:
    if isinstance(error, openai.APITimeoutError):
        return "it took too long to answer"
    return f"the connection failed ({error.__cause__ or error})"


def _wanted_pause(error: openai.APIStatusError) -> float | None:
    """Return how many seconds the endpoint wants to be left alone; ``None``: it does not say."""
    value = error.response.headers.get("retry-after", "").strip()
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
