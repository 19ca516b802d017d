"""Scores against annotated texts, event by event: types, roles, statuses, dates, places, attribution."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from evaluation.actors import is_named
from evaluation.alignment import Alignment, align, matched_parts, parts_by_role
from evaluation.coded import country_code
from evaluation.confidence import by_confidence, by_feature, judge
from evaluation.facts import fact_scores
from evaluation.figures import Score, Share, macro_f1, score_sets, total
from evaluation.forbidden import forbidden_in
from evaluation.gold import Annotated, GoldEvent, GoldParticipant
from evaluation.lines import gold_line, told_line
from evaluation.reports import NOTHING, Case, Report
from graph_schema import schema
from loaders.records import Mention, Participant

_NAMED_MODES = frozenset({"negotiate", "meet", "mediate", "visit", "phone", "exchange"})
"""The modes that the contract names; on the others nothing depends."""
LEADING_ROLES = ("mediator", "party", "host", "source", "target")
"""What the service is for comes first; the schema's other roles follow."""


def score_annotated(
    gold: Annotated, told: Mapping[str, Sequence[Mention]], event_of: Mapping[str, str]
) -> Report:
    """Score mentions, by the id of their text, against annotated texts; ``event_of`` maps mentions to events."""
    aligned = [align(text, told.get(text.id, ()), event_of) for text in gold.texts]
    pairs = [pair for one in aligned for pair in one.pairs]
    by_type, by_role = _by_type(aligned), _by_role(aligned)
    judged = judge(aligned)
    forbidden = tuple(one for alignment in aligned for one in forbidden_in(alignment))
    told_in_all = sum(len(one.told) for one in aligned)
    return Report(
        gold=gold.name,
        texts=len(gold.texts),
        scores={
            "event": _events(aligned),
            "type": total(by_type.values()),
            "triple": _triples(aligned),
            "actor": _actors(aligned),
            "country": _countries(aligned),
            "all roles": total(by_role.values()),
            **fact_scores(aligned),
        },
        shares={
            "status": Share(sum(e.status == m.status for e, m in pairs), len(pairs)),
            "mode": _modes(pairs),
            "status of a part": _part_statuses(pairs),
            "acts for": _acts_for(pairs),
            "nothing forbidden": Share(told_in_all - len(forbidden), told_in_all),
        },
        numbers={"type.macro_f1": macro_f1(by_type), "role.macro_f1": macro_f1(by_role)},
        by_type=by_type,
        by_role=by_role,
        confusions={
            "type": _type_confusion(aligned),
            "status": Counter((e.status, m.status) for e, m in pairs),
            "role": _role_confusion(pairs),
        },
        confidence=by_confidence(judged),
        features=by_feature(judged),
        forbidden=forbidden,
        cases=tuple(map(_case, aligned)),
    )


def _events(aligned: Iterable[Alignment]) -> Score:
    """Events found, of whatever type."""
    return total(Score(len(one.pairs), len(one.told), len(one.gold)) for one in aligned)


def _by_type(aligned: Iterable[Alignment]) -> dict[str, Score]:
    scores: dict[str, Score] = defaultdict(Score)
    for one in aligned:
        for event in one.gold:
            scores[event.type] += Score(gold=1)
        for mention in one.told:
            scores[mention.type] += Score(told=1)
        for event, mention in one.pairs:
            scores[event.type] += Score(hits=int(event.type == mention.type))
    return dict(sorted(scores.items()))


def _by_role(aligned: Iterable[Alignment]) -> dict[str, Score]:
    """Participants in their role, those of missed and of false events included."""
    scores = {role: Score() for role in dict.fromkeys((*LEADING_ROLES, *schema().roles))}
    for one in aligned:
        for event, mention in one.pairs:
            for role, expected, found in parts_by_role(event, mention):
                hits = len(matched_parts(expected, found))
                scores[role] += Score(hits, len(found), len(expected))
        for event in one.missed:
            for part in event.participants:
                scores[part.role] += Score(gold=1)
        for mention in one.false:
            for told in mention.participants:
                scores[told.role] += Score(told=1)
    return {role: score for role, score in scores.items() if score.gold or score.told}


def _triples(aligned: Iterable[Alignment]) -> Score:
    """Actor, role and event: right where the event's type, the actor and the role are."""
    score = Score()
    for one in aligned:
        for event, mention in one.pairs:
            if event.type == mention.type:
                parts = parts_by_role(event, mention)
                score += Score(hits=sum(len(matched_parts(gold, told)) for _, gold, told in parts))
        score += Score(
            told=sum(len(mention.participants) for mention in one.told),
            gold=sum(len(event.participants) for event in one.gold),
        )
    return score


def _actors(aligned: Iterable[Alignment]) -> Score:
    """Participants of the events found, whatever their role."""
    score = Score()
    for one in aligned:
        for event, mention in one.pairs:
            hits = len(matched_parts(event.participants, mention.participants))
            score += Score(hits, len(mention.participants), len(event.participants))
    return score


def _countries(aligned: Sequence[Alignment]) -> Score:
    """The countries of all who take part in what a text tells, each once a text."""
    gold, told = {}, {}
    for one in aligned:
        actors = [part.actor for event in one.gold for part in event.participants]
        gold[one.text.id] = {code for a in actors if (code := country_code(a.country, a.kind))}
        found = [part.actor for mention in one.told for part in mention.participants]
        told[one.text.id] = {code for a in found if (code := country_code(a.country, a.kind))}
    return score_sets(gold, told)


def _modes(pairs: Iterable[tuple[GoldEvent, Mention]]) -> Share:
    with_mode = [(event, mention) for event, mention in pairs if event.mode in _NAMED_MODES]
    return Share(sum(event.mode == mention.mode for event, mention in with_mode), len(with_mode))


def _matched(pairs: Iterable[tuple[GoldEvent, Mention]]) -> list[tuple[GoldParticipant, Participant]]:
    return [
        match
        for event, mention in pairs
        for _, gold, told in parts_by_role(event, mention)
        for match in matched_parts(gold, told)
    ]


def _part_statuses(pairs: Iterable[tuple[GoldEvent, Mention]]) -> Share:
    """Of the parts in which either side gives a status of their own: those in which they agree."""
    given = [(gold, told) for gold, told in _matched(pairs) if gold.status or told.status]
    return Share(sum(gold.status == told.status for gold, told in given), len(given))


def _acts_for(pairs: Iterable[tuple[GoldEvent, Mention]]) -> Share:
    """Of the people for whom either side names whom they act for: those for whom they agree."""
    people = [(gold, told) for gold, told in _matched(pairs) if gold.actor.kind == "person"]
    given = [(gold, told) for gold, told in people if gold.acts_for or told.acts_for]
    hits = sum(
        gold.acts_for is not None and told.acts_for is not None and is_named(gold.acts_for, told.acts_for)
        for gold, told in given
    )
    return Share(hits, len(given))


def _type_confusion(aligned: Iterable[Alignment]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for one in aligned:
        counts.update((event.type, mention.type) for event, mention in one.pairs)
        counts.update((event.type, NOTHING) for event in one.missed)
        counts.update((NOTHING, mention.type) for mention in one.false)
    return counts


def _role_confusion(pairs: Iterable[tuple[GoldEvent, Mention]]) -> Counter[tuple[str, str]]:
    """Count roles (gold, told) of an actor in an event: first the right ones, then what is left of both."""
    counts: Counter[tuple[str, str]] = Counter()
    for event, mention in pairs:
        right = _matched([(event, mention)])
        counts.update((gold.role, told.role) for gold, told in right)
        gold_left = [one for one in event.participants if all(one is not gold for gold, _ in right)]
        told_left = [one for one in mention.participants if all(one is not told for _, told in right)]
        counts.update((gold.role, told.role) for gold, told in matched_parts(gold_left, told_left))
    return counts


def _case(one: Alignment) -> Case:
    lines = [(gold_line(event), told_line(mention)) for event, mention in one.pairs]
    return Case(
        id=one.text.id,
        text=" ".join(one.text.text.split()),
        gold=(*(gold for gold, _ in lines), *(f"missed: {gold_line(event)}" for event in one.missed)),
        told=(*(told for _, told in lines), *(f"false: {told_line(mention)}" for mention in one.false)),
        faults=4 * len(one.missed) + 4 * len(one.false) + sum(_faults(*pair) for pair in one.pairs),
    )


def _faults(event: GoldEvent, mention: Mention) -> int:
    in_role = sum(len(matched_parts(gold, told)) for _, gold, told in parts_by_role(event, mention))
    return (
        3 * (event.type != mention.type)
        + 2 * (event.status != mention.status)
        + len(event.participants)
        + len(mention.participants)
        - 2 * in_role
    )
