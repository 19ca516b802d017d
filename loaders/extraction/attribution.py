"""Who says so: the chain from the nearest speaker to the farthest outlet (contract, section 1)."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.extraction.actors import ActorResolver
from loaders.extraction.parses import Word
from loaders.extraction.scenes import Scene, Trigger
from loaders.extraction.syntax import governed, subject_of
from loaders.extraction.words import word_class
from loaders.records import Attribution


def attribution_of(trigger: Trigger, scene: Scene, resolver: ActorResolver) -> tuple[Attribution, ...]:
    """Return who is said to say what a trigger tells, nearest first."""
    chain: list[Attribution] = []
    sayings = list(_sayings(trigger.anchor))
    sayings += [
        (verb, "verb") for verb in _closing(trigger, scene) if all(verb is not known for known, _ in sayings)
    ]
    for word, saying in sayings:
        for link in _links(word, saying, scene, resolver):
            if all(link.name != known.name for known in chain):
                chain.append(link)
    return tuple(chain)


def _sayings(word: Word) -> Iterator[tuple[Word, str]]:
    """Yield the words that report what a word tells, from its own clause outwards, and how they do."""
    current = word
    while True:
        for child in current.children:
            if child.dep in ("parataxis", "conj") and _says(child) and child.i > current.i:
                # "..., Ukrinform reported, citing": the saying hangs on what it reports.
                if child.dep == "parataxis" or _inverted(child):
                    yield child, "verb"
            elif child.dep == "prep" and child.lower in ("according", "per"):
                yield child, "source"
        if current.head is current:
            return
        reported = current.dep in ("ccomp", "parataxis", "xcomp") and _says(current.head)
        if reported or (current.dep == "dobj" and current.head.lemma in word_class("denying")):
            yield current.head, "verb"
        elif (
            current.dep == "pcomp"
            and current.head.lower == "as"
            and current.head.head.lemma in ("quote", "cite")
        ):
            yield current.head.head, "quoted"
        current = current.head


def _closing(trigger: Trigger, scene: Scene) -> Iterator[Word]:
    """Yield the verb of "..., the agency Interfax reported." at a sentence's end, whatever the parser made of it."""
    words = scene.parse.words
    for verb in words[trigger.word.i + 1 :]:
        subject = verb.child("nsubj")
        if (
            verb.tag != "VBD"
            or not _says(verb)
            or subject is None
            or subject.i != verb.i - 1
            or subject.tag == "WDT"
        ):
            continue
        tells = verb.dep == "relcl" and verb.head.lemma in word_class("outlet_nouns")
        noun = verb.head if tells else subject
        first = min((w for w in noun.subtree() if w.i <= subject.i), key=lambda w: w.i).i
        rest = words[verb.i + 1].lower if verb.i + 1 < len(words) else "."
        if (
            first > 0
            and words[first - 1].lower in (",", "”", '"', "'")
            and rest in (".", ",", "on", "in", "citing")
        ):
            yield verb


def _says(verb: Word) -> bool:
    return verb.pos == "VERB" and verb.lemma in word_class("saying") | word_class("denying")


def _inverted(verb: Word) -> bool:
    return verb.child("nsubj") is not None and verb.child("dobj", "ccomp", "xcomp") is None


def _links(word: Word, how: str, scene: Scene, resolver: ActorResolver) -> Iterator[Attribution]:
    if how == "source":
        prep = word.child("prep") if word.lower == "according" else word
        for source in governed(prep) if prep is not None else []:
            yield from _link(source, None, resolver)
        return
    for child in word.children:
        if child.lemma in word_class("citing") and child.dep in ("advcl", "conj", "dep"):
            for source in scene.slot(child, "object"):
                yield from _link(source, child, resolver)
    if how == "quoted":
        for source in scene.slot(word, "object"):
            yield from _link(source, word, resolver)
    for speaker in subject_of(word):
        yield from _link(speaker, word, resolver)
    for hearer in scene.slot(word, "object"):
        who = resolver.who(hearer)
        if who and who[0].actor.kind == "outlet":
            yield from _link(hearer, None, resolver)


def _link(word: Word, verb: Word | None, resolver: ActorResolver) -> Iterator[Attribution]:
    said = verb.lemma if verb is not None else None
    found = resolver.who(word)
    if not found:
        if word.pos in ("NOUN", "PROPN"):
            span = resolver.phrase(word)
            yield Attribution(span.text, _kind_of_source(word), None, said, span.start, span.end)
        return
    for who in found:
        kind = "outlet" if who.actor.kind == "outlet" else "officials" if who.plural else "speaker"
        yield Attribution(who.actor.name, kind, who.actor.id, said, who.span.start, who.span.end)


def _kind_of_source(word: Word) -> str:
    if word.lemma in word_class("documents"):
        return "document"
    if word.lemma in word_class("outlet_nouns"):
        return "outlet"
    return "officials" if word.tag in ("NNS", "NNPS") else "speaker"
