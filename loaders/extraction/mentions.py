"""Mentions from a scene: each trigger that tells of an event becomes one, with everything its sentence says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from loaders.extraction.actors import ActorResolver
from loaders.extraction.attribution import attribution_of, with_accusers
from loaders.extraction.circumstances import Circumstances
from loaders.extraction.clock import Clock, shifted
from loaders.extraction.confidence import confidence_of
from loaders.extraction.drafts import (
    Draft,
    agree_upon,
    attempt_to_mediate,
    contents_of,
    go_on,
    intend,
    mark_denials,
    mode_of_talks,
    propose_talks,
    stay_away,
)
from loaders.extraction.frames import is_pact
from loaders.extraction.memory import Memory
from loaders.extraction.ordinals import ordinal_of
from loaders.extraction.parses import Word
from loaders.extraction.parties import Parties
from loaders.extraction.quantities import quantities_of
from loaders.extraction.roles import RoleReader
from loaders.extraction.scenes import Scene, Trigger
from loaders.extraction.sides import is_single
from loaders.extraction.standing import Cue, Standing, awaited_by, is_present
from loaders.extraction.status import standing_at, standing_of
from loaders.extraction.syntax import is_definite
from loaders.extraction.takers import Roles, Way
from loaders.extraction.telling import why_untold
from loaders.extraction.words import word_class
from loaders.identity import digest
from loaders.records import (
    Article,
    Content,
    DateInterval,
    Extractor,
    Mention,
    Participant,
    Span,
)

NAME, VERSION = "frames", "2"
IDENTITY = Extractor(NAME, VERSION)
_SAID = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT", "AGREE", "SUPPORT"})
_WITH_CONTENT = frozenset({"REJECT", "COERCE"})
"""Acts whose time and place the words of their content may hold: "refused to join the talks in Doha on Friday"."""
_UNWANTED = frozenset({"ASSAULT", "THREATEN", "ACCUSE", "PROTEST", "MOBILIZE"})
"""What nobody asks for by making an act wait for it: "will not attack unless Kuwait is threatened"."""
_ONE = frozenset({"it", "he", "she"})
_APPOINTED = frozenset({"CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "RETREAT"})
"""What is told in the present tense when it is to come: "the ministers meet on Wednesday"."""


class MentionReader:
    """Reads the mentions of one sentence."""

    def __init__(self, scene: Scene, resolver: ActorResolver, article: Article, clock: Clock, memory: Memory):
        self.scene = scene
        self.resolver = resolver
        self.article = article
        self.memory = memory
        self.roles = RoleReader(scene, resolver)
        self.parties = Parties(scene, self.roles, memory)
        told = replace(clock, told=memory.day)
        self.where_and_when = Circumstances(scene, resolver.names, resolver.knowledge, told, resolver.here)
        self.told: list[tuple[Draft, Mention]] = []
        """The mentions read, each with the draft it was."""
        self.untold: list[tuple[Draft, str]] = []
        """The drafts that tell of no event, each with the reason."""

    def read(self) -> tuple[Mention, ...]:
        """Return the sentence's mentions in text order, each event once."""
        keys: set[tuple[int, str]] = set()
        for draft in self._drafts():
            mention = self._finish(draft)
            if (draft.key_word, mention.type) in keys:
                self.untold.append((draft, "the same word has told of such an event"))
            else:
                keys.add((draft.key_word, mention.type))
                self.told.append((draft, mention))
        self.memory.note_sentence(self.scene.parse.words, (draft for draft, _ in self.told))
        return tuple(mention for _, mention in self.told)

    # -- drafting ------------------------------------------------------------------------------------

    def _drafts(self) -> Iterator[Draft]:
        serving = {t.word.i for trigger in self.scene.triggers for t in self.roles.mediations.of(trigger)}
        for trigger in self.scene.triggers:
            if trigger.word.i in serving or (trigger.absorbed_by and not self._stands_alone(trigger)):
                continue
            draft = self._draft(trigger)
            reason = why_untold(draft, self.where_and_when) or self.memory.why_accident(draft)
            if reason is not None:
                self.untold.append((draft, reason))
            else:
                self.memory.remember(draft, self.scene.parse.sentence.index)
                self.resolver.cast.note_talks(tuple(self.memory.principals), tuple(self.memory.bargaining))
                self.resolver.cast.note_mediators(self.memory.mediators_of(draft))
                yield draft
                yield from self._repetitions(draft)
        self.memory.day = self.where_and_when.last_day()

    @staticmethod
    def _stands_alone(trigger: Trigger) -> bool:
        """Tell whether what an act is about is told as an event all the same: what one is accused of."""
        return trigger.absorbed_by is not None and trigger.absorbed_by.frame.content_status is not None

    def _draft(self, trigger: Trigger) -> Draft:
        frame = trigger.frame
        standing = standing_of(trigger, self.scene)
        roles = self.roles.roles_of(trigger).copy()
        if self._stands_alone(trigger) and trigger.absorbed_by is not None:
            self._as_accused(trigger, trigger.absorbed_by, standing, roles)
        # Those arrested for an attack are charged with it; an arrest is about nothing else.
        contents = trigger.content if frame.type not in ("COERCE", "CONCEDE") else []
        of = [part for t in contents for part in contents_of(t, trigger)] or list(frame.of)
        draft = Draft(trigger, frame.type, frame.mode, of, standing, roles, key_word=trigger.word.i)
        self.memory.refer_back(draft, self.roles.roles_of)
        self._add_outcome(draft)
        self.parties.bind(draft)
        agree_upon(draft)
        intend(draft)
        self._as_absent(draft)
        propose_talks(draft)
        attempt_to_mediate(draft)
        self._as_condition(draft)
        draft.date = self.where_and_when.date_of(trigger, future=_lies_ahead(trigger, standing)) or draft.date
        draft.place = self.where_and_when.place_of(trigger) or draft.place
        proposed = draft.type == "CONSULT" and draft.status == "proposed"
        about = trigger.content if proposed or frame.type in _WITH_CONTENT else ()
        for part in (*trigger.consequences, *about):
            draft.date = draft.date or self.where_and_when.date_of(part, future=standing.future)
            draft.place = draft.place or self.where_and_when.place_of(part)
        draft.date = draft.date or self._date_beside(trigger) or self._date_of_saying(draft)
        draft.date = draft.date or self.where_and_when.date_shared(trigger)
        self._expect(draft)
        go_on(draft, self.where_and_when.clock.published)
        draft.attribution = attribution_of(trigger, self.scene, self.resolver)
        if self._stands_alone(trigger) and trigger.absorbed_by is not None and draft.status == "alleged":
            accusers = self.roles.roles_of(trigger.absorbed_by).get("source")
            draft.attribution = with_accusers(accusers, trigger.absorbed_by, draft.attribution)
        draft.attribution = draft.attribution or self.memory.quoted(self.scene.parse.sentence.text)
        mark_denials(draft)
        if draft.mode == "negotiate" and draft.trigger.word.lemma == "talk":
            draft.mode = mode_of_talks(draft)
        self.parties.complete(draft)
        return draft

    def _as_accused(self, trigger: Trigger, accusation: Trigger, standing: Standing, roles: Roles) -> None:
        status = accusation.frame.content_status or "alleged"
        charged = (verb.lemma for verb, name in self.scene.uses(accusation.word) if name == "object")
        refused = any(lemma in word_class("refusing_charges") for lemma in charged)
        if status != "happened":  # what is condemned stands as its own words tell it
            standing.status = "denied" if standing.negated or refused else status
            standing.cues.append(Cue(accusation.word.text, status))
        accused = self.roles.roles_of(accusation).get("target")
        role = "source" if "source" in trigger.frame.roles else "party"
        if not roles.get(role):
            roles.add(role, accused, way=Way("target of the accusation", accusation.word))

    def _as_absent(self, draft: Draft) -> None:
        """Read "will not attend the talks" as their rejection by who stays away."""
        link = next(iter(draft.trigger.carried), None)
        if link is None or not (link.support.attending or self._is_held_by_one(draft, link.verb)):
            return
        verb = standing_at(draft.trigger.anchor, self.scene)
        if verb.negated and verb.future:
            absent = [
                who for w in self.scene.slot(draft.trigger.anchor, "subject") for who in self.resolver.who(w)
            ]
            stay_away(draft, absent)

    def _is_held_by_one(self, draft: Draft, verb: Word) -> bool:
        """Tell "Hamas will not resume talks", a refusal, from "the two will hold no talks"."""
        acting = [w for w in self.scene.slot(verb, "subject") if w is not draft.trigger.word]
        alone = is_single(acting) or any(w.lower in _ONE for w in acting)
        return draft.type == "CONSULT" and draft.trigger.frame.pos == "NOUN" and alone

    def _as_condition(self, draft: Draft) -> None:
        """Read "will not attend until they withdraw" as a demand: what an act is made to wait for."""
        verb = draft.trigger.anchor
        main = awaited_by(verb)
        if main is None or draft.type == "REQUEST" or draft.type in _UNWANTED:
            return
        asking = [who for w in self.scene.slot(main, "subject") for who in self.resolver.who(w)]
        asked = draft.roles.get("source") or draft.roles.get("party")
        if not asking or {r.actor.id for r in asking} & draft.roles.ids("source", "party"):
            return
        draft.turn("REQUEST", "another act waits for it", of=[Content(draft.type, draft.mode)])
        draft.roles = Roles()
        draft.roles.add("source", asking, way=Way("subject", main))
        draft.roles.add("target", asked, way=Way("who does what is waited for"))
        draft.standing.status = "happened"

    def _add_outcome(self, draft: Draft) -> None:
        """Give an agreement in which talks ended their parties: "talks ..., which concluded with an agreement"."""
        noun = draft.trigger.word
        if not is_pact(draft.type, draft.mode) or draft.trigger.frame.pos != "NOUN":
            return
        for verb, name in self.scene.uses(noun):
            if name not in ("with", "in", "object") or verb.lemma not in word_class("ending"):
                continue
            for talks in self.scene.triggers:
                ended = any(link.verb is verb for link in talks.carried)
                produced = (verb, "subject") in self.scene.uses(talks.word) and _is_told(verb, self.scene)
                if talks.frame.type == "CONSULT" and (ended or produced):
                    source = self._draft(talks)
                    if not draft.roles.get("party"):
                        way = Way("party of the talks it ended", talks.word)
                        draft.roles.add("party", source.roles.get("party"), way=way)
                    draft.date, draft.place = source.date, source.place
                    draft.outcome = True

    def _date_beside(self, trigger: Trigger) -> DateInterval | None:
        """Date what is told as "a day after" another event, and the other way round."""
        for near in (trigger, *self.scene.triggers):
            told = self.where_and_when.distance(near)
            if told is None or trigger not in (near, told[0]):
                continue
            other, count, unit = told
            known, sign = (other, 1) if near is trigger else (near, -1)
            day = self._day_of(known)
            if day is not None:
                return shifted(day, sign * count, unit)
        return None

    def _day_of(self, trigger: Trigger) -> date | None:
        """Return the day of an event: the one told, else the article's own for what is going on."""
        known = self.where_and_when.date_of(trigger, future=False)
        if known is not None:
            return known.start if known.precision == "day" else None
        ongoing = standing_of(trigger, self.scene).status == "ongoing"
        return self.where_and_when.clock.published if ongoing else None

    def _date_of_saying(self, draft: Draft) -> DateInterval | None:
        """Date what is done by saying it: "reiterated on May 30 that Moscow would only"."""
        verb = draft.trigger.anchor
        if draft.type not in _SAID or verb.dep != "ccomp" or verb.head.lemma not in word_class("saying"):
            return None
        return self.where_and_when.date_at(verb.head)

    def _expect(self, draft: Draft) -> None:
        """Read what is dated after publication as planned: "the ministers meet on Wednesday" is no report."""
        published, standing = self.where_and_when.clock.published, draft.standing
        if published is None or standing.status not in ("happened", "ongoing"):
            return
        ahead = draft.date
        perfect = any(
            c.lemma == "have" for c in draft.trigger.anchor.all("aux")
        )  # "have been meeting since Sunday"
        if is_present(draft.trigger.anchor) and not perfect and draft.type in _APPOINTED:
            ahead = self.where_and_when.date_of(draft.trigger, future=True)
        if ahead is not None and ahead.start is not None and ahead.start > published:
            standing.weaken("planned", "dated after publication")
            draft.date = ahead

    # -- telling -------------------------------------------------------------------------------------

    def _repetitions(self, draft: Draft) -> Iterator[Draft]:
        """Read "in 2022 and then again in May": one trigger, one more event with a date of its own."""
        if draft.type != "CONSULT":
            return
        dates = self.where_and_when.dates_of(draft.trigger, future=draft.standing.lies_ahead)
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
            ordinal=ordinal_of(draft.trigger.word),
            definite=draft.trigger.frame.pos == "NOUN" and is_definite(draft.trigger.word),
        )
        return replace(mention, confidence=confidence_of(mention))

    def _participants(self, draft: Draft) -> Iterator[Participant]:
        for role, who in draft.roles.taken.items():
            for one in who:
                status = draft.roles.statuses.get((role, one.actor.id))
                yield Participant(role, one.span, one.actor, one.acts_for, status, one.because)


def _is_told(verb: Word, scene: Scene) -> bool:
    """Tell "the talks produced a treaty" from "failed to produce" one."""
    return standing_at(verb, scene).status in ("happened", "ongoing")


def _lies_ahead(trigger: Trigger, standing: Standing) -> bool:
    """Tell whether an act's dates are reckoned forwards; who "offered on May 2 to mediate" did so in the past."""
    worded = (
        trigger.frame.type in ("AGREE", "CONSULT")
        and trigger.frame.status is not None
        and not standing.future
    )
    arrived = any(link.support.status == "planned" and link.verb.tag == "VBD" for link in trigger.carried)
    if arrived and not standing.future:
        return False  # "flew to Ankara on Friday for talks"
    if worded and not standing.ahead and trigger.anchor.tag in ("VBD", "VBN"):
        return False
    return standing.lies_ahead
