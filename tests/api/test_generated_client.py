"""The typed client that `make client` makes of the schema and the named queries, against the service."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
GENERATOR = Path(sys.prefix) / "codegen" / "bin" / "ariadne-codegen"
NOTEBOOK = ROOT / "client" / "analyst.ipynb"
NAME = "goodoffices_client"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """Make the client; without the generator the test is skipped, in CI it fails."""
    if not GENERATOR.exists():
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("The generator of the client is not installed: run `make client` once.")
    folder = tmp_path_factory.mktemp("client")
    configuration = (ROOT / "client" / "codegen.toml").read_text(encoding="utf-8")
    assert "build/client" in configuration
    (folder / "codegen.toml").write_text(configuration.replace("build/client", str(folder)), encoding="utf-8")
    command = [GENERATOR, "--config", folder / "codegen.toml"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr or made.stdout
    sys.path.insert(0, str(folder))
    yield importlib.import_module(NAME)
    sys.path.remove(str(folder))
    for module in [name for name in sys.modules if name.partition(".")[0] == NAME]:
        del sys.modules[module]


@pytest.fixture
def client(package: ModuleType, address: str) -> Iterator[Any]:
    with package.GoodOffices(url=f"{address}/graphql") as client:
        yield client


def test_an_answer_has_types(client: Any) -> None:
    (mediation,) = client.mediations(first=10).nodes
    assert (mediation.mediator.name, mediation.date.start.isoformat()) == ("Turkey", "2025-06-02")
    assert mediation.evidence[0].sentence.endswith("mediated by Turkey.")


def test_a_filter_has_types(client: Any, package: ModuleType) -> None:
    denied = package.MediationFilter(status=[package.Status.denied])
    assert [each.mediator.name for each in client.mediations(first=10, filter_=denied).nodes] == [
        "Switzerland"
    ]


def test_a_refusal_is_an_exception_with_the_remedy(client: Any) -> None:
    exceptions = importlib.import_module(f"{NAME}.exceptions")
    with pytest.raises(exceptions.GraphQLClientError, match="`first` must be from 1 to 500, not 0"):
        client.mediations(first=0)


@pytest.mark.usefixtures("package")
def test_the_notebook_runs(
    address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GOODOFFICES_URL", f"{address}/graphql")
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    notebook: dict[str, Any] = {}
    try:
        for cell in cells:
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), notebook)  # noqa: S102  # our own notebook
    finally:
        notebook["client"].http_client.close()
    printed = capsys.readouterr().out
    assert "2025-06-02: Turkey between" in printed
    assert "['Switzerland']" in printed
    assert "`first` must be from 1 to 500, not 1000." in printed
    assert [row["mediator"] for row in notebook["rows"]] == ["Turkey"]


def test_the_notebook_is_kept_without_what_it_printed() -> None:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    assert [cell["outputs"] for cell in cells if cell["cell_type"] == "code" and cell["outputs"]] == []
