"""What is kept of the words that were asked for, how much of it, and what is looked up before it is asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from sqlalchemy import Connection, text

from app.queries import words
from app.queries.census import Census
from app.queries.expression import Leaf, Phrase, Word
from app.queries.view import View
from app.queries.words import common_words
from app.store.corpus import corpus_revision
from app.text.token import tokens
from tests.queries.conftest import stored, view
from tests.queries.corpus import Piece
from tests.queries.test_articles import PIECES


def kept(asked: list[Leaf]) -> list[Leaf]:
    """Those of `asked` whose sets are kept when all have been loaded, one after the other."""
    found = []
    with stored(PIECES) as connection:
        sets = view(connection).words
        for leaf in asked:
            sets.load(connection, leaf)
        for leaf in asked:
            try:
                sets.known(leaf)
            except KeyError:
                continue
            found.append(leaf)
    return found


def test_of_more_than_there_is_room_for_the_oldest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Leaf] = [Word(f"w{number}", f"w{number}") for number in range(20)]
    assert kept(asked) == asked
    monkeypatch.setattr(words, "MOST_BYTES", 8_000)
    few = kept(asked)
    assert 5 < len(few) < 16
    assert few == asked[-len(few) :]


def test_what_they_were_asked_by_takes_room_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "MOST_BYTES", 100_000)
    long: list[Leaf] = [Phrase((f"p{number}",) * 64) for number in range(100)]
    assert 5 < len(kept(long)) < 25, "a phrase of 64 words takes some kilobytes"


def test_words_that_are_found_alike_share_a_set() -> None:
    with stored(PIECES) as connection:
        sets = view(connection).words
        assert sets.load(connection, Word("books", "book")) is sets.known(Word("book", "book"))


def looked_up(view: View, piece: Piece) -> set[str]:
    """The words of an article that are known without asking the index."""
    found = set()
    for word in tokens(piece.text):
        try:
            view.words.known(Word(word.form, word.stem))
        except KeyError:
            continue
        found.add(word.stem)
    return found


@pytest.mark.parametrize("least", [1, 2, 3, 4])
def test_common_words_are_those_in_enough_articles(monkeypatch: pytest.MonkeyPatch, least: int) -> None:
    monkeypatch.setattr(words, "MANY", least)
    having = [{word.stem for word in tokens(piece.text)} for piece in PIECES]
    with stored(PIECES) as connection:
        found = [word.stem for word in common_words(connection, view(connection).index)]
    counts = {stem: sum(stem in stems for stems in having) for stem in set().union(*having)}
    assert set(found) == {stem for stem, articles in counts.items() if articles >= least}
    assert [counts[stem] for stem in found] == sorted(map(counts.__getitem__, found), reverse=True)


def test_where_there_are_few_articles_no_word_is_common() -> None:
    with stored(PIECES) as connection:
        assert common_words(connection, view(connection).index) == []
    with stored([]) as connection:
        assert common_words(connection, view(connection).index) == []


class Opening:
    """Gives `connection`, of a corpus whose revision is "one"; before it does so the second time, `then` is
    done."""

    def __init__(self, connection: Connection, then: Callable[[], object]) -> None:
        connection.execute(text("UPDATE corpus SET revision = 'one'"))
        self.opened = 0
        self._connection = connection
        self._then = then

    @contextmanager
    def __call__(self) -> Iterator[Connection]:
        self.opened += 1
        if self.opened == 2:
            self._then()
        yield self._connection


def test_no_connection_is_taken_for_words_once_the_server_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "MANY", 1)
    with stored(PIECES) as connection:

        def stop() -> None:
            stopping.start()

        opening = Opening(connection, stop)
        census = Census(opening)
        stopping = Thread(target=census.stop)
        census.at("one")
        census.wait()
        stopping.join()
    assert 2 <= opening.opened <= 3


@pytest.mark.parametrize("changed", [False, True])
def test_the_index_comes_with_its_common_words_while_the_corpus_is_the_same(
    monkeypatch: pytest.MonkeyPatch, changed: bool
) -> None:
    monkeypatch.setattr(words, "MANY", 1)
    with stored(PIECES) as connection:

        def change() -> None:
            if changed:
                connection.execute(text("UPDATE corpus SET revision = 'two'"))

        census = Census(Opening(connection, change))
        census.at("one")
        census.wait()
        made = census.at("one")
        assert made is not None
        known = looked_up(made, PIECES[0])
        assert corpus_revision(connection) == ("two" if changed else "one")
    assert known == (set() if changed else {word.stem for word in tokens(PIECES[0].text)})
