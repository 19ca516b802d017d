"""Mentions from a language model behind an OpenAI-compatible endpoint; every quote is held against its sentence."""

from loaders.model_extraction.extractor import ModelExtractor

__all__ = ["ModelExtractor"]
