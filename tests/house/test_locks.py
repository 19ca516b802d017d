"""The locks install what pyproject.toml asks for, from whatever registry pip is told to use."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock", "client/requirements.lock")
PINNED = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    return dict(PINNED.findall((ROOT / lock).read_text(encoding="utf-8")))


def unmet(requirements: list[str], pinned: dict[str, str]) -> list[str]:
    parsed = [Requirement(text) for text in requirements]
    return [str(r) for r in parsed if pinned.get(canonicalize_name(r.name), "") not in r.specifier]


@pytest.fixture(scope="module")
def project() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_registry(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    blocks = re.split(r"\n(?=\S)", (ROOT / lock).read_text(encoding="utf-8"))
    pinned = [block for block in blocks if not block.startswith("#")]
    assert [block.splitlines()[0] for block in pinned if "--hash=sha256:" not in block] == []


def test_run_lock_meets_the_dependencies(project) -> None:
    needed = [*project["project"]["dependencies"], *project["dependency-groups"]["install"]]
    assert unmet(needed, pins("requirements.lock")) == []


def test_dev_lock_meets_the_dev_group(project) -> None:
    assert unmet(project["dependency-groups"]["dev"], pins("requirements-dev.lock")) == []


def test_the_two_locks_agree() -> None:
    run, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: (run[name], dev[name]) for name in run.keys() & dev.keys() if run[name] != dev[name]} == {}
