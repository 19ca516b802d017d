"""``docs/queries.md``: the named queries with their variables, their columns, and answers from the sample pages."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from app.api import Api, open_api
from app.api.named_queries import NamedQuery, named_queries
from app.api.url_variables import declared_variables, described
from app.api.whole_tables import Table, WholeTables, read_table
from app.exports.table_files import TABLE_FORMATS
from app.settings import Settings
from database import AsyncDatabase, Database

PAGE = Path(__file__).parent.parent / "docs" / "queries.md"
HEAD = """# Named queries
Questions that come with the service, each with what it answers on the [sample pages](../samples/README.md); `make
docs` writes this page, and a test runs what it shows. Ask one by its name, with variables of your own:

```console
$ goodoffices query --named who-met --variables '{"actor": "Iran"}'   # --to csv, jsonl or parquet: the whole table
$ curl -O -J 'http://localhost:8000/tables/who-met.csv?actor=Iran'    # the same from a running service
$ curl -H 'Content-Type: application/json' http://localhost:8000/graphql \\
    -d '{"documentId": "who-met", "variables": {"actor": "Iran"}}'    # over GraphQL
```

Where a query has the variable `$asOf`, `{"published": "2025-06-02"}` asks for what was known by that day. How tables
are made, and how to save queries of your own, is told in [Running the service](operating.md#tables).
"""


def queries_page(database: Database) -> str:
    """Write the page from what a graph of the sample pages answers."""

    async def sections() -> list[str]:
        async with AsyncDatabase(database.endpoint) as reader:
            api = open_api(Settings(), reader)
            return [await _section(api, query) for query in named_queries().values()]

    return "\n".join([HEAD, *asyncio.run(sections())])


async def _section(api: Api, query: NamedQuery) -> str:
    document = api.queries.document(query)
    variables = ", ".join(f"`{described(each)}`" for each in declared_variables(document))
    table = read_table(api.answering, document, dict(query.example), query.rows)
    file = BytesIO()
    number = await WholeTables(api.answering, most_rows=10_000, seconds=60).write(
        table, TABLE_FORMATS["jsonl"], file
    )
    first = json.loads(file.getvalue().partition(b"\n")[0] or b"{}")
    address = f"/tables/{query.name}.csv?{_address(query.example)}"
    rows = "1 row" if number == 1 else f"{number} rows, the first"
    return f"""## {query.name}
{query.description}

Variables: {variables}.

`{address}` has {rows}:

| column | type | is | here |
| --- | --- | --- | --- |
{"\n".join(_lines(table, first))}
"""


def _address(variables: Mapping[str, Any]) -> str:
    texts = {name: json.dumps(each) if isinstance(each, dict) else each for name, each in variables.items()}
    return urlencode(texts, doseq=True, safe='{}":, []')


def _lines(table: Table, row: Mapping[str, Any]) -> Iterator[str]:
    for column in table.columns:
        value = row.get(column.name)
        shown = (
            "; ".join("" if item is None else str(item) for item in value)
            if isinstance(value, list)
            else value
        )
        cells = (f"`{column.name}`", column.type, column.description, "" if shown is None else shown)
        yield "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
