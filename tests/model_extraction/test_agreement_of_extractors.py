"""What two extractors find in a sentence is paired and counted; quotes of what the frames read name the same actors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fake_endpoint import FakeEndpoint
from storytelling import EGYPT, ISRAEL, QATAR, Told, article, told

from app.samples import sample_pages
from loaders.differences import Agreement, Comparison, Difference, paired
from loaders.extraction import Extractor
from loaders.model_extraction import ModelExtractor
from loaders.pipeline import articles_of
from loaders.records import Article, Mention, Reading

TEXT = "Egypt met Israel before talks in Doha."
MET = told(TEXT, "met", "CONSULT", party=[EGYPT, ISRAEL])
TALKS = told(TEXT, "talks", "CONSULT", party=[EGYPT, ISRAEL])


def compared(one: list[Told], other: list[Told]) -> tuple[Comparison, list[Difference]]:
    whole = article("a1", MET, *one, *other)
    readings = (replace(whole, mentions=article("a1", MET, *part).mentions[1:]) for part in (one, other))
    comparison = Comparison()
    return comparison, list(comparison.compare(*readings))


def test_what_both_read_alike_is_no_difference() -> None:
    comparison, differences = compared([MET], [MET])
    assert (comparison.sentences, comparison.alike, differences) == (1, 1, [])


def test_events_are_counted_by_type() -> None:
    comparison, [difference] = compared([MET, TALKS], [MET, told(TEXT, "met", "AGREE")])
    assert dict(comparison.types) == {"CONSULT": Agreement(1, 1, 0), "AGREE": Agreement(0, 0, 1)}
    assert difference.differs == ("events",)


def test_roles_are_counted_by_actor_in_what_both_found() -> None:
    other = told(TEXT, "met", "CONSULT", party=[EGYPT], mediator=[QATAR])
    comparison, [difference] = compared([MET], [other])
    assert dict(comparison.roles) == {"party": Agreement(1, 1, 0), "mediator": Agreement(0, 0, 1)}
    assert difference.differs == ("roles",)


def test_statuses_are_counted_in_what_both_found() -> None:
    comparison, [difference] = compared([MET], [replace(MET, status="planned", mode="visit")])
    assert dict(comparison.statuses) == {"happened": Agreement(0, 1, 0), "planned": Agreement(0, 0, 1)}
    assert difference.differs == ("modes", "statuses")


def test_events_told_with_the_same_words_are_paired_first() -> None:
    whole = article("a1", MET, TALKS).mentions
    assert [(a.trigger.text, b.trigger.text) for a, b in paired(whole, whole[::-1])] == [
        ("met", "met"), ("talks", "talks"),
    ]  # fmt: skip


def test_events_told_with_other_words_are_paired_in_their_order() -> None:
    met, talks = article("a1", MET, TALKS).mentions
    assert list(paired([met], [talks])) == [(met, talks)]


def quoted(mention: Mention) -> dict[str, Any]:
    """Quote a mention as a model would; what other sentences bring to it cannot be quoted."""
    own = [p for p in mention.participants if p.span != mention.trigger]
    return {
        "trigger": mention.trigger.text,
        "type": mention.type,
        "mode": mention.mode,
        "status": mention.status,
        "participants": [{"role": p.role, "text": p.span.text, "status": p.status} for p in own],
    }


def test_quotes_of_what_the_frames_read_name_the_same_actors(
    endpoint: FakeEndpoint, asking: Callable[..., ModelExtractor]
) -> None:
    articles = [one for one in articles_of(sample_pages()) if isinstance(one, Article)]
    comparison = Comparison()
    for reading in Extractor().read(articles):
        mentions = tuple(
            replace(m, participants=tuple(p for p in m.participants if p.span != m.trigger))
            for m in reading.mentions
        )
        for sentence in reading.sentences:
            endpoint.answers[sentence.text] = [
                quoted(m) for m in mentions if m.sentence_index == sentence.index
            ]
        found = asking().read([reading.article])
        [model] = [one for one in found if isinstance(one, Reading)]
        list(comparison.compare(replace(reading, mentions=mentions), model))
    assert comparison.roles["mediator"].both > 20
    assert all(agreement.share == 1 for agreement in comparison.types.values())
    assert all(agreement.share > 0.9 for agreement in comparison.roles.values()), comparison.roles
