"""Whom an announced, refused or demanded act concerns, where the announcement does not say it itself.

"Norway is willing to send material to help defend Saudi Arabia" names no addressee: the willingness concerns
whom the sending would reach. What is asked for or complained of looks the other way, to who would do it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from loaders.extraction.actors import ActorResolver
from loaders.extraction.cast import Resolved
from loaders.extraction.complements import COMPLEMENTS
from loaders.extraction.parses import Word
from loaders.extraction.scenes import Scene, Trigger
from loaders.extraction.syntax import slot
from loaders.extraction.words import word_class

_TO_BE_DONE_BY_OTHERS = frozenset({"REQUEST", "ACCUSE"})
_REACHING_OTHERS = frozenset({"REJECT", "THREATEN", "AGREE"})
_ASKING = frozenset({"AGREE", "REQUEST", "THREATEN"})
_REACHED = ("object", "recipient", "to", "against", "for", "with", "from", "on", "of")
"""Slots of an act in which whom it reaches stands, the surest first."""
_PROTESTED = ("object", "against", "at", "over", "about", "by", "from", "with", "for", "of")
_DEPLOYED = frozenset({"MOBILIZE", "AID", "ASSAULT"})
"""Acts that reach those in whose land they are done: "refused to deploy troops in Iraq"."""


class Targets:
    """Finds whom an act concerns through what it is about."""

    def __init__(
        self,
        scene: Scene,
        resolver: ActorResolver,
        taken_in: Callable[[Trigger], Mapping[str, list[Resolved]]],
    ):
        self.scene = scene
        self.resolver = resolver
        self._taken_in = taken_in

    def concerned(self, trigger: Trigger, own: set[str], *, several: bool) -> list[Resolved]:
        """Return whom an act concerns by its content.

        ``own`` are the ids of those who act; what ``several`` agree upon concerns themselves.
        """
        for way in self._ways(trigger, several=several):
            found = [who for who in way(trigger) if not _is_one_of(who, own)]
            if found:
                return found
        return []

    def _ways(
        self, trigger: Trigger, *, several: bool
    ) -> tuple[Callable[[Trigger], Iterator[Resolved]], ...]:
        kind = trigger.frame.type
        if kind in _TO_BE_DONE_BY_OTHERS:
            return self._who_is_to_act, self._expected_to_answer, self._whose_doing, self._where_sent
        if kind == "PROTEST":
            return self._protested_against, self._protested_over
        if kind in _REACHING_OTHERS and not (trigger.frame.symmetric and several):
            return (
                self._who_asked,
                self._who_proposed,
                self._who_is_reached,
                self._reached_by_clause,
                self._under_condition,
            )
        return ()

    # -- demands and complaints ----------------------------------------------------------------------

    def _who_is_to_act(self, trigger: Trigger) -> Iterator[Resolved]:
        for content in trigger.content:
            taken = self._taken_in(content)
            for role in ("source", "party"):
                yield from taken.get(role, ())
        if not trigger.content:
            for head in trigger.content_heads:
                if head.pos in ("VERB", "AUX"):
                    yield from self._named_in(head, "subject")

    def _expected_to_answer(self, trigger: Trigger) -> Iterator[Resolved]:
        """Yield who is to accept a demand: "demands that are unlikely to be accepted by Kyiv"."""
        for verb, name in self.scene.uses(trigger.word):
            if name == "object" and verb.lemma in word_class("answering"):
                yield from self._named_in(verb, "subject")

    def _whose_doing(self, trigger: Trigger) -> Iterator[Resolved]:
        """Yield who did what is condemned: "condemned Iraq's invasion of Kuwait"."""
        for name in ("object", "at", "over", "against") if trigger.frame.type == "ACCUSE" else ():
            for deed in self.scene.slot(trigger.word, name):
                other = self.scene.by_word.get(deed.i)
                if other is not None:
                    yield from self._taken_in(other).get("source", ())
                yield from self._named_in(deed, "possessor")

    def _where_sent(self, trigger: Trigger) -> Iterator[Resolved]:
        """Yield where those are sent who are to investigate: "sent experts to Bosnia to investigate"."""
        above = trigger.word.head
        if trigger.frame.mode == "investigate" and above.lemma in word_class("supplying"):
            yield from self._named_in(above, "to")
            yield from self._named_in(above, "recipient")

    # -- refusals, threats, promises, protests -------------------------------------------------------

    def _who_asked(self, trigger: Trigger) -> Iterator[Resolved]:
        if trigger.frame.type == "REJECT":
            for content in trigger.content:
                if content.frame.type in _ASKING:
                    yield from self._taken_in(content).get("source", ())

    def _who_proposed(self, trigger: Trigger) -> Iterator[Resolved]:
        """Yield whose wish is refused: "rejected Reagan's plan", "the quotas that Germany had proposed"."""
        for wish in self.scene.slot(trigger.word, "object") if trigger.frame.type == "REJECT" else ():
            if wish.lemma in word_class("wishes"):
                yield from self._named_in(wish, "possessor")
                for part in wish.all("compound", "amod", "nmod"):
                    yield from self.resolver.modifier(part)
            for clause in wish.all("relcl", "acl"):
                if clause.lemma in word_class("putting_forward"):
                    yield from self._named_in(clause, "subject")

    def _who_is_reached(self, trigger: Trigger) -> Iterator[Resolved]:
        for content in trigger.content:
            taken = self._taken_in(content)
            reached = [who for role in ("target", "party", "host") for who in taken.get(role, ())]
            yield from reached
            if content.frame.type in _ASKING:
                yield from self._who_is_reached(
                    content
                )  # "rejected a call for its troops to be sent to Mali"
            if trigger.frame.type == "AGREE" and content.frame.mode == "mediate":
                yield from taken.get("mediator", ())

    def _reached_by_clause(self, trigger: Trigger) -> Iterator[Resolved]:
        """Yield whom the words of the content name first: "to build a railway in South Sudan"."""
        deployed = any(t.frame.type in _DEPLOYED for t in trigger.content)
        heads = [t.word for t in trigger.content] or trigger.content_heads
        for head in heads:
            yield from self._reached_by(head, (*_REACHED, "in") if deployed else _REACHED)

    def _under_condition(self, trigger: Trigger) -> Iterator[Resolved]:
        """Yield who can turn a threat away: "unless Israel rescinded its annexation"."""
        if trigger.frame.type == "THREATEN":
            for head in (trigger.word, *trigger.content_heads):
                for clause in COMPLEMENTS["condition"](head, self.scene.parse):
                    yield from self._named_in(clause, "subject")

    def _protested_against(self, trigger: Trigger) -> Iterator[Resolved]:
        """Yield at whom the aim of a protest is directed: "to demand reforms by the government"."""
        for aim in trigger.aims:
            inner = self.scene.by_word.get(aim.i)
            known = self._taken_in(inner).get("target", []) if inner is not None else []
            yield from known or self._reached_by(aim, _PROTESTED)

    def _protested_over(self, trigger: Trigger) -> Iterator[Resolved]:
        """Yield whose doing a protest is over: "a strike over a bill signed by the minister"."""
        for host in dict.fromkeys((trigger.word, trigger.anchor)):
            for name in ("against", "over", "at"):
                for cause in self.scene.slot(host, name):
                    yield from self._reached_by(cause, _PROTESTED)

    # -- words ---------------------------------------------------------------------------------------

    def _reached_by(self, head: Word, slots: Sequence[str], depth: int = 0) -> list[Resolved]:
        sent = head.lemma in word_class("supplying")
        for name in slots:
            # "send engineers to help Ukraine": what is sent is not whom it reaches.
            found = (
                [] if sent and name == "object" else [w for w in self._named_in(head, name) if _is_known(w)]
            )
            if found:
                return found
        for lower in _led_into(head) if depth < 3 else ():
            found = self._reached_by(lower, slots, depth + 1)
            if found:
                return found
        return []

    def _named_in(self, word: Word, name: str) -> list[Resolved]:
        return [who for filler in self.scene.slot(word, name) for who in self.resolver.who(filler)]


def _led_into(word: Word) -> list[Word]:
    """Return the clauses that an act leads into: "send material to help defend", "a bill signed by the minister"."""
    objects = word.all("dobj")
    below = [word, *objects, *(w for item in objects for w in slot(item, "of"))]
    clauses = [c for w in below for c in w.children if c.dep in ("xcomp", "acl", "advcl", "relcl")]
    return [c for c in clauses if c.tag in ("VB", "VBN") and c.child("nsubj", "nsubjpass") is None]


def _is_one_of(who: Resolved, own: set[str]) -> bool:
    return who.actor.id in own or (who.acts_for is not None and who.acts_for.id in own)


def _is_known(who: Resolved) -> bool:
    """Tell actors from names of which nothing is known: far from its verb, such a name may be anything."""
    return not who.actor.local or who.actor.country is not None or who.acts_for is not None
