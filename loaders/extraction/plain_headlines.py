"""Headlines read as the sentences they shorten: "Kenya, Mali to restore ties", "Army raids town".

A headline leaves out "and", "be" and every article, and its plain verbs look like nouns. With "and" for its comma
and "will" before its verb the parser reads it as any sentence: "Army will raid town".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from spacy.tokens import Doc, Token

from loaders.actors.knowledge import Knowledge
from loaders.extraction.frames import FrameSet
from loaders.extraction.rewordings import Piece, Rewording
from loaders.extraction.words import word_class
from loaders.records import Sentence

_LONGEST = 16
"""Words in a headline."""
_TRIES = 3
_ENDS = frozenset(".!?\"”'’:;,")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_PLURAL = frozenset({"NNS", "NNPS"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD"})
_OBJECTS = frozenset({"dobj", "xcomp", "ccomp", "prt", "dative", "oprd", "acomp"})

type Reading = tuple[Rewording, Callable[[Doc], bool]]
"""What a headline may be read as, and what tells of the parse whether it can be."""


class HeadlineVerbs:
    """Finds the verb of a headline that the parser found none in."""

    def __init__(self, frames: FrameSet, actors: Knowledge):
        verbs = {word for pos, word in frames.by_word if pos == "VERB"}
        self._verbs = verbs | set(frames.support_of) | set(frames.operator_of)
        self._titles = actors.titles

    def rewordings(self, doc: Doc, sentence: Sentence) -> list[Reading]:
        """Return what a parsed headline may be read as, the likeliest first; nothing for what is read well."""
        if len(doc) > _LONGEST or not _is_headline(doc, sentence):
            return []
        root = next(token for token in doc if token.head.i == token.i)
        infinitive = next((i for i in range(1, len(doc) - 1) if _opens_infinitive(doc, i)), None)
        if infinitive is not None and not _governs(root, infinitive):
            return [_with_be(doc, infinitive)]
        told = _is_predicate(root)
        if told and (_listing_comma(doc, root.i) is None or root.tag_ not in ("VBZ", "VBP")):
            return []
        past = next((t.i for t in doc if t.tag_ in ("VBN", "VBD") and t.i > 0), len(doc))
        places = [root.i] if told else [i for i in range(1, past) if self._may_be_verb(doc, i)]
        places.sort(key=lambda i: doc[i].lower_ in self._titles)  # "rebels free hostages": they do not rebel
        found = (self._with_will(doc, place) for place in places[:_TRIES])
        return [reading for reading in found if reading is not None]

    def _may_be_verb(self, doc: Doc, place: int) -> bool:
        before = doc[place - 1]
        after = doc[place + 1].lower_ if place + 1 < len(doc) else ""
        named = before.tag_ in _NOUNS or before.pos_ == "VERB" or before.ent_type_ != ""
        named = named or before.lower_ in self._titles
        return named and not before.is_stop and after not in ("-", "'s", "’s", "of")

    def _with_will(self, doc: Doc, place: int) -> Reading | None:
        """Put "will" before the word that may be the verb, in its plain form."""
        plain = self._plain_form(doc[place].lower_)
        if plain is None:
            return None
        singular = plain != doc[place].lower_
        before = _joined(doc, place)
        tag = "VBZ" if singular else "VBP"
        rest = (Piece(doc[i].text, i, i + 1) for i in range(place + 1, len(doc)))
        pieces = (*before, Piece("will", place, place), Piece(plain, place, place + 1, tag), *rest)
        return Rewording(pieces), partial(_acts, place=len(before) + 1, singular=singular)

    def _plain_form(self, word: str) -> str | None:
        """Return the plain form of a verb in the present tense."""
        endings = (("ies", "y"), ("es", ""), ("s", ""))
        stems = (word.removesuffix(ending) + plain for ending, plain in endings if word.endswith(ending))
        return next((form for form in (word, *stems) if form in self._verbs), None)


def _is_headline(doc: Doc, sentence: Sentence) -> bool:
    return sentence.kind == "headline" or doc[-1].text not in _ENDS


def _is_predicate(root: Token) -> bool:
    """Tell whether a sentence's top is a verb of which something is said."""
    if root.pos_ not in ("VERB", "AUX"):
        return False
    finite = root.tag_ in _FINITE or any(c.dep_ in ("aux", "auxpass") for c in root.children)
    acted = root.tag_ == "VBN" or finite
    return acted and any(c.dep_ in _SUBJECTS and c.i < root.i and c.tag_ != "RB" for c in root.children)


def _opens_infinitive(doc: Doc, place: int) -> bool:
    """Tell "Annan to mediate" from "plan to mediate" and "agrees to mediate"."""
    before = doc[place - 1]
    named = before.tag_ in _NOUNS or before.ent_type_ != ""
    if doc[place].lower_ != "to" or not named or doc[place + 1].tag_ != "VB":
        return False
    verbless = all(token.pos_ != "VERB" for token in doc[:place])
    return verbless and before.lemma_.lower() not in word_class("infinitive_nouns")


def _governs(root: Token, infinitive: int) -> bool:
    """Tell a verb before the infinitive."""
    return root.i < infinitive and root.pos_ == "VERB"


def _with_be(doc: Doc, place: int) -> Reading:
    """Put "are" before the infinitive: "Kenya and Mali are to restore ties"."""
    before = _joined(doc, place)
    rest = (Piece(doc[i].text, i, i + 1) for i in range(place, len(doc)))
    return Rewording((*before, Piece("are", place, place), *rest)), partial(_is_to, place=len(before))


def _is_to(read: Doc, place: int) -> bool:
    """Tell whether "are" became the sentence's verb, with a subject and the infinitive."""
    verb = read[place]
    relations = [child.dep_ for child in verb.children]
    return verb.head.i == place and "nsubj" in relations and relations.count("xcomp") == 1


def _acts(read: Doc, place: int, *, singular: bool) -> bool:
    """Tell whether the verb became the sentence's, with a subject that agrees with its printed form.

    A single name also stands before a noun ("US strikes in Yemen"): there the verb must have an object.
    """
    verb = read[place]
    subject = next((child for child in verb.children if child.dep_ == "nsubj" and child.i < place), None)
    if verb.head.i != place or subject is None or any(c.i < subject.left_edge.i for c in verb.children):
        return False
    plural = subject.tag_ in _PLURAL or any(child.dep_ == "conj" for child in subject.children)
    if plural:
        return not singular
    collective = subject.tag_ == "NNP" and not singular
    return (singular or collective) and any(child.dep_ in _OBJECTS for child in verb.children)


def _joined(doc: Doc, place: int) -> list[Piece]:
    """Return what stands before a word, with "and" for the comma of a list of names."""
    comma = _listing_comma(doc, place)
    return [
        Piece("and", i, i + 1, "CC") if i == comma else Piece(doc[i].text, i, i + 1) for i in range(place)
    ]


def _listing_comma(doc: Doc, place: int) -> int | None:
    """Return the last comma before a word, where nothing but names stand in the list it parts."""
    commas = [i for i in range(1, place - 1) if doc[i].text == ","]
    if not commas or any(token.lower_ == "and" for token in doc[:place]):
        return None
    if len(commas) > 1 and not all(map(_is_name, _parts(doc, commas[-1]))):
        return None  # "Aoun, president of Lebanon, quits"
    return commas[-1]


def _parts(doc: Doc, end: int) -> Iterator[Sequence[Token]]:
    start = 0
    for i in range(end + 1):
        if doc[i].text == "," or i == end:
            yield [doc[at] for at in range(start, i)]
            start = i + 1


def _is_name(part: Sequence[Token]) -> bool:
    return bool(part) and all(token.text[:1].isupper() for token in part)
