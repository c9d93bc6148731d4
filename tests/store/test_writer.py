"""Writing articles: what is written is what was read, each batch whole or not at all."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from app.gazetteer.model import Entity
from app.reading.annotation import annotation
from app.reading.model import (
    Claim,
    DateExpression,
    Evidence,
    Mention,
    Part,
    Published,
    Reading,
    Source,
)
from app.store.check import check_database
from app.store.corpus import corpus_version
from app.store.engine import connect
from app.store.rows import Entry, Versions
from app.store.schema import migrate
from app.store.search import SearchIndex
from app.store.tables import metadata
from app.store.writer import Changes, Writer
from app.text.span import Span
from tests.store.article import VERSIONS, entry, made, mention, source

T = metadata.tables
MOROCCO, FRANCE = Entity("country", "MA"), Entity("country", "FR")
NOTE = Evidence("text", 41, 48, "x")
TEXT = "الرباط\nزار وزير من فرنسا المغرب يوم 5 غشت 2024."


def rows(engine: Engine, table: str, *order: str) -> list[dict[str, Any]]:
    with engine.begin() as connection:
        found = connection.execute(select(T[table]).order_by(*(T[table].c[name] for name in order)))
        return [dict(row._mapping) for row in found]


def in_order(engine: Engine) -> list[str]:
    return [row["id"] for row in rows(engine, "article", "newest", "id")]


def write(engine: Engine, entries: Sequence[Entry], versions: Versions = VERSIONS) -> Writer:
    writer = Writer(engine, versions)
    writer.write(entries)
    return writer


def full_reading() -> Reading:
    return Reading(
        text=TEXT,
        title_field="عنوان",
        parts=(Part("dateline", 0, 6), Part("paragraph", 7, len(TEXT))),
        title=Claim("عنوان", "metadata", None),
        byline=None,
        section=None,
        dateline=Claim("الرباط", "header", Evidence("text", 0, 6, "الرباط")),
        source_claim=Claim("هسبريس", "header", Evidence("text", 0, 6, "الرباط")),
        source=Source("hespress", "هسبريس", "MA"),
        published=Published(
            date(2024, 8, 1), date(2024, 8, 31), "month", "body", Evidence("text", 41, 48, "x")
        ),
        language="ar",
        url="https://example.org/1",
        excerpt="زار وزير",
        dates=(
            DateExpression(
                "5 غشت 2024",
                "text",
                40,
                50,
                date(2024, 8, 5),
                date(2024, 8, 5),
                "day",
                "absolute",
                "gregorian",
            ),
            DateExpression("يوم", "text", 36, 39, None, None, "week", "relative", "gregorian"),
        ),
        mentions=(
            Mention(
                Entity("country", "FR"), "name", "فرنسا", "text", 19, 24, "paragraph", Span(7, 51), "فرنسا"
            ),
            Mention(
                MOROCCO,
                "capital",
                "الرباط",
                "text",
                0,
                6,
                "dateline",
                Span(0, 6),
                "الرباط",
                "seat",
                ("a", "b"),
            ),
            Mention(
                Entity("country", "FR"), "demonym", "وزير", "text", 11, 15, "paragraph", Span(7, 51), "و"
            ),
        ),
        warnings=("a warning",),
    )


def test_what_is_written_is_what_was_read(engine: Engine) -> None:
    given = full_reading()
    before = datetime.now(UTC)
    write(engine, [made("a", given, {"tags": ["x", {"ثقافة": 1}]})])
    [article] = rows(engine, "article", "key")
    [outlet] = rows(engine, "source", "key")
    assert (outlet["id"], outlet["name"], outlet["country"]) == ("hespress", "هسبريس", "MA")
    assert article["text"] == TEXT
    assert article["characters"] == len(TEXT)
    assert article["title"] == article["title_field"] == "عنوان"
    assert article["source_key"] == outlet["key"]
    assert (article["published_earliest"], article["published_latest"]) == (
        date(2024, 8, 1),
        date(2024, 8, 31),
    )
    card, detail = json.loads(article["card"]), json.loads(article["detail"])
    known = annotation(given)
    assert card["published"] == known["published"]
    assert card["source"] == {"id": "hespress", "name": "هسبريس"}
    assert [(one["code"], one["mentions"]) for one in card["countries"]] == [("FR", 2)]
    assert {name: detail[name] for name in ("parts", "dates", "read", "warnings")} == {
        name: known[name] for name in ("parts", "dates", "read", "warnings")
    }
    assert detail["mentions"] == [
        {name: value for name, value in one.items() if name != "explanation"} for one in known["mentions"]
    ]
    assert detail["extra"] == {"tags": ["x", {"ثقافة": 1}]}
    assert before <= article["ingested_at"] <= datetime.now(UTC)


def test_mentions_are_counted_by_entity_and_kind(engine: Engine) -> None:
    write(engine, [made("a", full_reading())])
    names = {row["key"]: row["id"] for row in rows(engine, "entity", "key")}
    kinds = ("name", "demonym", "capital", "head", "acronym")
    counts = {
        names[row["entity_key"]]: tuple(row[kind] for kind in kinds)
        for row in rows(engine, "article_entity", "entity_key")
    }
    assert counts == {"FR": (1, 1, 0, 0, 0), "MA": (0, 0, 1, 0, 0)}
    aliases = [json.loads(row["aliases"]) for row in rows(engine, "article_entity", "entity_key")]
    assert aliases == [{"name": {"فرنسا": 1}, "demonym": {"و": 1}}, {"capital": {"الرباط": 1}}]


def test_articles_come_newest_first_then_undated(engine: Engine) -> None:
    days = {"b": date(2024, 1, 2), "a": date(2024, 1, 2), "old": date(1999, 5, 1), "new": date(2025, 1, 1)}
    write(engine, [entry("undated"), *(entry(name, day) for name, day in days.items())])
    assert in_order(engine) == ["new", "a", "b", "old", "undated"]


def test_a_later_run_goes_on_with_the_keys(engine: Engine) -> None:
    day = date(2024, 1, 2)
    write(engine, [entry("a", day), entry("b", day)])
    write(engine, [entry("c", day)])
    first, *others = (row["key"] for row in rows(engine, "article", "id"))
    assert others == [first + 1, first + 2]


def test_an_update_takes_the_place_of_what_was_there(engine: Engine) -> None:
    day = date(2024, 1, 2)
    write(engine, [entry("a", day, mention(MOROCCO)), entry("b", day, mention(MOROCCO))])
    keys = {row["id"]: row["key"] for row in rows(engine, "article", "id")}
    writer = write(engine, [entry("c", day), entry("b", day, mention(FRANCE, "demonym"))])
    assert writer.changes == Changes(loaded=1, updated=1)
    after = {row["id"]: row["key"] for row in rows(engine, "article", "id")}
    assert after == keys | {"c": keys["b"] + 1}
    entities = {row["key"]: row["id"] for row in rows(engine, "entity", "key")}
    named = [
        (row["article_id"], entities[row["entity_key"]])
        for row in rows(engine, "article_entity", "article_id")
    ]
    assert named == [("a", "MA"), ("b", "FR")]


def test_an_update_that_moves_the_date_moves_the_article(engine: Engine) -> None:
    write(engine, [entry("a", date(2024, 1, 1), mention(MOROCCO)), entry("b", date(2024, 1, 2))])
    write(engine, [entry("a", date(2024, 1, 3), mention(MOROCCO))])
    assert in_order(engine) == ["a", "b"]
    [article, _] = rows(engine, "article", "newest")
    [count] = rows(engine, "article_entity", "newest")
    assert (count["newest"], count["article_key"]) == (article["newest"], article["key"])


def test_removing_leaves_nothing_of_an_article(engine: Engine) -> None:
    write(engine, [made("a", full_reading()), entry("b")])
    writer = Writer(engine, VERSIONS)
    writer.remove(["a", "never there"])
    assert writer.changes.removed == 1
    assert in_order(engine) == ["b"]
    for table in ("article_entity", "source"):
        assert rows(engine, table) == []
    assert indexed(engine) == (1, 0)


def indexed(engine: Engine) -> tuple[int, int]:
    """How many articles the full-text index has, and how many fingerprints there are."""
    hashes = len(rows(engine, "fingerprint"))
    with engine.begin() as connection:
        return SearchIndex(engine.dialect).count(connection), hashes


def test_an_index_of_another_version_is_made_anew(engine: Engine, url: str) -> None:
    write(engine, [entry("a"), entry("b", text=" ".join(f"كلمة{n}" for n in range(40)))])
    before = indexed(engine)
    assert before[1] > 0
    with engine.begin() as connection:
        SearchIndex(engine.dialect).remove(connection, [1])
        connection.execute(T["corpus"].update().values(search_version=0))
    with engine.connect() as connection:
        old = corpus_version(connection)
    assert Writer(engine, VERSIONS).reindexed
    assert indexed(engine) == before
    with engine.connect() as connection:
        assert corpus_version(connection) != old, "another index may find other articles"
    assert not Writer(engine, VERSIONS).reindexed
    assert list(check_database(url)) == []


def test_how_much_is_gathered_before_it_is_indexed_changes_nothing_in_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for held in (1, 8 << 20):
        monkeypatch.setattr("app.store.search._HELD", held)
        url = f"sqlite:///{tmp_path / f'{held}.db'}"
        migrate(url)
        engine = connect(url)
        texts = [" ".join(f"كلمة{n % 7} خبر{n}" for n in range(first, first + 50)) for first in range(40)]
        writer = write(engine, [entry(f"a{n}", text=text) for n, text in enumerate(texts)])
        writer.write(
            [entry("a3", text="نص جديد"), *(entry(f"b{n}", text=text) for n, text in enumerate(texts))]
        )
        writer.remove(["a5", "b6"])
        with engine.begin() as connection:
            connection.exec_driver_sql(
                "CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, search, instance)"
            )
            found.append(connection.exec_driver_sql("SELECT * FROM word ORDER BY doc, col, offset").all())
            asked = "SELECT v FROM search_config WHERE k = 'hashsize'"
            assert connection.exec_driver_sql(asked).scalar() == held
        assert list(check_database(url)) == []
        engine.dispose()
    assert found[0] == found[1]
    assert len({row.doc for row in found[0]}) == 78


def test_a_source_stays_while_an_article_names_it(engine: Engine) -> None:
    write(engine, [entry("a", source=source("x")), entry("b", source=source("x"))])
    writer = write(engine, [entry("a", source=source("y"))])
    assert [row["id"] for row in rows(engine, "source", "id")] == ["x", "y"]
    writer.write([entry("b", source=source("y"))])
    assert [row["id"] for row in rows(engine, "source", "id")] == ["y"]
    writer.write([entry("c", source=source("x"))])
    assert [row["id"] for row in rows(engine, "source", "id")] == ["x", "y"]


def test_a_source_goes_by_the_name_that_it_was_first_given(engine: Engine) -> None:
    write(engine, [entry("a", source=Source("x", "First", None))])
    write(engine, [entry("b", source=Source("x", "Second", "MA"))])
    [outlet] = rows(engine, "source", "id")
    assert (outlet["name"], outlet["country"]) == ("First", None)
    assert {json.loads(row["card"])["source"]["name"] for row in rows(engine, "article")} == {"First"}


def test_another_version_of_the_rules_may_give_a_source_another_name(engine: Engine) -> None:
    write(engine, [entry(name, source=Source("x", 'The "Old"', None)) for name in "ab"])
    write(engine, [entry("a", source=Source("x", "New", "MA"))], Versions("gazetteer-2", 1))
    [outlet] = rows(engine, "source", "id")
    assert (outlet["name"], outlet["country"]) == ("New", "MA")
    shown = {row["id"]: json.loads(row["card"])["source"]["name"] for row in rows(engine, "article")}
    assert shown == {"a": "New", "b": "New"}, "also where the article is not read anew"


def test_a_source_that_a_run_cut_off_had_not_come_to_still_gets_its_other_name(engine: Engine) -> None:
    old = {name: Source(name, f"Old {name}", None) for name in "xy"}
    new = {name: Source(name, f"New {name}", None) for name in "xy"}
    write(engine, [entry("a", source=old["x"]), entry("b", source=old["y"])]).finish(0, 0)
    later = Versions("gazetteer-2", 1)
    write(engine, [entry("a", source=new["x"])], later)  # never finished
    others = [entry("c", source=Source("x", "Other x", None)), entry("b", source=new["y"])]
    write(engine, others, later).finish(0, 0)
    assert {row["name"] for row in rows(engine, "source")} == {"New x", "New y"}


def test_a_corpus_has_the_versions_of_a_run_once_all_is_read_by_them(engine: Engine) -> None:
    write(engine, [entry("a"), entry("b")]).finish(0, 0)
    later = Versions("gazetteer-2", 1)
    for name, expected in (("a", VERSIONS.gazetteer), ("b", "gazetteer-2")):
        write(engine, [entry(name)], later).finish(0, 0)
        [corpus] = rows(engine, "corpus")
        assert corpus["gazetteer_version"] == expected


def test_a_run_with_nothing_left_to_read_ends_what_one_cut_off_had_begun(engine: Engine) -> None:
    later = Versions("gazetteer-2", 1)
    write(engine, [entry("a")]).finish(0, 0)
    write(engine, [entry("a")], later)  # never finished
    assert [row["gazetteer_version"] for row in rows(engine, "corpus")] == [VERSIONS.gazetteer]
    Writer(engine, later).finish(unchanged=1, rejected=0)
    assert [row["gazetteer_version"] for row in rows(engine, "corpus")] == ["gazetteer-2"]


def test_a_batch_that_fails_leaves_nothing_behind(engine: Engine) -> None:
    write(engine, [entry("a", date(2024, 1, 1))])
    before = {name: rows(engine, name) for name in T}
    twice = [entry("b", source=source("x")), entry("c"), entry("c")]
    with pytest.raises(Exception, match=r"(?i)unique"):
        write(engine, [entry("a"), *twice])
    assert {name: rows(engine, name) for name in T} == before


def test_what_is_stored_is_told_by_id(engine: Engine) -> None:
    writer = write(engine, [entry("a"), entry("b")], Versions("g7", 3))
    stored = writer.stored(["a", "z"])
    assert set(stored) == {"a"}
    assert (stored["a"].input_sha256, stored["a"].versions) == ("0" * 64, Versions("g7", 3))


def test_ids_are_told_in_order_page_after_page(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.writer._PAGE", 2)
    ids = ["a", "B", "ب", "a~b", "أ"]
    assert list(write(engine, [entry(name) for name in ids]).ids()) == sorted(ids)


def test_a_run_that_changes_nothing_leaves_no_trace(engine: Engine) -> None:
    writer = Writer(engine, VERSIONS)
    writer.write([])
    writer.remove(["never there"])
    writer.finish(unchanged=5, rejected=1)
    assert rows(engine, "run") == rows(engine, "corpus") == []


def test_a_run_tells_what_it_did(engine: Engine) -> None:
    writer = write(engine, [entry("a"), entry("b")])
    [run] = rows(engine, "run")
    assert (run["loaded"], run["finished_at"]) == (2, None)
    writer.write([entry("b")])
    writer.remove(["a"])
    writer.finish(unchanged=4, rejected=3)
    [run] = rows(engine, "run")
    counts = [run[name] for name in ("loaded", "updated", "unchanged", "rejected", "removed")]
    assert counts == [2, 1, 4, 3, 1]
    assert timedelta(0) <= run["finished_at"] - run["started_at"] < timedelta(minutes=1)


def test_a_title_of_any_length_can_be_kept_and_is_ordered_by_how_it_begins(engine: Engine) -> None:
    titles = {"a": "ب" * 9000, "b": "ا" * 9000}
    write(engine, [entry(name, title=Claim(title, "metadata", None)) for name, title in titles.items()])
    assert [row["id"] for row in rows(engine, "article", "title_sort")] == ["b", "a"]
    assert {row["id"]: row["title"] for row in rows(engine, "article", "id")} == titles


def test_titles_are_ordered_by_their_first_letter_or_digit(engine: Engine) -> None:
    titles = ["!!", "7 أيام", "«أخبار»", ' "باب"', "( تقرير )", "- «ثلاثة»", "_جيم"]
    write(
        engine,
        [entry(str(n), title=Claim(title, "metadata", None)) for n, title in enumerate(reversed(titles))],
    )
    assert [row["title"] for row in rows(engine, "article", "title_sort")] == titles
