"""What a check finds wrong with a database, each thing by its name."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.gazetteer.model import Entity
from app.reading.model import Claim, Evidence, Part, Published
from app.store.check import check_database, count_articles
from app.store.search import SearchIndex
from app.store.writer import Writer
from tests.store.article import VERSIONS, entry, mention, source

MOROCCO = Entity("country", "MA")
DAY = date(2024, 9, 14)
LONG = " ".join(f"كلمة{number}" for number in range(40)) + "\n\nوفقرة أخرى"
EVIDENCE = Evidence("text", 0, 2, "نص")


@pytest.fixture
def checked(engine: Engine, url: str) -> str:
    """A database with an article that has all that can be checked, and one that has nothing."""
    full = entry(
        "a",
        None,
        mention(MOROCCO),
        text=f"نص a {LONG}",
        parts=(Part("paragraph", 0, 4),),
        source=source("x"),
        published=Published(DAY, DAY, "day", "header", EVIDENCE),
        byline=Claim("نص", "header", EVIDENCE),
    )
    writer = Writer(engine, VERSIONS)
    writer.write([full, entry("b")])
    writer.finish(unchanged=0, rejected=0)
    return url


def test_nothing_is_wrong_with_what_was_written(checked: str) -> None:
    assert list(check_database(checked)) == []
    assert count_articles(checked) == 2


def test_every_page_is_checked(checked: str, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.check._PAGE", 1)
    with engine.begin() as connection:
        connection.execute(text("UPDATE article SET characters = 9"))
    assert len(list(check_database(checked))) == 2


def detail(old: str, new: str) -> str:
    return f"UPDATE article SET detail = replace(detail, '{old}', '{new}') WHERE id = 'a'".replace(":", r"\:")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            "UPDATE article SET text = text || 'c' WHERE id = 'a'",
            "'a': its text is not the one that was stored",
        ),
        ("UPDATE article SET characters = 5 WHERE id = 'b'", "'b': it has 4 characters, not 5"),
        ("UPDATE article SET newest = -1 WHERE id = 'b'", "'b': its place in the order of lists"),
        (detail('"start":0,"end":4', '"start":0,"end":999'), "'a': part 0 lies outside its text"),
        (detail('"start":0,"end":4', '"start":4,"end":4'), "'a': part 0 lies outside its text"),
        (
            detail('"field":"text","start":0,"end":1', '"field":"title","start":0,"end":1'),
            "mention 0 reads ''",
        ),
        (detail('"sentence":{"start":0,"end":2}', '"sentence":{"start":0,"end":0}'), "outside its sentence"),
        (detail('"kind":"name"', '"kind":"capital"'), "'a': its counts of mentions are not those"),
        (detail('"surface":"ن"', '"surface":"م"'), "'a': mention 0 reads 'ن', not 'م'"),
        ("UPDATE article SET byline = 'x' WHERE id = 'b'", "'b': lists show it otherwise than they find it"),
        ("UPDATE article_entity SET aliases = '{}'", "its name mentions of MA are not those of its aliases"),
        (detail('"text_sha256":"', '"text_sha256":"0'), "'a': its text is not the one that was stored"),
        ("UPDATE source SET name = 'y'", "'a': lists show it otherwise than they find it"),
        (
            "UPDATE article SET card = replace(card, '\"mentions\"\\:1', '\"mentions\"\\:2')",
            "'a': lists show it",
        ),
        ("DELETE FROM fingerprint", "'a': its fingerprints are not those of its text"),
        (
            "INSERT INTO fingerprint VALUES (7, 1), (7, 2)",
            "2 fingerprints of passages that no article",
        ),
        ("DELETE FROM article_entity", "'a': its counts of mentions are not those"),
        ("UPDATE article_entity SET name = 2", "'a': its counts of mentions are not those"),
        ("UPDATE article_entity SET article_id = 'b'", "'a': lists have it as 'b'"),
        ("UPDATE alembic_version SET version_num = '9999'", "another version of Warraq"),
    ],
)
def test_what_is_wrong_is_named(checked: str, engine: Engine, change: str, found: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(change))
    assert [problem for problem in check_database(checked) if found in problem]


@pytest.mark.parametrize("column", ["detail", "card"])
def test_evidence_that_does_not_read_so_is_shown(checked: str, engine: Engine, column: str) -> None:
    with engine.begin() as connection:
        changed = f"UPDATE article SET {column} = replace({column}, '\"نص\"', '\"لا\"') WHERE id = 'a'"
        connection.execute(text(changed))
    assert any("reads 'نص', not 'لا'" in problem for problem in check_database(checked))


def test_an_article_that_the_full_text_index_lacks_is_found(checked: str, engine: Engine) -> None:
    with engine.begin() as connection:
        SearchIndex(engine.dialect).remove(connection, [2])
    problems = list(check_database(checked))
    assert "Article 'b': the full-text index does not have its words." in problems
    assert "The full-text index has 1 articles, not 2." in problems


def test_a_row_without_its_article_is_found(engine: Engine, checked: str) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("the server does not let it come about")
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("DELETE FROM article WHERE id = 'a'")
        connection.exec_driver_sql("BEGIN")
    assert "A row of article_entity belongs to a row of article that is not there." in list(
        check_database(checked)
    )


def test_a_damaged_file_is_said_to_be_so(tmp_path: Path) -> None:
    path = tmp_path / "damaged.db"
    path.write_bytes(b"no database at all, but long enough" * 40)
    [problem] = check_database(f"sqlite:///{path}")
    assert "the file is no database" in problem


def test_where_there_is_no_database_that_is_what_is_wrong(tmp_path: Path) -> None:
    [problem] = check_database(f"sqlite:///{tmp_path / 'none.db'}")
    assert "There is no database" in problem
