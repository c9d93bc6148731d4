"""Fetches the seeds through a client made from the OpenAPI document, and prints what it found."""

import json
import sys

from warraq_client import Client
from warraq_client.api.annotate import annotate_text
from warraq_client.api.articles import get_article, list_articles
from warraq_client.api.countries import get_country
from warraq_client.models import (
    AnnotationQuestion,
    ArticleAnswer,
    ArticleItem,
    ArticleList,
    ListArticlesSort,
    Problem,
)
from warraq_client.types import UNSET, Unset

client = Client(base_url=sys.argv[1])


def everything() -> list[ArticleItem]:
    items: list[ArticleItem] = []
    cursor: str | Unset = UNSET
    while True:
        page = list_articles.sync(client=client, sort=ListArticlesSort.TITLE, limit=2, cursor=cursor)
        assert isinstance(page, ArticleList), page
        items += page.items
        if page.next_cursor is None:
            return items
        cursor = page.next_cursor


def wrong_spans(id: str) -> int:
    article = get_article.sync(id, client=client)
    assert isinstance(article, ArticleAnswer), article
    field = {"text": article.text, "title": article.title or ""}
    return sum(field[m.field.value][m.start : m.end] != m.surface for m in article.mentions)


items = everything()
german = list_articles.sync(client=client, country=["Germany", "DE"])
missing = get_country.sync("Maroco", client=client)
refused = list_articles.sync(client=client, agency=["DGSI"])
read = annotate_text.sync(client=client, body=AnnotationQuestion(text="Paris: Morocco"))
assert isinstance(german, ArticleList)
assert isinstance(missing, Problem)
assert isinstance(refused, Problem)
assert not isinstance(refused.errors, Unset)
assert read is not None
assert not isinstance(read, Problem)
json.dump(
    {
        "ids": sorted(item.id for item in items),
        "wrong": sum(wrong_spans(item.id) for item in items),
        "german": sorted(item.id for item in german.items),
        "missing": missing.code,
        "allowed": refused.errors[0].allowed,
        "read": [mention.entity.id for mention in read.mentions],
    },
    sys.stdout,
)
