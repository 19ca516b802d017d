"""Reading goes on: a bad article takes none of its neighbours along, a killed worker ends the run with a reason."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import cast

import pytest

from loaders.pages import split_articles
from loaders.reading import WorkerError, readings_of
from loaders.records import Article, Page, Reading, Rejection

[GOOD] = split_articles(Page("good.txt", "Kenya and Uganda held talks in Nairobi.", "text"))
assert isinstance(GOOD, Article)
# No reader of pages makes such an article: it stands for any fault of the extractor.
BAD = replace(GOOD, text=cast("str", None), source="bad.txt")


class Fatal:
    """Ends the process that unpickles it, as the system does when memory runs out."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (9,)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_bad_article_is_rejected_and_its_neighbours_are_read(workers: int) -> None:
    results = list(readings_of([GOOD, BAD, GOOD], workers=workers))
    assert [len(one.mentions) for one in results if isinstance(one, Reading)] == [1, 1]


@pytest.mark.parametrize("workers", [1, 2])
def test_the_rejection_names_the_bad_article(workers: int) -> None:
    [rejection] = [one for one in readings_of([BAD], workers=workers) if isinstance(one, Rejection)]
    assert rejection.where.startswith("bad.txt, article 1")


def test_a_killed_worker_ends_the_run_with_what_to_do() -> None:
    with pytest.raises(WorkerError, match=r"was killed.*fewer --workers"):
        list(readings_of([cast("Article", Fatal())], workers=2))
