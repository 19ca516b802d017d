"""Documents that are kept by a name: whether they are questions that the schema answers within the limits."""

from __future__ import annotations

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
)

from app.api.costs import CostError, Limits
from app.api.documents import KnownDocuments, mistakes_in, parse_within
from app.api.question_errors import DocumentError


class DocumentCheck:
    """Reads documents; those that were read or asked lately are known."""

    def __init__(self, schema: GraphQLSchema, limits: Limits, known: KnownDocuments) -> None:
        self._schema = schema
        self._limits = limits
        self._known = known

    def read(self, text: str) -> DocumentNode:
        """Give a valid document of one query.

        Raises
        ------
        CostError
            It costs too much.
        DocumentError
            It cannot be parsed, asks for what the schema has not, or is not one query.

        """
        document = self._known.get(text)
        if document is None:
            try:
                document = parse_within(text, self._limits)
            except CostError:
                raise
            except GraphQLError as error:
                raise DocumentError(error.message) from None  # which tells the place
            if mistakes := mistakes_in(self._schema, document, self._limits):
                raise DocumentError(" ".join(map(told_with_place, mistakes)))
            self._known.keep(text, document)
        _check_operation(document)
        return document


def told_with_place(error: GraphQLError) -> str:
    """Tell a mistake of a document with its place in it."""
    places = ", ".join(f"line {place.line}, column {place.column}" for place in error.locations or ())
    return f"{error.message} ({places})" if places else error.message


def _check_operation(document: DocumentNode) -> None:
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    if len(operations) != 1 or operations[0].operation is not OperationType.QUERY:
        raise DocumentError("The document must hold one query, and no mutation or subscription.")
