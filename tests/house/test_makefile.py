"""The Makefile explains itself and finds a Python that works."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    # The variables by which an outer make passes on its own flags would change what an inner one prints.
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    return subprocess.run(
        command, cwd=ROOT, env=inherited | environment, capture_output=True, text=True, check=False
    )


def test_make_prints_every_target_with_its_sentence() -> None:
    declared = " ".join(re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE))
    targets = set(declared.replace("$(BENCHES)", "").split())

    printed = set(re.findall(r"^  make ([a-z-]+) +\S", run("make").stdout, re.MULTILINE))

    assert printed == targets


def test_every_bench_has_a_target() -> None:
    benches = {path.stem.removeprefix("bench_") for path in (ROOT / "bench").glob("bench_*.py")}
    listed = run("make", "--dry-run", "bench").stdout
    assert {name for name in benches if f"bench.bench_{name}" not in listed} == set()


def test_python_is_found_by_running_it() -> None:
    found = run("tools/find_python", PYTHON=sys.executable)
    assert Path(found.stdout.strip()).samefile(sys.executable)


def test_a_named_python_that_does_not_run_is_refused_by_name() -> None:
    found = run("tools/find_python", PYTHON="/bin/false")
    assert (found.returncode, "PYTHON=/bin/false" in found.stderr) == (1, True)
