"""What comes out of each sample page, whole: articles, and one line for each mention.

A change of the extractor shows here as a diff to be read. After reading it:
``pytest tests/samples/test_golden.py --update-golden``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.pipeline import read
from loaders.records import Article, Content, DateInterval, Mention, Participant, Reading

SAMPLES = Path(__file__).parents[2] / "samples"
GOLDEN = Path(__file__).with_name("golden")
PAGES = sorted(p.name for p in SAMPLES.iterdir() if p.name not in {"README.md", "expected.yaml"})


@pytest.mark.parametrize("page", PAGES)
def test_a_page_gives_what_its_golden_file_says(page: str, pytestconfig: pytest.Config) -> None:
    lines = [line for reading in _readings(page) for line in _lines(reading)]
    told = "\n".join(lines) + "\n"
    golden = GOLDEN / f"{page}.golden"
    if pytestconfig.getoption("--update-golden"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


def test_no_golden_file_is_left_of_a_page_that_is_gone() -> None:
    assert sorted(path.name.removesuffix(".golden") for path in GOLDEN.iterdir()) == PAGES


def _readings(page: str) -> list[Reading]:
    results = list(read([str(SAMPLES / page)]))
    assert all(isinstance(result, Reading) for result in results), results
    return [result for result in results if isinstance(result, Reading)]


def _lines(reading: Reading) -> Iterator[str]:
    yield f"# {_article(reading.article)}"
    for mention in reading.mentions:
        yield f"[{mention.sentence_index}] {_mention(mention)}"
    yield ""


def _article(article: Article) -> str:
    return f"{article.title} | {article.outlet} | {article.genre} | {_date(article.published)}"


def _mention(mention: Mention) -> str:
    act = _act(Content(mention.type, mention.mode))
    of = " of " + ", ".join(map(_act, mention.of)) if mention.of else ""
    parts = [f"{act}{of} {mention.status} “{mention.trigger.text}”"]
    parts += [_participant(one) for one in mention.participants]
    if mention.date is not None:
        parts.append(f"on {_date(mention.date)}")
    if mention.place is not None:
        parts.append(f"in {mention.place.name} ({mention.place.country})")
    parts += [f"{q.what} {q.value} “{q.span.text}”" for q in mention.quantities]
    parts += [f"says {link.name} ({link.kind})" for link in mention.attribution]
    return "; ".join(parts)


def _act(content: Content) -> str:
    return f"{content.type}.{content.mode}" if content.mode else content.type


def _participant(one: Participant) -> str:
    acts_for = f" for {one.acts_for.name}" if one.acts_for else ""
    status = f" {one.status}" if one.status else ""
    return f"{one.role} {one.actor.name} ({one.actor.kind}){acts_for}{status}"


def _date(interval: DateInterval) -> str:
    if interval.start is None:
        return "an unknown day"
    end = f"/{interval.end}" if interval.end != interval.start else ""
    return f"{interval.start}{end} {interval.basis}"
