"""How right the extraction is: predictions against gold, as a report with every figure's count."""

from evaluation.evaluating import evaluate
from evaluation.gold import GoldError
from evaluation.gold_files import read_gold
from evaluation.reports import Report

__all__ = ["GoldError", "Report", "evaluate", "read_gold"]
