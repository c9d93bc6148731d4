"""What the markup of a page says of its article, for machines to read: schema.org, Open Graph, meta elements.

Only what is stated is taken, and no date but one that is marked as that of publication: of dates in
running text, which stay in the text, and of guesses, which are often wrong, none.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from app.errors import InputError
from app.ingest.published import parse_published

_ARTICLE = re.compile(r"(Article|BlogPosting|Report|Review)$")
_PUBLISHED = ("article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date")
_AUTHOR = ("author", "article:author", "dc.creator", "parsely-author")
_NO_AUTHOR = re.compile(r"admin(istrator)?|root|webmaster|editor|https?:.*|@.*|.*@.*\..*", re.IGNORECASE)
_SEPARATORS = "-\u2013\u2014|\u00b7\u2022:\u00ab\u00bb/"
_SEPARATED = re.compile(rf"\s+[{re.escape(_SEPARATORS)}]+\s+")
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE | re.ASCII)
_NEVER = ("1970-01-01", "0001-01-01")
"""What systems write that know of no date."""


class Markup(NamedTuple):
    """What a page says of itself, by field, and what is wrong with it."""

    values: dict[str, str]
    warnings: tuple[str, ...]


def read_markup(tree: Any) -> Markup:
    """What the markup of the page `tree`, an lxml element, says of its article."""
    page = _Page(tree)
    site = page.site()
    published, warnings = _first_date(page.dates())
    values = {
        "title": page.title(site),
        "source": site,
        "published": published,
        "byline": page.author(site),
        "section": next(page.said("articleSection", "article:section"), None),
        "url": page.url(),
        "language": page.language(),
    }
    return Markup({name: value for name, value in values.items() if value}, warnings)


def _first_date(stated: Iterator[str]) -> tuple[str | None, tuple[str, ...]]:
    """The first date that can be read; one with the zone of a place goes before one in UTC."""
    dates, unread = [], []
    for date in stated:
        if date.startswith(_NEVER):
            continue
        try:
            parse_published(date)
        except InputError:
            unread.append(date)
        else:
            dates.append(date)
    if dates:
        return min(dates, key=lambda date: date.endswith(("Z", "+00:00"))), ()
    return None, tuple(f"The page states a date that is no ISO date: {date!r}." for date in unread[:1])


class _Page:
    def __init__(self, tree: Any) -> None:
        self._tree = tree
        self._meta: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            content = _words(element.get("content"))
            if content:
                for attribute in ("property", "name", "itemprop"):
                    name = (element.get(attribute) or "").lower()
                    self._meta.setdefault(name, []).append(content)
        self._article = self._find_article()

    def said(self, *names: str) -> Iterator[str]:
        """What schema.org says under the first of `names`, and meta elements under the others."""
        yield from _texts(self._article.get(names[0]))
        for name in names[1:]:
            yield from self._meta.get(name, ())

    def site(self) -> str | None:
        publisher = self._article.get("publisher")
        return next(iter(self._meta.get("og:site_name", ())), None) or next(_names(publisher), None)

    def title(self, site: str | None) -> str | None:
        """The headline, without the name of the site behind or before it."""
        titles = (_without(site, title) if site else title for title in self._titles())
        return next((title for title in titles if title and title != site), None)

    def _titles(self) -> Iterator[str]:
        yield from self.said("headline", "og:title", "twitter:title", "title")
        headings = [_words(heading.text_content()) for heading in self._tree.iter("h1")]
        if len(headings) == 1:
            yield from filter(None, headings)
        yield from filter(None, (_words(title.text_content()) for title in self._tree.iter("title")))

    def author(self, site: str | None) -> str | None:
        names = [*_names(self._article.get("author")), *self.said("", *_AUTHOR)]
        kept = [name for name in dict.fromkeys(names) if name != site and not _NO_AUTHOR.fullmatch(name)]
        stated = set(_names(self._article.get("author")))
        several = [name for name in kept if name in stated]
        return ", ".join(several) or next(iter(kept), None)

    def url(self) -> str | None:
        links = (link.get("href") for link in self._tree.iter("link") if link.get("rel") == "canonical")
        for url in (*links, *self.said("url", "og:url")):
            if url and re.match(r"https?://[^\s/]", url.strip()):
                return str(url).strip()
        return None

    def language(self) -> str | None:
        tag = (self._tree.get("lang") or "").strip().replace("_", "-")
        return tag.lower() if _TAG.fullmatch(tag) else None

    def dates(self) -> Iterator[str]:
        """What is marked as the moment of publication, the surest first."""
        yield from self.said("datePublished", *_PUBLISHED)
        times = [time for time in self._tree.iter("time") if _words(time.get("datetime"))]
        marked = [time for time in times if _is_of_publication(time)]
        yield from (_words(time.get("datetime")) for time in marked[:1])
        days = {_words(time.get("datetime"))[:10] for time in times if not _is_in_passing(time)}
        if len(days) == 1:  # of several, any may be that of a change, a comment or another article
            yield days.pop()

    def _find_article(self) -> dict[str, Any]:
        """What schema.org says of the one article of the page; nothing where it tells of several."""
        nodes = [node for script in self._tree.iter("script") for node in _json_ld(script)]
        articles = [
            node for node in nodes if any(_ARTICLE.search(kind) for kind in _texts(node.get("@type")))
        ]
        headlines = {next(_texts(article.get("headline")), None) for article in articles}
        return {name: v for a in reversed(articles) for name, v in a.items()} if len(headlines) == 1 else {}


def _without(site: str, title: str) -> str:
    """`title` without the name of the site that begins or ends it."""
    first, *_, last = _SEPARATED.split(title) if _SEPARATED.search(title) else ("", "")
    if last == site:
        return title.removesuffix(site).strip(f" {_SEPARATORS}")
    return title.removeprefix(site).strip(f" {_SEPARATORS}") if first == site else title


def _is_of_publication(time: Any) -> bool:
    words = f"{time.get('class') or ''} {time.get('itemprop') or ''}".lower()
    return time.get("pubdate") is not None or ("publish" in words and "update" not in words)


def _is_in_passing(time: Any) -> bool:
    """Whether it stands in prose, or says when something was changed."""
    words = (time.get("class") or "").lower()
    return "updated" in words or "modified" in words or next(time.iterancestors("p", "li"), None) is not None


def _json_ld(script: Any) -> Iterator[dict[str, Any]]:
    """The objects that a script of schema.org data has at its top, or in the graph there."""
    if (script.get("type") or "").partition(";")[0].strip().lower() != "application/ld+json":
        return
    try:
        value = json.loads(script.text or "", strict=False)
    except (ValueError, RecursionError):
        return
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            graph = item.get("@graph")
            nodes = graph if isinstance(graph, list) else [item]
            yield from (node for node in nodes if isinstance(node, dict))


def _texts(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and _words(item):
            yield _words(item)


def _names(value: Any) -> Iterator[str]:
    """The names of persons or organizations, given as text or as objects."""
    for item in value if isinstance(value, list) else [value]:
        yield from _texts(item.get("name") if isinstance(item, dict) else item)


def _words(text: str | None) -> str:
    return " ".join((text or "").split())
