"""Articles that share passages with one: candidates by fingerprints, then word for word.

A passage that very many articles bear, such as a paper's own closing lines, finds none of them: it says
nothing of the two. Only where an article has nothing else are some of these looked at.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from app.errors import NotFound
from app.queries.article import KEYS, Body
from app.queries.articles import load_listed
from app.queries.page import Page, Place
from app.queries.schema import article
from app.store.tables import metadata
from app.text.fingerprint import fingerprints
from app.text.passage import Passage, Side, covered, shared_passages
from app.text.span import Span

MOST_ARTICLES = 100
"""Articles that are compared word for word: those with the most fingerprints in common."""
WIDESPREAD = 200
"""A fingerprint that more articles bear than this is nobody's own."""
_CHARACTERS = 5_000_000
"""Texts are compared until they are so long together; each takes about a second."""
_HASHES = 2000
"""Fingerprints that are looked up, the least of them, as they are the least of its copies too."""
_COMMON = 8
"""Widespread fingerprints that are looked up where there are no others."""

_FINGERPRINT = metadata.tables["fingerprint"]
_OWN, _OTHER, _PROBE = (_FINGERPRINT.alias(name) for name in ("own", "other", "probe"))
_RARE = (
    select(_PROBE.c.article_key)
    .where(_PROBE.c.hash == _OWN.c.hash)
    .limit(1)
    .offset(WIDESPREAD)
    .scalar_subquery()
    .is_(None)
)
_RARE_HASHES = select(_OWN.c.hash).where(
    _OWN.c.hash.in_(bindparam("hashes", expanding=True)), _OWN.c.article_key == bindparam("key"), _RARE
)
_BEARERS = (
    select(_OTHER.c.article_key, func.count().label("shared"))
    .where(_OTHER.c.hash.in_(bindparam("hashes", expanding=True)), _OTHER.c.article_key != bindparam("key"))
    .group_by(_OTHER.c.article_key)
    .order_by(func.count().desc(), _OTHER.c.article_key)
    .limit(MOST_ARTICLES)
)
_SOME_BEARERS = (
    select(_OTHER.c.article_key)
    .where(_OTHER.c.hash == bindparam("hash"), _OTHER.c.article_key != bindparam("key"))
    .limit(MOST_ARTICLES)
)
_SELF = select(article.c.key, article.c.text, article.c.title_field, article.c.detail).where(
    article.c.id == bindparam("id")
)
_SIZES = select(article.c.key, article.c.id, article.c.characters).where(article.c.key.in_(KEYS))


@dataclass(frozen=True, slots=True)
class Similar:
    """An article that shares passages with another: `a` is that other, `b` this one.

    `share_a` and `share_b` are the parts of each text, 0 to 1, that lie in the passages.
    """

    id: str
    card: str
    body: Body
    passages: tuple[Passage, ...]
    share_a: float
    share_b: float

    @property
    def words(self) -> int:
        """How many words they share."""
        return sum(passage.words for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Compared:
    """An article, and those that share passages with it."""

    body: Body
    page: Page[Similar]


def find_similar(connection: Connection, id: str, limit: int = 20, after: Place | None = None) -> Compared:
    """A page of the articles that share passages with the article `id`, those that share most words first.

    Raises:
        NotFound: there is no such article.
    """
    row = None if "\0" in id else connection.execute(_SELF, {"id": id}).first()
    if row is None:
        raise NotFound("article", id)
    key, *body = row
    own = Side.of(row.text)
    keys = _candidates(connection, key, fingerprints(own.folded.text)[:_HASHES])
    found = sorted(_compared(connection, own, keys), key=_standing)
    if after is not None and isinstance(after.at, float | int):
        place = (-after.at, after.id)
        rest = [one for one in found if _standing(one) > place]
    else:
        rest = found
    items = tuple(rest[:limit])
    end = Place(items[-1].words, items[-1].id) if len(rest) > limit else None
    return Compared(Body(*body), Page(items, len(found), end))


def _standing(one: Similar) -> tuple[int, str]:
    return (-one.words, one.id)


def _candidates(connection: Connection, key: int, hashes: Sequence[int]) -> list[int]:
    """The articles with the most fingerprints in common with `key`, most first."""
    rare = connection.scalars(_RARE_HASHES, {"hashes": hashes, "key": key}).all()
    if rare or not hashes:
        return list(connection.scalars(_BEARERS, {"hashes": rare, "key": key}))
    counts: dict[int, int] = {}
    for hash_ in hashes[:_COMMON]:
        for other in connection.scalars(_SOME_BEARERS, {"hash": hash_, "key": key}):
            counts[other] = counts.get(other, 0) + 1
    return sorted(counts, key=lambda other: (-counts[other], other))[:MOST_ARTICLES]


def _compared(connection: Connection, own: Side, keys: Sequence[int]) -> Iterator[Similar]:
    """Those of `keys` that do share passages, until the texts get too long together."""
    sizes = {key: rest for key, *rest in connection.execute(_SIZES, {"keys": tuple(keys)})}
    room = _CHARACTERS
    for key in keys:
        id_, characters = sizes[key]
        if room < 0:
            return
        room -= characters
        (listed,) = load_listed(connection, [key], bodies=True)
        assert listed.body is not None  # noqa: S101
        text = listed.body.text
        passages = shared_passages(own, Side.of(text))
        if passages:
            a = covered(Span(one.start_a, one.end_a) for one in passages)
            b = covered(Span(one.start_b, one.end_b) for one in passages)
            yield Similar(
                id_, listed.card, listed.body, passages, a / len(own.folded.original), b / len(text)
            )
