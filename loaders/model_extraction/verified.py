"""Mentions from claims: what the sentence bears out is kept, everything else is dropped and told."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from graph_schema import schema
from loaders.extraction.cast import Resolved
from loaders.extraction.confidence import confidence_of
from loaders.extraction.frames import is_pact
from loaders.extraction.memory import principal_of, side_of
from loaders.extraction.ordinals import ordinal_of
from loaders.extraction.parses import Word
from loaders.extraction.roles import HITTING
from loaders.extraction.standing import is_present
from loaders.extraction.syntax import is_definite
from loaders.extraction.takers import Roles
from loaders.identity import digest
from loaders.model_extraction.claims import (
    ClaimedEvent,
    ClaimedParticipant,
    ClaimedQuantity,
    ClaimError,
    is_declared,
    is_mode_of,
    read_claim,
    short,
)
from loaders.model_extraction.quoted import QuotedSentence
from loaders.records import (
    Article,
    Attribution,
    Content,
    DateInterval,
    Extractor,
    Mention,
    Participant,
    Place,
    Quantity,
    Span,
)

_AHEAD = frozenset({"planned", "proposed", "hypothetical"})


@dataclass
class ClaimReader:
    """Reads what a model claims of one sentence."""

    article: Article
    sentence: QuotedSentence
    extractor: Extractor
    dropped: list[str] = field(default_factory=list)
    """What was claimed and not borne out, each with its reason, as sentences."""

    def read(self, answer: Iterable[object]) -> list[Mention]:
        """Return the mentions that the sentence bears out, in text order, each event once."""
        found: dict[tuple[int, str], Mention] = {}
        for one in answer:
            try:
                claim = read_claim(one)
                word = self._trigger(claim, found)
                found[word.start, claim.type] = self._mention(claim, word)
            except ClaimError as error:
                self.dropped.append(str(error))
        return [found[key] for key in sorted(found)]

    def _mention(self, claim: ClaimedEvent, word: Word) -> Mention:
        trigger = Span(word.text, word.start, word.end)
        event = f"the {claim.type} “{trigger.text}”"
        sentence = self.sentence.parse.sentence
        roles = self._roles(claim, trigger, event)
        self._note_talks(claim, roles)
        date = self._date(claim, word, event)
        mention = Mention(
            id=digest(
                "mention",
                self.article.id,
                self.article.version,
                self.extractor.name,
                str(word.start),
                claim.type,
            ),
            article_id=self.article.id,
            article_version=self.article.version,
            sentence_index=sentence.index,
            type=claim.type,
            status=self._status(claim, date),
            trigger=trigger,
            evidence=Span(sentence.text, sentence.start, sentence.end),
            extractor=self.extractor,
            mode=self._mode(claim.mode, claim.type, event),
            of=tuple(dict.fromkeys(self._contents(claim, event))),
            date=date,
            place=self._place(claim, trigger, event),
            participants=tuple(_participants(roles)),
            quantities=tuple(self._quantities(claim.quantities, trigger, event)),
            attribution=tuple(self._attribution(claim, trigger, event)),
            kind=sentence.kind,
            genre=sentence.genre,
            ordinal=ordinal_of(word),
            definite=word.pos == "NOUN" and is_definite(word),
        )
        return replace(mention, confidence=confidence_of(mention))

    # -- what ----------------------------------------------------------------------------------------

    def _trigger(self, claim: ClaimedEvent, told: Container[tuple[int, str]]) -> Word:
        """Return the word that names the act.

        Of two talks told with one word each, the second has the second word; of two told with the same word, "in
        2022 and again in May", the second has that of its date, as it has for the frames.
        """
        spans = self.sentence.spans(claim.trigger)
        if not spans:
            raise ClaimError(
                f"The trigger “{short(claim.trigger)}” of the {claim.type} does not stand in the sentence: "
                "the event was dropped."
            )
        if claim.date:
            spans += self.sentence.spans(claim.date)
        words = [word for span in spans if (word := self.sentence.trigger(span)) is not None]
        free = [word for word in words if (word.start, claim.type) not in told]
        if not free:
            raise ClaimError(f"The {claim.type} “{short(claim.trigger)}” is told already: it counts once.")
        return free[0]

    def _mode(self, mode: str | None, event_type: str, event: str) -> str | None:
        if is_mode_of(mode, event_type):
            return mode
        self.dropped.append(f"The mode “{short(mode)}” of {event} is none of {event_type}'s.")
        return None

    def _contents(self, claim: ClaimedEvent, event: str) -> Iterator[Content]:
        for content in claim.of:
            if not is_declared(content.type, "event_type"):
                self.dropped.append(
                    f"“{short(content.type)}”, which {event} is said to be about, is no event type."
                )
                continue
            yield Content(content.type, self._mode(content.mode, content.type, f"the content of {event}"))

    def _status(self, claim: ClaimedEvent, date: DateInterval | None) -> str:
        """Read what is dated after publication as planned, as for the frames."""
        published = self.article.published.end
        ahead = (
            date is not None and date.start is not None and published is not None and date.start > published
        )
        held = claim.status in schema().vocabularies["status"].marked("held")
        return "planned" if ahead and held else claim.status

    # -- who -----------------------------------------------------------------------------------------

    def _roles(self, claim: ClaimedEvent, trigger: Span, event: str) -> Roles:
        roles = Roles()
        invented = 0
        for one in claim.participants:
            span = self.sentence.span(one.text, trigger)
            invented += span is None
            status = one.status if is_declared(one.status, "status") and one.status != claim.status else None
            roles.add(one.role, self._who(one, span, claim.type, event), status)
        if invented and invented == len(claim.participants):
            raise ClaimError(f"No participant of {event} stands in the sentence: the event was dropped.")
        _tell_sides(roles)
        return roles

    def _who(self, one: ClaimedParticipant, span: Span | None, event_type: str, event: str) -> list[Resolved]:
        named = f"“{short(one.text)}”, {short(one.role)} of {event},"
        if not is_declared(one.role, "role"):
            self.dropped.append(f"{named} has a role that there is not.")
            return []
        if span is None:
            self.dropped.append(f"{named} does not stand in the sentence.")
            return []
        who = self.sentence.who(span, hit=one.role == "target" and event_type in HITTING)
        if not who:
            self.dropped.append(f"{named} is nobody whom our actor resolution can tell.")
        return who

    def _note_talks(self, claim: ClaimedEvent, roles: Roles) -> None:
        """Tell the article's cast who is in talks and who mediates, for "the two sides" of later sentences."""
        cast, parties = self.sentence.resolver.cast, roles.get("party")
        if claim.status in ("denied", "hypothetical"):
            return
        if (claim.type == "CONSULT" or is_pact(claim.type, claim.mode)) and len(parties) > 1:
            principals = tuple(principal_of(one) for one in parties)
            negotiate = claim.mode == "negotiate" or claim.type != "CONSULT"
            cast.note_talks(principals, principals if negotiate else None)
        mediators = (m for m in roles.get("mediator") if ("mediator", m.actor.id) not in roles.statuses)
        if claim.status != "proposed":
            cast.note_mediators(tuple(mediators))

    def _attribution(self, claim: ClaimedEvent, trigger: Span, event: str) -> Iterator[Attribution]:
        for one in claim.attribution:
            span = self.sentence.span(one.text, trigger)
            if span is None or not is_declared(one.kind, "attribution_kind"):
                reason = (
                    "does not stand in the sentence" if span is None else f"is of no kind “{short(one.kind)}”"
                )
                self.dropped.append(f"“{short(one.text)}”, to whom {event} is attributed, {reason}.")
                continue
            verb = self._verb(one.verb, span)
            who = self.sentence.who(span)
            for resolved in who:
                at = resolved.span
                yield Attribution(resolved.actor.name, one.kind, resolved.actor.id, verb, at.start, at.end)
            if not who:
                yield Attribution(span.text, one.kind, None, verb, span.start, span.end)

    def _verb(self, quote: str | None, near: Span) -> str | None:
        span = self.sentence.span(quote, near) if quote else None
        word = self.sentence.head(span) if span is not None else None
        return word.lemma if word is not None else None

    # -- when, where, how many -----------------------------------------------------------------------

    def _date(self, claim: ClaimedEvent, word: Word, event: str) -> DateInterval | None:
        trigger = Span(word.text, word.start, word.end)
        span = self.sentence.span(claim.date, trigger) if claim.date else None
        if span is None:
            if claim.date:
                self.dropped.append(
                    f"“{short(claim.date)}”, the date of {event}, does not stand in the sentence."
                )
            return None
        is_time, found = self.sentence.days(span, future=claim.status in _AHEAD or is_present(word))
        if not is_time:
            self.dropped.append(
                f"“{short(claim.date)}”, the date of {event}, names no time that can be reckoned."
            )
        return found

    def _place(self, claim: ClaimedEvent, trigger: Span, event: str) -> Place | None:
        span = self.sentence.span(claim.place, trigger) if claim.place else None
        found = self.sentence.place(span) if span is not None else None
        if claim.place and found is None:
            reason = "does not stand in the sentence" if span is None else "is no place that we can tell"
            self.dropped.append(f"“{short(claim.place)}”, the place of {event}, {reason}.")
        return found

    def _quantities(self, claims: Sequence[ClaimedQuantity], trigger: Span, event: str) -> Iterator[Quantity]:
        for one in claims:
            span = self.sentence.span(one.text, trigger)
            number = self.sentence.number(span) if span is not None else None
            if span is None or number is None or not is_declared(one.what, "quantity_kind"):
                self.dropped.append(
                    f"“{short(one.text)}”, a number of {event}, does not stand so in the sentence."
                )
                continue
            status = one.status if is_declared(one.status, "status") else None
            yield Quantity(one.what, number[0], span, number[1], status)


def _tell_sides(roles: Roles) -> None:
    """Make those for whom somebody signs, leads or attends the parties, and not the person."""
    for role in ("signatory", "delegation_lead", "delegate"):
        for one in roles.get(role):
            if one.acts_for is not None and any(one.actor.id == p.actor.id for p in roles.get("party")):
                roles.drop("party", one.actor.id, "takes part for a side")
                roles.add("party", [side_of(one)])


def _participants(roles: Roles) -> Iterator[Participant]:
    for role, who in roles.taken.items():
        for one in who:
            status = roles.statuses.get((role, one.actor.id))
            yield Participant(role, one.span, one.actor, one.acts_for, status, one.because)
