"""The key by which what was erased is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.erasure import PurgeKey, make_key, read_key
from loaders.erasure.key import FILE


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("GOODOFFICES_HOME", str(tmp_path))
    monkeypatch.delenv("GOODOFFICES_PURGE_KEY", raising=False)
    return tmp_path


def test_there_is_none_until_one_is_made() -> None:
    assert read_key() is None


def test_the_key_that_was_made_is_the_one_that_is_read() -> None:
    made, read = make_key(), read_key()
    assert read is not None
    assert (made.mark, made.mark) == (read.mark, make_key().mark)


def test_only_its_owner_may_read_it(home: Path) -> None:
    make_key()
    assert (home / FILE).stat().st_mode & 0o777 == 0o600


def test_a_key_of_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    make_key()
    monkeypatch.setenv("GOODOFFICES_PURGE_KEY", "ours")
    read = read_key()
    assert read is not None
    assert read.mark == PurgeKey("ours").mark


def test_hashes_depend_on_key_kind_and_text() -> None:
    keys = PurgeKey("one"), PurgeKey("two")
    hashes = {key.hash(kind, text) for key in keys for kind in ("name", "article") for text in ("a", "b")}
    assert len(hashes) == 8
