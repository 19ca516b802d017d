"""What a run has spent, and a budget that no question may exceed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition

from graph_schema.errors import GoodOfficesError
from loaders.model_extraction.settings import ModelSettings

_CHARACTERS_A_TOKEN = 3
"""English has about four to a token; a budget is kept by counting too many tokens rather than too few."""


class BudgetSpentError(GoodOfficesError):
    """The rest of the budget does not cover one more question."""


def tokens_of(text: str) -> int:
    """Return about how many tokens a text has, rather too many than too few."""
    return len(text) // _CHARACTERS_A_TOKEN + 1


@dataclass(slots=True)
class Bill:
    """What one question may cost at most, until its answer tells what it cost."""

    cost: float


class Spending:
    """Counts what questions cost; several threads ask at a time."""

    def __init__(self, settings: ModelSettings):
        self.spent = 0.0
        self.asked = 0
        self.tokens_in = 0
        self.tokens_out = 0
        self._settings = settings
        self._reserved = 0.0
        self._settled = Condition()

    @contextmanager
    def bill(self, tokens_in: int) -> Iterator[Bill]:
        """Reserve what a question costs at most; what its bill says in the end is spent.

        Raises
        ------
        BudgetSpentError
            Even when all that is under way is settled, the budget does not cover it.

        """
        most = self.cost(tokens_in, self._settings.max_tokens)
        self._reserve(most)
        bill = Bill(most)
        try:
            yield bill
        finally:
            with self._settled:
                self._reserved -= most
                self.spent += bill.cost
                self._settled.notify_all()

    def count(self, tokens_in: int, tokens_out: int) -> None:
        """Count an answer that came."""
        with self._settled:
            self.asked += 1
            self.tokens_in += tokens_in
            self.tokens_out += tokens_out

    def summary(self) -> str:
        """Say what a run asked and spent."""
        tokens = f"{self.tokens_in:,} tokens in, {self.tokens_out:,} out"
        return f"Answers of {self._settings.model}: {self.asked} ({tokens}; cost: {self.spent:.4f})."

    def cost(self, tokens_in: int, tokens_out: int) -> float:
        """Return what so many tokens cost."""
        return (tokens_in * self._settings.cost_in + tokens_out * self._settings.cost_out) / 1_000

    def _reserve(self, most: float) -> None:
        budget = self._settings.budget
        with self._settled:
            while budget is not None and self.spent + self._reserved + most > budget:
                # What is under way is reserved at its worst; when it is settled, there may be room.
                if self._reserved <= 0 or self.spent + most > budget:
                    raise BudgetSpentError(
                        f"The budget of {budget:g} does not cover one more question"
                        f" (spent: {self.spent:.4f}; a question costs at most {most:.4f})."
                    )
                self._settled.wait()
            self._reserved += most
