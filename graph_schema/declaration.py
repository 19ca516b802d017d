"""One mapping of a declaration file, read key by key, so that no misspelt key is silently passed over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from graph_schema.errors import GoodOfficesError


class DeclarationError(GoodOfficesError):
    """A declaration file says something that cannot be."""


class Declaration:
    """A mapping at a known place in a declaration file.

    ``take...`` methods check the kind of a value and tick its key off; leaving the ``with`` block raises
    for keys that nobody took.
    """

    def __init__(self, content: object, where: str) -> None:
        if not isinstance(content, dict):
            raise DeclarationError(f"{where}: expected `key: value` lines, found {type(content).__name__}.")
        self._content: dict[str, Any] = content
        self._taken: set[str] = set()
        self.where = where

    @classmethod
    def of_file(cls, path: Path) -> Declaration:
        """Read a YAML file that holds one mapping."""
        return cls(load_yaml(path), path.name)

    def __enter__(self) -> Declaration:
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        if failure is None and (unknown := self._content.keys() - self._taken):
            names = ", ".join(sorted(map(str, unknown)))
            known = ", ".join(sorted(self._taken))
            raise DeclarationError(f"{self.where}: unknown key {names}. Known here: {known}.")

    def _take[T](self, key: str, kind: type[T], default: T | None) -> T:
        self._taken.add(key)
        if key not in self._content:
            if default is None:
                raise DeclarationError(f"{self.where}: `{key}` is missing. Add it.")
            return default
        value = self._content[key]
        if not isinstance(value, kind):
            raise DeclarationError(f"{self.where}: `{key}` must be a {kind.__name__}, found {value!r}.")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """Take a string."""
        return self._take(key, str, default).strip()

    def optional_text(self, key: str) -> str | None:
        """Take a string that may be missing or null."""
        self._taken.add(key)
        return None if self._content.get(key) is None else self.text(key)

    def flag(self, key: str) -> bool:
        """Take a true or false that is false where missing."""
        return self._take(key, bool, False)

    def number(self, key: str) -> int:
        """Take a whole number."""
        return self._take(key, int, None)

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a list of strings, empty where missing."""
        values = self._take(key, list, [])
        if wrong := [value for value in values if not isinstance(value, str)]:
            raise DeclarationError(f"{self.where}: `{key}` must list words, found {wrong[0]!r}. Quote it.")
        return tuple(values)

    def lists(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Take a list of lists of strings, empty where missing."""
        return tuple(tuple(map(str, values)) for values in self._take(key, list, []))

    def children(self, key: str) -> Iterator[tuple[str, Declaration]]:
        """Take a mapping of mappings, empty where missing."""
        for name, content in self._take(key, dict, {}).items():
            yield str(name), Declaration(content, f"{self.where}: {key}.{name}")

    def child(self, key: str) -> Declaration:
        """Take one mapping."""
        return Declaration(self._take(key, dict, None), f"{self.where}: {key}")

    def items(self, key: str) -> Iterator[Declaration]:
        """Take a list of mappings."""
        return in_list(self._take(key, list, None), f"{self.where}: {key}")

    def text_lists(self, key: str) -> Mapping[str, tuple[str, ...]]:
        """Take a mapping of lists of strings, empty where missing."""
        return {name: tuple(map(str, values)) for name, values in self._take(key, dict, {}).items()}


def in_list(content: object, where: str) -> Iterator[Declaration]:
    """Read a list of mappings; messages count from 1."""
    if not isinstance(content, list):
        raise DeclarationError(f"{where}: expected a list, found {type(content).__name__}.")
    for position, item in enumerate(content, 1):
        yield Declaration(item, f"{where}, item {position}")


def load_yaml(path: Path) -> object:
    """Read a YAML file, naming file and line where it is not YAML."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise DeclarationError(f"{path.name} is not YAML: {error}. Correct the line it names.") from error
