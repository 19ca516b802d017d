"""The declarations that are shipped, and the linter on declarations with one fault each."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from graph_schema import DeclarationError, read_schema, schema
from graph_schema.model import UnknownCodeError
from graph_schema.reading import DECLARATIONS

ROLES = {
    "source": "SOURCE_OF",
    "target": "TARGET_OF",
    "party": "PARTY_TO",
    "mediator": "MEDIATED",
    "host": "HOSTED",
    "guarantor": "GUARANTEED",
    "observer": "OBSERVED",
    "delegation_lead": "LED_DELEGATION_TO",
    "delegate": "DELEGATE_TO",
    "signatory": "SIGNED",
}
PLOVER = {
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"),
    *("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    *("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the declarations to break."""
    return Path(shutil.copytree(DECLARATIONS, tmp_path / "declarations"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def fault(folder: Path) -> str:
    with pytest.raises(DeclarationError) as caught:
        read_schema(folder)
    return str(caught.value)


def test_roles_are_projected_to_the_contracts_relationships() -> None:
    assert {role.name: role.relationship for role in schema().roles.values()} == ROLES


def test_event_types_are_plovers_sixteen() -> None:
    assert set(schema().event_types) == PLOVER


def test_modes_that_the_contract_names_are_declared() -> None:
    assert {"negotiate", "meet", "mediate", "visit", "phone"} <= set(schema().modes("CONSULT"))
    assert "exchange" in schema().modes("RETREAT")


def test_statuses_stand_in_the_order_of_precedence() -> None:
    order = ("happened", "ongoing", "planned", "proposed", "alleged", "hypothetical", "denied")
    assert schema().words("status") == order


def test_planned_is_not_held() -> None:
    assert schema().vocabularies["status"].marked("held") == ("happened", "ongoing")


def test_opinion_alone_is_left_out_of_default_answers() -> None:
    genre = schema().vocabularies["genre"]
    assert set(genre.names) - set(genre.marked("default")) == {"opinion"}


def test_every_actor_kind_is_a_second_label() -> None:
    kinds = schema().words("actor_kind")
    labels = tuple("".join(part.title() for part in kind.split("_")) for kind in kinds)
    assert schema().nodes["Actor"].second_labels == labels


def test_role_edges_carry_what_the_contract_lists() -> None:
    wanted = {"type", "start", "for", "status", "mentions", "articles", "origins", "confidence"}
    for edge in schema().role_edges():
        assert wanted <= {item.name for item in edge.properties}


def test_no_example_stands_twice() -> None:
    examples = [
        example
        for event_type in schema().event_types.values()
        for example in (*event_type.examples, *(text for mode in event_type.modes for text in mode.examples))
    ]
    assert len(examples) == len(set(examples))


@pytest.mark.parametrize(
    ("code", "event_type", "mode"),
    [
        ("045", "CONSULT", "mediate"),
        ("0841", "RETREAT", "release"),
        ("1663", "SANCTION", "withdraw_mission"),
        ("010", None, None),
    ],
)
def test_a_cameo_code_becomes_a_type_and_mode(code: str, event_type: str | None, mode: str | None) -> None:
    coded = schema().from_cameo(code)
    assert (coded.type, coded.mode) == (event_type, mode)


def test_an_unknown_cameo_code_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match="no CAMEO code '99'"):
        schema().from_cameo("99")


def test_a_mode_without_an_example_is_a_fault(folder: Path) -> None:
    edit(
        folder / "event_types/aid.yaml", 'examples: ["Prague shipped howitzers to its ally."]', "examples: []"
    )
    assert "AID/military needs an example." in fault(folder)


def test_a_misspelt_key_is_a_fault(folder: Path) -> None:
    edit(folder / "nodes/place.yaml", "projected:", "projekted:")
    assert fault(folder).startswith("place.yaml: unknown key projekted.")


def test_a_missing_key_is_a_fault(folder: Path) -> None:
    edit(folder / "roles.yaml", "relationship: MEDIATED", "")
    assert fault(folder) == "roles.yaml, item 4: `relationship` is missing. Add it."


def test_an_unknown_label_at_an_end_is_a_fault(folder: Path) -> None:
    edit(folder / "relationships.yaml", "[[Event, Place]]", "[[Event, Spot]]")
    assert "AT joins `Spot`, which is not declared." in fault(folder)


def test_an_index_on_an_unknown_property_is_a_fault(folder: Path) -> None:
    edit(folder / "nodes/load.yaml", "- [started]", "- [begun]")
    assert "Load: a key or index names the property `begun`" in fault(folder)


def test_a_property_of_an_unknown_type_is_a_fault(folder: Path) -> None:
    edit(folder / "nodes/load.yaml", "articles: {type: integer", "articles: {type: int")
    assert "Load.articles has the unknown type `int`." in fault(folder)


def test_a_name_in_the_wrong_case_is_a_fault(folder: Path) -> None:
    edit(folder / "relationships.yaml", "type: REPORTS", "type: Reports")
    assert "The relationship type `Reports` is not in UPPER_CASE." in fault(folder)


def test_a_crosswalk_to_an_unknown_mode_is_a_fault(folder: Path) -> None:
    edit(folder / "cameo.yaml", "mode: phone", "mode: telegraph")
    assert "CAMEO 041 becomes `CONSULT/telegraph`, which is no mode of CONSULT." in fault(folder)


def test_an_export_code_that_is_read_as_another_type_is_a_fault(folder: Path) -> None:
    edit(folder / "event_types/aid.yaml", 'cameo: "072"', 'cameo: "190"')
    assert "AID/military is exported as CAMEO 190, which is read as another type." in fault(folder)


def test_a_name_declared_twice_is_a_fault(folder: Path) -> None:
    shutil.copy(folder / "event_types/aid.yaml", folder / "event_types/aid_again.yaml")
    assert fault(folder) == "Declared twice: AID. Keep one declaration of each."


def test_a_number_that_yaml_read_as_such_is_a_fault(folder: Path) -> None:
    edit(folder / "event_types/aid.yaml", 'cameo: "070"', "cameo: 70")
    assert fault(folder) == "aid.yaml: `cameo` must be a str, found 70."


def test_every_fault_is_told_at_once(folder: Path) -> None:
    edit(folder / "relationships.yaml", "[[Event, Place]]", "[[Event, Spot]]")
    edit(folder / "nodes/load.yaml", "- [started]", "- [begun]")
    assert fault(folder).count("\n- ") == 2


def test_declaration_files_end_in_yaml() -> None:
    strays = [path for path in DECLARATIONS.rglob("*") if path.is_file() and path.suffix != ".yaml"]
    assert strays == []


def test_event_type_files_are_named_after_their_type() -> None:
    for path in (DECLARATIONS / "event_types").glob("*.yaml"):
        assert yaml.safe_load(path.read_text(encoding="utf-8"))["type"] == path.stem.upper()
