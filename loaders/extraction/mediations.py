"""Mediations that belong to other events: "talks with the mediation of Qatar" tell of one event, not of two."""

from __future__ import annotations

from collections.abc import Callable

from loaders.extraction.cast import Resolved
from loaders.extraction.companions import companions
from loaders.extraction.frames import is_pact
from loaders.extraction.parses import Word
from loaders.extraction.scenes import Carried, Scene, Trigger
from loaders.extraction.sides import Naming, is_between_several, is_single
from loaders.extraction.syntax import is_passive
from loaders.extraction.takers import Roles
from loaders.extraction.words import word_class

_PREPS = frozenset({"with", "under", "through", "via", "by", "to", "after", "following", "despite"})
_PAST = frozenset({"VBD", "VBN"})


class Mediations:
    """Finds the mediations that only say who mediated another event of their sentence."""

    def __init__(self, scene: Scene, roles_of: Callable[[Trigger], Roles]):
        self._scene = scene
        self._roles_of = roles_of

    def of(self, trigger: Trigger) -> list[Trigger]:
        """Return the mediations that belong to an event: "with the mediation of", "with Qatar mediating"."""
        if trigger.frame.mediates or trigger.frame.type not in ("CONSULT", "AGREE", "RETREAT"):
            return []
        hosts = {trigger.word.i, *(link.verb.i for link in trigger.carried)}
        return [t for t in self._scene.triggers if t.frame.mediates and self._serves(t, hosts)]

    def _serves(self, mediation: Trigger, hosts: set[int]) -> bool:
        word = mediation.word
        if mediation.absorbed_by is not None or any(link.verb.dep != "amod" for link in mediation.carried):
            return False
        while word.dep == "pobj" and word.head.lower == "of" and word.head.head.lemma in word_class("rounds"):
            word = word.head.head  # "after months of mediation"
        if word.pos == "NOUN" and word.dep == "pobj" and word.head.lower in _PREPS:
            prep = word.head
            return prep.head.i in hosts or prep.head.head.i in hosts
        if any(w.i in hosts for w in self._scene.slot(word, "in")):
            return True  # "acted as a facilitator in the dialogue"
        if word.pos == "VERB" and word.dep in ("advcl", "pcomp", "acl", "relcl"):
            ancestors = [word.head.i, word.head.head.i, word.head.head.head.i]
            return self._is_between_them(mediation) and any(i in hosts for i in ancestors)
        beside = (
            word.dep == "conj" and word.tag == "VBD" and word.head.i in hosts and word.child("neg") is None
        )
        return beside and word.head.tag in _PAST and self._is_between_them(mediation)

    def _is_between_them(self, mediation: Trigger) -> bool:
        """Tell "with Qatar mediating" and "shuttling between the two", which name no parties of their own."""
        if mediation.frame.mode != "mediate" and is_passive(mediation.word):
            return True  # "met, brought together by Kenya"
        return all(one.group for one in self._roles_of(mediation).get("party"))


def is_for_others(link: Carried, trigger: Trigger, scene: Scene, who: Naming) -> bool:
    """Tell "a truce that Qatar negotiated between them" from what one negotiates for oneself.

    A truce or an exchange that is "negotiated by Qatar" is none of Qatar's: it takes two to have one. Who "arranged
    the release" of others does not release them.
    """
    verb = link.verb
    if verb.lemma not in word_class("arranging"):
        return False
    between = any(c.lower in ("between", "for") and c.child("pobj") is not None for c in verb.all("prep"))
    if verb.dep == "relcl" and between:
        return True
    if verb.head.lemma == "help" and verb.dep in ("xcomp", "ccomp"):
        return True  # "helped negotiate the release"
    single = is_single(scene.slot(verb, "subject"))
    if trigger.frame.mode in ("release", "exchange") and verb.lemma in word_class("organizing"):
        alone = single or trigger.frame.mode == "release"
        return alone and not scene.slot(verb, "with") and not scene.slot(trigger.word, "with")
    mutual = is_pact(trigger.frame.type, trigger.frame.mode) and trigger.frame.type != "AGREE"
    if (
        mutual
        and is_passive(verb)
        and verb.dep in ("acl", "relcl")
        and verb.lemma in word_class("organizing")
    ):
        return True  # "a truce arranged by Qatar and Egypt"
    if not is_passive(verb) or not single:
        return False
    if mutual or is_between_several(trigger, scene):
        return True
    makers = scene.slot(verb, "subject")
    beside = {w.i for _, _, words in companions(scene.parse) for w in words}
    alone = all(w.i in beside for w in scene.slot(verb, "with"))
    return alone and any(_stands_between(word, one) for word in makers for one in who([word], trigger))


def _stands_between(word: Word, one: Resolved) -> bool:
    """Tell a mediator by title, and the envoy of a body of states, from who negotiates for his own side."""
    titles = {w.lemma for w in (word, *word.all("compound", "nmod", "appos"))} & word_class("errand_titles")
    of_body = one.acts_for is not None and one.acts_for.kind == "intergovernmental_organization"
    return of_body if titles <= {"envoy"} and titles else bool(titles)
