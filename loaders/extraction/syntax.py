"""Who stands where: the grammatical slots of a predicate, whatever its voice or construction.

A frame asks for the ``subject`` or the ``object`` of a verb, or for what its preposition governs. Here these
are found in active and passive clauses, reduced relatives ("talks mediated by"), relative clauses ("who
represented"), participles ("Speaking ahead of"), coordination, control ("agreed to meet") and raising ("is
expected to visit"). Labels are those of the ClearNLP scheme that spaCy's English models use.
"""

from __future__ import annotations

from loaders.extraction.parses import Word
from loaders.extraction.words import word_class

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"})
RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})
OBJECT_CONTROL = word_class("object_control")
ACCUSING = word_class("accusing")
"""Verbs whose "of/for/from doing" is done by their object."""
SUBJECT_DEPS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")


def conjuncts(word: Word) -> list[Word]:
    """Return the word and what is coordinated with it, in text order."""
    found = [word]
    for child in word.children:
        if child.dep == "conj" and child.pos in NOMINAL:
            found.extend(conjuncts(child))
        elif child.dep == "appos" and (
            word.tag == "NN"
            or (word.entity == "PERSON" and child.pos == "NOUN")
            or (not word.entity and child.entity == "PERSON" and word.tag == "NNP")  # "President Deby and"
        ):
            # "the speaker, Nabih Berri, and Amos Hochstein": the parser hangs the second person on the first.
            found.extend(
                one for other in child.all("conj") if other.pos == "PROPN" for one in conjuncts(other)
            )
    listed = word.child("nmod", "compound")
    # "U.S., U.K. and France": the parser hangs the first of a list of names on the second.
    if listed is not None and listed.pos == word.pos == "PROPN" and _comma_between(listed, word):
        found.extend(conjuncts(listed))
    return sorted(found, key=lambda w: w.i)


def clause_conjuncts(word: Word) -> list[Word]:
    """Return a content head with the verbs or nouns coordinated with it."""
    if word.pos not in ("VERB", "AUX"):
        return [word]
    found = [word]
    for child in word.children:
        # "agreed to meet and discuss": the second verb has no subject of its own.
        # "has refused to deploy and has urged": nor is it of another form.
        coordinated = child.dep == "conj" and child.pos in ("VERB", "AUX")
        finite = word.tag == "VB" and child.tag != "VB"
        if coordinated and not finite and child.child("nsubj", "nsubjpass") is None:
            found.extend(clause_conjuncts(child))
    return found


def _comma_between(left: Word, right: Word) -> bool:
    return any(w.lower == "," and left.i < w.i < right.i for w in (*left.children, *right.children))


def is_passive(verb: Word) -> bool:
    """Tell whether the verb's surface subject undergoes the act."""
    if verb.child("nsubjpass", "auxpass", "csubjpass") is not None:
        return True
    if verb.tag != "VBN":
        return False
    if verb.dep in ("acl", "amod", "oprd"):
        return verb.child("nsubj") is None  # "the claim that he had mediated"
    has_aux = any(c.dep == "aux" for c in verb.children)
    if verb.dep in ("advcl", "pcomp", "dep", "parataxis"):
        return not has_aux and verb.child("nsubj", "dobj") is None
    if verb.dep == "conj" and verb.head.pos in ("VERB", "AUX") and verb.child("nsubj") is None:
        return is_passive(verb.head) and not has_aux
    return verb.dep in ("ROOT", "ccomp") and verb.child("agent") is not None and not has_aux


def surface_subject(verb: Word) -> list[Word]:
    """Return the heads of the phrase in subject position, own or understood, whatever the voice."""
    own = [c for c in verb.children if c.dep in ("nsubj", "nsubjpass")]
    if own:
        return [found for word in own for found in _antecedent_or_conjuncts(word, verb)]
    if verb.dep in ("xcomp", "advcl") and verb.tag == "VB" and verb.head.lemma in word_class("sending"):
        sent = [
            w for w in object_of(verb.head) if w.entity == "PERSON" or w.lemma in word_class("messengers")
        ]
        if sent:
            return sent  # "sent its foreign minister to mediate"
    if verb.dep == "xcomp":
        return _controller(verb)
    if verb.dep == "conj" and verb.head.pos in ("VERB", "AUX"):
        return surface_subject(verb.head)
    if verb.dep == "acl" and verb.head.pos in NOMINAL:
        worded = verb.tag == "VBG" and verb.head.lemma in word_class("documents")
        infinitive = verb.tag == "VB" or any(
            c.tag == "TO" for c in verb.all("aux")
        )  # "his claim to have met"
        # "issued a declaration demanding": whoever issues it demands.
        return _noun_agent(verb.head) if infinitive or worded else [verb.head]
    if verb.dep == "relcl":
        return conjuncts(verb.head) if is_passive(verb) or verb.child("dobj") else []
    if verb.dep in ("advcl", "ccomp", "dep") and verb.tag in ("VBG", "VBN", "VB"):
        return surface_subject(verb.head) if verb.head.pos in ("VERB", "AUX") else []
    if verb.dep == "pcomp":
        return _gerund_subject(verb)
    if verb.dep == "amod":
        return [verb.head]  # "Qatar-brokered truce"
    if verb.dep in ("acomp", "oprd") and verb.head.pos in ("VERB", "AUX"):
        return surface_subject(verb.head)  # "Syria is ready to withdraw"
    return []


def _antecedent_or_conjuncts(word: Word, verb: Word) -> list[Word]:
    if word.tag in RELATIVE_TAGS or (word.lower == "that" and verb.dep == "relcl"):
        antecedent = relative_antecedent(verb)
        return conjuncts(antecedent) if antecedent is not None else []
    return conjuncts(word)


def relative_antecedent(verb: Word) -> Word | None:
    """Return the noun that a relative clause describes; climbs from a verb inside the clause."""
    word = verb
    while word.head is not word:
        if word.dep == "relcl":
            return word.head
        word = word.head
    return None


def _controller(verb: Word) -> list[Word]:
    head = verb.head
    if head.pos in ("ADJ", "NOUN") and head.head.lemma in ("be", "seem", "appear", "remain", "become"):
        return surface_subject(head.head)
    if head.lemma == "use" and is_passive(head):
        return subject_of(head)  # "drones to be used to kill" are used by whom the text may not name
    if head.lemma in OBJECT_CONTROL:
        if is_passive(head):
            return surface_subject(head)
        objects = head.all("dobj", "dative")
        if objects:
            return [found for word in objects for found in _antecedent_or_conjuncts(word, head)]
        if head.dep == "relcl" and head.child("nsubj") is not None:
            return conjuncts(head.head)  # "the president whom Kenya asked to mediate"
    return surface_subject(head)


def _gerund_subject(verb: Word) -> list[Word]:
    governor = verb.head.head
    thanked = _thanked(verb.head, governor)
    if thanked:
        return thanked
    if governor.pos in ("VERB", "AUX"):
        if verb.head.lower == "into" and object_of(governor):
            return object_of(governor)  # "coaxed the rebels into meeting"
        if governor.lemma in ACCUSING and verb.head.lower in ("of", "for", "from", "with"):
            return object_of(governor)
        return surface_subject(governor)
    return _noun_agent(governor)


def _thanked(prep: Word, governor: Word) -> list[Word]:
    """Return who is thanked in "expressed their appreciation to Beijing for hosting"."""
    if prep.lower != "for":
        return []
    verb = governor if governor.pos == "VERB" else governor.head
    noun = next((c for c in (governor, *verb.all("dobj")) if c.lemma in word_class("thanks")), None)
    if noun is None:
        return []
    return [
        found
        for host in (noun, verb)
        for to in host.all("prep", "dative")
        if to.lower == "to"
        for found in governed(to)
    ]


def _noun_agent(noun: Word) -> list[Word]:
    """Return whose plan, offer or refusal a noun is: its possessor, its "by" or "of", or its verb's."""
    owner = noun.child("poss")
    if owner is not None:
        return conjuncts(owner)
    for prep in noun.all("prep", "agent"):
        if prep.lower in ("by", "from", "of") and prep.child("pobj") is not None:
            return governed(prep)
    if noun.dep == "pobj" and noun.head.head.lemma == "part" and noun.head.head.dep == "pobj":
        noun = noun.head.head  # "visited Chad as part of efforts to mediate"
    if noun.dep in ("dobj", "attr", "pobj"):
        verb = noun.head if noun.dep != "pobj" else noun.head.head
        if verb.pos in ("VERB", "AUX"):
            charged = verb.lemma in ACCUSING and noun.lemma in word_class("grounds_of_arrest")
            return object_of(verb) if charged else surface_subject(verb)  # "arrested two on charges of"
    return []


def appointers(word: Word) -> list[Word]:
    """Return who appointed somebody: "X, named by the Union", "a panel appointed by it", "the Union appointed X"."""
    naming = word_class("naming")
    clauses = [clause for clause in word.all("acl", "relcl") if clause.lemma in naming]
    found = [w for clause in clauses for by in clause.all("agent") for w in governed(by)]
    if word.dep == "dobj" and word.head.lemma in naming:
        found += word.head.all("nsubj")
    return found


def governed(prep: Word) -> list[Word]:
    """Return the heads of the phrases a preposition governs: "between A and B" gives A and B."""
    found: list[Word] = []
    for child in prep.children:
        if child.dep == "pobj":
            if child.tag in RELATIVE_TAGS:
                antecedent = relative_antecedent(prep)
                found.extend(conjuncts(antecedent) if antecedent is not None else [])
            else:
                found.extend(conjuncts(child))
        elif child.dep == "conj" and child.pos in NOMINAL:
            found.extend(conjuncts(child))
        elif child.dep in ("conj", "prep") and child.lower == prep.lower:
            found.extend(governed(child))  # "by Israel and then by Egypt"
    return found


def subject_of(verb: Word) -> list[Word]:
    """Return the heads of who acts: the active subject, or the passive's "by"."""
    if not is_passive(verb):
        return surface_subject(verb)
    found = [found for prep in verb.children if _names_the_doer(prep) for found in governed(prep)]
    if not found and verb.dep != "amod":
        found = _agent_below(verb)
    if verb.dep == "amod":
        makers = verb.all("npadvmod", "compound", "nmod", "amod", "advmod")
        found.extend(one for maker in makers for one in conjuncts(maker))
    return found


def _names_the_doer(prep: Word) -> bool:
    """Tell the passive's "by", and a second one: "initialed by Israel and then by Egypt"."""
    return prep.dep == "agent" or (prep.dep == "conj" and prep.lower == "by")


def _agent_below(verb: Word) -> list[Word]:
    """Find a passive's "by" where the parser hung it lower: "was given to Chad by Libya"."""
    for prep in verb.all("prep", "dative"):
        for held in governed(prep):
            if held.lemma in word_class("auspices"):
                continue  # "were freed after mediation by Qatar"
            for lower in held.all("prep", "agent"):
                if lower.lower == "by":
                    return governed(lower)
    return []


def object_of(verb: Word) -> list[Word]:
    """Return the heads of what the act is done to."""
    if is_passive(verb):
        return surface_subject(verb)
    own = verb.all("dobj")
    if own:
        return [found for word in own for found in _antecedent_or_conjuncts(word, verb)]
    shared = next((c for c in verb.children if c.dep == "conj" and c.pos == "VERB" and c.child("dobj")), None)
    # "proposed and hosted the talks": one object for both verbs, if nothing stands between them.
    if shared is not None and verb.child("prep", "ccomp", "xcomp") is None and shared.child("nsubj") is None:
        between = [c for c in verb.children if verb.i < c.i < shared.i and c.dep not in ("cc", "punct")]
        if not between:
            return object_of(shared)
    if verb.dep == "relcl" and verb.child("nsubj") is not None and not _has_gap_elsewhere(verb):
        return conjuncts(verb.head)
    if verb.dep == "ccomp" and verb.head.dep == "relcl" and verb.child("nsubj") is not None:
        return conjuncts(verb.head.head)  # "which Russia said it had brokered"
    if verb.dep == "conj" and verb.head.dep == "relcl" and verb.lemma in word_class("done_to_talks"):
        return object_of(verb.head)  # "that Kenya hosted and officials attended"
    return []


def _has_gap_elsewhere(verb: Word) -> bool:
    """Tell whether a relative clause's gap is its subject or under a preposition, not its object."""
    for child in verb.children:
        if child.tag in RELATIVE_TAGS or child.lower in ("where", "when", "why"):
            return True
        if child.dep == "prep" and (
            not child.children or any(c.tag in RELATIVE_TAGS for c in child.children)
        ):
            return True
    return False


def recipient_of(verb: Word) -> list[Word]:
    """Return the heads of the indirect object: "gave Tanzania a grant"."""
    found: list[Word] = []
    for child in verb.children:
        if child.dep == "dative":
            found.extend(governed(child) if child.pos == "ADP" else conjuncts(child))
    return found


def prepositions(word: Word) -> list[Word]:
    """Return the prepositions of a predicate, those two deep included ("ahead of", "along with")."""
    found: list[Word] = []
    for child in word.children:
        if child.dep in ("prep", "agent", "dative") and child.pos in ("ADP", "SCONJ", "VERB", "ADV"):
            found.append(child)
            if child.lower != "according":
                found.extend(c for c in child.children if c.dep == "prep")
        elif child.dep in ("advmod", "prt", "acomp") and child.pos in ("ADV", "ADP", "SCONJ", "ADJ"):
            found.extend(c for c in child.children if c.dep == "prep")
    return found


def governed_by(word: Word) -> dict[str, list[Word]]:
    """Return what each preposition of a predicate governs."""
    found: dict[str, list[Word]] = {}
    for prep in prepositions(word):
        found.setdefault(prep.lower, []).extend(governed(prep))
    return found


def slot(word: Word, name: str) -> list[Word]:
    """Return the heads that fill one slot of a predicate.

    Parameters
    ----------
    name
        ``subject``, ``object``, ``recipient``, ``possessor``, ``modifier`` (compound and adjective modifiers
        that may name an actor: "Russia talks", "Ukrainian delegation"), or a preposition.

    """
    if name == "subject":
        return subject_of(word)
    if name == "object":
        return object_of(word)
    if name == "recipient":
        return recipient_of(word)
    if name == "possessor":
        return [found for owner in word.all("poss") for found in conjuncts(owner)]
    if name == "modifier":
        return [c for c in word.children if c.dep in ("compound", "amod", "nmod") and c.i < word.i]
    return [found for prep in prepositions(word) if prep.lower == name for found in governed(prep)]


def is_definite(noun: Word) -> bool:
    """Tell "the talks", which points back, from "talks"."""
    determiner = noun.child("det")
    return determiner is not None and determiner.lower in word_class("pointing")
