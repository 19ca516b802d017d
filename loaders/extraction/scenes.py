"""A scene: one parsed sentence with its triggers found and linked, before anybody is named.

A trigger is a word that some frame claims. Links say which verbs carry it ("held talks"), what it takes as
content ("agreed to meet") and so which triggers are no events of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from loaders.extraction import syntax
from loaders.extraction.aims import link_aims
from loaders.extraction.cast import Resolved
from loaders.extraction.frames import Frame, FrameSet, Operator, Support
from loaders.extraction.happenings import join_happenings
from loaders.extraction.numbers import Number, find_numbers
from loaders.extraction.parses import Parse, Word
from loaders.extraction.predicates import Predicates
from loaders.extraction.words import word_class

CLAUSAL = frozenset({"xcomp", "ccomp", "pcomp", "advcl", "acl"})


@dataclass(frozen=True, slots=True)
class Carried:
    """A verb that carries a nominal event, and how."""

    verb: Word
    support: Support


@dataclass(eq=False, slots=True)
class Trigger:
    """A word that tells of an event by a frame."""

    word: Word
    frame: Frame
    entry: str
    """Which of the frame's words it is: "call for"."""
    carried: list[Carried] = field(default_factory=list)
    content: list[Trigger] = field(default_factory=list)
    content_heads: list[Word] = field(default_factory=list)
    absorbed_by: Trigger | None = None
    consequences: list[Trigger] = field(default_factory=list)
    """Acts told as parts of the event ("..., killing 12"): no events of their own."""
    aims: list[Word] = field(default_factory=list)
    """The clauses that say what a protest is for."""

    @property
    def anchor(self) -> Word:
        """The word whose clause tells how the event stands to the facts: the carrying verb, or itself."""
        return self.carried[0].verb if self.carried else self.word


class Scene(Predicates):
    """A sentence's predicates with their slots, computed once."""

    def __init__(self, parse: Parse, frames: FrameSet, who: Callable[[Word], list[Resolved]]):
        super().__init__(parse, frames, who)
        self.numbers: tuple[Number, ...] = tuple(find_numbers(parse.words))
        self._uses: dict[int, list[tuple[Word, str]]] = defaultdict(list)
        for word in parse.words:
            if word.pos in ("VERB", "AUX"):
                self._note_uses(word)
        self.by_word: dict[int, Trigger] = {}
        self.set_aside: list[tuple[Trigger, Trigger]] = []
        """Triggers that only serve another one's construction, each with that other."""
        for trigger in self._find_triggers():
            self.by_word[trigger.word.i] = trigger
        self._link_contents()
        self._absorb_talks_mediated()
        join_happenings(self)
        link_aims(self.triggers)

    @property
    def triggers(self) -> list[Trigger]:
        """The sentence's triggers in text order."""
        return [self.by_word[i] for i in sorted(self.by_word)]

    def uses(self, noun: Word) -> list[tuple[Word, str]]:
        """Return the (verb, slot) pairs in which a noun stands; "a round of talks" stands where "a round" does."""
        found = self._uses.get(noun.i, [])
        counted = noun.head.head if noun.dep == "pobj" and noun.head.lower == "of" else None
        if counted is not None and counted.lemma in word_class("rounds"):
            found = found + self.uses(counted)
        if noun.dep == "pobj" and noun.head.head.lemma in word_class("claims"):
            found = found + [(verb, noun.head.lower) for verb, _ in self._uses.get(noun.head.head.i, [])]
        if noun.dep == "appos" and noun.head.pos in ("NOUN", "PROPN"):
            found = found + self.uses(noun.head)
        return found

    def _note_uses(self, verb: Word) -> None:
        for name in ("subject", "object"):
            for word in self.slot(verb, name):
                # "make concessions and its attacks": a noun with an owner of its own stands outside the list.
                if word.dep != "conj" or word.child("poss") is None or name == "subject":
                    self._uses[word.i].append((verb, name))
        for prep in syntax.prepositions(verb):
            for word in syntax.governed(prep):
                self._uses[word.i].append((verb, prep.lower))

    # -- triggers ------------------------------------------------------------------------------------

    def _find_triggers(self) -> Iterator[Trigger]:
        nouns: list[Trigger] = []
        verbs: list[Trigger] = []
        for word in self.parse.words:
            claim = self.claim_on(word)
            if claim is not None:
                entry, frame = claim
                (nouns if frame.pos == "NOUN" else verbs).append(Trigger(word, frame, entry))
        carrying: dict[int, Trigger] = {}
        claimed = {i: verb for verb in verbs for i in self._objects_claimed(verb)}
        own = {verb.word.i: verb.frame for verb in verbs}
        claiming = {verb.word.i for verb in verbs if self._objects_claimed(verb)}
        for trigger in nouns:
            self._link_supports(trigger, claiming, own)
            for link in trigger.carried:
                if not link.support.beside:
                    carrying.setdefault(link.verb.i, trigger)
        # A verb that carries a nominal event tells of that event, not of one more ("launched an attack").
        for triggers, others in ((nouns, claimed), (verbs, carrying)):
            for trigger in triggers:
                other = others.get(trigger.word.i)
                if other is None:
                    yield trigger
                else:
                    self.set_aside.append((trigger, other))

    def _objects_claimed(self, verb: Trigger) -> list[int]:
        """Return the nouns that a verb's frame asks for by name and does not take as content: "lifted sanctions"."""
        needs = verb.frame.needs
        wanted = next((needs[name] for name in needs if "object" in name.split("|")), frozenset())
        if "object" in verb.frame.content:
            return []
        return [w.i for w in self.slot(verb.word, "object") if w.lemma in wanted]

    # -- links ---------------------------------------------------------------------------------------

    @staticmethod
    def _takes(frame: Frame | None, noun: Word, name: str) -> bool:
        """Tell whether a verb's own frame takes the noun as its content: "left the talks" carries no talks."""
        if frame is None or not frame.content:
            return False
        return frame.factual or noun.lemma in frame.needs.get(name, ())

    def _link_supports(self, trigger: Trigger, claiming: set[int], own: Mapping[int, Frame]) -> None:
        for verb, name in self.uses(trigger.word):
            if verb.child("oprd") is not None and name == "object":
                continue  # who "called the coup illegal" judges it
            if verb.i in claiming or self._takes(own.get(verb.i), trigger.word, name):
                continue
            if name == "object" and verb.child("oprd") is not None:
                continue  # "called the deal a first step"
            for support in self.frames.support_of.get(verb.lemma, ()):
                if name not in support.event or (support.types and trigger.frame.type not in support.types):
                    continue
                if support.before and verb.dep != "amod":
                    continue
                if any(self._says(verb, "VERB", entry) for entry in support.words):
                    trigger.carried.append(Carried(verb, support))
                    break
        # The verb whose clause holds the noun comes first; a relative clause only adds to it.
        trigger.carried.sort(key=lambda link: (link.verb.dep in ("relcl", "acl", "amod"), link.verb.i))

    def _link_contents(self) -> None:
        for trigger in sorted(self.triggers, key=lambda t: (_depth(t.anchor), t.word.i)):
            if not trigger.frame.content:
                continue
            trigger.content_heads = self._content_heads(trigger)
            above = {w.i for w in trigger.word.ancestors()}
            for head in trigger.content_heads:
                for inner in self.told_by(head):
                    if inner is trigger or inner.absorbed_by is not None or _holds(inner, trigger):
                        continue
                    trigger.content.append(inner)
                    # What a relative clause tells of its antecedent leaves the antecedent where it stands.
                    if inner.word.i not in above:
                        inner.absorbed_by = trigger

    def _absorb_talks_mediated(self) -> None:
        """Read "asked him to mediate in talks with them": the talks are as much wished for as the mediation."""
        for trigger in self.triggers:
            if trigger.frame.id == "consult.verb.name_mediator":  # "named him facilitator of the dialogue"
                titles = [*trigger.word.all("oprd"), *self.slot(trigger.word, "as")]
                words = [
                    w
                    for title in titles
                    for name in ("of", "in", "for", "to")
                    for w in self.slot(title, name)
                ]
            elif trigger.frame.mode == "mediate" and trigger.absorbed_by is not None:
                words = self.slot(trigger.word, "in")
            else:
                continue
            for word in words:
                talks = self.by_word.get(word.i)
                if talks is not None and talks.absorbed_by is None and not talks.carried:
                    talks.absorbed_by = trigger.absorbed_by or trigger

    def _content_heads(self, trigger: Trigger) -> list[Word]:
        hosts = [trigger.word, *(link.verb for link in trigger.carried)]
        heads: list[Word] = []
        for name in trigger.frame.content:
            for host in hosts:
                for filler in self.fillers(host, name):
                    if filler is not trigger.word and filler not in heads:
                        heads.extend(w for w in syntax.clause_conjuncts(filler) if w not in heads)
        return heads

    def told_by(self, word: Word, depth: int = 0) -> list[Trigger]:
        """Return the triggers that a content word tells: itself, what it carries, or what it only colours."""
        own = self.by_word.get(word.i)
        if own is not None:
            return [own]
        carried = [t for t in self.by_word.values() if any(link.verb is word for link in t.carried)]
        if carried:
            return carried
        if depth > 3:
            return []
        inner: list[Trigger] = []
        names = ["xcomp", "ccomp"]
        if word.pos == "VERB" and word.lemma in word_class("manage"):
            names += ["with", "object", "followed"]
        if (word.tag == "VBG" and word.dep == "pcomp") or word.lemma in word_class("retaliating"):
            names.append("by")  # "accused of breaking it by shelling the town"
        names += [name for op in self.frames.operator_of.get(word.lemma, ()) for name in op.content]
        if word.pos in ("NOUN", "PROPN"):
            names += ["of", "to", "acl", "modifier"]
        for name in dict.fromkeys(names):
            for filler in self.fillers(word, name):
                inner.extend(t for t in self.told_by(filler, depth + 1) if t not in inner)
        return inner

    def operator_over(self, word: Word) -> tuple[Word, Operator] | None:
        """Return the governing word that colours this one's status, if its governor does."""
        for governor, name in self._governors(word):
            for operator in self.frames.operator_of.get(governor.lemma, ()):
                means = operator.pos is None or operator.pos == governor.pos
                if operator.status == "denied" and name == "ccomp" and word.i < governor.i:
                    continue  # "Chad accused Mali, a charge Bamako denied": the saying stands behind
                if operator.new and _is_known(word):
                    continue
                if means and name in operator.content and self.is_said(governor, operator.words):
                    return governor, operator
        return None

    def _governors(self, word: Word) -> Iterator[tuple[Word, str]]:
        if word.dep in CLAUSAL or word.dep in ("relcl", "conj"):
            head = word.head.head if word.dep == "pcomp" else word.head
            yield head, word.head.lower if word.dep == "pcomp" else word.dep
            if word.dep == "pcomp":
                yield head, f"{word.head.lower}_doing"
            if word.dep == "ccomp" and head.lemma == "be":  # "it is not true that"
                yield from ((c, "ccomp") for c in head.all("acomp"))
        for verb, name in self.uses(word):
            yield verb, name
            if verb.lemma == "be":  # "talks are due in Rome"
                yield from ((c, name) for c in verb.all("acomp", "attr"))
        if word.dep == "pobj":
            yield word.head.head, word.head.lower
            if word.head.lower == "of" and word.head.head.lemma in word_class("bringing_about"):
                yield from self.uses(word.head.head)  # "delayed approval of the loan"


def _is_known(noun: Word) -> bool:
    """Tell "the sanctions" and "Israel's raid", which are there, from "sanctions", which may be wished for."""
    marked = any(c.entity == "NORP" or c.dep == "poss" for c in noun.children)
    return marked or syntax.is_definite(noun)


def _depth(word: Word) -> int:
    return sum(1 for _ in word.ancestors())


def _holds(trigger: Trigger, other: Trigger) -> bool:
    """Tell whether ``other`` is already inside ``trigger``'s content, so that none absorbs its own holder."""
    holder: Trigger | None = other
    while holder is not None:
        if holder is trigger:
            return True
        holder = holder.absorbed_by
    return False
