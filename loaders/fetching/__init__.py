"""Pages from the web, without being led to what is not public.

>>> from loaders.fetching import Fetcher
>>> async def front_page() -> bytes:
...     async with Fetcher() as fetcher:
...         return (await fetcher.fetch("https://example.org/")).content
"""

from loaders.fetching.addresses import is_public
from loaders.fetching.errors import FetchError
from loaders.fetching.fetching import Bounds, Fetched, Fetcher

__all__ = ["Bounds", "FetchError", "Fetched", "Fetcher", "is_public"]
