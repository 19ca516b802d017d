"""What a reader may rely on everywhere in the tree."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("graph_schema", "database", "loaders", "evaluation", "app", "bench", "tests", "tools")
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_file_is_not_too_long_to_read(path: Path) -> None:
    # About 350 is the aim; at this length there is a seam for certain.
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


def test_no_module_is_named_after_nothing() -> None:
    assert [name(path) for path in MODULES if path.stem in {"utils", "helpers", "manager", "misc"}] == []


def test_no_two_tests_of_a_scope_share_a_name() -> None:
    twice = []
    for path in MODULES:
        for scope in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(scope, ast.Module | ast.ClassDef):
                names = [node.name for node in scope.body if isinstance(node, FUNCTIONS)]
                twice += [
                    f"{name(path)}: {test}" for test, n in Counter(names).items() if n > 1 and "test" in test
                ]
    assert twice == []


def test_the_architecture_names_real_modules() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(
        re.findall(
            r"(?<![\w/.])(?:graph_schema|database|loaders|evaluation|app)(?:\.[a-z_]+)+(?![\w(.])", text
        )
    )
    assert {module for module in named if importlib.util.find_spec(module) is None} == set()


def test_links_between_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").glob("*.md")]
    dead = [
        f"{name(document)}: {target}"
        for document in documents
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
        if not (document.parent / target).exists()
    ]
    assert dead == []
