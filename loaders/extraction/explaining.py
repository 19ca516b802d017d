"""Explains a sentence from what its reader kept: scene, roles, drafts and standing are those that made the mentions."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.extraction.confidence import BASE, features_of
from loaders.extraction.drafts import Draft
from loaders.extraction.explained_phrases import explain_phrases
from loaders.extraction.explanation import (
    Argument,
    Carrier,
    ExplainedMention,
    Explanation,
    Heard,
    NoArgument,
    ParsedWord,
    Passed,
    TimePassed,
    TriggerPassed,
    WordPassed,
)
from loaders.extraction.frames import VOID, Frame
from loaders.extraction.mentions import MentionReader
from loaders.extraction.parses import Parse, Word
from loaders.extraction.predicates import GRAMMATICAL, Unmet, silence_of
from loaders.extraction.roles import FROM_CARRIERS
from loaders.extraction.scenes import Scene, Trigger
from loaders.extraction.takers import Way
from loaders.records import Mention, Span

_SHOWN = 6
"""How many of the words that a slot needs are named."""
_MARKS = {
    "*": "anything",
    "@": "an actor",
    "&": "an actor by name",
    "%": "a person",
    "$": "a state",
    "#": "a number",
    "!": "an event",
    "@armed_group": "an armed group",
}


def explain(reader: MentionReader) -> Explanation:
    """Explain the sentence that a reader has read last, while its actors can still be asked for."""
    parse = reader.scene.parse
    return Explanation(
        parse.sentence,
        tuple(ParsedWord(w.text, w.lemma, w.pos, w.dep, w.head.i) for w in parse.words),
        tuple(explain_phrases(parse, reader.resolver)),
        tuple(_mention(draft, mention, reader) for draft, mention in reader.told),
        tuple(_untold(reader)),
        tuple(_words_passed(reader.scene)),
        tuple(_times_passed(reader)),
    )


# -- mentions ----------------------------------------------------------------------------------------


def _mention(draft: Draft, mention: Mention, reader: MentionReader) -> ExplainedMention:
    trigger, scene, circumstances = draft.trigger, reader.scene, reader.where_and_when
    time = circumstances.time_words.get(draft.date) if draft.date is not None else None
    place = circumstances.place_word(draft.place) if draft.place is not None else None
    return ExplainedMention(
        mention,
        trigger.frame.file,
        trigger.entry,
        tuple(_asked_before(trigger, scene)),
        tuple(_carriers(trigger)),
        tuple(draft.turns),
        tuple(_arguments(draft, mention, scene.parse)),
        tuple(_no_arguments(draft, reader)),
        tuple(Heard(cue.text, cue.says) for cue in draft.standing.cues),
        scene.parse.sentence.text[time.start : time.end] if time is not None else None,
        place.text if place is not None else None,
        tuple(_passed(t, "what it is about") for t in trigger.content),
        {"base": BASE} | features_of(mention),
    )


def _asked_before(trigger: Trigger, scene: Scene) -> Iterator[Passed]:
    for entry, frame in scene.entries(trigger.word):
        unmet = scene.unmet(trigger.word, entry, frame)
        if unmet is None:
            return
        yield Passed(frame.id, frame.file, entry, _reason(unmet, trigger.word, frame, scene))


def _carriers(trigger: Trigger) -> Iterator[Carrier]:
    for link in trigger.carried:
        roles = (f"{role}: {' or '.join(slots)}" for role, slots in link.support.roles.items())
        yield Carrier(span_of(link.verb), tuple(roles))


def _arguments(draft: Draft, mention: Mention, parse: Parse) -> Iterator[Argument]:
    everybody = [(role, one) for role, who in draft.roles.taken.items() for one in who]
    for (role, one), participant in zip(everybody, mention.participants, strict=True):
        there = draft.roles.way_of(role, one.actor.id)
        way = _way(*there, role, draft.trigger) if there is not None else "a rule of the act as a whole"
        path = "" if one.inherited else path_between(draft.trigger.word, _head_of(one.span, parse))
        acts = participant.acts_for
        yield Argument(
            role,
            one.span.text,
            way,
            path,
            (one.acts_because or f"the phrase is of {acts.name}") if acts is not None else "",
        )


def _way(came: str, way: Way, role: str, trigger: Trigger) -> str:
    if way.of is None:
        told = way.name
    elif " " in way.name:  # a rule in words, not a slot
        told = f"{way.name} “{way.of.text}”"
    else:
        told = f"{_slot(way.name)} of “{way.of.text}”"
    if way.name in FROM_CARRIERS:
        slots = [
            f"{_slot(slot)} of “{link.verb.text}”"
            for link in trigger.carried
            for slot in link.support.roles.get(way.name, ())
        ]
        told = f"{way.name}: {' or '.join(slots)}"
    return told if came == role else f"{told}, as {came} first"


def _slot(name: str) -> str:
    """Quote the preposition by which a slot is called."""
    return name if name in GRAMMATICAL else f"“{name}”"


def _no_arguments(draft: Draft, reader: MentionReader) -> Iterator[NoArgument]:
    for role, who, because in draft.roles.dropped:
        yield NoArgument(role, who.span.text, f"{who.actor.name} {because}")
    scene, trigger = reader.scene, draft.trigger
    for role, slots in trigger.frame.roles.items():
        for slot in slots:
            for host, name in _slots_asked(trigger, slot):
                for word in scene.slot(host, name):
                    if word is not trigger.word and not reader.resolver.who(word):
                        reason = "tells an event" if word.i in scene.by_word else "names no actor"
                        yield NoArgument(role, word.text, f"{_slot(name)} of “{host.text}”, {reason}")


def _slots_asked(trigger: Trigger, slot: str) -> Iterator[tuple[Word, str]]:
    if slot not in FROM_CARRIERS:
        yield trigger.word, slot
    for link in trigger.carried:
        yield from ((link.verb, name) for name in link.support.roles.get(slot, ()))


# -- what tells nothing ------------------------------------------------------------------------------


def _untold(reader: MentionReader) -> Iterator[TriggerPassed]:
    scene = reader.scene
    yield from (_passed(draft.trigger, because) for draft, because in reader.untold)
    drafted = {draft.trigger.word.i for draft, _ in (*reader.untold, *reader.told)}
    for trigger in scene.triggers:
        if trigger.word.i not in drafted:
            yield _passed(trigger, _why_no_event(trigger, reader))
    for trigger, other in scene.set_aside:
        carries = trigger.frame.pos != "NOUN"
        serves = "carries" if carries else "stands in the frame of"
        yield _passed(trigger, f"{serves} “{other.word.text}” ({other.frame.id})")


def _why_no_event(trigger: Trigger, reader: MentionReader) -> str:
    whole = trigger.absorbed_by
    if whole is None:
        for other in reader.scene.triggers:
            if trigger in reader.roles.mediations.of(other):
                return f"gives its mediators to “{other.word.text}”"
        return "no event of its own"
    if trigger in whole.consequences:
        return f"a part of what “{whole.word.text}” tells"
    if trigger.word in whole.aims:
        return f"the aim of “{whole.word.text}”"
    return f"what “{whole.word.text}” is about ({whole.frame.type})"


def _passed(trigger: Trigger, because: str) -> TriggerPassed:
    return TriggerPassed(span_of(trigger.word), trigger.frame.id, because)


def _words_passed(scene: Scene) -> Iterator[WordPassed]:
    aside = {trigger.word.i for trigger, _ in scene.set_aside}
    for word in scene.parse.words:
        entries = scene.entries(word)
        if not entries or word.i in scene.by_word or word.i in aside or word.dep in ("aux", "auxpass"):
            continue
        silent = silence_of(word)
        if silent is not None:
            yield WordPassed(span_of(word), silent, ())
            continue
        frames: list[Passed] = []
        because = _service_of(word, scene) or "no frame fits"
        for entry, frame in entries:
            unmet = scene.unmet(word, entry, frame)
            if unmet is None and frame.type == VOID:
                because = f"{frame.id} ({frame.file}) claims it: it tells of no event"
                break
            if unmet is not None:
                frames.append(Passed(frame.id, frame.file, entry, _reason(unmet, word, frame, scene)))
        yield WordPassed(span_of(word), because, tuple(frames))


def _times_passed(reader: MentionReader) -> Iterator[TimePassed]:
    circumstances = reader.where_and_when
    taken = [circumstances.time_words.get(draft.date) for draft, _ in reader.told if draft.date is not None]
    text = reader.scene.parse.sentence.text
    for expression, owner in circumstances.owners():
        if expression in taken:
            continue
        limit = f"a limit, with “{expression.relation}”" if expression.relation else None
        where = f"stands on “{owner.word.text}”" if owner is not None else "stands on no event"
        yield TimePassed(text[expression.start : expression.end], f"{where}; {limit}" if limit else where)


def _service_of(word: Word, scene: Scene) -> str | None:
    """Say what a word that is no trigger does for one: it carries it, or tells how it stands to the facts."""
    for trigger in scene.triggers:
        if any(link.verb is word for link in trigger.carried):
            return f"carries “{trigger.word.text}”"
        over = scene.operator_over(trigger.anchor)
        if over is not None and over[0] is word:
            return f"makes “{trigger.word.text}” {over[1].status}"
    return None


def _reason(unmet: Unmet, word: Word, frame: Frame, scene: Scene) -> str:
    """Say which condition of a frame a word does not meet, with what stands in its slot."""
    if unmet.condition == "words":
        return f"needs the words “{unmet.what}”"
    there = [filler.text for name in unmet.what.split("|") for filler in scene.fillers(word, name)]
    standing = f"there stands {', '.join(there[:_SHOWN])}" if there else "nothing stands there"
    if unmet.what == "sentence":
        standing = "the sentence has none of them"
    slot = unmet.what.replace("|", " or ")
    if unmet.condition == "lacks":
        return f"wants {slot} empty; {standing}"
    wanted = sorted(_MARKS.get(mark, mark) for mark in frame.needs[unmet.what])
    more = f" or {len(wanted) - _SHOWN} more" if len(wanted) > _SHOWN else ""
    return f"needs as {slot}: {', '.join(wanted[:_SHOWN])}{more}; {standing}"


# -- the parse ---------------------------------------------------------------------------------------


def path_between(one: Word, other: Word | None) -> str:
    """Return the way from one word to another through the tree: ``talks <-dobj- held -nsubj-> Chad``."""
    if other is None or one is other:
        return ""
    above = [one, *one.ancestors()]
    below = [other]
    while below[-1] not in above:
        below.append(below[-1].head)
    meeting = below[-1]
    up = above[: above.index(meeting)]
    steps = "".join(f"{word.text} <-{word.dep}- " for word in up) + meeting.text
    return steps + "".join(f" -{word.dep}-> {word.text}" for word in reversed(below[:-1]))


def _head_of(span: Span, parse: Parse) -> Word | None:
    inside = [w for w in parse.words if span.start <= w.start < span.end]
    return next((w for w in inside if w.head not in inside or w.head is w), None)


def span_of(word: Word) -> Span:
    """Return a word's own span."""
    return Span(word.text, word.start, word.end)
