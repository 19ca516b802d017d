"""Fiction: what is done in novels, films, drills and rumours alone, and so by nobody."""

from __future__ import annotations

from loaders.extraction.parses import Word
from loaders.extraction.words import word_class

_NOT_TOLD = frozenset({"nsubj", "nsubjpass", "advcl", "conj", "parataxis"})
"""What is told beside a work: "the drama ended when police stormed the building"."""


def made_up_by(verb: Word) -> Word | None:
    """Return the work or drill in which alone an act is done: "in the novel", "the drill, in which they stormed"."""
    unreal = word_class("fiction") | word_class("rehearsals")
    below = verb
    for above in verb.ancestors():
        if above is below:
            continue
        if above.lemma in unreal and below.dep in ("relcl", "acl"):
            return above
        told = above.lemma in word_class("narrating") and below.dep not in _NOT_TOLD
        teller = above.child("nsubj") if told else None
        if teller is not None and teller.lemma in unreal:
            return teller
        below = above
    setting = (w for prep in verb.all("prep") if prep.lower == "in" for w in prep.all("pobj"))
    return next((w for w in setting if w.lemma in word_class("fiction")), None)


def is_untrue(verb: Word) -> bool:
    """Tell "was a myth" and "proved unfounded"."""
    said = verb.all("attr", "acomp", "oprd")
    return any(w.lemma in word_class("untruths") for w in said) and verb.child("neg") is None
