"""The acronyms that an article gives to organisations: "the Nigerian Union of Teachers (NUT)"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from loaders.actors.names import is_acronym
from loaders.actors.records import Sense
from loaders.extraction.names import ORGANIZATION, Name, Names
from loaders.extraction.parses import Parse, Word


def settle_acronyms(
    parses: Sequence[Parse], names: Mapping[int, Names], may_be: Callable[[Name, Sense], bool]
) -> None:
    """Let an article's acronyms mean what it says they mean: "the Nigerian Union of Teachers (NUT)".

    A long name that nobody knows before an acronym of its initials that is known is another form of the
    known name, as far as they ``may_be`` one: "the International Labor Office (ILO)".
    """
    meant: dict[str, Name] = {}
    for parse in parses:
        at = names[parse.sentence.index].at
        for long, short in _introduced(parse, at):
            known = at.get(short.i)
            senses = long.senses or (known.senses if known is not None else ())
            if not long.senses and senses:
                alike = _initials(long.text) == short.text and may_be(long, senses[0])
                senses = senses if alike else ()
            meant.setdefault(short.text, replace(long, senses=senses))
            at.update(dict.fromkeys(range(long.start, long.end), replace(long, senses=senses)))
    for parse in parses if meant else ():
        at = names[parse.sentence.index].at
        for word in parse.words:
            long_form = meant.get(word.text)
            known = at.get(word.i)
            if long_form is not None and (known is None or known.end - known.start == 1):
                at[word.i] = replace(long_form, start=word.i, end=word.i + 1, label=ORGANIZATION)


def _introduced(parse: Parse, at: Mapping[int, Name]) -> Iterator[tuple[Name, Word]]:
    words = parse.words
    for left, short, right in zip(words, words[1:], words[2:], strict=False):
        if left.text != "(" or right.text != ")" or not is_acronym(short.text):
            continue
        long = at.get(left.i - 1)
        if long is not None and long.end - long.start > 1 and (long.senses or long.label == ORGANIZATION):
            yield long, short


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[:1].isupper())
