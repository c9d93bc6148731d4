"""A run: what becomes of files, and of a second run over them."""

import json
import os
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.errors import ConfigurationError, DatabaseBusy
from app.ingest.pipeline import Interrupted, Options, Reader, default_reader, ingest
from app.ingest.record import Rejection
from app.reading.model import Known, Reading
from app.store.engine import connect
from app.store.lock import exclusive
from app.store.rows import Entry
from app.store.writer import Writer
from tests.ingest.conftest import Database, Ingest, each, read_little, reader

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def put(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)


def put_lines(folder: Path, *records: Mapping[str, object]) -> None:
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, records)))


def reasons(rejected: tuple[Rejection, ...]) -> dict[str, str]:
    return {Path(rejection.origin).name: rejection.reason for rejection in rejected}


def test_all_articles_of_a_folder_are_loaded(folder: Path, run: Ingest, database: Database) -> None:
    put(folder, a="نص\r\nأول", b="نص ثان")
    put_lines(folder, {"id": "x", "text": "ثالث", "title": "عنوان", "published": "2024", "k": [1]})
    summary = run()
    assert (summary.loaded, summary.complete) == (3, True)
    articles = database.articles()
    assert articles["a"]["text"] == "نص\nأول"
    assert articles["b"]["origin"] == str(folder / "b.txt")
    assert articles["x"]["published_latest"] == date(2024, 12, 31)
    assert (articles["x"]["title_field"], articles["x"]["extra"]) == ("عنوان", {"k": [1]})


def test_a_second_run_changes_nothing(folder: Path, run: Ingest, database: Database, tmp_path: Path) -> None:
    put(folder, a="نص", b="آخر")
    (folder / "c.txt").write_bytes(b"\0")
    run()
    before, file = database.everything(), (tmp_path / "data" / "warraq.db").read_bytes()
    summary = run()
    assert (summary.loaded, summary.updated, summary.unchanged, len(summary.rejected)) == (0, 0, 2, 1)
    assert database.everything() == before
    assert (tmp_path / "data" / "warraq.db").read_bytes() == file


def test_a_changed_text_or_metadata_updates_its_article_and_no_other(
    folder: Path, run: Ingest, database: Database
) -> None:
    put_lines(
        folder,
        {"id": "same", "text": "نص"},
        {"id": "text", "text": "قديم"},
        {"id": "date", "text": "نص", "published": "2024-01-01"},
        {"id": "last", "text": "نص", "published": "2024-01-02"},
    )
    run()
    before = database.articles()
    put_lines(
        folder,
        {"id": "same", "text": "نص"},
        {"id": "text", "text": "جديد"},
        {"id": "date", "text": "نص", "published": "2024-01-03"},
        {"id": "last", "text": "نص", "published": "2024-01-02"},
    )
    summary = run()
    assert (summary.loaded, summary.updated, summary.unchanged, summary.reread) == (0, 2, 2, 0)
    after = database.articles()
    assert after["text"]["text"] == "جديد"
    assert [after[name] == before[name] for name in ("same", "last")] == [True, True]
    assert before["last"]["newest"] < before["date"]["newest"]
    assert after["date"]["newest"] < after["last"]["newest"]
    assert after["date"]["key"] < after["last"]["key"]


@pytest.mark.parametrize("versions", [("g2", 1), ("g1", 2)])
def test_another_gazetteer_or_reading_reads_everything_again_once(
    folder: Path, run: Ingest, versions: tuple[str, int]
) -> None:
    put(folder, a="نص", b="آخر")
    run()
    summary = run(versions=versions)
    assert (summary.updated, summary.reread, summary.unchanged) == (2, 2, 0)
    assert run(versions=versions).unchanged == 2


def test_what_cannot_be_taken_is_named_and_stops_nothing_else(
    folder: Path, run: Ingest, database: Database
) -> None:
    put(folder, good="نص", empty="", blank=" \n", twice="الأول")
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "twice.md").write_text("الثاني")
    (folder / "deep").mkdir()
    (folder / "deep" / "a.json").write_text('[{"text": "نص"}, {"text": 5}]')
    summary = run()
    assert not summary.complete
    assert set(database.articles()) == {"good", "twice", "deep~a~1"}
    assert set(reasons(summary.rejected)) == {
        "empty.txt", "blank.txt", "binary.txt", "picture.png", "twice.txt", "a.json#2",
    }  # fmt: skip
    assert str(folder / "twice.md") in reasons(summary.rejected)["twice.txt"]


def test_the_first_claim_to_an_id_stands_also_in_a_later_run(
    folder: Path, run: Ingest, database: Database
) -> None:
    put_lines(folder, {"id": "x", "text": "أول"}, {"id": "x", "text": "ثان"}, {"id": "y", "text": "ثالث"})
    for _ in range(2):
        [rejection] = run().rejected
        assert rejection.origin == f"{folder / 'a.jsonl'}:2"
        assert f"{folder / 'a.jsonl'}:1" in rejection.reason
        assert database.articles()["x"]["text"] == "أول"


def test_an_empty_folder_is_named(folder: Path, run: Ingest) -> None:
    summary = run()
    assert [str(rejection) for rejection in summary.rejected] == [f"{folder}: it holds no file to read."]
    assert not summary.complete


def test_a_missing_path_touches_nothing(folder: Path, run: Ingest, tmp_path: Path) -> None:
    put(folder, a="نص")
    with pytest.raises(ConfigurationError, match="nowhere"):
        run(folder, tmp_path / "nowhere")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("ending", [".txt", ".html", ".jsonl"])
def test_a_name_that_is_not_utf8_is_told_from_a_content_that_is_not(
    folder: Path, run: Ingest, ending: str
) -> None:
    path = folder / os.fsdecode(b"caf\xe9" + ending.encode())
    try:
        path.write_text('{"text": "نص"}' if ending == ".jsonl" else "<p>نص نص</p>", encoding="utf-8")
    except OSError:
        pytest.skip("names of files are UTF-8 here")
    [rejection] = run().rejected
    assert rejection.reason == (
        "the name of its file or folder is not UTF-8 (it has byte 0xE9). "
        "Rename that, or give the article an id"
    )


def test_a_file_whose_name_is_not_utf8_may_say_an_id(folder: Path, run: Ingest, database: Database) -> None:
    try:
        (folder / os.fsdecode(b"caf\xe9.txt")).write_text("---\nid: coffee\n---\nنص", encoding="utf-8")
    except OSError:
        pytest.skip("names of files are UTF-8 here")
    assert run().complete
    assert set(database.articles()) == {"coffee"}


def test_a_column_that_only_what_was_rejected_may_have_is_not_said_to_be_nowhere(
    folder: Path, run: Ingest
) -> None:
    put(folder, a="نص")
    (folder / "b.csv").write_bytes(b"text,author\n\xff\0,x\n")
    assert reasons(run(columns={"author": "byline"}).rejected)["--map author"] == (
        "no record that was read has this column; what was rejected may have it"
    )


def test_what_options_say_is_known(folder: Path, run: Ingest, database: Database, tmp_path: Path) -> None:
    put_lines(folder, {"id": "x", "text": "نص", "date": "2023"}, {"id": "y", "text": "نص", "source": "own"})
    table = folder / "table.csv"
    table.write_text("id,published,byline\nx,2024-05,كاتب\nz,2024,\n")
    summary = run(source="Le Matin", metadata=table, columns={"date": "published", "dtae": "title"})
    assert reasons(summary.rejected) == {
        "--map dtae": "no record has this column",
        "table.csv:3": "there is no article 'z'",
    }
    articles = database.articles()
    assert articles["x"]["published_earliest"] == date(2024, 5, 1)
    assert articles["x"]["byline"] == "كاتب"
    assert articles["x"]["read"]["byline"] == {"provenance": "metadata", "evidence": None}
    assert articles["x"]["source_key"] == articles["y"]["source_key"] is not None


@pytest.mark.parametrize(
    ("said", "guess"),
    [
        ("sub/b.txt", "sub~b"),
        ("sub/b", "sub~b"),
        ("a.txt", "a"),
        ("a.md", "a"),
        ("b.txt", None),
        ("x/a", None),
    ],
)
def test_a_line_of_the_table_that_says_a_path_is_answered_with_the_id(
    folder: Path, run: Ingest, tmp_path: Path, said: str, guess: str | None
) -> None:
    (folder / "sub").mkdir()
    put(folder, **{"a": "نص", "sub/b": "نص"})
    table = tmp_path / "t.csv"
    table.write_text(f"id,source\n{said},Le Monde\n")
    [reason] = reasons(run(metadata=table).rejected).values()
    hint = f" (did you mean {guess!r}?)" if guess else ""
    assert reason == f"there is no article {said!r}{hint}"


@pytest.mark.parametrize(
    ("value", "proposed"),
    [
        ("نص من كلمات", True),
        ("some words", True),
        ("002_f2247", False),
        ("https://x.org/a", False),
        (5, False),
    ],
)
def test_a_column_is_proposed_as_the_text_only_where_what_stands_in_it_may_be_one(
    folder: Path, run: Ingest, value: object, proposed: bool
) -> None:
    put_lines(folder, {"article": value})
    [reason] = reasons(run().rejected).values()
    assert reason.startswith("it has no text")
    assert ("--map article=text" in reason) is proposed


@pytest.mark.parametrize(
    ("before", "now", "lost", "said"),
    [
        ({"source": "Le Matin"}, {}, {"source": 2, "published": 0}, "2 now without a source that had one"),
        (
            {"columns": {"day": "published"}},
            {},
            {"source": 0, "published": 1},
            "1 now without a publication date",
        ),
        ({"source": "Le Matin"}, {"source": "Le Monde"}, {"source": 0, "published": 0}, None),
        ({}, {"source": "Le Monde"}, {"source": 0, "published": 0}, None),
    ],
)
@pytest.mark.parametrize("rehearse", [False, True])
def test_what_only_an_earlier_run_was_given_is_missed_aloud(
    folder: Path,
    run: Ingest,
    before: dict[str, Any],
    now: dict[str, Any],
    lost: dict[str, int],
    said: str | None,
    rehearse: bool,
) -> None:
    put_lines(folder, {"id": "x", "text": "نص", "day": "2023"}, {"id": "y", "text": "نص"})
    run(**before)
    summary = run(**now, rehearse=rehearse)
    assert summary.as_dict()["lost"] == lost
    if said is None:
        assert "that had one" not in str(summary)
    else:
        assert said in str(summary)
        assert "--source" in str(summary)


@pytest.mark.parametrize("line", ["a,Le Monde,2024-01-02,extra,cell", "a,Le Monde,2024-01-02\na,Le Matin,"])
def test_a_broken_line_of_the_table_leaves_its_article_as_it_was_loaded_and_the_others_alone(
    folder: Path, run: Ingest, database: Database, tmp_path: Path, line: str
) -> None:
    put(folder, a="نص", b="نص")
    table = tmp_path / "t.csv"
    table.write_text("id,source,published\na,Le Monde,2024-01-02\n")
    run(metadata=table)
    before = database.articles()["a"]
    table.write_text(f"id,source,published\n{line}\nb,Le Matin,2024\n")
    summary = run(metadata=table, prune=True)
    assert [Path(rejection.origin).name for rejection in summary.rejected] == ["a.txt"]
    assert "t.csv:2" in summary.rejected[0].reason
    assert (summary.updated, summary.removed, summary.pruned) == (1, 0, True)
    assert database.articles()["a"] == before
    assert database.articles()["b"]["published_earliest"] == date(2024, 1, 1)


class TestPrune:
    def test_what_is_no_longer_there_is_removed_only_when_asked(
        self, folder: Path, run: Ingest, database: Database
    ) -> None:
        put(folder, a="نص", b="نص")
        run()
        (folder / "b.txt").unlink()
        assert run().removed == 0
        assert set(database.articles()) == {"a", "b"}
        summary = run(prune=True)
        assert (summary.removed, summary.pruned, summary.complete) == (1, True, True)
        assert set(database.articles()) == {"a"}

    @pytest.mark.parametrize("broken", ["new.txt", "new.md", "new.jsonl", "new.csv"])
    def test_nothing_is_removed_while_an_unreadable_file_may_hide_an_article(
        self, folder: Path, run: Ingest, database: Database, broken: str
    ) -> None:
        put(folder, a="نص", b="نص")
        run()
        (folder / "b.txt").unlink()
        (folder / broken).write_bytes(b"\0")
        summary = run(prune=True)
        assert (summary.removed, summary.pruned, summary.complete) == (0, False, False)
        assert summary.hiding == (str(folder / broken),)
        assert f"any article in what cannot be read: {folder / broken};" in str(summary)
        assert set(database.articles()) == {"a", "b"}

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.txt", "---\nid: a\npublished: soon\n---\nنص"),
            ("a.html", ""),
            ("a.html", "\0"),
            ("a.jsonl", '{"id": "a", "text": "نص", "published": "soon"}'),
            ("a.json", '[{"id": "a", "text": 5}]'),
            ("b.csv", "id,text,published\na,نص,soon\n"),
        ],
    )
    def test_what_can_hide_one_article_only_keeps_that_one(
        self, folder: Path, run: Ingest, database: Database, name: str, content: str
    ) -> None:
        put(folder, a="نص", gone="نص")
        run()
        (folder / "gone.txt").unlink()
        (folder / "a.txt").unlink()
        (folder / name).write_text(content)
        summary = run(prune=True)
        assert (summary.removed, summary.pruned, len(summary.rejected)) == (1, True, 1)
        assert set(database.articles()) == {"a"}

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.txt", "---\nnumber: 5\npublished: soon\n---\nنص"),
            ("a.jsonl", '{"number": "5", "text": ""}'),
            ("a.jsonl", '{"id": "a", "text": "نص"'),
            ("a.jsonl", '{"text": ""}'),
            ("a.jsonl", ""),
            ("a.txt", ""),
            ("a.txt", " \n"),
            ("a.csv", "id,text\na\n"),
        ],
    )
    def test_nothing_is_removed_where_an_id_may_stand_under_another_name_or_cannot_be_read(
        self, folder: Path, run: Ingest, database: Database, name: str, content: str
    ) -> None:
        put_lines(folder, {"number": "5", "text": "نص"})
        run(columns={"number": "id"})
        (folder / "a.jsonl").unlink()
        (folder / name).write_text(content)
        assert not run(prune=True).pruned
        assert set(database.articles()) == {"5"}

    @pytest.mark.parametrize(
        ("name", "before", "after"),
        [
            ("a.jsonl", '{"id": "foo", "text": "نص"}', '{"text": ""}'),
            ("a.json", '{"id": "foo", "text": "نص"}', "{}"),
            ("a.csv", "id,text\nfoo,نص\n", "text,note\n,x\n"),
        ],
    )
    def test_what_has_lost_its_id_with_its_text_keeps_the_article_that_it_was(
        self, folder: Path, run: Ingest, database: Database, name: str, before: str, after: str
    ) -> None:
        (folder / name).write_text(before)
        run()
        (folder / name).write_text(after)
        assert not run(prune=True).pruned
        assert set(database.articles()) == {"foo"}

    @pytest.mark.parametrize("rehearse", [False, True])
    @pytest.mark.parametrize(
        "after", ["", " \n", "\0", "---\npublished: soon\n---\nنص", "---\na: [\n---\nنص"]
    )
    @pytest.mark.parametrize("front", ["", "---\nid: foo\n---\n"])
    def test_a_text_that_cannot_be_read_any_more_keeps_the_article_that_it_was(
        self, folder: Path, run: Ingest, database: Database, front: str, after: str, rehearse: bool
    ) -> None:
        put(folder, a=f"{front}نص", gone="نص")
        run()
        (folder / "gone.txt").unlink()
        put(folder, a=after)
        summary = run(prune=True, rehearse=rehearse)
        assert (summary.removed, summary.pruned, len(summary.rejected)) == (1, True, 1)
        kept = {"foo"} if front else {"a"}
        assert set(database.articles()) == (kept | {"gone"} if rehearse else kept)

    def test_a_text_keeps_all_that_it_ever_was(self, folder: Path, run: Ingest, database: Database) -> None:
        for text in ("نص", "---\nid: foo\n---\nنص", "\0"):
            put(folder, a=text)
            summary = run(prune=text == "\0")
        assert (summary.removed, summary.pruned) == (0, True)
        assert set(database.articles()) == {"a", "foo"}

    @pytest.mark.parametrize("rehearse", [False, True])
    @pytest.mark.parametrize("seen", [True, False], ids=["read once moved", "never read where it is"])
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ({"s/a": "X", "s/b": "Y"}, {"s/a": "Y", "s/b": "X"}),
            ({"a": "X", "b": "Y", "c": "Z"}, {"a": "Z", "b": "X", "c": "Y"}),
            ({"a": "X", "b": "Y", "c": "Z"}, {"a": "Y", "b": "Z"}),
            ({"a": "a", "b": "b"}, {"a": "b", "b": "a"}),
            ({"a": "X", "b": "Y"}, {"a": "Y"}),
            ({"a": "X", "sub/Y": "b"}, {"a": "b"}),
        ],
        ids=[
            "swapped",
            "in a circle",
            "in a row",
            "by each other's names",
            "over another",
            "out of a folder",
        ],
    )
    def test_a_text_that_may_hold_an_article_from_elsewhere_keeps_that_too(
        self,
        folder: Path,
        run: Ingest,
        database: Database,
        before: Mapping[str, str],
        after: Mapping[str, str],
        seen: bool,
        rehearse: bool,
    ) -> None:
        def lay(articles: Mapping[str, str]) -> None:
            for path in folder.rglob("*.txt"):
                path.unlink()
            for name, id in articles.items():  # noqa: A001
                (folder / name).parent.mkdir(exist_ok=True)
                (folder / f"{name}.txt").write_text(f"---\nid: {id}\n---\nنص {id}")

        lay(before)
        run()
        lay(after)
        if seen:
            assert run().unchanged == len(after)
        broken = folder / f"{next(iter(after))}.txt"
        broken.write_text("")
        summary = run(prune=True, rehearse=rehearse)
        assert (summary.removed, summary.pruned, summary.hiding) == (0, False, (str(broken),))
        assert set(database.articles()) == set(before.values())

    def test_articles_called_after_their_places_cannot_have_moved(
        self, folder: Path, run: Ingest, database: Database
    ) -> None:
        (folder / "sub").mkdir()
        put(folder, a="نص", gone="نص")
        (folder / "sub" / "gone.md").write_text("نص")
        (folder / "lines.jsonl").write_text('\n{"text": "نص"}\n')
        (folder / "list.json").write_text('[{"text": "نص"}]')
        run()
        for name in ("gone.txt", "sub/gone.md", "lines.jsonl", "list.json"):
            (folder / name).unlink()
        put(folder, a="")
        summary = run(prune=True)
        assert (summary.removed, summary.pruned) == (4, True)
        assert set(database.articles()) == {"a"}

    @pytest.mark.parametrize(
        ("count", "end"), [(3, "1.md, {0}/2.md;"), (10, "9.md;"), (12, "9.md and 2 more;")]
    )
    def test_all_that_stands_in_the_way_is_named_as_far_as_that_can_be_read(
        self, folder: Path, run: Ingest, count: int, end: str
    ) -> None:
        put(folder, a="نص")
        for number in range(count):
            (folder / f"{number:x}.md").touch()
        summary = run(prune=True)
        assert (summary.hidings, summary.pruned) == (count, False)
        assert f"cannot be read: {folder}/0.md, " in str(summary)
        assert end.format(folder) in str(summary)

    def test_a_page_of_which_a_column_is_the_id_may_be_any(
        self, folder: Path, run: Ingest, database: Database
    ) -> None:
        put_lines(folder, {"id": "https://example.org/1", "text": "نص"})
        run()
        (folder / "a.jsonl").unlink()
        (folder / "a.html").write_text("")
        assert not run(prune=True, columns={"url": "id"}).pruned
        assert len(database.articles()) == 1

    def test_what_was_never_an_article_does_not_stand_in_the_way(
        self, folder: Path, run: Ingest, database: Database
    ) -> None:
        put(folder, a="نص", b="نص")
        run()
        (folder / "b.txt").unlink()
        (folder / "README").write_text("about")
        (folder / "a.md").write_text("a second claim")
        summary = run(prune=True)
        assert (summary.removed, summary.pruned, len(summary.rejected)) == (1, True, 2)
        assert set(database.articles()) == {"a"}

    def test_an_empty_folder_does_not_empty_the_corpus(
        self, folder: Path, run: Ingest, database: Database
    ) -> None:
        put(folder, a="نص")
        run()
        (folder / "a.txt").unlink()
        assert not run(prune=True).pruned
        assert set(database.articles()) == {"a"}


def test_many_batches_are_loaded_like_one(
    folder: Path, run: Ingest, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ingest.batch.BATCH", 7)
    put_lines(folder, *({"id": str(i), "text": f"نص {i}", "published": "2024-01-01"} for i in range(50)))
    assert run().loaded == 50
    keys = [article["key"] for _, article in sorted(database.articles().items(), key=lambda a: int(a[0]))]
    assert keys == list(range(keys[0], keys[0] + 50))


def test_the_time_that_reading_takes_makes_no_batch_smaller(
    folder: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, sizes = [0.0], list[int]()
    write = Writer.write

    def slow(text: str, known: Known) -> Reading:
        clock[0] += 60
        return read_little(text, known)

    def counted(writer: Writer, entries: Sequence[Entry]) -> None:
        sizes.append(len(entries))
        write(writer, entries)

    monkeypatch.setattr("app.ingest.batch.BATCH", 5)
    monkeypatch.setattr("app.ingest.batch.time", SimpleNamespace(monotonic=lambda: clock[0]))
    monkeypatch.setattr(Writer, "write", counted)
    put_lines(folder, *({"id": str(i), "text": "نص"} for i in range(12)))
    ingest([folder], url, reader=Reader(partial(each, slow), reader().versions))
    assert sizes == [5, 5, 2]


def test_progress_reaches_the_end(folder: Path, url: str) -> None:
    class Watch:
        said: list[tuple[str, object]] = []  # noqa: RUF012

        def start(self, total: int) -> None:
            self.said.append(("start", total))

        def advance(self, done: int, articles: int) -> None:
            self.said.append(("advance", (done, articles)))

        def reject(self, rejection: Rejection) -> None:
            self.said.append(("reject", Path(rejection.origin).name))

        def note(self, text: str) -> None:
            self.said.append(("note", text))

        def stop(self) -> None:
            self.said.append(("stop", None))

    put(folder, a="12345", b="123")
    (folder / "c.pdf").write_bytes(b"x")
    watch = Watch()
    ingest([folder], url, progress=watch, reader=reader())
    assert watch.said == [
        ("start", 8), ("advance", (5, 1)), ("advance", (8, 2)), ("reject", "c.pdf"), ("stop", None),
    ]  # fmt: skip


def test_a_second_ingest_at_the_same_time_is_told_so(folder: Path, run: Ingest, url: str) -> None:
    put(folder, a="نص")
    run()
    engine = connect(url)
    with exclusive(engine), pytest.raises(DatabaseBusy, match="Another ingest"):
        run()
    engine.dispose()


def test_the_seeds_are_read_by_the_reader_of_the_product(url: str, database: Database) -> None:
    summary = ingest([SEEDS], url)
    assert (summary.loaded, summary.complete) == (5, True)
    assert dict(summary.countries)["MA"] == 5
    articles = database.articles()
    assert articles["002_f2247bdb1d6dd84f"]["published_latest"] == date(2024, 9, 14)
    for path in SEEDS.glob("*.txt"):
        assert articles[path.stem]["text"] == path.read_bytes().decode().replace("\r\n", "\n")
    assert ingest([SEEDS], url, Options(), reader=default_reader()).unchanged == 5


@pytest.mark.parametrize(("after", "raised"), [(1, KeyboardInterrupt), (3, Interrupted)])
def test_an_interruption_says_whether_anything_was_written(
    folder: Path, url: str, monkeypatch: pytest.MonkeyPatch, after: int, raised: type[BaseException]
) -> None:
    monkeypatch.setattr("app.ingest.batch.BATCH", 2)
    put(folder, a="1", b="2", c="3", d="4")
    read = 0

    def interrupted(text: str, known: Known) -> Reading:
        nonlocal read
        read += 1
        if read == after:
            raise KeyboardInterrupt
        return read_little(text, known)

    with pytest.raises(KeyboardInterrupt) as caught:
        ingest([folder], url, reader=Reader(partial(each, interrupted), reader().versions))
    assert caught.type is raised


def test_the_summary_counts_what_counts_where_nothing_else_is_asked(folder: Path, url: str) -> None:
    put(folder, a="استقبل وزير الخارجية في باريس نظيره", b="زار وزير الخارجية فرنسا")
    assert ("FR", 1) in ingest([folder], url, reader=default_reader()).countries
