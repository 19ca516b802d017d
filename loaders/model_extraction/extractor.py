"""The extractor openai: articles in, readings out; a model points at words, and what they mean is ours to tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from database.settings import read_settings
from loaders.actors.knowledge import knowledge
from loaders.extraction.actors import ActorResolver
from loaders.extraction.extractor import clock_of
from loaders.extraction.frames import load_frames
from loaders.extraction.language_model import load_model
from loaders.extraction.parsing import ArticleParser, ParsedArticle
from loaders.extraction.residence import at_home
from loaders.extractors import MODEL_ANSWERS
from loaders.model_extraction.answers import AnswerStore
from loaders.model_extraction.endpoint import Endpoint
from loaders.model_extraction.inquiry import Failure, Inquiry, Outcome
from loaders.model_extraction.question import Question, prompt_version
from loaders.model_extraction.quoted import QuotedSentence
from loaders.model_extraction.settings import ModelSettings, read_model_settings
from loaders.model_extraction.spending import Spending
from loaders.model_extraction.verified import ClaimReader
from loaders.pages.sentences import split_sentences
from loaders.records import Article, Extractor, Mention, Reading, Rejection, Sentence

NAME = "openai"
STAGE = "model"
_DROPPED = "Nothing is to be done: what the sentence does not bear out is left out, the rest stands."


class ModelExtractor:
    """Reads mentions by asking a language model; the same interface as :class:`loaders.extraction.Extractor`.

    Parameters
    ----------
    settings
        Which model to ask, and how; by default from the environment.
    folder
        Where answers are kept; by default the service's home.
    parser
        What splits and parses articles.
    first_pause
        Seconds before a question that was not answered is put again for the first time.

    """

    def __init__(
        self,
        settings: ModelSettings | None = None,
        folder: Path | None = None,
        *,
        parser: ArticleParser | None = None,
        first_pause: float = 1.0,
    ):
        settings = settings or read_model_settings()
        file = (folder or read_settings().home) / MODEL_ANSWERS
        self._store = AnswerStore(file, model=settings.model, prompt=prompt_version())
        self.spending = Spending(settings)
        self._endpoint = Endpoint(settings, self._store, self.spending, first_pause=first_pause)
        self._extractor = identity(settings)
        self._inquiry = Inquiry(
            self._endpoint,
            self._store,
            concurrency=settings.concurrency,
            sentences=settings.sentences,
        )
        self._frames = load_frames()
        self._knowledge = knowledge()
        self._parser = parser or ArticleParser(load_model(), self._knowledge, load_frames())

    def read(self, articles: Iterable[Article]) -> Iterator[Reading | Rejection]:
        """Yield a reading for each article that was answered whole, and a rejection for all that was not borne out.

        An article with a sentence that went unanswered for want of money or of a connection is rejected as a
        whole: a later run reads it whole, without asking again what was answered.
        """
        asked = [(article, split_sentences(article)) for article in articles]
        outcome = self._inquiry.outcome(question for _, split in asked for question in questions_of(split))
        answered = []
        for article, split in asked:
            missing = [outcome[question] for question in questions_of(split)]
            why = next((one for one in missing if isinstance(one, Failure) and one.passing), None)
            if why is None:
                answered.append(article)
            else:
                yield Rejection(_named(article), why.reason, why.remedy, stage=STAGE)
        for parsed in self._parser.parse(answered):
            yield from self._reading(parsed, outcome)

    def close(self) -> None:
        """Close the connections and the file of answers."""
        self._endpoint.close()
        self._store.close()

    def _reading(self, parsed: ParsedArticle, outcome: Outcome) -> Iterator[Reading | Rejection]:
        article = parsed.article
        resolver = ActorResolver(article, self._knowledge)
        resolver.introduce(parsed.parses)
        clock = clock_of(resolver)
        mentions: list[Mention] = []
        for parse, question in zip(parsed.parses, questions_of(parsed.sentences), strict=True):
            resolver.enter(parse)
            sentence = QuotedSentence(parse, resolver, self._frames, clock)
            where = f"{_named(article)}, “{parse.sentence.text}”"
            answer = outcome[question]
            if isinstance(answer, Failure):
                yield Rejection(where, answer.reason, answer.remedy, stage=STAGE)
            else:
                reader = ClaimReader(article, sentence, self._extractor)
                mentions.extend(reader.read(answer))
                yield from (Rejection(where, reason, _DROPPED, stage=STAGE) for reason in reader.dropped)
            clock = replace(clock, told=sentence.last_day())
        yield Reading(article, parsed.sentences, tuple(at_home(mentions)), (self._extractor,))


def identity(settings: ModelSettings) -> Extractor:
    """Return the name and version under which a model reads: another model or another prompt is another version."""
    return Extractor(NAME, f"{settings.model}/{prompt_version()}")


def questions_of(sentences: Sequence[Sentence]) -> list[Question]:
    """Return what is asked of an article's sentences, each of the text with the one before it."""
    before: list[Sentence | None] = [None, *sentences]
    return [
        Question(one.text, earlier.text if earlier is not None and earlier.kind == one.kind else None)
        for one, earlier in zip(sentences, before, strict=False)
    ]


def _named(article: Article) -> str:
    return f"{article.source}, article {article.position + 1} ({article.title or article.id})"
