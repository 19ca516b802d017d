"""Figures: shares with their intervals, scores and means."""

from __future__ import annotations

import pytest

from evaluation.figures import Score, Share, macro_f1


def test_an_interval_of_few_cases_is_wide_and_stays_below_one() -> None:
    assert Share(3, 3).interval == pytest.approx((0.438, 1.0), abs=0.001)


def test_an_interval_of_many_cases_is_narrow() -> None:
    assert Share(500, 1000).interval == pytest.approx((0.469, 0.531), abs=0.001)


def test_of_no_cases_nothing_is_known() -> None:
    assert Share(0, 0).interval == (0.0, 1.0)


def test_f1_is_the_harmonic_mean() -> None:
    assert Score(hits=6, told=8, gold=12).f1 == pytest.approx(2 * 0.75 * 0.5 / 1.25)


def test_the_macro_mean_leaves_out_what_the_gold_does_not_have() -> None:
    assert macro_f1({"rare": Score(0, 0, 1), "common": Score(9, 9, 9), "never": Score(0, 4, 0)}) == 0.5
