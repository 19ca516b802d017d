"""A file is either whole or what it was before."""

from __future__ import annotations

import os
import stat
import threading

import pytest

from app.exports.files import whole_file
from app.exports.flat_values import ExportError


def test_the_file_is_there_when_all_is_written(tmp_path):
    path = tmp_path / "graph.graphml"
    with whole_file(path) as out:
        out.write(b"whole")
    assert path.read_bytes() == b"whole"


def test_a_failure_leaves_what_was_there(tmp_path):
    path = tmp_path / "graph.graphml"
    path.write_bytes(b"before")
    with pytest.raises(ZeroDivisionError), whole_file(path) as out:
        out.write(b"half")
        raise ZeroDivisionError
    assert path.read_bytes() == b"before"


def test_a_failure_leaves_nothing_else(tmp_path):
    with pytest.raises(ZeroDivisionError), whole_file(tmp_path / "graph.graphml"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path):
    path = tmp_path / "absent" / "graph.graphml"
    with pytest.raises(ExportError, match="absent"), whole_file(path):
        pass


def test_a_folder_in_its_place_is_an_error(tmp_path):
    with pytest.raises(ExportError, match="directory"), whole_file(tmp_path):
        pass


def test_the_file_has_the_rights_that_a_new_file_has(tmp_path):
    plain = tmp_path / "plain"
    plain.touch()
    with whole_file(tmp_path / "export") as out:
        out.write(b"")
    assert stat.S_IMODE((tmp_path / "export").stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_a_file_that_is_replaced_keeps_its_rights(tmp_path):
    path = tmp_path / "export"
    path.touch(0o600)
    with whole_file(path) as out:
        out.write(b"private")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_goes_on_pointing_to_its_file(tmp_path):
    (tmp_path / "disk").mkdir()
    link = tmp_path / "export"
    link.symlink_to(tmp_path / "disk" / "export")
    with whole_file(link) as out:
        out.write(b"whole")
    assert (link.is_symlink(), (tmp_path / "disk" / "export").read_bytes()) == (True, b"whole")


def test_a_pipe_is_written_to_as_it_is(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    with whole_file(pipe) as out:
        out.write(b"through")
    reader.join()
    assert read == [b"through"]
