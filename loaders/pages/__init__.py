"""Pages in, clean articles out, and the sentences of those articles."""

from loaders.pages.sentences import sentence_spans, split_sentences

__all__ = ["sentence_spans", "split_sentences"]
