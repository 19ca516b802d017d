"""Who says so: the chain from the nearest speaker to the farthest outlet (contract, section 1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.extraction.actors import ActorResolver
from loaders.extraction.cast import Resolved
from loaders.extraction.parses import Word
from loaders.extraction.scenes import Scene, Trigger
from loaders.extraction.standing import is_none
from loaders.extraction.syntax import governed, subject_of
from loaders.extraction.words import word_class
from loaders.records import Attribution


def attribution_of(trigger: Trigger, scene: Scene, resolver: ActorResolver) -> tuple[Attribution, ...]:
    """Return who is said to say what a trigger tells, nearest first."""
    chain: list[Attribution] = []
    sayings = list(_sayings(trigger.anchor))
    sayings[:0] = [(link.verb, "verb") for link in trigger.carried if _claims(link.verb)]
    sayings += [
        (verb, "verb") for verb in _closing(trigger, scene) if all(verb is not known for known, _ in sayings)
    ]
    for word, saying in sayings:
        for link in _links(word, saying, scene, resolver):
            if all(link.name != known.name for known in chain):
                chain.append(link)
    answering = resolver.interviewee()
    if answering is not None and all(answering.name != known.name for known in chain):
        chain.append(answering)
    return tuple(chain)


def with_accusers(
    accusers: Sequence[Resolved], accusation: Trigger, chain: tuple[Attribution, ...]
) -> tuple[Attribution, ...]:
    """Return the chain of what somebody is accused of: those who accuse say so, before whoever quotes them."""
    verb = accusation.word.lemma if accusation.word.pos == "VERB" else None
    known = {link.actor_id for link in chain}
    nearest = (_spoken_by(who, verb) for who in accusers if who.actor.id not in known)
    return (*nearest, *chain)


def speaker_in(scene: Scene, resolver: ActorResolver) -> tuple[Attribution, ...]:
    """Return who speaks in a sentence, be it of an event or not: "It was a crime, the minister said."."""
    for verb in reversed(scene.parse.words):
        if _says(verb) and verb.child("nsubj") is not None and verb.dep in ("ROOT", "parataxis", "conj"):
            return tuple(_links(verb, "verb", scene, resolver))
    return ()


def _sayings(word: Word) -> Iterator[tuple[Word, str]]:
    """Yield the words that report what a word tells, from its own clause outwards, and how they do."""
    current = word
    while True:
        for child in current.children:
            if child.dep in ("parataxis", "conj") and _says(child) and not _adds(child):
                # "..., Ukrinform reported, citing": the saying hangs on what it reports.
                if child.dep == "parataxis" or (child.i > current.i and _inverted(child)):
                    yield child, _manner(child)
            elif child.dep == "advcl" and _says(child) and _is_aside(child):
                yield child, "verb"
            elif child.dep == "prep" and child.lower in ("according", "per"):
                yield child, "source"
        above = current.head
        if above is current:
            return
        denied = above.lemma in word_class("denying")
        if current.dep in ("ccomp", "parataxis", "xcomp") and _says(above) and not _is_silent(above):
            quoting = above.dep == "pcomp" and above.head.head.lemma in word_class("citing")
            if not quoting and not (denied and current.i < above.i):
                yield above, _manner(above)
        elif current.dep == "dobj" and denied:
            yield above, "verb"
        elif current.dep in ("acl", "ccomp", "relcl") and above.lemma in word_class("claim_nouns"):
            yield above, "noun"
        elif current.dep == "pcomp" and above.lower == "as" and above.head.lemma in word_class("citing"):
            yield above.head, "quoted"
        current = above


def _adds(saying: Word) -> bool:
    """Tell "..., but neither side has said when" from "..., the minister said": it says something else, or nothing."""
    joined = any(
        c.i < saying.i and saying.dep == "conj" and c.head is saying.head for c in saying.head.all("cc")
    )
    return _is_silent(saying) or (
        joined and saying.child("neg", "advmod", "dobj", "ccomp", "xcomp") is not None
    )


def _is_silent(saying: Word) -> bool:
    """Tell "the opposition did not reply" and "neither side has said"."""
    return saying.child("neg") is not None or any(is_none(s) for s in saying.all("nsubj"))


def _manner(verb: Word) -> str:
    """Tell "quoted the minister as saying", where the minister says it, from "said"."""
    as_saying = any(c.lower == "as" and c.child("pcomp") is not None for c in verb.all("prep"))
    return "quoted" if as_saying and verb.lemma in word_class("citing") else "verb"


def _is_aside(clause: Word) -> bool:
    """Tell "as the BBC reported"."""
    mark = clause.child("mark")
    return mark is not None and mark.lower == "as" and clause.child("dobj", "ccomp", "xcomp") is None


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


def _claims(verb: Word) -> bool:
    """Tell "claimed responsibility for the attack", all that says who did it, from "took part in the talks"."""
    shared = word_class("shares") if verb.lemma in ("take", "play", "have") else frozenset[str]()
    return any(c.lemma in word_class("claims") - shared for c in verb.all("dobj"))


def _says(verb: Word) -> bool:
    return verb.pos == "VERB" and verb.lemma in word_class("saying") | word_class("denying")


def _inverted(verb: Word) -> bool:
    return verb.child("nsubj") is not None and verb.child("dobj", "ccomp", "xcomp") is None


def _links(word: Word, how: str, scene: Scene, resolver: ActorResolver) -> Iterator[Attribution]:
    if how == "source":
        prep = word.child("prep") if word.lower == "according" else word
        for source in governed(prep) if prep is not None else []:
            yield from _link(source, None, scene, resolver)
        return
    if how == "noun":
        for owner in (*scene.slot(word, "possessor"), *scene.slot(word, "by")):
            yield from _link(owner, word, scene, resolver)
        return
    for child in word.children:
        if child.lemma in word_class("citing") and child.dep in ("advcl", "conj", "dep"):
            for source in scene.slot(child, "object"):
                if _may_speak(source, resolver):
                    yield from _link(source, child, scene, resolver)
    if how == "quoted":
        for source in scene.slot(word, "object"):
            yield from _link(source, word, scene, resolver)
    for speaker in subject_of(word):
        yield from _link(speaker, word, scene, resolver)
    yield from _hearers(word, scene, resolver)


def _hearers(verb: Word, scene: Scene, resolver: ActorResolver) -> Iterator[Attribution]:
    """Yield the outlets that somebody told it: "told Reuters", "said in an interview with Al Jazeera"."""
    heard = [*scene.slot(verb, "object"), *scene.slot(verb, "to"), *scene.slot(verb, "recipient")]
    for speech in scene.slot(verb, "in"):
        if speech.lemma in word_class("speeches"):
            heard.extend(w for name in ("with", "to", "by") for w in scene.slot(speech, name))
        else:
            heard.append(speech)  # "wrote in the Guardian"
    for hearer in heard:
        who = resolver.who(hearer)
        if (who and who[0].actor.kind == "outlet") or hearer.lemma in word_class("outlet_nouns"):
            yield from _link(hearer, None, scene, resolver)


def _link(word: Word, verb: Word | None, scene: Scene, resolver: ActorResolver) -> Iterator[Attribution]:
    said = verb.lemma if verb is not None else None
    kind = _kind_of_source(word)
    found = _outlet_named(word, resolver) or resolver.who(word)
    if not found or kind == "document" or word.lemma in word_class("unnamed_sources"):
        if word.pos in ("NOUN", "PROPN"):
            span = resolver.phrase(word)
            body = found[0].actor.id if found and not found[0].actor.local else None
            yield Attribution(span.text, kind, body, said, span.start, span.end)
    else:
        yield from (_spoken_by(who, said) for who in found)
    for shown in word.all("acl"):
        if shown.lemma in word_class("showing"):  # "documents seen by the Guardian"
            for outlet in scene.slot(shown, "by"):
                yield from _link(outlet, shown, scene, resolver)


def _spoken_by(who: Resolved, verb: str | None) -> Attribution:
    kind = "outlet" if who.actor.kind == "outlet" else "officials" if who.plural else "speaker"
    return Attribution(who.actor.name, kind, who.actor.id, verb, who.span.start, who.span.end)


def _may_speak(source: Word, resolver: ActorResolver) -> bool:
    """Tell "citing officials" and "citing a report" from "citing provocations", a reason."""
    kinds = word_class("documents") | word_class("unnamed_sources") | word_class("outlet_nouns")
    return source.lemma in kinds or bool(resolver.who(source))


def _outlet_named(noun: Word, resolver: ActorResolver) -> list[Resolved]:
    """Return the outlet of "the TASS news agency"."""
    if noun.lemma not in word_class("outlet_nouns"):
        return []
    named = (who for child in noun.all("compound", "nmod", "appos") for who in resolver.who(child))
    return [who for who in named if who.actor.kind == "outlet"][:1]


def _kind_of_source(word: Word) -> str:
    if word.lemma in word_class("documents"):
        return "document"
    if word.lemma in word_class("outlet_nouns"):
        return "outlet"
    return "officials" if word.tag in ("NNS", "NNPS") else "speaker"
