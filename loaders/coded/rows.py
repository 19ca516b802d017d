"""From coded rows to readings: one day's rows are an article, each row a sentence, and its event a mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph_schema import schema
from loaders.coded.actors import actor_named, state_for
from loaders.identity import digest
from loaders.records import (
    Article,
    Content,
    DateInterval,
    Extractor,
    Mention,
    Participant,
    Passage,
    Reading,
    Sentence,
    Span,
)

VERSION = "1"
BETWEEN = " | "
CONFIDENCE = 0.6
"""Of a row: a machine coded it from a text that is not at hand. Above the least of default answers, below a sentence
that can be read again."""


@dataclass(frozen=True, slots=True)
class CodedRow:
    """One event as somebody coded it."""

    day: date
    source: str | None
    """Who did it; ``None`` where the coder does not tell."""
    label: str
    """What the coder calls the act."""
    target: str | None
    code: str
    """The act's CAMEO code."""

    @property
    def text(self) -> str:
        """The row as a line that can be read."""
        return BETWEEN.join((self.day.isoformat(), self.source or "", self.label, self.target or ""))

    @property
    def is_event(self) -> bool:
        """Whether something was done: a statement alone is none (``cameo.yaml``)."""
        return schema().from_cameo(self.code).type is not None


def read_day(data_set: str, rows: Sequence[CodedRow]) -> Reading:
    """Read the rows of one day as an article.

    Parameters
    ----------
    data_set
        What the data is called; with the day it names the article.
    rows
        Of one day, at least one, in the order of the data.

    """
    day = rows[0].day
    texts = [row.text for row in rows]
    text = "\n".join(texts)
    article = Article(
        id=digest("coded article", data_set, day.isoformat()),
        version=digest("coded version", text),
        text=text,
        passages=(Passage("body", 0, len(text)),),
        title=f"{data_set}, {day.isoformat()}",
        published=DateInterval(day, day, "day"),
        source=data_set,
    )
    sentences, start = [], 0
    for index, line in enumerate(texts):
        sentences.append(Sentence(article.id, article.version, index, line, start, start + len(line)))
        start += len(line) + 1
    mentions = [
        _mention(data_set, sentence, row)
        for sentence, row in zip(sentences, rows, strict=True)
        if row.is_event
    ]
    extractor = Extractor(data_set, VERSION)
    return Reading(article, tuple(sentences), tuple(mentions), (extractor,))


def _mention(data_set: str, sentence: Sentence, row: CodedRow) -> Mention:
    coded = schema().from_cameo(row.code)
    if coded.type is None:
        raise ValueError(f"{row.text}: CAMEO {row.code} is no event.")
    at = sentence.start + len(row.day.isoformat()) + len(BETWEEN) + len(row.source or "") + len(BETWEEN)
    return Mention(
        id=digest("mention", sentence.article_id, sentence.article_version, data_set, str(at), coded.type),
        article_id=sentence.article_id,
        article_version=sentence.article_version,
        sentence_index=sentence.index,
        type=coded.type,
        mode=coded.mode,
        status="happened",
        of=tuple(_content(text) for text in coded.of),
        trigger=Span(row.label, at, at + len(row.label)),
        evidence=Span(sentence.text, sentence.start, sentence.end),
        extractor=Extractor(data_set, VERSION, row.code),
        date=DateInterval(row.day, row.day, "day"),
        participants=_participants(row, coded.mode, sentence, at),
        confidence=CONFIDENCE,
    )


def _participants(row: CodedRow, mode: str | None, sentence: Sentence, at: int) -> tuple[Participant, ...]:
    """Return who did it and to whom: the coder's direction is kept in acts between equals, too."""
    first, second = ("mediator", "party") if mode == "mediate" else ("source", "target")
    found = []
    if row.source:
        start = at - len(BETWEEN) - len(row.source)
        found.append(_participant(first, row.source, start, row.day))
    if row.target:
        found.append(_participant(second, row.target, sentence.end - len(row.target), row.day))
    return tuple(found)


def _participant(role: str, name: str, start: int, day: date) -> Participant:
    actor = actor_named(name, day)
    span = Span(name, start, start + len(name))
    return Participant(role, span, actor, state_for(actor, name, day), because="coded so")


def _content(text: str) -> Content:
    kind, _, mode = text.partition("/")
    return Content(kind, mode or None)
