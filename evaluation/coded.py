"""Scores against coded sentences: event type, actors' countries, and whole (source, type, target) triples.

Coded gold has one event a sentence and no status, so two allowances are made: what is told as planned or
proposed also counts as AGREE (a cooperative type) or THREATEN (a conflictual one) where the gold says that;
what is told as alleged, denied or hypothetical counts only where its type is the gold's. Mediators, parties
and hosts are read as CAMEO's dyads have them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from evaluation.figures import Score, macro_f1, score_sets
from evaluation.gold import Coded, CodedEvent, CodedText
from evaluation.reports import NOTHING, Case, Report
from loaders.records import ActorRef, Mention

type Triple = tuple[str | None, str, str | None]

# Codes as coders have them that are not, or no longer, ISO 3166's.
_CODES = {"JAP": "JPN", "GER": "DEU", "ROM": "ROU", "YUG": "SRB", "SUN": "RUS", "ZAR": "COD", "DRC": "COD",
          "TMP": "TLS", "ITL": "ITA"}  # fmt: skip
_COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})


def score_coded(gold: Coded, told: Mapping[str, Sequence[Mention]]) -> Report:
    """Score mentions, by the id of their text, against coded sentences."""
    expected = {text.id: _triples_of_events(text.events) for text in gold.texts}
    found = {text.id: _triples_of_mentions(_comparable(told.get(text.id, ()), text)) for text in gold.texts}
    types = _types_of(expected), _types_of(found)
    by_type = {name: _of_type(name, *types) for name in sorted(set().union(*types[0].values()))}
    return Report(
        gold=gold.name,
        texts=len(gold.texts),
        scores={
            "type": score_sets(*types),
            "source country": score_sets(_ends(expected, 0), _ends(found, 0)),
            "target country": score_sets(_ends(expected, 2), _ends(found, 2)),
            "triple": score_sets(expected, found),
        },
        numbers={"type.macro_f1": macro_f1(by_type)},
        by_type=by_type,
        confusions={"type": _confusion(*types)},
        cases=tuple(_case(text, expected[text.id], found[text.id]) for text in gold.texts),
    )


def country_code(code: str | None, kind: str = "") -> str | None:
    """Give a country's code, ``IGO`` for an international body that has none, or ``None``."""
    if not code:
        return "IGO" if kind == "intergovernmental_organization" else None
    return None if code.startswith("-") else _CODES.get(code[:3].upper(), code[:3].upper())


def _triples_of_events(events: Iterable[CodedEvent]) -> set[Triple]:
    return {triple for event in events for triple in _coded_triples(event)}


def _coded_triples(event: CodedEvent) -> set[Triple]:
    source: list[str | None] = [country_code(one.code) for one in event.source] or [None]
    target: list[str | None] = [country_code(one.code) for one in event.target] or [None]
    if event.reciprocal:
        both = set(source + target)
        pairs = {(a, b) for a in both for b in both if a != b}
        if pairs:
            return {(a, event.type, b) for a, b in pairs}
    return {(a, event.type, b) for a in source for b in target}


def _comparable(mentions: Iterable[Mention], text: CodedText) -> Iterable[Mention]:
    """Give the mentions that the gold's conventions can have, with the type they have there."""
    gold_types = {event.type for event in text.events}
    for mention in mentions:
        intended = "AGREE" if mention.type in _COOPERATIVE else "THREATEN"
        if mention.type in gold_types:
            yield mention
        elif mention.status in ("planned", "proposed") and intended in gold_types:
            yield replace(mention, type=intended)
        elif mention.status not in ("alleged", "denied", "hypothetical"):
            yield mention


def _triples_of_mentions(mentions: Iterable[Mention]) -> set[Triple]:
    return {triple for mention in mentions for triple in _dyads(mention)}


def _dyads(mention: Mention) -> set[Triple]:
    """Read roles as dyads: a mediator acts on the parties, parties on each other, a visitor on the host."""
    roles: dict[str, list[ActorRef]] = defaultdict(list)
    for one in mention.participants:
        roles[one.role].append(one.actor)
    source, target, party, mediator = (roles[role] for role in ("source", "target", "party", "mediator"))
    pairs = [(a, b) for a in source for b in target]
    pairs += [(a, b) for i, a in enumerate(party) for j, b in enumerate(party) if i != j]
    pairs += [(a, b) for a in source for b in party if a not in party]
    pairs += [(a, b) for a in mediator for b in party + target]
    pairs += [(a, b) for a in source + party for b in roles["host"] if not target]
    if pairs:
        return {(_country(a), mention.type, _country(b)) for a, b in pairs}
    alone: set[Triple] = {(_country(a), mention.type, None) for a in source + party + mediator}
    alone |= {(None, mention.type, _country(b)) for b in target}
    return alone or {(None, mention.type, None)}


def _country(actor: ActorRef) -> str | None:
    return country_code(actor.country, actor.kind)


def _types(triples: Iterable[Triple]) -> set[str]:
    return {triple[1] for triple in triples}


def _types_of(triples: Mapping[str, Iterable[Triple]]) -> dict[str, set[str]]:
    return {text: _types(found) for text, found in triples.items()}


def _ends(triples: Mapping[str, Iterable[Triple]], end: int) -> dict[str, set[str]]:
    return {text: {str(one[end]) for one in found if one[end]} for text, found in triples.items()}


def _of_type(name: str, gold: Mapping[str, set[str]], told: Mapping[str, set[str]]) -> Score:
    sides = ({text: types & {name} for text, types in side.items()} for side in (gold, told))
    return score_sets(*sides)


def _confusion(gold: Mapping[str, set[str]], told: Mapping[str, set[str]]) -> Counter[tuple[str, str]]:
    """Count (gold, told): a type told besides the right one stands against nothing."""
    counts: Counter[tuple[str, str]] = Counter()
    for text, expected in gold.items():
        right, missed, extra = expected & told[text], expected - told[text], told[text] - expected
        counts.update((name, name) for name in right)
        counts.update((name, other) for name in missed for other in extra or {NOTHING})
        if not missed:
            counts.update((NOTHING, other) for other in extra)
    return counts


def _case(text: CodedText, expected: set[Triple], found: set[Triple]) -> Case:
    missing = 2 * len(_types(expected) - _types(found)) + len(_types(found) - _types(expected))
    return Case(
        text.id,
        text.text,
        tuple(sorted(map(_triple, expected))),
        tuple(sorted(map(_triple, found))),
        faults=2 * missing + len(expected ^ found),
    )


def _triple(triple: Triple) -> str:
    source, act, target = triple
    return f"{source or '?'} {act} {target or '?'}"
