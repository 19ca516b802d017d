"""Plans of who took which part in what."""

from __future__ import annotations

from app.api.past_parts import EDGES_OF_EVENT, EVENTS_OF_NEGOTIATION, NEGOTIATION_OF_EVENT, renamed
from app.api.plans import Link, Variant
from app.api.words import Role

ROUND_NUMBER = f"COLLECT {{ {NEGOTIATION_OF_EVENT} RETURN @round.number LIMIT 1 }}[0]"
ARGUES = """-[@argument:ARGUMENT {role: @role(edge)}]->(@named:Actor)
WHERE @argument.rejected IS NULL AND (@named = @actor OR EXISTS { (@named)-[:SAME_AS]->(@actor) }) WITH *"""


def in_role(role: Role) -> Link:
    """Give the plan of those who took a part in an event, as surely as the event itself.

    Who is only alleged or denied to have mediated is no mediator, whatever the event's own status.

    The variables are not ``@actor`` and ``@edge``: a type that has these, such as ``Mediation``, asks too.
    """
    sure = "(@part.status IN $held OR @part.status = @event.status)"
    undisputed = ("NOT @part.status IN $disputed",) if role == "mediator" else ()
    return Link(
        "MATCH (@event)<-[@part:@edges]-(@other:Actor)",
        as_of=renamed(EDGES_OF_EVENT, actor="other", edge="part"),
        where=("@seen(part)", sure, *undisputed),
        bindings={"actor": "@other"},
        order="@part.mentions DESC, @other.id",
        roles=(role,),
    )


def held_in_role(role: Role, where: str = "") -> Link:
    """Give the plan of those who took a part in any event of a negotiation that was held; ``where`` says which."""
    held = f"{where}@seen(edge) AND @edge.status IN $held AND @event.status IN $held WITH DISTINCT @actor, @negotiation"
    return Link(
        f"MATCH (@negotiation)<-[@round:ROUND_OF]-(@event:Event)<-[@edge:@edges]-(@actor:Actor) WHERE {held}",
        as_of=f"{EVENTS_OF_NEGOTIATION}\n{EDGES_OF_EVENT}\nWITH * WHERE {held}",
        order="@actor.sort_key",
        roles=(role,),
    )


def events_in_order() -> Variant:
    """Give the plan of a negotiation's events, the undated last, with arguments ``round`` and ``mediated``."""

    def steps(events: str, mediators: str) -> Link:
        mediated = f"EXISTS {{ {mediators} WITH * WHERE @seen(part) }}"
        return Link(
            events,
            where=(
                "@seen(event)",
                "($round IS NULL OR @round.number = $round)",
                f"(NOT $mediated OR @round.number IS NOT NULL OR {mediated})",
            ),
            order="coalesce(toString(@event.start), '9999'), @round.number, @event.id",
            roles=("mediator",),
        )

    return Variant(
        steps(
            "MATCH (@negotiation)<-[@round:ROUND_OF]-(@event:Event)",
            "MATCH (@event)<-[@part:@edges]-(:Actor)",
        ),
        steps(EVENTS_OF_NEGOTIATION, renamed(EDGES_OF_EVENT, actor="other", edge="part")),
    )


def statuses(match: str, as_of: str, status: str) -> Link:
    """Give the plan of the statuses that mentions report, each with the mention that reported it first.

    What has no date of publication is taken for reported when it was loaded.
    """
    first = "coalesce(@mention.published_start, date(@mention.ingested)), @mention.ingested, @mention.id"

    def each(source: str) -> str:
        joint = " WITH *" if source.rstrip().endswith("}") else ""
        return (
            f"UNWIND $statuses AS @word WITH *, COLLECT {{ {source}{joint} WHERE @seen(mention) AND {status} = @word "
            f"RETURN @mention ORDER BY {first} LIMIT 1 }}[0] AS @first WHERE @first IS NOT NULL"
        )

    order = "coalesce(@first.published_start, date(@first.ingested)), @first.ingested, @first.id"
    return Link(each(match), as_of=each(as_of), order=order, bindings={"mention": "@first"})
