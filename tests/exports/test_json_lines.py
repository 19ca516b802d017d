"""The lines that other programs read: their shape, and that they say what the records say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ConfigDict, TypeAdapter, with_config

from app.exports.flat_values import to_json
from app.exports.json_lines import event_lines, mention_lines
from app.exports.line_shapes import EventLine, MentionLine
from loaders.records import UNKNOWN_DATE

STRICT = ConfigDict(extra="forbid", strict=True)

MENTION_KEYS = {
    "id", "event_id", "article_id", "type", "mode", "of", "contexts", "status", "date", "location",
    "negotiation", "attribution", "attributed_to", "participants", "quantities", "trigger", "evidence",
    "confidence", "extractor", "article",
}  # fmt: skip


@pytest.fixture
def lines(corpus):
    return list(mention_lines(corpus))


def test_there_is_one_line_per_mention(lines):
    assert [line["id"] for line in lines] == ["m1", "m2", "m3"]


def test_a_line_has_every_key_and_no_other(lines):
    assert all(set(line) == MENTION_KEYS for line in lines)


def test_mention_lines_have_their_declared_shape(corpus):
    schema = TypeAdapter(with_config(STRICT)(MentionLine))
    for line in mention_lines(corpus):
        schema.validate_json(to_json(line))


def test_event_lines_have_their_declared_shape(corpus):
    schema = TypeAdapter(with_config(STRICT)(EventLine))
    for line in event_lines(corpus):
        schema.validate_json(to_json(line))


def test_the_declared_shape_refuses_a_line_without_its_event(lines):
    del lines[0]["event_id"]
    with pytest.raises(ValueError, match="event_id"):
        TypeAdapter(MentionLine).validate_python(lines[0])


def test_two_tellings_of_one_event_share_its_id(lines):
    assert [line["event_id"] for line in lines] == ["e1", "e1", "e2"]


def test_offsets_quote_the_article(lines, corpus):
    text = corpus.readings[0].article.text
    quoted = [lines[0]["trigger"], *lines[0]["participants"], *lines[0]["quantities"]]
    assert [text[one["start"] : one["end"]] for one in quoted] == [one["text"] for one in quoted]


def test_a_person_acts_for_a_state_by_its_id(lines):
    wang = lines[0]["participants"][0]
    assert (wang["actor"]["name"], wang["for"]) == ("Wang Yi", "Q148")


def test_a_whole_number_is_written_as_the_text_has_it(lines):
    assert to_json(lines[0]["quantities"][0]["value"]) == b"6"


def test_a_range_is_a_list_of_two(corpus):
    told = corpus.readings[0].mentions[0]
    ranged = replace(told, quantities=(replace(told.quantities[0], value=(300.0, 500.5)),))
    corpus = replace(corpus, readings=(replace(corpus.readings[0], mentions=(ranged,)),))
    (line,) = mention_lines(corpus)
    assert line["quantities"][0]["value"] == [300, 500.5]


def test_what_is_unknown_is_null_or_empty(lines):
    assert (lines[1]["date"], lines[1]["location"], lines[1]["of"]) == (None, None, [])


def test_an_unknown_date_of_publication_is_null(lines):
    assert lines[1]["article"]["published"] is None


def test_a_date_keeps_its_precision_and_basis(lines):
    expected = {"start": "2023-03-10", "end": "2023-03-10", "precision": "day", "basis": "relative"}
    assert lines[0]["date"] == expected


def test_no_value_is_an_empty_text(lines):
    assert b'""' not in to_json(lines)


def test_an_event_names_its_mentions_with_the_best_evidence_first(corpus):
    line = next(event_lines(corpus))
    assert line["mentions"] == ["m1", "m2"]
    assert [one["kind"] for one in line["evidence"]] == ["body", "headline"]


def test_an_event_unites_the_participants_of_its_mentions(corpus):
    line = next(event_lines(corpus))
    found = [(one["role"], one["actor"]["name"], one["mentions"]) for one in line["participants"]]
    assert found == [
        ("party", "Iran", ["m1"]),
        ("party", "Saudi Arabia", ["m1"]),
        ("mediator", "Wang Yi", ["m1", "m2"]),
    ]


def test_an_event_tells_who_asserts_it_and_through_whom(corpus):
    line = next(event_lines(corpus))
    assert [(one["mention_id"], one["chain"], one["published"]) for one in line["claims"]["asserted"]] == [
        ("m1", ["Xinhua", "Gulf Ledger"], "2023-03-10"),
        ("m2", [], None),
    ]
    assert line["claims"]["denied"] == []


def test_a_part_tells_which_mentions_deny_it(corpus):
    told = corpus.readings[0].mentions[0]
    denied = replace(
        told, participants=(replace(told.participants[0], status="denied"), *told.participants[1:])
    )
    line = next(
        event_lines(
            replace(corpus, readings=(replace(corpus.readings[0], mentions=(denied,)), *corpus.readings[1:]))
        )
    )
    assert line["participants"][2]["claims"] == {"asserted": ["m2"], "denied": ["m1"]}


def test_a_number_stands_with_who_gives_it(corpus):
    [figure] = next(event_lines(corpus))["figures"]
    [value] = figure["values"]
    assert (value["low"], value["high"], [one["by"] for one in value["claims"]["asserted"]]) == (
        6,
        6,
        ["Xinhua"],
    )


def test_an_event_says_which_negotiation_it_belongs_to(corpus):
    line = next(event_lines(corpus))
    assert line["negotiation"] == {"id": "n1", "name": "Iran-Saudi Arabia talks, Beijing, 2023"}


def test_an_event_without_a_known_date_has_none(corpus):
    undated = replace(corpus.events[0], date=UNKNOWN_DATE)
    line = next(event_lines(replace(corpus, events=(undated,))))
    assert line["date"] is None


def test_half_a_surrogate_pair_does_not_cost_the_line():
    assert to_json({"text": "a\ud83dz"}) == '{"text":"a\ufffdz"}'.encode()
