"""What an HTML page says of its articles in JSON-LD, OpenGraph and other meta elements."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson
from lxml.html import HtmlElement

from loaders.pages.bodies import clean_spaces
from loaders.pages.dates import stated_date
from loaders.pages.drafts import Draft
from loaders.pages.genres import genre_named, names_genre
from loaders.pages.outlets import looks_like_outlet, outlet_name, outlet_named

_ARTICLE_TYPES = re.compile(r"(?:.*Article|BlogPosting|LiveBlogPosting|Report)$")
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
    "sailthru.date",
    "og:published_time",
)
_BAR = re.compile(r"\s(?:\||::|»)\s")
_TITLE_TAIL = re.compile(r"\s+(?P<bar>[|–—»·•-]|::)\s+(?P<site>[^|–—]{2,40})$")


@dataclass(frozen=True, slots=True)
class Described:
    """An article as JSON-LD describes it."""

    title: str | None = None
    published: str | None = None
    changed: str | None = None
    byline: str | None = None
    outlet: str | None = None
    section: str | None = None
    url: str | None = None
    genre: str | None = None
    text: str | None = None
    """The text itself, which some pages hold in JSON-LD alone and leave to a script to show."""
    posts: tuple[Described, ...] = ()
    """The posts of a live blog."""


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page's head says."""

    meta: dict[str, str] = field(default_factory=dict)
    articles: tuple[Described, ...] = ()
    site: str | None = None
    canonical: str | None = None
    title: str | None = None

    @property
    def is_article(self) -> bool:
        """Tell whether the page calls itself one article."""
        return len(self.articles) == 1 or self.meta.get("og:type") == "article"

    @property
    def is_live(self) -> bool:
        """Tell whether the page calls itself one live blog, in its JSON-LD or its title."""
        titles = (self.title, self.meta.get("og:title"))
        return any(item.genre == "live" for item in self.articles) or any(
            names_genre(title, "live") for title in titles if title
        )

    @property
    def titles(self) -> tuple[str, ...]:
        """What the page's head calls its article or articles, without the name of the site."""
        told = (
            *(item.title for item in self.articles),
            *(self.meta.get(name) for name in ("og:title", "twitter:title", "headline")),
            self.title,
        )
        return tuple(dict.fromkeys(bare_title(title, self.site) for title in told if title))

    def described(self, title: str | None) -> Described | None:
        """The JSON-LD description of the article of this title."""
        wanted = title_key(title)
        return next((item for item in self.articles if wanted and title_key(item.title) == wanted), None)


def read_metadata(tree: HtmlElement) -> PageMetadata:
    """Read the head of a page; broken JSON-LD is left aside, the page's text says most of it too."""
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and element.get("content"):
            meta.setdefault(name.casefold(), clean_spaces(str(element.get("content"))))
    nodes = list(_nodes(tree))
    articles = tuple(_described(node) for node in nodes if _ARTICLE_TYPES.match(_type(node)))
    publisher = next((_name(node.get("publisher")) for node in nodes if node.get("publisher")), None)
    canonical = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    title = tree.findtext(".//title")
    title = clean_spaces(title) if title else None
    site = publisher or meta.get("og:site_name") or meta.get("application-name") or _site_in(title)
    return PageMetadata(meta, articles, outlet_name(site) if site else None, canonical, title)


def _site_in(title: str | None) -> str | None:
    """The outlet that many sites append to the title of a page."""
    tail = _TITLE_TAIL.search(title or "")
    return tail["site"] if tail and looks_like_outlet(tail["site"]) else None


def bare_title(title: str, site: str | None) -> str:
    """A title without the names of the site and its sections that stand behind bars ("... | World | Reuters").

    A dash may be the headline's own: behind it only the name of the site, or of a known outlet, is taken off.

    Examples
    --------
    >>> bare_title("Truce holds - for now - Horn Gazette | Africa", None)
    'Truce holds - for now'

    """
    head, bar, rest = (
        re.split(r"\s+(\||::|»)\s+", title, maxsplit=1) if _BAR.search(title) else (title, "", "")
    )
    if bar and (title_key(head) == title_key(site) or outlet_named(head)):
        title = rest
    while tail := _TITLE_TAIL.search(title):
        named = looks_like_outlet(tail["site"]) or title_key(tail["site"]) == title_key(site)
        if not named and tail["bar"] not in ("|", "::", "»"):
            break
        title = title[: tail.start()]
    return title


def describe(draft: Draft, metadata: PageMetadata) -> None:
    """Fill the draft of a one-article page from its head."""
    meta = metadata.meta
    described = metadata.described(draft.title) or (
        metadata.articles[0] if metadata.articles else Described()
    )
    apply_description(draft, described)
    draft.title = draft.title or next(iter(metadata.titles), None)
    draft.section = draft.section or meta.get("article:section") or meta.get("section")
    draft.byline = draft.byline or meta.get("author") or meta.get("byl")
    draft.url = draft.url or metadata.canonical or meta.get("og:url")
    if printed := next((meta[name] for name in _PUBLISHED if name in meta), None):
        _apply_date(draft, printed)


def apply_description(draft: Draft, described: Described) -> None:
    """Fill a draft from JSON-LD, whose date is more exact than the printed one."""
    draft.title = draft.title or described.title
    draft.byline = draft.byline or described.byline
    draft.outlet = draft.outlet or (outlet_name(described.outlet) if described.outlet else None)
    draft.section = draft.section or described.section
    draft.url = draft.url or described.url
    draft.genre = draft.genre or described.genre
    if described.published:
        _apply_date(draft, described.published)


def _apply_date(draft: Draft, printed: str) -> None:
    stated = stated_date(printed)
    if stated and draft.published.start is None:
        draft.published, draft.printed = stated, printed


def _nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD that has a type, however it is nested."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip() != "application/ld+json" or not script.text:
            continue
        try:
            data = orjson.loads(script.text.strip().removesuffix(";"))
        except orjson.JSONDecodeError:
            continue
        yield from _typed(data)


def _typed(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for item in data:
            yield from _typed(item)
    elif isinstance(data, dict):
        if "@type" in data:
            yield data
        for key in ("@graph", "itemListElement", "item", "hasPart", "mainEntity"):
            if key in data:
                yield from _typed(data[key])


def _type(node: dict[str, Any]) -> str:
    value = node.get("@type")
    return str(value[0] if isinstance(value, list) and value else value)


def _described(node: dict[str, Any]) -> Described:
    section = node.get("articleSection")
    url = node.get("url") or _identifier(node.get("mainEntityOfPage"))
    genre = genre_named(_type(node))
    return Described(
        title=_text(node.get("headline") or node.get("name")),
        published=_text(node.get("datePublished") or node.get("dateCreated")),
        changed=_text(node.get("dateModified")),
        byline=_author(node),
        outlet=_name(node.get("publisher")),
        section=_text(section[0] if isinstance(section, list) and section else section),
        url=_text(url),
        # A plain NewsArticle says nothing: columns are published as such too.
        genre=genre if genre != "news" else None,
        text=_long_text(node.get("articleBody")),
        posts=tuple(_described(post) for post in _typed(node.get("liveBlogUpdate"))),
    )


def _long_text(value: Any) -> str | None:
    """A text with its paragraphs, and without the markup that some sites leave in it."""
    if not isinstance(value, str):
        return None
    text = html.unescape(re.sub(r"<(?:/p|/div|br)[^>]*>", "\n", value, flags=re.IGNORECASE))
    return re.sub(r"<[^>]{1,200}>", "", text).strip() or None


def _identifier(value: Any) -> Any:
    return value.get("@id") if isinstance(value, dict) else value


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return " and ".join(filter(None, map(_name, value))) or None
    return _text(value.get("name") if isinstance(value, dict) else value)


def _author(node: dict[str, Any]) -> str | None:
    """The author of an article, unless the outlet names itself as such."""
    author = _name(node.get("author"))
    return None if title_key(author) == title_key(_name(node.get("publisher"))) else author


def _text(value: Any) -> str | None:
    return clean_spaces(value) or None if isinstance(value, str) else None


def title_key(title: str | None) -> str:
    """The words of a title as titles are compared."""
    return re.sub(r"\W+", " ", (title or "").casefold()).strip()
