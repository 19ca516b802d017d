"""Answers that were paid for, kept on disk, so that a run that was stopped goes on without paying twice."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import finalize

from graph_schema.errors import GoodOfficesError
from loaders.model_extraction.question import Question

type Events = list[Any]
"""What a model says of one sentence, as it said it: claims that are yet to be held against the sentence."""

_TABLES = """
CREATE TABLE IF NOT EXISTS answer (
    model TEXT, prompt TEXT, question TEXT, events TEXT NOT NULL, PRIMARY KEY (model, prompt, question)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dialect (endpoint TEXT, model TEXT, dialect TEXT NOT NULL, PRIMARY KEY (endpoint, model));
"""
_AT_ONCE = 500
"""Questions looked up by one statement; SQLite takes 999 parameters where it is old."""


class AnswerStoreError(GoodOfficesError):
    """The file of kept answers cannot be used."""


def forget_answers(path: Path, questions: Collection[str]) -> None:
    """Forget what was answered, by whatever model, to the questions of these keys."""
    with closing(sqlite3.connect(path, timeout=30)) as db, db:
        db.executescript(_TABLES)
        db.executemany("DELETE FROM answer WHERE question = ?", [(key,) for key in sorted(questions)])


class AnswerStore:
    """Answers by model, version of the prompt, and sentence; used by several threads and processes."""

    def __init__(self, path: Path, model: str, prompt: str):
        self._model, self._prompt, self._path = model, prompt, path
        self._lock = Lock()
        with self._telling():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=30, check_same_thread=False)
            self._closing = finalize(self, self._db.close)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.executescript(_TABLES)

    def known(self, questions: Sequence[Question]) -> dict[Question, Events]:
        """Return the answers that were kept."""
        by_key = {question.key: question for question in questions}
        keys, found = list(by_key), dict[Question, Events]()
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            rows = self._run(
                f"SELECT question, events FROM answer WHERE model = ? AND prompt = ? AND question IN ({marks})",  # noqa: S608
                (self._model, self._prompt, *some),
            )
            found.update({by_key[key]: json.loads(events) for key, events in rows})
        return found

    def keep(self, answers: Mapping[Question, Events]) -> None:
        """Keep answers, durably before anything is made of them."""
        rows = [(self._model, self._prompt, q.key, json.dumps(events)) for q, events in answers.items()]
        self._run_many("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)", rows)

    def dialect(self, endpoint: str) -> Any:
        """Return what was learnt of how an endpoint wants to be asked; ``None``: nothing."""
        rows = self._run(
            "SELECT dialect FROM dialect WHERE endpoint = ? AND model = ?", (endpoint, self._model)
        )
        return json.loads(rows[0][0]) if rows else None

    def keep_dialect(self, endpoint: str, dialect: Mapping[str, Any]) -> None:
        """Keep how an endpoint wants to be asked."""
        row = (endpoint, self._model, json.dumps(dialect))
        self._run_many("INSERT OR REPLACE INTO dialect VALUES (?, ?, ?)", [row])

    def close(self) -> None:
        """Close the file; it is closed as well when the store is forgotten, and when the process ends."""
        self._closing()

    def _run(self, statement: str, parameters: Sequence[str]) -> list[tuple[str, ...]]:
        with self._telling(), self._lock:
            return self._db.execute(statement, parameters).fetchall()

    def _run_many(self, statement: str, rows: Iterable[Sequence[str]]) -> None:
        with self._telling(), self._lock, self._db:
            self._db.executemany(statement, rows)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Say what to do about a file that cannot be used; without it, answers would be paid for and lost."""
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise AnswerStoreError(
                f"The model's answers cannot be kept in {self._path}: {error}. "
                "Give GOODOFFICES_HOME a folder that may be written; if the file is broken, remove it."
            ) from error
