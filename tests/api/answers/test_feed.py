"""An Atom feed, held to RFC 4287."""

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from app.api.answers.feed import Address, feed

ATOM, XHTML, XML = (
    "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/XML/1998/namespace}"
)  # fmt: skip
HERE = Address(
    "http://h", "http://h/v1/articles.atom?country=MA&limit=1", "http://h/v1/articles.atom?cursor=c"
)
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
NAME = {"ar": "المغرب", "fr": "Maroc", "en": "Morocco"}
ARTICLE: dict[str, Any] = {
    "id": "a~ب/1", "title": "DGSN توضح", "source": {"id": "meo", "name": "ميدل ايست"}, "byline": None,
    "language": "ar", "url": "https://example.org/خبر?a=1&b=2",
    "published": {"earliest": "2024-09-14", "latest": "2024-09-14", "precision": "day"},
    "excerpt": "قال: <نعم> & لا", "countries": [{"code": "MA", "name": NAME, "mentions": 2}],
    "agencies": [{"id": "ma-dgsn", "name": NAME, "mentions": 1}], "ingested_at": "2025-01-31T09:12:45Z",
    "text": "عنوان\nفقرة أولى\nتتبع\nعنوان فرعي\nتذييل",
    "parts": [
        {"role": "title", "start": 0, "end": 5}, {"role": "paragraph", "start": 6, "end": 20},
        {"role": "heading", "start": 21, "end": 31}, {"role": "boilerplate", "start": 32, "end": 37},
    ],
}  # fmt: skip


def made(*changes: dict[str, Any], address: Address = HERE) -> ET.Element:
    items = [{**ARTICLE, **change} for change in changes]
    data = b"".join(feed(items, address, "Warraq: country MA", "country MA", "2025-02-01T00:00:00Z"))
    return ET.fromstring(data)  # noqa: S314 - it is our own


def entry(**change: Any) -> ET.Element:
    found = made(change).find(f"{ATOM}entry")
    assert found is not None
    return found


def text(element: ET.Element, name: str) -> str | None:
    return element.findtext(f"{ATOM}{name}")


def test_a_feed_has_what_every_feed_must_have() -> None:
    root = made({}, {"id": "other"})
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
        assert INSTANT.fullmatch(text(element, "updated") or "")
        assert (text(element, "id") or "").startswith("urn:uuid:")
    assert root.find(f"{ATOM}author") is not None
    ids = [found.text for found in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids) == 3


def test_its_links_lead_to_itself_and_to_the_next_page() -> None:
    links = {link.get("rel"): link.get("href") for link in made().findall(f"{ATOM}link")}
    assert links == {"self": HERE.self, "next": HERE.next}
    last = made(address=HERE._replace(next=None))
    assert [link.get("rel") for link in last.findall(f"{ATOM}link")] == ["self"]


def test_an_entry_keeps_its_id_whatever_else_of_it_changes() -> None:
    before, after = entry(), entry(title="x", text="y", parts=[], ingested_at="2026-01-01T00:00:00Z")
    assert text(before, "id") == text(after, "id") == "urn:uuid:b75aa304-707c-5ab2-99a7-e75eb64c4420"
    assert text(after, "updated") == "2026-01-01T00:00:00Z"


def test_an_entry_links_to_its_page_and_to_what_is_known_of_it() -> None:
    links = [(link.get("type"), link.get("href")) for link in entry().findall(f"{ATOM}link")]
    assert links == [
        (None, "https://example.org/%D8%AE%D8%A8%D8%B1?a=1&b=2"),
        ("application/json", "http://h/v1/articles/a~%D8%A8%2F1"),
    ]


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "no address", "ftp://h/x"])
def test_what_is_no_address_on_the_web_is_no_link(url: str | None) -> None:
    assert [link.get("type") for link in entry(url=url).findall(f"{ATOM}link")] == ["application/json"]


@pytest.mark.parametrize(
    ("language", "words", "shown", "way"),
    [
        ("ar", "", "ar", "rtl"),
        ("ar-ma", "", "ar-ma", "rtl"),
        ("fr", "", "fr", "ltr"),
        (None, "123 قال", None, "rtl"),
        (None, "He said قال", None, "ltr"),
        (None, "123", None, "ltr"),
        ("x y", "", None, "ltr"),
    ],
)
def test_an_entry_is_in_the_language_and_direction_of_its_article(
    language: str | None, words: str, shown: str | None, way: str
) -> None:
    found = entry(language=language, text=words, parts=[])
    assert found.get(f"{XML}lang") == shown
    for name in ("summary", "content"):
        (div,) = found.findall(f"{ATOM}{name}/{XHTML}div")
        assert (div.get("lang"), div.get("dir")) == (shown, way)


@pytest.mark.parametrize(
    ("language", "title", "shown"),
    [
        ("ar", "DGSN توضح", "\u200fDGSN توضح"),
        ("ar", "توضيح من DGSN", "توضيح من DGSN"),
        ("ar", "2024", "2024"),
        ("fr", "توضيح: la DGSN", "\u200eتوضيح: la DGSN"),
    ],
)
def test_a_title_whose_first_letter_misleads_is_marked(language: str, title: str, shown: str) -> None:
    assert text(entry(language=language, title=title), "title") == shown


def test_an_article_without_a_title_is_known_by_how_it_begins() -> None:
    assert text(entry(title=None), "title") == "قال: <نعم> & لا"


def test_the_content_is_the_text_by_its_paragraphs_without_what_stands_around_them() -> None:
    (div,) = entry().findall(f"{ATOM}content/{XHTML}div")
    assert [(piece.tag, piece.text) for piece in div] == [
        (f"{XHTML}p", "فقرة أولى\nتتبع"),
        (f"{XHTML}h2", "عنوان فرعي"),
    ]


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        (ARTICLE["published"], "2024-09-14T00:00:00Z"),
        ({"earliest": "2024-09-01", "latest": "2024-09-30", "precision": "month"}, None),
        (None, None),
    ],
)
def test_only_what_is_known_to_the_day_has_a_day(published: Any, shown: str | None) -> None:
    assert text(entry(published=published), "published") == shown


@pytest.mark.parametrize(
    ("change", "author"),
    [({"byline": "سناء"}, "سناء"), ({}, "ميدل ايست"), ({"source": None}, None)],
)
def test_who_wrote_it_or_where_it_appeared_is_its_author(change: dict[str, Any], author: str | None) -> None:
    assert entry(**change).findtext(f"{ATOM}author/{ATOM}name") == author


@pytest.mark.parametrize(("language", "label"), [("ar", "المغرب"), ("fr-ma", "Maroc"), (None, "Morocco")])
def test_what_it_mentions_are_its_categories_in_its_language(language: str | None, label: str) -> None:
    found = [dict(one.attrib) for one in entry(language=language).findall(f"{ATOM}category")]
    assert found == [
        {"scheme": "http://h/v1/countries/", "term": "MA", "label": label},
        {"scheme": "http://h/v1/agencies/", "term": "ma-dgsn", "label": label},
    ]


def test_what_xml_cannot_say_is_replaced_and_a_carriage_return_kept() -> None:
    odd = "a\x00b\x0bc\ufffed\re]]><!--&amp;"
    assert text(entry(title=odd, language="en"), "title") == "a\ufffdb\ufffdc\ufffdd\re]]><!--&amp;"
