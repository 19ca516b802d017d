"""Names that the parser tore apart, read again as one familiar word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from loaders.actors.knowledge import Knowledge
from loaders.extraction.rewordings import Piece, Rewording
from loaders.extraction.words import word_class

_FAMILIAR = {"person": "Clinton", "place": "France", "body": "Microsoft"}
"""Names that every parser knows, by what they name."""
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_NO_NAMES = frozenset({"adjective", "demonym"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_LONGEST = 4
"""Words in a personal name; what the model takes for a longer one is often half a headline."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words ``[start, end)`` of a sentence, which name a person, a place or a body."""

    start: int
    end: int
    kind: str


def mend_names(doc: Doc, actors: Knowledge) -> Rewording | None:
    """Return a parsed sentence with a familiar word for each name that is torn apart; None if none is."""
    torn = [name for name in _names_in(doc, actors) if _is_torn(doc, name)]
    return _with_familiar(doc, torn) if torn else None


def _is_torn(doc: Doc, name: Stretch) -> bool:
    """Tell a name that hangs on the sentence by two words, by no noun, or that something inside hangs on."""
    words = doc[name.start : name.end]
    tops = [w for w in words if not name.start <= w.head.i < name.end or w.head.i == w.i]
    if len(tops) != 1 or tops[0].tag_ not in _NOUNS:
        return True
    if name.kind == "person" and any(w.pos_ == "VERB" for w in words):
        return True
    if any(w.dep_ in ("prep", "conj") for w in words):
        return False
    return any(c.i >= name.end for w in words if w.i != tops[0].i for c in w.children)


def _with_familiar(doc: Doc, names: Sequence[Stretch]) -> Rewording:
    pieces: list[Piece] = []
    at = 0
    for name in names:
        pieces.extend(Piece(doc[i].text, i, i + 1) for i in range(at, name.start))
        pieces.append(Piece(_FAMILIAR[name.kind], name.start, name.end))
        at = name.end
    pieces.extend(Piece(doc[i].text, i, i + 1) for i in range(at, len(doc)))
    return Rewording(tuple(pieces))


def _names_in(doc: Doc, actors: Knowledge) -> list[Stretch]:
    """Return the names of several words that the data knows and the persons that the model sees, none twice."""
    taken: set[int] = set()
    found: list[Stretch] = []
    for name in sorted((*_known(doc, actors), *_persons(doc)), key=lambda n: n.start - n.end):
        span = range(name.start, name.end)
        if taken.isdisjoint(span):
            taken.update(span)
            found.append(name)
    return list(_over_particles(doc, sorted(found, key=lambda n: n.start)))


def _known(doc: Doc, actors: Knowledge) -> Iterator[Stretch]:
    words = [token.text for token in doc]
    for match in actors.match(words):
        single = match.end - match.start == 1
        if single or not match.senses or words[match.start + 1] == "-" or not words[match.start].istitle():
            continue
        if not any(sense.kind in _NO_NAMES for sense in match.senses):
            sense = match.senses[0]
            kind = actors.actor(sense.actor_id).kind
            if kind == "population":
                continue  # "Croatian Serb refugees"
            placed = kind == "state" or sense.kind in ("city", "territory")
            label = "person" if kind == "person" else "place" if placed else "body"
            yield Stretch(match.start, match.end, label)


def _persons(doc: Doc) -> Iterator[Stretch]:
    particles = word_class("name_particles")
    for entity in doc.ents:
        if entity.label_ != "PERSON":
            continue
        start, end = entity.start, entity.end
        while end > start and doc[end - 1].text in _POSSESSIVE:
            end -= 1
        words = [token.text for token in doc[start:end]]
        named = all(w[:1].isupper() or w in particles or w == "-" for w in words)
        if named and 0 < len(words) <= _LONGEST:
            yield Stretch(start, end, "person")


def _over_particles(doc: Doc, names: Sequence[Stretch]) -> Iterator[Stretch]:
    """Join "Jose Eduardo" and "Santos" over the "dos" between them."""
    particles = word_class("name_particles")
    last: Stretch | None = None
    for name in names:
        if last is not None and last.kind == name.kind == "person":
            between = [token.text for token in doc[last.end : name.start]]
            if between and all(word in particles for word in between):
                last = Stretch(last.start, name.end, "person")
                continue
        if last is not None:
            yield last
        last = name
    if last is not None:
        yield last
