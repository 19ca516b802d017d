"""The table of what is known is that of the data as it is."""

from loaders.actors import knowledge
from tools.write_actor_coverage import DOCUMENT, document


def test_the_coverage_table_is_up_to_date():
    assert DOCUMENT.read_text(encoding="utf-8") == document(knowledge()), "Run `make docs`."
