"""The desk: finished answers from one connection, and the cards that it keeps."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from app.queries.articles import get_article
from app.queries.desk import Desk, id_on
from app.reading.annotation import annotation
from app.store.card import card
from app.store.engine import connect, parse_url
from app.store.writer import Writer
from tests.api.conftest import database_of
from tests.store.article import VERSIONS, entry, reading


@pytest.fixture
def writing(tmp_path: Path) -> Iterator[tuple[Engine, str]]:
    """An engine over three articles, and its URL."""
    url = database_of(tmp_path, [])
    engine = connect(url)
    Writer(engine, VERSIONS).write([entry(name) for name in "abc"])
    yield engine, url
    engine.dispose()


def cards(desk: Desk, *ids: str) -> list[bytes]:
    desk.begin()
    try:
        found = desk.cards([key for one in ids if (key := desk.key(one)) is not None])
        assert [id_on(card) for card in found] == list(ids)
        return found
    finally:
        desk.end()


@pytest.mark.parametrize("most", [0, 1_000, 2_000, 5_000, 10_000_000])
def test_cards_come_in_the_order_asked_for_however_many_are_kept(
    writing: tuple[Engine, str], most: int
) -> None:
    desk = Desk(parse_url(writing[1]), most)
    for ids in ("abc", "cab", "b", "bca", "a", "c", "ab", "b", "cba"):
        found = cards(desk, *ids)
        assert [b'"id":"%b"' % one.encode() in card for one, card in zip(ids, found, strict=True)] == [
            True
        ] * len(ids)
        assert desk.kept <= most
    desk.close()


def test_a_card_that_is_kept_is_that_of_the_revision(writing: tuple[Engine, str]) -> None:
    engine, url = writing
    desk = Desk(parse_url(url))
    assert b"\xd9\x86\xd8\xb5 a" in cards(desk, "a")[0]
    Writer(engine, VERSIONS).write([entry("a", text="changed")])
    assert b"changed" in cards(desk, "a")[0]
    desk.close()


def test_cards_are_kept_while_more_articles_come_and_nothing_else_changes(
    writing: tuple[Engine, str],
) -> None:
    engine, url = writing
    desk = Desk(parse_url(url))
    before = cards(desk, "a", "b")
    kept = desk.kept
    Writer(engine, VERSIONS).write([entry("d")])
    assert desk.begin() == desk.state.revision
    desk.end()
    assert desk.kept == kept > 0
    assert cards(desk, "a", "b") == before
    assert b'"id":"d"' in cards(desk, "d")[0]
    Writer(engine, VERSIONS).remove(["d"])
    desk.begin()
    desk.end()
    assert desk.kept == 0
    desk.close()


NAMES = ("plain", "نص", 'a","title":"b', "back\\slash", "'", "a,b", "tab\t", "\u2028", "🙂")


def test_an_article_is_shown_with_the_others_of_its_text_as_the_plain_way_shows_them(
    writing: tuple[Engine, str],
) -> None:
    engine, url = writing
    Writer(engine, VERSIONS).write([entry(name, text="the same") for name in NAMES])
    desk = Desk(parse_url(url))
    with engine.connect() as connection:
        for name in (*NAMES, *"abc"):
            plain, found = get_article(connection, name), desk.whole(name)
            assert found is not None
            assert (found.card.decode(), found.text.decode()) == (plain.card, plain.body.text)
            assert tuple(twin.decode() for twin in found.twins) == plain.duplicates
            assert len(found.twins) == (len(NAMES) - 1 if name in NAMES else 0)
    assert desk.whole("nothing") is None
    desk.close()


_KNOWN = annotation(reading())


@given(st.text() | st.sampled_from(NAMES))
def test_the_id_on_a_card_is_that_of_its_article(id: str) -> None:
    assert id_on(card(id, _KNOWN, None).encode()) == id
