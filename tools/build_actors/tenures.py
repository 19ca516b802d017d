"""What the sources say of offices: who, which office, and the days that are known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tools.build_actors.printed_names import PrintedName
from tools.build_actors.tables import read_rows

_ABBREVIATIONS = {
    "Min.": "Minister", "Pres.": "President", "Dep.": "Deputy", "Sec.": "Secretary", "Gen.": "General",
    "Chmn.": "Chairman", "Dir.": "Director", "Min": "Minister", "Govt.": "Government", "Intl.": "International",
    "Prime Min.": "Prime Minister",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Post:
    """An office without its holder."""

    role: str
    title: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person's time in one office, as one source tells it. Dates are ISO text, empty where unknown."""

    country: str
    person: PrintedName
    post: Post
    since: str = ""
    until: str = ""
    seen: tuple[str, str] | None = None
    """The first and the last day on which the source saw it."""

    def written(self) -> str:
        """Write the office as the data files do: ``role:body:title@since/until!first..last``."""
        interval = f"@{self.since}/{self.until}" if self.since or self.until else ""
        days = "" if self.seen is None else "!" + "..".join(dict.fromkeys(self.seen))
        return f"{self.post.role}:{self.country}:{self.post.title}{interval}{days}"

    @property
    def first_year(self) -> int:
        """The year in which it is first known; 0 where it is not."""
        return int((self.since or (self.seen or ("0", ""))[0])[:4])

    @property
    def last_year(self) -> int:
        """The last year in which it is known."""
        return int((self.until or (self.seen or (self.since, self.since))[1])[:4])


@cache
def _patterns() -> list[tuple[re.Pattern[str], Post | None]]:
    return [
        (re.compile(row["pattern"], re.IGNORECASE), Post(row["role"], row["title"]) if row["role"] else None)
        for row in read_rows(Path(__file__).with_name("office_titles.csv"))
    ]


def read_posts(title: str) -> tuple[Post, ...]:
    """Read a printed title into the offices that matter here; ``()`` for a lesser one.

    >>> [post.role for post in read_posts("King and Prime Minister")]
    ['head_of_state', 'head_of_government']
    >>> read_posts("Min. of Culture")
    ()
    """
    plain = " ".join(_ABBREVIATIONS.get(word, word) for word in title.replace(",", " , ").split())
    plain = re.sub(r"\s*\(.*?\)", "", plain).replace(" ,", ",").strip(" ,")
    found = [_post(plain)]
    for part in re.split(r",? and |,? & |, ", plain)[1:]:
        found.append(_post(part.strip()))
    return tuple(dict.fromkeys(post for post in found if post))


def _post(title: str) -> Post | None:
    return next((post for pattern, post in _patterns() if pattern.search(title)), None)
