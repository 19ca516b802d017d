"""A denial finds the mediation that it denies in the store too, days later and in either order."""

from __future__ import annotations

from itertools import permutations

import pytest
from storytelling import ISTANBUL, RUSSIA, TURKEY, UKRAINE, article, told

from database import Database
from loaders.graph import project, write_reading
from loaders.records import Reading

TALKS = {"mode": "negotiate", "place": ISTANBUL, "party": [RUSSIA, UKRAINE], "mediator": [TURKEY]}
HELD = article(
    "Held",
    told("Turkey mediated the talks", "talks", "CONSULT", when="2025-06-02", **TALKS),
    published="2025-06-03",
)
RETOLD = article(
    "Retold",
    told("The talks that Turkey mediated", "talks", "CONSULT", when="2025-06-02", **TALKS),
    published="2025-06-04",
)
DENIED = article(
    "Denied",
    told(
        "Turkey denied that it had mediated",
        "mediated",
        "CONSULT",
        mode="mediate",
        status="denied",
        party=[RUSSIA, UKRAINE],
        mediator=[TURKEY],
    ),
    published="2025-06-12",
)


@pytest.mark.parametrize(
    "order", list(permutations([HELD, RETOLD, DENIED])), ids=lambda o: "-".join(r.article.title for r in o)
)
def test_a_denial_joins_the_talks_whichever_comes_first(graph: Database, order: tuple[Reading, ...]) -> None:
    for reading in order:
        write_reading(graph, reading)
        project(graph)
    rows = graph.run(
        "MATCH (e:Event)<-[:REPORTS]-(m:Mention) RETURN e.mode AS mode, e.status AS status, count(m) AS told"
    )
    assert rows == [{"mode": "negotiate", "status": "happened", "told": 3}]
