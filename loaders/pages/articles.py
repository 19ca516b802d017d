"""Pages in, articles out: a reader for each format drafts articles, and one assembly line finishes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from graph_schema.errors import ItemError
from loaders.identity import digest
from loaders.pages.agencies import agencies_in
from loaders.pages.bodies import Body, given_body, page_body
from loaders.pages.bylines import dateline_agency
from loaders.pages.drafts import Draft
from loaders.pages.edges import Edges
from loaders.pages.editorials import unquoted
from loaders.pages.genres import Cue, find_cues, genre_of
from loaders.pages.html_pages import draft_html_page
from loaders.pages.json_lines import draft_json_line
from loaders.pages.languages import language_of
from loaders.pages.markdown_pages import draft_markdown_page
from loaders.pages.outlets import outlet_at, outlet_in_addresses, outlet_in_self_references
from loaders.pages.text_pages import draft_text_page
from loaders.records import Article, DateInterval, Furniture, Page, Passage, Rejection

DRAFTERS: Mapping[str, Callable[[Page], list[Draft]]] = {
    "text": draft_text_page,
    "html": draft_html_page,
    "markdown": draft_markdown_page,
    "jsonl": draft_json_line,
}

_CREDIT_RULES = frozenset(("credit_line", "credit_tag", "dateline", "copyright", "sign_off", "byline_role"))
_REPORTS = frozenset(("news", "brief", "live", "analysis", "feature"))
_TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|mc_[ce]id|igshid|cmpid|ref|ref_src|smid|ocid|at_.*", re.IGNORECASE
)


def split_articles(page: Page) -> tuple[Article, ...]:
    """Split a page into its articles, in the order of the page.

    Raises
    ------
    ItemError
        Where the page has no article that can be read. Where only some cannot, they are missing here and
        :func:`split_page` tells why.

    """
    found = split_page(page)
    articles = tuple(item for item in found if isinstance(item, Article))
    if not articles:
        first = next(item for item in found if isinstance(item, Rejection))
        raise ItemError(first.where, first.reason, first.remedy)
    return articles


def split_page(page: Page) -> tuple[Article | Rejection, ...]:
    """Split a page into its articles and a rejection for each that cannot be read; never empty."""
    try:
        drafts = DRAFTERS[page.format](page)
    except ItemError as error:
        return (_rejection(error),)
    if not drafts:
        return (
            Rejection(
                page.source,
                "The page holds no article: no title with running text below it was found.",
                "Check that the whole page was saved, not an empty shell filled by a script.",
                stage="split",
            ),
        )
    return tuple(_without_repeats(page, _assembled(page, drafts)))


def _assembled(page: Page, drafts: list[Draft]) -> Iterator[Article | Rejection]:
    for position, draft in enumerate(drafts):
        try:
            yield assemble(draft, page, position, alone=len(drafts) == 1)
        except ItemError as error:
            yield _rejection(error)


def assemble(draft: Draft, page: Page, position: int, *, alone: bool) -> Article:
    """Finish a draft: clean its text, and settle outlet, date, genre, language and identity.

    What the user gave with the page (outlet, date) fills what its first article lacks.
    """
    body = given_body(draft) if draft.given_text is not None else page_body(draft)
    if not body.text:
        raise ItemError(
            _where(page, position),
            "The article has no text once the page's furniture is taken out.",
            "Check that the page was saved whole, or give its text as JSON Lines.",
        )
    language = _language(draft, body, page, position)
    edges = body.edges
    url = canonical_url(draft.url or (page.url if alone else None))
    outlet = _outlet(draft, body, page, position)
    byline = draft.byline or edges.byline
    removed = (*draft.removed, *body.removed)
    genre = draft.genre or genre_of(article_cues(draft, edges, body, byline, url))
    return Article(
        id=_identity(page, draft, url, outlet, body),
        version=digest(body.text),
        text=body.text,
        passages=_own_genres(body.passages, genre),
        title=draft.title,
        outlet=outlet,
        byline=byline,
        published=_published(draft, edges, page, position),
        genre=genre,
        language=language,
        url=url,
        credits=_credits(byline, removed),
        removed=removed,
        given_id=draft.given_id,
        source=page.source,
        position=position,
    )


def _own_genres(passages: Iterable[Passage], genre: str) -> tuple[Passage, ...]:
    """Leave the genre of their own to the passages of a report; a party's statement is all its own voice."""
    if genre in _REPORTS:
        return tuple(replace(p, genre=None) if p.genre == genre else p for p in passages)
    return tuple(replace(passage, genre=None) for passage in passages)


def article_cues(
    draft: Draft, edges: Edges, body: Body, byline: str | None, url: str | None
) -> tuple[Cue, ...]:
    """Find the cues of an article's genre, each with the words that give it."""
    removed = [piece.text for piece in (*draft.removed, *body.removed)]
    own = unquoted(body.prose)
    places: dict[str, str | list[str]] = {"text": own, "first": body.prose, "removed": removed}
    for place, value in (
        ("section", draft.section),
        ("url", url),
        ("title", draft.title),
        ("byline", byline),
        ("bio", edges.note),
    ):
        if value:
            places[place] = value
    return find_cues(places, body.sentences)


def canonical_url(url: str | None) -> str | None:
    """Write an address as its publisher would: without fragment, tracking parameters and default port.

    Examples
    --------
    >>> canonical_url("http://www.Example.org:80/a/?utm_source=x&id=7#top")
    'https://example.org/a?id=7'

    """
    if not url:
        return None
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return url.strip()
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name)]
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    host = parts.hostname.removeprefix("www.")
    return urlunsplit(("https", host + port, parts.path.rstrip("/"), urlencode(kept), ""))


def _language(draft: Draft, body: Body, page: Page, position: int) -> str:
    language = (draft.language or language_of(body.prose) or "en").partition("-")[0].casefold()
    if language != "en":
        raise ItemError(
            _where(page, position),
            f"The article {draft.title or body.text[:60]!r} is in another language ({language}).",
            "Only English is read; give a translation, or leave the article out.",
        )
    return language


def _outlet(draft: Draft, body: Body, page: Page, position: int) -> str | None:
    given = page.outlet if position == 0 else None
    stated = draft.outlet or outlet_at(draft.url) or given
    if stated:
        return stated
    texts = [piece.text for piece in (*draft.removed, *body.removed)]
    return outlet_in_self_references([*texts, body.text]) or outlet_in_addresses(texts)


def _published(draft: Draft, edges: Edges, page: Page, position: int) -> DateInterval:
    if draft.published.start is not None:
        return draft.published
    if edges.dateline_date is not None:
        return edges.dateline_date
    return page.published if position == 0 else draft.published


def _credits(byline: str | None, removed: Iterable[Furniture]) -> tuple[str, ...]:
    """The agencies of the byline and of what credits the text; a picture's credit is no origin of it."""
    credited = [piece for piece in removed if piece.rule in _CREDIT_RULES]
    named = [
        name for text in (byline or "", *(piece.text for piece in credited)) for name in agencies_in(text)
    ]
    # An agency of a dateline that is not in the data is credited under the name it prints.
    placed = [dateline_agency(f"{piece.text} X") for piece in credited if piece.rule == "dateline"]
    return tuple(dict.fromkeys((*named, *filter(None, placed))))


def _identity(page: Page, draft: Draft, url: str | None, outlet: str | None, body: Body) -> str:
    if draft.given_id:
        return digest(page.format, draft.given_id)
    if url:
        return digest(url)
    return digest(outlet or "", draft.title or body.text[:100], draft.printed)


def _without_repeats(page: Page, items: Iterator[Article | Rejection]) -> Iterator[Article | Rejection]:
    """Keep the first of the articles of one page that have one identity."""
    seen: dict[str, int] = {}
    for item in items:
        if isinstance(item, Article) and item.id in seen:
            yield Rejection(
                _where(page, item.position),
                f"The article {item.title!r} repeats article {seen[item.id] + 1} of the same page.",
                "Nothing need be done: the first of the two is kept.",
                stage="split",
            )
            continue
        if isinstance(item, Article):
            seen[item.id] = item.position
        yield item


def _where(page: Page, position: int) -> str:
    return page.source if position == 0 else f"{page.source}, article {position + 1}"


def _rejection(error: ItemError) -> Rejection:
    return Rejection(error.where, error.reason, error.remedy, stage="split")
