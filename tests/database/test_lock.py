"""One process at a time on a folder."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from database.errors import FolderInUseError, FolderUnusableError
from database.lock import became_free, folder_lock, holder, is_locked, write_holder


@pytest.fixture
def lock_file(tmp_path: Path) -> Path:
    return tmp_path / "new folder" / "lock"


@pytest.fixture
def dead_process() -> int:
    with subprocess.Popen(["true"]) as process:
        return process.pid


def test_a_folder_that_is_not_there_is_free(lock_file: Path) -> None:
    assert not is_locked(lock_file)


def test_a_lock_names_its_holder(lock_file: Path) -> None:
    with folder_lock(lock_file):
        assert holder(lock_file) == os.getpid()


def test_a_lock_is_free_again_after_an_error(lock_file: Path) -> None:
    with pytest.raises(ValueError, match="half-way"), folder_lock(lock_file):
        raise ValueError("half-way")
    assert not is_locked(lock_file)


def test_a_second_taker_is_refused_at_once(lock_file: Path) -> None:
    with (
        folder_lock(lock_file),
        pytest.raises(FolderInUseError, match=f"{lock_file.parent} is in use by process {os.getpid()}"),
        folder_lock(lock_file),
    ):
        pass


def test_a_server_whose_owner_died_is_waited_for(lock_file: Path, dead_process: int) -> None:
    with folder_lock(lock_file) as inherited:
        write_holder(lock_file, dead_process)
        server = subprocess.Popen(["sleep", "0.5"], pass_fds=(inherited,))
    with server, folder_lock(lock_file):
        assert server.poll() == 0


def test_a_folder_that_cannot_be_made_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder")
    with (
        pytest.raises(FolderUnusableError, match=r"Not a directory.*GOODOFFICES_HOME"),
        folder_lock(tmp_path / "home" / "neo4j" / "lock"),
    ):
        pass


def test_waiting_for_a_lock_has_an_end(lock_file: Path) -> None:
    with folder_lock(lock_file):
        assert not became_free(lock_file, 0.1)
