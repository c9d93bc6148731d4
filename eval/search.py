"""Scores search by known items: an article's title, asked of its text, should find that article.

Each file of a corpus holds JSON lines with `title` and `text`; the title is taken out of the text first.
Any of the title's words may be found, as titles have words that the text has not, and bm25 orders. The
same questions go to our index, and to others that do less with the words.
"""

import gzip
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from app.queries.expression import Everything, Expression, Phrase, Word, either, ranking
from app.text.analysis import COLUMNS, WEIGHTS, Analysed, analyse
from app.text.fold import fold
from app.text.token import Token, tokens

TOP = 10
EVERY, FIRST = 10, 5
"""The articles asked for. Endings and weights were chosen by others: those from 0 on, by tens."""
_WORD = re.compile(r"\w+")


class Article(NamedTuple):
    """One article of the corpus."""

    title: str
    text: str


@dataclass(slots=True)
class Rank:
    """Where the articles asked for were found: the mean of one over the place, none counting 0."""

    asked: int = 0
    first: int = 0
    reciprocal: float = 0.0

    def add(self, found: Sequence[int], wanted: int) -> None:
        """Counts one question; `found` in order."""
        self.asked += 1
        if wanted in found:
            self.reciprocal += 1 / (found.index(wanted) + 1)
            self.first += found[0] == wanted

    @property
    def mean(self) -> float:
        """The mean reciprocal rank, 0 to 1."""
        return self.reciprocal / max(1, self.asked)

    def __str__(self) -> str:
        first = self.first / max(1, self.asked)
        return f"MRR@{TOP} {self.mean:.4f}  first {first:.4f}  ({self.asked} titles)"


class Way(NamedTuple):
    """One way to index an article and to ask for a title: a MATCH, or None where nothing can be asked."""

    columns: Callable[[Article], Analysed]
    question: Callable[[str], str | None]


def score_search(folder: Path) -> dict[str, Rank]:
    """The ranks of each way over all corpora in `folder`."""
    corpora = sorted(folder.glob("*.jsonl.gz"))
    articles = [_untitled(article) for path in corpora for article in _articles(path)]
    return {name: _rank(way, articles) for name, way in WAYS.items()} if articles else {}


def _articles(path: Path) -> Iterable[Article]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            yield Article(record["title"], record["text"])


def _untitled(article: Article) -> Article:
    return article._replace(text=article.text.replace(article.title, " ")) if article.title else article


def _rank(way: Way, articles: Sequence[Article]) -> Rank:
    rank = Rank()
    with closing(sqlite3.connect(":memory:")) as index:
        columns = ", ".join(COLUMNS)
        index.execute(f"CREATE VIRTUAL TABLE search USING fts5({columns}, content='', tokenize='ascii')")
        index.executemany(
            f"INSERT INTO search(rowid, {columns}) VALUES (?, ?, ?, ?, ?)",
            ((number, *way.columns(article)) for number, article in enumerate(articles)),
        )
        ask = f"SELECT rowid FROM search WHERE search MATCH ? ORDER BY bm25(search, {_weights()}) LIMIT {TOP}"
        for number, article in islice(enumerate(articles), FIRST, None, EVERY):
            if article.title and (question := way.question(article.title)):
                rank.add([row[0] for row in index.execute(ask, (question,))], number)
    return rank


def _weights() -> str:
    return ", ".join(map(str, WEIGHTS))


def _any(title: str, leaf: Callable[[Token], Expression]) -> str | None:
    asked: Expression = Everything()
    for token in tokens(title):
        asked = either(asked, leaf(token))
    return ranking(asked)


def _raw(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _folded(text: str) -> list[str]:
    return _WORD.findall(fold(text).text)


def _or(words: Iterable[str]) -> str:
    return " OR ".join(f'"{word}"' for word in dict.fromkeys(words))


WAYS = {
    "stems": Way(
        lambda article: analyse("", article.text),
        lambda title: _any(title, lambda token: Word(token.form, token.stem)),
    ),
    "particles off": Way(
        lambda article: analyse("", article.text)._replace(title_stem="", text_stem=""),
        lambda title: _any(title, lambda token: Phrase((token.form,))),
    ),
    "folded": Way(
        lambda article: Analysed("", " ".join(_folded(article.text)), "", ""),
        lambda title: _or(_folded(title)),
    ),
    "as written": Way(
        lambda article: Analysed("", " ".join(_raw(article.text)), "", ""),
        lambda title: _or(_raw(title)),
    ),
}
"""What is compared, by name: the index as it is; endings left on; only folded, which is the same index with
no stemming at all; and words as they are written."""
