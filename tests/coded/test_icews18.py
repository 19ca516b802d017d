"""Reading ICEWS18's files, with rows of our own writing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from loaders.coded import read_icews18
from loaders.coded.icews18 import DataSetError
from loaders.records import Mention, Reading, Rejection

ACTORS = ("Kenya", "Uganda", "Police (Kenya)", "Citizen (Uganda)", "Ada Obi", "Unspecified Actor")
LABELS = ("Consult", "Mediate", "Make statement", "Demand release of persons or property", "Juggle")
FIRST_HOURS = 24 * 31


def data_set(folder: Path, *rows: tuple[int, int, int, int], more: str = "") -> Path:
    """Write a data set of these actors and labels; a row is source, label, target, day from February 1."""
    for name, words in (("entity2id.txt", ACTORS), ("relation2id.txt", LABELS)):
        (folder / name).write_text("".join(f"{word}\t{number}\n" for number, word in enumerate(words)))
    lines = [f"{s}\t{kind}\t{t} \t{FIRST_HOURS + 24 * day}\t0\n" for s, kind, t, day in rows]
    (folder / "valid.txt").write_text("".join(lines) + more)
    return folder


def readings(folder: Path) -> list[Reading]:
    return [item for item in read_icews18(folder) if isinstance(item, Reading)]


def only_mention(folder: Path) -> Mention:
    (reading,) = readings(folder)
    (mention,) = reading.mentions
    return mention


def parts(mention: Mention) -> list[tuple[str, str]]:
    return [(one.role, one.actor.name) for one in mention.participants]


def test_a_row_is_a_mention_with_its_type_and_day(tmp_path: Path) -> None:
    mention = only_mention(data_set(tmp_path, (0, 3, 1, 2)))
    assert (mention.type, mention.mode, [content.type for content in mention.of]) == (
        "REQUEST", "demand", ["RETREAT"],
    )  # fmt: skip
    assert mention.date is not None
    assert mention.date.start == date(2018, 2, 3)


def test_the_first_acts_on_the_second(tmp_path: Path) -> None:
    assert parts(only_mention(data_set(tmp_path, (0, 0, 1, 0)))) == [
        ("source", "Kenya"),
        ("target", "Uganda"),
    ]


def test_who_mediates_is_a_mediator(tmp_path: Path) -> None:
    assert parts(only_mention(data_set(tmp_path, (4, 1, 1, 0)))) == [
        ("mediator", "Ada Obi"),
        ("party", "Uganda"),
    ]


def test_the_row_is_the_evidence(tmp_path: Path) -> None:
    (reading,) = readings(data_set(tmp_path, (2, 0, 1, 0), (0, 3, 1, 0)))
    text = reading.article.text
    assert [each.evidence.text for each in reading.mentions] == [
        "2018-02-01 | Police (Kenya) | Consult | Uganda",
        "2018-02-01 | Kenya | Demand release of persons or property | Uganda",
    ]
    spans = [
        span for each in reading.mentions for span in (each.trigger, *(p.span for p in each.participants))
    ]
    assert [text[span.start : span.end] for span in spans] == [span.text for span in spans]


def test_a_days_rows_are_one_reading(tmp_path: Path) -> None:
    found = readings(data_set(tmp_path, (0, 0, 1, 1), (1, 0, 0, 0), (2, 0, 1, 1)))
    assert [(each.article.published.start, len(each.mentions)) for each in found] == [
        (date(2018, 2, 1), 1),
        (date(2018, 2, 2), 2),
    ]


def test_a_statement_alone_is_no_event(tmp_path: Path) -> None:
    (reading,) = readings(data_set(tmp_path, (0, 2, 1, 0)))
    assert len(reading.sentences) == 1
    assert reading.mentions == ()


def test_a_known_name_is_the_actor_of_our_data(tmp_path: Path) -> None:
    source, target = only_mention(data_set(tmp_path, (0, 0, 1, 0))).participants
    assert (source.actor.id, target.actor.country) == ("Q114", "UGA")


def test_a_body_of_a_state_acts_for_it_and_its_citizens_do_not(tmp_path: Path) -> None:
    police, citizen = only_mention(data_set(tmp_path, (2, 0, 3, 0))).participants
    assert police.acts_for is not None
    assert (police.actor.kind, police.acts_for.name) == ("agency", "Kenya")
    assert (citizen.actor.kind, citizen.actor.country, citizen.acts_for) == ("population", "UGA", None)


def test_an_actor_that_the_coder_does_not_tell_takes_no_part(tmp_path: Path) -> None:
    assert parts(only_mention(data_set(tmp_path, (5, 0, 1, 0)))) == [("target", "Uganda")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("0\t0\n", "This is no row of four numbers: '0\\t0'."),
        ("0\t0\t1\tnoon\t0\n", "This is no row of four numbers: '0\\t0\\t1\\tnoon\\t0'."),
        ("0\t0\t77\t24\t0\n", "Nothing is called '77'."),
        ("0\t4\t1\t24\t0\n", "Nothing is called 'juggle'."),
    ],
)
def test_a_bad_row_is_rejected_and_the_others_are_read(tmp_path: Path, row: str, reason: str) -> None:
    items = list(read_icews18(data_set(tmp_path, (0, 0, 1, 0), more=row)))
    rejections = [item for item in items if isinstance(item, Rejection)]
    assert [(each.where, each.reason) for each in rejections] == [
        (f"{tmp_path / 'valid.txt'}, line 2", reason)
    ]
    assert len(items) == 1 + len(rejections)


def test_a_folder_without_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataSetError, match=r"entity2id\.txt is missing"):
        list(read_icews18(tmp_path))


def test_a_folder_without_rows_is_refused(tmp_path: Path) -> None:
    (data_set(tmp_path) / "valid.txt").unlink()
    with pytest.raises(DataSetError, match="holds none of"):
        list(read_icews18(tmp_path))
