"""Mentions from a scene: each trigger that tells of an event becomes one, with everything its sentence says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from loaders.extraction.actors import ActorResolver
from loaders.extraction.attribution import attribution_of
from loaders.extraction.cast import Resolved
from loaders.extraction.circumstances import Circumstances
from loaders.extraction.confidence import confidence_of
from loaders.extraction.dates import Clock
from loaders.extraction.parses import Word
from loaders.extraction.quantities import quantities_of
from loaders.extraction.roles import RoleReader, Roles
from loaders.extraction.scenes import Scene, Trigger
from loaders.extraction.status import COOPERATIVE, Standing, standing_of
from loaders.extraction.words import word_class
from loaders.identity import digest
from loaders.records import (
    Article,
    Attribution,
    Content,
    DateInterval,
    Extractor,
    Mention,
    Participant,
    Place,
    Span,
)

NAME, VERSION = "frames", "1"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
             "ninth": 9, "tenth": 10}  # fmt: skip
_DOCUMENTS = frozenset({"consult.verb.write", "agree.noun.offer", "agree.verb.offer"})
_SAID = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT", "AGREE", "SUPPORT"})
_OF_OUTCOME = frozenset({"after", "following", "during", "in", "at", "through"})
_TALKS = frozenset({"negotiate", "meet"})


@dataclass(slots=True)
class Draft:
    """A mention in the making."""

    trigger: Trigger
    type: str
    mode: str | None
    of: list[Content]
    standing: Standing
    roles: Roles
    date: DateInterval | None = None
    place: Place | None = None
    attribution: tuple[Attribution, ...] = ()
    key_word: int = 0
    outcome: bool = False
    """An agreement told as what talks ended in."""

    @property
    def status(self) -> str:
        """The status, under the name the contract gives it."""
        return self.standing.status


def _contents(inner: Trigger, outer: Trigger) -> list[Content]:
    """Return what an act is about; what is said of a ceasefire agreement is said of the ceasefire."""
    if inner.frame.pos == "NOUN" and inner.frame.type == "AGREE":
        if inner.frame.of:
            return list(inner.frame.of)
        if inner.content and outer.frame.type in ("AGREE", "REJECT"):
            return [part for t in inner.content for part in _contents(t, inner)]
    return [Content(inner.frame.type, inner.frame.mode)]


@dataclass(slots=True)
class Thread:
    """Talks the article has told of, for the sentences that only say "the talks"."""

    mode: str
    parties: list[Resolved]
    place: Place | None
    sentence: int


@dataclass(slots=True)
class Memory:
    """What an article's earlier sentences bring to the later ones."""

    threads: list[Thread] = field(default_factory=list)
    wishes: list[Draft] = field(default_factory=list)
    """Requests and proposals, for the sentences that reject or accept "it"."""
    proposers: list[Resolved] = field(default_factory=list)
    """Whose the last document or proposal is."""
    speaker: tuple[Attribution, ...] = ()
    quote_is_open: bool = False


class MentionReader:
    """Reads the mentions of one sentence."""

    def __init__(self, scene: Scene, resolver: ActorResolver, article: Article, clock: Clock, memory: Memory):
        self.scene = scene
        self.resolver = resolver
        self.article = article
        self.memory = memory
        self.roles = RoleReader(scene, resolver)
        self.where_and_when = Circumstances(scene, resolver.names, resolver.knowledge, clock)

    def read(self) -> Iterator[Mention]:
        """Yield the sentence's mentions in text order, each event once."""
        told: set[tuple[int, str]] = set()
        for draft in self._drafts():
            mention = self._finish(draft)
            if (draft.key_word, mention.type) not in told:
                told.add((draft.key_word, mention.type))
                yield mention

    # -- drafting ------------------------------------------------------------------------------------

    def _drafts(self) -> Iterator[Draft]:
        serving = {t.word.i for trigger in self.scene.triggers for t in self.roles.mediations_of(trigger)}
        for trigger in self.scene.triggers:
            if trigger.word.i in serving or (trigger.absorbed_by and not self._stands_alone(trigger)):
                continue
            draft = self._draft(trigger)
            if self._tells(draft):
                self._remember(draft)
                yield draft
                yield from self._repetitions(draft)

    @staticmethod
    def _stands_alone(trigger: Trigger) -> bool:
        """Tell whether what an act is about is told as an event all the same: what one is accused of."""
        return trigger.absorbed_by is not None and trigger.absorbed_by.frame.content_status is not None

    def _draft(self, trigger: Trigger) -> Draft:
        frame = trigger.frame
        standing = standing_of(trigger, self.scene)
        roles = self._copy(self.roles.roles_of(trigger))
        if self._stands_alone(trigger) and trigger.absorbed_by is not None:
            self._as_accused(trigger, trigger.absorbed_by, standing, roles)
        of = [part for t in trigger.content for part in _contents(t, trigger)] or list(frame.of)
        draft = Draft(trigger, frame.type, frame.mode, of, standing, roles, key_word=trigger.word.i)
        self._refer_back(draft)
        self._add_outcome(draft)
        self._add_company(draft)
        self._as_intended(draft)
        self._as_proposed_talks(draft)
        draft.date = self.where_and_when.date_of(trigger, future=standing.future) or draft.date
        draft.place = self.where_and_when.place_of(trigger) or draft.place
        draft.date = draft.date or self._date_beside(trigger) or self._date_of_saying(draft)
        draft.attribution = attribution_of(trigger, self.scene, self.resolver) or self._quoted()
        self._as_denied_by(draft)
        if draft.mode == "negotiate" and draft.trigger.word.lemma == "talk":
            draft.mode = self._mode_of_talks(draft)
        self._add_known_parties(draft)
        return draft

    @staticmethod
    def _copy(roles: Roles) -> Roles:
        return Roles({role: list(who) for role, who in roles.taken.items()}, dict(roles.statuses))

    def _as_accused(self, trigger: Trigger, accusation: Trigger, standing: Standing, roles: Roles) -> None:
        status = accusation.frame.content_status or "alleged"
        standing.status = "denied" if standing.negated else status
        accused = self.roles.roles_of(accusation).get("target")
        role = "source" if "source" in trigger.frame.roles else "party"
        if not roles.get(role):
            roles.add(role, accused)

    def _as_intended(self, draft: Draft) -> None:
        """Read intended acts: "will release" is AGREE, planned; "will not attend" is REJECT (contract, 1)."""
        standing, inner = draft.standing, Content(draft.type, draft.mode)
        if not standing.future or draft.trigger.frame.pos != "VERB" or draft.type in ("REJECT", "AGREE"):
            return
        acting = bool(draft.roles.get("source") or draft.roles.get("party"))
        if standing.negated and acting and standing.status in ("planned", "denied"):
            draft.type, draft.mode, draft.of = "REJECT", None, [inner]
            standing.status = "happened"
        elif (
            standing.status == "planned"
            and draft.type in COOPERATIVE - {"CONSULT"}
            and draft.roles.get("source")
        ):
            draft.type, draft.mode, draft.of = "AGREE", None, [inner]

    @staticmethod
    def _is_appointment(draft: Draft) -> bool:
        """Tell talks and visits, which are planned as such, from other intended acts."""
        return draft.type == "CONSULT" and draft.mode is not None

    @staticmethod
    def _as_proposed_talks(draft: Draft) -> None:
        """Read a proposal of talks as the talks, proposed (contract, 1); an offer to mediate stays an offer."""
        talks = [c for c in draft.trigger.content if c.frame.type == "CONSULT"]
        if draft.type != "AGREE" or draft.status != "proposed" or not talks:
            return
        inner = talks[0]
        if inner.frame.mode == "mediate":
            draft.roles.add("mediator", draft.roles.get("source"), "proposed")
        if inner.frame.mode == "mediate" or draft.trigger.word.lemma not in word_class("proposing"):
            return  # an offer or a readiness of one's own is AGREE, proposed
        draft.type, draft.mode, draft.of = "CONSULT", inner.frame.mode, []
        draft.roles.add("party", draft.roles.get("target"))
        draft.roles.taken["target"] = []

    def _add_outcome(self, draft: Draft) -> None:
        """Give an agreement in which talks ended their parties: "talks ..., which concluded with an agreement"."""
        noun = draft.trigger.word
        if draft.type != "AGREE" or draft.trigger.frame.pos != "NOUN" or draft.roles.get("party"):
            return
        for verb, name in self.scene.uses(noun):
            if name not in ("with", "in", "object") or verb.lemma not in word_class("ending"):
                continue
            for talks in self.scene.triggers:
                if talks.frame.type == "CONSULT" and any(link.verb is verb for link in talks.carried):
                    source = self._draft(talks)
                    draft.roles.add("party", source.roles.get("party"))
                    draft.date, draft.place = source.date, source.place
                    draft.outcome = True

    def _add_company(self, draft: Draft) -> None:
        """Add to a meeting that has one party the subject of the verb it hangs on: "X greets Y, meet at"."""
        word = draft.trigger.word
        if draft.mode != "meet" or draft.trigger.frame.pos != "VERB" or len(draft.roles.get("party")) != 1:
            return
        if word.dep in ("ccomp", "xcomp") and word.head.lemma in word_class("greeting"):
            draft.roles.add(
                "party", [r for w in self.scene.slot(word.head, "subject") for r in self.resolver.who(w)]
            )

    def _refer_back(self, draft: Draft) -> None:
        """Read "has rejected it" and "the proposal": what was asked for or proposed before, and by whom."""
        frame, roles = draft.trigger.frame, draft.roles
        if frame.id == "agree.noun.offer" and not roles.get("source") and _is_definite(draft.trigger.word):
            because = "whose proposal the article told of"
            roles.add(
                "source",
                [replace(r, span=_span_of(draft.trigger), because=because) for r in self.memory.proposers],
            )
        heads = draft.trigger.content_heads
        pronouns = [w for w in heads if w.lower in word_class("referring_pronoun")]
        nouns = [w for w in heads if w.lemma in word_class("wish_nouns") and _is_definite(w)]
        told_elsewhere = any(t.content or self.roles.roles_of(t).get("source") for t in draft.trigger.content)
        if not (pronouns or nouns) or told_elsewhere or not self.memory.wishes:
            return
        wish = self.memory.wishes[-1]
        draft.of = list(wish.of) or [Content(wish.type, wish.mode)]
        if frame.type == "REJECT" and not roles.get("target"):
            asking = [r for role in ("source", "party") for r in wish.roles.get(role)]
            own = roles.ids("source")
            roles.add("target", [r for r in asking if r.actor.id not in own])

    def _as_denied_by(self, draft: Draft) -> None:
        """Mark what somebody denies as denied, and mediators who deny that they mediate."""
        if draft.status == "denied" and any(a.verb in word_class("denying") for a in draft.attribution):
            for one in draft.roles.get("mediator"):
                draft.roles.statuses["mediator", one.actor.id] = "denied"

    @staticmethod
    def _mode_of_talks(draft: Draft) -> str:
        """Tell negotiations from mere meetings: talks over a dispute, with a third party, or of a counted round."""
        noun = draft.trigger.word
        about = {c.lower for c in noun.children} | {noun.head.head.lemma if noun.dep == "pobj" else ""}
        fighting = any(r.actor.kind in ("armed_group", "party") for r in draft.roles.get("party"))
        disputed = bool(about & word_class("disputed")) or fighting or bool(draft.roles.get("mediator"))
        return "negotiate" if disputed or draft.of else "meet"

    def _date_beside(self, trigger: Trigger) -> DateInterval | None:
        """Date what is told as "a day after" another event, whose day is known or is the article's own."""
        verb = trigger.anchor
        if verb.dep != "advcl" or verb.child("mark") is None:
            return None
        other = next((t for t in self.scene.triggers if t.anchor is verb.head or t.word is verb.head), None)
        if other is None:
            return None
        known = self.where_and_when.date_of(other, future=False)
        day = known.start if known is not None and known.precision == "day" else None
        if day is None and standing_of(other, self.scene).status == "ongoing":
            day = self.where_and_when.clock.published
        return self.where_and_when.offset_from(trigger, day) if day is not None else None

    def _date_of_saying(self, draft: Draft) -> DateInterval | None:
        """Date what is done by saying it: "reiterated on May 30 that Moscow would only"."""
        verb = draft.trigger.anchor
        if draft.type not in _SAID or verb.dep != "ccomp" or verb.head.lemma not in word_class("saying"):
            return None
        return self.where_and_when.date_at(verb.head)

    # -- what the article brings ---------------------------------------------------------------------

    def _add_known_parties(self, draft: Draft) -> None:
        """Add the parties of the talks the article is telling of, where the sentence only says "the talks"."""
        if draft.type != "CONSULT" or draft.mode not in _TALKS or len(draft.roles.get("party")) > 1:
            return
        if draft.trigger.frame.pos != "NOUN" and not draft.roles.get("delegation_lead"):
            return
        known = draft.roles.ids("party")
        if draft.trigger.word.lemma in word_class("single_meetings") and not _is_definite(draft.trigger.word):
            return
        self._add_parties_beside(draft)
        if len(draft.roles.get("party")) > 1:
            return
        threads = [t for t in self.memory.threads if t.mode == "negotiate"] or self.memory.threads
        for thread in reversed(threads):
            there = {r.actor.id for r in thread.parties} | {
                r.acts_for.id for r in thread.parties if r.acts_for
            }
            if known <= there and not draft.roles.ids("mediator", "host") & there:
                span = _span_of(draft.trigger)
                because = f"the talks of sentence {thread.sentence + 1}"
                missing = [
                    r
                    for r in thread.parties
                    if r.actor.id not in known and (r.acts_for is None or r.acts_for.id not in known)
                ]
                draft.mode = thread.mode if draft.trigger.word.lemma == "talk" else draft.mode
                draft.roles.add("party", [replace(r, span=span, because=because) for r in missing])
                return

    def _add_parties_beside(self, draft: Draft) -> None:
        """Add the parties of what came of the talks: "A and B agreed to ... after talks brokered by C"."""
        noun = draft.trigger.word
        while noun.dep == "pobj" and noun.head.lower == "of" and noun.head.head.lemma in word_class("rounds"):
            noun = noun.head.head  # "after four days of talks"
        prep = noun.head
        if draft.roles.get("party") or noun.dep != "pobj" or prep.lower not in _OF_OUTCOME:
            return
        above = [prep.head, *prep.head.ancestors()]
        for other in self.scene.triggers:
            if other.anchor in above and other is not draft.trigger:
                parties = self.roles.roles_of(other).get("party")
                if len(parties) > 1:
                    because = f"party to what the {draft.trigger.word.lower} led to"
                    draft.roles.add("party", [replace(r, because=because) for r in parties])
                    return

    def _remember(self, draft: Draft) -> None:
        parties = draft.roles.get("party")
        told = draft.status not in ("hypothetical", "denied")
        if draft.type == "CONSULT" and draft.mode in _TALKS and len(parties) > 1 and told:
            thread = Thread(draft.mode, parties, draft.place, self.scene.parse.sentence.index)
            self.memory.threads.append(thread)
            self.resolver.cast.note_talks(tuple(parties))
        if draft.type == "REQUEST" or draft.status == "proposed":
            self.memory.wishes.append(draft)
        if draft.trigger.frame.id in _DOCUMENTS and draft.roles.get("source"):
            self.memory.proposers = draft.roles.get("source")

    def _quoted(self) -> tuple[Attribution, ...]:
        return self.memory.speaker if self.memory.quote_is_open else ()

    # -- telling -------------------------------------------------------------------------------------

    def _tells(self, draft: Draft) -> bool:
        """Tell an event from a mere topic: somebody acts or suffers, or a noun is pinned to a date."""
        roles = draft.roles
        if not all(_is_met(need, draft) for need in draft.trigger.frame.must):
            return False
        if draft.trigger.frame.pos != "NOUN":
            return bool(roles)
        if draft.outcome:
            return True
        if draft.trigger.carried or draft.trigger.frame.bare:
            return bool(roles) or draft.date is not None
        if draft.date is not None and draft.type in ("CONSULT", "AGREE"):
            return True
        if not draft.trigger.carried and _is_topic(draft.trigger.word):
            return False
        if draft.type == "AGREE" and draft.of and draft.status == "happened":
            return self.where_and_when.is_pinned(draft.trigger)
        if draft.trigger.frame.id == "agree.noun.offer" and _only_remembered(draft):
            return bool(draft.of)
        named = [role for role, who in roles.taken.items() if who]
        inherited = all("the talks of sentence" in r.because for r in roles.get("party")) and named == [
            "party"
        ]
        return bool(named) and not inherited

    def _repetitions(self, draft: Draft) -> Iterator[Draft]:
        """Read "in 2022 and then again in May": one trigger, one more event with a date of its own."""
        if draft.type != "CONSULT":
            return
        dates = self.where_and_when.dates_of(draft.trigger, future=draft.standing.future)
        base = self.scene.parse.offset
        for found, expression in dates:
            word = self.scene.parse.word_at(base + expression.start)
            if word is None or found == draft.date or found.precision not in ("day", "month"):
                continue
            apart = (w for w in (word, *word.ancestors()) if w.lower == "again" or w.dep == "conj")
            other = next(apart, None)
            if other is not None and other.i > draft.trigger.anchor.i:
                place = self.where_and_when.place_beside(other)
                yield replace(draft, date=found, place=place, key_word=other.i)

    # -- finishing -----------------------------------------------------------------------------------

    def _finish(self, draft: Draft) -> Mention:
        sentence = self.scene.parse.sentence
        word = self.scene.parse.words[draft.key_word]
        participants = tuple(self._participants(draft))
        speaker = draft.attribution[0].name if draft.attribution else None
        frame = draft.trigger.frame
        mention = Mention(
            id=digest("mention", self.article.id, self.article.version, NAME, str(word.start), draft.type),
            article_id=self.article.id,
            article_version=self.article.version,
            sentence_index=sentence.index,
            type=draft.type,
            status=draft.status,
            trigger=Span(word.text, word.start, word.end),
            evidence=Span(sentence.text, sentence.start, sentence.end),
            extractor=Extractor(NAME, VERSION, frame.id),
            mode=draft.mode,
            of=tuple(dict.fromkeys(draft.of)),
            contexts=frame.contexts,
            date=draft.date,
            place=draft.place,
            participants=participants,
            quantities=quantities_of(
                draft.trigger, self.scene, draft.standing, speaker, self.where_and_when.dated
            ),
            attribution=draft.attribution,
            kind=sentence.kind,
            genre=sentence.genre,
            ordinal=self._ordinal(draft),
            definite=draft.trigger.frame.pos == "NOUN" and _is_definite(draft.trigger.word),
        )
        return replace(mention, confidence=confidence_of(mention))

    def _participants(self, draft: Draft) -> Iterator[Participant]:
        for role, who in draft.roles.taken.items():
            for one in who:
                status = draft.roles.statuses.get((role, one.actor.id))
                yield Participant(role, one.span, one.actor, one.acts_for, status, one.because)

    def _ordinal(self, draft: Draft) -> int | None:
        noun = draft.trigger.word
        hosts = [noun, noun.head.head] if noun.dep == "pobj" and noun.head.lower == "of" else [noun]
        for host in hosts:
            for child in host.children:
                if child.lower in _ORDINALS and (host is not noun or host.child("compound") is None):
                    return _ORDINALS[child.lower]
        return None


def _is_topic(noun: Word) -> bool:
    """Tell what is only talked about: "talks on a ceasefire and the release of hostages"."""
    while noun.dep == "conj":
        noun = noun.head
    prep = noun.head
    if noun.dep == "compound":
        return prep.lemma in word_class("talking_nouns")
    if noun.dep != "pobj" or prep.lower not in word_class("topic_preps"):
        return False
    governor = prep.head
    return governor.lemma in word_class("talking_nouns") or governor.lemma in word_class("talking_verbs")


def _is_met(need: str, draft: Draft) -> bool:
    if need == "content":
        return bool(draft.of)
    if need == "parties":
        return len(draft.roles.get("party")) > 1
    return bool(draft.roles.get(need))


def _only_remembered(draft: Draft) -> bool:
    return all("the article told of" in r.because for r in draft.roles.get("source")) and not draft.roles.get(
        "target"
    )


def _is_definite(noun: Word) -> bool:
    determiner = noun.child("det")
    return determiner is not None and determiner.lower in ("the", "these", "those", "this")


def _span_of(trigger: Trigger) -> Span:
    return Span(trigger.word.text, trigger.word.start, trigger.word.end)
