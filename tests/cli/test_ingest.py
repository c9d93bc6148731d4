"""Loading a corpus of one's own: any format, through files or a pipe, and what is said of it."""

import csv
import gzip
import io
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import warraq
from tests.conftest import SEEDS
from tests.ingest.formats.test_page import page

TEXT = "أعلنت المديرية العامة للأمن الوطني اليوم أن مصالح الأمن بمدينة الرباط أوقفت ثلاثة أشخاص."


def ids(home: Path) -> set[str]:
    with closing(sqlite3.connect(home / "data" / "warraq.db")) as database:
        return {row[0] for row in database.execute("SELECT id FROM article")}


def texts(home: Path) -> dict[str, tuple[str, dict[str, Any]]]:
    with closing(sqlite3.connect(home / "data" / "warraq.db")) as database:
        rows = database.execute("SELECT id, text, detail FROM article")
        return {row[0]: (row[1], json.loads(row[2])) for row in rows}


def table(*rows: tuple[str, ...], delimiter: str = ",") -> str:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()


class TestStandardInput:
    @pytest.mark.parametrize(
        ("given", "options", "expected"),
        [
            (json.dumps({"id": "x", "text": TEXT}), [], {"x"}),
            (json.dumps([{"id": "x", "text": TEXT}, {"text": TEXT}]), ["--name", "n"], {"x", "n~2"}),
            (json.dumps({"text": TEXT}), ["--format", "json", "--name", "n"], {"n"}),
            (table(("id", "text"), ("x", TEXT)), [], {"x"}),
            (table(("id", "body"), ("x", TEXT), delimiter=";"), ["--map", "body=text"], {"x"}),
            (page(), ["--name", "n"], {"n"}),
            (TEXT, ["--name", "n"], {"n"}),
            (f"---\nid: x\n---\n{TEXT}", [], {"x"}),
            ('{"a": "b"}', ["--format", "txt", "--name", "n"], {"n"}),
        ],
    )
    @pytest.mark.parametrize("packed", [False, True])
    def test_it_may_be_in_any_format(
        self, home: Path, given: str, options: list[str], expected: set[str], packed: bool
    ) -> None:
        data = gzip.compress(given.encode()) if packed else given
        done = warraq(home, "ingest", "-", *options, given=data)
        assert done.returncode == 0, done.stderr
        assert ids(home) == expected

    def test_what_brings_no_id_is_called_after_its_text(self, home: Path) -> None:
        first = "\n".join(json.dumps({"text": f"{TEXT} {n}"}) for n in range(2))
        second = "\n".join(json.dumps({"text": f"{TEXT} {n}"}) for n in (1, 2))
        assert "2 loaded" in warraq(home, "ingest", "-", given=first).stdout
        assert "1 loaded, 0 updated, 1 unchanged" in warraq(home, "ingest", "-", given=second).stdout
        assert len(ids(home)) == 3

    def test_it_may_be_mixed_with_files(self, home: Path) -> None:
        (home / "a.txt").write_text(TEXT, encoding="utf-8")
        done = warraq(home, "ingest", "a.txt", "-", "--name", "b", given=TEXT)
        assert "2 loaded" in done.stdout
        assert ids(home) == {"a", "b"}

    def test_nothing_at_all_is_rejected(self, home: Path) -> None:
        done = warraq(home, "ingest", "-")
        assert done.returncode == 1
        assert "standard input" in done.stderr

    @pytest.mark.parametrize("option", ["--format=txt", "--name=n"])
    def test_its_options_without_it_are_a_mistake(self, home: Path, option: str) -> None:
        done = warraq(home, "ingest", option, str(SEEDS))
        assert done.returncode == 2
        assert option.partition("=")[0] in done.stderr


class TestSaying:
    def test_the_summary_may_be_json(self, home: Path) -> None:
        (home / "a").mkdir()
        (home / "a" / "bad.txt").write_bytes(b"")
        (home / "a" / ".b.txt").write_text(TEXT, encoding="utf-8")
        done = warraq(home, "ingest", "a", str(SEEDS), "--json")
        assert done.returncode == 1
        summary = json.loads(done.stdout)
        assert set(summary) == {
            "dry_run", "loaded", "updated", "unchanged", "removed", "reread", "rejections", "rejected",
            "without", "lost", "countries", "agencies", "hidden", "linked", "pruned", "complete", "seconds",
        }  # fmt: skip
        assert (summary["loaded"], summary["rejections"], summary["complete"]) == (5, 1, False)
        assert summary["rejected"] == [{"origin": "a/bad.txt", "reason": "its text is empty"}]
        assert set(summary["without"]) == {"title", "source", "published"}
        assert (summary["pruned"], summary["hidden"]) == (None, ["a/.b.txt"])
        assert summary["countries"][0] == {"code": "MA", "articles": 5}
        assert summary["agencies"][0]["id"] == "ma-dgsn"

    def test_a_dry_run_says_what_would_be_and_writes_nothing(self, home: Path) -> None:
        done = warraq(home, "ingest", str(SEEDS), "--dry-run")
        assert done.returncode == 0
        assert "nothing was written" in done.stdout
        assert "5 loaded" in done.stdout
        assert not list(home.iterdir())
        warraq(home, "ingest", str(SEEDS))
        told = json.loads(warraq(home, "ingest", str(SEEDS), "--dry-run", "--json").stdout)
        assert (told["dry_run"], told["loaded"], told["unchanged"]) == (True, 0, 5)

    def test_a_flood_of_rejections_is_counted_and_json_has_them_all(self, home: Path) -> None:
        (home / "a").mkdir()
        for number in range(500):
            (home / "a" / f"{number:03}.png").touch()
        (home / "a" / "good.txt").write_text(TEXT, encoding="utf-8")
        done = warraq(home, "ingest", "a", "--json")
        named = [line for line in done.stderr.splitlines() if line.startswith("rejected a/")]
        assert len(named) == 5
        more = "rejected 495 more, such as a/005.png, a/006.png, a/007.png: files ending in .png are not"
        assert f"{more} supported, only .txt, .md" in done.stderr
        assert len(json.loads(done.stdout)["rejected"]) == 500

    def test_hidden_files_are_counted(self, home: Path) -> None:
        for name in ("a.txt", ".b.txt", ".c.txt", ".d.txt", ".e.txt"):
            (home / name).write_text(TEXT, encoding="utf-8")
        done = warraq(home, "ingest", ".")
        assert done.returncode == 0
        assert "4 hidden, passed over: .b.txt, .c.txt, .d.txt, …\n" in done.stdout

    @pytest.mark.parametrize(
        ("source", "said"),
        [
            ("هسبريس", None),
            ("النهار اللبنانية", None),
            ("الجزيره", "taken for الجزيرة (al-jazeera)."),
            ("الاهرام", "taken for الأهرام (al-ahram)."),
            ("hespress", "taken for هسبريس (hespress)."),
            ("جريدة هسبريس", "taken for هسبريس (hespress)."),
            ("الجوهرة أف أم", "taken for جوهرة أف أم (jawhara-fm)."),
            (
                "الصباح",
                "الصباح نيوز (assabah-tn) or الصباح العراقية (al-sabaah-iq) is meant, name it by that id.",
            ),
            ("نشرة الحي", "a source of its own, for no outlet of the list is known by that name alone."),
        ],
    )
    def test_what_a_given_source_was_taken_for_is_said(
        self, home: Path, source: str, said: str | None
    ) -> None:
        done = warraq(home, "ingest", "-", "--dry-run", "--source", source, given=TEXT)
        assert done.stderr.startswith(f"--source {source}: ") if said else not done.stderr
        assert done.stderr.endswith(f"{said}\n" if said else "")

    def test_a_bad_line_of_a_table_costs_its_article_only(self, home: Path) -> None:
        rows = [{"id": name, "text": TEXT} for name in "abc"]
        (home / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
        (home / "t.csv").write_text("id,published\na,2024\nb,04/05/2024\nc,2023\nb,2022\n")
        done = warraq(home, "ingest", "a.jsonl", "--metadata", "t.csv")
        assert done.returncode == 1
        assert "2 loaded" in done.stdout
        assert "a.jsonl:2: t.csv:5 and t.csv:3 say different things of it" in done.stderr
        assert "what t.csv:3 says of it cannot be read: published is '04/05/2024'" in done.stderr
        assert ids(home) == {"a", "c"}

    def test_columns_that_mean_nothing_are_kept_and_said_once(self, home: Path) -> None:
        rows = [{"id": str(n), "text": TEXT, "tags": ["a"], "titel": "x"} for n in range(3)]
        (home / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
        (home / "b.csv").write_text(table(("text", "kicker"), (TEXT, "k")), encoding="utf-8")
        done = warraq(home, "ingest", "a.jsonl", "b.csv")
        assert done.returncode == 0
        assert [line for line in done.stderr.splitlines() if "extra" in line] == [
            "a.jsonl: kept as extra: tags, titel (if it is title: --map titel=title).",
            "b.csv: kept as extra: kicker.",
        ]
        assert texts(home)["0"][1]["extra"] == {"tags": ["a"], "titel": "x"}

    def test_names_of_front_matter_are_said_once_and_can_be_mapped(self, home: Path) -> None:
        day = "date: 2024-05-06 10:00:00 +0100\n"
        fronts = [
            day,
            f"{day}layout: post\n",
            f"layout: post\nauthor: [أ, ب]\n{day}",
            "published: 2023\n" + day,
        ]
        for number, front in enumerate(fronts):
            (home / f"{number}.md").write_text(f"---\n{front}---\n{TEXT}", encoding="utf-8")
        done = warraq(home, "ingest", *(f"{number}.md" for number in range(4)))
        assert done.stderr.splitlines() == [
            "0.md: kept as extra: date (if it is published: --map date=published).",
            "1.md: kept as extra: layout.",
            "2.md: kept as extra: author (if it is byline: --map author=byline).",
            "3.md: kept as extra: date.",
        ]
        warraq(home, "ingest", "2.md", "--map", "date=published", "--map", "author=byline")
        assert texts(home)["2"][1]["extra"] == {"layout": "post"}


class TestExported:
    @pytest.mark.parametrize("format", ["ndjson", "csv"])
    def test_what_was_exported_gives_the_same_corpus(self, home: Path, format: str) -> None:
        known = {"id": "=1", "text": f"=\r\n{TEXT}", "title": "- عنوان", "source": "جريدة", "tags": ["أ"]}
        given = json.dumps(known | {"published": "2023", "byline": "'كاتب", "url": "https://example.org/a"})
        warraq(home, "ingest", str(SEEDS), "-", given=given)
        first, second = f"one.{format}", f"two.{format}"
        warraq(home, "export", "--format", format, "--output", first)
        other = {"WARRAQ_DATABASE_URL": "sqlite:///other.db"}
        done = warraq(home, "ingest", first, **other)
        assert done.returncode == 0, done.stderr
        assert "6 loaded" in done.stdout
        warraq(home, "export", "--format", format, "--output", second, **other)
        moment = re.compile(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ")
        assert moment.sub(b"", (home / second).read_bytes()) == moment.sub(b"", (home / first).read_bytes())


class TestFormats:
    def test_pages_are_articles(self, home: Path) -> None:
        (home / "a").mkdir()
        head = '<meta property="article:published_time" content="2023-09-14"><title>عنوان</title>'
        (home / "a" / "one.html").write_text(page(head), encoding="utf-8")
        (home / "a" / "two.htm").write_bytes(page(head).encode("cp1256"))
        (home / "a" / "three.html.gz").write_bytes(gzip.compress(page(head).encode()))
        (home / "a" / "empty.html").write_text("<html><body></body></html>")
        done = warraq(home, "ingest", "a")
        assert done.returncode == 1
        assert ids(home) == {"one", "two", "three"}
        assert "empty.html: no main text" in done.stderr

    def test_what_was_mended_is_said_of_the_article(self, home: Path) -> None:
        (home / "a.txt").write_text(TEXT.encode().decode("latin-1"), encoding="utf-8")
        (home / "b.jsonl").write_text(json.dumps({"id": "b", "text": TEXT.encode().decode("cp1256")}))
        (home / "c.txt").write_text(TEXT.encode().decode("cp1252", "replace"), encoding="utf-8")
        done = warraq(home, "ingest", "a.txt", "b.jsonl", "c.txt")
        assert done.returncode == 1
        assert "c.txt: its text is garbled" in done.stderr
        found = texts(home)
        assert (found["a"][0], found["b"][0]) == (TEXT, TEXT)
        assert all("was garbled" in detail["warnings"][0] for _, detail in found.values())

    def test_odd_characters_stay_and_what_is_said_of_them_is_true(self, home: Path) -> None:
        odd = f"\u202b{TEXT}\u202c 😀👨‍👩‍👧 "
        odd += "\ufedf\ufefb \ufef3\ufeee\ufee1 \u200fالمغرب\u200f \u0640ال\u0640مغرب e\u0301"
        given = {"id": "odd", "text": odd, "title": "😀 زيارة إلى فرنسا"}
        warraq(home, "ingest", "-", given=json.dumps(given))
        text, detail = texts(home)["odd"]
        assert text == odd
        assert {mention["entity"]["id"] for mention in detail["mentions"]} >= {"MA", "FR", "ma-dgsn"}
        for found in detail["mentions"] + detail["dates"]:
            field = text if found["field"] == "text" else given["title"]
            assert field[found["start"] : found["end"]] == found["surface"]

    def test_a_line_of_five_megabytes_is_read_with_true_spans(self, home: Path) -> None:
        text = f"{TEXT} " * (5_000_000 // len(TEXT.encode()))
        (home / "a.txt").write_text(text, encoding="utf-8")
        assert "1 loaded" in warraq(home, "ingest", "a.txt").stdout
        stored, detail = texts(home)["a"]
        assert stored == text
        mentions = detail["mentions"]
        assert len(mentions) > 30_000
        assert all(stored[m["start"] : m["end"]] == m["surface"] for m in mentions)
