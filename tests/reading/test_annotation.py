"""A reading as JSON, in the shapes that the API documents."""

import json
from typing import Any

from app.reading.annotation import annotation
from app.reading.article import read
from app.reading.model import READING_VERSION, Known
from tests.conftest import SEEDS


def seed(number: str) -> dict[str, Any]:
    [path] = SEEDS.glob(f"{number}_*.txt")
    found: dict[str, Any] = json.loads(json.dumps(annotation(read(path.read_text("utf-8")))))
    return found


def test_what_an_article_says_of_itself_comes_with_its_evidence() -> None:
    found = seed("002")
    assert found["source"] == {"id": "middle-east-online", "name": "ميدل ايست اونلاين"}
    assert found["published"] == {
        "earliest": "2024-09-14", "latest": "2024-09-14", "precision": "day", "provenance": "header",
        "evidence": {"field": "text", "start": 49, "end": 63, "surface": "14 سبتمبر 2024"},
    }  # fmt: skip
    assert found["read"]["section"] == {
        "provenance": "header",
        "evidence": {"field": "text", "start": 43, "end": 48, "surface": "سياسة"},
    }
    assert found["read"]["byline"] is found["byline"] is None
    assert found["reading_version"] == READING_VERSION


def test_parts_dates_and_mentions_have_the_fields_of_the_contract() -> None:
    found = seed("004")
    assert found["parts"][0] == {"role": "dateline", "start": 0, "end": 7}
    assert set(found["dates"][0]) == {
        "surface", "field", "start", "end", "earliest", "latest", "precision", "kind", "calendar",
    }  # fmt: skip
    mention = found["mentions"][0]
    assert set(mention) == {
        "entity", "kind", "surface", "field", "start", "end", "part", "sentence", "explanation",
    }  # fmt: skip
    assert set(mention["entity"]) == {"type", "id"}
    assert set(mention["sentence"]) == {"start", "end"}
    assert set(mention["explanation"]) == {"alias", "rule", "cues"}


def test_a_person_s_word_has_no_evidence() -> None:
    found = annotation(read("نص قصير.", Known(title="عنوان", source="هسبريس")))
    assert found["title"] == "عنوان"
    assert found["read"]["title"] == {"provenance": "metadata", "evidence": None}
    assert found["source"]["id"] == "hespress"


def test_an_empty_text_is_an_answer_too() -> None:
    found = annotation(read(""))
    assert found["parts"] == found["dates"] == found["mentions"] == found["warnings"] == []
    assert found["published"] is found["source"] is found["language"] is None
    assert found["excerpt"] == ""
