"""Drafts: mentions in the making, and how intention, proposal and denial change what they tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from loaders.extraction.cast import Resolved
from loaders.extraction.parses import Word
from loaders.extraction.scenes import Trigger
from loaders.extraction.standing import Standing
from loaders.extraction.status import CONFLICTUAL, COOPERATIVE
from loaders.extraction.takers import Roles, Way
from loaders.extraction.words import word_class
from loaders.records import Attribution, Content, DateInterval, Place, Span

_STILL = timedelta(days=45)
"""How long talks that began are taken to go on, where nothing is told of their end."""
APPOINTMENTS = frozenset({"negotiate", "meet", "visit", "phone", "mediate"})
"""Modes of CONSULT that are planned as such; other intended acts are agreements to act."""


_LASTING = frozenset({"CONSULT", "MOBILIZE", "COOPERATE", "PROTEST", "ASSAULT"})
"""What goes on once it has begun."""
_REFUSED = frozenset({"object", "with"})
"""Slots of "will not meet" in which those stand whom one refuses to meet."""
_BY_RULE = Way("a rule")
_ENDED = {
    "ASSAULT": Content("RETREAT", "ceasefire"),
    "SANCTION": Content("RETREAT", "lift_sanctions"),
    "COERCE": Content("RETREAT", "lift_restrictions"),
    "MOBILIZE": Content("RETREAT", "withdraw"),
    "PROTEST": Content("CONCEDE"),
}
"""What it is to end an act of a type."""


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
    turns: list[str] = field(default_factory=list)
    """Why its type is no longer that of its frame."""

    @property
    def status(self) -> str:
        """The status, under the name the contract gives it."""
        return self.standing.status

    def turn(
        self, type: str, because: str, *, mode: str | None = None, of: list[Content] | None = None
    ) -> None:
        """Make it an event of another type, about what it was where ``of`` says so."""
        self.turns.append(f"{self.type} reads as {type}: {because}")
        self.type, self.mode = type, mode
        if of is not None:
            self.of = of


def contents_of(inner: Trigger, outer: Trigger) -> list[Content]:
    """Return what an act is about; what is said of a ceasefire agreement is said of the ceasefire.

    What one agrees or promises not to do is not agreed upon: "pledged not to attack" is no threat to attack.
    """
    if outer.frame.type == "AGREE" and inner.anchor.child("neg") is not None:
        return []
    left_undone = outer.frame.type == "REQUEST" and inner.anchor.child("neg") is not None
    if left_undone or (outer.frame.type in ("AGREE", "REQUEST", "REJECT") and _is_to_end(inner, outer)):
        return [_ENDED[inner.frame.type]] if inner.frame.type in _ENDED else []
    if inner.frame.pos == "NOUN" and inner.frame.type == "AGREE":
        if inner.frame.of:
            return list(inner.frame.of)
        if inner.content and outer.frame.type in ("AGREE", "REJECT"):
            return [part for t in inner.content for part in contents_of(t, inner)]
    return [Content(inner.frame.type, inner.frame.mode)]


def _is_to_end(inner: Trigger, outer: Trigger) -> bool:
    """Tell "agreed to stop firing" and "called for an end to the attacks", which is about a truce."""
    for word in inner.anchor.ancestors():
        if word is outer.word or word is outer.anchor:
            return False
        if word.lemma in word_class("stopping"):
            return True
    return False


def intend(draft: Draft) -> None:
    """Read intended acts: "will release" is AGREE, planned; "will not attend" is REJECT (contract, 1)."""
    standing, inner = draft.standing, Content(draft.type, draft.mode)
    if _is_menace(draft):
        draft.turn("THREATEN", "a hostile act is vowed", of=None if draft.type == "AGREE" else [inner])
        standing.status = "happened"
        return
    frame = draft.trigger.frame
    declined = (frame.status and frame.pos == "ADJ") or (standing.future and frame.pos == "VERB")
    if draft.type == "AGREE" and declined and standing.negated:
        # "is not willing to meet", "will no longer accept"
        draft.turn("REJECT", "willingness is denied")
        draft.roles.taken.pop("mediator", None)
        standing.status = "happened"
        return
    if not standing.future or draft.trigger.frame.pos != "VERB" or draft.type in ("REJECT", "AGREE"):
        return
    acting = any(draft.roles.get(role) for role in ("source", "party", "mediator"))
    if standing.negated and acting and standing.status in ("planned", "denied"):
        draft.turn("REJECT", "who will not do it refuses it", of=[inner])
        standing.status = "happened"
        if inner.mode == "mediate":
            draft.roles.add("target", draft.roles.get("party"))
        if not draft.roles.get("source"):
            _set_refusing_apart(draft.roles)
    elif standing.status == "planned" and _is_agreed_upon(draft):
        draft.turn("AGREE", "cooperation that is only intended is an agreement to it", of=[inner])


def _set_refusing_apart(roles: Roles) -> None:
    """Read "Egypt will not meet the rebels": who stands after the verb is refused and does not refuse."""
    parties = roles.get("party")
    refused = [one for one in parties if roles.ways.get(("party", one.actor.id), _BY_RULE).name in _REFUSED]
    refusing = roles.get("mediator") or [one for one in parties if one not in refused] or roles.get("host")
    roles.add("source", refusing)
    if not roles.get("target"):
        roles.add("target", [one for one in refused if one not in refusing])
    roles.taken["party"] = roles.taken["mediator"] = []
    roles.taken["host"] = [one for one in roles.get("host") if one not in refusing]


def stay_away(draft: Draft, absent: list[Resolved]) -> None:
    """Turn talks into their rejection by who stays away, aimed at those with whom they were to be held."""
    before = draft.roles
    draft.turn("REJECT", "who will not attend stays away", of=[Content(draft.type, draft.mode)])
    draft.roles = Roles()
    draft.roles.add("source", absent, way=Way("subject", draft.trigger.anchor))
    own = draft.roles.ids("source")
    for one in before.get("party"):
        way = before.ways.get(("party", one.actor.id), _BY_RULE)
        if way.name == "with" and one.actor.id not in own:
            draft.roles.add("target", [one], way=way)
    draft.standing.status = "happened"


def _is_menace(draft: Draft) -> bool:
    """Tell a hostile vow ("vowed to attack") and a hostile act with an ultimatum ("will strike unless")."""
    if draft.type == "AGREE":
        hostile = bool(draft.of) and all(part.type in CONFLICTUAL for part in draft.of)
        return hostile and draft.standing.status == "planned"
    ultimatum = any(
        c.child("mark") is not None and c.all("mark")[0].lower == "unless"
        for c in draft.trigger.anchor.all("advcl")
    )
    intended = draft.standing.status in ("planned", "hypothetical")
    own = draft.type in CONFLICTUAL or draft.type == "REJECT"
    return ultimatum and intended and own and not draft.standing.negated and bool(draft.roles.get("source"))


def _is_agreed_upon(draft: Draft) -> bool:
    """Tell intended cooperation, which is an agreement, from talks and visits, which are planned as such."""
    if draft.type == "CONSULT" and draft.mode in APPOINTMENTS:
        return False
    return draft.type in COOPERATIVE and bool(draft.roles.get("source"))


def agree_upon(draft: Draft) -> None:
    """Read what is signed or agreed as an agreement about it: "reached a truce" (contract, 1)."""
    if any(link.support.agreed for link in draft.trigger.carried):
        draft.turn("AGREE", "it is only agreed upon", of=[Content(draft.type, draft.mode)])
        if len(draft.roles.get("source")) > 1:
            draft.roles.add("party", draft.roles.get("source"))
            draft.roles.taken["source"] = []


def propose_talks(draft: Draft) -> None:
    """Read a proposal of talks as the talks, proposed (contract, 1); an offer to mediate stays an offer."""
    talks = [c for c in draft.trigger.content if c.frame.type == "CONSULT"]
    if draft.trigger.frame.id == "agree.verb.offer_oneself" and draft.status == "proposed":
        draft.roles.add("mediator", draft.roles.get("source"), "proposed")
    if draft.type != "AGREE" or draft.status != "proposed" or not talks:
        return
    inner = talks[0]
    if inner.frame.mode == "mediate":
        draft.roles.add("mediator", draft.roles.get("source"), "proposed")
    if inner.frame.mode == "mediate" or draft.trigger.word.lemma not in word_class("proposing"):
        return  # an offer or a readiness of one's own is AGREE, proposed
    draft.turn("CONSULT", "a proposal of talks is the talks, proposed", mode=inner.frame.mode, of=[])
    draft.roles.add("party", draft.roles.get("target"))
    draft.roles.taken["target"] = []


def attempt_to_mediate(draft: Draft) -> None:
    """Read "is trying to broker a truce between them" as mediation: of the truce nothing has come so far."""
    if not draft.standing.attempted or draft.mode == "mediate":
        return
    if draft.roles.get("mediator") and draft.roles.get("party"):
        draft.turn("CONSULT", "who tries to bring it about mediates", mode="mediate", of=[])
    else:
        draft.standing.weaken("hypothetical", "attempted")


def go_on(draft: Draft, published: date | None) -> None:
    """Read what has begun, and of whose end nothing is told, as ongoing: "opened talks", "began releasing"."""
    verbs = [link.verb for link in draft.trigger.carried]
    word = draft.trigger.word
    if word.pos == "VERB" and word.dep == "xcomp":
        verbs.append(word.head)  # "began mediating"
    # "the talks, which began in May, were mediated by": where there is more, a relative clause says nothing of now.
    main = [verb for verb in verbs if verb is draft.trigger.anchor or verb.dep != "relcl"]
    begun = [verb for verb in main if verb.lemma in word_class("beginning") or _is_under_way(verb)]
    over = any(verb.lemma in word_class("ending_talks") for verb in verbs)
    before = any(c.lower == "had" for verb in begun for c in verb.all("aux"))
    lasting = draft.type in _LASTING or word.pos == "VERB"
    if not lasting or draft.status != "happened" or not begun or over or before:
        return
    last = draft.date.end if draft.date is not None else None
    if published is None or last is None or published - last <= _STILL:
        draft.standing.weaken("ongoing", begun[0].text)


def _is_under_way(verb: Word) -> bool:
    """Tell "talks are under way" and "got under way"."""
    beside = {c.lower for child in verb.children for c in (child, *child.children)}
    return verb.lemma in ("be", "get") and ("underway" in beside or beside >= {"under", "way"})


def mark_denials(draft: Draft) -> None:
    """Mark what somebody denies as denied, and mediators who deny that they mediate."""
    if draft.status == "denied" and any(a.verb in word_class("denying") for a in draft.attribution):
        for one in draft.roles.get("mediator"):
            draft.roles.statuses["mediator", one.actor.id] = "denied"


def mode_of_talks(draft: Draft) -> str:
    """Tell negotiations from mere meetings: talks over a dispute, with a third party, or of a counted round."""
    noun = draft.trigger.word
    about = {c.lower for c in noun.children} | {noun.head.head.lemma if noun.dep == "pobj" else ""}
    fighting = any(r.actor.kind in ("armed_group", "party") for r in draft.roles.get("party"))
    disputed = bool(about & word_class("disputed")) or fighting or bool(draft.roles.get("mediator"))
    return "negotiate" if disputed or draft.of else "meet"


def span_of(trigger: Trigger) -> Span:
    """Return a trigger's own span."""
    return Span(trigger.word.text, trigger.word.start, trigger.word.end)
