"""All articles that pass a filter, a piece at a time."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.queries import export
from app.queries.articles import get_article
from app.queries.export import FIRST, PIECE, iter_articles
from app.queries.filter import ArticleFilter
from tests.queries.conftest import stored, view
from tests.queries.corpus import Piece, country, day, in_order, passes
from tests.queries.test_articles import corpora, filters


@settings(max_examples=40, deadline=None)
@given(corpora(), st.lists(filters(), min_size=2, max_size=4))
def test_any_filter_over_any_corpus_agrees_with_its_plain_reading(
    pieces: list[Piece], asked: list[ArticleFilter]
) -> None:
    with stored(pieces) as connection:
        for one in asked:
            expected = in_order((piece for piece in pieces if passes(piece, one)), "-published")
            for known in (None, view(connection)):
                found = [article for piece in iter_articles(connection, one, known) for article in piece]
                assert [json.loads(article.card)["id"] for article in found] == expected, one
                assert found == [get_article(connection, id_) for id_ in expected]


MANY = [
    Piece(f"{n:04}", day("2024-01-01"), names=((country("MA"), "name"),))
    for n in range(FIRST + 2 * PIECE + 5)
]


@pytest.mark.parametrize("way", ["tables", "index"])
def test_the_first_piece_is_small_and_no_piece_is_large(way: str) -> None:
    with stored(MANY) as connection:
        index = view(connection) if way == "index" else None
        pieces = list(iter_articles(connection, ArticleFilter(), index))
    assert [len(piece) for piece in pieces] == [FIRST, PIECE, PIECE, 5]
    ids = [json.loads(article.card)["id"] for piece in pieces for article in piece]
    assert ids == [piece.id for piece in MANY]


def test_long_texts_make_short_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "_CHARACTERS", 25)  # each text has eight
    with stored(MANY[:7]) as connection:
        pieces = list(iter_articles(connection, ArticleFilter()))
    assert [len(piece) for piece in pieces] == [3, 3, 1]


def test_a_text_longer_than_a_piece_may_be_is_one_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "_CHARACTERS", 1)
    with stored(MANY[:3]) as connection:
        pieces = list(iter_articles(connection, ArticleFilter()))
    assert [len(piece) for piece in pieces] == [1, 1, 1]


def test_of_very_many_duplicates_the_first_hundred_others_are_told() -> None:
    with stored(MANY[:150]) as connection:
        found = [article for piece in iter_articles(connection, ArticleFilter()) for article in piece]
    assert list(found[0].duplicates) == [piece.id for piece in MANY[1:101]]
    assert list(found[149].duplicates) == [piece.id for piece in MANY[:100]]
