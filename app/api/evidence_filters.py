"""What lists of evidence can be filtered by: articles, sentences and mentions."""

from __future__ import annotations

from app.api import past_parts as past
from app.api.conditions import both, condition, either, filter_type, neither, related
from app.api.filter_parts import COUNTRY, at_least, holds, someone
from app.api.filters import ActorFilter, EventFilter
from app.api.words import (
    Day,
    EventType,
    Genre,
    Mode,
    Moment,
    QuantityKind,
    Reliability,
    Role,
    SentenceKind,
    Status,
)
from loaders.outlets import outlets

_NAMES = (
    "EXISTS { MATCH (@mention)-[@names:ARGUMENT]->(@named:Actor) WHERE @names.rejected IS NULL "
    "AND any(one IN @wanted WHERE one = @named OR one.id = @names.for OR EXISTS { (@named)-[:SAME_AS]->(one) }) }"
)


def outlets_of(letters: list[str]) -> list[str]:
    """Give the outlets that the user holds to be so reliable, by their names in lower case."""
    wanted = {getattr(letter, "value", letter) for letter in letters}
    lines = [line for line in outlets().lines() if line.reliability in wanted]
    return sorted({name.lower() for line in lines for name in (line.outlet, outlets().name(line.outlet))})


@filter_type
class ArticleFilter:
    """Articles that meet all entries given."""

    and_: list[ArticleFilter] | None = both()
    or_: list[ArticleFilter] | None = either()
    not_: ArticleFilter | None = neither()
    outlet: str | None = condition("Published by this outlet.", "toLower(@article.outlet) = toLower($value)")
    reliability: list[Reliability] | None = condition(
        "Of an outlet that you hold to be so reliable (`goodoffices outlets`).",
        "toLower(@article.outlet) IN $value",
        convert=outlets_of,
        converts_anew=True,
    )
    credit: str | None = condition(
        "Crediting this news agency.",
        "any(name IN @article.credits WHERE toLower(name) = toLower($value))",
    )
    title: str | None = holds("The headline holds these words.", "@article.title")
    url: str | None = condition("At this address.", "@article.url = $value")
    genre: list[Genre] | None = condition("Of these genres; opinion must be asked for.")
    language: str | None = condition("In this language (ISO 639-1).", "@article.language = $value")
    since: Day | None = condition("Published on or after this day.", "@article.published_end >= $value")
    until: Day | None = condition("Published by this day.", "@article.published_start <= $value")
    dated: bool | None = condition(
        "True: of a known date; false: undated.", "(@article.published_start IS NOT NULL) = $value"
    )
    loaded_since: Moment | None = condition(
        "Whose current version was loaded at or after this moment.", "@article.ingested >= $value"
    )
    mention: MentionFilter | None = related(
        'A sentence of it reports such an event: `{type: [AGREE], argument: {actor: {name: "Qatar"}}}`.',
        "MATCH (@article)<-[:OF]-(:Sentence)<-[:IN]-(@mention:Mention)",
        where=("@seen(mention)",),
        takes={"article": "@article"},
    )


@filter_type
class ArgumentFilter:
    """Actors named in a sentence's report that meet all entries given."""

    role: list[Role] | None = condition("In one of these roles.", "@argument.role IN $value")
    text: str | None = holds("The words that name the actor hold these.", "@argument.text")
    status: list[Status] | None = condition(
        "The participation has one of these statuses of its own.", "@argument.status IN $value"
    )
    actor: ActorFilter | None = related("The actor meets these.", takes={"actor": "@actor"})


@filter_type
class MentionFilter:
    """Mentions that meet all entries given."""

    and_: list[MentionFilter] | None = both()
    or_: list[MentionFilter] | None = either()
    not_: MentionFilter | None = neither()
    actor: str | None = someone("Naming this actor, by id or any name, or somebody who acts for it.", _NAMES)
    type: list[EventType] | None = condition("What was done.", "@mention.type IN $value")
    mode: list[Mode] | None = condition("How it was done.", "@mention.mode IN $value")
    status: list[Status] | None = condition(
        "Whether it happened, as this sentence says.", "@mention.status IN $value"
    )
    kind: list[SentenceKind] | None = condition(
        "In body text, headlines or captions.", "@mention.kind IN $value"
    )
    genre: list[Genre] | None = condition("In passages of these genres; opinion must be asked for.")
    since: Day | None = condition(
        "Not over before this day, as the sentence says.", "@mention.date_end >= $value"
    )
    until: Day | None = condition("Begun by this day, as the sentence says.", "@mention.date_start <= $value")
    place: str | None = condition(
        "It happened here, as the sentence says.", "toLower(@mention.place_name) = toLower($value)"
    )
    country: str | None = condition(
        f"It happened in this country. {COUNTRY}", "@mention.place_country = $value"
    )
    text: str | None = holds("The sentence holds these words.", "@mention.evidence")
    trigger: str | None = holds("The words that name the event hold these.", "@mention.trigger")
    attributed: bool | None = condition(
        "True: somebody is cited for it; false: the outlet says so itself.",
        "(size(coalesce(@mention.attributed_to, [])) > 0) = $value",
    )
    attributed_to: str | None = condition(
        "This speaker, outlet or document is cited for it.",
        "any(name IN @mention.attributed_to WHERE toLower(name) = toLower($value))",
    )
    quantity: list[QuantityKind] | None = condition(
        "It gives a number of one of these.",
        "any(word IN $value WHERE @mention.quantities CONTAINS '\"what\":\"' + word + '\"')",
    )
    confidence: float | None = at_least("this confidence of the reading", "@mention.confidence")
    extractor: str | None = condition("Read by this extractor.", "@mention.extractor = $value")
    article: ArticleFilter | None = related(
        'In such an article: `{outlet: "Reuters", since: "2025-06-01"}`.',
        "MATCH (@article:Article {id: @mention.article_id})",
        takes={"mention": "@mention"},
    )
    argument: ArgumentFilter | None = related(
        'Naming somebody in such a role: `{role: [mediator], actor: {country: "TUR"}}`.',
        "MATCH (@mention)-[@argument:ARGUMENT]->(@actor:Actor)",
        where=("@argument.rejected IS NULL",),
        takes={"mention": "@mention"},
    )
    event: EventFilter | None = related(
        "Reporting such an event.",
        "MATCH (@mention)-[:REPORTS]->(@event:Event)",
        as_of=past.EVENT_OF_MENTION,
        takes={"mention": "@mention"},
    )


@filter_type
class SentenceFilter:
    """Sentences that meet all entries given."""

    kind: list[SentenceKind] | None = condition(
        "Body text, headlines or captions.", "@sentence.kind IN $value"
    )
    genre: list[Genre] | None = condition("Of passages of these genres.", "@sentence.genre IN $value")
    text: str | None = holds("Holding these words.", "@sentence.text")
    mention: MentionFilter | None = related(
        "Reporting such an event; `{}`: any.",
        "MATCH (@sentence)<-[:IN]-(@mention:Mention)",
        where=("@seen(mention)",),
        takes={"sentence": "@sentence"},
    )
