"""Verdicts of rules and persons on who is who and what is one event, and what they make of readings."""

from loaders.judgements.judgements import NO_JUDGEMENTS, Judgements, judge_readings
from loaders.judgements.records import Judgement, JudgementError

__all__ = ["NO_JUDGEMENTS", "Judgement", "JudgementError", "Judgements", "judge_readings"]
