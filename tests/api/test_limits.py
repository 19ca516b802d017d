"""Documents that cost too much are refused before the database is asked."""

from __future__ import annotations

import time

import pytest
from asking import Ask

from app.api import Api

DEEP = (
    "{ actor(id: 1) { events { nodes " * 1
    + "{ mentions { nodes { event " * 6
    + "{ id "
    + "} } } " * 6
    + "} } } }"
)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("{ events(first: 0) { totalCount } }", "`first` must be from 1 to 500, not 0."),
        ("{ events(first: 501) { totalCount } }", "`first` must be from 1 to 500, not 501."),
        (
            "{ events(first: 500) { nodes { mentions(first: 500) { nodes { id } } } } }",
            "With `Event.mentions` the answer may have 250,500 objects, page sizes multiplied, and may have 50,000.",
        ),
        (DEEP, "lies 21 levels deep, and a document may go 14 deep"),
        (
            "{" + " ".join(f"a{n}: actor(id: 1) {{ id }}" for n in range(40)) + "}",
            "has 40 aliases, its fragments spread, and may have 30",
        ),
        ("{" + "actor(id: 1) { id } " * 2000 + "}", "tokens"),
        ("{ actor(id: 1) { nothing } }", "Cannot query field 'nothing'"),
        ("{ actor { id } }", "of type 'ID!' is required"),
        (
            "{ actor(id: 1) { ...a } } fragment a on Actor { ...b } fragment b on Actor { ...a }",
            "Cannot spread the fragment 'a' within itself",
        ),
        ("{", "Syntax Error"),
        ("mutation { drop }", "Cannot query field 'drop'"),
    ],
)
async def test_a_document_is_refused_with_a_reason(complain: Ask, document: str, message: str) -> None:
    assert any(message in complaint for complaint in await complain(document))


async def test_a_refusal_is_quick(api: Api) -> None:
    document = "{ events(first: 500) { nodes { mentions(first: 500) { nodes { id } } } } }"
    await api.execute(document)
    start = time.process_time()
    await api.execute(document)
    assert time.process_time() - start < 0.05


async def test_a_page_argument_error_names_its_place(api: Api) -> None:
    result = await api.execute("{\n  events(first: 0) { totalCount }\n}")
    assert result.errors
    assert [(place.line, place.column) for place in result.errors[0].locations or ()] == [(2, 3)]


async def test_variables_that_do_not_fit_are_named(api: Api) -> None:
    result = await api.execute("query ($n: Int!) { events(first: $n) { totalCount } }", {"n": "many"})
    assert result.errors
    assert "$n" in result.errors[0].message
