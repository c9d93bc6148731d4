"""Which format standard input is in."""

import pytest

from app.ingest.columns import Columns
from app.ingest.sniff import sniff


@pytest.mark.parametrize(
    ("begins", "ending"),
    [
        ('{"id": "1", "text": "نص"}\n{"text"', ".jsonl"),
        ('{"id": "1", "text": "a line longer than what is looked at', ".jsonl"),
        ('{broken}\n{"text": "نص"}', ".jsonl"),
        ("\ufeff\n{}\n", ".jsonl"),
        ('{\n  "text": "نص"\n}', ".json"),
        ('{"articles": [\n{"text"', ".json"),
        ('[{"text": "نص"}]', ".json"),
        ("<!DOCTYPE html>\n<html>", ".html"),
        ("<HTML lang=ar>", ".html"),
        ('<?xml version="1.0"?><html', ".html"),
        ("id,text\n1,نص", ".csv"),
        ('"id";"text"\r\n', ".csv"),
        ("text\ttitle\n", ".csv"),
        ("sep=;\r\nid;text\r\n", ".csv"),
        ("sep=;\nنص", ".txt"),
        ("id,content\n", ".txt"),
        ("text\nthat begins so", ".txt"),
        ("---\ntitle: x\n---\nنص", ".txt"),
        ("هسبريس - الرباط\n\nنص", ".txt"),
        ("<<يقول>> الوزير", ".txt"),
        ("", ".txt"),
    ],
)
def test_it_is_told_by_how_it_begins(begins: str, ending: str) -> None:
    assert sniff(begins.encode(), Columns({})) == ending


def test_a_table_is_known_by_what_the_map_calls_text() -> None:
    assert sniff(b"id,content\n", Columns({"content": "text"})) == ".csv"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1256"])
def test_the_encoding_does_not_matter(encoding: str) -> None:
    begins = '{"text": "أعلنت وزارة الداخلية اليوم أن قوات الأمن أوقفت مجموعة"}\n'
    assert sniff(begins.encode(encoding), Columns({})) == ".jsonl"
