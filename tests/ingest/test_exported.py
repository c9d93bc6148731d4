"""What was exported is ingested again to the same corpus: by its text and metadata, nothing inferred."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.answers.table import harmless
from app.errors import InputError
from app.ingest.exported import given_in, is_exported
from app.ingest.pipeline import ingest
from app.reading.model import READING_VERSION
from tests.conftest import SEEDS
from tests.ingest.conftest import Database

TEXT = (
    "هسبريس - الرباط\nالخميس 14 شتنبر 2023\n\nأعلنت المديرية العامة للأمن الوطني اليوم عن توقيف شبكة إجرامية."
)


def article(**changes: Any) -> dict[str, Any]:
    """A full article of the API, of which nothing was metadata."""
    return {
        "id": "a",
        "title": "عنوان",
        "source": {"id": "hespress", "name": "هسبريس"},
        "byline": "كاتب",
        "dateline": "الرباط",
        "section": "سياسة",
        "language": "ar",
        "url": None,
        "published": {
            "earliest": "2023-09-14",
            "latest": "2023-09-14",
            "precision": "day",
            "provenance": "header",
        },
        "text": TEXT,
        "text_sha256": "…",
        "read": {
            name: {"provenance": "header"} for name in ("title", "source", "byline", "section", "dateline")
        },
        "reading_version": READING_VERSION,
        "extra": {},
        **changes,
    }


def read(**provenances: str | None) -> dict[str, Any]:
    given = {name: provenance and {"provenance": provenance} for name, provenance in provenances.items()}
    return {**article()["read"], **given}


def test_what_was_inferred_is_not_taken() -> None:
    assert is_exported(article())
    assert given_in(article()) == {"id": "a", "text": TEXT, "url": None}


@pytest.mark.parametrize(
    ("changes", "taken"),
    [
        ({"read": read(title="metadata")}, {"title": "عنوان"}),
        ({"read": read(source="metadata")}, {"source": "هسبريس"}),
        ({"read": read(byline="metadata", section="metadata")}, {"byline": "كاتب", "section": "سياسة"}),
        ({"read": read(dateline=None, title=None), "title": None}, {}),
        ({"url": "https://example.org/"}, {"url": "https://example.org/"}),
        ({"extra": {"tags": ["a"], "n": 1}}, {"tags": ["a"], "n": 1}),
        ({"language": "fr"}, {"language": "fr"}),
        ({"language": "fr", "reading_version": READING_VERSION - 1}, {}),
        ({"published": None}, {}),
    ]
    + [
        (
            {"published": article()["published"] | {"provenance": "metadata", "precision": precision}},
            {"published": day},
        )
        for precision, day in (("day", "2023-09-14"), ("month", "2023-09"), ("year", "2023"))
    ],
)
def test_what_was_metadata_is(changes: dict[str, Any], taken: dict[str, Any]) -> None:
    assert given_in(article(**changes)) == {"id": "a", "text": TEXT, "url": None} | taken


@pytest.mark.parametrize("missing", ["read", "text_sha256", "reading_version"])
def test_a_record_that_only_resembles_one_is_none(missing: str) -> None:
    values = article()
    del values[missing]
    assert not is_exported(values)


@pytest.mark.parametrize(
    "changes",
    [
        {"published": "2023"},
        {"read": read() | {"title": "metadata"}},
        {"extra": [1]},
        {"read": {"title": {}}},
    ],
)
def test_one_that_is_not_as_the_api_answers_it_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="looks like an exported article"):
        given_in(article(**changes))


def test_a_row_of_a_table_says_the_same() -> None:
    row = {
        "id": "'=1", "title": "'-عنوان", "title_provenance": "metadata", "source": "هسبريس",
        "source_provenance": "header", "byline": "'x", "byline_provenance": "metadata", "language": "ar",
        "published_earliest": "2023-09-01", "published_precision": "month",
        "published_provenance": "metadata",
        "characters": "10", "text_sha256": "…", "reading_version": str(READING_VERSION),
        "extra": '{"a":1}', "ingested_at": "…", "text": TEXT,
    }  # fmt: skip
    assert is_exported(row)
    assert given_in(row) == {
        "id": "=1", "title": "-عنوان", "byline": "'x", "published": "2023-09", "text": TEXT, "url": None,
        "a": 1,
    }  # fmt: skip


@given(st.text(alphabet="'=+-@ \t\r\nا١\uff1d\u00a0"))
def test_what_was_put_before_a_cell_is_taken_away_and_nothing_else(text: str) -> None:
    row = dict.fromkeys(("text_sha256", "reading_version", "characters", "ingested_at"), "1")
    row |= {"id": "a", "text": harmless(text)}
    assert given_in(row)["text"] == text


def exported(database: Database) -> dict[str, dict[str, Any]]:
    """All articles as the API answers them, but for the moment they were ingested at."""
    return {
        id: {
            **json.loads(row["card"]),
            **json.loads(row["detail"]),
            "text": row["text"],
            "duplicates": [],
            "ingested_at": "",
        }
        for id, row in database.articles().items()  # noqa: A001
    }


def test_the_corpus_is_the_same_after(folder: Path, url: str, database: Database, tmp_path: Path) -> None:
    records: list[dict[str, Any]] = [
        {"id": "bare", "text": TEXT},
        {
            "id": "known",
            "text": TEXT,
            "title": " عنوان من عندهم ",
            "source": "Hespress",
            "published": "2022-01",
            "byline": "كاتبة",
            "section": "مجتمع",
            "url": "https://www.hespress.com/a.html",
            "tags": ["أ", {"b": [1.5, None]}],
        },
        {"id": "url", "text": TEXT, "url": "https://www.hespress.com/b.html", "published": "2021"},
        {"id": "language", "text": TEXT, "language": "fa"},
        {"id": "مقال/1", "text": f"\u202b{TEXT}\u202c 😀\n", "source": "جريدة لا يعرفها أحد"},
    ]
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, records)))
    ingest([folder, SEEDS], url)
    before = exported(database)
    copy = tmp_path / "copy.ndjson"
    copy.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in before.values()))
    other = f"sqlite:///{tmp_path / 'other.db'}"
    summary = ingest([copy], other)
    assert (summary.loaded, summary.complete) == (len(records) + 5, True)
    after = exported(Database(other))
    assert after == before
    assert after["known"]["read"]["title"]["provenance"] == "metadata"
    assert after["bare"]["published"]["provenance"] == "header"
    assert after["language"]["language"] == "fa"
