"""An explanation as lines for a terminal: the tree first, then who is who, the mentions and what was rejected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rich.text import Text

from app.cli.outputs import shown
from loaders.extraction.explanation import (
    ExplainedMention,
    Explanation,
    Passed,
    TimePassed,
    TriggerPassed,
    WeighedPhrase,
    WordPassed,
)
from loaders.records import DateInterval, Mention

_LABEL = 13
"""Columns for what a line is about."""


def lines_of(explanation: Explanation, least_confidence: float) -> Iterator[Text]:
    """Yield the lines of one sentence's explanation; a mention less sure than the least is marked."""
    yield Text(shown(explanation.sentence.text), "bold")
    yield from _section("Parse", _tree(explanation))
    yield from _section("Names, titles, pronouns", _each(explanation.phrases, _phrase))
    for told in explanation.mentions:
        yield from _section(_title(told.mention, least_confidence), _mention(told))
    if not explanation.mentions:
        yield from _section("No mention", iter([_line("", "The sentence tells of no event.")]))
    yield from _section("No events of their own", _each(explanation.untold, _untold))
    yield from _section("Words that no frame claims", _each(explanation.words_passed, _word))
    yield from _section("Times that date no mention", _each(explanation.times_passed, _time))
    yield Text()


def _section(title: str, lines: Iterator[Text]) -> Iterator[Text]:
    found = list(lines)
    if found:
        yield Text()
        yield Text(title, "bold cyan")
        yield from found


def _each[T](items: Iterable[T], lines: Callable[[T], Iterator[Text]]) -> Iterator[Text]:
    for item in items:
        yield from lines(item)


def _line(label: str, text: str) -> Text:
    return Text.assemble("  ", (f"{label:<{_LABEL}}", "dim"), " ", shown(text))


# -- the parse ---------------------------------------------------------------------------------------


def _tree(explanation: Explanation) -> Iterator[Text]:
    below: dict[int, list[int]] = {}
    for i, word in enumerate(explanation.words):
        if word.pos != "PUNCT" and word.head != i:
            below.setdefault(word.head, []).append(i)

    def branch(i: int, before: str, joint: str, after: str) -> Iterator[Text]:
        word = explanation.words[i]
        yield Text.assemble(
            f"  {before}{joint}", (shown(word.text), "bold"), (f"  {word.dep} {word.pos}", "dim")
        )
        children = below.get(i, [])
        for child in children:
            last = child == children[-1]
            yield from branch(child, before + after, "└ " if last else "├ ", "  " if last else "│ ")

    for i, word in enumerate(explanation.words):
        if word.head == i:
            yield from branch(i, "", "", "")


# -- who is who --------------------------------------------------------------------------------------


def _phrase(phrase: WeighedPhrase) -> Iterator[Text]:
    kind = f"{phrase.kind} ({phrase.label})" if phrase.label else phrase.kind
    meant = ", ".join(phrase.meant) if phrase.meant else "nobody"
    alone = len(phrase.senses) == 1 and phrase.senses[0].taken
    sense_taken = f", by {phrase.senses[0].kind}" if alone and phrase.kind == "name" else ""
    yield _line(phrase.phrase.text, f"{kind}: {meant}{sense_taken}; {phrase.because}")
    for sense in phrase.senses:
        sign = "taken" if sense.taken else "not"
        if not alone:
            yield _line("", f"{sign} {sense.actor} ({sense.kind}): {sense.because}")


# -- mentions ----------------------------------------------------------------------------------------


def _title(mention: Mention, least: float) -> str:
    mode = f" {mention.mode}" if mention.mode else ""
    of = ", ".join(part.type + (f" {part.mode}" if part.mode else "") for part in mention.of)
    doubt = f", below the {least:g} that default answers ask for" if mention.confidence < least else ""
    about = f" of {of}" if of else ""
    return f"{mention.type}{mode}{about}, {mention.status}, confidence {mention.confidence:g}{doubt}"


def _mention(told: ExplainedMention) -> Iterator[Text]:
    mention = told.mention
    extractor = mention.extractor
    yield _line(
        "trigger", f"{mention.trigger.text}, by frame {extractor.frame} ({told.file}), word “{told.entry}”"
    )
    for passed in told.asked_before:
        if not passed.because.startswith(_OTHER_WORDS):
            yield _line("asked before", f"{passed.frame}: {passed.because}")
    for carrier in told.carriers:
        yield _line("carried by", f"{carrier.verb.text} ({'; '.join(carrier.roles) or 'no roles'})")
    yield from (_line("turned", turn) for turn in told.turns)
    yield from (_line("about", f"{one.trigger.text} ({one.frame})") for one in told.about)
    yield from _participants(told)
    cues = ", ".join(f"“{cue.text}” ({cue.says})" for cue in told.cues)
    if told.turns and cues:
        cues = f"as it was turned; of the act itself, {cues}"
    yield _line("status", f"{mention.status}: {cues or 'nothing speaks against it'}")
    yield from _circumstances(told)
    for link in mention.attribution:
        verb = f", by “{link.verb}”" if link.verb else ""
        yield _line("according to", f"{link.name} ({link.kind}{verb})")
    for quantity in mention.quantities:
        yield _line("quantity", f"{quantity.what} {quantity.value}: “{quantity.span.text}”")
    features = ", ".join(f"{name} {weight:+g}" for name, weight in told.features.items())
    yield _line("confidence", f"{mention.confidence:g}: {features}")
    yield _line("extractor", f"{extractor.name}, version {extractor.version}")


def _participants(told: ExplainedMention) -> Iterator[Text]:
    for argument, one in zip(told.arguments, told.mention.participants, strict=True):
        yield _line(one.role, f"“{one.span.text}” is {one.actor.name}: {one.because}")
        path = f": {argument.path}" if argument.path else ""
        yield _line("", f"by {argument.way}{path}")
        if one.acts_for is not None:
            yield _line("", f"for {one.acts_for.name}: {argument.acts_because}")
        if one.status is not None:
            yield _line("", f"takes part: {one.status}")
    for none in told.no_arguments:
        yield _line(f"no {none.role}", f"“{none.text}”: {none.because}")


def _circumstances(told: ExplainedMention) -> Iterator[Text]:
    mention = told.mention
    if mention.date is not None:
        words = f"“{told.date_words}”" if told.date_words else "another event of the text"
        yield _line(
            "date", f"{_days(mention.date)} ({mention.date.precision}, {mention.date.basis}), from {words}"
        )
    if mention.place is not None:
        country = f", {mention.place.country}" if mention.place.country else ""
        words = f", from “{told.place_words}”" if told.place_words else ""
        yield _line("place", f"{mention.place.name}{country}{words}")


def _days(day: DateInterval) -> str:
    return f"{day.start}" if day.start == day.end else f"{day.start} to {day.end}"


# -- what tells nothing ------------------------------------------------------------------------------

_OTHER_WORDS = "needs the words"


def _untold(passed: TriggerPassed) -> Iterator[Text]:
    yield _line(passed.trigger.text, f"{passed.frame}: {passed.because}")


def _word(passed: WordPassed) -> Iterator[Text]:
    yield _line(passed.word.text, passed.because)
    near = [frame for frame in passed.frames if not frame.because.startswith(_OTHER_WORDS)]
    yield from (_line("", f"{one.frame} ({one.file}): {one.because}") for one in near)
    others = [frame for frame in passed.frames if frame.because.startswith(_OTHER_WORDS)]
    if others:
        yield _line("", f"with other words: {_listed(others)}")


def _time(passed: TimePassed) -> Iterator[Text]:
    yield _line(passed.text, passed.because)


def _listed(frames: list[Passed]) -> str:
    named = ", ".join(f"“{one.entry}” ({one.frame})" for one in frames[:5])
    return named + (f" and {len(frames) - 5} more" if len(frames) > 5 else "")
