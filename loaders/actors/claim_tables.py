"""Reading a user's own table of actors: one actor, or one office of a person, a line.

    kind,name,country,aliases,part_of,office,body,since,until
    person,Kari Nordmann,NOR,K. Nordmann,,foreign_minister:Foreign Minister,NOR,2001-10-19,2005-10-17
    armed_group,Hill Front,FJI,Front of the Hills;HFF,,,,1988,1994

``kind`` and ``name`` have to be there; columns may stand in any order. Lists are separated by ``;``. Days are as
precise as they are written (``1977``, ``1977-06``, ``1977-06-21``). ``office`` is a role of ``roles.csv``, which may
be followed by a title; ``body`` is where it is held: an ISO 3166-1 code, or the name of an organisation or group.
For what is no person, ``since`` and ``until`` say when the names meant it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph_schema.errors import GoodOfficesError
from loaders.actors.claims import Claim, Tenure
from loaders.actors.names import ActorDataError, read_date, split_list
from loaders.actors.tables import DataFolder, Row
from loaders.records import UNKNOWN_DATE, Rejection

COLUMNS = ("kind", "name", "country", "aliases", "part_of", "office", "body", "since", "until")
KINDS = ("person", "state", "government", "agency", "intergovernmental_organization", "armed_group", "party",
         "company", "outlet", "population")  # fmt: skip
_REMEDY = "Correct the line; the others are kept."


class ActorTableError(GoodOfficesError):
    """A table of actors cannot be read at all."""


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads tables of actors for the states and roles of a folder of actor data."""

    countries: frozenset[str]
    titles: dict[str, str]
    """What an office without a title of its own is called, by role."""

    @classmethod
    def of(cls, folder: DataFolder) -> TableReader:
        """Read which countries and roles there are."""
        former = {row["key"] for row in folder.rows("states_former.csv")}
        return cls(
            frozenset(row["iso3"] for row in folder.rows("states.csv")) | former,
            {row["role"]: row["title"] for row in folder.rows("roles.csv")},
        )

    def read(self, text: str, file: str) -> Iterator[Claim | Rejection]:
        """Yield what the table claims, and a rejection for each line that cannot be read."""
        lines = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
        header = [column.strip().lower() for column in next(lines, [])]
        if not {"kind", "name"} <= set(header) or not set(header) <= set(COLUMNS):
            raise ActorTableError(
                f"{file}: its first line is {','.join(header) or 'empty'!r}. "
                f"Name columns there: kind and name, and any of {', '.join(COLUMNS[2:])}."
            )
        for values in lines:
            where = f"{file}, line {lines.line_num}"
            if not any(values):
                continue
            try:
                if len(values) != len(header):
                    raise ActorDataError(f"it has {len(values)} columns, the first line has {len(header)}.")
                yield self._claim(dict(zip(header, map(str.strip, values), strict=True)), where)
            except ActorDataError as error:
                yield Rejection(where, str(error), _REMEDY, stage="import")

    def _claim(self, row: Row, where: str) -> Claim:
        kind, name, country = row["kind"], row["name"], row.get("country", "")
        if kind not in KINDS:
            raise ActorDataError(f"{kind!r} is none of {', '.join(KINDS)}.")
        if not name:
            raise ActorDataError("it names nobody.")
        if country and country not in self.countries:
            raise ActorDataError(f"{country!r} is no ISO 3166-1 alpha-3 code of a state.")
        if kind == "state" and not country:
            raise ActorDataError("a state's further names need its code in the column country.")
        since, until = read_date(row.get("since", "")), read_date(row.get("until", ""))
        if since.start and until.end and since.start > until.end:
            raise ActorDataError(f"{row['since']} is after {row['until']}.")
        claim = Claim(
            where,
            kind,
            tuple(dict.fromkeys((name, *split_list(row.get("aliases", ""))))),
            country or None,
            since,
            until,
            part_of=tuple(split_list(row.get("part_of", ""))),
        )
        office = row.get("office", "")
        if kind != "person":
            if office:
                raise ActorDataError("only a person holds an office.")
            return claim
        role, _, title = office.partition(":")
        if office and role not in self.titles:
            raise ActorDataError(f"{role!r} is none of the roles {', '.join(self.titles)}.")
        tenure = Tenure(
            role, title or self.titles.get(role, ""), row.get("body", "") or country, since, until
        )
        tenures = (tenure,) if office and tenure.body else ()
        return replace(claim, since=UNKNOWN_DATE, until=UNKNOWN_DATE, tenures=tenures)
