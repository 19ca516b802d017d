"""A run that was killed goes on without paying twice; answers that cannot be kept are not paid for."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fake_endpoint import FakeEndpoint, answer, sleeping

from loaders.model_extraction.answers import AnswerStore, AnswerStoreError
from loaders.model_extraction.question import Question

TEXT = "Chad met Sudan. Qatar met Oman. Norway met Peru."


def test_a_killed_run_goes_on_where_it_was(endpoint: FakeEndpoint, tmp_path: Path) -> None:
    page = tmp_path / "page.jsonl"
    page.write_text(json.dumps({"text": TEXT}), encoding="utf-8")
    settings = {"BASE_URL": endpoint.url, "MODEL": "m", "SENTENCES": "1", "CONCURRENCY": "1"}
    environment = {f"GOODOFFICES_OPENAI_{name}": value for name, value in settings.items()}
    command = [
        sys.executable,
        "-c",
        "from app.cli import main; main()",
        "extract",
        str(page),
        "--extractor",
        "openai",
    ]
    everything = {**os.environ, **environment, "GOODOFFICES_HOME": str(tmp_path / "home")}
    endpoint.conducts = [answer, sleeping(60)]
    run = subprocess.Popen(command, env=everything, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    patience = time.monotonic() + 120
    while len(endpoint.bodies) < 2 and time.monotonic() < patience:
        time.sleep(0.05)
    run.send_signal(signal.SIGKILL)
    run.communicate()
    endpoint.bodies.clear()
    ended = subprocess.run(command, env=everything, capture_output=True, text=True, check=False)
    assert (ended.returncode, len(endpoint.bodies)) == (0, 2), ended.stderr


def test_a_file_that_holds_no_answers_is_a_clear_error(tmp_path: Path) -> None:
    broken = tmp_path / "answers.sqlite3"
    broken.write_bytes(b"no database" * 100)
    with pytest.raises(AnswerStoreError, match=r"cannot be kept in .*answers\.sqlite3.* remove it"):
        AnswerStore(broken, "a-model", "1")


def test_answers_are_of_one_model_and_one_prompt(tmp_path: Path) -> None:
    question, file = Question("Chad met Sudan."), tmp_path / "answers.sqlite3"
    AnswerStore(file, "a-model", "1").keep({question: [{"type": "CONSULT"}]})
    stores = {
        name: AnswerStore(file, *name) for name in [("a-model", "1"), ("a-model", "2"), ("another", "1")]
    }
    assert [name for name, store in stores.items() if store.known([question])] == [("a-model", "1")]


def test_answers_to_many_sentences_are_found_at_once(tmp_path: Path) -> None:
    store = AnswerStore(tmp_path / "answers.sqlite3", "a-model", "1")
    questions = [Question(f"Sentence {n}.") for n in range(1_200)]
    store.keep({question: [] for question in questions})
    assert store.known(questions) == {question: [] for question in questions}


def test_a_sentence_is_another_question_after_another_sentence() -> None:
    assert Question("It refused.", "Chad was asked.").key != Question("It refused.", "Sudan was asked.").key
