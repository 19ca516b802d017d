"""Articles in, parses out: the sentences of many articles are parsed together and handed back article by article."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched

from spacy.language import Language

from loaders.actors.knowledge import Knowledge
from loaders.extraction.frames import FrameSet
from loaders.extraction.language_model import forgetting_words, on_one_core, parse_sentences
from loaders.extraction.letter_case import LetterCase
from loaders.extraction.parses import Parse
from loaders.extraction.second_look import SecondLook
from loaders.pages.sentences import split_sentences
from loaders.records import Article, Sentence

_TOGETHER = 16
"""Enough articles (about 300 sentences) to fill the parser's batches, few enough to hold their parses."""


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article with its sentences and their parses."""

    article: Article
    sentences: tuple[Sentence, ...]
    parses: tuple[Parse, ...]


class ArticleParser:
    """Splits and parses articles."""

    def __init__(self, model: Language, actors: Knowledge, frames: FrameSet):
        self._model = model
        self._second_look = SecondLook(model, actors, frames)
        self._letter_case = LetterCase(model, actors)

    def parse(self, articles: Iterable[Article]) -> Iterator[ParsedArticle]:
        """Yield each article parsed, in their order; sentences are parsed in batches across articles."""
        for together in batched(articles, _TOGETHER):
            with forgetting_words(self._model), on_one_core():
                parsed = list(self._parse(together))
            yield from parsed

    def _parse(self, articles: Sequence[Article]) -> Iterator[ParsedArticle]:
        waiting: deque[tuple[Article, tuple[Sentence, ...]]] = deque()

        def sentences() -> Iterator[Sentence]:
            for article in articles:
                split = split_sentences(article)
                waiting.append((article, split))
                yield from split

        found: list[Parse] = []
        for parse in parse_sentences(
            sentences(), self._model, restore=self._letter_case.restore, look_again=self._second_look.look
        ):
            while not waiting[0][1]:
                yield ParsedArticle(*waiting.popleft(), ())
            found.append(parse)
            # Counted, not grouped by id: two outlets may print one text, and one article may come twice.
            if len(found) == len(waiting[0][1]):
                yield ParsedArticle(*waiting.popleft(), tuple(found))
                found = []
        for article, split in waiting:
            yield ParsedArticle(article, split, ())
