"""The Atom feed over HTTP."""

from xml.etree import ElementTree as ET

import httpx
import pytest

from tests.api.answers.test_feed import ATOM, text
from tests.api.test_exports import ASKABLE, query


def read(client: httpx.Client, url: str) -> ET.Element:
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.content)  # noqa: S314 - it is our own


def articles(root: ET.Element) -> list[str]:
    """The ids of the articles of a feed, by their addresses."""
    path = f"{ATOM}entry/{ATOM}link[@type='application/json']"
    return [str(httpx.URL(link.get("href", "")).path.rpartition("/")[2]) for link in root.findall(path)]


@pytest.mark.parametrize("given", ASKABLE, ids=str)
def test_any_filter_has_a_feed_of_what_its_list_shows(client: httpx.Client, given: dict[str, object]) -> None:
    asked = query(given)
    listed = client.get(f"/v1/articles?{asked}").json()["items"]
    assert articles(read(client, f"/v1/articles.atom?{asked}")) == [item["id"] for item in listed]


@pytest.mark.parametrize("limit", [1, 4])
def test_the_pages_of_a_feed_add_up(client: httpx.Client, limit: int) -> None:
    url: str | None = f"/v1/articles.atom?limit={limit}"
    found: list[str] = []
    while url:
        root = read(client, url)
        found += articles(root)
        link = root.find(f"{ATOM}link[@rel='next']")
        url = None if link is None else link.get("href")
        assert client.get(str(root.find(f"{ATOM}link[@rel='self']").get("href"))).status_code == 200  # type: ignore[union-attr]
    assert found == [item["id"] for item in client.get("/v1/articles").json()["items"]]


def test_feeds_of_other_filters_are_other_feeds_and_their_titles_say_which(client: httpx.Client) -> None:
    every, moroccan, same = (
        read(client, f"/v1/articles.atom?{asked}") for asked in ("", "country=MA", "country=Maroc&limit=2")
    )
    assert text(every, "title") == "Warraq: all articles"
    assert text(moroccan, "title") == "Warraq: country MA"
    assert text(every, "id") != text(moroccan, "id") == text(same, "id")
    assert text(every, "updated") == "2025-01-31T09:12:45Z"


def test_an_empty_feed_is_a_feed(client: httpx.Client) -> None:
    root = read(client, "/v1/articles.atom?country=AD")
    assert text(root, "updated")
    assert articles(root) == []


def test_what_means_nothing_is_refused(client: httpx.Client) -> None:
    answer = client.get("/v1/articles.atom?sort=title")
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_parameter")
