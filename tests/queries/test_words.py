"""What is kept of the words that were asked for, and how much of it."""

import pytest

from app.queries import words
from app.queries.expression import Leaf, Phrase, Word
from tests.queries.conftest import stored, view
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
