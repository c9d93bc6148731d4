"""What a careful reader finds in the five articles, asked of a running server."""

from typing import Any

import httpx
import pytest

from tests.conftest import SEEDS

IDS = {path.stem.partition("_")[0]: path.stem for path in sorted(SEEDS.glob("*.txt"))}


def article(client: httpx.Client, number: str) -> dict[str, Any]:
    answer = client.get(f"/v1/articles/{IDS[number]}")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def ids(client: httpx.Client, **params: Any) -> list[str]:
    answer = client.get("/v1/articles", params={"limit": 100, **params})
    assert answer.status_code == 200, answer.text
    assert answer.json()["total"] == len(answer.json()["items"])
    return [item["id"].partition("_")[0] for item in answer.json()["items"]]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("000", {"title": None, "source": None, "published": None, "byline": None, "section": None}),
        ("001", {"title": None, "byline": "الكبير بن لكريم", "published": None, "source": None}),
        (
            "002",
            {
                "title": "انجازات حموشي الأمنية تحت المجهر الاسباني",
                "section": "سياسة",
                "dateline": "مدريد",
                "byline": None,
                "language": "ar",
            },
        ),
        (
            "003",
            {
                "title": "بين المغرب وفرنسا ..تعاون أمني يُرسّخه التزام عبد اللطيف حموشي "
                "بثوابت الشراكة الاستراتيجية",
                "published": None,
                "byline": None,
            },
        ),
        ("004", {"title": None, "dateline": "الرباط", "byline": "سناء الجدني", "published": None}),
    ],
)
def test_what_stands_in_the_head_is_read_and_nothing_is_invented(
    client: httpx.Client, number: str, expected: dict[str, Any]
) -> None:
    found = article(client, number)
    assert {name: found[name] for name in expected} == expected


def test_the_only_article_that_says_its_date_has_it_with_its_evidence(client: httpx.Client) -> None:
    published = article(client, "002")["published"]
    assert (published["earliest"], published["latest"]) == ("2024-09-14", "2024-09-14")
    assert (published["precision"], published["provenance"]) == ("day", "header")
    assert published["evidence"]["surface"] == "14 سبتمبر 2024"


@pytest.mark.parametrize(
    ("number", "name"),
    [("000", None), ("001", None), ("002", "ميدل ايست اونلاين"), ("003", "مراسلون 24"), ("004", None)],
)
def test_the_source_is_the_one_named(client: httpx.Client, number: str, name: str | None) -> None:
    found = article(client, number)
    evidence = (found["read"]["source"] or {}).get("evidence") or {}
    assert evidence.get("surface") == name
    assert (found["source"] is None) == (name is None)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("000", "MA FR ES US DE EG"),
        ("001", "MA QA AE SA"),
        ("002", "MA ES LY FR US AE DE RU"),
        ("003", "MA FR"),
        ("004", "MA AT ES DE BE US IL"),
    ],
)
def test_the_countries_named_are_found_and_no_others(
    client: httpx.Client, number: str, expected: str
) -> None:
    assert {country["code"] for country in article(client, number)["countries"]} == set(expected.split())


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("000", "ma-dgsn ma-dgst fr-dgsi fr-dgse fr-police es-police fr-interior-ministry"),
        ("001", "ma-dgsn ma-dgst sa-pss"),
        ("002", "ma-dgsn ma-dgst us-fbi us-cia de-bnd fr-police ma-police int-world-bank int-imf"),
        ("003", "ma-dgsn ma-dgst ma-intelligence"),
        (
            "004",
            "int-interpol ma-dgsn ma-dgst be-vsse be-justice-ministry "
            "us-odni us-cia us-fbi us-foreign-ministry",
        ),
    ],
)
def test_the_agencies_named_are_found_and_no_others(client: httpx.Client, number: str, expected: str) -> None:
    assert {agency["id"] for agency in article(client, number)["agencies"]} == set(expected.split())


@pytest.mark.parametrize("number", sorted(IDS))
def test_every_claim_is_true_of_the_file_byte_for_byte(client: httpx.Client, number: str) -> None:
    text = (SEEDS / f"{IDS[number]}.txt").read_bytes().decode("utf-8")
    found = article(client, number)
    assert found["text"] == text == client.get(f"/v1/articles/{IDS[number]}/text").text
    assert found["characters"] == len(text)
    claims = [claim["evidence"] for claim in found["read"].values() if claim and claim["evidence"]]
    for claim in found["mentions"] + found["dates"] + claims:
        assert text[claim["start"] : claim["end"]] == claim["surface"]
    assert found["mentions"]
    for mention in found["mentions"]:
        assert mention["sentence"]["start"] <= mention["start"] < mention["end"] <= mention["sentence"]["end"]


@pytest.mark.parametrize("number", sorted(IDS))
def test_the_parts_hold_all_that_is_written_and_nothing_twice(client: httpx.Client, number: str) -> None:
    found = article(client, number)
    last = 0
    for part in found["parts"]:
        assert last <= part["start"] < part["end"]
        assert not found["text"][last : part["start"]].strip()
        last = part["end"]
    assert not found["text"][last:].strip()


def test_captions_and_the_repeated_title_are_no_paragraphs(client: httpx.Client) -> None:
    found = article(client, "002")
    paragraphs = [
        found["text"][part["start"] : part["end"]] for part in found["parts"] if part["role"] == "paragraph"
    ]
    assert not any(text.startswith(("انجازات حموشي الأمنية", "عرف حموشي بإطلاعه")) for text in paragraphs)
    assert "الحموشي حظي بتكريم العديد من الدول مثل اسبانيا وفرنسا" not in paragraphs


def test_hard_wrapped_lines_of_a_paragraph_are_one_part(client: httpx.Client) -> None:
    found = article(client, "000")
    first = found["parts"][0]
    assert found["text"][first["start"] : first["end"]].endswith("للشرطة الوطنية.")
    assert found["text"][first["start"] : first["end"]].count("\n") == 2


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, "002 000 001 003 004"),
        ({"country": "MA"}, "002 000 001 003 004"),
        ({"country": "BE"}, "004"),
        ({"country": "BEL"}, "004"),
        ({"country": "بلجيكا"}, "004"),
        ({"country": ["QA", "RU"]}, "002 001"),
        ({"country_all": ["ES", "DE"]}, "002 000 004"),
        ({"country_not": "FR"}, "001 004"),
        ({"agency": "us-fbi"}, "002 004"),
        ({"agency": "FBI"}, "002 004"),
        ({"agency_all": ["us-fbi", "int-interpol"]}, "004"),
        ({"agency_not": "us-cia"}, "000 001 003"),
        ({"agency_country": "US"}, "002 004"),
        ({"country": "AT", "mention_kind": "capital"}, "004"),
        ({"source": "ميدل ايست اونلاين"}, "002"),
        ({"published_from": "2024"}, "002"),
        ({"published_from": "2024-09", "published_to": "2024-09"}, "002"),
        ({"published_to": "2024-09-13"}, ""),
        ({"published_from": "2024-09-14", "undated": "true"}, "002 000 001 003 004"),
        ({"undated": "only"}, "000 001 003 004"),
        ({"missing": "title"}, "000 001 004"),
    ],
)
def test_articles_are_filtered_by_what_they_say(
    client: httpx.Client, params: dict[str, Any], expected: str
) -> None:
    assert ids(client, **params) == expected.split()
