"""Which articles count as one origin, and why."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from storytelling import RUSSIA, UKRAINE, Told, article, told

from loaders.outlets import OutletsError, outlets, say_of_outlet
from loaders.records import Event, Reading
from loaders.resolution import cluster_mentions

# Our own words: a dispatch of eight sentences, and a report of the same round by another hand.
DISPATCH = """Ukraine and Russia held talks on June 2 in a palace on the Bosphorus.
The delegations sat across from each other for little more than an hour.
Both left with lists of names for the next exchange of the wounded and the very young.
Neither side moved on the question of a truce along the whole front line.
A memorandum was handed over in two languages, and read in silence.
Officials on both sides said that experts would now study every point of it.
The hosts served tea, and spoke of a meeting of leaders before the end of the month.
Outside, a crowd of cameras waited for a handshake that never came."""
OTHER_HAND = """At the second session, Ukraine and Russia met on June 2 for an hour at most.
What remained afterwards was an agreement over prisoners, and a great deal of bad temper.
Diplomats familiar with the exchanges described a cold room and colder formalities.
Kyiv's envoys wanted a month without shooting; Moscow's offered two days in some places.
The papers that changed hands set out positions that have barely shifted since spring.
Families of captured soldiers gathered in Kyiv to hear whether their sons were listed.
Analysts in Ankara doubt that presidents will meet any time soon.
No date for another session was named by anybody in the building."""


def report(outlet: str, text: str = DISPATCH, **facts: object) -> Reading:
    """Tell of the round in an article whose text is given."""
    first, *rest = text.splitlines()
    trigger = "talks" if "talks" in first else "met"
    round_of = told(first, trigger, "CONSULT", mode="negotiate", party=[UKRAINE, RUSSIA], when="2025-06-02")
    return article(outlet, round_of, *map(filler, rest), outlet=outlet, **facts)  # type: ignore[arg-type]


def filler(sentence: str) -> Told:
    """A sentence that only makes the article longer: each tells an act of its own."""
    return told(sentence, sentence.rsplit(maxsplit=1)[-1].rstrip("."), "PROTEST", genre="opinion")


def round_told_by(*readings: Reading) -> Event:
    (event,) = (event for event in cluster_mentions(readings) if event.type == "CONSULT")
    return event


def reworded(text: str) -> str:
    """The first sentence in other words, so that only the rest of the text tells of copying."""
    return text.replace(text.splitlines()[0], "For an hour, Russia and Ukraine met on June 2 once more.")


def test_one_text_in_two_outlets_is_one_origin_though_the_telling_sentence_is_not() -> None:
    event = round_told_by(report("Gulf Morning"), report("Levant Monitor", reworded(DISPATCH)))
    assert (event.articles, event.origins) == (2, 1)


def test_a_reprint_cut_to_its_first_half_is_no_origin_of_its_own() -> None:
    half = "\n".join(reworded(DISPATCH).splitlines()[:5])
    assert round_told_by(report("Gulf Morning"), report("Levant Monitor", half)).origins == 1


def test_two_hands_on_one_round_are_two_origins() -> None:
    assert round_told_by(report("Gulf Morning"), report("Levant Monitor", OTHER_HAND)).origins == 2


def test_a_copy_has_the_origin_of_who_was_first() -> None:
    event = round_told_by(
        report("Gulf Morning", published="2025-06-04"),
        report("Levant Monitor", reworded(DISPATCH), published="2025-06-03"),
    )
    (origin,) = event.told_by
    assert (origin.name, origin.outlets) == ("Levant Monitor", ("Gulf Morning", "Levant Monitor"))
    assert "Levant Monitor and Gulf Morning share" in " ".join(origin.why)


def test_short_and_full_names_of_an_agency_are_one_origin() -> None:
    event = round_told_by(
        report("Gulf Morning", credits=["AP"]),
        report("Levant Monitor", OTHER_HAND, credits=["Associated Press"]),
    )
    (origin,) = event.told_by
    assert origin.name == "Associated Press"
    assert origin.why == (
        "Gulf Morning credits Associated Press",
        "Levant Monitor credits Associated Press",
    )


def test_a_report_of_two_agencies_adds_none_where_one_of_them_is_there_already() -> None:
    event = round_told_by(
        report("Gulf Morning", credits=["Reuters"]),
        report("Levant Monitor", OTHER_HAND, credits=["AFP", "Reuters"]),
    )
    assert [origin.name for origin in event.told_by] == ["Reuters"]


def test_outlets_of_one_owner_are_one_origin() -> None:
    event = round_told_by(report("TASS"), report("RIA Novosti", OTHER_HAND))
    (origin,) = event.told_by
    assert (origin.name, origin.why[-1]) == ("Russian state", "TASS belongs to Russian state")


def test_the_users_own_file_says_who_owns_an_outlet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "mine.csv"
    own.write_text("outlet,owner\nGulf Morning,Sand Holding\nLevant Monitor,Sand Holding\n")
    monkeypatch.setenv("GOODOFFICES_OUTLETS", str(own))
    event = round_told_by(report("Gulf Morning"), report("Levant Monitor", OTHER_HAND))
    assert [origin.name for origin in event.told_by] == ["Sand Holding"]


def test_lines_of_one_outlet_by_two_names_are_read_and_kept_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "mine.csv"
    own.write_text("outlet,owner,reliability\nAP,,A\nThe Associated Press,Somebody,\n")
    monkeypatch.setenv("GOODOFFICES_OUTLETS", str(own))
    say_of_outlet("Gulf Morning", by="somebody", owner="Sand Holding")
    known = outlets()
    assert (known.reliability("AP"), known.owner("AP"), known.owner("Gulf Morning")) == (
        "A",
        "Somebody",
        "Sand Holding",
    )


def test_what_many_say_of_outlets_at_the_same_time_is_all_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOODOFFICES_OUTLETS", str(tmp_path / "mine.csv"))
    papers = [f"Paper {number}" for number in range(12)]
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda name: say_of_outlet(name, by="somebody", reliability="C"), papers))
    assert sorted(line.outlet for line in outlets().lines()) == sorted(papers)


def test_a_line_that_is_no_reliability_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "mine.csv"
    own.write_text("outlet,reliability\nGulf Morning,A\nLevant Monitor,good\n")
    monkeypatch.setenv("GOODOFFICES_OUTLETS", str(own))
    with pytest.raises(OutletsError, match=r"mine\.csv, line 3: 'good' is no reliability"):
        cluster_mentions([report("Gulf Morning")])


@pytest.mark.parametrize("seed", range(5))
def test_origins_do_not_depend_on_the_order(seed: int) -> None:
    readings = [
        report("Gulf Morning", published="2025-06-04"),
        report("Levant Monitor", reworded(DISPATCH), published="2025-06-04"),
        report("Capital Dispatch", OTHER_HAND, credits=["AFP", "Reuters"]),
        report("Daily Ledger", reworded(OTHER_HAND), credits=["Reuters"]),
        report("TASS"),
    ]
    shuffled = random.Random(seed).sample(readings, len(readings))  # noqa: S311  # no secret
    assert round_told_by(*shuffled) == round_told_by(*readings)


def test_many_reprints_need_no_more_reasons_than_connect_them() -> None:
    outlets = [f"Paper {number}" for number in range(12)]
    event = round_told_by(*(report(name, f"{DISPATCH}\n{name} has more on its pages.") for name in outlets))
    (origin,) = event.told_by
    assert sum("share" in reason for reason in origin.why) == len(outlets) - 1
