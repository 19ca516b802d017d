"""Mentions from articles: who did what to whom, when, according to whom."""

from loaders.extraction.extractor import Extractor

__all__ = ["Extractor"]
