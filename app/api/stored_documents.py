"""Documents that are kept by a name: whether they are questions that the schema answers within the limits."""

from __future__ import annotations

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    parse,
    specified_rules,
    validate,
)
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from app.api.costs import Limits, check_document, check_nesting
from app.api.documents import MOST_MISTAKES, KnownDocuments
from app.api.question_errors import DocumentError


class DocumentCheck:
    """Reads documents; those that were read lately are known."""

    def __init__(self, schema: GraphQLSchema, limits: Limits) -> None:
        self._schema = schema
        self._limits = limits
        self._known = KnownDocuments()

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
            check_nesting(text)
            try:
                document = parse(text, max_tokens=self._limits.tokens)
            except GraphQLSyntaxError as error:
                raise DocumentError(told_with_place(error)) from None
            check_document(document, self._limits)
            _check_operation(document)
            self._validate(document)
            self._known.keep(text, document)
        return document

    def _validate(self, document: DocumentNode) -> None:
        rules = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)
        if mistakes := validate(self._schema, document, rules, MOST_MISTAKES):
            raise DocumentError(" ".join(map(told_with_place, mistakes)))


def told_with_place(error: GraphQLError) -> str:
    """Tell a mistake of a document with its place in it."""
    places = ", ".join(f"line {place.line}, column {place.column}" for place in error.locations or ())
    return f"{error.message} ({places})" if places else error.message


def _check_operation(document: DocumentNode) -> None:
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    if len(operations) != 1 or operations[0].operation is not OperationType.QUERY:
        raise DocumentError("The document must hold one query, and no mutation or subscription.")
