"""Who is who, and who held which office when: the knowledge that names in an article are resolved against."""

from loaders.actors.knowledge import Knowledge, knowledge
from loaders.actors.records import Actor, City, NameMatch, Office, Sense, Title, TitleMatch

__all__ = [
    "Actor",
    "City",
    "Knowledge",
    "NameMatch",
    "Office",
    "Sense",
    "Title",
    "TitleMatch",
    "knowledge",
]
