"""What an ingest asks of what is stored."""

import pytest
from sqlalchemy import Engine

from app.store.rows import Versions
from app.store.stock import Stock
from app.store.writer import Writer
from tests.store.article import VERSIONS, entry


def test_what_is_stored_is_told_by_id(engine: Engine) -> None:
    Writer(engine, Versions("g7", 3)).write([entry("a"), entry("b")])
    stored = Stock(engine).stored(["a", "z"])
    assert set(stored) == {"a"}
    assert (stored["a"].input_sha256, stored["a"].versions) == ("0" * 64, Versions("g7", 3))


def test_ids_are_told_in_order_page_after_page(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.stock._PAGE", 2)
    ids = ["a", "B", "ب", "a~b", "أ"]
    Writer(engine, VERSIONS).write([entry(name) for name in ids])
    assert list(Stock(engine).ids()) == sorted(ids)
