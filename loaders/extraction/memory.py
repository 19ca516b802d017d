"""Memory: what an article's earlier sentences bring to the later ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from loaders.extraction.cast import Resolved
from loaders.extraction.drafts import Draft, span_of
from loaders.extraction.frames import is_pact
from loaders.extraction.parses import Word
from loaders.extraction.scenes import Trigger
from loaders.extraction.syntax import is_definite, slot
from loaders.extraction.takers import THIRD_PARTIES, Roles, Way
from loaders.extraction.words import word_class
from loaders.records import Attribution, Content

TALKS = frozenset({"negotiate", "meet"})
_DOCUMENTS = frozenset({"consult.verb.write", "agree.noun.offer", "agree.verb.offer"})
EARLIER = Way("an earlier sentence")
_NAMING = frozenset({"compound", "nmod", "amod", "nummod"})
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_QUOTES = frozenset("\"“”'‘’")


@dataclass(slots=True)
class Thread:
    """Talks the article has told of, for the sentences that only say "the talks"."""

    mode: str
    parties: list[Resolved]
    sentence: int

    def sides(self) -> list[Resolved]:
        """Return who negotiates: those for whom the people at the table speak; who merely meets, does so itself."""
        return [side_of(one) for one in self.parties] if self.mode == "negotiate" else self.parties

    def ids(self) -> set[str]:
        """Return the ids of the parties and of those they act for."""
        return {ref.id for r in self.parties for ref in (r.actor, r.acts_for) if ref is not None}


@dataclass(slots=True)
class Memory:
    """Talks, wishes, proposals and the speaker that later sentences refer back to."""

    threads: list[Thread] = field(default_factory=list)
    wishes: list[Draft] = field(default_factory=list)
    """Requests and proposals, for the sentences that reject or accept "it"."""
    principals: list[Resolved] = field(default_factory=list)
    """Who met or agreed last: "the two leaders"."""
    agreed: Thread | None = None
    """Those who agreed or were mediated between last, for "the talks" where no others are told of."""
    mediators: set[str] = field(default_factory=set)
    """Ids of those said to mediate: the talks they mediate are not theirs."""
    bargaining: list[Resolved] = field(default_factory=list)
    """Who negotiated or agreed last: "the two sides", "the rivals"."""
    proposers: list[Resolved] = field(default_factory=list)
    """Whose the last document or proposal is."""
    words: set[str] = field(default_factory=set)
    """All words of the sentences read, in lower case: what an accord is named after may have been told."""
    day: date | None = None
    """The day named last, from which "two days later" counts."""
    speaker: tuple[Attribution, ...] = ()
    quote_is_open: bool = False
    accident: bool = False
    """An accident was told of and no violence: who "were killed" in later sentences died of it."""
    violence: bool = False

    def note_sentence(self, words: Sequence[Word], drafts: Iterable[Draft]) -> None:
        """Take note of a sentence's words, and of its violence or accident: the first an article tells of counts."""
        self.words.update(word.lower for word in words)
        self.violence |= any(draft.type == "ASSAULT" and draft.status != "denied" for draft in drafts)
        self.accident |= not self.violence and any(_is_accident(word) for word in words)

    def why_accident(self, draft: Draft) -> str | None:
        """Return why those hurt were hurt by nobody; ``None``: nothing says so."""
        bare = draft.trigger.frame.id == "assault.verb.kill" and not draft.roles.get("source")
        if bare and self.accident and not draft.trigger.carried and not draft.trigger.consequences:
            return "no act: the article tells of an accident, and of nobody who hurt them"
        return None

    def quoted(self, text: str) -> tuple[Attribution, ...]:
        """Return who is speaking: while a quotation runs on, and in a sentence that is nothing but quotation."""
        quoted = text[:1] in _QUOTES and text.rstrip(" .")[-1:] in _QUOTES
        return self.speaker if self.quote_is_open or quoted else ()

    def note_quotes(self, text: str, speaker: tuple[Attribution, ...]) -> None:
        """Take note of who speaks in a sentence, and whether its last quotation goes on in the next."""
        opened = sum(text.count(mark) for mark in "“‘") - sum(text.count(mark) for mark in "”’")
        if text.count('"') % 2 == 1:
            self.quote_is_open = not self.quote_is_open
        elif opened:
            self.quote_is_open = opened > 0
        if speaker:
            self.speaker = speaker

    def remember(self, draft: Draft, sentence: int) -> None:
        """Take note of what later sentences may refer to."""
        signing = draft.roles.get("signatory")
        parties = signing if len(signing) > 1 else draft.roles.get("party")
        told = draft.status not in ("hypothetical", "denied")
        if draft.type == "CONSULT" and draft.mode in TALKS and len(parties) > 1 and told:
            self.threads.append(Thread(draft.mode, parties, sentence))
        self.mediators |= {one.actor.id for one in self.mediators_of(draft)}
        mediated = draft.type == "CONSULT" and draft.mode == "mediate"
        if (is_pact(draft.type, draft.mode) or mediated) and len(parties) > 1 and told:
            self.agreed = Thread("negotiate", parties, sentence)
        if (draft.type == "CONSULT" or is_pact(draft.type, draft.mode)) and len(parties) > 1 and told:
            self.principals = [principal_of(one) for one in parties]
            whole = not any(one.actor.kind == "population" for one in parties)
            new = not self.bargaining or (whole and not is_definite(draft.trigger.word))
            if new and (draft.mode == "negotiate" or draft.type != "CONSULT"):
                self.bargaining = self.principals
        if draft.type == "REQUEST" or draft.status == "proposed":
            self.wishes.append(draft)
        if draft.trigger.frame.id in _DOCUMENTS and draft.roles.get("source"):
            self.proposers = draft.roles.get("source")

    @staticmethod
    def mediators_of(draft: Draft) -> tuple[Resolved, ...]:
        """Return who is said to mediate, for "the mediators" of later sentences."""
        statuses = draft.roles.statuses
        told = draft.status not in ("hypothetical", "denied", "proposed")
        return tuple(
            r for r in draft.roles.get("mediator") if told and ("mediator", r.actor.id) not in statuses
        )

    def refer_back(self, draft: Draft, roles_of: Callable[[Trigger], Roles]) -> None:
        """Read "has rejected it" and "the proposal": what was asked for or proposed before, and by whom."""
        frame, roles = draft.trigger.frame, draft.roles
        if frame.id == "agree.noun.offer" and not roles.get("source") and is_definite(draft.trigger.word):
            proposers = self._brought(self.proposers, draft, "whose proposal the article told of")
            roles.add("source", proposers, way=EARLIER)
        heads = draft.trigger.content_heads
        pronouns = [w for w in heads if w.lower in word_class("referring_pronoun")]
        nouns = [w for w in heads if w.lemma in word_class("wish_nouns") and is_definite(w)]
        told_elsewhere = any(t.content or roles_of(t).get("source") for t in draft.trigger.content)
        if not (pronouns or nouns) or told_elsewhere or not self.wishes:
            return
        wish = self.wishes[-1]
        draft.of = list(wish.of) or [Content(wish.type, wish.mode)]
        if frame.type == "REJECT" and not roles.get("target"):
            asking = [r for role in ("source", "party") for r in wish.roles.get(role)]
            own = roles.ids("source")
            roles.add("target", [r for r in asking if r.actor.id not in own], way=EARLIER)

    def add_known_parties(self, draft: Draft) -> None:
        """Add the parties of the talks the article is telling of, where the sentence only says "the talks"."""
        known = draft.roles.ids("party")
        for thread in self._threads_behind(draft):
            if known <= thread.ids() and not draft.roles.ids("mediator", "host") & thread.ids():
                missing = [r for r in thread.sides() if not known & _ids(r)]
                because = f"the talks of sentence {thread.sentence + 1}"
                draft.roles.add("party", self._brought(missing, draft, because), way=EARLIER)
                draft.mode = thread.mode if draft.trigger.word.lemma == "talk" else draft.mode
                return

    def add_those_who_agreed(self, draft: Draft, words: Sequence[Word]) -> None:
        """Add whose accord it is, where the sentence only says who mediated, hosted or watched over "the accord".

        ``words`` are those of its sentence.
        """
        if self.is_another(draft.trigger.word, words):
            return
        if self.agreed is not None and not draft.roles.ids(*THIRD_PARTIES) & self.agreed.ids():
            because = f"the agreement of sentence {self.agreed.sentence + 1}"
            draft.roles.add("party", self._brought(self.agreed.sides(), draft, because), way=EARLIER)

    def is_another(self, noun: Word, words: Sequence[Word]) -> bool:
        """Tell "the Oslo Accord" from "the deal", where nothing of Oslo was told before."""
        start = min((child.i for child in noun.children), default=noun.i)
        return any(
            name not in self.words and all(word.lower != name for word in words[:start])
            for name in _names_of(noun)
        )

    def _threads_behind(self, draft: Draft) -> list[Thread]:
        """Return the talks that a draft may be part of, likeliest first: a mediator's own meetings come last."""
        last_first = self.threads[::-1]
        negotiated = [t for t in last_first if t.mode == "negotiate"]
        others = [t for t in last_first if t.mode != "negotiate" and not t.ids() & self.mediators]
        agreed = [self.agreed] if self.agreed and draft.mode in ("negotiate", "mediate") else []
        if draft.mode == "mediate":
            return agreed or negotiated or others
        return negotiated or agreed or others or last_first

    @staticmethod
    def _brought(who: list[Resolved], draft: Draft, because: str) -> list[Resolved]:
        span = span_of(draft.trigger)
        return [replace(one, span=span, because=because, inherited=True) for one in who]


def _is_accident(word: Word) -> bool:
    """Tell "an earthquake", "the bus overturned" and "a fire swept", but not "under fire"."""
    if word.pos == "VERB":
        return word.lemma in word_class("crashing") and word.child("dobj", "agent") is None
    subject = word.dep == "nsubj" or word.lemma != "fire"
    return word.pos == "NOUN" and subject and word.lemma in word_class("accidents")


def _names_of(noun: Word) -> list[str]:
    """Return after what an accord is named, in lower case: a place or another proper name, or a year."""
    beside = [child for child in noun.children if child.dep in _NAMING and child.i < noun.i]
    named = [w for w in beside if w.text[:1].isupper() and w.pos in ("PROPN", "ADJ") and w.entity != "DATE"]
    named += [w for w in slot(noun, "of") if w.pos == "PROPN" and w.entity != "DATE"]
    hosts = [noun, *noun.all("acl")]
    dated = [*beside, *(w for host in hosts for name in ("of", "in", "from") for w in slot(host, name))]
    return [w.lower for w in named] + [w.lower for w in dated if _YEAR.fullmatch(w.text)]


def principal_of(one: Resolved) -> Resolved:
    """Return the state behind a minister whom nobody names."""
    unnamed = (one.actor.local or one.by_office) and one.acts_for is not None
    return side_of(one) if unnamed else one


def side_of(one: Resolved) -> Resolved:
    """Return the side for which somebody acts; who acts for nobody is a side of their own."""
    return replace(one, actor=one.acts_for, acts_for=None) if one.acts_for is not None else one


def _ids(one: Resolved) -> set[str]:
    return {ref.id for ref in (one.actor, one.acts_for) if ref is not None}
