"""Joins the lines of a text dump that were broken at a width into the paragraphs they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.pages.sentences import is_wrapped

_SHORTEST_FULL_LINE = 45  # a shorter line of a text with indents is the last of its paragraph


def unwrapped_lines(content: str) -> list[str]:
    """Split into lines, joining those of paragraphs that were wrapped at a width."""
    unwrapped: list[str] = []
    group: list[str] = []
    for line in [*content.splitlines(), ""]:
        if line.strip():
            group.append(line)
            continue
        for part in _indented_paragraphs(group):
            wrapped = is_wrapped("\n".join(part))
            unwrapped += [" ".join(line.strip() for line in part)] if wrapped else part
        unwrapped.append("")
        group = []
    return unwrapped[:-1]


def _indented_paragraphs(group: Sequence[str]) -> Iterator[list[str]]:
    """Part a run of lines at those that are indented, where others are not: old texts begin paragraphs so."""
    depths = [len(line) - len(line.lstrip()) for line in group]
    paragraph: list[str] = []
    for line, depth in zip(group, depths, strict=True):
        ended = paragraph and len(paragraph[-1]) < _SHORTEST_FULL_LINE and max(depths) > min(depths)
        if paragraph and (depth > min(depths) or ended):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph
