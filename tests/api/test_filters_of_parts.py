"""What a filter looks up is at hand where the events of an actor are filtered by another actor."""

from __future__ import annotations

import pytest
from asking import Ask

DAY = 'asOf: {published: "2025-06-30"}, '


@pytest.mark.parametrize("then", ["", DAY])
@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ('actor: "Turkey", role: [mediator]', 1),
        ('or: [{actor: "Turkey"}, {type: [AGREE]}]', 2),
        ('not: {actor: "Turkey"}', 4),
    ],
)
async def test_events_of_an_actor_are_filtered_by_another(
    ask: Ask, then: str, filters: str, count: int
) -> None:
    answer = await ask(
        f'{{ actor({then}id: "Ukraine") {{ events(filter: {{{filters}}}) {{ totalCount nodes {{ id }} }} }} }}'
    )
    assert len(answer["actor"]["events"]["nodes"]) == answer["actor"]["events"]["totalCount"] == count
