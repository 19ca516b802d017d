"""What each part of the extraction brings: the scores without it (``python -m tools.ablate GOLD...``).

Nothing in the extractor knows of this. What is data is given to it reduced: fewer frames, fewer actors. What
is code, pronouns and the rules of status, is exchanged for the length of a run by rules that find nothing.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

from evaluation import evaluate, read_gold
from evaluation.gold import Gold
from evaluation.markdown import table
from evaluation.reports import Report
from loaders.actors.bodies import BODY_FILES
from loaders.actors.knowledge import Knowledge, read_knowledge
from loaders.actors.people import PEOPLE_FILES
from loaders.actors.tables import DATA
from loaders.extraction import Extractor, mentions, pronouns, roles
from loaders.extraction.frames import load_frames
from loaders.extraction.memory import Memory
from loaders.extraction.scenes import Trigger
from loaders.extraction.status import Standing

FIGURES = ("type.f1", "triple.f1", "country.f1", "source_country.f1", "mediator.f1", "all_roles.f1", "status",
           "nothing_forbidden")  # fmt: skip
"""The columns, as far as a gold set has them."""

type Ablation = Callable[[], AbstractContextManager[Extractor]]


@contextmanager
def _whole() -> Iterator[Extractor]:
    yield Extractor()


@contextmanager
def _without_coreference() -> Iterator[Extractor]:
    """Resolve no pronoun and no "the two sides", and let sentences bring nothing to later ones."""

    def nobody(*_: object) -> tuple[()]:
        return ()

    with ExitStack() as exchanged:
        for resolve in ("resolve", "resolve_group", "resolve_state"):
            exchanged.enter_context(patch.object(pronouns, resolve, lambda *_: []))
        exchanged.enter_context(patch.object(Memory, "remember", nobody))
        exchanged.enter_context(patch.object(Memory, "quoted", nobody))
        yield Extractor()


@contextmanager
def _with_verbs_only() -> Iterator[Extractor]:
    """Keep the frames of verbs: no "talks", no "Qatar-brokered truce"."""
    frames = load_frames()
    verbs = {key: entries for key, entries in frames.by_word.items() if key[0] == "VERB"}
    yield Extractor(frames=replace(frames, by_word=verbs))


@contextmanager
def _without_carriers() -> Iterator[Extractor]:
    """Let no verb lend a noun its subject: "held talks", "launched an attack"."""
    yield Extractor(frames=replace(load_frames(), support_of={}))


@contextmanager
def _without_actors(*emptied: str) -> Iterator[Extractor]:
    """Empty files of the actor data, their headers aside."""
    yield Extractor(actors=_knowledge_without(emptied))


def _knowledge_without(files: Sequence[str]) -> Knowledge:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(DATA, data)
        for file in (data / name for name in files):
            header, _, _ = file.read_text(encoding="utf-8").partition("\n")
            file.write_text(f"{header}\n", encoding="utf-8")
        return read_knowledge(data)


@contextmanager
def _without_status() -> Iterator[Extractor]:
    """Take every act for done, but where its own frame says otherwise."""

    def done(trigger: Trigger, *_: object) -> Standing:
        return Standing(status=trigger.frame.status or "happened", momentary=True)

    with ExitStack() as exchanged:
        exchanged.enter_context(patch.object(mentions, "standing_of", done))
        exchanged.enter_context(patch.object(mentions, "standing_at", lambda *_: Standing()))
        exchanged.enter_context(patch.object(roles, "participation_of", lambda *_: None))
        frames = load_frames()
        yield Extractor(frames=replace(frames, operator_of={}))


ABLATIONS: Mapping[str, Ablation] = {
    "everything": _whole,
    "without coreference": _without_coreference,
    "without frames of nouns and adjectives": _with_verbs_only,
    "without verbs that carry a noun": _without_carriers,
    "without people and their offices": partial(_without_actors, *PEOPLE_FILES),
    "without any actor but states": partial(_without_actors, *PEOPLE_FILES, *BODY_FILES, "seats.csv"),
    "without rules of status": _without_status,
}
"""What is left out, by what the table calls it."""


def ablation_table(gold: Gold, ablations: Mapping[str, Ablation] = ABLATIONS) -> str:
    """Score each ablation and lay out the figures, each with its difference from the whole."""
    reports = {name: _scored(gold, ablation) for name, ablation in ablations.items()}
    whole = reports["everything"].figures()
    columns = [name for name in FIGURES if name in whole]
    rows = [(name, *_cells(report.figures(), whole, columns)) for name, report in reports.items()]
    return table(("", *columns), rows)


def _scored(gold: Gold, ablation: Ablation) -> Report:
    with ablation() as extractor:
        return evaluate(gold, extractor.read)


def _cells(figures: Mapping[str, float], whole: Mapping[str, float], columns: Sequence[str]) -> Iterator[str]:
    for name in columns:
        value, change = figures.get(name, 0.0), figures.get(name, 0.0) - whole[name]
        yield f"{value:.3f} ({change:+.3f})" if abs(change) >= 0.0005 else f"{value:.3f}"


def main() -> None:
    """Print a table for each gold set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD", help="a file or folder of gold")
    for path in parser.parse_args().gold:
        gold = read_gold(path)
        print(f"{gold.name}, {len(gold.texts)} texts\n\n{ablation_table(gold)}\n")  # noqa: T201


if __name__ == "__main__":
    main()
