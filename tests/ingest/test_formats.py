"""What each format makes of a file."""

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from app.ingest.columns import Columns
from app.ingest.folder import File, find_files
from app.ingest.formats import jsonlines
from app.ingest.given import Given
from app.ingest.inputs import Input
from app.ingest.record import Record, Rejection


def read(path: Path, data: bytes | str, renames: Mapping[str, str] | None = None) -> list[Record | Rejection]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    [file] = find_files([path]).files
    assert isinstance(file, File)
    return list(Input(file, Given(Columns(renames or {}))))


def texts(items: list[Record | Rejection]) -> list[tuple[str, str]]:
    return [(item.id, item.text) for item in items if isinstance(item, Record)]


def rejected(items: list[Record | Rejection]) -> dict[str, str]:
    return {Path(item.origin).name: item.reason for item in items if isinstance(item, Rejection)}


class TestText:
    @pytest.mark.parametrize("ending", [".txt", ".md"])
    def test_a_file_is_an_article(self, tmp_path: Path, ending: str) -> None:
        assert texts(read(tmp_path / f"a{ending}", "عنوان\r\n\r\nنص\n")) == [("a", "عنوان\n\nنص\n")]

    def test_front_matter_gives_metadata_and_the_rest_is_the_text(self, tmp_path: Path) -> None:
        front = (
            "---\nid: 007\ntitle: عنوان\npublished: 2024-09-14\nbyline: ~\n"
            "tags: [a, b]\nupdated: 2024-09-15\n---\n"
        )
        [record] = read(tmp_path / "a.txt", f"{front}\nنص\n---\nبعد\n")
        assert isinstance(record, Record)
        assert (record.id, record.text) == ("007", "\nنص\n---\nبعد\n")
        assert record.known.title == "عنوان"
        assert record.known.published is not None
        assert record.known.byline is None
        assert record.known.extra == {"tags": ["a", "b"], "updated": "2024-09-15"}

    def test_front_matter_follows_the_map(self, tmp_path: Path) -> None:
        [record] = read(tmp_path / "a.txt", "---\nتاريخ: 2024\n---\nنص", {"تاريخ": "published"})
        assert isinstance(record, Record)
        assert record.known.published is not None
        assert record.text == "نص"

    @pytest.mark.parametrize(
        "text",
        [
            "---\nمقدمة\n---\nنص",
            "---\nقال: نعم\n---\nنص",
            "---\n: [ {\n---\nنص",
            "---\n\nنص بلا نهاية",
            "نص\n---\ntitle: x\n---\n",
            "----\ntitle: x\n----\n",
            "---\nقال: نعم\nنص",
            "---\nقال title: نعم",
            "---\nhttps://example.org/title: x\n",
        ],
    )
    def test_dashes_around_prose_belong_to_the_text(self, tmp_path: Path, text: str) -> None:
        assert texts(read(tmp_path / "a.txt", text)) == [("a", text)]

    @pytest.mark.parametrize(
        ("front", "says"),
        [
            ("title: [", "not YAML"),
            ("title: a\ntitle: b", "twice"),
            ("title: &a x\nbyline: *a", "alias"),
            ("published: soon", "soon"),
            ("text: x", "text of its own"),
            ("title: {ar: x}", "an object"),
            ("title: a: b", "Put a value with a colon in it in quotation marks"),
        ],
    )
    def test_front_matter_that_is_wrong_rejects_the_file(self, tmp_path: Path, front: str, says: str) -> None:
        assert says in rejected(read(tmp_path / "a.txt", f"---\n{front}\n---\nنص"))["a.txt"]

    @pytest.mark.parametrize(
        "text",
        [
            "---\ntitle: عنوان\n\nنص",
            "---\ntitle: عنوان\nنص بلا نهاية",
            "---\nauthors: كاتب\npublished:\n\nنص",
            "--- \ntitle: x",
            "---\r\ntitle: x\r\n----\r\nنص",
        ],
    )
    def test_front_matter_that_is_not_closed_rejects_the_file(self, tmp_path: Path, text: str) -> None:
        items = read(tmp_path / "a.txt", text)
        assert rejected(items) == {
            "a.txt": "its front matter is not closed. Put a line of three dashes behind it"
        }

    def test_front_matter_that_is_not_closed_is_known_by_the_map_too(self, tmp_path: Path) -> None:
        items = read(tmp_path / "a.txt", "---\nعنوان: خبر\n\nنص", {"عنوان": "title"})
        assert "not closed" in rejected(items)["a.txt"]

    @pytest.mark.parametrize("front", ["- title: x\n- byline: y", "- قال\n- نعم", "[title, x]"])
    def test_a_list_between_dashes_is_text_and_said(self, tmp_path: Path, front: str) -> None:
        text = f"---\n{front}\n---\nنص"
        [record] = read(tmp_path / "a.txt", text)
        assert isinstance(record, Record)
        assert record.text == text
        assert "a list between dashes, which is no front matter" in record.warnings[0]

    @pytest.mark.parametrize("data", ["", " \n", "---\ntitle: x\n---\n", b"\x00\x01\x02", b"\xff\xff"])
    def test_a_file_without_a_text_is_rejected(self, tmp_path: Path, data: bytes | str) -> None:
        items = read(tmp_path / "a.txt", data)
        assert texts(items) == []
        assert set(rejected(items)) == {"a.txt"}


class TestJsonLines:
    def test_a_line_is_an_article_and_a_bad_one_is_rejected_alone(self, tmp_path: Path) -> None:
        lines = [
            '{"id": "x", "text": "أول"}',
            "",
            "not json",
            '{"text": "ثان\\r\\nسطر"}\r',
            '["a"]',
            '{"id": "y"}',
            '{"text": "a", "text": "b"}',
            '{"text": "a", "n": NaN}',
            '{"text": "half \\ud83d"}',
            '{"text": "nul \\u0000"}',
            "[" * 100_000,
            '{"text": "آخر", "published": "14/09/2024"}',
            '{"id": "z", "text": "آخر"}',
        ]
        items = read(tmp_path / "a.jsonl", "\n".join(lines))
        assert texts(items) == [("x", "أول"), ("a~3", "ثان\nسطر"), ("z", "آخر")]
        reasons = rejected(items)
        says = {
            3: "not JSON",
            5: "not a JSON object",
            6: "no text",
            7: "'text' twice",
            8: "NaN",
            9: "U+D83D",
            10: "NUL",
            11: "nested too deeply",
            12: "14/09/2024",
        }
        assert set(reasons) == {f"a.jsonl:{line}" for line in says}
        for line, reason in says.items():
            assert reason in reasons[f"a.jsonl:{line}"]

    def test_separators_of_unicode_do_not_end_a_line(self, tmp_path: Path) -> None:
        text = "a\u2028b\x85c\u2029d"
        line = json.dumps({"text": text}, ensure_ascii=False)
        assert texts(read(tmp_path / "a.jsonl", f"{line}\n{line}")) == [("a~1", text), ("a~2", text)]

    def test_a_line_beyond_all_bounds_is_rejected_and_the_next_is_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(jsonlines, "LIMIT", 50)
        long = json.dumps({"text": "x" * 200})
        items = read(tmp_path / "a.jsonl", f'{long}\n{{"id": "b", "text": "نص"}}\n{long}')
        assert texts(items) == [("b", "نص")]
        assert list(rejected(items)) == ["a.jsonl:1", "a.jsonl:3"]

    def test_a_line_of_five_million_characters_is_an_article(self, tmp_path: Path) -> None:
        text = "مقال طويل " * 500_000
        [record] = read(tmp_path / "a.jsonl", json.dumps({"text": text}))
        assert isinstance(record, Record)
        assert record.text == text


class TestJson:
    def test_an_object_is_an_article(self, tmp_path: Path) -> None:
        assert texts(read(tmp_path / "a.json", '{"text": "نص"}')) == [("a", "نص")]

    def test_a_list_holds_articles(self, tmp_path: Path) -> None:
        items = read(tmp_path / "a.json", '[{"text": "أ"}, 5, {"id": "x", "text": "ب"}, {"id": "y"}]')
        assert texts(items) == [("a~1", "أ"), ("x", "ب")]
        assert list(rejected(items)) == ["a.json#2", "a.json#4"]

    @pytest.mark.parametrize(
        ("data", "says"),
        [
            ("{", "line 1"),
            ("5", "neither"),
            ("", "empty"),
            ("x", "not JSON"),
            ("[]", "empty"),
            ('{"a": 1}', "no text"),
        ],
    )
    def test_anything_else_is_rejected(self, tmp_path: Path, data: str, says: str) -> None:
        assert says in rejected(read(tmp_path / "a.json", data))["a.json"]


class TestCsv:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_a_row_is_an_article(self, tmp_path: Path, delimiter: str, encoding: str) -> None:
        rows = [["id", "text", "tags"], ["x", '"سطر\r\nو ""آخر"""', ""], ["", "نص", "k"]]
        data = "\r\n".join(delimiter.join(row) for row in rows)
        items = read(tmp_path / "a.csv", data.encode(encoding))
        assert texts(items) == [("x", 'سطر\nو "آخر"'), ("a~2", "نص")]
        [first, second] = items
        assert isinstance(first, Record)
        assert isinstance(second, Record)
        assert (first.known.extra, second.known.extra) == ({}, {"tags": "k"})
        assert (first.origin, second.origin) == (f"{tmp_path}/a.csv:2", f"{tmp_path}/a.csv:4")

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("a.tsv", "id\ttext\nx\tنص، و,نص"),
            ("a.tsv", "text\nنص، و,نص"),
            ("a.tsv", "id;text\nx;نص، و,نص"),
            ("a.csv", "sep=;\r\nid;text\r\nx;نص، و,نص"),
            ("a.csv", '"sep=\t"\nid\ttext\nx\tنص، و,نص'),
            ("a.csv", "SEP=|\ntext\nنص، و,نص"),
        ],
    )
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_what_stands_between_cells_may_be_said(
        self, tmp_path: Path, name: str, data: str, encoding: str
    ) -> None:
        [(_, text)] = texts(read(tmp_path / name, data.encode(encoding)))
        assert text == "نص، و,نص"

    def test_lines_are_counted_with_the_one_that_says_what_stands_between_cells(self, tmp_path: Path) -> None:
        assert list(rejected(read(tmp_path / "a.csv", "sep=;\nid;text\n1;أ;ب\n"))) == ["a.csv:3"]
        assert rejected(read(tmp_path / "a.csv", "sep=;\n")).keys() == {"a.csv"}

    @pytest.mark.parametrize(
        ("rows", "expected"),
        [
            (['1\t"قال ""نعم"""', "2\tب"], {"1": 'قال "نعم"', "2": "ب"}),
            (['1\t"سطر', "", 'و ""آخر"""', "2\tب"], {"1": 'سطر\n\nو "آخر"', "2": "ب"}),
            (['1\t"أ\tب"', "2\tب"], {"1": "أ\tب", "2": "ب"}),
            (['1\t"نعم" قال', "2\tب"], {"1": '"نعم" قال', "2": "ب"}),
            (['1\tقال "نعم"', "2\tب"], {"1": 'قال "نعم"', "2": "ب"}),
            (['1\t"نعم', "2\tب"], {"1": '"نعم', "2": "ب"}),
            (['1\t"نعم', "2\tلا", '3\tب"'], {"1": '"نعم', "2": "لا", "3": 'ب"'}),
            (['1\t"نعم', '2\t"ب', "3\tج"], {"1": '"نعم', "2": '"ب', "3": "ج"}),
            (['1\t"', "2\tب"], {"1": '"', "2": "ب"}),
        ],
    )
    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    @pytest.mark.parametrize("name", ["a.tsv", "a.csv"])
    def test_between_tabs_a_quotation_mark_is_of_the_table_where_that_can_be(
        self, tmp_path: Path, name: str, end: str, rows: list[str], expected: dict[str, str]
    ) -> None:
        items = read(tmp_path / name, end.join(["id\ttext", *rows, ""]))
        assert dict(texts(items)) == expected

    @pytest.mark.parametrize("last", ["", '"', 'x"', '"x"', 'x"y'])
    def test_a_mark_between_tabs_swallows_no_row(self, tmp_path: Path, last: str) -> None:
        rows = [f"{number}\tنص {number}\t2024" for number in range(2, 50)]
        items = read(
            tmp_path / "a.tsv", "\n".join(["id\ttext\tnote", '1\t"نص\t2024', *rows, f"50\tنص\t{last}"])
        )
        assert [name for name, _ in texts(items)] == [str(number) for number in range(1, 51)]

    def test_cells_of_several_lines_may_stand_side_by_side(self, tmp_path: Path) -> None:
        data = 'text\ttitle\tid\n"أ\nب"\t"ج\n\nد"\t1\n"x\n"\t"y\n\t2\nنص\tع\t3\n'
        items = read(tmp_path / "a.tsv", data)
        assert texts(items)[0] == ("1", "أ\nب")
        assert texts(items)[-1] == ("3", "نص")
        assert list(rejected(items)) == ["a.tsv:6", "a.tsv:7", "a.tsv:8"]

    def test_columns_are_mapped(self, tmp_path: Path) -> None:
        items = read(tmp_path / "a.csv", "body;date\nنص;2024", {"body": "text", "date": "published"})
        assert texts(items) == [("a~1", "نص")]

    def test_a_bad_row_is_rejected_alone(self, tmp_path: Path) -> None:
        data = 'id,text\n1,أ,too many\n2\n3,"ب"x\n4,\n\n5,ج\n6,"never closed\nنص\n'
        items = read(tmp_path / "a.csv", data)
        assert texts(items) == [("5", "ج")]
        reasons = rejected(items)
        assert list(reasons) == [f"a.csv:{line}" for line in (2, 3, 4, 5, 8)]
        assert "3 cells where the header has 2" in reasons["a.csv:2"]

    def test_a_cell_may_be_large(self, tmp_path: Path) -> None:
        text = "نص " * 200_000
        assert texts(read(tmp_path / "a.csv", f"text\n{text}\n")) == [("a~1", text)]

    @pytest.mark.parametrize(
        ("data", "says"),
        [
            ("", "empty"),
            ("id,text\n", "empty"),
            ("id,body\n1,نص", "only id, body. Name it with --map body=text"),
            ("Titre;Corps\nعنوان;نص", "only Titre, Corps. Name it with --map Corps=text"),
            ("a|b\n1|نص", "only a, b. Name it with --map COLUMN=text"),
            ("text,text\nا,ب", "twice"),
            ('"text', "header"),
            ("text,a\0b", "binary"),
        ],
    )
    def test_a_file_without_a_header_that_serves_is_rejected(
        self, tmp_path: Path, data: str, says: str
    ) -> None:
        assert says in rejected(read(tmp_path / "a.csv", data))["a.csv"]


class TestPacked:
    @pytest.mark.parametrize(
        ("name", "data", "id"),
        [
            ("a.txt.gz", "نص", "a"),
            ("a.jsonl.gz", '{"text": "نص"}', "a~1"),
            ("a.json.gz", '{"text": "نص"}', "a"),
            ("a.csv.gz", "text\nنص", "a~1"),
        ],
    )
    def test_any_format_may_be_packed(self, tmp_path: Path, name: str, data: str, id: str) -> None:
        assert texts(read(tmp_path / name, gzip.compress(data.encode()))) == [(id, "نص")]

    def test_a_pack_that_breaks_off_gives_what_was_whole_and_says_so(self, tmp_path: Path) -> None:
        lines = [json.dumps({"id": str(i), "text": f"{i * 7919}"}) for i in range(60_000)]
        packed = gzip.compress("\n".join(lines).encode(), 1)
        items = read(tmp_path / "a.jsonl.gz", packed[: len(packed) // 2])
        assert items
        assert "not whole" in rejected(items)["a.jsonl.gz"]
        assert texts(items) == [(str(i), f"{i * 7919}") for i in range(len(texts(items)))]

    @pytest.mark.parametrize(("before", "between"), [("text\n", "\n"), ("[", ",")])
    def test_so_does_one_of_any_records(self, tmp_path: Path, before: str, between: str) -> None:
        ending = ".json.gz" if before == "[" else ".csv.gz"
        cells = (
            json.dumps({"text": f"{i * 7919}"}) if before == "[" else f"{i * 7919}" for i in range(90_000)
        )
        packed = gzip.compress((before + between.join(cells)).encode(), 1)
        items = read(tmp_path / f"a{ending}", packed[: len(packed) // 2])
        assert len(items) > 30_000
        assert "not whole" in rejected(items)[f"a{ending}"]

    def test_packs_one_behind_the_other_are_one(self, tmp_path: Path) -> None:
        lines = [json.dumps({"id": str(i), "text": "نص"}).encode() + b"\n" for i in range(3)]
        items = read(tmp_path / "a.jsonl.gz", b"".join(map(gzip.compress, lines)))
        assert [item.id for item in items if isinstance(item, Record)] == ["0", "1", "2"]

    @pytest.mark.parametrize("name", ["a.txt.gz", "a.csv.gz"])
    def test_what_is_not_packed_is_rejected(self, tmp_path: Path, name: str) -> None:
        assert "it ends in .gz, but is no gzip file" in rejected(read(tmp_path / name, "نص"))[name]


def test_a_file_that_changes_encoding_in_the_middle_is_rejected_where_it_does(tmp_path: Path) -> None:
    data = json.dumps({"id": "x", "text": "نص"}).encode("utf-16") + b"\n\0\x41"
    items = read(tmp_path / "a.jsonl", data)
    assert "encoding" in rejected(items)["a.jsonl"]


def test_a_file_that_goes_away_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("نص")
    [file] = find_files([path]).files
    path.unlink()
    assert isinstance(file, File)
    [rejection] = Input(file, Given(Columns({})))
    assert "cannot be read" in str(rejection)


def test_progress_knows_how_much_of_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "نص"}\n' * 80_000)
    [file] = find_files([path]).files
    assert isinstance(file, File)
    source: Any = Input(file, Given(Columns({})))
    positions = [source.position for _ in source]
    assert positions == sorted(positions)
    assert 0 < positions[0] < positions[-1] <= file.size
