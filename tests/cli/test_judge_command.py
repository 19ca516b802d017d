"""``goodoffices judge``: what it does, tells, suggests, writes and takes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from storytelling import QATAR, RUSSIA, TURKEY, UKRAINE, article, told
from typer.testing import CliRunner, Result

from app.cli import app
from database import Database
from loaders.graph import snapshot
from loaders.identity import digest
from loaders.load import load
from loaders.records import ActorRef, Reading


def local(name: str, home: str) -> ActorRef:
    return ActorRef(
        digest("actor", digest("article", home), "person", name), name, "person", "COL", local=True
    )


def report(home: str, name: str, when: str = "2025-06-02") -> Reading:
    text = f"{name} brokered talks of the sides"
    event = told(
        text,
        "talks",
        "CONSULT",
        mode="negotiate",
        party=[UKRAINE, RUSSIA],
        mediator=[local(name, home)],
        when=when,
    )
    return article(home, event, published="2025-06-03", outlet=home)


ONE, OTHER = report("A", "Juan Pablo Mora"), report("B", "Juan Pablo Morra", "2025-06-20")
MORA, MORRA = local("Juan Pablo Mora", "A").id, local("Juan Pablo Morra", "B").id


@pytest.fixture
def stored(configured: Database) -> Database:
    load(configured, [ONE, OTHER])
    return configured


def judge(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["judge", *arguments])


def mediators(db: Database) -> int:
    (row,) = db.run("MATCH (a:Actor)-[:MEDIATED]->() RETURN count(DISTINCT a) AS n")
    return int(row["n"])


def test_two_actors_become_one(stored: Database) -> None:
    result = judge("same", MORA, MORRA, "--by", "anna", "--reason", "A misprint.")
    assert (result.exit_code, mediators(stored)) == (0, 1), result.output


def test_the_way_back_is_told_and_leads_back(stored: Database) -> None:
    before = snapshot(stored)
    told_back = judge("same", MORA, MORRA).stdout.split("goodoffices judge ")[1].split()
    assert judge(*told_back).exit_code == 0
    assert snapshot(stored) == before


def test_an_actor_goes_by_its_name(stored: Database) -> None:
    assert judge("different", "Juan Pablo Mora", "Juan Pablo Morra").exit_code == 0


def test_an_unknown_name_is_an_error(stored: Database) -> None:
    result = judge("same", "Nobody", MORA)
    assert (result.exit_code, "Nothing in the graph goes by 'Nobody'" in result.stderr) == (1, True)


def test_events_are_judged_by_their_ids(stored: Database) -> None:
    ids = [row["id"] for row in stored.run("MATCH (e:Event) RETURN e.id AS id")]
    assert judge("same", *ids).exit_code == 0
    assert len(stored.run("MATCH (e:Event) RETURN e")) == 1


def test_one_argument_is_rejected(stored: Database) -> None:
    result = judge("reject", ONE.mentions[0].id, "--role", "mediator")
    assert (result.exit_code, mediators(stored)) == (0, 1), result.output


def test_an_argument_that_is_not_there_is_an_error(stored: Database) -> None:
    result = judge("reject", ONE.mentions[0].id, "--role", "host")
    assert "the mention names nobody as host" in result.stderr


def test_the_list_tells_what_was_judged_and_why(stored: Database) -> None:
    judge("reject", ONE.mentions[0].id, "--by", "anna", "--reason", "A quotation.")
    result = judge("list")
    assert "reject mention: 'talks' in \"Juan Pablo Mora brokered talks" in result.stdout
    assert "by anna on" in result.stdout
    assert ": A quotation." in result.stdout


def test_the_list_tells_what_contradicts(stored: Database) -> None:
    judge("same", MORA, MORRA, "--by", "anna")
    judge("different", MORA, MORRA, "--by", "ben")
    assert "without effect, for it contradicts" in judge("list").stdout


def test_what_nothing_matches_is_listed(configured: Database, tmp_path: Path) -> None:
    file = tmp_path / "judgements.jsonl"
    file.write_text(json.dumps({"verdict": "same", "about": "actor", "subjects": ["Q1", "Q2"], "by": "anna"}))
    assert judge("import", str(file)).exit_code == 0
    assert "not in the graph: Q2" in judge("list", "--unmatched").stdout


def test_judgements_survive_a_new_database(stored: Database, tmp_path: Path) -> None:
    file = tmp_path / "judgements.jsonl"
    judge("same", MORA, MORRA)
    before = snapshot(stored)
    assert judge("export", "--out", str(file)).exit_code == 0
    stored.run("MATCH (n) WHERE NOT n:Schema DETACH DELETE n")
    assert judge("import", str(file)).exit_code == 0
    load(stored, [OTHER, ONE])
    assert snapshot(stored) == before


def test_a_line_that_is_no_judgement_is_named(configured: Database, tmp_path: Path) -> None:
    file = tmp_path / "judgements.jsonl"
    file.write_text('{"verdict": "same", "about": "actor", "subjects": ["Q1"], "by": "anna"}')
    result = judge("import", str(file))
    assert (result.exit_code, "line 1 is no judgement: 'same' needs 2" in result.stderr) == (1, True), (
        result.stderr
    )


def test_nearly_one_name_is_suggested_with_the_commands(stored: Database) -> None:
    result = judge("suggest")
    assert "for: the names agree to 9" in result.stdout
    assert "goodoffices judge same " in result.stdout


def test_what_was_judged_is_not_suggested(stored: Database) -> None:
    judge("different", MORA, MORRA)
    assert "No two actors are near each other" in judge("suggest").stdout


def test_reports_that_nearly_agree_are_suggested(configured: Database) -> None:
    texts = {"A": "They held talks", "B": "Other talks between the sides"}
    stories = [
        article(home, told(text, "talks", "CONSULT", mode="negotiate", party=parties), published="2025-06-03")
        for (home, text), parties in zip(
            texts.items(), ([QATAR, RUSSIA, TURKEY], [QATAR, RUSSIA]), strict=True
        )
    ]
    load(configured, stories)
    result = judge("suggest", "events")
    assert "against: " in result.stdout
    assert f"goodoffices judge same {min(each.mentions[0].id for each in stories)}" in result.stdout
