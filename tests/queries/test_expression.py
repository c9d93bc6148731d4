"""What the index answers is what a reader would find with patience."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.queries.expression import (
    And,
    Everything,
    Expression,
    Not,
    Or,
    Phrase,
    Prefix,
    Word,
    both,
    either,
    match,
    positive,
    ranking,
    without,
)
from app.queries.grammar import parse
from app.text.analysis import COLUMNS, WEIGHTS, analyse
from app.text.token import Token, paragraphs, tokens

Article = tuple[str, str]

WRITTEN = re.split(
    " ",
    "مصر بمصر المصرية الأمن للأمن الوطني وطنية وزير الوزارة وزراء شرطة الشرط الـ14 و14 covid-19 COVID Covids "
    "لبنان اللبنانيين بلبنان في وفي ألمانيا الألمان مانع بروكسيل ببروكسيل كمال المال أعضاء "
    "عبدالله لعبد الله الفايسبوك فيس بوك كرونا "
    "أعضائها القضائية قضاء قضايا شيئا الشيء انتهت انتهاؤه ، و \n\n \n",
)
TEXT = st.lists(st.sampled_from(WRITTEN), max_size=8).map(" ".join)
ARTICLES = st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=6)
LEAF = st.one_of(
    st.sampled_from(WRITTEN),
    st.lists(st.sampled_from(WRITTEN), min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"'),
    st.builds(lambda word, size: f"{word[:size]}*", st.sampled_from(WRITTEN), st.integers(1, 6)),
)
QUESTION = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} OR {pair[1]})"),
        inner.map(lambda asked: f"-({asked})"),
    ),
    max_leaves=6,
)


@contextmanager
def index(articles: Iterable[Article]) -> Iterator[sqlite3.Connection]:
    columns = ", ".join(COLUMNS)
    with closing(sqlite3.connect(":memory:")) as search:
        search.execute(f"CREATE VIRTUAL TABLE search USING fts5({columns}, content='', tokenize='ascii')")
        for number, (title, text) in enumerate(articles):
            search.execute(
                f"INSERT INTO search(rowid, {columns}) VALUES (?, ?, ?, ?, ?)",
                (number, *analyse(title, text)),
            )
        yield search


def found(search: sqlite3.Connection, question: str) -> set[int]:
    return {row[0] for row in search.execute("SELECT rowid FROM search WHERE search MATCH ?", (question,))}


def stretches(article: Article) -> list[list[Token]]:
    """The words of a title, and of each paragraph of a text."""
    return [list(tokens(piece)) for piece in (article[0], *paragraphs(article[1]))]


def has(leaf: Expression, words: list[Token]) -> bool:
    """Whether a stretch of words has a leaf, by looking at one word after the other."""
    forms = [word.form for word in words]
    if isinstance(leaf, Word):
        return any(word.stem == leaf.stem for word in words)
    if isinstance(leaf, Phrase):
        size = len(leaf.forms)
        return any(tuple(forms[at : at + size]) == leaf.forms for at in range(len(forms)))
    assert isinstance(leaf, Prefix)
    size = len(leaf.before)
    return any(
        tuple(forms[at : at + size]) == leaf.before and forms[at + size].startswith(leaf.beginnings)
        for at in range(len(forms) - size)
    )


def passes(asked: Expression, article: Article) -> bool:
    """The slow truth."""
    if isinstance(asked, Everything):
        return True
    if isinstance(asked, And):
        return all(passes(part, article) for part in asked.parts)
    if isinstance(asked, Or):
        return any(passes(part, article) for part in asked.parts)
    if isinstance(asked, Not):
        return not passes(asked.part, article)
    return any(has(asked, words) for words in stretches(article))


def answered(search: sqlite3.Connection, asked: Expression, everything: set[int]) -> set[int]:
    """What the leaves find one by one, put together as sets."""
    if isinstance(asked, Everything):
        return everything
    if isinstance(asked, And):
        return set.intersection(*(answered(search, part, everything) for part in asked.parts))
    if isinstance(asked, Or):
        return set.union(*(answered(search, part, everything) for part in asked.parts))
    if isinstance(asked, Not):
        return everything - answered(search, asked.part, everything)
    return found(search, asked.match)


@settings(deadline=None)
@given(ARTICLES, QUESTION)
def test_the_index_finds_what_looking_at_every_word_finds(articles: list[Article], q: str) -> None:
    asked = parse(q)
    truth = {number for number, article in enumerate(articles) if passes(asked, article)}
    with index(articles) as search:
        assert answered(search, asked, set(range(len(articles)))) == truth
        question = match(asked)
        assert question is None or found(search, question) == truth


@settings(deadline=None)
@given(ARTICLES, QUESTION)
def test_what_is_found_by_its_words_can_be_ranked(articles: list[Article], q: str) -> None:
    asked, order = parse(q), f"bm25(search, {', '.join(map(str, WEIGHTS))})"
    question = ranking(asked)
    assert (question is None) == (not positive(asked))
    if question is not None:
        with index(articles) as search:
            rows = search.execute(f"SELECT rowid, {order} FROM search WHERE search MATCH ?", (question,))
            assert all(score < 0 for _, score in rows)


@pytest.mark.parametrize(
    ("q", "text"),
    [
        ("مصر", "سافر إلى القاهرة بمصر"),
        ("بمصر", "مصر اليوم"),
        ("الأمن الوطني", "المديرية العامة للأمن الوطني"),
        ('"الأمن الوطني"', "المديرية العامة للأمن الوطني"),
        ('"المديرية العامة للأمن"', "وبالمديرية العامة، الأمن"),
        ("مدرسه", "المَدْرَسَةُ"),
        ("مستشفي", "بالمستشفى"),
        ("مسؤول", "المسئولين"),
        ("سنة 2024", "في سنة ٢٠٢٤"),
        ("لاعب", "ﻻﻋﺐ"),
        ("fes", "à Fès"),
        ("وزار*", "الوزارات"),
        ("المغر*", "بالمغربية"),
        ("تونس -مصر", "تونس وحدها"),
        ("تونس OR مصر", "في مصر"),
        ("covid-19", "جائحة COVID 19"),
    ],
)
def test_a_question_finds_a_text(q: str, text: str) -> None:
    question = match(parse(q))
    assert question is not None
    with index([("", text)]) as search:
        assert found(search, question) == {0}


@pytest.mark.parametrize(
    ("q", "text"),
    [
        ('"الأمن الوطني"', "الوطني الأمن"),
        ('"الأمن الوطني"', "الأمن الوطنية"),
        ('"الأمن الوطني"', "الأمن غير الوطني"),
        ('"الأمن الوطني"', "الأمن\n\nالوطني"),
        ("مال", "قال كمال"),
        ("شرط", "الشرطة"),
        ("تونس -مصر", "تونس ومصر"),
        ("تونس مصر", "تونس"),
        ("وزار*", "زار الوزير"),
    ],
)
def test_a_question_does_not_find_a_text(q: str, text: str) -> None:
    question = match(parse(q))
    assert question is not None
    with index([("", text)]) as search:
        assert found(search, question) == set()


@pytest.mark.parametrize(("opening", "deepest"), [("{} OR ({} (", 12), ("{} -({} (", 23)])
@pytest.mark.parametrize("depth", [5, 11, 12, 13, 24, 25, 31])
def test_the_index_can_be_asked_however_deep_brackets_go(opening: str, deepest: int, depth: int) -> None:
    asked = parse("".join(opening.format(number, 100 + number) for number in range(depth)) + "z")
    with index([("", "0 1 2"), ("", "z")]) as search:
        for question in (match(asked), ranking(asked)):
            assert question is None or found(search, question) <= {0, 1}
    assert (match(asked) is None) == (depth > deepest)
    assert ranking(asked)


def test_a_title_counts_more_than_a_text() -> None:
    articles = [("", "مصر في الأخبار"), ("مصر في الأخبار", "")]
    order = f"bm25(search, {', '.join(map(str, WEIGHTS))})"
    with index([*articles, *[("", "تونس")] * 5]) as search:
        rows = search.execute(f"SELECT rowid FROM search WHERE search MATCH ? ORDER BY {order}", ('"مصر"',))
        assert [row[0] for row in rows] == [1, 0]


def test_nothing_cannot_be_excluded_and_changes_nothing() -> None:
    word = Word("مصر", "مصر")
    assert without(Everything()) == Everything()
    assert both(word, Everything()) == either(Everything(), word) == word
    assert without(without(word)) == word
