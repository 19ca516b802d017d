"""Write statements and their refusals, without a database."""

from __future__ import annotations

import pytest

from graph_schema import (
    DeclarationError,
    create_relationships,
    create_role_edges,
    merge_nodes,
    merge_relationships,
)


def test_values_are_parameters_and_names_come_from_the_schema() -> None:
    assert merge_nodes("Place") == (
        "UNWIND $rows AS row\n"
        "MERGE (n:Place {id: row.id})\n"
        "SET n.name = row.name, n.country = row.country\n"
        "RETURN count(*) AS written"
    )


def test_what_is_written_once_is_set_on_creation_only() -> None:
    statement = merge_nodes("Mention")
    created, overwritten = statement.split("\nSET ")
    assert "n.trigger = row.trigger" in created
    assert "n.active = row.active" in overwritten
    assert "n.trigger" not in overwritten


def test_a_second_label_replaces_the_others() -> None:
    _, replaced = merge_nodes("Actor").split("REMOVE ")
    assert "State:" in replaced
    assert "SET n:$(row.label)" in replaced


def test_a_moment_is_sent_once_for_all_rows() -> None:
    assert "n.ingested = coalesce(row.ingested, $now)" in merge_nodes("Mention")


def test_relationships_are_told_apart_by_their_key() -> None:
    assert "MERGE (a)-[r:ARGUMENT {role: row.role, start: row.start}]->(b)" in merge_relationships("ARGUMENT")


def test_projected_relationships_are_created() -> None:
    assert "CREATE (a)-[r:MEDIATED]->(b)" in create_relationships("MEDIATED")


def test_role_edges_of_all_types_are_one_statement() -> None:
    assert "CREATE (a)-[r:$(row.kind)]->(b)" in create_role_edges()


def test_an_undeclared_label_is_refused() -> None:
    with pytest.raises(DeclarationError, match="The label `Planet` is not declared"):
        merge_nodes("Planet")


def test_an_undeclared_relationship_type_is_refused() -> None:
    with pytest.raises(DeclarationError, match="The relationship type `LIKES` is not declared"):
        merge_relationships("LIKES")


def test_ambiguous_ends_must_be_named() -> None:
    with pytest.raises(DeclarationError, match="JUDGES joins Judgement to Actor, Judgement to Mention"):
        merge_relationships("JUDGES")
    assert "MATCH (b:Mention {id: row.to})" in merge_relationships("JUDGES", end="Mention")
