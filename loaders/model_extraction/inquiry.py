"""Putting the sentences of many articles to the model: several at a time, none twice, as few as needed again."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from itertools import batched
from threading import Lock

from loaders.model_extraction.answers import AnswerStore, Events
from loaders.model_extraction.endpoint import Endpoint, OutOfReach
from loaders.model_extraction.question import Question, written
from loaders.model_extraction.replies import UnreadableReply
from loaders.model_extraction.spending import BudgetSpentError

UNANSWERED_IN_A_ROW = 3
"""So many questions in a row without an answer, each put several times, and the endpoint is held to be down."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a sentence has no answer."""

    reason: str
    remedy: str
    passing: bool
    """Another run may have an answer; else the model has none to give."""


type Outcome = Mapping[Question, Events | Failure]

_AGAIN = "Run again later: what was answered is kept, and only the rest is asked."
_BUDGET = (
    "Raise GOODOFFICES_OPENAI_BUDGET and run again: what was paid for is kept, and only the rest is asked."
)
_BROKEN = "Another model, or a greater GOODOFFICES_OPENAI_MAX_TOKENS, may do better."


class Inquiry:
    """Asks an endpoint what sentences tell of, and keeps what it answers."""

    def __init__(self, endpoint: Endpoint, store: AnswerStore, *, concurrency: int, sentences: int):
        self._endpoint = endpoint
        self._store = store
        self._concurrency = concurrency
        self._sentences = sentences
        self._unanswered = 0
        self._ended: Failure | None = None
        """Why nothing more is asked."""
        self._lock = Lock()

    def outcome(self, questions: Iterable[Question]) -> Outcome:
        """Return what the model says of each sentence, or why it says nothing."""
        wanted = list(dict.fromkeys(questions))
        found: dict[Question, Events | Failure] = {**self._store.known(wanted)}
        missing = [question for question in wanted if question not in found]
        with ThreadPoolExecutor(self._concurrency, thread_name_prefix="asking") as pool:
            asked = [pool.submit(self._ask, batch) for batch in batched(missing, self._sentences)]
            try:
                for one in as_completed(asked):
                    found.update(one.result())
            except BaseException:
                self._endpoint.stop()
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        return found

    def _ask(self, batch: Sequence[Question], *, again: bool = False) -> Outcome:
        """Put a batch to the model; what it leaves without a readable answer once more, in two halves."""
        if self._ended is not None:
            return dict.fromkeys(batch, self._ended)
        reason = "the reply leaves it out"
        try:
            reply = self._endpoint.ask(written(batch))
        except BudgetSpentError as error:
            return dict.fromkeys(batch, self._end(Failure(str(error), _BUDGET, passing=True)))
        except OutOfReach as error:
            return dict.fromkeys(batch, self._count_unanswered(str(error)))
        except UnreadableReply as error:
            reply, reason = {}, error.reason
        self._unanswered = 0
        told = {question: reply[n] for n, question in enumerate(batch, start=1) if n in reply}
        self._store.keep(told)
        rest = [question for question in batch if question not in told]
        if not rest:
            return told
        if again:
            failure = Failure(f"The model's answer cannot be read: {reason}.", _BROKEN, passing=False)
            return {**told, **dict.fromkeys(rest, failure)}
        log.debug("%d of %d sentences are asked again: %s.", len(rest), len(batch), reason)
        half = (len(rest) + 1) // 2
        parts = [self._ask(part, again=True) for part in batched(rest, half)]
        return {**told, **{question: events for part in parts for question, events in part.items()}}

    def _count_unanswered(self, reason: str) -> Failure:
        failure = Failure(f"The endpoint did not answer: {reason}.", _AGAIN, passing=True)
        with self._lock:
            self._unanswered += 1
            down = self._unanswered >= UNANSWERED_IN_A_ROW
        return self._end(failure) if down else failure

    def _end(self, why: Failure) -> Failure:
        """Ask nothing more in this run."""
        self._ended = self._ended or why
        return self._ended
