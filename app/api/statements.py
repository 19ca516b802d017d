"""What a document is compiled to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.api.shaping import Shaper
from app.api.variables import Later, filled
from loaders.graph.past import AsOf


@dataclass(frozen=True, slots=True)
class Statement:
    """A compiled document."""

    text: str
    parameters: Mapping[str, Any]
    """Those known with the document, and a :class:`Later` for each that is made with a request."""
    shaper: Shaper
    """Makes the answer of the one record that the statement returns."""
    pasts: Mapping[str, AsOf] = field(default_factory=dict)
    """The parameters that must be given what was known at a time, which may come with a request."""
    introspects: bool = False
    """Whether the document asks for the schema besides."""

    def bound(self, given: Sequence[Any]) -> dict[str, Any]:
        """Give the parameters of a request that gives such values for the slots (:mod:`app.api.variables`).

        Raises
        ------
        GraphQLError
            Where a value does not fit.

        """
        return {
            name: value.of(given) if isinstance(value, Later) else value
            for name, value in self.parameters.items()
        }

    def pasts_for(self, given: Sequence[Any]) -> dict[str, AsOf]:
        """Give the parameters that must be given what was known at a time."""
        return {
            name: AsOf(filled(time.published, given), filled(time.ingested, given))
            for name, time in self.pasts.items()
        }
