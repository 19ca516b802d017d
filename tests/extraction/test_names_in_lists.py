"""Names in lists and beside titles: nobody of a list is lost, and each acts for whom it is told to act."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.records import Mention


def _who(mention: Mention, role: str) -> set[tuple[str, str | None]]:
    return {(p.actor.name, p.acts_for and p.acts_for.name) for p in mention.participants if p.role == role}


@pytest.mark.parametrize(
    ("text", "type", "role", "expected"),
    [
        ("Presidents Alija Izetbegovic of Bosnia, Franjo Tudjman of Croatia and Slobodan Milosevic of Serbia opened "
         "peace talks near Dayton.", "CONSULT", "party",
         {("Alija Izetbegović", "Bosnia and Herzegovina"), ("Franjo Tuđman", "Croatia"),
          ("Slobodan Milošević", "Serbia")}),
        ("They met under the joint chairmanship of Foreign Ministers Robin Cook of Britain and Hubert Vedrine of "
         "France.", "CONSULT", "mediator", {("Robin Cook", "United Kingdom"), ("Hubert Védrine", "France")}),
        ("Peace talks between Uganda and the rebel Lord's Resistance Army opened in Juba.", "CONSULT", "party",
         {("Uganda", None), ("Lord's Resistance Army", None)}),
        ("Troops detained one of its commanders, Zaki-ur-Rehman Lakhvi, on Sunday.", "COERCE", "target",
         {("Zaki-ur-Rehman Lakhvi", None)}),
        ("Police killed a Fijian separatist leader, Hardeep Singh Nijjar, near Suva.", "ASSAULT", "target",
         {("Hardeep Singh Nijjar", None)}),
        ("France recalled its envoy to Mali. Its ambassador, Sylvain Itte, was expelled.", "COERCE", "target",
         {("Sylvain Itte", "France")}),
        ("The Taliban shelled Kabul. Abdul Ghani Baradar, the movement's political chief, met Iran.", "CONSULT",
         "party",
         {("Abdul Ghani Baradar", "Taliban"), ("Iran", None)}),
        ("Jakaya Kikwete, who was appointed by the African Union, mediated between Chad and Sudan.", "CONSULT",
         "mediator", {("Jakaya Kikwete", "African Union")}),
        ("The African Union named Jakaya Kikwete to mediate between Chad and Sudan.", "CONSULT", "mediator",
         {("Jakaya Kikwete", "African Union")}),
        ("The talks of Chad and Sudan were mediated by a panel appointed by the African Union.", "CONSULT",
         "mediator", {("African Union", None)}),
        ("Russian gas giant Gazprom accused Togo.", "ACCUSE", "source", {("Gazprom", None)}),
        ("Royal Marines landed in Fiji.", "MOBILIZE", "source", {("Royal Marines", None)}),
        ("The South African Government detained Percy Qoboza.", "COERCE", "source", {("South Africa", None)}),
        ("Rebels accused the West African force ECOMOG of lies.", "ACCUSE", "target", {("ECOMOG", None)}),
        ("Raul Castro met Francis. The pontiff urged Cuba to open.", "REQUEST", "source",
         {("Pope Francis", "Holy See")}),
        ("Ghana and Mali met. Niger freed the coup leaders.", "RETREAT", "target", {("coup leaders", None)}),
    ],
)  # fmt: skip
def test_who_is_told_in_a_list_or_beside_a_title(
    told: Callable[..., Mention], text: str, type: str, role: str, expected: set[tuple[str, str | None]]
) -> None:
    assert _who(told(text, type, "1999-02-08" if "They met" in text else "2014-12-17"), role) == expected
