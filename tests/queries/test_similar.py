"""Articles that share passages with one."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random

import pytest
from sqlalchemy import Connection

from app.errors import NotFound
from app.queries import similar
from app.queries.page import Place
from app.queries.similar import MOST_ARTICLES, WIDESPREAD, Similar, find_similar
from app.text.passage import FEWEST
from tests.conftest import SEEDS
from tests.queries.conftest import stored
from tests.queries.corpus import Piece

WORDS = [f"{first}{rest}" for first in "بتجدرسعفقكلمنه" for rest in ("وطن", "امن", "عمل", "خبر", "نشر")]


@dataclass(frozen=True)
class Page(Piece):
    """An article with a text of its own."""

    words: str = ""

    @property
    def text(self) -> str:
        return self.words


@contextmanager
def holding(texts: dict[str, str]) -> Iterator[Connection]:
    with stored([Page(id_, words=text) for id_, text in texts.items()]) as connection:
        yield connection


def run(seed: int, count: int) -> str:
    """Words in a row as they stand nowhere else."""
    random = Random(seed)  # noqa: S311
    return " ".join(f"{random.choice(WORDS)}{random.choice(WORDS)}" for _ in range(count))


def ids(found: Iterable[Similar]) -> list[str]:
    return [one.id for one in found]


def test_the_seeds_that_share_passages_are_found_with_what_they_share() -> None:
    texts = {path.stem: path.read_text() for path in SEEDS.glob("*.txt")}
    with holding(texts) as connection:
        (found,) = find_similar(connection, "000_b7461130d6234fba").page.items
        (back,) = find_similar(connection, "002_f2247bdb1d6dd84f").page.items
    assert (found.id, back.id) == ("002_f2247bdb1d6dd84f", "000_b7461130d6234fba")
    assert [passage.words for passage in found.passages] == [32, 47]
    assert found.words == back.words
    assert (found.share_a, found.share_b) == (back.share_b, back.share_a)
    covered = sum(passage.end_b - passage.start_b for passage in found.passages)
    assert found.share_b == covered / len(texts[found.id])


def test_those_that_share_most_words_come_first_and_ids_break_ties() -> None:
    texts = {
        "asked": f"{run(1, 90)} . {run(2, 50)}",
        "all": f"{run(1, 90)} ... {run(2, 50)}",
        "half b": f"{run(3, 200)} {run(2, 50)}",
        "half a": f"{run(4, 20)} {run(2, 50)}",
        "none": run(5, 100),
    }
    with holding(texts) as connection:
        page = find_similar(connection, "asked").page
        assert ids(page.items) == ["all", "half a", "half b"]
        assert (page.total, page.end) == (3, None)
        walked, after = [], None
        while True:
            page = find_similar(connection, "asked", 1, after).page
            walked += ids(page.items)
            assert page.total == 3
            if page.end is None:
                break
            after = page.end
    assert walked == ["all", "half a", "half b"]


@pytest.mark.parametrize("text", ["", "قال", run(1, FEWEST - 1), run(1, 60)])
def test_an_article_like_no_other_has_none_similar(text: str) -> None:
    with holding({"asked": text, "other": run(2, 60), "same": run(1, FEWEST - 1)}) as connection:
        assert find_similar(connection, "asked").page.items == ()


def test_what_very_many_articles_say_alike_makes_none_similar() -> None:
    closing = run(0, 40)
    texts = {f"{n:03}": f"{run(n, 40)} {closing}" for n in range(1, WIDESPREAD + 2)}
    texts["copy"] = f"{texts['001']} {run(999, 5)}"
    with holding(texts) as connection:
        assert ids(find_similar(connection, "001").page.items) == ["copy"]
        assert find_similar(connection, "002").page.items == ()


def test_an_article_that_has_nothing_of_its_own_still_finds_its_copies() -> None:
    with holding({f"{n:03}": run(0, 40) for n in range(WIDESPREAD + 10)}) as connection:
        page = find_similar(connection, "005", 5).page
    assert ids(page.items) == ["000", "001", "002", "003", "004"]
    assert page.total == MOST_ARTICLES
    assert page.items[0].share_a == page.items[0].share_b == 1


def test_texts_are_compared_until_they_are_too_long_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similar, "_CHARACTERS", 900)
    with holding({f"{n}": run(0, 60) for n in range(9)}) as connection:
        assert 0 < find_similar(connection, "0").page.total < 8


def test_an_article_that_is_not_there_is_named() -> None:
    with holding({}) as connection:
        for missing in ("nowhere", "nul\0"):
            with pytest.raises(NotFound):
                find_similar(connection, missing)


def test_a_place_behind_the_last_has_nothing() -> None:
    with holding({"a": run(0, 40), "b": run(0, 40)}) as connection:
        assert find_similar(connection, "a", 5, Place(0, "")).page.items == ()
