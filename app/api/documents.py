"""From the text of a document to a valid one within its limits; those that were asked lately are known."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import DocumentNode, GraphQLError, GraphQLSchema, specified_rules, validate
from strawberry.extensions import SchemaExtension
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule
from strawberry.types.graphql import OperationType

from app.api.costs import Limits, check_document, check_nesting, check_variables
from app.api.recent import Recent
from app.api.remedies import parse_document, with_remedies

DOCUMENTS_KEPT = 500
LONGEST_KEPT = 20_000
"""Characters of a document that is kept, so that all together take some 50 MB at most."""
MOST_MISTAKES = 10
"""Mistakes told of one document."""
_RULES = (*with_remedies(specified_rules), MaybeNullValidationRule, OneOfInputValidationRule)


class KnownDocuments(Recent[str, DocumentNode]):
    """Valid documents by their texts: to parse and validate one takes 1 to 15 ms, each time with the same result."""

    def __init__(self) -> None:
        super().__init__(DOCUMENTS_KEPT)

    def keep(self, text: str, document: DocumentNode) -> None:
        """Keep a valid document, unless it is very long."""
        if len(text) <= LONGEST_KEPT:
            super().keep(text, document)


def parse_within(text: str, limits: Limits) -> DocumentNode:
    """Parse a document that costs no more to parse than it may.

    Raises
    ------
    CostError
        It is nested too deep.
    GraphQLError
        It cannot be parsed, or has too many tokens.

    """
    check_nesting(text)
    return parse_document(text, limits.tokens)


def mistakes_in(schema: GraphQLSchema, document: DocumentNode, limits: Limits) -> list[GraphQLError]:
    """Give the first mistakes of a document that costs no more to validate than it may.

    Raises
    ------
    CostError
        It asks for too much.

    """
    check_document(document, limits)
    return validate(schema, document, _RULES, MOST_MISTAKES)


class LimitedDocuments(SchemaExtension):
    """Refuses documents that cost too much, before they are parsed or validated."""

    def __init__(self, limits: Limits, known: KnownDocuments) -> None:
        self._limits = limits
        self._known = known

    def on_parse(self) -> Iterator[None]:
        """Bound what the parser reads."""
        execution = self.execution_context
        text = execution.query or ""
        execution.graphql_document = self._known.get(text)
        if execution.graphql_document is None:
            execution.graphql_document = parse_within(text, self._limits)
        yield

    def on_validate(self) -> Iterator[None]:
        """Bound what the rules of validation walk through."""
        execution = self.execution_context
        # Mutations bring whole pages in; who may call them is known, and what they send is bounded by its bytes.
        if execution.operation_type is not OperationType.MUTATION:
            check_variables(execution.variables or {})
        text, document = execution.query or "", execution.graphql_document
        if self._known.get(text):
            execution.pre_execution_errors = []
        elif document:
            # In Strawberry's place, which would go on to a hundred mistakes, with suggestions for each.
            execution.pre_execution_errors = mistakes_in(execution.schema._schema, document, self._limits)
            if not execution.pre_execution_errors:
                self._known.keep(text, document)
        yield
