"""What a list is asked for by: its order, how many of it, and the nodes of its edges."""

from __future__ import annotations

import re

from graphql import GraphQLError

from app.api.arguments import LARGEST_PAGE
from app.api.filtering import looked_up_in, plain
from app.api.plans import Key, Link, Orders
from app.api.selection import Selected


def order_of(plan: Link, selected: Selected) -> tuple[str, Key]:
    """Give what a page is ordered by, and the order's name where it is not the usual one."""
    match plan.key:
        case Key():
            return "", plan.key
        case Orders():
            word = plain(selected.arguments["order"])
            return "" if word == plan.key.usual else word, plan.key.keys[word]
    raise TypeError(f"{selected.name} is a page and needs a key")


def carrying(pattern: str, starts: str) -> str:
    """Keep whom a filter has looked up past the ``DISTINCT`` that a pattern ends with."""
    looked_up = "".join(f", {name}" for name in looked_up_in(starts))
    return re.sub(r"(WITH DISTINCT \w+)$", rf"\1{looked_up}", pattern)


def first_of(selected: Selected) -> int | None:
    """Give how many entries are asked for; ``None`` where a list has no pages."""
    first: int | None = selected.arguments.get("first")
    if first is not None and not 1 <= first <= LARGEST_PAGE:
        raise GraphQLError(f"`first` must be from 1 to {LARGEST_PAGE}, not {first}.", selected.node)
    return first
