"""A text that is sent is read as an ingest would read it, and is not kept."""

import json
from typing import Any

import httpx
import pytest
from pydantic import TypeAdapter

from app.api.annotate import MOST_BYTES
from app.api.answers.annotation import AnnotationAnswer
from app.reading.annotation import annotation
from app.reading.article import read
from app.reading.model import Known

TEXT = "سياسة\r\n14 سبتمبر 2024\n😀 مدريد: زار وزير الداخلية الفرنسي المغرب أمس.\n"


def ask(client: httpx.Client, body: Any, query: str = "") -> httpx.Response:
    return client.post(f"/v1/annotate{query}", content=body if isinstance(body, bytes) else json.dumps(body))


def test_the_answer_is_what_the_command_prints(client: httpx.Client) -> None:
    answer = ask(client, {"text": TEXT})
    assert answer.status_code == 200
    assert answer.json() == annotation(read(TEXT, Known()))
    assert answer.headers["cache-control"] == "no-store"
    TypeAdapter(AnnotationAnswer).validate_python(answer.json(), strict=True)


def test_spans_count_in_the_text_as_it_was_sent(client: httpx.Client) -> None:
    found = ask(client, {"text": TEXT}).json()
    assert len(found["mentions"]) >= 2
    for span in (*found["mentions"], *found["dates"], found["published"]["evidence"]):
        assert TEXT[span["start"] : span["end"]] == span["surface"]


def test_offsets_count_utf16_units_where_asked(client: httpx.Client) -> None:
    found = ask(client, {"text": TEXT}, "?offsets=utf16").json()
    units = TEXT.encode("utf-16-le")
    plain = ask(client, {"text": TEXT}).json()
    last, as_points = found["mentions"][-1], plain["mentions"][-1]
    assert units[2 * last["start"] : 2 * last["end"]].decode("utf-16-le") == last["surface"]
    assert last["start"] == as_points["start"] + 1
    assert last["sentence"]["end"] == as_points["sentence"]["end"] + 1


@pytest.mark.parametrize("day", ["2024-08-09", "٢٠٢٤-٠٨-٠٩"])
def test_a_title_and_a_day_to_count_from_are_taken(client: httpx.Client, day: str) -> None:
    body = {"text": "نشر يوم 5 غشت الجاري.", "title": "زيارة إلى المغرب", "reference": day}
    found = ask(client, body).json()
    assert found["title"] == body["title"]
    assert [(m["entity"]["id"], m["field"]) for m in found["mentions"]] == [("MA", "title")]
    assert [date["earliest"] for date in found["dates"]] == ["2024-08-05"]


@pytest.mark.parametrize(
    ("body", "param", "code"),
    [
        (b"", "body", "invalid_value"),
        (b"{", "body", "invalid_value"),
        (b"\xff", "body", "invalid_value"),
        (b"[" * 100_000, "body", "invalid_value"),
        (["text"], "body", "invalid_value"),
        ({}, "text", "invalid_value"),
        ({"text": 5}, "text", "invalid_value"),
        ({"text": " \n"}, "text", "invalid_value"),
        ({"text": "a\0"}, "text", "invalid_value"),
        ({"text": "\ud800"}, "text", "invalid_value"),
        ({"text": "a", "title": 5}, "title", "invalid_value"),
        ({"text": "a", "reference": "5 غشت"}, "reference", "invalid_value"),
        ({"text": "a", "reference": "2024-W01-1"}, "reference", "invalid_value"),
        ({"text": "a", "reference": "٢٠٢٤-٠٢-٣٠"}, "reference", "invalid_value"),
        ({"text": "a", "reference": "2024-02-30"}, "reference", "invalid_value"),
        ({"text": "a", "tilte": "b"}, "tilte", "unknown_parameter"),
    ],
)
def test_a_body_that_means_nothing_is_refused_by_name(
    client: httpx.Client, body: Any, param: str, code: str
) -> None:
    refused = ask(client, body)
    assert refused.status_code == 422, refused.text
    assert refused.headers["content-type"] == "application/problem+json"
    assert [(error["param"], error["code"]) for error in refused.json()["errors"]] == [(param, code)]


def test_an_unknown_parameter_is_refused(client: httpx.Client) -> None:
    assert ask(client, {"text": "a"}, "?offset=utf16").json()["errors"][0]["did_you_mean"] == "offsets"


def test_a_body_that_is_too_large_is_413(client: httpx.Client) -> None:
    shell = len(json.dumps({"text": ""}))
    assert ask(client, {"text": "a" * (MOST_BYTES - shell)}).status_code == 200
    refused = ask(client, {"text": "a" * (MOST_BYTES - shell + 1)})
    assert (refused.status_code, refused.json()["code"]) == (413, "too_large")


def test_it_can_only_be_posted_to_and_from_any_page(client: httpx.Client) -> None:
    assert client.get("/v1/annotate").headers["allow"] == "OPTIONS, POST"
    asked = {
        "Origin": "https://x.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    assert client.options("/v1/annotate", headers=asked).status_code == 200
