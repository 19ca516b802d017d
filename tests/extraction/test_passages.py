"""What a passage has of its own reaches its mentions: a post's day, an answer's speaker."""

from __future__ import annotations

from datetime import date

from loaders.extraction import Extractor
from loaders.pages import split_articles
from loaders.records import Mention, Page

LIVE = """\
Talks in Lima: live updates

18:00 GMT, June 4, 2025
Chile expelled two Peruvian diplomats on Tuesday, the foreign ministry in Santiago said in a statement.

09:00 GMT, June 10, 2025
Peru expelled two Chilean diplomats on Tuesday, the foreign ministry in Lima said in a statement.
"""

INTERVIEW = """\
Interview: an envoy looks back
Published 12 March 2013

Norway's foreign minister, Jonas Gahr Stoere, spoke to us in Oslo about the talks of that year.

Q: Did Chile and Peru come to Norway?
A: Chile and Peru asked us to mediate in 2010.

Q: And then?
A: I met President Sebastian Pinera in Santiago. Chile suspended the talks in 2011.
"""


def mentions(extractor: Extractor, text: str) -> tuple[Mention, ...]:
    return next(extractor.read(split_articles(Page("page.txt", text, "text")))).mentions


def test_a_posts_dates_are_reckoned_from_its_own_day(extractor: Extractor) -> None:
    days = {m.date.start for m in mentions(extractor, LIVE) if m.date}
    assert days == {date(2025, 6, 3), date(2025, 6, 10)}


def test_i_in_an_answer_is_who_gives_it(extractor: Extractor) -> None:
    (met,) = [m for m in mentions(extractor, INTERVIEW) if m.mode == "meet"]
    assert "Jonas Gahr Støre" in {p.actor.name for p in met.participants}


def test_we_in_an_answer_is_whom_the_speaker_acts_for(extractor: Extractor) -> None:
    (asked,) = [m for m in mentions(extractor, INTERVIEW) if m.type == "REQUEST"]
    assert [p.actor.name for p in asked.participants if p.role == "target"] == ["Norway"]


def test_an_answer_is_said_by_its_speaker(extractor: Extractor) -> None:
    suspended = [m for m in mentions(extractor, INTERVIEW) if m.trigger.text == "suspended"]
    assert [link.name for m in suspended for link in m.attribution] == ["Jonas Gahr Støre"]
