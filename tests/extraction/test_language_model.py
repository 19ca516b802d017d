"""The language model: missing, altered, and what its parses are like."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
from thinc.api import NumpyOps
from threadpoolctl import threadpool_info

from loaders.extraction import language_model
from loaders.extraction.language_model import ModelError, forgetting_words, load_model, on_one_core, verify
from loaders.extraction.parses import Parse


@pytest.fixture
def model_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one file, with a manifest that fits."""
    (tmp_path / "config.cfg").write_text("[nlp]", encoding="utf-8")
    digest = hashlib.sha256((tmp_path / "config.cfg").read_bytes()).hexdigest()
    manifest = tmp_path / "manifest.txt"
    manifest.write_text(f"{digest}  config.cfg\n", encoding="utf-8")
    monkeypatch.setattr(language_model, "MANIFEST", manifest)
    return tmp_path


def test_the_files_of_the_manifest_are_accepted(model_folder: Path) -> None:
    verify(model_folder)


def test_an_altered_file_is_named_with_what_to_do(model_folder: Path) -> None:
    (model_folder / "config.cfg").write_text("[nlp]\nlang = 'xx'", encoding="utf-8")
    with pytest.raises(ModelError, match=r"config\.cfg is missing or altered.*pip install --force-reinstall"):
        verify(model_folder)


def test_a_missing_file_is_named_with_what_to_do(model_folder: Path) -> None:
    shutil.move(model_folder / "config.cfg", model_folder / "gone.cfg")
    with pytest.raises(ModelError, match=r"config\.cfg is missing or altered.*pip install --force-reinstall"):
        verify(model_folder)


def test_a_path_without_a_model_is_an_error_that_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"holds no spaCy model.*GOODOFFICES_MODEL"):
        load_model(str(tmp_path))


def test_no_model_at_all_is_an_error_that_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(language_model, "_loaded", language_model._loaded.__wrapped__)
    monkeypatch.delenv(language_model.SETTING, raising=False)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(metadata, "files", missing)
    with pytest.raises(ModelError, match=r"No English language model is installed. Run: pip install"):
        load_model()


def test_the_model_is_loaded_once_however_it_is_asked_for() -> None:
    assert load_model() is load_model(None)


def test_the_model_multiplies_by_numpys_library() -> None:
    operations = [node.ops for node in load_model().get_pipe("tok2vec").model.walk()]
    assert not any(ops.use_blis for ops in operations if type(ops) is NumpyOps)


def test_numpys_library_is_kept_to_one_core() -> None:
    with on_one_core():
        threads = [found["num_threads"] for found in threadpool_info() if found["user_api"] == "blas"]
    assert set(threads) <= {1}


def test_words_first_met_inside_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    model = load_model()
    monkeypatch.setattr(language_model, "_KEPT_WORDS", 0)
    with forgetting_words(model):
        model("Xanthopterygid envoys left.")
    assert "Xanthopterygid" not in model.vocab.strings


def test_a_sentence_is_one_tree_whatever_its_punctuation(parse: Callable[[str], Parse]) -> None:
    parsed = parse("Kenya left. Uganda stayed! Who knows?")
    assert [word.text for word in parsed.words if word.head is word] == [parsed.root.text]


def test_words_know_where_they_stand(parse: Callable[[str], Parse]) -> None:
    text = "“Kenya’s   envoy” left\u00a0— at 10.30."
    assert [text[word.start : word.end] for word in parse(text).words] == [w.text for w in parse(text).words]
