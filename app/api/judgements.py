"""GraphQL types of judgements: who judged what, why, and what it is about now."""

from __future__ import annotations

import strawberry

from app.api.conditions import condition, filter_type
from app.api.evidence import Mention
from app.api.filter_parts import WANTED, named
from app.api.happenings import Actor
from app.api.plans import Link, column, graph_type, planned, value
from app.api.words import Judged, Moment, Verdict

_IN_FORCE = "size(coalesce(@judgement.valid_since, [])) > size(coalesce(@judgement.valid_until, []))"
_MOMENTS = "[moment IN coalesce(@judgement.{}, []) | toString(moment)]"


@graph_type("judgement")
class Judgement:
    """A person's verdict on actors, mentions or arguments, or that of a rule whose verdicts are stored."""

    id: strawberry.ID = column("Judgement.id")
    verdict: Verdict = column("Judgement.verdict")
    about: Judged = column("Judgement.about")
    subjects: list[str] = column("Judgement.subjects")
    by: str = column("Judgement.by")
    by_rule: bool = column("Judgement.by_rule", "coalesce(@judgement.by_rule, false)")
    reason: str | None = column("Judgement.reason")
    score: float | None = column("Judgement.score")
    in_force: bool = value(_IN_FORCE, "False once it was undone.")
    since: list[Moment] = column("Judgement.valid_since", _MOMENTS.format("valid_since"))
    until: list[Moment] = column("Judgement.valid_until", _MOMENTS.format("valid_until"))
    actors: list[Actor] = planned(
        Link("MATCH (@judgement)-[:JUDGES]->(@actor:Actor)", order="@actor.sort_key"),
        "The actors it is about, as far as they are in the graph.",
    )
    mentions: list[Mention] = planned(
        Link(
            "MATCH (@judgement)-[:JUDGES]->(@mention:Mention) WHERE @mention.active",
            order="@mention.article_id, @mention.trigger_start",
        ),
        "The mentions it is about, or whose arguments it is about, as far as they stand in the graph.",
    )


@filter_type
class JudgementFilter:
    """Judgements that meet all entries given."""

    verdict: list[Verdict] | None = condition("With one of these verdicts.", "@judgement.verdict IN $value")
    about: list[Judged] | None = condition("About one of these.", "@judgement.about IN $value")
    by: str | None = condition("Of this person or rule.", "@judgement.by = $value")
    in_force: bool | None = condition("True: in force now; false: undone.", f"({_IN_FORCE}) = $value")
    actor: str | None = condition(
        "About this actor, by id or any name.",
        "EXISTS { MATCH (@judgement)-[:JUDGES]->(@judged:Actor) WHERE @judged IN @wanted "
        "OR EXISTS { MATCH (@judged)-[:SAME_AS]->(@known:Actor) WHERE @known IN @wanted } }",
        start=WANTED,
        start_as_of=WANTED,
        convert=named,
    )
