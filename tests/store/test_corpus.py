"""The corpus version moves with what is answered."""

import pytest
from sqlalchemy import Engine

from app.store import corpus
from app.store.corpus import corpus_version
from app.store.engine import connect
from app.store.writer import Writer
from tests.store.article import VERSIONS, entry


def version(engine: Engine) -> str:
    with engine.begin() as connection:
        return corpus_version(connection)


def test_every_change_moves_it_and_nothing_else_does(engine: Engine, url: str) -> None:
    writer = Writer(engine, VERSIONS)
    met = [version(engine)]
    writer.write([entry("a")])
    met.append(version(engine))
    writer.write([entry("a")])
    met.append(version(engine))
    writer.remove(["a"])
    met.append(version(engine))
    writer.finish(unchanged=0, rejected=0)  # which the corpus tells of its last run
    met.append(version(engine))
    assert len(set(met)) == 5
    Writer(engine, VERSIONS).finish(unchanged=1, rejected=1)
    reading = connect(url, read_only=True)
    assert version(engine) == version(reading) == met[-1]
    reading.dispose()


def test_another_software_answers_under_another_version(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = version(engine)
    monkeypatch.setattr(corpus, "_software", lambda: "another gazetteer")
    assert version(engine) != before
