"""Reading one text, or one a line, without a database."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import warraq
from tests.conftest import ROOT, SEEDS
from tests.ingest.formats.test_page import FIRST, page


def annotations(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_annotate_prints_what_is_read_and_needs_no_database(home: Path) -> None:
    seed = SEEDS / "002_f2247bdb1d6dd84f.txt"
    done = warraq(home, "annotate", str(seed))
    assert done.returncode == 0
    reading = json.loads(done.stdout)
    text = seed.read_text(encoding="utf-8")
    assert reading["mentions"]
    for mention in reading["mentions"] + reading["dates"]:
        assert text[mention["start"] : mention["end"]] == mention["surface"]
    assert not list(home.iterdir())


@pytest.mark.parametrize("day", ["2024-08-09", "۲۰۲۴-۰۸-۰۹"])
def test_annotate_reads_standard_input(home: Path, day: str) -> None:
    done = warraq(home, "annotate", "-", "--reference", day, given="نشر يوم 5 غشت الجاري بالمغرب.")
    reading = json.loads(done.stdout)
    assert [(d["earliest"], d["latest"], d["kind"]) for d in reading["dates"]] == [
        ("2024-08-05", "2024-08-05", "relative")
    ]
    assert [m["entity"] for m in reading["mentions"]] == [{"type": "country", "id": "MA"}]


def test_annotate_answers_lines_in_order_and_names_the_bad_ones(home: Path) -> None:
    lines = [
        json.dumps({"id": "a", "text": "زار مصر أمس", "reference": "2024-03-10"}, ensure_ascii=False),
        "{",
        json.dumps({"id": 7, "text": "عاد من فرنسا"}, ensure_ascii=False),
        json.dumps({"id": "c"}),
        json.dumps({"id": "d", "text": "\ud800"}),
    ]
    done = warraq(home, "annotate", "--jsonl", given="\n".join(lines))
    answers = annotations(done)
    assert done.returncode == 1
    assert [answer["id"] for answer in answers] == ["a", None, 7, "c", "d"]
    assert answers[0]["dates"][0]["earliest"] == "2024-03-09"
    assert [m["entity"]["id"] for m in answers[2]["mentions"]] == ["FR"]
    assert "error" in answers[1]
    assert "line 2" in done.stderr
    assert "line 4" in done.stderr
    assert "surrogate" in answers[4]["error"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_annotate_reads_a_file_as_ingest_does(home: Path, encoding: str) -> None:
    text = "استقبل الوزير أمس نظيره الفرنسي في الرباط، وأكد دعم المغرب لهذه المبادرة.\n"
    front = "---\ntitle: زيارة إلى باريس\npublished: 2024-08-09\ntags: [a]\n---\n"
    (home / "a.md").write_bytes((front + text).encode(encoding))
    reading = json.loads(warraq(home, "annotate", "a.md").stdout)
    assert reading["characters"] == len(text)
    assert (reading["title"], reading["published"]["provenance"]) == ("زيارة إلى باريس", "metadata")
    assert reading["dates"][0]["earliest"] == "2024-08-08"
    for mention in reading["mentions"]:
        field = text if mention["field"] == "text" else reading["title"]
        assert field[mention["start"] : mention["end"]] == mention["surface"]


def test_annotate_reads_the_main_text_of_a_page(home: Path) -> None:
    (home / "a.html").write_text(page("<title>عنوان</title>"), encoding="utf-8")
    reading = json.loads(warraq(home, "annotate", "a.html").stdout)
    assert reading["title"] == "عنوان"
    assert reading["parts"][1]["end"] - reading["parts"][1]["start"] > 50
    assert reading["characters"] > len(FIRST)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\0\1", "binary"),
        ("a.html", b"<html></html>", "main text"),
        ("a.jsonl", b'{"text": "x"}', "--jsonl"),
        ("a.md", "---\npublished: soon\n---\nنص".encode(), "soon"),
    ],
)
def test_annotate_says_of_a_file_that_it_cannot_read_why(
    home: Path, name: str, content: bytes, says: str
) -> None:
    (home / name).write_bytes(content)
    done = warraq(home, "annotate", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert name in done.stderr
    assert says in done.stderr


def test_annotate_answers_each_line_before_it_asks_for_the_next(home: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "app", "annotate", "--jsonl"],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(3):
            line = json.dumps({"id": number, "text": "عاد من فرنسا"}, ensure_ascii=False)
            process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
