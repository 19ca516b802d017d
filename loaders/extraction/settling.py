"""Settling: what a role means beside the others, once all slots of an event are filled."""

from __future__ import annotations

from loaders.extraction.cast import Resolved
from loaders.extraction.scenes import Trigger
from loaders.extraction.takers import Roles, Way
from loaders.extraction.third_parties import IN_COMPANY

_OUTWARD = frozenset({"RETREAT", "SANCTION", "AGREE"})
"""What is not done to one's own: who withdraws "its tanks" withdraws them from others."""


def is_nameless(one: Resolved) -> bool:
    """Tell "46 sailors" and "her crew", of whom the text says no more, from Kurds and Egyptians."""
    return (
        one.actor.local
        and one.actor.country is None
        and one.acts_for is None
        and one.actor.kind == "population"
    )


def follow_hints(trigger: Trigger, roles: Roles) -> Roles:
    """Give "Qatari mediators" who hold talks with others the role their name says."""
    if trigger.frame.type != "CONSULT":
        return roles
    hinted = [one for one in roles.get("party") if one.hint is not None]
    others = [one for one in roles.get("party") if one.hint is None]
    if len(others) == 1 and not others[0].plural and not roles.get("mediator"):
        return roles  # a mediator who meets one side is a party to the meeting
    for one in hinted:
        if one.hint is not None:
            roles.drop("party", one.actor.id, f"the phrase says {one.hint}")
            roles.add(one.hint, [one])
    return roles


def add_mediating_hosts(trigger: Trigger, roles: Roles) -> None:
    """Read "Angola's president, the mediator, hosted the talks": a host's own title gives a second role."""
    for one in roles.get("host") if trigger.frame.type == "CONSULT" else []:
        if one.hint is not None:
            roles.add(one.hint, [one], way=Way("the host's own title"))


def leave_out_conveners(trigger: Trigger, roles: Roles) -> None:
    """Read "a NATO summit", which is held in NATO, not by it with anybody."""
    if trigger.frame.id != "consult.noun.meeting" or len(roles.get("party")) != 1:
        return
    [one] = roles.get("party")
    told = roles.ways.get(("party", one.actor.id))
    if (
        one.actor.kind == "intergovernmental_organization"
        and told
        and told.name in ("modifier", "possessor", "of")
    ):
        roles.drop("party", one.actor.id, "the meeting is one of its own")


def settled(trigger: Trigger, roles: Roles) -> Roles:
    """Bring roles into their final form: parties where the act is mutual, nobody both mediator and party."""
    sources, parties = roles.get("source"), roles.get("party")
    if trigger.frame.symmetric and (len(sources) > 1 or (sources and parties)):
        roles.taken["source"] = []
        roles.taken["party"] = []
        roles.add("party", [*sources, *parties])
    _set_apart_from_parties(roles)
    sides = {one.actor.id for one in roles.get("party")}
    for one in list(roles.get("mediator")):
        if one.actor.local and one.actor.kind == "agency" and one.acts_for is None:
            roles.drop("mediator", one.actor.id, "a thing mediates nothing")  # drones broker nothing
        elif one.acts_for is not None and one.acts_for.id in sides:
            roles.drop("mediator", one.actor.id, "acts for a side")  # "talks led by" a minister of one side
            roles.add("delegation_lead", [one])
    _leave_own_disputes(roles)
    for state in {one.acts_for.id for one in roles.get("mediator") if one.acts_for is not None}:
        roles.drop("mediator", state, "somebody mediates for it")  # "X of Britain"
    third = roles.ids("mediator")
    for role in ("party", "target", "source", "host"):
        for one in list(roles.get(role)):
            if one.actor.id in third and role != "source" and (role == "party" or len(roles.get(role)) > 1):
                roles.drop(role, one.actor.id, "is mediator")
    _drop_own(trigger, roles)
    _leave_out_possessors(roles)
    return roles


def _set_apart_from_parties(roles: Roles) -> None:
    """Take those who only observe, guarantee, host or lead a delegation out of the parties."""
    for role in ("observer", "guarantor", "delegate", "delegation_lead"):
        for one in roles.get(role):
            for other in ("party",) if role == "delegation_lead" else ("party", "signatory"):
                roles.drop(other, one.actor.id, f"is {role}")
    for one in roles.get("host"):
        if roles.ways.get(("host", one.actor.id)) == Way(IN_COMPANY):
            roles.drop("party", one.actor.id, "is host")  # "with Kazakhstan as host"


def _leave_own_disputes(roles: Roles) -> None:
    """Read "tried to settle the dispute between it and Mali": who is one of the two does not stand between them."""
    third = {one.actor.id for one in roles.get("mediator")}
    if all(one.actor.id in third for one in roles.get("party")):
        return
    for one in roles.get("party"):
        told = roles.ways.get(("party", one.actor.id))
        if told is not None and told.name == "between":
            roles.drop("mediator", one.actor.id, "is one of those between whom it is")


def _leave_out_possessors(roles: Roles) -> None:
    """Read "thanked Carter for his efforts": whose they are is told by who acts for the same."""
    for role in ("source", "target", "party"):
        mandators = {r.acts_for.id for r in roles.get(role) if r.acts_for is not None}
        for one in [r for r in roles.get(role) if r.possessed and r.actor.id in mandators]:
            roles.drop(role, one.actor.id, "is told by who acts for it")


def _drop_own(trigger: Trigger, roles: Roles) -> None:
    """Take out of the targets who acts, and what is his own."""
    sources = roles.get("source")
    for one in list(roles.get("target")):
        if one.actor.id in {r.actor.id for r in sources}:
            roles.drop("target", one.actor.id, "is source")
        elif trigger.frame.type == "ASSAULT" and one.actor.id in {
            r.acts_for.id for r in sources if r.acts_for
        }:
            roles.drop("target", one.actor.id, "is whom the source acts for")
        elif trigger.frame.type in _OUTWARD and any(_is_own(one, source) for source in sources):
            roles.drop("target", one.actor.id, "is the source's own")


def _is_own(one: Resolved, source: Resolved) -> bool:
    """Tell a state's own troops, embassies and towns from those whom its act reaches."""
    if one.acts_for is not None:
        return one.acts_for.id == source.actor.id
    own = one.actor.country is not None and one.actor.country == source.actor.country
    return own and source.actor.kind == "state" and one.actor.kind in ("population", "agency")
