"""What asks the API a document in the tests."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import httpx
from graphql import GraphQLObjectType, get_named_type, is_leaf_type, is_object_type

type Ask = Callable[..., Awaitable[Any]]

type Serve = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]
"""Serves the story with some settings; gives a client."""


def all_fields(kind: GraphQLObjectType) -> str:
    """Select all fields of a type, and of each object it leads to the plain ones."""
    return " ".join(
        name + ("(by: [type])" if "by" in field.args else "") + below(get_named_type(field.type))
        for name, field in kind.fields.items()
    )


def below(kind: Any) -> str:
    if not is_object_type(kind):
        return ""
    if kind.name.endswith("Connection"):
        return f" {{ nodes {below(get_named_type(kind.fields['nodes'].type))} totalCount }}"
    return f" {{ {' '.join(n for n, f in kind.fields.items() if is_leaf_type(get_named_type(f.type)))} }}"


async def following(app: Any, number: int = 1) -> None:
    """Wait until so many subscriptions of a service are followed."""
    async with asyncio.timeout(20):
        while app.state.follower.followers != number:
            await asyncio.sleep(0.01)
