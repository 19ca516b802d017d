"""A second look at sentences whose parse betrays itself: reworded, parsed again, and handed back."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from loaders.actors.knowledge import Knowledge
from loaders.extraction.frames import FrameSet
from loaders.extraction.parses import Parse
from loaders.extraction.plain_headlines import HeadlineVerbs, Reading
from loaders.extraction.torn_names import mend_names

_RECOGNISER = "ner"
"""The part of the pipeline that finds names: those of the sentence as printed stay."""


class SecondLook:
    """Reads again what the parser stumbled over; see ``plain_headlines`` and ``torn_names`` for what that is."""

    def __init__(self, model: Language, actors: Knowledge, frames: FrameSet):
        self._model = model
        self._actors = actors
        self._verbs = HeadlineVerbs(frames, actors)

    def look(self, docs: Sequence[Doc], parses: Sequence[Parse]) -> None:
        """Correct in place the parses of doubtful sentences, which ``docs`` are."""
        tries = [
            (number, rewording, fits)
            for number, (doc, parse) in enumerate(zip(docs, parses, strict=True))
            for rewording, fits in self._rewordings(doc, parse)
        ]
        unread = [rewording.unparsed(docs[number]) for number, rewording, _ in tries]
        done: set[int] = set()
        for (number, rewording, fits), read in zip(
            tries, self._model.pipe(unread, disable=[_RECOGNISER]), strict=True
        ):
            if number not in done and fits(read):
                done.add(number)
                rewording.hand_back(read, parses[number])

    def _rewordings(self, doc: Doc, parse: Parse) -> list[Reading]:
        """Return what a sentence may be read as instead, the likeliest first, each with what tells that it fits."""
        found = self._verbs.rewordings(doc, parse.sentence)
        mended = mend_names(doc, self._actors)
        return found if mended is None else [*found, (mended, _is_sound)]


def _is_sound(_: Doc) -> bool:
    """Tell that nothing speaks against a parse in which every name is one word."""
    return True
