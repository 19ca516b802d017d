"""How much of an article's text is stored: a setting, for texts are other people's."""

from __future__ import annotations

from enum import StrEnum

from pydantic_settings import BaseSettings, SettingsConfigDict

from database import Database
from database.settings import PREFIX, from_environment
from loaders.graph.rows import Row
from loaders.records import Reading

ROWS_AT_ONCE = 5_000
"""Nodes altered in one transaction."""


class StoredText(StrEnum):
    """What is kept of the text of an article."""

    FULL = "full"
    """All of it, and what was taken out of the page."""
    SENTENCES = "sentences"
    """Its sentences, one by one: what is searched."""
    EVIDENCE = "evidence"
    """The sentences that state a mention, and no others."""

    def article_row(self, row: Row) -> Row:
        """Return an article's row as it is stored."""
        return row if self is StoredText.FULL else row | dict.fromkeys(("text", "passages", "removed"))

    def sentences(self, reading: Reading, rows: list[Row]) -> list[Row]:
        """Return those of the rows of a reading's sentences that are stored."""
        if self is not StoredText.EVIDENCE:
            return rows
        stating = {mention.sentence_index for mention in reading.mentions}
        return [row for row in rows if row["index"] in stating]


class TextSettings(BaseSettings):
    """What is kept of texts; each field is ``GOODOFFICES_<FIELD>``."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    store_text: StoredText = StoredText.FULL
    """``full``, ``sentences`` or ``evidence``."""


def read_stored_text() -> StoredText:
    """Read the setting from the environment, or say how it is wrong."""
    return from_environment(TextSettings).store_text


_ERASE_TEXTS = """
MATCH (a:Article)
WHERE a.text IS NOT NULL OR a.removed IS NOT NULL
CALL (a) { SET a.text = null, a.passages = null, a.removed = null } IN TRANSACTIONS OF $rows ROWS
RETURN count(*) AS articles
"""
_ERASE_OLD_TEXTS = """
MATCH (v:ArticleVersion)
WHERE v.text IS NOT NULL
CALL (v) { SET v.text = null } IN TRANSACTIONS OF $rows ROWS
"""
_ERASE_SENTENCES = """
MATCH (s:Sentence)
WHERE NOT EXISTS { (:Mention)-[:IN]->(s) }
CALL (s) { DETACH DELETE s } IN TRANSACTIONS OF $rows ROWS
"""


def erase_texts(db: Database, keep: StoredText) -> int:
    """Erase what is stored of texts beyond what is to be kept; return from how many articles.

    If it is stopped, run it again.
    """
    if keep is StoredText.FULL:
        return 0
    db.run(_ERASE_OLD_TEXTS, rows=ROWS_AT_ONCE)
    if keep is StoredText.EVIDENCE:
        db.run(_ERASE_SENTENCES, rows=ROWS_AT_ONCE)
    (done,) = db.run(_ERASE_TEXTS, rows=ROWS_AT_ONCE)
    articles: int = done["articles"]
    return articles
