"""Explains the names, titles and pronouns of a sentence: what each may mean, what it was taken for, and why."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.extraction import pronouns
from loaders.extraction.actors import ActorResolver
from loaders.extraction.explanation import WeighedPhrase, WeighedSense
from loaders.extraction.names import Name, head_of
from loaders.extraction.parses import Parse, Word
from loaders.records import Span

_SINGULAR = pronouns.PERSONAL - pronouns.PLURAL


def explain_phrases(parse: Parse, resolver: ActorResolver) -> Iterator[WeighedPhrase]:
    """Explain the names, then the titles, then the pronouns of the sentence that a resolver is in."""
    names = resolver.names
    for name in dict.fromkeys(names.at.values()):
        yield _name(name, parse, resolver)
    for i, match in names.titles.items():
        word = parse.words[i]
        span = parse.span(parse.words[match.start], parse.words[match.end - 1])
        title = match.title
        label = f"{title.kind}: {title.role}" if title.role else title.kind
        bearer = names.at.get(word.head.i) if word.dep in ("compound", "nmod") else None
        meant, because = _meant(word, resolver)
        if bearer is not None:
            meant, because = _meant(word.head, resolver)[0], f"a title of “{bearer.text}”"
        yield WeighedPhrase(span, "title", label, (), meant, because)
    for word in parse.words:
        if word.lower in pronouns.PERSONAL:
            span = Span(word.text, word.start, word.end)
            senses = tuple(_antecedents(word, parse, resolver))
            yield WeighedPhrase(span, "pronoun", None, senses, *_meant(word, resolver))


def _name(name: Name, parse: Parse, resolver: ActorResolver) -> WeighedPhrase:
    word = head_of(name, parse.words)
    span = parse.span(parse.words[name.start], parse.words[name.end - 1])
    meant, because = _meant(word, resolver)
    if resolver.people.is_person(name) or resolver.people.known_here(name):
        member = resolver.people.find(name)
        because = member.identity if member is not None and member.identity else because
        person = member.actor.id if member is not None else None
        senses = tuple(_senses(name, word, resolver, person))
        meant = meant or ((member.actor.name,) if member is not None else ())
    else:
        senses = tuple(_senses(name, word, resolver, None))
    return WeighedPhrase(span, "name", name.label or None, senses, meant, because)


def _senses(name: Name, word: Word, resolver: ActorResolver, person: str | None) -> Iterator[WeighedSense]:
    taken, because = resolver.chosen_sense(name, word)
    for sense in name.senses:
        actor = resolver.knowledge.actor(sense.actor_id)
        chosen = sense.actor_id == person if person is not None else sense is taken
        if chosen:
            reason = because if sense is taken else "fits its title, the day and the article"
        elif not sense.valid_on(resolver.day):
            reason = "not on this day" if resolver.day is not None else "no longer"
        elif sense.weak:
            reason = "weak: needs support from its context" if taken is None else "weaker than the one taken"
        else:
            reason = "less likely than the one taken"
        yield WeighedSense(actor.name, sense.kind, chosen, reason)


def _meant(word: Word, resolver: ActorResolver) -> tuple[tuple[str, ...], str]:
    who = resolver.who(word)
    if who:
        return tuple(one.actor.name for one in who), who[0].because
    before = resolver.modifier(word)
    if before:
        return tuple(one.actor.name for one in before), before[0].because
    name = resolver.names.at.get(word.i)
    place = name is not None and any(
        sense.kind in ("city", "territory", "capital") for sense in name.senses[:1]
    )
    return (), "a place, which does nothing" if place else "names nobody here"


def _antecedents(word: Word, parse: Parse, resolver: ActorResolver) -> Iterator[WeighedSense]:
    """Yield whom a singular pronoun may stand for, up to the one that was taken."""
    if word.lower not in _SINGULAR or not resolver.who(word):
        return
    for turn, misfit in pronouns.antecedents(word, parse, resolver.cast):
        actor = turn.who.actor
        yield WeighedSense(actor.name, actor.kind, misfit is None, misfit or "the likeliest who fits")
        if misfit is None:
            return
