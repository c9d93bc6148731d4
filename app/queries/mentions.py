"""The concordance: each mention in the articles that pass a filter, by their order, then by the text's.

A filter that asks for countries or agencies shows the mentions of these alone; one that only leaves some
out shows all others of the articles that remain.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection, bindparam, func, select

from app.gazetteer.load import load
from app.queries.article import Body, Listed
from app.queries.articles import list_articles, load_listed
from app.queries.condition import NAMED, Conditions, in_time, passing
from app.queries.driver import choose
from app.queries.export import iter_keys
from app.queries.filter import ArticleFilter
from app.queries.page import Page, Place
from app.queries.recall import Recall, compute
from app.queries.schema import article, mentions_of, named
from app.queries.scope import resolve
from app.queries.view import View

_MOST = 200
"""Articles that are looked through at a time, at most."""
_NEWEST = select(article.c.newest).where(article.c.id == bindparam("id"))
_POSITION = re.compile("[0-9]{1,9}", re.ASCII)
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Hit:
    """One mention, as its article's detail has it, the how-manieth of the article it is, and the article."""

    mention: Json
    position: int
    card: Json
    body: Body


def list_mentions(
    connection: Connection,
    asked: ArticleFilter,
    limit: int = 20,
    after: Place | None = None,
    *,
    view: View | None = None,
    recall: Recall = compute,
) -> Page[Hit]:
    """A page of at most `limit` mentions, behind the place `after`, and how many there are in all.

    A place is the article's `newest`, and its id behind the mention's position.
    """
    found = tuple(islice(chain.from_iterable(_from(connection, asked, limit, after, view)), limit + 1))
    total = recall(("mentions", asked), lambda: count_mentions(connection, asked))
    page = found[:limit]
    return Page(page, total, _place(connection, page[-1]) if len(found) > limit else None)


def count_mentions(connection: Connection, asked: ArticleFilter) -> int:
    """How many mentions the concordance of `asked` has."""
    scope = resolve(connection, asked)
    if scope.impossible:
        return 0
    if scope.groups:
        shown = {key for group in scope.groups for key in group}
        answered = scope.groups[0] if len(scope.groups) == 1 else None
        conditions: Conditions = (
            named.c.entity_key.in_(shown),
            *in_time(asked, NAMED.newest),
            *passing(scope, NAMED, answered),
        )
    else:
        driver = choose(connection, scope)
        carrier = driver.carrier
        passes = (*driver.whole(), *in_time(asked, carrier.newest), *passing(scope, carrier, driver.answers))
        conditions = (named.c.article_key.in_(select(carrier.key).where(*passes)),) if passes else ()
    total = select(func.coalesce(func.sum(mentions_of(named, asked.kinds)), 0)).where(*conditions)
    return int(connection.execute(total).scalar_one())


def iter_mentions(
    connection: Connection, asked: ArticleFilter, view: View | None = None
) -> Iterator[list[Hit]]:
    """All mentions of the concordance, in pieces; one may be empty."""
    counts = counting(asked)
    for keys in iter_keys(connection, replace(asked, naming=True), view):
        articles = load_listed(connection, keys, bodies=True)
        yield [hit for one in articles for hit in _hits(one, counts)]


def counting(asked: ArticleFilter) -> Callable[[Json], bool]:
    """Which mentions the concordance of `asked` shows."""
    countries = {*asked.country, *asked.country_all}
    agencies = {*asked.agency, *asked.agency_all}
    everything = not (countries or agencies or asked.agency_country)

    def shows(mention: Json) -> bool:
        if mention["kind"] not in asked.kinds:
            return False
        id_ = mention["entity"]["id"]
        if everything:
            return True
        if mention["entity"]["type"] == "country":
            return id_ in countries
        return id_ in agencies or (bool(asked.agency_country) and _owner(id_) in asked.agency_country)

    return shows


def _owner(agency: str) -> str | None:
    known = load().agency(agency)
    return None if known is None else known.country


def _hits(one: Listed, counts: Callable[[Json], bool], behind: int = -1) -> Iterator[Hit]:
    """The mentions of an article that count and stand behind the position `behind`."""
    assert one.body is not None, "a concordance needs bodies"  # noqa: S101
    mentions = from_json(one.body.detail)["mentions"]
    shown = [hit for hit in enumerate(mentions) if hit[0] > behind and counts(hit[1])]
    if shown:
        card = from_json(one.card)
        yield from (Hit(mention, position, card, one.body) for position, mention in shown)


def _from(
    connection: Connection, asked: ArticleFilter, limit: int, after: Place | None, view: View | None
) -> Iterator[Iterable[Hit]]:
    """The mentions behind `after`, in pieces; of an article that is not come to, nothing is read.

    Each article has one mention at least, so that `limit` of them and one are mostly enough.
    """
    counts = counting(asked)
    asked = replace(asked, naming=True)  # no body is looked through in vain
    place = None
    if after is not None:
        position, _, id_ = after.id.partition(" ")
        place = Place(after.at, id_)
        if not asked.ids or id_ in asked.ids:
            begun = list_articles(connection, replace(asked, ids=(id_,)), bodies=True, view=view)
            yield (hit for one in begun.items for hit in _hits(one, counts, int(position)))
    articles = min(limit + 1, _MOST)
    while True:
        page = list_articles(
            connection, asked, limit=articles, after=place, bodies=True, view=view, recall=_uncounted
        )
        yield chain.from_iterable(_hits(one, counts) for one in page.items)
        if page.end is None:
            return
        place, articles = page.end, min(articles * 2, _MOST)


def _uncounted(key: Any, work: Callable[[], Any]) -> Any:
    """A `Recall` for a walk, which needs no total."""
    return 0


def _place(connection: Connection, hit: Hit) -> Place:
    newest = connection.execute(_NEWEST, {"id": hit.card["id"]}).scalar_one()
    return Place(newest, f"{hit.position} {hit.card['id']}")


def is_place(place: Place) -> bool:
    """Whether this can be where a page of mentions ended."""
    position, _, id_ = place.id.partition(" ")
    return isinstance(place.at, float | int) and _POSITION.fullmatch(position) is not None and bool(id_)
