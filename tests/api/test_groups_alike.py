"""Groups whose keys read alike are different rows, each with a cursor of its own."""

from __future__ import annotations

from storytelling import RUSSIA, UKRAINE, article, told

from app.api import open_api
from app.settings import Settings
from database import AsyncDatabase, Database
from graph_schema import apply
from loaders.graph import project, write_reading


async def test_groups_whose_keys_read_alike_are_all_on_some_page(db: Database) -> None:
    apply(db)
    for day, outlet, origin in (("2025-06-02", "BBC", "News Daily"), ("2025-07-02", "BBC News", "Daily")):
        sentence = told("Ukraine and Russia met.", "met", "CONSULT", when=day, party=[UKRAINE, RUSSIA])
        write_reading(db, article(outlet, sentence, published=day, outlet=outlet))
        project(db)
        db.run("MATCH (e:Event) WHERE e.start = date($day) SET e.told_by = [$origin]", day=day, origin=origin)
    document = "query ($after: String) { counts(by: [outlet, origin], first: 1, after: $after) { %s } }"
    async with AsyncDatabase(db.endpoint) as reader:
        api = open_api(Settings(query_timeout=120), reader)
        first = await api.execute(document % "nodes { outlet } pageInfo { endCursor }")
        assert first.data, first.errors
        after = first.data["counts"]["pageInfo"]["endCursor"]
        second = await api.execute(document % "nodes { outlet }", {"after": after})
    assert second.data, second.errors
    pages = (first.data["counts"], second.data["counts"])
    assert sorted(each["outlet"] for page in pages for each in page["nodes"]) == ["BBC", "BBC News"]
