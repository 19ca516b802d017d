"""Sketches of texts, by which near-copies are known without the texts.

A sketch is a MinHash of the kind that Broder described first: of the hashes of all runs of four words, the
smallest hundred. From two sketches the share of runs that the texts have in common is estimated, and of the
shorter text the share that stands in the longer one; a text of fewer runs has a sketch that is exact.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from functools import lru_cache
from hashlib import blake2b
from struct import pack, unpack

from loaders.resolution.words import normalise

RUN = 4
"""Words in a run: three are common by chance in two reports of one event, five break at every edit."""
SIZE = 100
"""Hashes in a sketch: 5 hundredths of error at most, and 536 characters an article."""
FEWEST = 20
"""Runs below which a text has no sketch: two sentences of one brief may be alike by chance."""
FEWEST_SHARED = 8
"""Hashes that must be shared: fewer tell a brief in a long report from a stock phrase too badly."""
COPIED = 0.5
"""The share of the shorter text from which on it is a copy. Reports of one event by two hands share less than a
tenth of their runs, a long joint statement quoted in both aside; a reprint cut to its first half shares all."""
_SPACE = 2**32


@lru_cache(maxsize=256)
def sketch_of(text: str) -> str | None:
    """Return a text's sketch as it is stored; ``None`` where the text is too short to have one."""
    words = normalise(text).split()
    runs = {" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}
    if len(runs) < FEWEST:
        return None
    hashes = sorted({int.from_bytes(blake2b(run.encode(), digest_size=4).digest()) for run in runs})[:SIZE]
    return b64encode(pack(f">{len(hashes)}I", *hashes)).decode()


@lru_cache(maxsize=4096)
def hashes_of(sketch: str) -> frozenset[int]:
    """Return the hashes of a sketch: texts that have none in common are no copies."""
    stored = b64decode(sketch)
    return frozenset(unpack(f">{len(stored) // 4}I", stored))


def share_copied(one: str, other: str) -> float:
    """Estimate how much of the shorter of two texts stands in the longer one, from their sketches.

    Examples
    --------
    >>> text = " ".join(f"word{n}" for n in range(400))
    >>> share_copied(sketch_of(text), sketch_of(text))
    1.0
    >>> share_copied(sketch_of(text), sketch_of(text.replace("word", "term")))
    0.0

    """
    ours, theirs = hashes_of(one), hashes_of(other)
    limit = min((max(each) for each in (ours, theirs) if len(each) == SIZE), default=_SPACE)
    sample = [each for each in ours | theirs if each <= limit]
    shared = sum(each in ours and each in theirs for each in sample)
    if shared < FEWEST_SHARED:
        return 0.0
    alike = shared / len(sample)
    sizes = _runs(ours), _runs(theirs)
    return min(1.0, alike * sum(sizes) / (1 + alike) / min(sizes))


def _runs(hashes: frozenset[int]) -> float:
    """Estimate the number of runs of a text: exact where its sketch is not full."""
    return len(hashes) if len(hashes) < SIZE else (SIZE - 1) * _SPACE / max(hashes)
