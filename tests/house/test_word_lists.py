"""The knowledge in YAML files: no key stands twice in a mapping, no word twice in a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "loaders").rglob("*.yaml"))


def repeated(node: yaml.Node, where: str = "") -> Iterator[str]:
    """Give the path of what stands twice: of a key the last would win without a word."""
    if isinstance(node, yaml.MappingNode):
        yield from twice((key.value for key, _ in node.value), where)
        for key, value in node.value:
            yield from repeated(value, f"{where}/{key.value}")
    elif isinstance(node, yaml.SequenceNode):
        yield from twice((item.value for item in node.value if isinstance(item, yaml.ScalarNode)), where)
        for item in node.value:
            yield from repeated(item, where)


def twice(words: Iterator[str], where: str) -> Iterator[str]:
    counted = Counter(word for word in words if isinstance(word, str))
    return (f"{where}: {word}" for word, times in counted.items() if times > 1)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_named_twice(path: Path) -> None:
    assert not list(repeated(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)))


def test_what_is_named_twice_is_found() -> None:
    node = yaml.compose("{words: [raid, raid], words: []}", Loader=yaml.CSafeLoader)
    assert list(repeated(node)) == [": words", "/words: raid"]
