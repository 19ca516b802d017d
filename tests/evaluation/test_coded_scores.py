"""Scores against coded sentences: the rules, and the same figures as the field's scorer gives."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from storytelling import EGYPT, HAMAS, ISRAEL, QATAR, USA, Told, article, told

from app.exports.corpus import Corpus
from app.exports.json_lines import mention_lines
from evaluation import read_gold
from evaluation.coded import country_code, score_coded
from evaluation.figures import Score
from evaluation.gold import Coded, CodedActor, CodedEvent, CodedText
from evaluation.reports import Report
from loaders.reading import readings_of
from loaders.records import Reading
from loaders.resolution import resolve

SHARED = Path(__file__).parents[3] / "shared"
DEV, SCORER = SHARED / "data" / "gsr" / "dev.jsonl", SHARED / "eval" / "score_events.py"


def score(mention: Told, coded: CodedEvent) -> Report:
    text = CodedText("a", None, mention.text, (coded,))
    return score_coded(Coded("a set", (text,)), {"a": article("a", mention).mentions})


def coded(type: str, source: str | None, target: str | None, *, reciprocal: bool = False) -> CodedEvent:
    return CodedEvent(type, (CodedActor("", source),), (CodedActor("", target),), reciprocal)


def test_a_mediator_acts_on_the_parties() -> None:
    mention = told("Egypt mediated.", "mediated", "CONSULT", mediator=[EGYPT], party=[ISRAEL, HAMAS])
    assert score(mention, coded("CONSULT", "EGY", "ISR")).scores["triple"] == Score(1, 4, 1)


def test_a_reciprocal_act_is_two_triples() -> None:
    mention = told("Egypt and Qatar met.", "met", "CONSULT", party=[EGYPT, QATAR])
    assert score(mention, coded("CONSULT", "EGY", "QAT", reciprocal=True)).scores["triple"] == Score(2, 2, 2)


def test_planned_aid_counts_as_agreed_where_the_gold_says_so() -> None:
    mention = told(
        "The US will send food to Egypt.", "send", "AID", status="planned", source=[USA], target=[EGYPT]
    )
    assert score(mention, coded("AGREE", "USA", "EGY")).scores["triple"] == Score(1, 1, 1)


def test_what_is_only_alleged_does_not_count_against_precision() -> None:
    mention = told("Israel is said to have raided.", "raided", "ASSAULT", status="alleged", source=[ISRAEL])
    assert score(mention, coded("ACCUSE", "EGY", "ISR")).scores["type"] == Score(0, 0, 1)


@pytest.mark.parametrize(
    ("code", "kind", "read"),
    [
        ("JAP", "", "JPN"),
        ("usa", "", "USA"),
        ("---", "", None),
        (None, "intergovernmental_organization", "IGO"),
    ],
)
def test_codes_are_read_as_coders_mean_them(code: str | None, kind: str, read: str | None) -> None:
    assert country_code(code, kind) == read


@pytest.mark.skipif(not SCORER.exists(), reason=f"the coded sentences are not at {SHARED}")
def test_figures_equal_the_scorers(tmp_path: Path) -> None:
    gold = read_gold(DEV)
    assert isinstance(gold, Coded)
    articles = (text.article for text in gold.texts if text.article)
    readings = tuple(one for one in readings_of(articles) if isinstance(one, Reading))
    resolution = resolve(readings)
    file = tmp_path / "predicted.jsonl"
    lines = mention_lines(Corpus(readings, resolution.events))
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    printed = subprocess.run(
        [sys.executable, SCORER, DEV, file], capture_output=True, text=True, check=True
    ).stdout
    theirs = {
        name.strip(): Score(*map(int, counts))
        for name, *counts in re.findall(
            r"^(\w[\w ]*?) +P .*hit (\d+), predicted (\d+), gold (\d+)", printed, re.M
        )
    }

    report = score_coded(gold, {str(one.article.given_id): one.mentions for one in readings})

    assert report.scores == theirs
    assert f"type macro-F1    {report.numbers['type.macro_f1']:.3f}" in printed
