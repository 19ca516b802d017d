"""Reading Phoenix actor dictionaries: names in capitals, synonyms, and codes that hold from a day to a day.

    SADDAM_HUSSEIN_  # a comment
    +PRESIDENT_HUSSEIN_
        [IRQELI <790716]
        [IRQGOV 790716-030409]

A code is a country (or ``IGO``, ``NGO``, ``MNC``, ``IMG``) and roles, three letters each. Its dates are
``YYMMDD`` or ``YYYYMMDD``: ``<`` until a day, ``>`` from a day on, or from a day to a day. As in PETRARCH,
years up to 30 are of this century.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from loaders.actors.claims import Claim, Tenure
from loaders.actors.tables import DataFolder
from loaders.records import UNKNOWN_DATE, DateInterval, Rejection

_CODE = re.compile(r"\[([^\]]*)\]")
_SYMBOL = re.compile(r"(?P<code>[A-Z]{3}(?:[A-Z]{3})*)(?:\s+(?P<dates>[<>]?\s*\d+(?:\s*-\s*\d+)?))?")
_CENTURY = 30
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "bin", "al", "el", "ibn", "van", "von", "de", "da",
                    "do", "dos", "di", "du", "del", "la", "le", "ul", "ur"})  # fmt: skip
_LONGEST_ACRONYM = 6
_REMEDY = "Correct the line; the others are kept."


class _BadLineError(ValueError):
    """A line that cannot be read, with the reason."""


@dataclass(frozen=True, slots=True)
class _Symbol:
    """One code of an entry with its days."""

    country: str | None
    roles: tuple[str, ...]
    since: DateInterval
    until: DateInterval
    where: str

    @property
    def dated(self) -> bool:
        return self.since.start is not None or self.until.end is not None


@dataclass(slots=True)
class _Block:
    """The lines of one entry."""

    where: str
    names: list[str]
    symbols: list[_Symbol] = field(default_factory=list)
    rejected: bool = False
    """One of its lines has been rejected already."""


@dataclass(frozen=True, slots=True)
class PhoenixReader:
    """Reads Phoenix dictionaries for the states and roles of a folder of actor data."""

    kinds: dict[str, str]
    """The kind of actor that each role code means, from ``phoenix_roles.csv``."""
    countries: frozenset[str]
    international: dict[str, str]
    """The kind of actor of a code that stands in a country's place: ``IGO``, ``NGO``."""
    regions: frozenset[str]
    """Codes of regions, whose actors are of no country: ``WEU``."""

    @classmethod
    def of(cls, folder: DataFolder) -> PhoenixReader:
        """Read which codes there are."""
        rows = list(folder.rows("phoenix_roles.csv"))
        former = {row["key"] for row in folder.rows("states_former.csv") if len(row["key"]) == 3}
        return cls(
            {row["code"]: row["kind"] for row in rows if row["place"] == "role"},
            frozenset(row["iso3"] for row in folder.rows("states.csv")) | former,
            {row["code"]: row["kind"] for row in rows if row["place"] == "country"},
            frozenset(row["code"] for row in rows if row["place"] == "region"),
        )

    def read(self, text: str, file: str) -> Iterator[Claim | Rejection]:
        """Yield what the dictionary claims, and a rejection for each line that cannot be read."""
        problems: list[Rejection] = []
        block: _Block | None = None
        for number, line in enumerate(text.splitlines(), 1):
            where = f"{file}, line {number}"
            written = line.partition("#")[0].rstrip()
            if not written.strip() or set(written.strip()) <= {"-", "="}:
                continue
            try:
                if not written.startswith(("+", " ", "\t", "[")):
                    yield from self._claims(block, problems)
                    block = _Block(where, [])
                self._take(written, block, where)
            except _BadLineError as error:
                if block is not None:
                    block.rejected = True
                problems.append(Rejection(where, f"{error}", _REMEDY, stage="import"))
        yield from self._claims(block, problems)
        yield from problems

    def _take(self, written: str, block: _Block | None, where: str) -> None:
        if block is None:
            raise _BadLineError("it belongs to no entry above it.")
        names, codes = _CODE.sub("", written).strip(), _CODE.findall(written)
        block.names += [name.strip() for name in re.split(r"\+", names) if name.strip()]
        if "[" in names or "]" in names:
            raise _BadLineError("its bracket is not closed.")
        for code in codes:
            block.symbols.append(self._symbol(code, where))

    def _symbol(self, code: str, where: str) -> _Symbol:
        found = _SYMBOL.fullmatch(code.strip())
        if found is None:
            raise _BadLineError(f"[{code}] is no code with dates, such as [USAGOV 010120-090120].")
        first, *roles = re.findall("...", found["code"])
        since, until = _days(found["dates"] or "")
        unknown = [role for role in roles if role not in self.kinds]
        if first in self.countries or (first in self.regions and roles):
            if unknown and unknown == roles:
                raise _BadLineError(f"[{code}] has no role that is known.")
            country = first if first in self.countries else None
            return _Symbol(country, tuple(r for r in roles if r in self.kinds), since, until, where)
        if first in self.international:
            seat = next((part for part in roles[:1] if part in self.countries and first != "IGO"), None)
            return _Symbol(seat, (first,), since, until, where)
        raise _BadLineError(f"{first} in [{code}] is neither a state of the actor data nor a region.")

    # -- entries -----------------------------------------------------------------------------------

    def _claims(self, block: _Block | None, problems: list[Rejection]) -> Iterator[Claim]:
        if block is None:
            return
        names = tuple(dict.fromkeys(form for name in block.names for form in written_forms(name)))
        if not names or not block.symbols:
            if not block.rejected:
                reason = "the entry has no code that can be used."
                problems.append(Rejection(block.where, reason, _REMEDY, stage="import"))
            return
        if _is_person(block.symbols, names[0]):
            yield self._person(block, names)
            return
        for symbol in block.symbols:
            yield Claim(block.where, self._kind(symbol), names, symbol.country, symbol.since, symbol.until)

    def _kind(self, symbol: _Symbol) -> str:
        kinds = self.international | self.kinds
        return kinds[symbol.roles[0]] if symbol.roles else "state"

    def _person(self, block: _Block, names: tuple[str, ...]) -> Claim:
        countries = [symbol.country for symbol in block.symbols if symbol.country]
        tenures = tuple(
            Tenure("other", "Official", symbol.country, symbol.since, symbol.until)
            for symbol in block.symbols
            if symbol.country and symbol.roles and symbol.roles[0] in ("GOV", "MIL") and symbol.dated
        )
        return Claim(block.where, "person", names, countries[0] if countries else None, tenures=tenures)


def _is_person(symbols: Sequence[_Symbol], name: str) -> bool:
    """Tell a person from a body: it is people who are in office for a time, or were (``ELI``)."""
    roles = {role for symbol in symbols for role in symbol.roles[:1]}
    in_office = any(s.dated and s.roles[:1] in (("GOV",), ("MIL",), ("OPP",), ("LEG",)) for s in symbols)
    return " " in name and (in_office or "ELI" in roles)


def written_forms(name: str) -> Iterator[str]:
    """Give a name in capitals as news writes it, and its acronym in brackets as a name of its own.

    >>> list(written_forms("LIBERATION_FRONT_OF_THE_SOUTH_(LFS)_")), list(written_forms("HAMAS_"))
    (['Liberation Front of the South', 'LFS'], ['Hamas', 'HAMAS'])
    """
    plain = " ".join(name.replace("_", " ").split())
    acronyms = re.findall(r"\(([^)]*)\)", plain)
    plain = re.sub(r"\([^)]*\)?", " ", plain)
    words = plain.split()
    if words:
        yield " ".join(_small(word, place) for place, word in enumerate(words))
    if len(words) == 1 and len(words[0]) <= _LONGEST_ACRONYM and words[0].isupper():
        yield words[0]
    yield from (acronym.strip() for acronym in acronyms if acronym.strip())


def _small(word: str, place: int) -> str:
    if place and word.lower() in _SMALL:
        return word.lower()
    if "." in word or re.fullmatch(r"[IVX]+", word):
        return word
    return re.sub(r"[A-Z]+", lambda part: part[0].capitalize(), word).replace("'S", "'s")


_INTERVALS: dict[str, Callable[[DateInterval], tuple[DateInterval, DateInterval]]] = {
    "<": lambda day: (UNKNOWN_DATE, day),
    ">": lambda day: (day, UNKNOWN_DATE),
}


def _days(text: str) -> tuple[DateInterval, DateInterval]:
    if not text:
        return UNKNOWN_DATE, UNKNOWN_DATE
    if text[0] in _INTERVALS:
        return _INTERVALS[text[0]](_day(text[1:].strip()))
    first, _, last = text.partition("-")
    since, until = _day(first.strip()), _day(last.strip() or first.strip())
    if since.start and until.end and since.start > until.end:
        raise _BadLineError(f"{text} begins after its end.")
    return since, until


def _day(text: str) -> DateInterval:
    if len(text) == 6:  # YYMMDD
        text = ("20" if int(text[:2]) <= _CENTURY else "19") + text
    try:
        day = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise _BadLineError(f"{text} is no day; write YYMMDD or YYYYMMDD.") from None
    return DateInterval(day, day, "day")
