"""What is asked: paths that vary, so that no cache of answers could help, for each kind of request."""

import json
import random
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import combinations, islice, product
from typing import Any
from urllib.parse import quote

from bench.corpus import DAYS, FIRST_DAY, article_id
from bench.load import Ask
from bench.server import Server
from bench.vocabulary import vocabulary

_DISTINCT = 2000
_COMMON = 10
_PAGES = 500
_FACETS = "/v1/facets?dimension=country&dimension=source&dimension=year"


class NotThereError(Exception):
    """The product has no such request: the text says what it answered."""


class Questions:
    """The questions that fit a server's corpus of so many articles. The same corpus, the same questions."""

    def __init__(self, server: Server, articles: int) -> None:
        self._server = server
        self._articles = articles
        codes = [item["code"] for item in self._items("/v1/countries?limit=100")]
        self._common, self._rare = codes[:_COMMON], codes[_COMMON:][-4 * _COMMON :]
        self._common_words = vocabulary().in_share(0.1, 1.0, 60)
        self._rare_words = vocabulary().in_share(1 / 6000, 1 / 4000, _DISTINCT)

    def kinds(self) -> dict[str, Callable[[], list[Ask]]]:
        """What makes the questions of each kind, by its name."""
        return {
            "list": lambda: _asks(self._pages("/v1/articles?limit=100", "/v1/articles?limit=20")),
            "list, oldest first": lambda: _asks(
                self._pages("/v1/articles?limit=100&sort=published", "/v1/articles?limit=20&sort=published")
            ),
            "country, common": lambda: _asks(self._country(self._common)),
            "country, rare": lambda: _asks(f"/v1/articles?country={code}" for code in self._rare),
            "country and date": lambda: _asks(self._dated("/v1/articles?country={}", 365)),
            "two countries": lambda: _asks(self._pairs(self._common)),
            "two countries, rare": lambda: _asks(self._pairs(self._rare)),
            "article": self._article,
            "facets, narrow": lambda: _asks(self._dated(_FACETS + "&country={}", 365)),
            "facets, broad": lambda: _asks(self._dated(_FACETS, 6000)),
            "timeline": lambda: _asks(self._dated("/v1/timeline?interval=month&country={}", 6000)),
            "search, common word": lambda: _asks(f"/v1/articles?q={q}" for q in self._searches()),
            "search, rare word": lambda: _asks(f"/v1/articles?q={quote(w)}" for w in self._rare_words),
            "search and country": lambda: _asks(
                f"/v1/articles?q={q}&country={code}" for q, code in product(self._searches(), self._common)
            ),
            "relevance, common words": lambda: _asks(
                f"/v1/articles?sort=relevance&q={q}" for q in self._searches()
            ),
            "relevance, rare word": lambda: _asks(
                f"/v1/articles?sort=relevance&q={quote(word)}" for word in self._rare_words
            ),
            "concordance": lambda: _asks(self._dated("/v1/mentions?country={}", 365)),
            "304": self._unchanged,
        }

    def ask(self, kind: str) -> list[Ask]:
        """The questions of `kind`; `NotThereError` when the product does not answer them."""
        asks = self.kinds()[kind]()
        for ask in asks[:3]:
            check(self._server, ask)
        if not asks:
            raise NotThereError("nothing to ask for")
        return asks

    def compared(self) -> list[Ask]:
        """Facets of a country within dates by what the other side can count too: source and language."""
        path = "/v1/facets?dimension=source&dimension=language&country={}"
        asks = _asks(self._dated(path, 365))
        check(self._server, asks[0])
        return asks

    def _article(self) -> list[Ask]:
        numbers = random.Random(3).sample(range(self._articles), min(self._articles, _DISTINCT))  # noqa: S311
        return _asks(f"/v1/articles/{article_id(number)}" for number in numbers)

    def _country(self, codes: list[str]) -> Iterator[str]:
        for code in codes:
            path = f"/v1/articles?country={code}"
            yield from islice(self._pages(path, path), _PAGES // len(codes))

    def _pairs(self, codes: list[str]) -> Iterator[str]:
        for a, b in combinations(codes, 2):
            yield f"/v1/articles?country_all={a}&country_all={b}"

    def _dated(self, path: str, days: int) -> Iterator[str]:
        """`path` for each common country in turn, from a day to so many days later."""
        chance = random.Random(4)  # noqa: S311
        for number in range(_DISTINCT):
            first = FIRST_DAY + timedelta(days=chance.randrange(max(1, DAYS - days)))
            last = first + timedelta(days=days)
            code = self._common[number % len(self._common)]
            yield f"{path.format(code)}&published_from={first}&published_to={last}"

    def _searches(self) -> list[str]:
        """Common words alone, and pairs of them, encoded."""
        pairs = combinations(self._common_words[:30], 2)
        return [quote(q) for q in (*self._common_words, *(f"{a} {b}" for a, b in pairs))]

    def _unchanged(self) -> list[Ask]:
        asks = [Ask(ask.path, self._tag(ask.path)) for ask in islice(self.kinds()["list"](), 200)]
        if not all(ask.tag for ask in asks):
            raise NotThereError("no ETag")
        status = self._server.ask(asks[0].path, {"If-None-Match": asks[0].tag}).status
        if status != 304:
            raise NotThereError(f"answers {status}")
        return asks

    def _tag(self, path: str) -> str:
        return self._server.ask(path).headers.get("etag", "")

    def _pages(self, walked: str, asked: str) -> Iterator[str]:
        """`asked` with the cursors met on the way through `walked`, up to 50,000 articles deep."""
        cursor: str | None = ""
        for _ in range(_PAGES):
            page = self._page(walked + (f"&cursor={cursor}" if cursor else ""))
            cursor = page["next_cursor"]
            if cursor is None:
                return
            yield f"{asked}&cursor={cursor}"

    def _items(self, path: str) -> list[dict[str, str]]:
        items: list[dict[str, str]] = self._page(path)["items"]
        return items

    def _page(self, path: str) -> dict[str, Any]:
        page: dict[str, Any] = json.loads(check(self._server, Ask(path)))
        return page


def check(server: Server, ask: Ask) -> bytes:
    """The body of the answer; `NotThereError` unless it is right."""
    answer = server.ask(ask.path, {"If-None-Match": ask.tag} if ask.tag else None)
    if answer.status not in {200, 304}:
        raise NotThereError(f"answers {answer.status}")
    return answer.body


def _asks(paths: Iterable[str]) -> list[Ask]:
    """`paths` in an order that does not favour any."""
    asks = [Ask(path) for path in paths]
    random.Random(5).shuffle(asks)  # noqa: S311
    return asks
