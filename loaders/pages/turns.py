"""Reads the turns of an interview: whose answer a paragraph is; questions are no statements and are left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

from loaders.pages.data import load
from loaders.pages.drafts import CAPTION, HEADING, PROSE, Block, Draft
from loaders.pages.genres import names_genre

_PARTICLE = r"(?:(?:al|bin|de|del|der|di|el|la|van|von)[ -])?"
_NAME = rf"[A-ZÀ-Þ][\w.'’-]*(?: (?:of |the )?{_PARTICLE}[A-ZÀ-Þ][\w.'’-]*){{0,4}}"
_LABEL = re.compile(
    rf"[\"“*_]*(?P<label>{_NAME}(?: \([\w ]{{2,40}}\)|, [\w ]{{2,40}})?)[*_]*\s?[:.][*_]*\s+(?=\S)"
    rf"|(?P<bare>{_NAME})[*_]*:$"
)
_FULL_NAME = re.compile(rf"[A-ZÀ-Þ][\w'’-]+(?: [A-Z]\.)?(?: {_PARTICLE}[A-ZÀ-Þ][\w'’-]+){{1,3}}")
_HEARER = re.compile(r"\b(?:to|with|by|told|tells|asked|and|[A-Z][a-z]+'s)\s$")
_FEWEST_TURNS = 2
_FEWEST_SPEECHES = 3
_FEWEST_UNLABELLED_QUESTIONS = 2


@dataclass(frozen=True, slots=True)
class _Turn:
    """A paragraph with the label it begins with, if it has one."""

    block: Block
    label: str | None
    text: str

    @property
    def asks(self) -> bool:
        return self.text.rstrip("\"”'’*_ ").endswith("?")


def read_turns(draft: Draft) -> None:
    """Give the answers of an interview to their speaker, and take its questions out; other texts stay as they are."""
    turns = [_turn(block) for block in draft.blocks]
    labels = Counter(turn.label for turn in turns if turn.label)
    claims = any(names_genre(words, "interview") for words in (draft.title or "", draft.section or ""))
    asking = _asking_labels(turns, draft)
    answering = {label for label in labels if label not in asking and _may_answer(label, labels)}
    if asking and answering:
        _take_apart(draft, turns, asking | answering, asking)
        draft.genre = draft.genre or "interview"
    elif speaking := _speaking_labels(turns):
        _take_apart(draft, turns, speaking, frozenset())
    elif claims or draft.genre == "interview":
        questions = sum(turn.asks and turn.block.kind == HEADING for turn in turns)
        if questions >= _FEWEST_UNLABELLED_QUESTIONS:
            _take_apart_unlabelled(draft, turns)


def _turn(block: Block) -> _Turn:
    match = _LABEL.match(block.text) if block.kind != CAPTION else None
    if match is None:
        return _Turn(block, None, block.text)
    label = (match["label"] or match["bare"]).strip()
    known = label.casefold() in _askers() | _answerers()
    # "Q. How ..." has a full stop, "Ana Ruiz. She ..." is no label.
    colon = ":" in block.text[match.start() : match.end()]
    if not known and not colon:
        return _Turn(block, None, block.text)
    return _Turn(block, label, block.text[match.end() :])


def _asking_labels(turns: Sequence[_Turn], draft: Draft) -> frozenset[str]:
    """The labels of those who ask: "Q" and its like, the outlet, the author, or who mostly asks."""
    asked: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for turn in turns:
        if turn.label:
            asked[turn.label] += turn.asks
            said[turn.label] += 1
    own = {name.casefold() for name in (draft.outlet, draft.byline) if name}
    return frozenset(
        label
        for label in said
        if label.casefold() in _askers()
        or (asked[label] and label.casefold() in own)
        or (said[label] >= _FEWEST_TURNS and 2 * asked[label] > said[label])
    )


def _speaking_labels(turns: Sequence[_Turn]) -> frozenset[str]:
    """The labels of a transcript in which nobody asks: names in capitals, of several people ("ANA RUIZ, MINISTER:")."""
    labels = [turn.label for turn in turns if turn.label and " " in turn.label and turn.label.isupper()]
    people = {_bare(label) for label in labels}
    return frozenset(labels) if len(labels) >= _FEWEST_SPEECHES and len(people) > 1 else frozenset()


def _bare(label: str) -> str:
    """A label's name without the role behind it."""
    return re.sub(r"\s*[(,].*", "", label)


def _reporting(labels: Iterable[str]) -> frozenset[str]:
    """The names of those who report for the outlet itself ("BEN HALL, REPORTER")."""
    roles = ((_bare(label), label.rpartition(",")[2].casefold().split()) for label in labels if "," in label)
    return frozenset(name for name, role in roles if _askers() & set(role))


def _may_answer(label: str, labels: Counter[str]) -> bool:
    surname = any(other != label and other.endswith(f" {label}") for other in labels)
    return label.casefold() in _answerers() or labels[label] >= _FEWEST_TURNS or " " in label or surname


def _take_apart(draft: Draft, turns: Sequence[_Turn], labels: Set[str], asking: Set[str]) -> None:
    """Read labelled turns; a paragraph without a label goes on with the turn before."""
    own = _reporting(labels)
    names = {label: None if _bare(label) in own else _full_name(label, draft) for label in labels - asking}
    speaker: str | None = None
    asked, begun = False, False
    blocks: list[Block] = []
    for turn in turns:
        if turn.label is not None and turn.label in labels:
            begun = True
            asked = turn.label in asking
            speaker = None if asked else names[turn.label]
        if not begun or turn.block.kind == CAPTION:
            blocks.append(turn.block)
        elif asked or (turn.label is None and turn.asks and turn.block.kind == HEADING):
            draft.remove(turn.block.text, "question")
        elif turn.label in labels:
            draft.remove(turn.block.text.removesuffix(turn.text).strip(), "speaker")
            blocks.append(_said(turn.text, speaker, turn.block))
        else:
            blocks.append(_said(turn.block.text, speaker, turn.block))
    draft.blocks = blocks


def _take_apart_unlabelled(draft: Draft, turns: Sequence[_Turn]) -> None:
    """Read questions that are headings, each with its answer below."""
    speaker = _interviewee(draft)
    begun = False
    blocks: list[Block] = []
    for turn in turns:
        if turn.block.kind == HEADING and turn.asks:
            begun = True
            draft.remove(turn.block.text, "question")
        elif begun and turn.block.kind == PROSE:
            blocks.append(_said(turn.block.text, speaker, turn.block))
        else:
            blocks.append(turn.block)
    draft.blocks = blocks


def _said(text: str, speaker: str | None, block: Block) -> Block:
    # A short answer has no full stop of running text ("No, never!") and is none of a page's headings.
    return Block(text, PROSE, replace(block.setting, speaker=speaker))


def _full_name(label: str, draft: Draft) -> str | None:
    """The full name of who answers: of a surname or initials the name in the text, of "A" the interviewee's."""
    bare = _bare(label)
    if bare.casefold() in _answerers():
        return _interviewee(draft)
    bare = bare.title() if bare.isupper() and len(bare) > 3 else bare
    named = _named(draft)
    whole = next(
        (name for name in named if name.split()[-1] == bare.split()[-1] and len(name) >= len(bare)), None
    )
    initials = next((n for n in named if "".join(w[0] for w in n.split()) == bare.replace(".", "")), None)
    return whole or initials or bare


def _interviewee(draft: Draft) -> str | None:
    """Who is interviewed: the first person named who is neither the author nor addressed by the answers."""
    own = {name.casefold() for name in (draft.outlet, draft.byline) if name}
    for text in (draft.title or "", *_introduction(draft)):
        for match in _FULL_NAME.finditer(text):
            before = text[: match.start()]
            hearer = text is not draft.title and _HEARER.search(before)
            words = set(match[0].casefold().split())
            if not hearer and match[0].casefold() not in own and not words & _no_names():
                return match[0]
    return None


def _introduction(draft: Draft) -> list[str]:
    texts = [piece.text for piece in draft.removed if piece.rule == "standfirst"]
    for block in draft.blocks:
        if _turn(block).label or block.text.endswith("?"):
            break
        texts.append(block.text)
    return texts


def _named(draft: Draft) -> list[str]:
    texts = (
        draft.title or "",
        *(piece.text for piece in draft.removed),
        *(block.text for block in draft.blocks),
    )
    own = {name.casefold() for name in (draft.outlet, draft.byline) if name}
    names = (match[0] for text in texts for match in _FULL_NAME.finditer(text))
    return [name for name in names if name.casefold() not in own]


@cache
def _askers() -> frozenset[str]:
    return frozenset(load("turns.yaml")["askers"].casefold().split("|"))


@cache
def _answerers() -> frozenset[str]:
    return frozenset(load("turns.yaml")["answerers"].casefold().split("|"))


@cache
def _no_names() -> frozenset[str]:
    return frozenset(load("turns.yaml")["no_names"].casefold().split())
