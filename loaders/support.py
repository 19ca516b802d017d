"""What supports an event or a role: independent origins, and the grounds of a confidence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ToldBy:
    """One independent origin of an event, with the articles that count as one, and why."""

    name: str
    outlets: tuple[str, ...]
    articles: tuple[str, ...]
    mentions: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What one origin adds to a confidence: its surest mention (see ``loaders.resolution.confidence``)."""

    origin: str
    mention: str
    confidence: float
    voice: float
    denies: bool = False

    @property
    def sure(self) -> float:
        """The mention's confidence, less where the outlet only tells what somebody says."""
        return self.confidence * self.voice

    @property
    def in_words(self) -> str:
        """Say what the origin adds, such as ``Reuters says so: 0.8``.

        Examples
        --------
        >>> Ground("TASS", "m1", confidence=0.8, voice=0.9, denies=True).in_words
        'TASS denies it: 0.72 (its surest mention 0.8, x 0.9 for what it says that somebody says)'

        """
        reported = (
            f" (its surest mention {self.confidence:g}, x {self.voice:g} for what it says that somebody says)"
        )
        return (
            f"{self.origin} {'denies it' if self.denies else 'says so'}: {round(self.sure, 4):g}"
            f"{reported if self.voice < 1 else ''}"
        )
