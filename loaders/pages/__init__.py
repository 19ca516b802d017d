"""Pages in, clean articles out, and the sentences of those articles."""

from loaders.pages.articles import split_articles, split_page
from loaders.pages.files import Limits
from loaders.pages.sentences import sentence_spans, split_sentences
from loaders.pages.sources import READERS, UnknownFormatError, read_articles, read_pages

__all__ = [
    "READERS",
    "Limits",
    "UnknownFormatError",
    "read_articles",
    "read_pages",
    "sentence_spans",
    "split_articles",
    "split_page",
    "split_sentences",
]
