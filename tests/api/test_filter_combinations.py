"""Filters joined by and, or, not, and by what is related; each answers alike now and as of a later day."""

from __future__ import annotations

import pytest
from asking import Ask

from app.api.arguments import DEEPEST_FILTER, LARGEST_FILTER
from app.api.conditions import Condition
from app.api.schema import api_schema
from app.api.tables import read_tables

WHOLE_ANSWER = {"genre"}
"""What says which passages count at all: no part of a combination."""

CASES = [
    ("events", "or: [{type: [AGREE]}, {mode: [mediate]}]", 2),
    ("events", "and: [{type: [CONSULT]}, {status: [happened]}]", 2),
    ("events", "not: {type: [CONSULT]}", 1),
    ("events", "not: {mode: [negotiate]}", 2),
    ("events", "type: [CONSULT], not: {or: [{status: [planned]}, {status: [denied]}]}", 2),
    ("events", 'or: [{actor: "Turkey"}, {actor: "Switzerland"}]', 2),
    ("events", 'and: [{actor: "Turkey"}, {actor: "Ukraine", role: [party]}]', 1),
    ("events", 'not: {actor: "Turkey"}', 4),
    ("events", 'participant: {role: [mediator], actor: {kind: [state], not: {country: "CHE"}}}', 1),
    ("events", 'participant: {role: [mediator], actor: {country: "TUR"}}', 1),
    (
        "events",
        'participant: {actor: {country: "UKR"}}, and: [{participant: {actor: {country: "RUS"}}}, {held: true}]',
        3,
    ),
    ("events", 'participant: {actor: {name: "Kyiv", country: "UKR"}}, not: {country: "TUR"}', 4),
    ("events", 'country: "TUR", type: [CONSULT]', 1),
    ("events", 'participant: {actsFor: "Kyiv", role: [delegation_lead]}', 1),
    ("events", "not: {participant: {role: [mediator, delegation_lead]}}", 3),
    ("events", 'negotiation: {party: {name: "Moscow"}}', 5),
    ("events", 'mention: {article: {outlet: "Evening Post"}, type: [CONSULT]}', 2),
    ("events", 'mention: {attributedTo: "Interfax", quantity: [delegation_size]}', 1),
    ("events", "of: [RETREAT]", 1),
    ("events", "held: false", 2),
    ("events", "or: [{origins: 2}, {held: false}]", 3),
    ("events", 'actor: "Ukraine", role: [delegation_lead]', 1),
    ("triples", "who: {kind: [person]}, event: {origins: 2}", 1),
    ("triples", "or: [{role: [mediator]}, {role: [delegation_lead]}]", 3),
    ("triples", 'actor: "Ukraine", not: {role: [party]}', 1),
    ("mediations", "status: [happened, denied], not: {status: [denied]}", 1),
    ("mediations", 'who: {name: "Ankara"}, event: {place: "Istanbul"}', 1),
    ("mediations", "or: [{status: [denied]}, {status: [happened]}]", 2),
    ("mediations", "or: [{status: [denied]}, {origins: 1}]", 1),
    ("negotiations", "event: {type: [AGREE], held: true}", 1),
    ("negotiations", 'not: {actor: "Turkey"}', 0),
    ("negotiations", 'or: [{name: "istanbul"}, {stage: [comprehensive]}]', 1),
    ("actors", "part: {role: [mediator], status: [happened]}", 1),
    ("actors", 'or: [{name: "Kyiv"}, {kind: [person]}]', 2),
    ("articles", 'mention: {argument: {role: [mediator], actor: {name: "Switzerland"}}}', 1),
    ("articles", 'not: {outlet: "Daily Ledger"}', 1),
]


@pytest.mark.parametrize("as_of", ["", ', asOf: {published: "2100-01-01"}'], ids=["now", "as of a day"])
@pytest.mark.parametrize(("field", "filters", "count"), CASES)
async def test_filters_combine(ask: Ask, field: str, filters: str, count: int, as_of: str) -> None:
    answer = await ask(f"{{ {field}(filter: {{{filters}}}{as_of}) {{ totalCount }} }}")
    assert answer[field]["totalCount"] == count


async def test_a_low_confidence_asked_for_within_a_combination_counts(ask: Ask) -> None:
    answer = await ask("{ events(filter: {or: [{confidence: 0.0}]}) { totalCount } }")
    assert answer["events"]["totalCount"] == 5


async def test_lists_within_lists_are_filtered_too(ask: Ask) -> None:
    answer = await ask(
        """{ articles(filter: {title: "second round"}) { nodes {
          mentions(filter: {not: {status: [planned]}}) { totalCount }
          sentences(filter: {mention: {status: [planned]}}) { nodes { text } } } } }"""
    )
    (article,) = answer["articles"]["nodes"]
    assert article["mentions"]["totalCount"] == 1
    assert [each["text"][:13] for each in article["sentences"]["nodes"]] == ["Another round"]


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ("or: []", "`or` needs at least one filter"),
        ("or: [{genre: [opinion]}]", "`genre` says what counts in the whole answer"),
        ("participant: {genre: [opinion]}", "`genre` says what counts in the whole answer"),
        ("or: [{colour: 1}]", "unknown field 'colour'"),
        ("not: {" * (DEEPEST_FILTER + 1) + "}" * (DEEPEST_FILTER + 1), "levels of filters within filters"),
        (f"or: [{'{origins: 1},' * LARGEST_FILTER}]", f"A filter may have {LARGEST_FILTER} entries"),
    ],
)
async def test_what_cannot_be_combined_is_an_error(complain: Ask, filters: str, message: str) -> None:
    assert message in (await complain(f"{{ events(filter: {{{filters}}}) {{ totalCount }} }}"))[0]


def test_every_entry_says_what_it_asks_for_within_a_combination() -> None:
    silent = {
        (kind, name)
        for kind, entries in read_tables(api_schema()._schema).entries.items()
        for name, entry in entries.items()
        if isinstance(entry.plan, Condition) and not entry.plan.text(as_of=False, within=True)
    }
    assert {name for _, name in silent} == WHOLE_ANSWER
